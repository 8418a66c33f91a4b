package web_test

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"synoptic/internal/app"
	"synoptic/internal/config"
	"synoptic/internal/job"
	"synoptic/internal/query"
	"synoptic/internal/web"
	"synoptic/internal/web/guard"
	"synoptic/news"
)

// decider decides at once.
type decider struct{ *app.Store }

func (decider) Working() bool { return false }

// opinions are of a model that finds nothing to be one claim.
type opinions struct{}

func (opinions) Model() string               { return "tiny" }
func (opinions) Ask(string) error            { return nil }
func (opinions) Asking(string) (bool, error) { return false, nil }
func (opinions) Kept(_ context.Context, c *news.Coverage) error {
	for i := range c.Comparisons[0].Points {
		p := &c.Comparisons[0].Points[i]
		p.Opinions = append(slices.Clone(p.Opinions), news.Opinion{Accounts: [2]string{p.Readings[0].Account, p.Readings[len(p.Readings)-1].Account}, Verdict: news.No, Model: "tiny", Prompt: "1"})
	}
	return nil
}

// shelf is a store with the examples, an edited article, one in Arabic, and one
// whose words look like markup.
type shelf struct {
	store   *app.Store
	handler http.Handler
}

const markup = `<script>alert("x")</script> <img src=x onerror=alert(1)> {{.}} & "quoted" 'single' </title> --> ]]>`

// shelfDir is where the shared shelf lies, once there is one.
var shelfDir string

var sharedShelf = sync.OnceValues(func() (*shelf, error) {
	var err error
	if shelfDir, err = os.MkdirTemp("", "synoptic-web-*"); err != nil {
		return nil, err
	}
	return newShelf(filepath.Join(shelfDir, "s.db"))
})

func TestMain(m *testing.M) {
	code := m.Run()
	if shelfDir != "" {
		if s, err := sharedShelf(); err == nil {
			s.store.Close()
		}
		os.RemoveAll(shelfDir)
	}
	os.Exit(code)
}

func newShelf(path string) (*shelf, error) {
	ctx := context.Background()
	s, err := app.OpenStore(ctx, config.Config{DB: path, Workers: 2, Match: "normal"}, false)
	if err != nil {
		return nil, err
	}
	articles := func(as ...news.Article) iter.Seq2[news.Article, error] {
		return func(yield func(news.Article, error) bool) {
			for _, a := range as {
				if !yield(a, nil) {
					return
				}
			}
		}
	}
	ignore := func(job.Outcome) {}
	day := news.Date{Year: 2031, Month: 4, Day: 9}
	edited := news.Article{ID: "edited", Outlet: "The Ledger", URL: "https://ledger.example/edited", Language: "en", Published: day,
		Text: "Gates stay shut\n\nThe gates stay shut, the minister said on Monday. \"We will wait for the rain,\" she said."}
	later := edited
	later.Text = "Gates stay shut\n\nThe gates stay shut until June, the minister said on Monday. \"We will wait for the spring,\" she said. Nobody asked why."
	arabic := news.Article{ID: "arabic", Outlet: "صوت النهر", Language: "ar", Published: day, Text: "السد لن يفتح\n\nقال الوزير إن السد لن يفتح قبل الربيع."}
	hostile := news.Article{ID: `<b>&"id"`, Outlet: `<i>Outlet</i> & "Sons"`, Language: "en", Published: day, Text: markup + "\n\nThe minister " + markup + " said: \"" + markup + "\"."}
	for _, batch := range []iter.Seq2[news.Article, error]{app.Read([]string{"../../examples"}, nil), articles(edited, arabic, hostile), articles(later)} {
		if _, err := s.Ingest(ctx, batch, ignore); err != nil {
			return nil, err
		}
	}
	if articles, err := s.Analyse(ctx, nil); err != nil || articles != nil && !strings.Contains(articles.Error(), "language") {
		return nil, fmt.Errorf("analyse: %w, %w", articles, err)
	}
	site, err := web.New(web.Options{Reader: s.Reader, Decider: decider{s}, Opinions: opinions{}, Version: "test"})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	site.Register(mux)
	return &shelf{s, guard.Wrap(guard.Routed(mux), guard.Options{Nobody: guard.User{Name: "ada", Role: guard.Analyst}})}, nil
}

func open(t testing.TB) *shelf {
	t.Helper()
	s, err := sharedShelf()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *shelf) ask(method, target string, form url.Values, change ...func(*http.Request)) reply {
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, "http://localhost"+target, body)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return reply{w.Code, w.Header(), w.Body}
}

// reply is what was answered.
type reply struct {
	StatusCode int
	Header     http.Header
	Body       io.Reader
}

func (r reply) cookies() []*http.Cookie { return (&http.Response{Header: r.Header}).Cookies() }

func body(t testing.TB, res reply) string {
	t.Helper()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// get asks for a page that must be there.
func (s *shelf) get(t testing.TB, target string) string {
	t.Helper()
	res := s.ask(http.MethodGet, target, nil)
	b := body(t, res)
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d: %s", target, res.StatusCode, b)
	}
	return b
}

// The most bytes of a page.
const pageBytes = 150_000

// elsewhere are paths that other packages answer.
var elsewhere = regexp.MustCompile(`^/(api|mcp|searches|account|people|login|logout)\b`)

// TestEveryPage follows every link from the root and looks at what it finds.
func TestEveryPage(t *testing.T) {
	s := open(t)
	todo := []string{"/", "/search?q=dam", "/search?q=dam&in=statements", "/quote?text=The+river+does+not+wait+for+commas", "/article/edited/versions", "/events?accounts=1"}
	seen := map[string]bool{}
	kinds := map[string]int{}
	ids, values := regexp.MustCompile(`^/(\w+)/[^/?]+`), regexp.MustCompile(`=[^&]*`)
	for len(todo) > 0 && len(seen) < 400 {
		target := todo[0]
		todo = todo[1:]
		path, _, _ := strings.Cut(target, "#")
		if seen[path] || elsewhere.MatchString(path) {
			continue
		}
		// Of one kind of page with other parameters some are enough.
		kind := values.ReplaceAllString(ids.ReplaceAllString(path, "/$1/x"), "=")
		if kinds[kind]++; kinds[kind] > 6 {
			continue
		}
		seen[path] = true
		res := s.ask(http.MethodGet, path, nil)
		b := body(t, res)
		if res.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", path, res.StatusCode)
			continue
		}
		if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
			if len(b) > pageBytes {
				t.Errorf("%s has %d bytes", path, len(b))
			}
			todo = append(todo, checkPage(t, path, b)...)
		}
	}
	for _, want := range []string{"/event/x", "/event/x/texts", "/event/x/labels", "/event/x/only", "/event/x/network", "/event/x/accounts", "/event/x/grid.svg?save", "/event/x/grid.csv?save",
		"/storyline/x", "/actor/x", "/actor/x/names", "/actor/x/labels", "/outlet/x", "/article/x", "/article/x/versions", "/inbox", "/decisions", "/settings", "/help"} {
		if kinds[want] == 0 {
			t.Errorf("no link led to %s", want)
		}
	}
}

// bareKey is a key of the catalogue that found no message.
var bareKey = regexp.MustCompile(`^(count|tab|filter|type|kind|form|divergence|facet|label|voice|result|step|copy|modality|decision)\.[a-z_]*$`)

// checkPage asks of a page what holds for all, and gives its links.
func checkPage(t *testing.T, path, page string) (links []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	var anchors []string
	h1 := 0
	for n := range root.Descendants() {
		if n.Type == html.TextNode && bareKey.MatchString(strings.TrimSpace(n.Data)) {
			t.Errorf("%s: no message for %q", path, n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "h1" {
			h1++
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				if ids[a.Val] {
					t.Errorf("%s: the id %q is there twice", path, a.Val)
				}
				ids[a.Val] = true
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
			case a.Key == "src", a.Key == "href" && n.Data == "link", a.Key == "action":
				if !strings.HasPrefix(a.Val, "/") || strings.HasPrefix(a.Val, "//") {
					t.Errorf("%s: <%s> leads to %q", path, n.Data, a.Val)
				}
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				anchors = append(anchors, a.Val[1:])
			case a.Key == "href" && strings.HasPrefix(a.Val, "/"):
				links = append(links, a.Val)
			}
		}
		if n.Data == "style" || n.Data == "script" && n.FirstChild != nil {
			t.Errorf("%s: style or script stands in the page", path)
		}
	}
	for _, a := range anchors {
		if !ids[a] {
			t.Errorf("%s: nothing is at #%s", path, a)
		}
	}
	if h1 != 1 {
		t.Errorf("%s has %d first headings", path, h1)
	}
	return links
}

func TestEventPage(t *testing.T) {
	s := open(t)
	e := s.event(t)
	page := s.get(t, "/event/"+e.ID)
	for _, want := range []string{html.EscapeString(e.Title), "points in common", `class="pic heat"`, "silent", "divergence"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the event lacks %q", want)
		}
	}
	narrowed := s.get(t, "/event/"+e.ID+"?kind=any&by=A")
	if strings.Count(narrowed, "<tbody") >= strings.Count(page, "<tbody") && !strings.Contains(page, "More points") {
		t.Error("the filters leave as many points as there are")
	}
	if none := s.get(t, "/event/"+e.ID+"?words=zzzz"); !strings.Contains(none, "No point fits") {
		t.Error("words that are nowhere leave points")
	}
	if res := s.ask(http.MethodGet, "/event/none", nil); res.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown event: status %d", res.StatusCode)
	}
}

// TestSilentIsNotUnsettled holds the filter of silences, and the count of an
// outlet's, against what the comparison calls silent.
func TestSilentIsNotUnsettled(t *testing.T) {
	s := open(t)
	e := s.event(t)
	c, err := s.store.Compared(context.Background(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	unsettled := 0
	for i, a := range c.Comparison.Accounts {
		silent := 0
		for _, p := range c.Comparison.Points {
			unsettled += len(p.Unsettled)
			if slices.Contains(p.Silent, a.Article) {
				silent++
			}
		}
		want := fmt.Sprintf(" of %d (of ", silent)
		if silent == 0 {
			want = "No point fits"
		}
		letter := string(rune('A' + i))
		if page := s.get(t, "/event/"+e.ID+"?silent="+letter); !strings.Contains(page, want) {
			t.Errorf("%s is silent on %d points, and its filter shows others", letter, silent)
		}
	}
	if unsettled == 0 {
		t.Error("nothing is unsettled in this event: it tests nothing")
	}
}

// TestDivergenceNamesWordsOnce asks that what an account says twice in the same
// words stands once among the evidence of a divergence.
func TestDivergenceNamesWordsOnce(t *testing.T) {
	s := open(t)
	page := s.get(t, "/event/"+s.event(t).ID)
	for _, li := range regexp.MustCompile(`(?s)<li><span class="dk .*?</li>`).FindAllString(page, -1) {
		seen := map[string]bool{}
		for _, span := range regexp.MustCompile(`<b>[A-Z]+</b> <span dir="auto">[^<]*</span>`).FindAllString(li, -1) {
			if seen[span] {
				t.Errorf("%s stands twice", span)
			}
			seen[span] = true
		}
	}
}

// TestWhoCallsLeadsSomewhere follows the accounts of a page of names, of which some
// have no outlet that is known.
func TestWhoCallsLeadsSomewhere(t *testing.T) {
	s := open(t)
	page := s.get(t, "/actor/wenna-trask/labels")
	heads := regexp.MustCompile(`<th scope="row"><a href="([^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(heads) == 0 {
		t.Fatal("nobody calls her anything")
	}
	for _, h := range heads {
		s.get(t, html.UnescapeString(h[1]))
	}
}

// event is the newest one with at least five accounts.
func (s *shelf) event(t testing.TB) query.EventRow {
	t.Helper()
	p, err := s.store.Events(context.Background(), query.EventFilter{Accounts: 5})
	if err != nil || len(p.Items) == 0 {
		t.Fatalf("events: %v, %v", p, err)
	}
	return p.Items[0]
}

func TestTextIsNeverMarkup(t *testing.T) {
	s := open(t)
	for _, target := range []string{"/article/" + url.PathEscape(`<b>&"id"`), "/outlet/" + url.PathEscape(`<i>Outlet</i> & "Sons"`), "/search?q=onerror", "/search?q=onerror&in=statements",
		"/search?q=" + url.QueryEscape(markup), "/quote?text=" + url.QueryEscape(markup), "/events?accounts=1&title=" + url.QueryEscape(`"><script>`), "/outlets"} {
		res := s.ask(http.MethodGet, target, nil)
		page := body(t, res)
		if res.StatusCode >= http.StatusInternalServerError || res.StatusCode == http.StatusNotFound {
			t.Errorf("%s: status %d", target, res.StatusCode)
		}
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "img" || n.Data == "b" && n.FirstChild != nil && strings.HasPrefix(n.FirstChild.Data, "&") || n.Data == "script" && !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "src" }) {
				t.Errorf("%s: an article's words became <%s>", target, n.Data)
			}
		}
	}
}

func TestArticleLayersAndVersions(t *testing.T) {
	s := open(t)
	page := s.get(t, "/article/edited?show=attributions,mentions")
	for _, want := range []string{`id="l-attributions" checked`, `id="l-mentions" checked`, "l-content", "2 versions"} {
		if !strings.Contains(page, want) {
			t.Errorf("the article lacks %q", want)
		}
	}
	if strings.Contains(page, `id="l-copies" checked`) {
		t.Error("a layer is on that was not asked for")
	}
	diff := s.get(t, "/article/edited/versions")
	for _, want := range []string{"until June", "put in", "a quotation differs"} {
		if !strings.Contains(diff, want) {
			t.Errorf("the versions lack %q", want)
		}
	}
	if at := s.get(t, "/article/edited?at=0-5"); !strings.Contains(at, `id="at"`) {
		t.Error("a passage that the address points at is not marked")
	}
	for _, odd := range []string{"?at=5-2", "?at=0-99999999", "?at=x", "?at=-1-5"} {
		s.get(t, "/article/edited"+odd)
	}
	if page := s.get(t, "/article/arabic"); !strings.Contains(page, `dir="auto"`) {
		t.Error("an Arabic text does not find its direction")
	}
}

func TestSearchAndQuote(t *testing.T) {
	s := open(t)
	page := s.get(t, "/search?q=%22does+not+wait%22")
	if !strings.Contains(page, `<span class="hit">`) || !strings.Contains(page, "facet") {
		t.Error("a phrase is found without marks or facets")
	}
	if none := s.get(t, "/search?q=dam&outlet=nobody"); !strings.Contains(none, "Nothing matches") {
		t.Error("a filter that fits nothing leaves results")
	}
	if res := s.ask(http.MethodGet, "/search?q=-dam", nil); res.StatusCode != http.StatusBadRequest || !strings.Contains(body(t, res), `role="alert"`) {
		t.Errorf("a search for nothing: status %d", res.StatusCode)
	}
	if res := s.ask(http.MethodGet, "/search?q=dam&from=yesterday", nil); res.StatusCode != http.StatusBadRequest {
		t.Errorf("a day that is none: status %d", res.StatusCode)
	}
	if narrowed := s.get(t, "/search?q=dam&language=en&month=2031-04"); !strings.Contains(narrowed, ">English</span>") || !strings.Contains(narrowed, ">April 2031</span>") {
		t.Error("a language or a month is a code")
	}
	exact := s.get(t, "/quote?text="+url.QueryEscape("The river does not wait for commas"))
	if !strings.Contains(exact, "verbatim, between quotation marks") {
		t.Error("a sentence that was quoted is not found verbatim")
	}
	altered := s.get(t, "/quote?text="+url.QueryEscape("The river will not wait for commas"))
	if !strings.Contains(altered, "<del>will</del>") || !strings.Contains(altered, "<ins>does</ins>") {
		t.Error("what was changed in a sentence is not shown")
	}
}

// TestNothingThere asks that a page says what is not there, and where to look.
func TestNothingThere(t *testing.T) {
	s := open(t)
	for path, want := range map[string][]string{
		"/event/none":   {"No event &#34;none&#34; in the store.", `href="/events">All events`},
		"/actor/none":   {"No actor ", `href="/actors">All actors`},
		"/article/none": {"No article ", `href="/search">Search`},
		"/none":         {"There is no such page.", `href="/">`},
	} {
		page := body(t, s.ask(http.MethodGet, path, nil))
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s lacks %q", path, w)
			}
		}
	}
	if page := s.get(t, "/article/arabic/versions"); !strings.Contains(page, "One version was kept") || strings.Contains(page, "<select") {
		t.Error("one version is compared with itself")
	}
	for _, l := range regexp.MustCompile(`href="(/storyline/s[0-9]+)"`).FindAllStringSubmatch(s.get(t, "/storylines"), -1) {
		said := s.get(t, l[1]+"/said")
		if one := strings.Contains(s.get(t, l[1]), "1 event,"); one != strings.Contains(said, "one event so far") {
			t.Errorf("%s: of one event: %v, and its page of what was said again says otherwise", l[1], one)
		}
	}
}

func TestDecisions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s, err := newShelf(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.store.Close()
	e := s.event(t)
	rename := url.Values{"kind": {"event.rename"}, "subject": {"http://localhost/event/" + e.ID}, "arg": {"The gates"}, "note": {"shorter"}, "back": {"/event/" + e.ID}}
	res := s.ask(http.MethodPost, "/decide", rename)
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/event/"+e.ID {
		t.Fatalf("rename: status %d, to %q: %s", res.StatusCode, res.Header.Get("Location"), body(t, res))
	}
	if !strings.Contains(s.get(t, "/event/"+e.ID), "The gates</h1>") {
		t.Error("the event has its old title")
	}
	ds, err := s.store.Decisions(context.Background())
	if err != nil || len(ds) != 1 || ds[0].Who != "ada" || ds[0].Note != "shorter" {
		t.Fatalf("decisions: %+v, %v", ds, err)
	}
	if history := s.get(t, "/decisions"); !strings.Contains(history, "event renamed") || !strings.Contains(history, "shorter") || !strings.Contains(history, ">The gates</a>") {
		t.Error("the history does not tell of it")
	}
	if res := s.ask(http.MethodPost, "/undo", url.Values{"id": {ds[0].ID}, "back": {"//evil.example/"}}); res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/decisions" {
		t.Errorf("undo: status %d, to %q", res.StatusCode, res.Header.Get("Location"))
	}
	if strings.Contains(s.get(t, "/event/"+e.ID), "The gates</h1>") {
		t.Error("the decision was undone, and its title stays")
	}
	for name, form := range map[string]url.Values{"no kind": {"subject": {"x"}}, "too few subjects": {"kind": {"actor.merge"}, "subject": {"x"}}} {
		if res := s.ask(http.MethodPost, "/decide", form); res.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: status %d", name, res.StatusCode)
		}
	}
	if res := s.ask(http.MethodPost, "/decide", rename, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }); res.StatusCode != http.StatusForbidden {
		t.Errorf("another site's form: status %d", res.StatusCode)
	}
}

func TestReadersDecideNothing(t *testing.T) {
	s := open(t)
	site, err := web.New(web.Options{Reader: s.store.Reader, Decider: decider{s.store}})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	site.Register(mux)
	reader := &shelf{s.store, guard.Wrap(mux, guard.Options{Nobody: guard.User{Name: "lee", Role: guard.Reader}})}
	if page := reader.get(t, "/event/"+s.event(t).ID); strings.Contains(page, `action="/decide"`) {
		t.Error("a reader is offered a decision")
	}
	if res := reader.ask(http.MethodPost, "/decide", url.Values{"kind": {"event.reject"}, "subject": {s.event(t).ID}}); res.StatusCode != http.StatusConflict {
		t.Errorf("a reader decides: status %d", res.StatusCode)
	}
}

func TestSettings(t *testing.T) {
	s := open(t)
	res := s.ask(http.MethodPost, "/settings", url.Values{"theme": {"dark"}, "density": {"<odd>"}})
	cookies := res.cookies()
	if len(cookies) != 1 || cookies[0].Name != "theme" || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode {
		t.Fatalf("cookies: %v", cookies)
	}
	res = s.ask(http.MethodGet, "/", nil, func(r *http.Request) { r.AddCookie(cookies[0]) })
	if !strings.Contains(body(t, res), `data-theme="dark"`) {
		t.Error("the page is not dark")
	}
	res = s.ask(http.MethodGet, "/", nil, func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "theme", Value: `"><script>`}) })
	if !strings.Contains(body(t, res), `data-theme="auto"`) {
		t.Error("a cookie of nonsense is shown")
	}
}

func TestCachingOfPages(t *testing.T) {
	s := open(t)
	tag := s.ask(http.MethodGet, "/help", nil).Header.Get("ETag")
	res := s.ask(http.MethodGet, "/help", nil, func(r *http.Request) { r.Header.Set("If-None-Match", tag) })
	if tag == "" || res.StatusCode != http.StatusNotModified || body(t, res) != "" {
		t.Errorf("the same page again: %q, status %d", tag, res.StatusCode)
	}
	css := regexp.MustCompile(`/static/synoptic-[\w-]+\.css`).FindString(s.get(t, "/help"))
	if res := s.ask(http.MethodGet, css, nil); !strings.Contains(res.Header.Get("Cache-Control"), "immutable") || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/css") {
		t.Errorf("%s: %v", css, res.Header)
	}
}

func TestFormulasInCSVAreTamed(t *testing.T) {
	s := open(t)
	e := s.event(t)
	res := s.ask(http.MethodGet, "/event/"+e.ID+"/grid.csv?save", nil)
	if d := res.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") {
		t.Errorf("disposition %q", d)
	}
	if rows := body(t, res); !strings.HasPrefix(rows, "point,speaker,account") || strings.Count(rows, "\n") < 5 {
		t.Errorf("rows: %.200s", rows)
	}
}
