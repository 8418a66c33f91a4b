package guard

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"
)

// seen is what is noted of a request while it is answered.
type seen struct {
	http.ResponseWriter
	status int
	bytes  int64
	route  string
	user   string
}

type seenKey struct{}

// Unwrap lets http.ResponseController through.
func (s *seen) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// WriteHeader implements http.ResponseWriter.
func (s *seen) WriteHeader(status int) {
	if s.status == 0 && status >= http.StatusOK {
		s.status = status
	}
	s.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (s *seen) Write(b []byte) (int, error) {
	if s.status == 0 {
		s.status = http.StatusOK
	}
	n, err := s.ResponseWriter.Write(b)
	s.bytes += int64(n)
	return n, err
}

// Routed tells the observer which route of a mux answered.
func Routed(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mux.ServeHTTP(w, r)
		if s, ok := r.Context().Value(seenKey{}).(*seen); ok {
			s.route = r.Pattern
		}
	})
}

// observed logs and counts requests, and answers those in which a handler
// panics.
func observed(h http.Handler, log *slog.Logger, m *Metrics) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		s := &seen{ResponseWriter: w}
		m.begin()
		defer func() {
			p := recover()
			if p == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so
				m.end("aborted", 0, time.Since(started))
				panic(p)
			}
			if p != nil {
				log.Error("panic", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				if s.status == 0 {
					http.Error(s, "Something went wrong here; it was logged.", http.StatusInternalServerError)
				}
			}
			took := time.Since(started)
			m.end(s.route, s.status, took)
			level := slog.LevelInfo
			if s.status >= http.StatusInternalServerError {
				level = slog.LevelError
			}
			// The query may hold what somebody looks for: it is not logged.
			log.Log(r.Context(), level, "request", "method", r.Method, "path", r.URL.Path, "status", s.status, "bytes", s.bytes,
				"took", took.Round(time.Microsecond), "user", s.user)
		}()
		h.ServeHTTP(s, r.WithContext(context.WithValue(r.Context(), seenKey{}, s)))
	})
}

// Metrics counts requests and shows them in Prometheus' text format. A nil
// Metrics counts nothing. It is safe for concurrent use.
type Metrics struct {
	mu       sync.Mutex
	underway int
	requests map[requestLabels]int64
	took     map[string]*histogram // by route
}

type requestLabels struct {
	route  string
	status int
}

type histogram struct {
	counts []int64 // parallel to tookBounds
	sum    float64
	n      int64
}

// tookBounds are the buckets of answering times in seconds.
var tookBounds = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5}

// NewMetrics makes an empty Metrics.
func NewMetrics() *Metrics {
	return &Metrics{requests: map[requestLabels]int64{}, took: map[string]*histogram{}}
}

func (m *Metrics) begin() {
	if m == nil {
		return
	}
	m.mu.Lock()
	m.underway++
	m.mu.Unlock()
}

func (m *Metrics) end(route string, status int, took time.Duration) {
	if m == nil {
		return
	}
	if route == "" {
		route = "none"
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.underway--
	m.requests[requestLabels{route, status}]++
	h := m.took[route]
	if h == nil {
		h = &histogram{counts: make([]int64, len(tookBounds))}
		m.took[route] = h
	}
	h.n++
	h.sum += took.Seconds()
	for i, bound := range tookBounds {
		if took.Seconds() <= bound {
			h.counts[i]++
		}
	}
}

// String is the metrics in text format, in a fixed order.
func (m *Metrics) String() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var b strings.Builder
	head := func(name, kind, help string) { fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind) }
	head("synoptic_http_requests_total", "counter", "Requests answered, by route and status.")
	labels := slices.SortedFunc(maps.Keys(m.requests), func(x, y requestLabels) int { return strings.Compare(fmt.Sprint(x), fmt.Sprint(y)) })
	for _, l := range labels {
		fmt.Fprintf(&b, "synoptic_http_requests_total{route=%q,status=\"%d\"} %d\n", l.route, l.status, m.requests[l])
	}
	head("synoptic_http_request_seconds", "histogram", "Time to answer a request.")
	for _, route := range slices.Sorted(maps.Keys(m.took)) {
		h := m.took[route]
		for i, bound := range tookBounds {
			fmt.Fprintf(&b, "synoptic_http_request_seconds_bucket{route=%q,le=\"%g\"} %d\n", route, bound, h.counts[i])
		}
		fmt.Fprintf(&b, "synoptic_http_request_seconds_bucket{route=%q,le=\"+Inf\"} %d\nsynoptic_http_request_seconds_sum{route=%q} %g\nsynoptic_http_request_seconds_count{route=%q} %d\n", route, h.n, route, h.sum, route, h.n)
	}
	head("synoptic_http_requests_underway", "gauge", "Requests being answered.")
	fmt.Fprintf(&b, "synoptic_http_requests_underway %d\n", m.underway)
	return b.String()
}
