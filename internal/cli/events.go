package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"synoptic/export"
	"synoptic/internal/app"
	"synoptic/internal/query"
	"synoptic/news"
)

func eventsCommand(e *env) *cobra.Command {
	var format, out string
	c := &cobra.Command{
		Use:     "events [PATH…]",
		Short:   "Group articles into events, storylines and copies",
		Example: "  synoptic events examples/\n  synoptic events --format json articles.jsonl",
		Long:    "Events groups the articles of files and folders in memory. Without a path it lists the events of the store, newest first.",
	}
	e.dbFlag(c)
	formatFlag(c, &format, "text", "json")
	offsets := offsetsFlag(c)
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	p := &page{}
	c.Flags().IntVar(&p.limit, "limit", 50, "how many of the store's events at most, up to 1000")
	c.Flags().StringVar(&p.after, "after", "", "go on after this mark, which the page before printed")
	c.RunE = func(c *cobra.Command, args []string) error {
		p.format = format
		if len(args) == 0 {
			return e.keptEvents(c.Context(), p)
		}
		cov, err := e.analyse(args, false)
		if err != nil {
			return err
		}
		return e.output(out, func(w io.Writer) error {
			if format == "json" {
				return export.Events(w, cov, export.Options{Offsets: offsets.unit})
			}
			return writeOverview(w, cov, styleOf(w, e.getenv))
		})
	}
	return c
}

// keptEvents lists the events of the store.
func (e *env) keptEvents(ctx context.Context, p *page) error {
	return e.withStore(ctx, true, func(s *app.Store) error {
		rows, err := s.Events(ctx, query.EventFilter{Page: query.Cursor{After: p.after, Limit: p.limit}})
		if err != nil {
			return err
		}
		defer e.more(rows.Next)
		if p.format == "json" {
			return export.EventRows(e.out, rows.Items, func(r query.EventRow) *news.Event { return &r.Event })
		}
		return lines(e.out, rows.Items, eventLine)
	})
}

func eventLine(r query.EventRow) string {
	parts := []string{pad(r.ID, 5), when(r.Date), plain(r.Title)}
	if r.Place != "" {
		parts = append(parts, plain(r.Place))
	}
	parts = append(parts, fmt.Sprintf("%s, %d independent", count(len(r.Articles), "account"), r.Origins))
	if r.Storyline != "" {
		parts = append(parts, "["+r.Storyline+"]")
	}
	return strings.Join(parts, "  ")
}
