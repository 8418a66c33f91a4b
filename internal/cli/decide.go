package cli

import (
	"fmt"

	"github.com/spf13/cobra"

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

func actorCommand(e *env) *cobra.Command {
	c := &cobra.Command{Use: "actor", Short: "Decide about actors: merge, split, rename, reject, never the same; undo",
		Example: "  synoptic actor merge oshane oshain\n  synoptic actor history"}
	c.AddCommand(e.decisions([]deciding{
		{"merge ID ID…", "Two or more are one actor, the first", "  synoptic actor merge oshane oshain", news.MergeActors, -1, 2},
		{"split ID ALIAS…", "These aliases belong to another actor", "  synoptic actor split oshane 'Radmir Oshain'", news.SplitActor, 1, 2},
		{"rename ID NAME", "Give an actor a name", "  synoptic actor rename oshane 'Radmer Oshane'", news.RenameActor, 1, 2},
		{"reject ID", "This is no actor", "  synoptic actor reject tuesday", news.RejectActor, 1, 1},
		{"never ID ID", "These two are never the same", "  synoptic actor never oshane keld", news.NeverSame, -1, 2},
	})...)
	c.AddCommand(e.undoCommand(), e.historyCommand())
	return c
}

func (e *env) decisions(ds []deciding) []*cobra.Command {
	var out []*cobra.Command
	for _, d := range ds {
		c := &cobra.Command{Use: d.use, Short: d.short, Example: d.example, Args: cobra.MinimumNArgs(d.least)}
		e.dbFlag(c)
		note := c.Flags().String("note", "", "why")
		who := c.Flags().String("who", "", "who decides (default: the user of this system)")
		c.RunE = func(c *cobra.Command, args []string) error {
			n := d.subjects
			if n < 0 {
				n = len(args)
			}
			made := news.Decision{Kind: d.kind, Subjects: args[:n], Args: args[n:], Note: *note, Who: *who}
			return e.withStore(c.Context(), false, func(s *app.Store) error {
				id, err := s.Decide(c.Context(), made)
				if err == nil {
					fmt.Fprintf(e.out, "decided %s; undo it with: synoptic actor undo %s\n", id, id)
				}
				return err
			})
		}
		out = append(out, c)
	}
	return out
}

func (e *env) undoCommand() *cobra.Command {
	c := &cobra.Command{Use: "undo DECISION", Short: "Take a decision back; it stays in the history",
		Example: "  synoptic actor undo d4", Args: cobra.ExactArgs(1)}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		return e.withStore(c.Context(), false, func(s *app.Store) error { return s.Undo(c.Context(), args[0]) })
	}
	return c
}

func (e *env) historyCommand() *cobra.Command {
	c := &cobra.Command{Use: "history", Short: "List all decisions, who made them and when",
		Example: "  synoptic actor history", Args: cobra.NoArgs}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		return e.withStore(c.Context(), true, func(s *app.Store) error {
			ds, err := s.Decisions(c.Context())
			if err != nil {
				return err
			}
			return lines(e.out, ds, func(d news.Decision) string {
				line := fmt.Sprintf("%s  %s  %s  %s %q", d.ID, d.When.Format("2006-01-02 15:04"), d.Who, d.Kind, append(append([]string{}, d.Subjects...), d.Args...))
				if d.Note != "" {
					line += "  " + plain(d.Note)
				}
				if d.Undone {
					line += fmt.Sprintf("  (undone by %s)", d.UndoneBy)
				}
				return line
			})
		})
	}
	return c
}
