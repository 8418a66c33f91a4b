package cli

import (
	"github.com/spf13/cobra"

	"synoptic/internal/app"
)

func mcpCommand(e *env) *cobra.Command {
	c := &cobra.Command{
		Use:   "mcp",
		Short: "Answer a language model's client over standard input and output",
		Long: `Mcp speaks the Model Context Protocol: a client starts it and asks for statements,
events, comparisons and passages of the store, by tools that only read. Every
answer names article, offsets and exact words. "synoptic serve" answers the same
over HTTP at /mcp.`,
		Example: "  synoptic mcp --db press.db",
		Args:    cobra.NoArgs,
	}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		return e.withStore(c.Context(), true, func(s *app.Store) error { return s.ServeMCP(c.Context(), c.Root().Version, e.in, e.out) })
	}
	return c
}
