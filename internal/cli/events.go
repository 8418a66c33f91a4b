package cli

import (
	"io"

	"github.com/spf13/cobra"

	"synoptic/export"
)

func eventsCommand(e *env) *cobra.Command {
	var format, out string
	c := &cobra.Command{
		Use:     "events PATH…",
		Short:   "Group articles into events, storylines and copies",
		Example: "  synoptic events examples/\n  synoptic events --format json articles.jsonl",
		Args:    somePaths,
	}
	formatFlag(c, &format, "text", "json")
	offsets := offsetsFlag(c)
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	c.RunE = func(_ *cobra.Command, args []string) error {
		cov, err := e.analyse(args, false)
		if err != nil {
			return err
		}
		return e.output(out, func(w io.Writer) error {
			if format == "json" {
				return export.Events(w, cov, export.Options{Offsets: offsets.unit})
			}
			return writeOverview(w, cov, styleOf(w, e.getenv))
		})
	}
	return c
}
