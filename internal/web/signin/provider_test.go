package signin

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"synoptic/internal/web/guard"
)

// issuer is an OpenID provider that signs everybody in as who it is told to.
type issuer struct {
	*httptest.Server
	key              *rsa.PrivateKey
	claims           map[string]any
	challenge, nonce string
}

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	i := &issuer{key: key, claims: map[string]any{"email": "keld@press.example", "email_verified": true}}
	mux := http.NewServeMux()
	answer := func(w http.ResponseWriter, v any) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	}
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"issuer": i.URL, "authorization_endpoint": i.URL + "/auth", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "k", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("GET /auth", func(w http.ResponseWriter, r *http.Request) {
		i.challenge, i.nonce = r.FormValue("code_challenge"), r.FormValue("nonce")
		http.Redirect(w, r, r.FormValue("redirect_uri")+"?code=c&state="+url.QueryEscape(r.FormValue("state")), http.StatusSeeOther)
	})
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
		if base64.RawURLEncoding.EncodeToString(sum[:]) != i.challenge {
			http.Error(w, "not who asked", http.StatusBadRequest)
			return
		}
		answer(w, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": i.identity(t)})
	})
	i.Server = httptest.NewServer(mux)
	t.Cleanup(i.Close)
	return i
}

func (i *issuer) identity(t *testing.T) string {
	claims := map[string]any{"iss": i.URL, "aud": "synoptic", "sub": "1", "exp": time.Now().Add(time.Hour).Unix(), "iat": time.Now().Unix(), "nonce": i.nonce}
	for k, v := range i.claims {
		claims[k] = v
	}
	raw, err := json.Marshal(claims)
	if err != nil {
		t.Error(err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: i.key, KeyID: "k"}}, nil)
	if err != nil {
		t.Error(err)
	}
	signed, err := signer.Sign(raw)
	if err != nil {
		t.Error(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		t.Error(err)
	}
	return token
}

func TestProvider(t *testing.T) {
	for _, c := range []struct {
		name   string
		claims map[string]any
		role   guard.Role
		want   string
	}{
		{"new people are readers", nil, guard.Reader, "keld@press.example 1 at /events"},
		{"only who has an account", nil, 0, "sign in: signin.unknown"},
		{"an address that nobody vouches for", map[string]any{"email_verified": false}, guard.Reader, "sign in: signin.provider"},
		{"another request's identity", map[string]any{"nonce": "other"}, guard.Reader, "sign in: signin.provider"},
		{"for another program", map[string]any{"aud": "other"}, guard.Reader, "sign in: signin.provider"},
		{"expired", map[string]any{"exp": 1}, guard.Reader, "sign in: signin.provider"},
		{"of another issuer", map[string]any{"iss": "https://evil.example"}, guard.Reader, "sign in: signin.provider"},
	} {
		t.Run(c.name, func(t *testing.T) {
			i := newIssuer(t)
			for k, v := range c.claims {
				i.claims[k] = v
			}
			p, err := NewProvider(context.Background(), ProviderConfig{Name: "Press", Issuer: i.URL, ClientID: "synoptic", ClientSecret: "s", Role: c.role})
			if err != nil {
				t.Fatal(err)
			}
			s := served(t, p)
			p.config.RedirectURL = s.URL + callbackPath
			if _, body := ask(t, browser(t), "GET", s.URL+"/login/provider?next=/events", nil); !strings.HasPrefix(body, c.want) {
				t.Errorf("got %q, want %q", body, c.want)
			}
		})
	}
}

// An answer that this browser did not ask for signs nobody in.
func TestForeignAnswer(t *testing.T) {
	i := newIssuer(t)
	p, err := NewProvider(context.Background(), ProviderConfig{Name: "Press", Issuer: i.URL, ClientID: "synoptic", Role: guard.Reader})
	if err != nil {
		t.Fatal(err)
	}
	s := served(t, p)
	p.config.RedirectURL = s.URL + callbackPath
	for _, q := range []string{"", "?code=c", "?code=c&state=guess"} {
		if _, body := ask(t, browser(t), "GET", s.URL+"/login/callback"+q, nil); !strings.HasPrefix(body, "sign in: signin.provider") {
			t.Errorf("%q: %q", q, body)
		}
	}
}

func TestProviderOutOfReach(t *testing.T) {
	if _, err := NewProvider(context.Background(), ProviderConfig{Issuer: "http://127.0.0.1:1"}); err == nil {
		t.Error("no error")
	}
}
