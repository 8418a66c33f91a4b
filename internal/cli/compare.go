package cli

import (
	"io"

	"github.com/spf13/cobra"

	"synoptic/export"
	"synoptic/export/report"
	"synoptic/internal/app"
	"synoptic/news"
)

func compareCommand(e *env) *cobra.Command {
	var format, out, match string
	var one bool
	c := &cobra.Command{
		Use:   "compare PATH…",
		Short: "Compare the accounts that articles give of one event",
		Long: `Compare reads articles (plain text, HTML, JSONL, CSV, WARC, DOCX, PDF; folders are
walked), finds the events that several of them report, and lays the accounts of
each event side by side: points by accounts, divergences, silences, labels.
It runs in memory and needs no network and no store.`,
		Example: "  synoptic compare examples/\n  synoptic compare --format html --out report.html articles.jsonl\n  synoptic compare --as-one-event a.txt b.txt",
		Args:    somePaths,
	}
	formatFlag(c, &format, "text", "json", "html", "csv")
	offsets := offsetsFlag(c)
	withText := c.Flags().Bool("with-text", false, "add the articles' texts to the JSON")
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	c.Flags().BoolVar(&one, "as-one-event", false, "take all articles as accounts of one event")
	c.Flags().StringVar(&match, "match", "normal", "how alike two readings must be to share a point: strict, normal, loose")
	c.RunE = func(_ *cobra.Command, args []string) error {
		compare, err := app.NewComparer(match, nil)
		if err != nil {
			return err
		}
		cov, err := e.analyse(args, one)
		if err != nil {
			return err
		}
		compare.All(cov)
		e.explainNothing(cov)
		return e.output(out, func(w io.Writer) error {
			return writeComparisons(w, e, cov, format, export.Options{Offsets: offsets.unit, WithText: *withText})
		})
	}
	return c
}

func writeComparisons(w io.Writer, e *env, cov *news.Coverage, format string, opt export.Options) error {
	switch format {
	case "json":
		return export.Compare(w, cov, opt)
	case "html":
		return report.Write(w, cov)
	case "csv":
		return export.CSV(w, cov, opt)
	}
	return writeView(w, cov, styleOf(w, e.getenv))
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
