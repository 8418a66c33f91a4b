// Package api serves what the store holds as JSON under /api/v1, in the shapes of
// doc/formats/json.md, described by an OpenAPI 3.1 document that is made from this
// code.
package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"synoptic/export"
	"synoptic/internal/fault"
	"synoptic/internal/query"
	"synoptic/news"
)

// Prefix is where the API is.
const Prefix = "/api/v1"

// Decider keeps decisions of the analyst.
type Decider interface {
	// Decide keeps a decision and applies it; Conflict if it contradicts one in
	// force.
	Decide(ctx context.Context, d news.Decision) (id string, err error)
	// Undo takes a decision back, in who's name.
	Undo(ctx context.Context, id, who string) error
	// Decisions are all of them in the order they were made.
	Decisions(ctx context.Context) ([]news.Decision, error)
}

// Config is what the API serves.
type Config struct {
	Reader  *query.Reader
	Decider Decider // nil: nothing can be decided
	// Searches keeps saved searches; nil: none can be.
	Searches Searches
	Formats  []export.Format
	Version  string // of the program
	// Who says in whose name a request decides; an error refuses it.
	Who func(ctx context.Context) (string, error)
	// Tick is how often progress is looked at; 0 is a second.
	Tick time.Duration
}

type server struct {
	Config
	api huma.API
}

// New is the API as a handler of the paths under Prefix. It is safe for
// concurrent use.
func New(c Config) http.Handler {
	if c.Tick == 0 {
		c.Tick = time.Second
	}
	mux := http.NewServeMux()
	s := &server{c, humago.New(mux, configure(c.Version))}
	s.articles()
	s.events()
	s.actors()
	s.search()
	s.searches()
	s.quotes()
	s.decisions()
	s.progress()
	mux.HandleFunc("GET "+Prefix+"/{$}", s.reader)
	return tagged(mux)
}

func configure(version string) huma.Config {
	c := huma.DefaultConfig("Synoptic", version)
	c.Info.Description = "What outlets report of the same events, laid side by side. Every passage leads to the exact bytes of an article."
	c.OpenAPIPath, c.SchemasPath = Prefix+"/openapi", ""
	c.DocsPath = ""     // its page asks other hosts for scripts; this package has its own
	c.CreateHooks = nil // no $schema in answers: the shapes are those of the command line
	return c
}

// failed maps an error to the problem (RFC 9457) that a client gets.
func failed(err error) error {
	if err == nil {
		return nil
	}
	status := http.StatusInternalServerError
	switch fault.Of(err) {
	case fault.Usage, fault.Input:
		status = http.StatusUnprocessableEntity
	case fault.NotFound:
		status = http.StatusNotFound
	case fault.Conflict:
		status = http.StatusConflict
	case fault.Unavailable:
		status = http.StatusServiceUnavailable
	case fault.Internal:
		if errors.Is(err, context.Canceled) {
			status = 499 // the client has gone
		}
	}
	p := &huma.ErrorModel{Status: status, Title: http.StatusText(status), Detail: err.Error()}
	if status == http.StatusInternalServerError {
		// What went wrong inside is for the log, not for a client.
		p.Detail = "something went wrong inside"
	}
	return p
}

// get registers an operation that reads.
func get[I, O any](s *server, id, path, summary string, f func(context.Context, *I) (*O, error)) {
	tag, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	huma.Register(s.api, huma.Operation{OperationID: id, Method: http.MethodGet, Path: Prefix + path, Summary: summary, Tags: []string{tag}},
		func(ctx context.Context, in *I) (*O, error) {
			out, err := f(ctx, in)
			return out, failed(err)
		})
}

// tagged gives the answers to GET an entity tag made from their bytes, and
// answers 304 to a client that has them.
func tagged(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || strings.HasSuffix(r.URL.Path, "/progress") {
			h.ServeHTTP(w, r)
			return
		}
		b := &buffered{header: w.Header(), status: http.StatusOK}
		h.ServeHTTP(b, r)
		if b.status == http.StatusOK {
			sum := sha256.Sum256(b.body.Bytes())
			tag := `"` + hex.EncodeToString(sum[:12]) + `"`
			w.Header().Set("ETag", tag)
			w.Header().Set("Cache-Control", "private, no-cache")
			if matches(r.Header.Get("If-None-Match"), tag) {
				w.Header().Del("Content-Type")
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		w.WriteHeader(b.status)
		_, _ = w.Write(b.body.Bytes())
	})
}

func matches(header, tag string) bool {
	for _, t := range strings.Split(header, ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == tag {
			return true
		}
	}
	return false
}

type buffered struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (b *buffered) Header() http.Header         { return b.header }
func (b *buffered) WriteHeader(status int)      { b.status = status }
func (b *buffered) Write(p []byte) (int, error) { return b.body.Write(p) }
