package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"synoptic/export"
	"synoptic/internal/app"
	"synoptic/news"
)

func compareCommand(e *env) *cobra.Command {
	var format, out, match string
	var events []string
	var one bool
	c := &cobra.Command{
		Use:   "compare PATH…",
		Short: "Compare the accounts that articles give of one event",
		Long: `Compare reads articles (plain text, HTML, JSONL, CSV, WARC, DOCX, PDF; folders are
walked), finds the events that several of them report, and lays the accounts of
each event side by side: points by accounts, divergences, silences, labels.
It runs in memory and needs no network and no store.

Besides the terminal's view a comparison is written as json (the contract), html
(one page to mail around), csv, jsonl, parquet and xlsx (tables), webanno (W3C Web
Annotation), tei (a critical apparatus, the outlets as witnesses), brat (a zip of
standoff files), ftm (FollowTheMoney entities), quotes (quotations with speakers,
shaped as Quotebank's).`,
		Example: "  synoptic compare examples/\n  synoptic compare --format html --out report.html articles.jsonl\n  synoptic compare --as-one-event a.txt b.txt\n  synoptic compare --event e3",
	}
	e.dbFlag(c)
	c.Flags().StringSliceVar(&events, "event", nil, "compare this event of the store; may be given several times")
	formatFlag(c, &format, append([]string{"text"}, formatNames()...)...)
	offsets := offsetsFlag(c)
	withText := c.Flags().Bool("with-text", false, "add the articles' texts to the JSON")
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	c.Flags().BoolVar(&one, "as-one-event", false, "take all articles as accounts of one event")
	c.Flags().StringVar(&match, "match", "normal", "how alike two readings must be to share a point: strict, normal, loose")
	c.RunE = func(c *cobra.Command, args []string) error {
		var cov *news.Coverage
		var err error
		switch {
		case len(events) > 0 && (len(args) > 0 || one):
			return usage("compare: give --event ID or paths, not both")
		case len(events) > 0:
			cov, err = e.kept(c.Context(), match, events)
		default:
			cov, err = e.compareFiles(c, match, one, args)
		}
		if err != nil {
			return err
		}
		e.explainNothing(cov)
		return e.output(out, func(w io.Writer) error {
			return writeComparisons(w, e, cov, format, export.Options{Offsets: offsets.unit, WithText: *withText})
		})
	}
	return c
}

func (e *env) compareFiles(c *cobra.Command, match string, one bool, paths []string) (*news.Coverage, error) {
	if err := somePaths(c, paths); err != nil {
		return nil, err
	}
	compare, err := app.NewComparer(match, nil)
	if err != nil {
		return nil, err
	}
	cov, err := e.analyse(paths, one)
	if err == nil {
		compare.All(cov)
	}
	return cov, err
}

// kept compares events of the store.
func (e *env) kept(ctx context.Context, match string, events []string) (cov *news.Coverage, err error) {
	e.match = match
	err = e.withStore(ctx, true, func(s *app.Store) error {
		cov, err = s.Coverage(ctx, events...)
		return err
	})
	return cov, err
}

func writeComparisons(w io.Writer, e *env, cov *news.Coverage, format string, opt export.Options) error {
	for _, f := range app.Formats() {
		if f.Name == format {
			return f.Write(w, cov, opt)
		}
	}
	return writeView(w, cov, styleOf(w, e.getenv))
}

// formatNames are the formats other than the terminal's.
func formatNames() (names []string) {
	for _, f := range app.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// explainNothing says why there is no comparison.
func (e *env) explainNothing(cov *news.Coverage) {
	switch {
	case len(cov.Comparisons) > 0 || len(cov.Articles) == 0:
	case len(cov.Articles) == 1:
		e.note("synoptic: one article is no comparison: give at least two accounts of an event")
	default:
		e.note("synoptic: no two of these %d articles report the same event; if they do, --as-one-event compares them all the same", len(cov.Articles))
	}
}
