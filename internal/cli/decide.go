package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"synoptic/export/report"
	"synoptic/internal/app"
	"synoptic/news"
)

// deciding is one decision as a command: its subjects and arguments are the
// command line's.
type deciding struct {
	use, short, example string
	kind                news.DecisionKind
	subjects            int // how many of the arguments are subjects, -1 for all
	least               int // arguments at least
}

// of splits the arguments of a command line into subjects and arguments of the
// decision. The article that is moved stands before the event it is moved to.
func (d deciding) of(args []string) (subjects, rest []string) {
	n := d.subjects
	switch {
	case n < 0:
		n = len(args)
	case d.kind == news.MoveArticle:
		return args[len(args)-n:], args[:len(args)-n]
	}
	return args[:n], args[n:]
}

func actorCommand(e *env) *cobra.Command {
	c := &cobra.Command{Use: "actor", Short: "Decide about actors: merge, split, rename, reject, never the same; undo",
		Example: "  synoptic actor merge oshane oshain\n  synoptic actor history"}
	c.AddCommand(e.decisions("actor", []deciding{
		{"merge ID ID…", "Two or more are one actor, the first", "  synoptic actor merge oshane oshain", news.MergeActors, -1, 2},
		{"split ID ALIAS…", "These aliases belong to another actor", "  synoptic actor split oshane 'Radmir Oshain'", news.SplitActor, 1, 2},
		{"rename ID NAME", "Give an actor a name", "  synoptic actor rename oshane 'Radmer Oshane'", news.RenameActor, 1, 2},
		{"reject ID", "This is no actor", "  synoptic actor reject tuesday", news.RejectActor, 1, 1},
		{"never ID ID", "These two are never the same", "  synoptic actor never oshane keld", news.NeverSame, -1, 2},
	})...)
	c.AddCommand(e.undoCommand("actor"), e.historyCommand("actor"))
	return group(c)
}

func eventCommand(e *env) *cobra.Command {
	c := &cobra.Command{Use: "event", Short: "Decide about events: merge, split, move an article, name, reject; undo",
		Long: `Event records what you decide about the store's events. What the evidence gives
is kept beside it: decisions are applied anew after every analysis, and undoing
one brings back what was.`,
		Example: "  synoptic event merge e3 e7 --note 'one fire, two towns'\n  synoptic event move lomenz_zena e4\n  synoptic event history"}
	c.AddCommand(e.decisions("event", []deciding{
		{"merge ID ID…", "Two or more are one event, which keeps the first's id and title", "  synoptic event merge e3 e7", news.MergeEvents, -1, 2},
		{"split ID ARTICLE…", "These articles of an event are another event", "  synoptic event split e3 lomenz_zena", news.SplitEvent, 1, 2},
		{"move ARTICLE… ID", "These articles belong to this event", "  synoptic event move lomenz_zena e4", news.MoveArticle, 1, 2},
		{"name ID TITLE", "Give an event a title", "  synoptic event name e3 'The second round in Lomenz'", news.RenameEvent, 1, 2},
		{"reject ID", "This is no event: each of its articles stands alone", "  synoptic event reject e3", news.RejectEvent, 1, 1},
	})...)
	c.AddCommand(e.undoCommand("event"), e.historyCommand("event"))
	return group(c)
}

func (e *env) decisions(noun string, ds []deciding) []*cobra.Command {
	var out []*cobra.Command
	for _, d := range ds {
		c := &cobra.Command{Use: d.use, Short: d.short, Example: d.example, Args: cobra.MinimumNArgs(d.least)}
		e.dbFlag(c)
		note := c.Flags().String("note", "", "why")
		who := c.Flags().String("who", "", "who decides (default: the user of this system)")
		event := ""
		if noun == "point" {
			eventFlag(c, &event)
		}
		c.RunE = func(c *cobra.Command, args []string) error {
			subjects, rest := d.of(args)
			made := news.Decision{Kind: d.kind, Event: event, Subjects: subjects, Args: rest, Note: *note, Who: *who}
			return e.withStore(c.Context(), false, func(s *app.Store) error {
				id, err := s.Decide(c.Context(), made)
				if err == nil {
					fmt.Fprintf(e.out, "decided %s; undo it with: synoptic %s undo %s\n", id, noun, id)
				}
				return err
			})
		}
		out = append(out, c)
	}
	return out
}

func (e *env) undoCommand(noun string) *cobra.Command {
	c := &cobra.Command{Use: "undo DECISION", Short: "Take a decision back; it stays in the history",
		Example: "  synoptic " + noun + " undo d4", Args: cobra.ExactArgs(1)}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		return e.withStore(c.Context(), false, func(s *app.Store) error { return s.Undo(c.Context(), args[0], "") })
	}
	return c
}

func (e *env) historyCommand(noun string) *cobra.Command {
	c := &cobra.Command{Use: "history", Short: "List all decisions, who made them and when",
		Example: "  synoptic " + noun + " history", Args: cobra.NoArgs}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		return e.withStore(c.Context(), true, func(s *app.Store) error {
			ds, err := s.Decisions(c.Context())
			if err != nil {
				return err
			}
			return lines(e, e.out, "nothing was decided yet", ds, decisionLine)
		})
	}
	return c
}

func decisionLine(d news.Decision) string {
	line := fmt.Sprintf("%s  %s  %s  %s", d.ID, d.When.Format("2006-01-02 15:04"), d.Who, plain(report.DecisionWords(d)))
	if d.Note != "" {
		line += "  " + plain(d.Note)
	}
	if d.Undone {
		line += fmt.Sprintf("  (undone by %s)", d.UndoneBy)
	}
	return line
}
