package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"synoptic/internal/app"
	"synoptic/news"
)

func pointCommand(e *env) *cobra.Command {
	c := &cobra.Command{Use: "point", Short: "Decide about points of a comparison: merge, split, name, reject, confirm, dismiss a divergence; undo",
		Long: `Point records what you decide about the points of an event of the store. The ids
stand before each point in 'compare --event ID'. What the program found is kept
beside it: decisions are applied anew to every comparison, also after accounts
were added or analysed anew, and undoing one brings back what was.`,
		Example: "  synoptic point merge --event e1 p0a1b2c3d4e5 p5e4d3c2b1a0\n  synoptic point dismiss --event e1 p0a1b2c3d4e5 number\n  synoptic point history --event e1"}
	c.AddCommand(e.decisions("point", []deciding{
		{"merge ID ID…", "Two or more are one point, the first", "  synoptic point merge --event e1 p0a1b2c3d4e5 p5e4d3c2b1a0", news.MergePoints, -1, 2},
		{"split ID ARTICLE…", "The readings of these articles are another point", "  synoptic point split --event e1 p0a1b2c3d4e5 lomenz_zena", news.SplitPoint, 1, 2},
		{"name ID NAME", "Give a point a name", "  synoptic point name --event e1 p0a1b2c3d4e5 'The date of the filling'", news.NamePoint, 1, 2},
		{"reject ID", "This is no point: its readings are not of one claim", "  synoptic point reject --event e1 p0a1b2c3d4e5", news.RejectPoint, 1, 1},
		{"confirm ID", "This point is right as it stands", "  synoptic point confirm --event e1 p0a1b2c3d4e5", news.ConfirmPoint, 1, 1},
		{"dismiss ID KIND [ARTICLE…]", "Divergences of this kind, between these articles if any are named, are none", "  synoptic point dismiss --event e1 p0a1b2c3d4e5 number", news.DismissDiffer, 1, 2},
	})...)
	c.AddCommand(e.undoCommand("point"), e.pointHistory())
	return group(c)
}

func eventFlag(c *cobra.Command, to *string) {
	c.Flags().StringVar(to, "event", "", "the event of the store whose points are meant")
	_ = c.MarkFlagRequired("event")
}

// pointHistory lists the decisions about points, of one event if it is named.
func (e *env) pointHistory() *cobra.Command {
	c := &cobra.Command{Use: "history", Short: "List the decisions about points, who made them and when",
		Example: "  synoptic point history --event e1", Args: cobra.NoArgs}
	e.dbFlag(c)
	event := c.Flags().String("event", "", "of this event alone")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return e.withStore(c.Context(), true, func(s *app.Store) error {
			ds, err := s.Decisions(c.Context())
			if err != nil {
				return err
			}
			ds = slices.DeleteFunc(ds, func(d news.Decision) bool {
				return !strings.HasPrefix(string(d.Kind), "point.") || *event != "" && d.Event != *event
			})
			return lines(e, e.out, "nothing was decided yet", ds, decisionLine)
		})
	}
	return c
}
