package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// serve starts a server on loopback and a client that may dial it.
func serve(t *testing.T, o Options, h http.HandlerFunc) (string, *Client) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	o.AllowPrivate = true
	o.Interval = or(o.Interval, time.Nanosecond)
	c := New(o)
	t.Cleanup(c.Close)
	return s.URL, c
}

func get(c *Client, address string) (*Response, error) {
	return c.Get(context.Background(), address, Validators{})
}

// page answers 404 for robots.txt and hands the rest on.
func page(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}
}

func TestGet(t *testing.T) {
	var agent atomic.Value
	base, c := serve(t, Options{UserAgent: "Synoptic/9 (+https://operator.example)"}, page(func(w http.ResponseWriter, r *http.Request) {
		agent.Store(r.UserAgent())
		w.Header().Set("ETag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "words")
	}))
	r, err := get(c, base+"/a#part")
	if err != nil || string(r.Body) != "words" || r.Status != 200 || r.Validators.ETag != `"v1"` {
		t.Fatalf("%+v %v", r, err)
	}
	if agent.Load() != "Synoptic/9 (+https://operator.example)" {
		t.Errorf("User-Agent %q", agent.Load())
	}
	r, err = c.Get(context.Background(), base+"/a", r.Validators)
	if err != nil || !r.NotModified() || r.Body != nil {
		t.Errorf("conditional: %+v %v", r, err)
	}
}

func TestStatus(t *testing.T) {
	base, c := serve(t, Options{}, page(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "gone", http.StatusGone) }))
	if r, err := get(c, base+"/a"); err != nil || r.Status != 410 || r.Body != nil {
		t.Errorf("%+v %v", r, err)
	}
}

func TestEncodings(t *testing.T) {
	words := strings.Repeat("words and words ", 100)
	pack := map[string]func(io.Writer) io.WriteCloser{
		"gzip": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"br":   func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
		"zstd": func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z },
	}
	for name, f := range pack {
		base, c := serve(t, Options{}, page(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", name)
			z := f(w)
			io.WriteString(z, words)
			z.Close()
		}))
		if r, err := get(c, base); err != nil || string(r.Body) != words || r.Wire >= int64(len(words)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	c := New(Options{Interval: time.Nanosecond, NoRobots: true})
	defer c.Close()
	s := httptest.NewServer(http.NotFoundHandler())
	defer s.Close()
	for address, want := range map[string]error{
		s.URL:                                 ErrPrivate,
		"http://localhost/":                   ErrPrivate,
		"http://127.0.0.1/":                   ErrPrivate,
		"http://2130706433/":                  nil,
		"http://[::1]/":                       ErrPrivate,
		"http://[::ffff:127.0.0.1]/":          ErrPrivate,
		"http://169.254.169.254/latest/meta/": ErrPrivate,
		"http://10.0.0.1/":                    ErrPrivate,
		"http://0.0.0.0/":                     ErrPrivate,
		"http://[64:ff9b::7f00:1]/":           ErrPrivate,
		"file:///etc/passwd":                  ErrScheme,
		"ftp://host.example/x":                ErrScheme,
		"gopher://host.example/x":             ErrScheme,
		"//host.example/x":                    ErrScheme,
		"":                                    ErrScheme,
	} {
		_, err := get(c, address)
		if err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
}

func TestPublic(t *testing.T) {
	for s, want := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1111": true, "192.168.1.1": false, "172.16.0.1": false, "100.64.1.1": false, "198.18.0.1": false, "224.0.0.1": false, "255.255.255.255": false,
		"fd00:ec2::254": false, "fe80::1": false, "::": false, "ff02::1": false, "2002:7f00:1::": false, "2002:808:808::": true, "192.0.2.1": false,
	} {
		if got := public(netip.MustParseAddr(s)); got != want {
			t.Errorf("%s: %v", s, got)
		}
	}
}

func TestRedirects(t *testing.T) {
	var steps atomic.Int32
	base, c := serve(t, Options{}, page(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/end":
			fmt.Fprint(w, "end")
		case "/once":
			http.Redirect(w, r, "end", http.StatusMovedPermanently)
		case "/scheme":
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		default:
			http.Redirect(w, r, fmt.Sprintf("/loop%d", steps.Add(1)), http.StatusFound)
		}
	}))
	if r, err := get(c, base+"/once"); err != nil || string(r.Body) != "end" || r.URL != base+"/end" {
		t.Errorf("%+v %v", r, err)
	}
	if _, err := get(c, base+"/scheme"); !errors.Is(err, ErrScheme) {
		t.Errorf("to a file: %v", err)
	}
	if _, err := get(c, base+"/loop"); !errors.Is(err, ErrRedirects) || steps.Load() > 11 {
		t.Errorf("%v after %d steps", err, steps.Load())
	}
}

// A redirect to a private address is refused although the first address was
// not: the check is made on every dial.
func TestRedirectInside(t *testing.T) {
	inside := httptest.NewServer(http.NotFoundHandler())
	defer inside.Close()
	c := New(Options{NoRobots: true, Interval: time.Nanosecond})
	defer c.Close()
	c.http.Transport = &outside{inside.URL, c.http.Transport}
	if _, err := get(c, "http://public.example/"); !errors.Is(err, ErrPrivate) {
		t.Errorf("%v", err)
	}
}

// outside answers for a public host with a redirect.
type outside struct {
	to   string
	next http.RoundTripper
}

func (o *outside) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != "public.example" {
		return o.next.RoundTrip(r)
	}
	return &http.Response{StatusCode: http.StatusFound, Header: http.Header{"Location": {o.to}}, Body: http.NoBody, Request: r}, nil
}

func TestBomb(t *testing.T) {
	var bomb bytes.Buffer
	z, _ := gzip.NewWriterLevel(&bomb, gzip.BestCompression)
	zeros := make([]byte, 1<<20)
	for range 256 {
		z.Write(zeros)
	}
	z.Close()
	base, c := serve(t, Options{MaxBytes: 4 << 20}, page(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb.Bytes())
	}))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := get(c, base)
	runtime.ReadMemStats(&after)
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v", err)
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 64<<20 {
		t.Errorf("%d MB were taken for a body of 4", grown>>20)
	}
}

func TestTooLargeBySaying(t *testing.T) {
	base, c := serve(t, Options{MaxBytes: 1000}, page(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100000")
		w.Write(make([]byte, 10))
	}))
	if _, err := get(c, base); !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

func TestDrip(t *testing.T) {
	base, c := serve(t, Options{Grace: 150 * time.Millisecond, MinRate: 100}, page(func(w http.ResponseWriter, r *http.Request) {
		for range 200 {
			if _, err := w.Write([]byte("x")); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-time.After(50 * time.Millisecond):
			case <-r.Context().Done():
				return
			}
		}
	}))
	if _, err := get(c, base); !errors.Is(err, ErrTooSlow) {
		t.Errorf("%v", err)
	}
}

func TestHanging(t *testing.T) {
	base, c := serve(t, Options{Timeout: 200 * time.Millisecond}, page(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "x")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	if _, err := get(c, base); !errors.Is(err, ErrTooSlow) {
		t.Errorf("%v", err)
	}
}

func TestInterval(t *testing.T) {
	base, c := serve(t, Options{Interval: 60 * time.Millisecond}, page(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "x") }))
	started := time.Now()
	for range 4 {
		if _, err := get(c, base); err != nil {
			t.Fatal(err)
		}
	}
	if d := time.Since(started); d < 180*time.Millisecond {
		t.Errorf("four requests in %v", d)
	}
}

func TestBackoff(t *testing.T) {
	var asked atomic.Int32
	base, c := serve(t, Options{MaxWait: 50 * time.Millisecond}, page(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	r, err := get(c, base)
	if err != nil || r.Status != 429 || r.RetryAfter != 2*time.Minute {
		t.Fatalf("%+v %v", r, err)
	}
	if _, err := get(c, base); !errors.Is(err, ErrBackoff) || asked.Load() != 1 {
		t.Errorf("asked %d times, %v", asked.Load(), err)
	}
}

func TestCancelled(t *testing.T) {
	base, c := serve(t, Options{Interval: time.Hour, MaxWait: 2 * time.Hour}, page(func(w http.ResponseWriter, _ *http.Request) {}))
	if _, err := get(c, base); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := c.Get(ctx, base, Validators{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

func TestRobots(t *testing.T) {
	var asked atomic.Int32
	base, c := serve(t, Options{UserAgent: "Synoptic/1"}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked.Add(1)
			fmt.Fprint(w, "User-agent: *\nDisallow: /\n\nUser-agent: synoptic\nDisallow: /private\nAllow: /private/open\n")
			return
		}
		fmt.Fprint(w, "x")
	})
	for path, allowed := range map[string]bool{"/": true, "/private": false, "/%70rivate": false, "/private/open": true, "/private/other": false, "/public?x=1": true} {
		_, err := get(c, base+path)
		if allowed != (err == nil) || !allowed && !errors.Is(err, ErrRobots) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("robots.txt was asked for %d times", asked.Load())
	}
}

func TestRobotsBroken(t *testing.T) {
	for status, want := range map[int]error{http.StatusNotFound: nil, http.StatusForbidden: nil, http.StatusInternalServerError: ErrRobots} {
		base, c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(status)
			}
		})
		if _, err := get(c, base+"/a"); !errors.Is(err, want) {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		robots, path string
		want         bool
	}{
		{"User-agent: *\nDisallow: /a%7eb", "/a~b", false},
		{"User-agent: *\nDisallow: /ö", "/%C3%B6/x", false},
		{"User-agent: *\nDisallow: /a/*.pdf$", "/a/x.pdf", false},
		{"User-agent: *\nDisallow: /a/*.pdf$", "/a/x.pdf?y", true},
		{"User-agent: *\nAllow: /p\nDisallow: /", "/page", true},
		{"User-agent: *\nDisallow: /b%2fc", "/b/c", true},
		{"User-agent: other\nDisallow: /", "/x", true},
		{"User-agent: *\nDisallow:", "/x", true},
		{"<html>not found</html>", "/x", true},
		{"\ufeffUser-agent: *\nDisallow: /x", "/x", false},
	} {
		u, _ := url.Parse("http://h.example" + c.path)
		if got := parseRobots([]byte(c.robots), "Synoptic").allows(u); got != c.want {
			t.Errorf("%q %s: %v", c.robots, c.path, got)
		}
	}
	long := "User-agent: *\nDisallow: /x\n" + strings.Repeat("# filler\n", 80000) + "Disallow: /y\n"
	u, _ := url.Parse("http://h.example/x")
	if parseRobots([]byte(long), "Synoptic").allows(u) {
		t.Error("the first 500 KiB of a long robots.txt are lost")
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a%7eb\nCrawl-delay: 3"), "/a~b")
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		if n := normalise(path); normalise(n) != n {
			t.Errorf("%q becomes %q, then %q", path, n, normalise(n))
		}
		parseRobots(body, "Synoptic").allows(&url.URL{Path: "/" + path})
	})
}
