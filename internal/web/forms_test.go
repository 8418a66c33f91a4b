package web_test

import (
	"context"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// form is a form of a page as a browser would send it.
type form struct {
	action string
	fields url.Values
	offers map[string][]string // values of selects and check boxes, by name
}

// formsOf are the forms of a page that hold a field kind of this value.
func formsOf(t *testing.T, page, kind string) (out []form) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	attr := func(n *html.Node, key string) string {
		for _, a := range n.Attr {
			if a.Key == key {
				return a.Val
			}
		}
		return ""
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != "form" {
			continue
		}
		f := form{attr(n, "action"), url.Values{}, map[string][]string{}}
		for c := range n.Descendants() {
			switch {
			case c.Type != html.ElementNode:
			case c.Data == "input" && attr(c, "type") == "checkbox":
				f.offers[attr(c, "name")] = append(f.offers[attr(c, "name")], attr(c, "value"))
			case c.Data == "input" && attr(c, "value") != "":
				f.fields.Add(attr(c, "name"), attr(c, "value"))
			case c.Data == "option" && c.Parent.Data == "select" && attr(c, "value") != "":
				f.offers[attr(c.Parent, "name")] = append(f.offers[attr(c.Parent, "name")], attr(c, "value"))
			}
		}
		if f.fields.Get("kind") == kind || kind == "" {
			out = append(out, f)
		}
	}
	return out
}

func ownShelf(t testing.TB) *shelf {
	t.Helper()
	s, err := newShelf(filepath.Join(t.TempDir(), "s.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.store.Close() })
	return s
}

// send sends a form, which must lead back to where it was.
func (s *shelf) send(t *testing.T, f form) {
	t.Helper()
	res := s.ask(http.MethodPost, f.action, f.fields)
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != f.fields.Get("back") {
		t.Fatalf("%s %v: status %d to %q: %s", f.action, f.fields, res.StatusCode, res.Header.Get("Location"), body(t, res))
	}
}

// undoLast sends the form that takes the newest decision on a page back.
func (s *shelf) undoLast(t *testing.T, page string) {
	t.Helper()
	for _, f := range formsOf(t, s.get(t, page), "") {
		if f.action == "/undo" {
			s.send(t, f)
			return
		}
	}
	t.Fatalf("%s offers nothing to undo", page)
}

func TestPointForms(t *testing.T) {
	s := ownShelf(t)
	page := "/event/" + s.event(t).ID
	count := func() string {
		return regexp.MustCompile(`<b>(\d+)</b> points? in common`).FindString(s.get(t, page))
	}
	before := count()
	c, err := s.store.Compared(context.Background(), s.event(t).ID)
	if err != nil {
		t.Fatal(err)
	}
	p := c.Comparison.Points[0]
	f := formsOf(t, s.get(t, page), "point.split")[0]
	f.fields.Set("subject", p.ID)
	f.fields.Set("arg", p.Readings[len(p.Readings)-1].Account)
	if before == "" || len(f.offers["arg"]) < 5 || len(f.offers["subject"]) == 0 {
		t.Fatalf("%q; the form offers %v", before, f.offers)
	}
	s.send(t, f)
	ds, err := s.store.Decisions(context.Background())
	if err != nil || len(ds) != 1 || ds[0].Event == "" || ds[0].Kind != "point.split" {
		t.Fatalf("decisions %+v, %v", ds, err)
	}
	after, err := s.store.Compared(context.Background(), s.event(t).ID)
	if err != nil || len(after.Comparison.Points[0].Readings) >= len(p.Readings) {
		t.Errorf("point has %d readings still, %v", len(after.Comparison.Points[0].Readings), err)
	}
	s.undoLast(t, "/decisions")
	if now := count(); now != before {
		t.Errorf("undone, and the page says %q, not %q", now, before)
	}
}

func TestIssueForms(t *testing.T) {
	s := ownShelf(t)
	page := ""
	for _, a := range s.event(t).Participants {
		if at := "/actor/" + url.PathEscape(a) + "/positions"; len(formsOf(t, s.get(t, at), "issue.merge")) > 1 {
			page = at
			break
		}
	}
	if page == "" {
		t.Fatal("nobody who takes part has two issues")
	}
	headings := func() int { return strings.Count(s.get(t, page), `<section class="issue">`) }
	before := headings()

	rename := formsOf(t, s.get(t, page), "issue.rename")[0]
	rename.fields.Set("arg", "Gates & locks")
	s.send(t, rename)
	if got := s.get(t, page); !strings.Contains(got, `<span dir="auto">Gates &amp; locks</span></h2>`) {
		t.Error("the issue has its old name")
	}
	s.undoLast(t, page)
	if strings.Contains(s.get(t, page), "Gates &amp; locks") {
		t.Error("undone, and the name stays")
	}

	merge := formsOf(t, s.get(t, page), "issue.merge")[0]
	merge.fields.Add("subject", merge.offers["subject"][0])
	s.send(t, merge)
	if got := headings(); got != before-1 {
		t.Errorf("%d issues after two were merged, want %d", got, before-1)
	}
	split := formsOf(t, s.get(t, page), "issue.split")
	for _, f := range split {
		if f.fields.Get("subject") == merge.fields.Get("subject") {
			f.fields.Set("arg", f.offers["arg"][0])
			s.send(t, f)
		}
	}
	if got := headings(); got != before {
		t.Errorf("%d issues after one was split, want %d", got, before)
	}
	s.undoLast(t, page)
	s.undoLast(t, page)
	if got := headings(); got != before {
		t.Errorf("%d issues after all was undone, want %d", got, before)
	}
	if history := s.get(t, "/decisions"); !strings.Contains(history, "are one issue") || !strings.Contains(history, "statements on another issue") {
		t.Error("the history does not tell of issues")
	}
}

func TestWhyTogether(t *testing.T) {
	s := open(t)
	if page := s.get(t, "/event/"+s.event(t).ID+"/accounts"); !regexp.MustCompile(`<ul class="reasons"><li><b>[A-Z]</b> · <b>[A-Z]</b> <span dir="auto">[^<]{8,}`).MatchString(page) {
		t.Error("the page of the accounts does not say what ties them")
	}
}
