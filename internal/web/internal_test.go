package web

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"synoptic/internal/query"
	"synoptic/internal/web/svg"
	"synoptic/news"
	"synoptic/text"
)

func TestCut(t *testing.T) {
	const s = "The dam, said Oshane, stays."
	span := func(w string) text.Span {
		i := strings.Index(s, w)
		return text.Span{Start: i, End: i + len(w)}
	}
	ps := cut(s, text.Span{End: len(s)}, []mark{
		{span: span("The dam, said Oshane"), class: "a", id: "x", ref: &ref{Label: "1"}},
		{span: span("said Oshane, stays"), class: "b", href: "/long"},
		{span: span("Oshane"), class: "c", href: "/short"},
	})
	var out []string
	for _, p := range ps {
		out = append(out, "["+p.Text+"|"+p.Class+"|"+p.Href+"|"+strings.Join(p.IDs, ",")+"]")
	}
	want := "[The dam, |a||x][said |a b|/long|][Oshane|a b c|/short|][, stays|b|/long|][.|||]"
	if got := strings.Join(out, ""); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if len(ps[0].Refs) != 1 || len(ps[1].Refs) != 0 {
		t.Error("a number is shown at the start of its mark and nowhere else")
	}
}

func TestMessages(t *testing.T) {
	m, err := loadMessages("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		want string
		args []any
		key  string
	}{
		{"1 point", []any{1}, "count.points"}, {"2 points", []any{2}, "count.points"}, {"0 points", []any{0}, "count.points"},
		{"no.such", nil, "no.such"}, {"1 000 results", []any{1000, "1 000"}, "search.found"},
	} {
		if got := m.say(c.key, c.args...); got != c.want {
			t.Errorf("%s %v: got %q, want %q", c.key, c.args, got, c.want)
		}
	}
}

// TestMessagesAreThereAndUsed holds the catalogue against the templates and the
// code.
func TestMessagesAreThereAndUsed(t *testing.T) {
	m, err := loadMessages("en")
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		b, err := templateFiles.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		said.Write(b)
	}
	for _, f := range sources(t) {
		said.WriteString(f)
	}
	has := func(key string) bool {
		_, plain := m.text[key]
		_, plural := m.text[key+".other"]
		return plain || plural
	}
	for _, k := range regexp.MustCompile(`\bt "([a-z.]+[a-z])"|say\("([a-z.]+[a-z])"`).FindAllStringSubmatch(said.String(), -1) {
		if key := k[1] + k[2]; !has(key) {
			t.Errorf("no message %q", key)
		}
	}
	prefixes := regexp.MustCompile(`(?:print|say\() ?"([a-z.]+\.)"`).FindAllStringSubmatch(said.String(), -1)
	for key := range m.text {
		key = strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		used := strings.Contains(said.String(), `"`+key+`"`)
		for _, p := range prefixes {
			used = used || strings.HasPrefix(key, p[1])
		}
		for _, p := range []string{"divergence.", "form.", "month.", "kind."} {
			used = used || strings.HasPrefix(key, p)
		}
		if !used {
			t.Errorf("nobody says %q", key)
		}
	}
}

func TestEveryDecisionHasWords(t *testing.T) {
	m, err := loadMessages("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []news.DecisionKind{news.MergeActors, news.SplitActor, news.RenameActor, news.RejectActor, news.NeverSame,
		news.MergeEvents, news.SplitEvent, news.MoveArticle, news.RenameEvent, news.RejectEvent,
		news.MergePoints, news.SplitPoint, news.NamePoint, news.RejectPoint, news.ConfirmPoint, news.DismissDiffer,
		news.MergeIssues, news.SplitIssue, news.RenameIssue} {
		if key := "decision." + string(k); m.say(key) == key {
			t.Errorf("no message %q", key)
		}
	}
}

func TestTakingPart(t *testing.T) {
	event := func(ids ...string) query.EventRow { return query.EventRow{Event: news.Event{Participants: ids}} }
	got := takingPart([]query.EventRow{event("zoe", "bea", "ada"), event("zoe", "ada", "bea", "carl"), event("eve")})
	if want := []string{"zoe", "ada", "bea", "eve", "carl"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestNamesOfBarsFit asks that the name of a late bar ends within the picture.
func TestNamesOfBarsFit(t *testing.T) {
	bars := make([]svg.Bar, 49)
	for i := range bars {
		bars[i] = svg.Bar{Name: "2031-W15", N: i % 2}
	}
	if d := string(svg.DrawBars(svg.Bars{Bars: bars})); !regexp.MustCompile(`x="1072" [^>]*text-anchor="end"[^>]*>2031-W15`).MatchString(d) {
		t.Error(d[max(0, len(d)-300):])
	}
}

func TestDates(t *testing.T) {
	p := pages{messages: &messages{text: map[string]string{}}}
	m, err := loadMessages("en")
	if err != nil {
		t.Fatal(err)
	}
	p.messages = m
	for in, want := range map[string]string{"2031-04-08": "8 April 2031", "2031-04": "April 2031", "2031": "2031", "XXXX-07-21": "21 July, year not known", "XXXX-07": "July, year not known", "": ""} {
		d, err := news.ParseDate(in)
		if err != nil {
			t.Fatal(err)
		}
		if d.Year == 0 && d.Words() != want {
			t.Errorf("the terminal says %q for %s, the workbench %q", d.Words(), d, want)
		}
		if got := p.date(d); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// FuzzDrawings asks that no name can break out of a picture.
func FuzzDrawings(f *testing.F) {
	f.Add(`<script>alert(1)</script>`, `"><a href="javascript:x">`)
	f.Add("]]>&amp;\x00\x01\ufffe", "'\xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		words := svg.Text{Title: a, Description: b}
		for _, d := range []svg.Drawing{
			svg.DrawHeat(svg.Heat{Text: words, Rows: []string{a, b}, Columns: []svg.Column{{Title: a, Href: b, Cells: []string{"direct", ""}, Differs: 3}}, Legend: []svg.Key{{Class: "direct", Name: a, Fill: "#000"}}}),
			svg.DrawTimeline(svg.Timeline{Text: words, Marks: []svg.Mark{{When: time.Unix(0, 0), Title: a, Date: b, Href: a}, {Title: b}}}),
			svg.DrawNetwork(svg.Network{Text: words, Nodes: []svg.Node{{Name: a, Href: b}, {Name: b}}, Edges: []svg.Edge{{From: 0, To: 1, Times: 2}}}),
			svg.DrawBars(svg.Bars{Text: words, Bars: []svg.Bar{{Name: a, Href: b, N: 2}}}),
			svg.DrawShares(svg.Shares{Text: words, Legend: []svg.Key{{Class: "direct", Name: b, Fill: "#000"}}, Rows: []svg.Share{{Name: a, Href: b, Counts: []int{2}}}}),
		} {
			dec := xml.NewDecoder(strings.NewReader(d.Standalone()))
			for {
				tok, err := dec.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("%q, %q: %v in\n%s", a, b, err, d)
				}
				if e, ok := tok.(xml.StartElement); ok && !drawn[e.Name.Local] {
					t.Fatalf("%q, %q: <%s> in\n%s", a, b, e.Name.Local, d)
				}
			}
		}
	})
}

// drawn are the elements that pictures are made of.
var drawn = map[string]bool{"svg": true, "title": true, "desc": true, "g": true, "a": true, "path": true, "rect": true, "circle": true, "text": true, "defs": true, "marker": true}

// sources are the Go files of this package and those below it.
func sources(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	below, err := filepath.Glob("*/*.go") // what signs people in speaks through the catalogue too
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, below...)
	var out []string
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}
