package prometheus

import (
	"strings"
	"testing"
	"time"
)

func TestText(t *testing.T) {
	c := NewCounter("seen_total", "What was seen.", "kind", "where")
	c.Add(2, "b", "x")
	c.Add(1, "a", "a \"b\"\\\nc")
	c.Add(3, "b", "x")
	h := NewHistogram("took_seconds", "How long it took.", []float64{0.5, 1}, "kind")
	h.Observe(700*time.Millisecond, "b")
	h.Observe(200*time.Millisecond, "b")
	h.Observe(4*time.Second, "b")
	var b strings.Builder
	c.Write(&b)
	h.Write(&b)
	Gauge(&b, "now", "Now.", 7)
	want := `# HELP seen_total What was seen.
# TYPE seen_total counter
seen_total{kind="a",where="a \"b\"\\\nc"} 1
seen_total{kind="b",where="x"} 5
# HELP took_seconds How long it took.
# TYPE took_seconds histogram
took_seconds_bucket{kind="b",le="0.5"} 1
took_seconds_bucket{kind="b",le="1"} 2
took_seconds_bucket{kind="b",le="+Inf"} 3
took_seconds_sum{kind="b"} 4.9
took_seconds_count{kind="b"} 3
# HELP now Now.
# TYPE now gauge
now 7
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
