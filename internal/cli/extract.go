package cli

import (
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"synoptic/export"
	"synoptic/internal/app"
	"synoptic/news"
)

func extractCommand(e *env) *cobra.Command {
	var format, out, url string
	c := &cobra.Command{
		Use:     "extract FILE…",
		Short:   "Take title, text, authors and dates out of web pages",
		Example: "  synoptic extract --url https://news.example/a\n  synoptic extract page.html\n  synoptic extract --format text page.html",
	}
	c.Flags().StringVar(&url, "url", "", "get this page from the web")
	formatFlag(c, &format, "json", "text")
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := somePaths(c, args); err != nil && url == "" {
			return err
		}
		return e.output(out, func(w io.Writer) error {
			for a, err := range e.pages(c, args, url) {
				if err != nil {
					e.fail(err)
				}
				if a.Text == "" {
					continue
				}
				if format == "text" {
					_, err = fmt.Fprintf(w, "%s\n", export.Body(&a))
				} else {
					err = export.Extract(w, &a)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	return c
}

// pages reads the files, and the page of the web if one is asked for.
func (e *env) pages(c *cobra.Command, files []string, url string) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		if url != "" {
			cfg, err := e.config()
			var a news.Article
			if err == nil {
				a, err = app.FetchArticle(c.Context(), cfg, url)
			}
			if !yield(a, err) {
				return
			}
		}
		for a, err := range app.Read(files, e.in) {
			if !yield(a, err) {
				return
			}
		}
	}
}
