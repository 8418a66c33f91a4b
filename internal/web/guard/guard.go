// Package guard is what stands between the network and the pages: it logs and
// counts requests, bounds what they may cost, sets the headers that tell a
// browser what a page may do, refuses what other sites ask for in a user's name,
// and says whose request it is.
package guard

import (
	"context"
	"log/slog"
	"net/http"
	"time"
)

// Options say how requests are guarded. The zero value guards, logs nowhere and
// takes everybody for the Nobody it is given.
type Options struct {
	Log     *slog.Logger
	Metrics *Metrics
	// Hosts are the names by which the server may be asked for, without port;
	// nil is any. It keeps a page of the web from reaching a server on the
	// visitor's own machine by a name that it lets point there (DNS rebinding).
	Hosts []string
	// Rate is how many requests a second one address may make over time, Burst
	// how many at once; 0 does not limit.
	Rate  float64
	Burst int
	// MaxBody bounds the bytes of a request's body; 0 is 1 MiB.
	MaxBody int64
	// Auth tells whose request it is; nil takes everybody for Nobody.
	Auth   Authenticator
	Nobody User
}

// Role is what somebody may do; each may do what those before may.
type Role int

// The roles.
const (
	Reader  Role = iota + 1 // reads
	Analyst                 // decides
	Admin                   // sees to users and settings of the server
)

// User is who asks.
type User struct {
	Name string
	Role Role
}

// Authenticator tells whose request it is.
type Authenticator interface {
	// Authenticate finds the user; false if the request names none.
	Authenticate(r *http.Request) (User, bool)
	// Open reports whether a path is there for everybody: signing in.
	Open(path string) bool
	// Refuse answers a request of nobody.
	Refuse(w http.ResponseWriter, r *http.Request)
}

type userKey struct{}

// UserOf is whose request a context belongs to; the zero User outside of one.
func UserOf(ctx context.Context) User {
	u, _ := ctx.Value(userKey{}).(User)
	return u
}

// As is ctx with a user: for tests, and for faces that find the user
// themselves.
func As(ctx context.Context, u User) context.Context { return context.WithValue(ctx, userKey{}, u) }

const defaultMaxBody = 1 << 20

// Wrap guards a handler. The handler's mux should be wrapped by Routed first, so
// that log and metrics know the routes.
func Wrap(h http.Handler, o Options) http.Handler {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.MaxBody == 0 {
		o.MaxBody = defaultMaxBody
	}
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(refusal(http.StatusForbidden, "This was asked for by another site, in your name. It was not done."))
	h = identify(h, o.Auth, o.Nobody)
	h = cross.Handler(h)
	h = bounded(h, o.MaxBody)
	h = compressed(h)
	if o.Rate > 0 {
		h = newLimiter(o.Rate, o.Burst, time.Now).handler(h)
	}
	h = named(h, o.Hosts)
	h = headed(h)
	return observed(h, o.Log, o.Metrics)
}

// identify puts the user into the request's context.
func identify(h http.Handler, auth Authenticator, nobody User) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u := nobody
		if auth != nil && !probes[r.URL.Path] {
			found, ok := auth.Authenticate(r)
			if !ok && !auth.Open(r.URL.Path) {
				auth.Refuse(w, r)
				return
			}
			u = found
		}
		if s, ok := r.Context().Value(seenKey{}).(*seen); ok {
			s.user = u.Name
		}
		h.ServeHTTP(w, r.WithContext(As(r.Context(), u)))
	})
}

// probes are paths that say nothing of the store: whoever watches over the
// server asks for them.
var probes = map[string]bool{"/healthz": true, "/readyz": true}

// bounded limits the bodies of requests.
func bounded(h http.Handler, most int64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > most {
			refusal(http.StatusRequestEntityTooLarge, "That is more than this server takes at once.").ServeHTTP(w, r)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		h.ServeHTTP(w, r)
	})
}

// refusal answers with a status and a sentence.
func refusal(status int, message string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, message, status) })
}
