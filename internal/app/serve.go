package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"synoptic/internal/api"
	"synoptic/internal/fault"
	"synoptic/internal/mcp"
	"synoptic/internal/web"
	"synoptic/internal/web/guard"
	"synoptic/internal/web/signin"
)

// ServeOptions say how a server is reached.
type ServeOptions struct {
	Listen  string // host:port; port 0 takes any that is free
	Version string
	Log     *slog.Logger
	Rate    float64 // requests a second that one address may make over time; 0 does not limit
	// SignIn lets people sign in; nil takes everybody for this process's user, and
	// then the server is reached from this machine alone.
	SignIn *SignInOptions
	// Ready is told the address once requests are taken; may be nil.
	Ready func(url string)
}

// SignInOptions say how people sign in to a server. Accounts are the store's.
type SignInOptions struct {
	Secure   bool                   // browsers come over TLS, through a proxy
	Provider *signin.ProviderConfig // of OpenID Connect; nil: passwords only
}

// Times of the server. Answers that go on, as streams of events do, set their
// own.
const (
	headerTime = 10 * time.Second
	readTime   = 30 * time.Second
	answerTime = 2 * time.Minute
	idleTime   = 2 * time.Minute
	leaveTime  = 15 * time.Second // for requests that are being answered when it stops
	burstOf    = 4                // seconds' worth of requests at once
	alertEvery = time.Minute      // between two looks at saved searches
)

// memoryLimit is how much memory a server aims to stay below, unless GOMEMLIMIT
// says otherwise: garbage is collected more often as it comes near. SQLite has its
// pages beside that, up to 100 MB. To carry out a decision about actors takes some
// 150 MB for a while, comparisons that are kept up to 64 MB.
const memoryLimit = 320 << 20

// Serve answers requests until ctx ends, and then finishes those that were
// begun. An address that other machines can reach is a Usage fault without
// Auth.
func (s *Store) Serve(ctx context.Context, o ServeOptions) error {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if err := checkListen(o.Listen, o.SignIn != nil); err != nil {
		return err
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	l, err := net.Listen("tcp", o.Listen)
	if err != nil {
		return fault.New(fault.Unavailable, "--listen %s: %w", o.Listen, err)
	}
	work, stop := context.WithCancel(ctx)
	var wait sync.WaitGroup
	defer wait.Wait()
	defer stop()
	h, err := s.handler(work, &wait, o)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: answerTime, IdleTimeout: idleTime,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(o.Log.Handler(), slog.LevelWarn)}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	url := "http://" + l.Addr().String() + "/"
	o.Log.Info("serving", "url", url, "store", s.cfg.DB)
	if o.Ready != nil {
		o.Ready(url)
	}
	select {
	case err := <-failed:
		return fault.New(fault.Unavailable, "serve: %w", err)
	case <-ctx.Done():
	}
	o.Log.Info("stopping")
	leave, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveTime)
	defer cancel()
	if err := server.Shutdown(leave); err != nil {
		return errors.Join(fault.New(fault.Unavailable, "stopped before every request was answered: %w", err), server.Close())
	}
	return nil
}

// handler puts the faces together behind one guard. Goroutines that work for
// them end with ctx, and are counted in wait.
func (s *Store) handler(ctx context.Context, wait *sync.WaitGroup, o ServeOptions) (http.Handler, error) {
	decider := newLive(s, o.Log)
	searches := s.searches(o.Log)
	so := web.Options{Reader: s.Reader, Decider: decider, Searches: searches, Version: o.Version, Log: o.Log, SignedIn: o.SignIn != nil}
	if s.cfg.SecondOpinion != "" {
		asking, err := s.newAsking(o.Log)
		if err != nil {
			return nil, err
		}
		so.Opinions = asking
		wait.Go(func() { asking.run(ctx) })
	}
	site, err := web.New(so)
	if err != nil {
		return nil, err
	}
	wait.Go(func() { decider.run(ctx) })
	wait.Go(func() { site.Warm(ctx) })
	wait.Go(func() { searches.Watch(ctx, alertEvery) })
	metrics := guard.NewMetrics()
	mux := http.NewServeMux()
	site.Register(mux)
	mux.Handle(api.Prefix+"/", api.New(api.Config{Reader: s.Reader, Decider: decider, Searches: searches, Formats: Formats(), Version: o.Version, Who: whoDecides}))
	mux.Handle("/mcp", mcp.Handler(mcp.Config{Reader: s.Reader, Version: o.Version}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok\n") })
	mux.HandleFunc("GET /readyz", s.ready)
	process := NewMetrics()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		process.ServeHTTP(w, r)
		_, _ = io.WriteString(w, metrics.String())
	})
	options := guard.Options{Log: o.Log, Metrics: metrics, Hosts: hostsOf(o.Listen, o.SignIn != nil), Rate: o.Rate, Burst: int(o.Rate * burstOf),
		Nobody: guard.User{Name: whoami(), Role: guard.Admin}}
	if o.SignIn == nil {
		return guard.Wrap(guard.Routed(mux), options), nil
	}
	in, err := s.signIn(ctx, o, site)
	if err != nil {
		return nil, err
	}
	in.Register(mux)
	options.Auth = in
	return in.Wrap(guard.Wrap(guard.Routed(mux), options)), nil
}

// signIn is the door of a server that people sign in to. Without anybody who
// could, it would be shut for good.
func (s *Store) signIn(ctx context.Context, o ServeOptions, site *web.Site) (*signin.SignIn, error) {
	so := signin.Options{Accounts: s.Accounts(), Secure: o.SignIn.Secure, Log: o.Log,
		Render: func(w http.ResponseWriter, r *http.Request, status int, v signin.View) {
			site.SignIn(w, r, status, web.SignInView(v))
		}}
	if p := o.SignIn.Provider; p != nil {
		var err error
		if so.Provider, err = signin.NewProvider(ctx, *p); err != nil {
			return nil, err
		}
	}
	people, err := so.Accounts.List(ctx)
	if err != nil {
		return nil, err
	}
	if len(people) == 0 && (so.Provider == nil || so.Provider.Role == 0) {
		return nil, fault.New(fault.Usage, "--auth: nobody could sign in: add somebody with \"synoptic user add NAME --role admin\"")
	}
	return signin.New(ctx, so)
}

// ready answers whether the store can be read.
func (s *Store) ready(w http.ResponseWriter, r *http.Request) {
	ctx, stop := context.WithTimeout(r.Context(), 5*time.Second)
	defer stop()
	if _, err := s.kept.StateNames(ctx, "relate/"); err != nil {
		http.Error(w, "the store cannot be read", http.StatusServiceUnavailable)
		return
	}
	_, _ = io.WriteString(w, "ready\n")
}

// whoDecides is in whose name a request of the API decides.
func whoDecides(ctx context.Context) (string, error) {
	u := guard.UserOf(ctx)
	if u.Role < guard.Analyst {
		return "", fault.New(fault.Conflict, "decisions need the role of an analyst")
	}
	return u.Name, nil
}

// checkListen refuses an address that other machines can reach unless people
// sign in.
func checkListen(listen string, auth bool) error {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return fault.New(fault.Usage, "--listen %q: want an address as 127.0.0.1:8040", listen)
	}
	if auth || local(host) {
		return nil
	}
	return fault.New(fault.Usage, "--listen %s can be reached from other machines, and everybody there could read and decide: let people sign in with --auth, or listen at 127.0.0.1", listen)
}

// local reports whether a host is this machine and can be reached from it alone.
func local(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback() || strings.EqualFold(host, "localhost")
}

// hostsOf are the names by which a server that nobody signs in to may be asked
// for; nil for any.
func hostsOf(listen string, auth bool) []string {
	if auth {
		return nil
	}
	host, _, _ := net.SplitHostPort(listen) // checkListen has looked at it
	names := []string{"localhost", "127.0.0.1", "::1"}
	if host = strings.ToLower(host); host != "" {
		names = append(names, host)
	}
	return names
}

// Serving is what a user is told when the server is ready.
func Serving(url string) string { return fmt.Sprintf("open %s in a browser; stop with Ctrl-C", url) }
