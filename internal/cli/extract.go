package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"synoptic/export"
	"synoptic/internal/app"
)

func extractCommand(e *env) *cobra.Command {
	var format, out string
	c := &cobra.Command{
		Use:     "extract FILE…",
		Short:   "Take title, text, authors and dates out of web pages",
		Example: "  synoptic extract page.html\n  synoptic extract --format text page.html",
		Args:    somePaths,
	}
	formatFlag(c, &format, "json", "text")
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	c.RunE = func(_ *cobra.Command, args []string) error {
		return e.output(out, func(w io.Writer) error {
			for a, err := range app.Read(args, e.in) {
				if err != nil {
					e.fail(err)
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
