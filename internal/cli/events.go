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
	var why bool
	c := &cobra.Command{
		Use:     "events [PATH…]",
		Short:   "Group articles into events, storylines and copies",
		Example: "  synoptic events examples/\n  synoptic events --format json articles.jsonl",
		Long:    "Events groups the articles of files and folders in memory. Without a path it lists the events of the store, newest first.",
	}
	e.dbFlag(c)
	formatFlag(c, &format, "text", "json")
	e.gazetteerFlag(c)
	offsets := offsetsFlag(c)
	c.Flags().BoolVar(&why, "why", false, "say of every account why it is in its event")
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	p := &page{}
	p.flags(c, "how many of the store's events at most, up to 1000")
	c.RunE = func(c *cobra.Command, args []string) error {
		p.format = format
		if len(args) == 0 {
			return e.output(out, func(w io.Writer) error { return e.keptEvents(c.Context(), w, p, why) })
		}
		cov, err := e.analyse(args, false)
		if err != nil {
			return err
		}
		return e.output(out, func(w io.Writer) error {
			if format == "json" {
				return export.Events(w, cov, export.Options{Offsets: offsets.unit})
			}
			return writeOverview(w, cov, why, styleOf(w, e.getenv))
		})
	}
	return c
}

// keptEvents lists the events of the store.
func (e *env) keptEvents(ctx context.Context, w io.Writer, p *page, why bool) error {
	return e.withStore(ctx, true, func(s *app.Store) error {
		rows, err := s.Events(ctx, query.EventFilter{Page: query.Cursor{After: p.after, Limit: p.limit}})
		if err != nil {
			return err
		}
		defer e.more(rows.Next)
		for i := range rows.Items {
			if e := &rows.Items[i].Event; why && len(e.Articles) > 1 {
				if e.Reasons, err = s.WhyEvent(ctx, e.ID); err != nil {
					return err
				}
			}
		}
		if p.format == "json" {
			return export.EventRows(w, rows.Items, func(r query.EventRow) *news.Event { return &r.Event })
		}
		return lines(e, w, "no event", rows.Items, eventLine)
	})
}

func eventLine(r query.EventRow) string {
	parts := []string{fmt.Sprintf("%-5s", r.ID), when(r.Date), plain(r.Title)}
	if r.Place != "" {
		parts = append(parts, plain(r.Place))
	}
	parts = append(parts, fmt.Sprintf("%s, %d independent", count(len(r.Articles), "account"), r.Origins))
	if r.Storyline != "" {
		parts = append(parts, "["+r.Storyline+"]")
	}
	line := strings.Join(parts, "  ")
	if len(r.Reasons) > 0 {
		line += fmt.Sprintf("\n       %.0f %% sure", 100*r.Confidence)
	}
	for _, w := range r.Reasons {
		line += "\n       " + because(w)
	}
	return line
}

// because says why two articles are in one event.
func because(r news.Reason) string { return plain(r.A + " and " + r.B + ": " + r.Text) }
