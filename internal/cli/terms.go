package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"synoptic/export"
	"synoptic/internal/app"
	"synoptic/internal/query"
	"synoptic/news"
)

func termsCommand(e *env) *cobra.Command {
	var format, out, actor, event string
	var top int
	c := &cobra.Command{
		Use:   "terms [PATH…]",
		Short: "Words typical of one outlet against the others, with intervals",
		Long: `Terms tells which words an outlet uses in its own voice, outside of quotation
marks, more than the others do: log-odds ratios with an informative Dirichlet
prior (Monroe, Colaresi and Quinn 2008) with intervals of 95 per cent, of those
words whose interval lies above zero. With --actor only the sentences count that
mention the actor. Copies are left out. Without a path the newest articles of the
store are taken.`,
		Example: "  synoptic terms examples/\n  synoptic terms --actor Oshane --top 5 examples/\n  synoptic terms --event e1",
	}
	e.dbFlag(c)
	e.gazetteerFlag(c)
	formatFlag(c, &format, "text", "json")
	c.Flags().StringVar(&actor, "actor", "", "only sentences that mention this actor: id or name")
	c.Flags().StringVar(&event, "event", "", "only accounts of this event of the store")
	c.Flags().IntVar(&top, "top", 10, "how many words for each outlet at most")
	before(c, func() error { return within("--top", top, 1, 1000) })
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) > 0 && event != "" {
			return usage("terms: give --event ID or paths, not both")
		}
		var terms []news.OutletTerms
		var err error
		if len(args) > 0 {
			terms, err = e.termsOf(args, actor, top)
		} else {
			err = e.withStore(c.Context(), true, func(s *app.Store) error {
				var f query.ArticleFilter
				if f.Event, f.Actor, err = known(c.Context(), s, event, actor); err != nil {
					return err
				}
				terms, err = s.Terms(c.Context(), f, top)
				return err
			})
		}
		if err != nil {
			return err
		}
		if len(terms) < 2 {
			e.note("terms: two outlets or more are needed, and the articles name %d: an outlet is read from the file's front matter, its columns or its fields", len(terms))
		}
		return e.output(out, func(w io.Writer) error { return writeTerms(w, terms, format) })
	}
	return c
}

func (e *env) termsOf(paths []string, actor string, top int) ([]news.OutletTerms, error) {
	cov, err := e.analyse(paths, false)
	if err != nil {
		return nil, err
	}
	if actor != "" {
		a, err := query.FindActor(cov, actor)
		if err != nil {
			return nil, err
		}
		actor = a.ID
	}
	return query.TypicalTerms(cov, actor, top), nil
}

func writeTerms(w io.Writer, terms []news.OutletTerms, format string) error {
	if format == "json" {
		return export.Terms(w, terms)
	}
	for _, o := range terms {
		fmt.Fprintf(w, "%s  (%s)\n", plain(o.Outlet), count(o.Articles, "article"))
		for _, t := range o.Terms {
			if _, err := fmt.Fprintf(w, "  %-20s %+5.2f  [%+.2f, %+.2f]  ×%d here, ×%d elsewhere\n", plain(t.Term), t.LogOdds, t.Low, t.High, t.Count, t.Rest); err != nil {
				return err
			}
		}
		if len(o.Terms) == 0 {
			fmt.Fprintln(w, "  no word is surely typical")
		}
	}
	return nil
}
