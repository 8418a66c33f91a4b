package report

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"synoptic/news"
)

// browser opens a page of SYNOPTIC_ARTEFACTS, or the rendered test coverage, in
// the Chromium that SYNOPTIC_BROWSER names.
func browser(t *testing.T) (ctx context.Context, page string) {
	t.Helper()
	bin := os.Getenv("SYNOPTIC_BROWSER")
	if bin == "" {
		t.Skip("SYNOPTIC_BROWSER names no Chromium; .ci/run sets it")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(bin), chromedp.NoSandbox,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	page = filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(page, []byte(render(t, coverage(t))), 0o644); err != nil {
		t.Fatal(err)
	}
	return ctx, "file://" + page
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	for _, a := range actions {
		if _, err := chromedp.Run(ctx, a); err != nil {
			t.Fatal(err)
		}
	}
}

func ask[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return v
}

func shot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("SYNOPTIC_ARTEFACTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name), png, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func press(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	ask[bool](t, ctx, `document.querySelector('`+selector+`').click(), true`)
}

const visiblePoints = `[...document.querySelectorAll('tbody[id]')].filter(b => b.checkVisibility()).length`

func TestBrowserFiltersAndContext(t *testing.T) {
	ctx, page := browser(t)
	do(t, ctx, chromedp.Navigate(page))
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if n := ask[int](t, ctx, visiblePoints); n != 2 {
		t.Fatalf("%d points are seen, want 2", n)
	}
	press(t, ctx, "#f-e1-d-number")
	if n := ask[int](t, ctx, visiblePoints); n != 1 {
		t.Errorf("%d points are seen with the filter on, want 1", n)
	}
	if ask[bool](t, ctx, `document.querySelector('#e1-p1').checkVisibility()`) {
		t.Error("the point without a number's divergence is still seen")
	}
	press(t, ctx, "fieldset:nth-of-type(2) input")
	pop := `document.querySelector('#e1-p1 .pop')`
	if ask[bool](t, ctx, pop+`.checkVisibility()`) {
		t.Error("the context is seen before anybody asks for it")
	}
	ask[bool](t, ctx, `document.querySelector('#e1-p1 .r').focus(), true`)
	if !ask[bool](t, ctx, pop+`.checkVisibility()`) {
		t.Error("the keyboard does not open the context of a reading")
	}
	if got := ask[string](t, ctx, pop+`.querySelector('mark').textContent`); got != "The weir must close before the rains." {
		t.Errorf("marked in its context is %q", got)
	}
}

func TestBrowserFold(t *testing.T) {
	ctx, page := browser(t)
	c := coverage(t)
	c.Comparisons[0].Accounts[1].CopyOf = "north"
	number := &c.Comparisons[0].Points[1]
	number.Readings = append(number.Readings, news.Reading{Account: "third", Span: number.Unsettled[0].Span, Form: news.Reported})
	number.Unsettled = nil
	if err := os.WriteFile(strings.TrimPrefix(page, "file://"), []byte(render(t, c)), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	do(t, ctx, chromedp.Navigate(page))
	const columns = `[...document.querySelectorAll('table.grid:not(.labels) thead th')].filter(b => b.checkVisibility()).length`
	if n := ask[int](t, ctx, columns); n != 4 {
		t.Fatalf("%d columns are seen, want 4", n)
	}
	press(t, ctx, "#f-e1-fold")
	if n := ask[int](t, ctx, columns); n != 3 {
		t.Errorf("%d columns are seen with copies folded, want 3", n)
	}
	if n := ask[int](t, ctx, visiblePoints); n != 1 {
		t.Errorf("%d points are seen with copies folded, want 1: the other has one voice", n)
	}
}

func TestBrowserNarrowDarkAndQuiet(t *testing.T) {
	ctx, page := browser(t)
	requests := 0
	err := chromedp.Listen(ctx, func(ev any) {
		if r, ok := ev.(*network.EventRequestWillBeSent); ok && r.Request.URL != page {
			requests++
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, network.Enable, network.EnableParams{})
		return err
	}))
	do(t, ctx, chromedp.EmulateViewport(380, 800), chromedp.Navigate(page))
	shot(t, ctx, "report-narrow.png")
	if over := ask[int](t, ctx, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
		t.Errorf("a phone has to scroll sideways by %d pixels", over)
	}
	light := ask[string](t, ctx, `getComputedStyle(document.body).backgroundColor`)
	do(t, ctx, chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
		return err
	}))
	if dark := ask[string](t, ctx, `getComputedStyle(document.body).backgroundColor`); dark == light {
		t.Errorf("dark and light have one background, %s", dark)
	}
	if dir := ask[string](t, ctx, `getComputedStyle(document.querySelector('#e1-a3 .body')).direction`); dir != "rtl" {
		t.Errorf("a text that begins in Arabic runs %s", dir)
	}
	shot(t, ctx, "report-narrow-dark.png")
	if requests != 0 {
		t.Errorf("the page made %d requests", requests)
	}
}

// TestBrowserExamples looks at the report that .ci/run has made of examples/.
func TestBrowserExamples(t *testing.T) {
	ctx, _ := browser(t)
	made := filepath.Join(os.Getenv("SYNOPTIC_ARTEFACTS"), "report.html")
	if _, err := os.Stat(made); err != nil {
		t.Skip("no report of examples/ was made")
	}
	do(t, ctx, chromedp.EmulateViewport(1400, 900), chromedp.Navigate("file://"+made))
	shot(t, ctx, "report-examples.png")
	if n := ask[int](t, ctx, `document.querySelectorAll('section.event').length`); n < 4 {
		t.Errorf("%d events are compared, want 4 at least", n)
	}
	if n := ask[int](t, ctx, visiblePoints); n < 20 {
		t.Errorf("%d points are seen, want 20 at least", n)
	}
	broken := ask[int](t, ctx, `[...document.querySelectorAll('a[href^="#"]')].filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length`)
	if broken != 0 {
		t.Errorf("%d links lead nowhere", broken)
	}
}
