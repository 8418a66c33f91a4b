package app

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/feed"
	"synoptic/internal/config"
	"synoptic/internal/fault"
	"synoptic/internal/job"
	"synoptic/internal/web/guard"
	"synoptic/news"
)

func emptyStore(t *testing.T) *Store {
	t.Helper()
	s, err := OpenStore(context.Background(), config.Config{DB: filepath.Join(t.TempDir(), "s.db"), Match: "normal", Workers: 1}, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// serving starts a server and tells its address; it stops with the test.
func serving(t *testing.T, s *Store, o ServeOptions) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ready, done := make(chan string, 1), make(chan error, 1)
	o.Listen, o.Ready = "127.0.0.1:0", func(url string) { ready <- url }
	go func() { done <- s.Serve(ctx, o) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	select {
	case u := <-ready:
		return strings.TrimSuffix(u, "/")
	case err := <-done:
		done <- nil
		t.Fatal(err)
	}
	return ""
}

func fetchPage(t *testing.T, c *http.Client, req *http.Request) (int, string) {
	t.Helper()
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

func request(t *testing.T, method, to, body string, header ...string) *http.Request {
	t.Helper()
	req, err := http.NewRequest(method, to, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	return req
}

// With --auth nobody reads or decides without signing in, and a reader does not
// decide.
func TestServeSignIn(t *testing.T) {
	ctx, s := context.Background(), emptyStore(t)
	const password = "correct horse battery"
	if err := s.Serve(ctx, ServeOptions{Listen: "127.0.0.1:0", SignIn: &SignInOptions{}}); fault.Of(err) != fault.Usage || !strings.Contains(err.Error(), "user add") {
		t.Fatalf("without anybody: %v", err)
	}
	for name, role := range map[string]guard.Role{"reader": guard.Reader, "analyst": guard.Analyst} {
		if err := s.Accounts().Add(ctx, name, role, password); err != nil {
			t.Fatal(err)
		}
	}
	base := serving(t, s, ServeOptions{SignIn: &SignInOptions{}})
	jar, _ := cookiejar.New(nil)
	browser := &http.Client{Jar: jar}
	if _, body := fetchPage(t, browser, request(t, "GET", base+"/actors", "", "Accept", "text/html")); !strings.Contains(body, `action="/login"`) || !strings.Contains(body, `value="/actors"`) {
		t.Errorf("not asked to sign in:\n%s", body)
	}
	for _, path := range []string{"/api/v1/events", "/mcp", "/metrics", "/actors"} {
		if status, _ := fetchPage(t, http.DefaultClient, request(t, "GET", base+path, "")); status != http.StatusUnauthorized {
			t.Errorf("%s without signing in: %d", path, status)
		}
	}
	form := url.Values{"name": {"reader"}, "password": {password}, "next": {"/actors"}}.Encode()
	if status, body := fetchPage(t, browser, request(t, "POST", base+"/login", form, "Content-Type", "application/x-www-form-urlencoded")); status != 200 || !strings.Contains(body, `action="/logout"`) {
		t.Errorf("signed in: %d\n%s", status, body)
	}
	token, err := s.Accounts().AddToken(ctx, "reader", "t")
	if err != nil {
		t.Fatal(err)
	}
	if status, body := fetchPage(t, http.DefaultClient, request(t, "GET", base+"/api/v1/events", "", "Authorization", "Bearer "+token)); status != 200 {
		t.Errorf("with a token: %d %s", status, body)
	}
	decision := `{"kind":"actor.rename","subjects":["x"],"args":["y"]}`
	if status, body := fetchPage(t, http.DefaultClient, request(t, "POST", base+"/api/v1/decisions", decision, "Authorization", "Bearer "+token, "Content-Type", "application/json")); status != http.StatusForbidden {
		t.Errorf("a reader decides: %d %s", status, body)
	}
}

// Without signing in only this machine is answered, and only by its own names.
func TestServeLoopback(t *testing.T) {
	s := emptyStore(t)
	for _, listen := range []string{"0.0.0.0:0", ":0", "192.0.2.1:0", "nonsense"} {
		if err := s.Serve(context.Background(), ServeOptions{Listen: listen}); fault.Of(err) != fault.Usage {
			t.Errorf("%s: %v", listen, err)
		}
	}
	base := serving(t, s, ServeOptions{})
	if status, _ := fetchPage(t, http.DefaultClient, request(t, "GET", base+"/healthz", "")); status != 200 {
		t.Errorf("health: %d", status)
	}
	foreign := request(t, "GET", base+"/", "")
	foreign.Host = "rebound.example"
	if status, _ := fetchPage(t, http.DefaultClient, foreign); status == 200 {
		t.Error("answered by another name")
	}
	cross := request(t, "POST", base+"/undo", "id=x", "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site")
	if status, _ := fetchPage(t, http.DefaultClient, cross); status != http.StatusForbidden {
		t.Errorf("another site's request: %d", status)
	}
}

// A search is followed as a feed, saved, and its hook is told of what comes.
func TestServeSearches(t *testing.T) {
	ctx := context.Background()
	s, err := OpenStore(ctx, config.Config{DB: filepath.Join(t.TempDir(), "s.db"), Match: "normal", Workers: 1, AllowPrivate: true}, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	keep := func(id string) {
		t.Helper()
		one := func(yield func(news.Article, error) bool) {
			yield(news.Article{ID: id, Outlet: "The <Post>", Language: "en", Text: "Dues rise & rise in " + id + "\n\nThe harbour dues of Lomenz will rise."}, nil)
		}
		if _, err := s.Ingest(ctx, one, func(job.Outcome) {}); err != nil {
			t.Fatal(err)
		}
	}
	keep("first")
	base := serving(t, s, ServeOptions{})
	for _, kind := range []string{"atom", "rss"} {
		status, body := fetchPage(t, http.DefaultClient, request(t, "GET", base+"/search."+kind+"?q=dues", ""))
		f, err := feed.Parse([]byte(body), base)
		if status != 200 || err != nil || len(f.Items) != 1 || !strings.Contains(f.Items[0].URL, "/article/first?at=") {
			t.Fatalf("%s: %d %v %+v\n%s", kind, status, err, f, body)
		}
	}
	if status, _ := fetchPage(t, http.DefaultClient, request(t, "GET", base+"/search.atom", "")); status != http.StatusBadRequest {
		t.Errorf("a feed of nothing: %d", status)
	}
	told := make(chan string, 4)
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		told <- string(b)
	}))
	t.Cleanup(hook.Close)
	form := url.Values{"search": {"q=dues"}, "name": {"Dues"}, "hook": {hook.URL}}.Encode()
	if status, body := fetchPage(t, http.DefaultClient, request(t, "POST", base+"/searches/save", form, "Content-Type", "application/x-www-form-urlencoded")); status != 200 || !strings.Contains(body, "/search.atom?") {
		t.Fatalf("saved: %d\n%s", status, body)
	}
	keep("second")
	if err := s.searches(slog.New(slog.DiscardHandler)).Look(ctx); err != nil {
		t.Fatal(err)
	}
	if got := <-told; !strings.Contains(got, `"article":"second"`) || strings.Contains(got, `"article":"first"`) {
		t.Errorf("told %s", got)
	}
}
