package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"synoptic/export"
	"synoptic/internal/app"
	"synoptic/internal/query"
	"synoptic/news"
)

func compareCommand(e *env) *cobra.Command {
	var format, out, match string
	var events []string
	var one, fold bool
	var narrow query.Narrowing
	var second opinionFlags
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
	e.gazetteerFlag(c)
	offsets := offsetsFlag(c)
	withText := c.Flags().Bool("with-text", false, "add the articles' texts to the JSON")
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	c.Flags().BoolVar(&one, "as-one-event", false, "take all articles as accounts of one event")
	c.Flags().StringVar(&match, "match", "normal", "how alike two readings must be to share a point: strict, normal, loose")
	narrowFlags(c, &narrow)
	c.Flags().BoolVar(&fold, "fold", false, "in the terminal's view put copies into the column of their origin")
	second.add(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		var cov *news.Coverage
		var err error
		switch {
		case len(events) > 0 && (len(args) > 0 || one):
			return usage("compare: give --event ID or paths, not both")
		case len(events) > 0:
			cov, err = e.kept(c.Context(), match, events, second)
		default:
			if cov, err = e.compareFiles(c, match, one, args); err == nil {
				err = e.secondOpinion(c.Context(), second, nil, cov)
			}
		}
		if err == nil {
			cov, err = query.Narrow(cov, narrow)
		}
		if err != nil {
			return err
		}
		e.explainNothing(cov)
		return e.output(out, func(w io.Writer) error {
			return writeComparisons(w, e, cov, format, export.Options{Offsets: offsets.unit, WithText: *withText}, gridOptions{fold, len(events) > 0})
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
func (e *env) kept(ctx context.Context, match string, events []string, second opinionFlags) (cov *news.Coverage, err error) {
	e.match = match
	readOnly := !second.asked(e.getenv)
	err = e.withStore(ctx, readOnly, func(s *app.Store) error {
		if cov, err = s.Coverage(ctx, events...); err != nil {
			return err
		}
		return e.secondOpinion(ctx, second, s, cov)
	})
	return cov, err
}

// narrowFlags say which points are shown.
func narrowFlags(c *cobra.Command, n *query.Narrowing) {
	c.Flags().StringVar(&n.Speaker, "speaker", "", "only points of this speaker: id, or part of the name")
	c.Flags().StringVar(&n.Kind, "differs", "", "only points with a divergence of this kind; any: with some divergence")
	c.Flags().StringVar(&n.Account, "account", "", "only points that this article has")
}

func writeComparisons(w io.Writer, e *env, cov *news.Coverage, format string, opt export.Options, shows gridOptions) error {
	for _, f := range app.Formats() {
		if f.Name == format {
			return f.Write(w, cov, opt)
		}
	}
	return writeView(w, cov, styleOf(w, e.getenv), shows)
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
