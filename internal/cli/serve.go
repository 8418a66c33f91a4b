package cli

import (
	"context"
	"errors"
	"syscall"

	"github.com/spf13/cobra"

	"synoptic/internal/app"
	"synoptic/internal/fault"
	"synoptic/internal/web/signin"
)

func serveCommand(e *env, version string) *cobra.Command {
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open the workbench in a browser",
		Long: `Serve shows the store in a browser: events with their accounts side by side,
storylines, actors, outlets, articles, search, quote check and what waits for a
decision. It answers at this machine alone unless people sign in. Other commands
may keep articles in the same store meanwhile.`,
		Example: "  synoptic serve\n  synoptic serve --db press.db --listen 127.0.0.1:8041\n  synoptic serve --auth --listen 0.0.0.0:8040",
		Args:    cobra.NoArgs,
	}
	e.dbFlag(c)
	o := app.ServeOptions{Version: version}
	c.Flags().StringVar(&o.Listen, "listen", "127.0.0.1:8040", "address to answer at")
	c.Flags().Float64Var(&o.Rate, "rate", 50, "requests a second that one address may make over time; 0 does not limit")
	var in app.SignInOptions
	var provider signin.ProviderConfig
	auth := c.Flags().Bool("auth", false, "let only people in who sign in; see \"synoptic user\"")
	c.Flags().BoolVar(&in.Secure, "secure-cookies", false, "browsers come over TLS, through a proxy")
	c.Flags().StringVar(&provider.Issuer, "oidc-issuer", "", "let people sign in by this OpenID provider too; its secret is read from SYNOPTIC_OIDC_SECRET")
	c.Flags().StringVar(&provider.ClientID, "oidc-client", "", "client id at the provider")
	c.Flags().StringVar(&provider.Name, "oidc-name", "OpenID", "name of the provider on the page")
	c.Flags().StringVar(&provider.Base, "base-url", "", "address of this server as browsers know it, for the provider: https://press.example")
	newcomers := c.Flags().String("oidc-role", "", "role of somebody whom the provider knows and the store does not: reader, analyst, admin; none may enter by default")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *auth || provider.Issuer != "" {
			o.SignIn = &in
		}
		if provider.Issuer != "" {
			if provider.Base == "" || provider.ClientID == "" {
				return usage("serve: --oidc-issuer needs --oidc-client and --base-url")
			}
			if *newcomers != "" {
				var err error
				if provider.Role, err = roleOf(*newcomers); err != nil {
					return err
				}
			}
			provider.ClientSecret = e.getenv("SYNOPTIC_OIDC_SECRET")
			in.Provider = &provider
		}
		return e.serve(c.Context(), o)
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
	return e.withStore(ctx, false, func(s *app.Store) error {
		err := s.Serve(ctx, o)
		if errors.Is(err, syscall.EADDRINUSE) {
			return fault.New(fault.Unavailable, "%w: another program answers there; give another port, as --listen 127.0.0.1:8041", err)
		}
		return err
	})
}
