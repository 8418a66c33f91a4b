package signin

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"

	"synoptic/internal/fault"
	"synoptic/internal/web/guard"
)

// The addresses of signing in and out.
const (
	loginPath    = "/login"
	logoutPath   = "/logout"
	providerPath = "/login/provider"
	callbackPath = "/login/callback"
)

// View is what the page of signing in shows.
type View struct {
	Message  string // key of a message, "" for none: "signin.wrong", "signin.wait", "signin.provider", "signin.unknown"
	Name     string // as typed
	Next     string // where to go afterwards
	Provider string // name of the OpenID provider, "" for none
}

// Options say how people sign in.
type Options struct {
	Accounts *Accounts
	Provider *Provider // of OpenID Connect; nil: none
	Secure   bool      // cookies go over TLS only
	Render   func(w http.ResponseWriter, r *http.Request, status int, v View)
	Log      *slog.Logger // nil: nowhere
	Now      func() time.Time
}

// SignIn is who is signed in. It is safe for concurrent use.
type SignIn struct {
	Options
	sessions *scs.SessionManager
	kept     kept
	slow     slow
}

var _ guard.Authenticator = (*SignIn)(nil)

// New makes it, and forgets sessions that have ended.
func New(ctx context.Context, o Options) (*SignIn, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &SignIn{Options: o, sessions: scs.New(), kept: kept{o.Accounts.states, o.Now}, slow: slow{now: o.Now, failures: map[string]failures{}}}
	s.sessions.Store = s.kept
	s.sessions.Lifetime, s.sessions.IdleTimeout = 7*24*time.Hour, 24*time.Hour
	s.sessions.Cookie.Name = "synoptic"
	s.sessions.Cookie.HttpOnly, s.sessions.Cookie.Secure, s.sessions.Cookie.SameSite = true, o.Secure, http.SameSiteLaxMode
	return s, s.kept.sweep(ctx)
}

// Register adds the routes to a mux.
func (s *SignIn) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET "+loginPath, s.page)
	mux.HandleFunc("POST "+loginPath, s.login)
	mux.HandleFunc("POST "+logoutPath, s.logout)
	if s.Provider != nil {
		mux.HandleFunc("GET "+providerPath, s.leave)
		mux.HandleFunc("GET "+callbackPath, s.callback)
	}
}

// Wrap loads and keeps sessions around a handler; it stands outside of the guard.
func (s *SignIn) Wrap(h http.Handler) http.Handler {
	load := s.sessions.LoadAndSave(h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if bearer(r) != "" || strings.HasPrefix(r.URL.Path, "/static/") {
			h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), sessionless{}, true)))
			return
		}
		load.ServeHTTP(w, r)
	})
}

type sessionless struct{}

// Authenticate finds the user by token or session.
func (s *SignIn) Authenticate(r *http.Request) (guard.User, bool) {
	ctx := r.Context()
	var acc *Account
	var err error
	switch token := bearer(r); {
	case token != "":
		acc, err = s.Accounts.ByToken(ctx, token)
	case ctx.Value(sessionless{}) != nil:
		return guard.User{}, false
	default:
		name := s.sessions.GetString(ctx, "user")
		if name == "" {
			return guard.User{}, false
		}
		// A session ends with its account and when the password changes.
		if acc, err = s.Accounts.Find(ctx, name); err == nil && s.sessions.GetString(ctx, "hash") != mark(acc) {
			return guard.User{}, false
		}
	}
	if err != nil {
		if fault.Of(err) != fault.NotFound {
			s.Log.Error("sign in", "error", err)
		}
		return guard.User{}, false
	}
	return guard.User{Name: acc.Name, Role: acc.Role}, true
}

// mark changes with an account's password.
func mark(a *Account) string {
	sum := sha256.Sum256([]byte(a.Hash))
	return string(sum[:8])
}

func bearer(r *http.Request) string {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return ""
	}
	return token
}

// Open tells the paths that are there for everybody.
func (s *SignIn) Open(path string) bool {
	return path == loginPath || path == providerPath || path == callbackPath || strings.HasPrefix(path, "/static/")
}

// Refuse sends people to sign in, and programs away.
func (s *SignIn) Refuse(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet && bearer(r) == "" && strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Redirect(w, r, loginPath+"?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="synoptic"`)
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(http.StatusUnauthorized)
	_, _ = w.Write([]byte(`{"title":"Unauthorized","status":401,"detail":"sign in, or send a token: Authorization: Bearer syn_…"}` + "\n"))
}

func (s *SignIn) view(r *http.Request) View {
	v := View{Next: next(r.FormValue("next")), Name: r.PostFormValue("name")}
	if s.Provider != nil {
		v.Provider = s.Provider.Name
	}
	return v
}

// next is a path of this site, so that nobody is sent elsewhere after signing
// in.
func next(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") {
		return "/"
	}
	return to
}

func (s *SignIn) page(w http.ResponseWriter, r *http.Request) {
	s.Render(w, r, http.StatusOK, s.view(r))
}

func (s *SignIn) login(w http.ResponseWriter, r *http.Request) {
	v := s.view(r)
	fail := func(status int, message string) {
		v.Message = message
		s.Render(w, r, status, v)
	}
	if !s.slow.may(v.Name) {
		fail(http.StatusTooManyRequests, "signin.wait")
		return
	}
	acc, err := s.Accounts.Find(r.Context(), v.Name)
	if err != nil {
		acc = &Account{}
		if fault.Of(err) != fault.NotFound {
			s.Log.Error("sign in", "error", err)
		}
	}
	if !verify(acc.Hash, r.PostFormValue("password")) {
		s.slow.failed(v.Name)
		s.Log.Warn("sign in refused", "name", v.Name)
		fail(http.StatusUnauthorized, "signin.wrong")
		return
	}
	s.slow.succeeded(v.Name)
	s.enter(w, r, acc, v.Next)
}

// enter starts a session under a new word, so that nobody can have laid one out
// beforehand.
func (s *SignIn) enter(w http.ResponseWriter, r *http.Request, acc *Account, to string) {
	if err := s.sessions.RenewToken(r.Context()); err != nil {
		s.Log.Error("sign in", "error", err)
		http.Error(w, "The session could not be kept.", http.StatusInternalServerError)
		return
	}
	s.sessions.Put(r.Context(), "user", acc.Name)
	s.sessions.Put(r.Context(), "hash", mark(acc))
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (s *SignIn) logout(w http.ResponseWriter, r *http.Request) {
	if err := s.sessions.Destroy(r.Context()); err != nil {
		s.Log.Error("sign out", "error", err)
	}
	http.Redirect(w, r, loginPath, http.StatusSeeOther)
}

// slow makes guessing slow: after three failures in a row a name must wait, each
// time twice as long, up to five minutes.
type slow struct {
	now      func() time.Time
	mu       sync.Mutex
	failures map[string]failures
}

type failures struct {
	n     int
	until time.Time
}

const (
	freeFailures = 3
	longestWait  = 5 * time.Minute
	mostNames    = 10_000
)

func (s *slow) may(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.now().Before(s.failures[name].until)
}

func (s *slow) failed(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.failures[name]
	f.n++
	if f.n >= freeFailures {
		f.until = s.now().Add(min(longestWait, time.Second<<min(f.n-freeFailures, 20)))
	}
	if len(s.failures) >= mostNames {
		for k, v := range s.failures {
			if !s.now().Before(v.until) {
				delete(s.failures, k)
			}
		}
	}
	s.failures[name] = f
}

func (s *slow) succeeded(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.failures, name)
}

// same compares words in a time that does not tell how much of them is the same.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
