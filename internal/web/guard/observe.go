package guard

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"synoptic/internal/prometheus"
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
	underway atomic.Int64
	requests *prometheus.Counter
	took     *prometheus.Histogram
}

// NewMetrics makes an empty Metrics.
func NewMetrics() *Metrics {
	return &Metrics{
		requests: prometheus.NewCounter("synoptic_http_requests_total", "Requests answered, by route and status.", "route", "status"),
		took: prometheus.NewHistogram("synoptic_http_request_seconds", "Time to answer a request.",
			[]float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5}, "route"),
	}
}

func (m *Metrics) begin() {
	if m != nil {
		m.underway.Add(1)
	}
}

func (m *Metrics) end(route string, status int, took time.Duration) {
	if m == nil {
		return
	}
	if route == "" {
		route = "none"
	}
	m.underway.Add(-1)
	m.requests.Add(1, route, strconv.Itoa(status))
	m.took.Observe(took, route)
}

// String is the metrics in text format, in a fixed order.
func (m *Metrics) String() string {
	var b strings.Builder
	m.requests.Write(&b)
	m.took.Write(&b)
	prometheus.Gauge(&b, "synoptic_http_requests_underway", "Requests being answered.", m.underway.Load())
	return b.String()
}
