package cli

import (
	"os"

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
			err := os.MkdirAll(args[0], 0o755)
			if err == nil {
				err = doc.GenManTree(root, head, args[0])
			}
			if err != nil {
				return fault.New(fault.Unavailable, "man: %w: name a folder that you may write to", err)
			}
			return nil
		},
	}
}
