package app

import (
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"time"

	"synoptic/internal/prometheus"
	"synoptic/internal/store"
)

// Metrics counts what a watch does and shows it, and the process, in Prometheus'
// text format. It is safe for concurrent use.
type Metrics struct {
	started         time.Time
	captures, bytes *prometheus.Counter
	took            *prometheus.Histogram
}

// NewMetrics makes an empty Metrics.
func NewMetrics() *Metrics {
	return &Metrics{
		started:  time.Now(),
		captures: prometheus.NewCounter("synoptic_captures_total", "Attempts to get feeds and pages, by what came of them.", "kind", "result", "outlet", "kept"),
		bytes:    prometheus.NewCounter("synoptic_received_bytes_total", "Bytes received, as they were sent.", "kind"),
		took: prometheus.NewHistogram("synoptic_request_seconds", "Time of requests without waiting for the host's turn.",
			[]float64{0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60}, "kind"),
	}
}

// Observe counts one attempt.
func (m *Metrics) Observe(c store.Capture) {
	m.captures.Add(1, string(c.Kind), string(c.Result), c.Outlet, fmt.Sprint(c.Article != ""))
	m.bytes.Add(c.Bytes, string(c.Kind))
	if c.Took > 0 {
		m.took.Observe(c.Took, string(c.Kind))
	}
}

// ServeHTTP shows the metrics.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", prometheus.ContentType)
	fmt.Fprint(w, m.String())
}

// String is the metrics in text format, in a fixed order.
func (m *Metrics) String() string {
	var b strings.Builder
	m.captures.Write(&b)
	m.bytes.Write(&b)
	m.took.Write(&b)
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	prometheus.Gauge(&b, "synoptic_uptime_seconds", "Time since the start.", int64(time.Since(m.started).Seconds()))
	prometheus.Gauge(&b, "synoptic_heap_bytes", "Bytes of the heap in use.", int64(mem.HeapInuse))
	prometheus.Gauge(&b, "synoptic_goroutines", "Goroutines.", int64(runtime.NumGoroutine()))
	return b.String()
}
