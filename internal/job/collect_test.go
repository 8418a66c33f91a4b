package job

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"synoptic/internal/fetch"
	"synoptic/internal/store"
)

// press is a small outlet on loopback.
type press struct {
	*httptest.Server
	entries  atomic.Value // []string: the slugs in its feed
	version  atomic.Int32 // of its pages
	status   atomic.Int32 // of its feed, 0 for 200
	polls    atomic.Int32
	requests atomic.Int32
}

func newPress(t *testing.T, slugs ...string) *press {
	p := &press{}
	p.entries.Store(slugs)
	p.Server = httptest.NewServer(http.HandlerFunc(p.serve))
	t.Cleanup(p.Close)
	return p
}

func (p *press) serve(w http.ResponseWriter, r *http.Request) {
	switch slug := strings.TrimPrefix(r.URL.Path, "/"); {
	case slug == "robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /closed\n")
	case slug == "feed":
		p.polls.Add(1)
		if s := p.status.Load(); s != 0 {
			w.WriteHeader(int(s))
			return
		}
		tag := fmt.Sprintf(`"%v-%d"`, p.entries.Load(), p.version.Load())
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, `<feed xmlns="http://www.w3.org/2005/Atom"><title>Harsk Courier</title>`)
		for _, s := range p.entries.Load().([]string) {
			fmt.Fprintf(w, `<entry><id>urn:%s</id><title>About %s</title><link href="%s/%s"/><updated>2031-04-08T10:00:%02dZ</updated><author><name>Orla Venn</name></author></entry>`, s, s, p.URL, s, p.version.Load())
		}
		fmt.Fprint(w, `</feed>`)
	case slug == "gone":
		http.NotFound(w, r)
	default:
		p.requests.Add(1)
		fmt.Fprintf(w, `<html lang="en"><head><title>About %[1]s</title></head><body><article><h1>About %[1]s</h1><p>The two ministers met for three hours in the port city, their aides said of %[1]s, and agreed on little.</p><p>A round number %[2]d of talks is to be held in May, when the river is at its highest, the aides said.</p></article></body></html>`, slug, p.version.Load())
	}
}

func newCollector(t *testing.T, s store.Store) *Collector {
	f := fetch.New(fetch.Options{AllowPrivate: true, Interval: time.Nanosecond})
	t.Cleanup(f.Close)
	return &Collector{Fetch: f, Store: s, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
}

func poll(t *testing.T, c *Collector, src Source) Tally {
	t.Helper()
	tally, err := c.Poll(ctx, src, func(Outcome) {})
	ok(t, err)
	return tally
}

func TestPoll(t *testing.T) {
	p, s := newPress(t, "dam", "gone", "closed", "rail"), open(t)
	c := newCollector(t, s)
	src := Source{URL: p.URL + "/feed", Outlet: "Courier"}
	if got := poll(t, c, src); got != (Tally{Added: 2, Failed: 2}) {
		t.Errorf("first poll: %+v", got)
	}
	page, err := s.ListArticles(ctx, store.ArticleFilter{})
	ok(t, err)
	if len(page.Items) != 2 || page.Items[0].Outlet != "Courier" {
		t.Fatalf("%+v", page.Items)
	}
	a, err := s.Article(ctx, page.Items[0].ID)
	ok(t, err)
	if !strings.HasPrefix(a.TitleText(), "About ") || len(a.Authors) != 1 || !strings.HasPrefix(a.Provenance, "feed "+src.URL) {
		t.Errorf("%+v", a)
	}
	counts, err := s.CountCaptures(ctx, store.CaptureFilter{})
	ok(t, err)
	got := map[store.CaptureResult]int{}
	for _, n := range counts {
		for r, k := range n.Results {
			got[r] += k
		}
	}
	if got[store.Captured] != 3 || got[store.Missing] != 1 || got[store.Refused] != 1 {
		t.Errorf("captures %v", got)
	}
}

func TestPollAgain(t *testing.T) {
	p, s := newPress(t, "dam", "rail"), open(t)
	c := newCollector(t, s)
	src := Source{URL: p.URL + "/feed"}
	poll(t, c, src)
	if got := poll(t, c, src); got != (Tally{}) || p.requests.Load() != 2 {
		t.Errorf("nothing new: %+v, %d pages asked for", got, p.requests.Load())
	}
	p.entries.Store([]string{"port", "dam", "rail"})
	if got := poll(t, c, src); got != (Tally{Added: 1}) || p.requests.Load() != 3 {
		t.Errorf("one new: %+v, %d pages asked for", got, p.requests.Load())
	}
	p.version.Store(1)
	if got := poll(t, c, src); got != (Tally{Revised: 3}) {
		t.Errorf("all updated: %+v", got)
	}
}

// A poll that is interrupted goes on where it stopped, although the feed says
// that it did not change.
func TestPollInterrupted(t *testing.T) {
	p, s := newPress(t, "dam", "rail", "port"), open(t)
	c := newCollector(t, s)
	src := Source{URL: p.URL + "/feed"}
	short, cancel := context.WithCancel(ctx)
	_, err := c.Poll(short, src, func(Outcome) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if got := poll(t, c, src); got != (Tally{Added: 2}) || p.requests.Load() != 3 {
		t.Errorf("%+v, %d pages asked for", got, p.requests.Load())
	}
}

func TestPollFails(t *testing.T) {
	p, s := newPress(t, "dam"), open(t)
	c := newCollector(t, s)
	src := Source{URL: p.URL + "/feed"}
	p.status.Store(500)
	if _, err := c.Poll(ctx, src, func(Outcome) {}); err == nil {
		t.Error("no error")
	}
	m, err := c.recall(ctx, src.URL)
	ok(t, err)
	if m.Failures != 1 {
		t.Errorf("%+v", m)
	}
	p.status.Store(0)
	poll(t, c, src)
	if m, _ = c.recall(ctx, src.URL); m.Failures != 0 {
		t.Errorf("%+v", m)
	}
}

// An entry that holds its text is kept where the page is closed to us.
func TestEntryArticle(t *testing.T) {
	body := strings.Repeat("<p>The two ministers met for three hours in the port city, their aides said, and agreed on little.</p>", 8)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			fmt.Fprintf(w, `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>C</title><item><title>Dam &amp; river</title><link>http://%s/a</link><content:encoded><![CDATA[%s]]></content:encoded></item></channel></rss>`, r.Host, body)
		case "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /a\n")
		}
	}))
	defer srv.Close()
	s := open(t)
	c := newCollector(t, s)
	if got := poll(t, c, Source{URL: srv.URL + "/feed"}); got != (Tally{Added: 1}) {
		t.Fatalf("%+v", got)
	}
	page, err := s.ListArticles(ctx, store.ArticleFilter{})
	ok(t, err)
	if page.Items[0].Title != "Dam & river" {
		t.Errorf("%+v", page.Items[0])
	}
}

func TestWatch(t *testing.T) {
	p, s := newPress(t, "dam"), open(t)
	c := newCollector(t, s)
	short, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	done := make(chan struct{})
	go func() {
		c.Watch(short, []Source{{URL: p.URL + "/feed"}}, Pace{Every: 30 * time.Millisecond})
		close(done)
	}()
	for p.polls.Load() < 4 && short.Err() == nil {
		time.Sleep(5 * time.Millisecond)
	}
	cancel()
	<-done
	if p.polls.Load() < 4 {
		t.Errorf("%d polls", p.polls.Load())
	}
	if m, err := c.recall(ctx, p.URL+"/feed"); err != nil || m.Next.IsZero() {
		t.Errorf("when it is due is not kept: %+v %v", m, err)
	}
}

func TestWait(t *testing.T) {
	p := Pace{Every: time.Minute, Longest: 10 * time.Minute}
	for failures, want := range map[int]time.Duration{0: time.Minute, 1: 2 * time.Minute, 3: 8 * time.Minute, 50: 10 * time.Minute} {
		if got := wait("f", failures, p, time.Unix(0, 0)); got < want*9/10 || got > want*11/10 {
			t.Errorf("after %d failures %v, want about %v", failures, got, want)
		}
	}
}
