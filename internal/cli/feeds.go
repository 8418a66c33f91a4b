package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/app"
	"synoptic/internal/query"
)

func feedsCommand(e *env) *cobra.Command {
	c := &cobra.Command{
		Use:   "feeds [FEED|FILE…]",
		Short: "Tell what was tried to get articles, and what came of it",
		Long: `Feeds sums up every attempt to get articles, by feed: how many polls succeeded,
how many pages were refused, missing or could not be read. An outlet's silence
is to be read against it. With --attempts it lists the attempts themselves,
newest first. With --format opml it writes the feeds as a list for other
programs and for watch; feeds and lists that are given are written in place of
the store's.`,
		Example: "  synoptic feeds --since 168h\n  synoptic feeds --attempts --outlet 'The Ledger'\n  synoptic feeds --format opml > feeds.opml",
	}
	e.dbFlag(c)
	p := &page{}
	formatFlag(c, &p.format, "text", "json", "opml")
	p.flags(c, "how many attempts at most, up to 1000")
	outlet := c.Flags().String("outlet", "", "only this outlet's")
	since := c.Flags().Duration("since", 0, "only attempts of so long, as 168h")
	attempts := c.Flags().Bool("attempts", false, "list every attempt")
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			if p.format != "opml" {
				return usage("feeds %s: only --format opml writes feeds that are given", args[0])
			}
			sources, err := app.Sources(args)
			if err != nil {
				return err
			}
			return app.WriteOPML(e.out, sources)
		}
		f := query.CaptureFilter{Outlet: *outlet, Page: query.Cursor{After: p.after, Limit: p.limit}}
		if *since > 0 {
			f.From = time.Now().Add(-*since)
		}
		return e.withStore(c.Context(), true, func(s *app.Store) error {
			if *attempts {
				return e.attempts(c, s, f, p.format)
			}
			counts, err := s.CaptureCounts(c.Context(), f)
			if err != nil {
				return err
			}
			tried := app.SumTries(counts)
			switch p.format {
			case "opml":
				return app.WriteOPML(e.out, app.FeedSources(tried))
			case "json":
				return jsonLines(e.out, tried, func(t app.Tried) any {
					return struct {
						Version int `json:"version"`
						app.Tried
					}{1, t}
				})
			}
			return lines(e, e.out, "nothing was tried", tried, triedLine)
		})
	}
	return c
}

func (e *env) attempts(c *cobra.Command, s *app.Store, f query.CaptureFilter, format string) error {
	page, err := s.Captures(c.Context(), f)
	if err != nil {
		return err
	}
	defer e.more(page.Next)
	if format != "json" {
		return lines(e, e.out, "nothing was tried", page.Items, attemptLine)
	}
	return jsonLines(e.out, page.Items, func(a query.Capture) any {
		return struct {
			Version int       `json:"version"`
			At      time.Time `json:"at"`
			Kind    string    `json:"kind"`
			Result  string    `json:"result"`
			Outlet  string    `json:"outlet"`
			Feed    string    `json:"feed"`
			URL     string    `json:"url"`
			Detail  string    `json:"detail,omitempty"`
			Status  int       `json:"status,omitempty"`
			Bytes   int64     `json:"bytes"`
			TookMS  int64     `json:"took_ms"`
			Article string    `json:"article,omitempty"`
		}{1, a.At, string(a.Kind), string(a.Result), a.Outlet, a.Feed, a.URL, a.Detail, a.Status, a.Bytes, a.Took.Milliseconds(), a.Article}
	})
}

// triedLine is "12 of 14 polls succeeded; 37 of 40 pages read, 3 refused".
func triedLine(t app.Tried) string {
	parts := []string{}
	if t.Polls.Total > 0 {
		parts = append(parts, triesText(t.Polls, "poll", "succeeded"))
	}
	if t.Pages.Total > 0 {
		parts = append(parts, triesText(t.Pages, "page", "read"))
	}
	name := []string{}
	for _, s := range []string{t.Outlet, t.Feed} {
		if s != "" {
			name = append(name, plain(s))
		}
	}
	if t.Feed == "" {
		name = append(name, "single pages")
	}
	return strings.Join(append(name, strings.Join(parts, "; ")), "  ")
}

func triesText(t app.Tries, what, done string) string {
	if t.Total > 1 {
		what += "s"
	}
	s := fmt.Sprintf("%d of %d %s %s", t.Succeeded, t.Total, what, done)
	for _, other := range []struct {
		n    int
		name string
	}{{t.Refused, "refused"}, {t.Missing, "missing"}, {t.Failed, "failed"}, {t.Unreadable, "unreadable"}} {
		if other.n > 0 {
			s += fmt.Sprintf(", %d %s", other.n, other.name)
		}
	}
	return s
}

func attemptLine(a query.Capture) string {
	parts := []string{a.At.Local().Format("2006-01-02 15:04:05"), string(a.Kind), string(a.Result), plain(a.URL)}
	for _, s := range []string{a.Article, a.Detail} {
		if s != "" {
			parts = append(parts, plain(s))
		}
	}
	return strings.Join(parts, "  ")
}
