package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/fault"
	"synoptic/internal/job"
	"synoptic/internal/store"
)

func TestSources(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	list := write("feeds.txt", "# ours\nhttps://a.example/feed  The Harsk Courier\n\nhttps://b.example/feed\nhttps://a.example/feed again\n")
	opml := write("feeds.opml", `<opml><body><outline text="Norrex" xmlUrl="https://n.example/feed"/></body></opml>`)
	got, err := Sources([]string{list, opml, "https://c.example/feed"})
	if err != nil {
		t.Fatal(err)
	}
	want := []job.Source{{URL: "https://a.example/feed", Outlet: "The Harsk Courier"}, {URL: "https://b.example/feed"}, {URL: "https://n.example/feed", Outlet: "Norrex"}, {URL: "https://c.example/feed"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for name, arg := range map[string]string{"bad line": write("bad.txt", "feeds of ours\n"), "none": write("none.txt", "# nothing\n"), "missing": filepath.Join(dir, "no"), "broken OPML": write("x.opml", "<html></html>")} {
		if _, err := Sources([]string{arg}); fault.Of(err) != fault.Input || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMetrics(t *testing.T) {
	m := NewMetrics()
	m.Observe(store.Capture{Kind: store.PageCapture, Result: store.Captured, Outlet: `The "Harsk" Courier`, Bytes: 100, Took: 300 * time.Millisecond, Article: "a"})
	m.Observe(store.Capture{Kind: store.PageCapture, Result: store.Refused, Bytes: 20, Took: 3 * time.Second})
	m.Observe(store.Capture{Kind: store.PollCapture, Result: store.NotModified})
	got := m.String()
	for _, want := range []string{
		`synoptic_captures_total{kind="page",result="captured",outlet="The \"Harsk\" Courier",kept="true"} 1`,
		`synoptic_captures_total{kind="poll",result="not_modified",outlet="",kept="false"} 1`,
		`synoptic_received_bytes_total{kind="page"} 120`,
		`synoptic_request_seconds_bucket{kind="page",le="0.5"} 1`,
		`synoptic_request_seconds_bucket{kind="page",le="5"} 2`,
		`synoptic_request_seconds_bucket{kind="page",le="+Inf"} 2`,
		`synoptic_request_seconds_sum{kind="page"} 3.3`,
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}
