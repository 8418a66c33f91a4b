package cli

import (
	"github.com/spf13/cobra"

	"synoptic/news"
)

func issueCommand(e *env) *cobra.Command {
	c := &cobra.Command{Use: "issue", Short: "Decide about issues of positions: merge, split, name; undo",
		Long: `Issue records what you decide about the issues that positions shows, by the ids
that it prints. What the words of the statements give is kept beside it: decisions
are applied anew whenever positions are laid out, and undoing one brings back
what was.`,
		Example: "  synoptic issue merge i3fa29c01b4e6 i77d0e2f1aa05\n  synoptic issue history"}
	c.AddCommand(e.decisions("issue", []deciding{
		{"merge ID ID…", "Two or more are one issue, which keeps the first's id", "  synoptic issue merge i3fa29c01b4e6 i77d0e2f1aa05", news.MergeIssues, -1, 2},
		{"split ID STATEMENT…", "These statements are on another issue", "  synoptic issue split i3fa29c01b4e6 5b1c90ffe2d1a0b3", news.SplitIssue, 1, 2},
		{"name ID NAME", "Give an issue a name", "  synoptic issue name i3fa29c01b4e6 'foreign troops'", news.RenameIssue, 1, 2},
	})...)
	c.AddCommand(e.undoCommand("issue"), e.historyCommand("issue"))
	return group(c)
}
