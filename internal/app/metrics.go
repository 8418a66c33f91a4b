package app

import (
	"fmt"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"synoptic/internal/store"
)

// Metrics counts what a watch does and shows it in Prometheus' text format,
// version 0.0.4. It is written by hand because the client library costs every
// start of the program 13 ms. Safe for concurrent use.
type Metrics struct {
	mu       sync.Mutex
	started  time.Time
	captures map[captureLabels]int64
	bytes    map[store.CaptureKind]int64
	took     map[store.CaptureKind]*histogram
}

type captureLabels struct {
	kind    store.CaptureKind
	result  store.CaptureResult
	outlet  string
	article bool
}

// histogram counts durations up to each bound, and all.
type histogram struct {
	counts []int64 // parallel to tookBounds
	sum    float64
	n      int64
}

// tookBounds are the buckets of request times in seconds.
var tookBounds = []float64{0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60}

// NewMetrics makes an empty Metrics.
func NewMetrics() *Metrics {
	return &Metrics{started: time.Now(), captures: map[captureLabels]int64{}, bytes: map[store.CaptureKind]int64{}, took: map[store.CaptureKind]*histogram{}}
}

// Observe counts one attempt.
func (m *Metrics) Observe(c store.Capture) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.captures[captureLabels{c.Kind, c.Result, c.Outlet, c.Article != ""}]++
	m.bytes[c.Kind] += c.Bytes
	if c.Took <= 0 {
		return
	}
	h := m.took[c.Kind]
	if h == nil {
		h = &histogram{counts: make([]int64, len(tookBounds))}
		m.took[c.Kind] = h
	}
	s := c.Took.Seconds()
	h.n++
	h.sum += s
	for i, bound := range tookBounds {
		if s <= bound {
			h.counts[i]++
		}
	}
}

// ServeHTTP shows the metrics.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	fmt.Fprint(w, m.String())
}

// String is the metrics in text format, in a fixed order.
func (m *Metrics) String() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var b strings.Builder
	head := func(name, kind, help string) { fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind) }
	head("synoptic_captures_total", "counter", "Attempts to get feeds and pages, by what came of them.")
	labels := slices.SortedFunc(maps.Keys(m.captures), func(x, y captureLabels) int { return strings.Compare(fmt.Sprint(x), fmt.Sprint(y)) })
	for _, l := range labels {
		fmt.Fprintf(&b, "synoptic_captures_total{kind=%q,result=%q,outlet=\"%s\",kept=\"%t\"} %d\n", l.kind, l.result, escapeLabel(l.outlet), l.article, m.captures[l])
	}
	head("synoptic_received_bytes_total", "counter", "Bytes received, as they were sent.")
	for _, k := range slices.Sorted(maps.Keys(m.bytes)) {
		fmt.Fprintf(&b, "synoptic_received_bytes_total{kind=%q} %d\n", k, m.bytes[k])
	}
	head("synoptic_request_seconds", "histogram", "Time of requests without waiting for the host's turn.")
	for _, k := range slices.Sorted(maps.Keys(m.took)) {
		h := m.took[k]
		for i, bound := range tookBounds {
			fmt.Fprintf(&b, "synoptic_request_seconds_bucket{kind=%q,le=\"%g\"} %d\n", k, bound, h.counts[i])
		}
		fmt.Fprintf(&b, "synoptic_request_seconds_bucket{kind=%q,le=\"+Inf\"} %d\nsynoptic_request_seconds_sum{kind=%q} %g\nsynoptic_request_seconds_count{kind=%q} %d\n", k, h.n, k, h.sum, k, h.n)
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	head("synoptic_uptime_seconds", "gauge", "Time since the start.")
	fmt.Fprintf(&b, "synoptic_uptime_seconds %.0f\n", time.Since(m.started).Seconds())
	head("synoptic_heap_bytes", "gauge", "Bytes of the heap in use.")
	fmt.Fprintf(&b, "synoptic_heap_bytes %d\n", mem.HeapInuse)
	head("synoptic_goroutines", "gauge", "Goroutines.")
	fmt.Fprintf(&b, "synoptic_goroutines %d\n", runtime.NumGoroutine())
	return b.String()
}

func escapeLabel(s string) string {
	return strings.NewReplacer("\\", "\\\\", "\"", "\\\"", "\n", "\\n").Replace(s)
}
