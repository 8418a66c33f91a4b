package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"synoptic/export"
	"synoptic/export/report"
	"synoptic/internal/app"
	"synoptic/internal/query"
	"synoptic/news"
)

// positionsAsked is what the command line says.
type positionsAsked struct {
	query.PositionAsk
	across  string
	limit   int
	format  string
	out     string
	offsets *unitFlag
}

func positionsCommand(e *env) *cobra.Command {
	a := &positionsAsked{}
	c := &cobra.Command{
		Use:   "positions ACTOR [PATH…]",
		Short: "What somebody has said on each issue over time, and what changed",
		Long: `Positions gathers what one actor says in the articles, by issue and in the order
of the events, and tells what changed from one step to the next: repeated,
strengthened, weakened, reversed, dropped. Every step rests on passages, and says
how many accounts have it. Dropped is said only where two accounts or more let the actor speak
later on the same storyline and none has a word on the issue; any other silence is listed as
such. Without a path it reads the store.

With --across it takes no actor, and lays out who says what on some words.`,
		Example: "  synoptic positions Oshane examples/\n  synoptic positions --about 'electricity offer' Arrask examples/\n" +
			"  synoptic positions --office Oshane\n  synoptic positions --across 'filling the dam' examples/\n  synoptic positions Oshane --format html --out oshane.html",
	}
	formatFlag(c, &a.format, "text", "json", "csv", "html")
	e.dbFlag(c)
	e.gazetteerFlag(c)
	a.offsets = offsetsFlag(c)
	c.Flags().StringVar(&a.About, "about", "", "rank what was said, and the issues, by their likeness to these words")
	c.Flags().BoolVar(&a.Office, "office", false, "show the other holders of the actor's office beside it")
	c.Flags().StringVar(&a.across, "across", "", "who says what on these words, event by event; takes no ACTOR")
	c.Flags().IntVar(&a.limit, "limit", 0, "how many issues at most; 0 is 20 for a terminal or a page, and all for other formats")
	before(c, func() error {
		if a.limit < 0 {
			return usage("--limit %d: give 0 or more", a.limit)
		}
		return nil
	})
	c.Flags().StringVar(&a.out, "out", "", "write to this file instead of standard output")
	c.RunE = func(c *cobra.Command, args []string) error {
		if a.across == "" {
			if len(args) == 0 {
				return usage("positions: name an actor, or give --across")
			}
			a.Actor, args = args[0], args[1:]
		}
		if len(args) == 0 {
			return e.keptPositions(c.Context(), a)
		}
		cov, err := e.analyse(args, false)
		if err != nil {
			return err
		}
		p, err := a.of(cov)
		if err != nil {
			return err
		}
		return e.writePositions(a, cov, &p)
	}
	return c
}

// of lays out what is asked of a coverage.
func (a *positionsAsked) of(cov *news.Coverage) (news.Positions, error) {
	if a.across != "" {
		return app.Across(cov, a.across)
	}
	return app.Positions(cov, a.PositionAsk)
}

// keptPositions asks the store.
func (e *env) keptPositions(ctx context.Context, a *positionsAsked) error {
	return e.withStore(ctx, true, func(s *app.Store) error {
		ask := a.PositionAsk
		ask.Limit = a.shown()
		var cov *news.Coverage
		var p news.Positions
		var err error
		if a.across != "" {
			cov, p, err = s.Across(ctx, a.across)
		} else {
			cov, p, err = s.Positions(ctx, ask)
		}
		if err != nil {
			return err
		}
		return e.writePositions(a, cov, &p)
	})
}

// pageIssues is how many issues a person is shown at once.
const pageIssues = 20

// shown is how many issues are to be shown, 0 for all.
func (a *positionsAsked) shown() int {
	if a.limit == 0 && (a.format == "text" || a.format == "html") {
		return pageIssues
	}
	return a.limit
}

func (e *env) writePositions(a *positionsAsked, cov *news.Coverage, p *news.Positions) error {
	more := 0
	if n := a.shown(); n > 0 && len(p.Issues) > n {
		more = len(p.Issues) - n
		p.Issues = p.Issues[:n]
	}
	more += p.More
	if more > 0 {
		e.note("%s more: --limit %d", count(more, "issue"), len(p.Issues)+more)
	}
	opt := export.Options{Offsets: a.offsets.unit}
	return e.output(a.out, func(w io.Writer) error {
		switch a.format {
		case "json":
			return export.Positions(w, cov, p, opt)
		case "csv":
			return export.PositionsCSV(w, cov, p, opt)
		case "html":
			return report.WritePositions(w, cov, p)
		}
		v := newView(w, cov, styleOf(w, e.getenv))
		for i := range p.Actors { // an actor of the store may not be among those of the articles shown
			v.names[p.Actors[i].ID] = p.Actors[i].Name
		}
		v.positions(p)
		return v.Flush()
	})
}

func (v *view) positions(p *news.Positions) {
	var names []string
	for _, a := range p.Actors {
		names = append(names, plain(a.Name))
	}
	v.block("", "", strings.Join(names, " · "), bold)
	if p.Sides != nil {
		v.sides(p)
		return
	}
	if p.About != "" {
		v.line("")
		v.block("", "", fmt.Sprintf("On “%s”", plain(p.About)), bold)
		if p.Said == nil {
			v.line("  nothing that they say is near to this")
		}
		said := p.Said[:min(len(p.Said), pageIssues)]
		at := newCalendar()
		for _, u := range said {
			at.add(u.Date, u.Event)
		}
		for _, u := range said {
			v.block(at.row(u.Date, u.Event), "      ", plain(u.Passage.Article)+": "+v.passage(u.Passage), "")
		}
	}
	for _, issue := range p.Issues {
		v.line("")
		head := issue.Title
		if len(p.Actors) > 1 {
			head = v.name(issue.Actor) + ": " + head
		}
		v.block("", "", head+"  ["+issue.ID+"]", bold)
		if issue.Earlier > 0 {
			v.line("  %s", v.paint(dim, fmt.Sprintf("%s before these: --limit 0 --format json has all", count(issue.Earlier, "step"))))
		}
		at := newCalendar()
		for i := range issue.Steps {
			at.add(issue.Steps[i].Date, issue.Steps[i].Event)
		}
		for _, s := range issue.Silences {
			at.add(s.Date, s.Event)
		}
		for i := range issue.Steps {
			v.step(&issue.Steps[i], at)
		}
		for _, s := range issue.Silences {
			v.block(at.row(s.Date, s.Event), "      ", fmt.Sprintf("not heard of: %s let the actor speak; %s", count(s.Accounts, "account"), s.Note), dim)
		}
	}
}

func (v *view) step(s *news.Step, at calendar) {
	rests := fmt.Sprintf("%d of %s", s.Accounts, count(s.Heard, "account"))
	if s.Change == news.Dropped {
		rests = "none of " + count(s.Heard, "account")
	}
	if s.Outlet != "" && s.Heard > 1 {
		rests += ", only " + plain(s.Outlet)
	}
	v.line("%s%s  %s", at.row(s.Date, s.Event), v.paint(changeCode[s.Change], string(s.Change)), v.paint(dim, rests))
	if s.Note != "" && s.Change != news.Repeated {
		v.block("      ", "      ", fmt.Sprintf("%s (confidence %.2f)", s.Note, s.Confidence), dim)
	}
	for _, st := range s.Statements {
		for _, c := range st.Content {
			v.block("      "+plain(st.Article)+": ", "        ", v.passage(news.Passage{Article: st.Article, Span: c}), "")
		}
	}
}

// sides prints who says what, event by event, and which two a rule finds opposed.
func (v *view) sides(p *news.Positions) {
	v.block("", "", fmt.Sprintf("On “%s”", plain(p.About)), "")
	for _, s := range p.Sides {
		v.line("")
		v.line("%s", v.paint(bold, when(s.Date)+" "+s.Event))
		last := ""
		for i := range s.Said {
			u := &s.Said[i]
			if u.Actor != last {
				v.block("  ", "  ", v.name(u.Actor), bold)
				last = u.Actor
			}
			v.block("    "+plain(u.Passage.Article)+": ", "      ", v.passage(u.Passage), "")
		}
		for _, st := range s.Stances {
			if st.Opposed {
				v.block("  ≠ ", "    ", fmt.Sprintf("%s against %s: %s (confidence %.2f)", v.name(st.A), v.name(st.B), st.Note, st.Confidence), red)
				for _, x := range st.Spans {
					v.block("      ", "        ", v.passage(x), "")
				}
			}
		}
	}
}

var changeCode = map[news.Change]string{news.First: dim, news.Repeated: dim, news.Strengthened: yellow, news.WeakenedStep: yellow, news.Reversed: red, news.Dropped: purple}
