// Package prometheus counts, and shows what was counted in Prometheus' text format,
// version 0.0.4. The client library does more, and costs every start of the program
// 13 ms.
package prometheus

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// ContentType is that of the text format.
const ContentType = "text/plain; version=0.0.4; charset=utf-8"

// family is what goes by one name, by labels.
type family[T any] struct {
	name, help string
	labels     []string
	mu         sync.Mutex
	of         map[string]*T // by `a="x",b="y"`
}

// get is what has these values of the labels, made if there is none. The lock is
// held.
func (f *family[T]) get(values []string, make func() *T) *T {
	if len(values) != len(f.labels) {
		panic(fmt.Sprintf("prometheus: %s has labels %v, not %v", f.name, f.labels, values))
	}
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%s=\"%s\"", f.labels[i], escaper.Replace(v))
	}
	key := b.String()
	if f.of == nil {
		f.of = map[string]*T{}
	}
	if f.of[key] == nil {
		f.of[key] = make()
	}
	return f.of[key]
}

var escaper = strings.NewReplacer("\\", "\\\\", "\"", "\\\"", "\n", "\\n")

func head(b *strings.Builder, name, kind, help string) {
	fmt.Fprintf(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

// Counter counts up, by labels. It is safe for concurrent use.
type Counter struct{ family[int64] }

// NewCounter makes a counter with these labels.
func NewCounter(name, help string, labels ...string) *Counter {
	return &Counter{family[int64]{name: name, help: help, labels: labels}}
}

// Add counts n more; values are parallel to the labels.
func (c *Counter) Add(n int64, values ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*c.get(values, func() *int64 { return new(int64) }) += n
}

// Write shows the counter, in order of the labels.
func (c *Counter) Write(b *strings.Builder) {
	c.mu.Lock()
	defer c.mu.Unlock()
	head(b, c.name, "counter", c.help)
	for _, k := range slices.Sorted(maps.Keys(c.of)) {
		fmt.Fprintf(b, "%s{%s} %d\n", c.name, k, *c.of[k])
	}
}

// Histogram counts times up to each of some bounds, by labels. It is safe for
// concurrent use.
type Histogram struct {
	family[times]
	bounds []float64 // seconds, ascending
}

type times struct {
	upTo []int64 // parallel to bounds
	sum  float64 // seconds
	n    int64
}

// NewHistogram makes a histogram of times with bounds in seconds, ascending.
func NewHistogram(name, help string, bounds []float64, labels ...string) *Histogram {
	return &Histogram{family[times]{name: name, help: help, labels: labels}, bounds}
}

// Observe counts a time; values are parallel to the labels.
func (h *Histogram) Observe(took time.Duration, values ...string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.get(values, func() *times { return &times{upTo: make([]int64, len(h.bounds))} })
	t.n++
	t.sum += took.Seconds()
	for i, bound := range h.bounds {
		if took.Seconds() <= bound {
			t.upTo[i]++
		}
	}
}

// Write shows the histogram, in order of the labels.
func (h *Histogram) Write(b *strings.Builder) {
	h.mu.Lock()
	defer h.mu.Unlock()
	head(b, h.name, "histogram", h.help)
	for _, k := range slices.Sorted(maps.Keys(h.of)) {
		t := h.of[k]
		for i, bound := range h.bounds {
			fmt.Fprintf(b, "%s_bucket{%s,le=\"%g\"} %d\n", h.name, k, bound, t.upTo[i])
		}
		fmt.Fprintf(b, "%[1]s_bucket{%[2]s,le=\"+Inf\"} %[3]d\n%[1]s_sum{%[2]s} %[4]g\n%[1]s_count{%[2]s} %[3]d\n", h.name, k, t.n, t.sum)
	}
}

// Gauge shows a value of now.
func Gauge(b *strings.Builder, name, help string, value int64) {
	head(b, name, "gauge", help)
	fmt.Fprintf(b, "%s %d\n", name, value)
}
