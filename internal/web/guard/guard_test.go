package guard

import (
	"bytes"
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// ask sends a request through a guard to a mux with some routes.
func ask(t *testing.T, o Options, r *http.Request) reply {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello/{name}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, strings.Repeat("hello ", 100)+UserOf(r.Context()).Name)
	})
	mux.HandleFunc("POST /post", func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		}
	})
	mux.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) { panic("as planned") })
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "ok") })
	w := httptest.NewRecorder()
	Wrap(Routed(mux), o).ServeHTTP(w, r)
	return reply{w.Code, w.Header(), w.Body}
}

// reply is what was answered.
type reply struct {
	StatusCode int
	Header     http.Header
	Body       io.Reader
}

func get(path string) *http.Request {
	return httptest.NewRequest(http.MethodGet, "http://localhost:8040"+path, nil)
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	for path, status := range map[string]int{"/hello/x": 200, "/nothing": 404, "/panic": 500} {
		res := ask(t, Options{}, get(path))
		if res.StatusCode != status {
			t.Errorf("%s: status %d, want %d", path, res.StatusCode, status)
		}
		p := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(p, "default-src 'none'") || !strings.Contains(p, "script-src 'self';") || strings.Contains(p, "unsafe") {
			t.Errorf("%s: policy %q", path, p)
		}
		for _, h := range []string{"X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"} {
			if res.Header.Get(h) == "" {
				t.Errorf("%s: no %s", path, h)
			}
		}
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		header map[string]string
		status int
	}{
		{"a form of ours", map[string]string{"Sec-Fetch-Site": "same-origin"}, 200},
		{"another site's form", map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		{"another site's form, old browser", map[string]string{"Origin": "http://evil.example"}, 403},
		{"ours, old browser", map[string]string{"Origin": "http://localhost:8040"}, 200},
		{"no browser", nil, 200},
	} {
		r := httptest.NewRequest(http.MethodPost, "http://localhost:8040/post", strings.NewReader("a=b"))
		for k, v := range c.header {
			r.Header.Set(k, v)
		}
		if res := ask(t, Options{}, r); res.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", c.name, res.StatusCode, c.status)
		}
	}
}

func TestHostNames(t *testing.T) {
	for host, status := range map[string]int{"localhost:8040": 200, "LOCALHOST": 200, "127.0.0.1:8040": 200, "[::1]:8040": 200, "rebound.example:8040": 421, "": 421} {
		r := get("/hello/x")
		r.Host = host
		if res := ask(t, Options{Hosts: []string{"localhost", "127.0.0.1", "::1"}}, r); res.StatusCode != status {
			t.Errorf("%q: status %d, want %d", host, res.StatusCode, status)
		}
	}
}

func TestBodiesAreBounded(t *testing.T) {
	long := strings.Repeat("x", 2000)
	for _, c := range []struct {
		name   string
		known  bool
		most   int64
		status int
	}{{"short enough", true, 3000, 200}, {"too long, and says so", true, 1000, 413}, {"too long, and says nothing", false, 1000, 413}} {
		r := httptest.NewRequest(http.MethodPost, "http://localhost/post", strings.NewReader(long))
		if !c.known {
			r.ContentLength = -1
		}
		if res := ask(t, Options{MaxBody: c.most}, r); res.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", c.name, res.StatusCode, c.status)
		}
	}
}

func TestLimiter(t *testing.T) {
	now := time.Unix(0, 0)
	l := newLimiter(2, 3, func() time.Time { return now })
	a, b := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	for i := range 3 {
		if _, ok := l.allow(a); !ok {
			t.Fatalf("request %d of the burst was refused", i)
		}
	}
	if wait, ok := l.allow(a); ok || wait != 500*time.Millisecond {
		t.Errorf("after the burst: allowed %v, wait %v", ok, wait)
	}
	if _, ok := l.allow(b); !ok {
		t.Error("another address was refused")
	}
	now = now.Add(500 * time.Millisecond)
	if _, ok := l.allow(a); !ok {
		t.Error("the wait was over, and it was refused")
	}
	now = now.Add(2 * time.Minute)
	l.allow(b)
	if len(l.buckets) != 1 {
		t.Errorf("%d buckets are kept, want the one in use", len(l.buckets))
	}
}

func TestRateOfOneAddress(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(http.ResponseWriter, *http.Request) {})
	h := Wrap(Routed(mux), Options{Rate: .001, Burst: 1})
	var codes []int
	for _, from := range []string{"192.0.2.1:5", "192.0.2.1:6", "[2001:db8::1]:5", "[2001:db8::2]:5"} {
		r := get("/")
		r.RemoteAddr = from
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		codes = append(codes, w.Code)
		if w.Code == http.StatusTooManyRequests && w.Header().Get("Retry-After") == "" {
			t.Error("nothing says how long to wait")
		}
	}
	if codes[0] != 200 || codes[1] != 429 || codes[2] != 200 || codes[3] != 429 {
		t.Errorf("statuses %v: an address has one bucket, and so has a network of IPv6", codes)
	}
}

// someone lets in whoever names themselves.
type someone struct{}

func (someone) Authenticate(r *http.Request) (User, bool) {
	n := r.Header.Get("Name")
	return User{n, Analyst}, n != ""
}
func (someone) Open(path string) bool                         { return path == "/login" }
func (someone) Refuse(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusUnauthorized) }

func TestWhoAsks(t *testing.T) {
	r := get("/hello/x")
	if res := ask(t, Options{Auth: someone{}}, r); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("nobody: status %d", res.StatusCode)
	}
	r.Header.Set("Name", "lee")
	res := ask(t, Options{Auth: someone{}}, r)
	if b, _ := io.ReadAll(res.Body); !strings.HasSuffix(string(b), "lee") {
		t.Errorf("lee asks, and the handler sees %q", b)
	}
	if res := ask(t, Options{Auth: someone{}}, get("/login")); res.StatusCode != http.StatusNotFound {
		t.Errorf("signing in: status %d", res.StatusCode)
	}
	if res := ask(t, Options{Auth: someone{}}, get("/healthz")); res.StatusCode != http.StatusOK {
		t.Errorf("health: status %d", res.StatusCode)
	}
	res = ask(t, Options{Nobody: User{"ada", Admin}}, get("/hello/x"))
	if b, _ := io.ReadAll(res.Body); !strings.HasSuffix(string(b), "ada") {
		t.Errorf("without signing in the handler sees %q", b)
	}
}

func TestCompression(t *testing.T) {
	r := get("/hello/x")
	r.Header.Set("Accept-Encoding", "br, gzip")
	res := ask(t, Options{Nobody: User{Name: "ada"}}, r)
	gz, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(gz); err != nil || !strings.HasSuffix(string(b), "hello ada") || res.Header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("unpacked: %v, %v", err, res.Header)
	}
}

func TestLogAndMetrics(t *testing.T) {
	var log bytes.Buffer
	o := Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Metrics: NewMetrics(), Nobody: User{Name: "ada"}}
	ask(t, o, get("/hello/x?q=secret"))
	ask(t, o, get("/panic"))
	ask(t, o, get("/nowhere"))
	for _, want := range []string{"path=/hello/x status=200", "user=ada", "level=ERROR msg=panic", "status=500"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, log.String())
		}
	}
	if strings.Contains(log.String(), "secret") {
		t.Error("the log tells what somebody searched for")
	}
	m := o.Metrics.String()
	for _, want := range []string{`synoptic_http_requests_total{route="GET /hello/{name}",status="200"} 1`, `status="500"} 1`, `{route="none",status="404"} 1`,
		`synoptic_http_request_seconds_count{route="GET /hello/{name}"} 1`, "synoptic_http_requests_underway 0"} {
		if !strings.Contains(m, want) {
			t.Errorf("the metrics lack %q:\n%s", want, m)
		}
	}
}
