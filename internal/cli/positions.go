package cli

import (
	"io"

	"github.com/spf13/cobra"

	"synoptic/export"
	"synoptic/internal/app"
	"synoptic/news"
)

func positionsCommand(e *env) *cobra.Command {
	var format, out, about string
	c := &cobra.Command{
		Use:   "positions ACTOR PATH…",
		Short: "What somebody has said on each issue over time, and what changed",
		Long: `Positions gathers what one actor says in the articles, by issue and in the order
of the events, and tells what changed from one step to the next: repeated,
strengthened, weakened, reversed, dropped. Every step rests on passages.`,
		Example: "  synoptic positions Oshane examples/\n  synoptic positions --about 'electricity offer' Arrask examples/",
		Args:    cobra.MinimumNArgs(2),
	}
	formatFlag(c, &format, "text", "json")
	offsets := offsetsFlag(c)
	c.Flags().StringVar(&about, "about", "", "rank the issues by their likeness to these words")
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	c.RunE = func(_ *cobra.Command, args []string) error {
		cov, err := e.analyse(args[1:], false)
		if err != nil {
			return err
		}
		actor, err := app.FindActor(cov, args[0])
		if err != nil {
			return err
		}
		issues, err := app.Positions(cov, actor, about)
		if err != nil {
			return err
		}
		return e.output(out, func(w io.Writer) error {
			if format == "json" {
				return export.Positions(w, cov, actor, issues, export.Options{Offsets: offsets.unit})
			}
			return writePositions(w, cov, actor, issues, styleOf(w, e.getenv))
		})
	}
	return c
}

// writePositions prints issues of more than one passage, each with its steps.
func writePositions(w io.Writer, cov *news.Coverage, actor *news.Actor, issues []news.Issue, s style) error {
	v := newView(w, cov, s)
	v.block("", "", actor.Name, bold)
	for _, issue := range issues {
		v.line("")
		v.block("", "", issue.Title, bold)
		for _, step := range issue.Steps {
			v.line("  %s %s %s", pad(when(step.Date), 10), pad(step.Event, 4), v.paint(changeCode[step.Change], string(step.Change)))
			if step.Note != "" && step.Change != news.Repeated {
				v.block("      ", "      ", step.Note, dim)
			}
			for _, st := range step.Statements {
				for _, c := range st.Content {
					v.block("      "+plain(st.Article)+": ", "        ", v.passage(news.Passage{Article: st.Article, Span: c}), "")
				}
			}
		}
	}
	return v.Flush()
}

var changeCode = map[news.Change]string{news.First: dim, news.Repeated: dim, news.Strengthened: yellow, news.WeakenedStep: yellow, news.Reversed: red, news.Dropped: purple}
