package cli

import (
	"context"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"synoptic/internal/app"
)

func serveCommand(e *env, version string) *cobra.Command {
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open the workbench in a browser",
		Long: `Serve shows the store in a browser: events with their accounts side by side,
storylines, actors, outlets, articles, search, quote check and what waits for a
decision. It answers at this machine alone unless people sign in. Other commands
may keep articles in the same store meanwhile.`,
		Example: "  synoptic serve\n  synoptic serve --db press.db --listen 127.0.0.1:8041",
		Args:    cobra.NoArgs,
	}
	e.dbFlag(c)
	o := app.ServeOptions{Version: version}
	c.Flags().StringVar(&o.Listen, "listen", "127.0.0.1:8040", "address to answer at")
	c.Flags().Float64Var(&o.Rate, "rate", 50, "requests a second that one address may make over time; 0 does not limit")
	c.RunE = func(c *cobra.Command, _ []string) error {
		ctx, stop := signal.NotifyContext(c.Context(), syscall.SIGINT, syscall.SIGTERM)
		defer stop()
		return e.serve(ctx, o)
	}
	return c
}

func (e *env) serve(ctx context.Context, o app.ServeOptions) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	o.Log = e.logger(cfg)
	o.Ready = func(url string) { e.note("%s", app.Serving(url)) }
	return e.withStore(ctx, false, func(s *app.Store) error { return s.Serve(ctx, o) })
}
