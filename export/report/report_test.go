package report

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

var update = flag.Bool("update", false, "rewrite golden files")

const (
	northText = "Orla Dunmore: “the weir must close”\n\nThe mayor of Ketterby, Orla Dunmore, said on Monday: “The weir must close before the rains.”\n\nTwelve houses flooded. <script>alert(1)</script>"
	southText = "Mayor wants weir shut\n\nMayor Orla Dunmore said the weir should close before winter.\n\nSome 14 houses were flooded."
	thirdText = "سد كيتربي\n\nHouses were flooded in Ketterby, residents said."
)

func spanOf(t testing.TB, in, part string) text.Span {
	t.Helper()
	i := strings.Index(in, part)
	if i < 0 {
		t.Fatalf("%q is not in the text", part)
	}
	return text.Span{Start: i, End: i + len(part)}
}

// coverage is a small comparison with a point of each state.
func coverage(t testing.TB) *news.Coverage {
	north, south, third := spanOf(t, northText, "The weir must close before the rains."), spanOf(t, southText, "the weir should close before winter"), spanOf(t, thirdText, "Houses were flooded in Ketterby")
	number := news.Point{ID: "p2", Readings: []news.Reading{
		{Account: "north", Span: spanOf(t, northText, "Twelve houses flooded"), Form: news.Narrated, Fit: news.Full, Confidence: .9},
		{Account: "south", Span: spanOf(t, southText, "Some 14 houses were flooded"), Form: news.Narrated, Fit: news.Part, Confidence: .9}},
		Unsettled: []news.Passage{{Article: "third", Span: third}},
		Divergences: []news.Divergence{{Kind: news.NumberDiffers, Accounts: []string{"north", "south"}, Confidence: .9, Note: "twelve against 14",
			Spans: []news.Passage{{Article: "north", Span: spanOf(t, northText, "Twelve")}, {Article: "south", Span: spanOf(t, southText, "14")}}}}}
	event := news.Event{ID: "e1", Title: "Mayor wants weir shut", Date: news.Date{Year: 2031, Month: 5, Day: 5}, Place: "Ketterby", Articles: []string{"north", "south", "third"}}
	return &news.Coverage{
		Articles: []news.Article{
			{ID: "north", Outlet: "The North", Text: northText, Published: news.Date{Year: 2031, Month: 5, Day: 5}},
			{ID: "south", Outlet: "South <Daily>", Text: southText},
			{ID: "third", Text: thirdText, Truncated: true}},
		Actors: []news.Actor{{ID: "x1", Name: "Orla Dunmore"}},
		Events: []news.Event{event},
		Comparisons: []news.Comparison{{Event: event,
			Accounts: []news.Account{{Article: "north", Outlet: "The North"}, {Article: "south", Outlet: "South <Daily>"}, {Article: "third", Truncated: true}},
			Points: []news.Point{{ID: "p1", Speaker: "x1", Silent: []string{"third"},
				Readings: []news.Reading{{Account: "north", Span: north, Form: news.Quoted, Fit: news.Full}, {Account: "south", Span: south, Form: news.Reported, Fit: news.Full}},
				Divergences: []news.Divergence{{Kind: news.Stronger, Accounts: []string{"north", "south"}, Confidence: .4, Note: "“must” against “should”",
					Spans: []news.Passage{{Article: "north", Span: spanOf(t, northText, "must close before")}, {Article: "south", Span: spanOf(t, southText, "should")}}}}}, number},
			Only:   []news.Passage{{Article: "third", Span: spanOf(t, thirdText, "residents said")}},
			Labels: []news.Label{{Actor: "x1", Account: "north", Span: spanOf(t, northText, "The mayor of Ketterby"), Voice: news.OutletVoice, Kind: news.RoleLabel}}}},
	}
}

func render(t testing.TB, c *news.Coverage) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	got := render(t, coverage(t))
	const file = "testdata/report.golden.html"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Error("the page differs from testdata/report.golden.html; run with -update and read the difference")
	}
}

func TestSelfContained(t *testing.T) {
	got := render(t, coverage(t))
	for _, bad := range []string{"<script", "http://", "https://", "src=", "<link", "@import", "url("} {
		if strings.Contains(got, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !strings.Contains(got, "&lt;script&gt;alert(1)") {
		t.Error("the article's own markup is not shown as text")
	}
}

func TestEveryAnchorExists(t *testing.T) {
	got := render(t, coverage(t))
	for _, part := range strings.Split(got, `href="#`)[1:] {
		id := part[:strings.IndexByte(part, '"')]
		if !strings.Contains(got, `id="`+id+`"`) {
			t.Errorf("link to #%s leads nowhere", id)
		}
	}
}

func TestNothingToCompare(t *testing.T) {
	c := &news.Coverage{Articles: []news.Article{{ID: "a"}}, Events: []news.Event{{ID: "e1", Articles: []string{"a"}}}}
	if got := render(t, c); !strings.Contains(got, "nothing to compare") {
		t.Error("the page does not say that there is nothing to compare")
	}
}

// Copies can be folded into the voice of their origin without a script.
func TestFold(t *testing.T) {
	c := coverage(t)
	if strings.Contains(render(t, c), "f-e1-fold") {
		t.Error("the page offers to fold copies where there are none")
	}
	c.Comparisons[0].Accounts[2].CopyOf = "south"
	got := render(t, c)
	for _, want := range []string{`id="f-e1-fold"`, `class="e1-copy"`, "copy of South &lt;Daily&gt;"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page of a comparison with a copy has no %q", want)
		}
	}
}

func TestSilenceHasItsDenominator(t *testing.T) {
	c := coverage(t)
	c.Comparisons[0].Points[0].NotCaptured = []string{"The Evening"}
	c.Comparisons[0].Points[0].Name, c.Comparisons[0].Points[0].Decided = "The weir's date", []string{"d1"}
	c.Comparisons[0].Points[1].Opinions = []news.Opinion{{Accounts: [2]string{"north", "south"}, Verdict: news.No, Model: "tiny", Prompt: "1"}}
	got := render(t, c)
	for _, want := range []string{"no evidence</span>", "A / B one claim? no (tiny, prompt 1)", "2 of 3 accounts; not captured: The Evening", "silent (its text is cut short)", "The weir&#39;s date", "decided",
		`C (cut short) on 1</a>`, `<a href="#e1-p2">1 number</a>`, `<a href="#e1-a3-only">C 1 passage</a>`} {
		if !strings.Contains(got, want) {
			t.Errorf("the page has no %q", want)
		}
	}
}

func TestPieces(t *testing.T) {
	const s = "abcdefgh"
	for _, c := range []struct {
		span  text.Span
		marks []text.Span
		want  string
	}{
		{text.Span{Start: 0, End: 8}, nil, "abcdefgh"},
		{text.Span{Start: 1, End: 7}, []text.Span{{Start: 2, End: 4}}, "b[cd]efg"},
		{text.Span{Start: 0, End: 8}, []text.Span{{Start: 2, End: 5}, {Start: 4, End: 6}}, "ab[cd][e][f]gh"},
		{text.Span{Start: 0, End: 4}, []text.Span{{Start: 0, End: 4}}, "[abcd]"},
	} {
		var b strings.Builder
		for _, p := range pieces(s, c.span, c.marks) {
			if p.Mark != "" {
				b.WriteString("[" + p.Text + "]")
			} else {
				b.WriteString(p.Text)
			}
		}
		if b.String() != c.want {
			t.Errorf("pieces(%v, %v) = %s, want %s", c.span, c.marks, b.String(), c.want)
		}
	}
}

func TestLetter(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 52: "BA"} {
		if got := Letter(i); got != want {
			t.Errorf("Letter(%d) = %s, want %s", i, got, want)
		}
	}
}
