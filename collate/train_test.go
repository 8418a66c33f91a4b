package collate

import (
	"strings"
	"testing"

	"synoptic/text"
)

func TestFitLearnsThatCoverageTells(t *testing.T) {
	l := LabelledEvent{Weight: 1, Accounts: []Account{
		plainAccount("x", "Zelmora fills the reservoir in July. Fishermen in Lomenz sold their boats. The bridge at Harsk is closed."),
		plainAccount("y", "The reservoir is filled in July by Zelmora. The mayor of Harsk wants a bridge. Boats lie in Lomenz."),
	}}
	l.Claims = [][]LabelledSpan{{spanOf(l.Accounts[0], "Zelmora fills the reservoir in July"), spanOf(l.Accounts[1], "The reservoir is filled in July by Zelmora")}}
	got := Fit([]LabelledEvent{l, l, l})
	if got != Fit([]LabelledEvent{l, l, l}) {
		t.Error("two fits differ")
	}
	m, err := parseModel(got)
	if err != nil {
		t.Fatal(err)
	}
	see := func(cosine float32) float64 {
		f := make([]float32, nLook)
		f[sCosine] = cosine
		return m.sentence.Odds(f)
	}
	if see(.9) <= see(0) {
		t.Error("what is alike is no likelier than what is not")
	}
}

func spanOf(a Account, s string) LabelledSpan {
	at := strings.Index(a.Article.Text, s)
	return LabelledSpan{Article: a.Article.ID, Span: text.Span{Start: at, End: at + len(s)}}
}

// A pair of sentences is an example only if it was judged.
func TestFitFromJudgedPairs(t *testing.T) {
	x := plainAccount("x", "Zelmora fills the reservoir in July. Fishermen in Lomenz sold boats.")
	y := plainAccount("y", "Zelmora fills the reservoir in July. Fishermen in Lomenz sold boats.")
	l := LabelledEvent{Weight: 2, Accounts: []Account{x, y}}
	l.Pairs = []LabelledPair{{A: spanOf(y, "Zelmora fills the reservoir in July."), B: spanOf(x, "Zelmora fills the reservoir in July."), Same: true}}
	e := newEvent(l.Accounts)
	e.meet()
	got := l.sentences(e)
	if len(got) != 1 || !got[0].Holds || got[0].Weight != 2 {
		t.Errorf("%d examples, want the judged one", len(got))
	}
	if n := len(l.lesson(e).examples); n != 1 {
		t.Errorf("the matcher learns from %d examples, want the judged one", n)
	}
}

func TestModelIsReadAsWritten(t *testing.T) {
	m := weights()
	back, err := parseModel(m.String())
	if err != nil || back.String() != m.String() {
		t.Errorf("the model changes when written and read: %v", err)
	}
	parts := strings.Split(m.String(), partMark)
	for _, bad := range []string{"", "matcher 1", parts[0] + partMark + parts[1], parts[0] + partMark + "tree 1 2" + partMark + parts[2], "matcher" + strings.Repeat(" x", thetas) + partMark + parts[1] + partMark + parts[2]} {
		if _, err := parseModel(bad); err == nil {
			t.Errorf("%.20q is taken for a model", bad)
		}
	}
}

func TestLikeness(t *testing.T) {
	a, b, c := plainAccount("x", "Zelmora fills the Ketter reservoir in July."), plainAccount("y", "In July Zelmora will fill the Ketter reservoir."), plainAccount("z", "Fishermen in Lomenz sold their boats.")
	if Likeness(a, b) < 0 || Likeness(a, c) > -1 {
		t.Errorf("likeness %v of one claim, %v of two", Likeness(a, b), Likeness(a, c))
	}
	if d := Likeness(a, b) - Likeness(b, a); d != 0 {
		t.Errorf("likeness depends on the order: %v and %v", Likeness(a, b), Likeness(b, a))
	}
}
