package signin

import (
	"context"
	"crypto/rand"
	"net/http"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"synoptic/internal/fault"
	"synoptic/internal/web/guard"
)

// Provider signs people in by OpenID Connect (code flow with PKCE).
type Provider struct {
	Name     string     // as people know it
	Role     guard.Role // of somebody who has no account yet; 0: only who has one may enter
	config   oauth2.Config
	verifier *oidc.IDTokenVerifier
}

// ProviderConfig names a provider.
type ProviderConfig struct {
	Name, Issuer, ClientID, ClientSecret string
	Base                                 string // of this server as browsers know it: "https://press.example"
	Role                                 guard.Role
}

// NewProvider asks the issuer for its addresses and keys.
func NewProvider(ctx context.Context, c ProviderConfig) (*Provider, error) {
	p, err := oidc.NewProvider(ctx, c.Issuer)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "OpenID provider %s: %w", c.Issuer, err)
	}
	return &Provider{Name: c.Name, Role: c.Role, verifier: p.Verifier(&oidc.Config{ClientID: c.ClientID}),
		config: oauth2.Config{ClientID: c.ClientID, ClientSecret: c.ClientSecret, Endpoint: p.Endpoint(), RedirectURL: c.Base + callbackPath,
			Scopes: []string{oidc.ScopeOpenID, "email"}}}, nil
}

// leave sends the browser to the provider.
func (s *SignIn) leave(w http.ResponseWriter, r *http.Request) {
	state, nonce, proof := rand.Text(), rand.Text(), oauth2.GenerateVerifier()
	for k, v := range map[string]string{"state": state, "nonce": nonce, "proof": proof, "next": next(r.FormValue("next"))} {
		s.sessions.Put(r.Context(), k, v)
	}
	http.Redirect(w, r, s.Provider.config.AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(proof)), http.StatusSeeOther)
}

// callback is where the provider sends the browser back.
func (s *SignIn) callback(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	state, nonce, proof, to := s.sessions.PopString(ctx, "state"), s.sessions.PopString(ctx, "nonce"), s.sessions.PopString(ctx, "proof"), s.sessions.PopString(ctx, "next")
	v := s.view(r)
	refuse := func(message string, err error) {
		s.Log.Warn("sign in by the provider refused", "error", err)
		v.Message = message
		s.Render(w, r, http.StatusUnauthorized, v)
	}
	if state == "" || !same(state, r.FormValue("state")) {
		refuse("signin.provider", fault.New(fault.Usage, "the answer belongs to no request of this browser"))
		return
	}
	email, err := s.Provider.email(ctx, r.FormValue("code"), proof, nonce)
	if err != nil {
		refuse("signin.provider", err)
		return
	}
	acc, err := s.Accounts.Find(ctx, email)
	if err != nil && fault.Of(err) == fault.NotFound && s.Provider.Role != 0 {
		if err = s.Accounts.Add(ctx, email, s.Provider.Role, ""); err == nil {
			acc, err = s.Accounts.Find(ctx, email)
		}
	}
	if err != nil {
		refuse("signin.unknown", err)
		return
	}
	s.enter(w, r, acc, next(to))
}

// email is the verified address of whoever the code stands for.
func (p *Provider) email(ctx context.Context, code, proof, nonce string) (string, error) {
	tokens, err := p.config.Exchange(ctx, code, oauth2.VerifierOption(proof))
	if err != nil {
		return "", err
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return "", fault.New(fault.Unavailable, "the provider sent no identity")
	}
	id, err := p.verifier.Verify(ctx, raw)
	if err != nil {
		return "", err
	}
	if !same(id.Nonce, nonce) {
		return "", fault.New(fault.Usage, "the identity belongs to another request")
	}
	var claims struct {
		Email    string `json:"email"`
		Verified bool   `json:"email_verified"`
	}
	if err := id.Claims(&claims); err != nil {
		return "", err
	}
	if claims.Email == "" || !claims.Verified {
		return "", fault.New(fault.Usage, "the provider does not vouch for an address")
	}
	return claims.Email, nil
}
