package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"synoptic/internal/fault"
)

func manCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "man DIR",
		Short:   "Write the manual pages into a folder",
		Example: "  synoptic man /usr/local/share/man/man1",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			head := &doc.GenManHeader{Title: "SYNOPTIC", Section: "1", Source: "Synoptic " + root.Version}
			if err := doc.GenManTree(root, head, args[0]); err != nil {
				return fault.New(fault.Unavailable, "man: %w", err)
			}
			return nil
		},
	}
}
