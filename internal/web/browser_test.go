package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is a tab of the Chromium that SYNOPTIC_BROWSER names, on a server of the
// shared shelf. It notes what the console complains of and what is asked of
// other servers.
type tab struct {
	*testing.T
	ctx     context.Context
	base    string
	shelf   *shelf
	mu      sync.Mutex // guards what follows: events come from another goroutine
	console []string
	foreign []string
}

func browse(t *testing.T) *tab {
	t.Helper()
	return browseOn(t, open)
}

// browseOn is browse on a server of a shelf, which is made only if there is a
// browser.
func browseOn(t *testing.T, shelf func(testing.TB) *shelf) *tab {
	t.Helper()
	bin := os.Getenv("SYNOPTIC_BROWSER")
	if bin == "" {
		t.Skip("SYNOPTIC_BROWSER names no Chromium; .ci/run sets it")
	}
	s := shelf(t)
	server := httptest.NewServer(s.handler)
	t.Cleanup(server.Close)
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(bin), chromedp.NoSandbox,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	b := &tab{T: t, ctx: ctx, base: server.URL, shelf: s}
	if err := chromedp.Listen(ctx, func(ev any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch ev := ev.(type) {
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(ev.Request.URL, b.base) && !strings.HasPrefix(ev.Request.URL, "data:") && !strings.HasPrefix(ev.Request.URL, "blob:") {
				b.foreign = append(b.foreign, ev.Request.URL)
			}
		case *log.EventEntryAdded:
			b.console = append(b.console, ev.Entry.Text+" "+ev.Entry.URL)
		case *runtime.EventExceptionThrown:
			b.console = append(b.console, ev.ExceptionDetails.Text)
		}
	}); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if _, err := cdp.Call(ctx, tab, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, tab, log.Enable, cdp.Empty{})
		return err
	}))
	return b
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 2*time.Minute)
	defer cancel()
	for _, a := range actions {
		if _, err := chromedp.Run(ctx, a); err != nil {
			b.Fatal(err)
		}
	}
}

func (b *tab) visit(path string) {
	b.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

func evaluate[T any](b *tab, js string) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 2*time.Minute)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		b.Fatalf("%.200s: %v", js, err)
	}
	return v
}

// await waits until an expression holds.
func (b *tab) await(what, js string) {
	b.Helper()
	for deadline := time.Now().Add(90 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if evaluate[bool](b, js) {
			return
		}
	}
	b.Fatalf("%s: %s does not come true", what, js)
}

func (b *tab) media(theme string) {
	b.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
		return err
	}))
}

func (b *tab) scripts(on bool) {
	b.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	}))
}

func (b *tab) shot(name string) {
	dir := os.Getenv("SYNOPTIC_ARTEFACTS")
	if dir == "" {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, 2*time.Minute)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		b.Fatal(err)
	}
}

// said is what the console complained of since it was last asked.
func (b *tab) said() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.console
	b.console = nil
	return out
}

// pages are one of each kind, by name.
func (b *tab) pages() [][2]string {
	e := b.shelf.event(b)
	actor := e.Participants[0]
	return [][2]string{{"home", "/"}, {"events", "/events"}, {"event", "/event/" + e.ID}, {"texts", "/event/" + e.ID + "/texts"}, {"labels", "/event/" + e.ID + "/labels"},
		{"only", "/event/" + e.ID + "/only"}, {"network", "/event/" + e.ID + "/network"}, {"accounts", "/event/" + e.ID + "/accounts"}, {"storylines", "/storylines"},
		{"storyline", "/storyline/" + url.PathEscape(e.Storyline)}, {"actors", "/actors"}, {"actor", "/actor/" + url.PathEscape(actor)}, {"names", "/actor/" + url.PathEscape(actor) + "/names"},
		{"positions", "/actor/" + url.PathEscape(actor) + "/positions"}, {"storyline-said", "/storyline/" + url.PathEscape(e.Storyline) + "/said"},
		{"called", "/actor/" + url.PathEscape(actor) + "/labels"}, {"outlets", "/outlets"}, {"outlet", "/outlet/" + url.PathEscape("The Ledger")},
		{"article", "/article/" + url.PathEscape(e.Articles[0])}, {"arabic", "/article/arabic"}, {"versions", "/article/edited/versions"}, {"search", "/search?q=river"},
		{"said", "/search?q=river&in=statements"}, {"quote", "/quote?text=The+river+will+not+wait+for+commas"}, {"inbox", "/inbox"}, {"decisions", "/decisions"},
		{"settings", "/settings"}, {"help", "/help"}, {"problem", "/nothing"}}
}

// TestBrowserEveryPage looks at each page wide and narrow, light and dark: that it
// fits, asks nobody else for anything, has nothing to complain of, and what axe
// finds (SYNOPTIC_AXE names its file).
func TestBrowserEveryPage(t *testing.T) {
	b := browse(t)
	axe := b.axeSource()
	for _, theme := range []string{"light", "dark"} {
		b.media(theme)
		for _, width := range []int64{1280, 380} {
			b.do(chromedp.EmulateViewport(width, 900))
			for _, p := range b.pages() {
				name := p[0] + "-" + theme + map[int64]string{1280: "-wide", 380: "-narrow"}[width]
				b.said() // what was said before is not of this page
				b.visit(p[1])
				b.shot(name)
				if over := evaluate[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
					t.Errorf("%s scrolls sideways by %d pixels", name, over)
				}
				if axe != "" && (theme == "light") == (width == 1280) { // each theme and each width once
					b.axe(name, axe)
				}
				for _, c := range b.said() {
					if p[0] != "problem" || !strings.Contains(c, "404") {
						t.Errorf("%s: the console says %q", name, c)
					}
				}
			}
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.foreign) > 0 {
		t.Errorf("other servers were asked: %q", b.foreign)
	}
}

// axeSource is axe-core, "" if SYNOPTIC_AXE names none.
func (b *tab) axeSource() string {
	b.Helper()
	f := os.Getenv("SYNOPTIC_AXE")
	if f == "" {
		return ""
	}
	src, err := os.ReadFile(f)
	if err != nil {
		b.Fatal(err)
	}
	return string(src)
}

// axe runs axe-core's rules of WCAG 2.2 A and AA.
func (b *tab) axe(name, source string) {
	b.Helper()
	evaluate[bool](b, source+";true")
	evaluate[bool](b, `window.found = null; axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']}).then(r => { window.found = JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary)}))) }); true`)
	b.await("axe", `window.found !== null`)
	var found []struct {
		ID, Help string
		Nodes    []string
	}
	if err := json.Unmarshal([]byte(evaluate[string](b, `window.found`)), &found); err != nil {
		b.Fatal(err)
	}
	for _, v := range found {
		b.Errorf("%s: %s: %s\n  %s", name, v.ID, v.Help, strings.Join(v.Nodes, "\n  "))
	}
}

// TestBrowserHeadline asks that a title is one weight, whatever is marked in it.
func TestBrowserHeadline(t *testing.T) {
	b := browse(t)
	b.visit("/article/lomenz_norrex")
	if n := evaluate[int](b, `document.querySelectorAll(".headline.l-content").length`); n == 0 {
		t.Fatal("nothing is marked in the title")
	}
	if w := evaluate[string](b, `[...new Set([...document.querySelectorAll(".headline")].map(e => getComputedStyle(e).fontWeight))].join()`); w != "600" {
		t.Errorf("weights of the title: %s", w)
	}
}

func TestBrowserWithoutScripts(t *testing.T) {
	b := browse(t)
	e := b.shelf.event(t)
	b.do(chromedp.EmulateViewport(1280, 900))
	b.scripts(false)
	b.visit("/event/" + e.ID)
	b.do(chromedp.SendKeys(`#filters input[name=words]`, "river"), chromedp.Click(`#filters button`))
	b.scripts(true) // only so that the page can be asked
	b.await("filter", `location.search.includes('words=river') && location.search.includes('kind=')`)
	b.scripts(false)
	b.visit("/search")
	b.do(chromedp.SendKeys(`main input[name=q]`, "river"), chromedp.Click(`main form button`))
	b.scripts(true)
	b.await("search", `document.querySelectorAll('.hits > li').length > 0`)
	b.scripts(false)
	b.visit("/article/" + url.PathEscape(e.Articles[0]))
	b.do(chromedp.Click(`#l-mentions`))
	b.scripts(true)
	if on := evaluate[string](b, `getComputedStyle(document.querySelector('.l-mention')).textDecorationLine`); on != "underline" {
		t.Errorf("a layer switched on without scripts shows as %q", on)
	}
	b.shot("article-without-scripts")
}

func TestBrowserKeyboard(t *testing.T) {
	b := browse(t)
	b.do(chromedp.EmulateViewport(1280, 900))
	b.visit("/")
	b.do(chromedp.KeyEvent(kb.Tab))
	if first := evaluate[string](b, `document.activeElement.className`); first != "skip" {
		t.Errorf("the first stop of the tab key is %q", first)
	}
	b.do(chromedp.KeyEvent(kb.Enter))
	b.await("skip link", `document.activeElement.id === 'main'`)
	b.do(chromedp.KeyEvent("/"))
	b.await("search field", `document.activeElement.id === 'q'`)
	b.do(chromedp.KeyEvent("river"), chromedp.KeyEvent(kb.Enter))
	b.await("search", `location.pathname === '/search' && document.readyState === 'complete'`)
	b.do(chromedp.KeyEvent("j"))
	b.await("first line", `document.activeElement.closest('.hits > li') !== null`)
	b.do(chromedp.KeyEvent(kb.Enter))
	b.await("opened", `location.pathname.startsWith('/article/') && document.readyState === 'complete'`)
	b.do(chromedp.KeyEvent("2"))
	b.await("layer", `document.querySelector('#l-mentions').checked && location.search.includes('mentions')`)
	b.do(chromedp.KeyEvent("g"), chromedp.KeyEvent("e"))
	b.await("events", `location.pathname === '/events' && document.readyState === 'complete'`)
	b.do(chromedp.KeyEvent("?"))
	b.await("help", `location.pathname === '/help' && document.readyState === 'complete'`)
	before := evaluate[string](b, `getComputedStyle(document.body).backgroundColor`)
	b.do(chromedp.KeyEvent("t"))
	b.await("theme", `getComputedStyle(document.body).backgroundColor !== '`+before+`'`)
	// Every stop of the tab key on the page of an event can be seen.
	b.visit("/event/" + b.shelf.event(t).ID)
	for range 40 {
		b.do(chromedp.KeyEvent(kb.Tab))
		if hidden := evaluate[string](b, `(() => { const e = document.activeElement, r = e.getBoundingClientRect(); return e === document.body || r.width > 0 && r.height > 0 ? '' : e.outerHTML.slice(0, 120) })()`); hidden != "" {
			t.Errorf("the tab key stops at what cannot be seen: %s", hidden)
		}
	}
}

// TestBrowserForms decides with the forms of points and issues, without scripts,
// and looks at them wide and narrow, light and dark.
func TestBrowserForms(t *testing.T) {
	b := browseOn(t, ownShelf)
	axe := b.axeSource()
	e := b.shelf.event(t)
	positions := ""
	for _, a := range e.Participants {
		if at := "/actor/" + url.PathEscape(a) + "/positions"; len(formsOf(t, b.shelf.get(t, at), "issue.merge")) > 1 {
			positions = at
			break
		}
	}
	for _, look := range []struct {
		theme string
		width int64
	}{{"light", 1280}, {"dark", 380}, {"dark", 1280}, {"light", 380}} {
		b.media(look.theme)
		b.do(chromedp.EmulateViewport(look.width, 900))
		for name, at := range map[string]string{"form-point": "/event/" + e.ID, "form-issue": positions, "reasons": "/event/" + e.ID + "/accounts"} {
			name = fmt.Sprintf("%s-%s-%d", name, look.theme, look.width)
			b.visit(at)
			evaluate[bool](b, `document.querySelectorAll('details.decide').forEach(d => d.open = true); (document.querySelector('.asked, details.decide') ?? document.body).scrollIntoView(); true`)
			b.shot(name)
			if over := evaluate[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				t.Errorf("%s scrolls sideways by %d pixels", name, over)
			}
			if axe != "" {
				b.axe(name, axe)
			}
		}
	}
	b.do(chromedp.EmulateViewport(1280, 900))
	b.scripts(false)
	b.visit(positions)
	b.do(chromedp.Click(`.issue details.decide summary`), chromedp.SetValue(`.issue form input[name=arg]`, "Gates"), chromedp.Click(`.issue form button`))
	b.scripts(true) // only so that the page can be asked
	b.await("named", `[...document.querySelectorAll('.issue h2')].some(h => h.textContent.trim() === 'Gates')`)
	b.scripts(false)
	b.do(chromedp.Click(`.issue details.decide:has(.decided) summary`), chromedp.Click(`.issue .decided button`))
	b.scripts(true)
	b.await("undone", `![...document.querySelectorAll('.issue h2')].some(h => h.textContent.trim() === 'Gates')`)
	b.visit("/event/" + e.ID)
	points := evaluate[string](b, `document.querySelector('.sums b').textContent`)
	b.scripts(false)
	split := `form:has([value="point.split"]) `
	b.do(chromedp.Click(`details.decide:has([value="point.split"]) summary`))
	b.scripts(true)
	letter := evaluate[string](b, `window.before = true, document.querySelector('.grid tbody td[data-account]:has(.r:not(.f-near))').dataset.account[0]`)
	b.scripts(false)
	b.do(chromedp.Click(split+`label:nth-of-type(`+string('1'+letter[0]-'A')+`) input`), chromedp.Click(split+`button`))
	b.scripts(true)
	b.await("parted", `!window.before && location.pathname.startsWith('/event/') && document.readyState === 'complete'`)
	b.visit("/decisions")
	b.await("history", `document.body.textContent.includes('readings of another point')`)
	b.do(chromedp.Click(`form[action="/undo"] button`))
	b.await("undone", `document.querySelectorAll('tr.undone').length === 2`)
	b.visit("/event/" + e.ID)
	if now := evaluate[string](b, `document.querySelector('.sums b').textContent`); now != points {
		t.Errorf("%s points after all was undone, want %s", now, points)
	}
}

func TestBrowserPictures(t *testing.T) {
	b := browse(t)
	b.visit("/event/" + b.shelf.event(t).ID)
	evaluate[bool](b, `window.saved = null; HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, this.href.slice(0, 5)] }; document.querySelector('a.png').dispatchEvent(new MouseEvent('click', {cancelable: true, bubbles: true})); true`)
	b.await("PNG", `window.saved !== null`)
	if saved := evaluate[[]string](b, `window.saved`); !strings.HasSuffix(saved[0], ".png") || saved[1] != "blob:" {
		t.Errorf("saved: %q", saved)
	}
	if n := evaluate[int](b, `document.querySelectorAll('.heat a').length`); n < 5 {
		t.Errorf("the heat map leads to %d points", n)
	}
}
