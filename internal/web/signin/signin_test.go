package signin

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"synoptic/internal/fault"
	"synoptic/internal/web/guard"
)

// memory keeps states in a map.
type memory struct {
	mu sync.Mutex
	m  map[string][]byte
}

func (m *memory) State(_ context.Context, name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.m[name]
	if !ok {
		return nil, fault.New(fault.NotFound, "no state %q", name)
	}
	return v, nil
}

func (m *memory) PutState(_ context.Context, name string, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if value == nil {
		delete(m.m, name)
	} else {
		m.m[name] = value
	}
	return nil
}

func (m *memory) StateNames(_ context.Context, prefix string) (out []string, _ error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k := range m.m {
		if strings.HasPrefix(k, prefix) {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out, nil
}

const password = "correct horse battery"

type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

type site struct {
	*httptest.Server
	accounts *Accounts
	states   *memory
	clock    *clock
}

// served is a site whose only page says who is there.
func served(t *testing.T, provider *Provider) *site {
	t.Helper()
	ctx := context.Background()
	states := &memory{m: map[string][]byte{}}
	accounts := NewAccounts(states)
	if err := accounts.Add(ctx, "ada", guard.Analyst, password); err != nil {
		t.Fatal(err)
	}
	c := &clock{t: time.Now()}
	s, err := New(ctx, Options{Accounts: accounts, Provider: provider, Now: c.now, Render: func(w http.ResponseWriter, _ *http.Request, status int, v View) {
		w.WriteHeader(status)
		fmt.Fprintf(w, "sign in: %s %s", v.Message, v.Next)
	}})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	s.Register(mux)
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		u := guard.UserOf(r.Context())
		fmt.Fprintf(w, "%s %d at %s", u.Name, u.Role, r.URL.Path)
	})
	srv := httptest.NewServer(s.Wrap(guard.Wrap(mux, guard.Options{Auth: s})))
	t.Cleanup(srv.Close)
	return &site{srv, accounts, states, c}
}

func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

// reply is a response whose body was read.
type reply struct{ StatusCode int }

func ask(t *testing.T, c *http.Client, method, to string, form url.Values, header ...string) (reply, string) {
	t.Helper()
	req, err := http.NewRequest(method, to, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "text/html")
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{res.StatusCode}, string(b)
}

func TestSigningInAndOut(t *testing.T) {
	s, c := served(t, nil), browser(t)
	if _, body := ask(t, c, "GET", s.URL+"/event/e1?tab=x", nil); body != "sign in:  /event/e1?tab=x" {
		t.Fatalf("not sent to sign in: %q", body)
	}
	if res, body := ask(t, c, "POST", s.URL+"/login", url.Values{"name": {"ada"}, "password": {"wrong wrong wrong"}}); res.StatusCode != http.StatusUnauthorized || !strings.Contains(body, "signin.wrong") {
		t.Fatalf("wrong password: %d %s", res.StatusCode, body)
	}
	if _, body := ask(t, c, "POST", s.URL+"/login", url.Values{"name": {"ada"}, "password": {password}, "next": {"/event/e1"}}); body != "ada 2 at /event/e1" {
		t.Fatalf("signed in: %q", body)
	}
	for name, raw := range s.states.m {
		for _, k := range c.Jar.Cookies(must(url.Parse(s.URL))) {
			if strings.Contains(name, k.Value) || strings.Contains(string(raw), k.Value) {
				t.Errorf("the cookie's word stands in the store, at %s", name)
			}
		}
	}
	if _, body := ask(t, c, "POST", s.URL+"/logout", url.Values{}); !strings.HasPrefix(body, "sign in:") {
		t.Fatalf("signed out: %q", body)
	}
	if _, body := ask(t, c, "GET", s.URL+"/", nil); !strings.HasPrefix(body, "sign in:") {
		t.Errorf("still in after signing out: %q", body)
	}
}

func must(u *url.URL, err error) *url.URL {
	if err != nil {
		panic(err)
	}
	return u
}

// A session ends when the password changes, when the account goes, and by itself.
func TestSessionsEnd(t *testing.T) {
	ctx := context.Background()
	for name, end := range map[string]func(*site) error{
		"password": func(s *site) error { return s.accounts.SetPassword(ctx, "ada", "another long password") },
		"account":  func(s *site) error { return s.accounts.Remove(ctx, "ada") },
		"time":     func(s *site) error { s.clock.pass(8 * 24 * time.Hour); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			s, c := served(t, nil), browser(t)
			if _, body := ask(t, c, "POST", s.URL+"/login", url.Values{"name": {"ada"}, "password": {password}}); body != "ada 2 at /" {
				t.Fatal(body)
			}
			if err := end(s); err != nil {
				t.Fatal(err)
			}
			if _, body := ask(t, c, "GET", s.URL+"/", nil); !strings.HasPrefix(body, "sign in:") {
				t.Errorf("still in: %q", body)
			}
		})
	}
}

func TestGuessingIsSlow(t *testing.T) {
	s, c := served(t, nil), browser(t)
	wrong := url.Values{"name": {"ada"}, "password": {"wrong wrong wrong"}}
	for range freeFailures {
		ask(t, c, "POST", s.URL+"/login", wrong)
	}
	right := url.Values{"name": {"ada"}, "password": {password}}
	if res, _ := ask(t, c, "POST", s.URL+"/login", right); res.StatusCode != http.StatusTooManyRequests {
		t.Errorf("after %d failures: %d", freeFailures, res.StatusCode)
	}
	s.clock.pass(longestWait)
	if _, body := ask(t, c, "POST", s.URL+"/login", right); body != "ada 2 at /" {
		t.Errorf("after waiting: %q", body)
	}
}

func TestTokens(t *testing.T) {
	ctx, s := context.Background(), served(t, nil)
	token, err := s.accounts.AddToken(ctx, "ada", "script")
	if err != nil {
		t.Fatal(err)
	}
	with := func(token string) (int, string) {
		res, body := ask(t, browser(t), "GET", s.URL+"/api/v1/events", nil, "Authorization", "Bearer "+token)
		return res.StatusCode, body
	}
	if _, body := with(token); body != "ada 2 at /api/v1/events" {
		t.Errorf("with the token: %q", body)
	}
	if status, _ := with(token + "x"); status != http.StatusUnauthorized {
		t.Errorf("with another: %d", status)
	}
	for name, raw := range s.states.m {
		if strings.Contains(name+string(raw), token) {
			t.Errorf("the token stands in the store, at %s", name)
		}
	}
	acc, err := s.accounts.Find(ctx, "ada")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.accounts.RevokeToken(ctx, "ada", acc.Tokens[0].ID); err != nil {
		t.Fatal(err)
	}
	if status, _ := with(token); status != http.StatusUnauthorized {
		t.Errorf("with a revoked token: %d", status)
	}
}

func TestNext(t *testing.T) {
	for in, want := range map[string]string{"/a?b=c": "/a?b=c", "": "/", "https://evil.example/": "/", "//evil.example/": "/", "/\\evil.example": "/", "javascript:alert(1)": "/", "/a\nb": "/"} {
		if got := next(in); got != want {
			t.Errorf("next(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAccounts(t *testing.T) {
	ctx := context.Background()
	a := NewAccounts(&memory{m: map[string][]byte{}})
	for _, c := range []struct {
		name, password string
		want           fault.Kind
		ok             bool
	}{
		{"ada", password, 0, true}, {"ada", password, fault.Conflict, false}, {"b/c", password, fault.Usage, false}, {"", password, fault.Usage, false},
		{"keld@press.example", "", 0, true}, {"short", "short", fault.Usage, false}, {"Łucja", password, 0, true},
	} {
		if err := a.Add(ctx, c.name, guard.Reader, c.password); (err == nil) != c.ok || !c.ok && fault.Of(err) != c.want {
			t.Errorf("add %q: %v", c.name, err)
		}
	}
	if err := a.SetRole(ctx, "ada", guard.Admin); err != nil {
		t.Fatal(err)
	}
	all, err := a.List(ctx)
	if err != nil || len(all) != 3 || all[0].Name != "ada" || all[0].Role != guard.Admin {
		t.Errorf("list %+v %v", all, err)
	}
	if err := a.SetRole(ctx, "nobody", guard.Admin); fault.Of(err) != fault.NotFound {
		t.Errorf("role of nobody: %v", err)
	}
}

func TestPasswords(t *testing.T) {
	h := hashPassword(password)
	if !strings.HasPrefix(h, "$argon2id$v=19$m=19456,t=2,p=1$") || h == hashPassword(password) {
		t.Errorf("hash %s", h)
	}
	if !verify(h, password) || verify(h, password+" ") || verify("", "") || verify("", password) || verify("$argon2id$v=19$m=99999999,t=2,p=1$a$b", password) || verify("x", "x") {
		t.Error("verify takes what it should not, or not what it should")
	}
	if verify(nobody, "") {
		t.Error("somebody is nobody")
	}
}
