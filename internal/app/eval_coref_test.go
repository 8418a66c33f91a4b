package app

import (
	"math"
	"testing"

	"synoptic/text"
)

func TestScoreItems(t *testing.T) {
	items := []goldItem{{Gold: "a", Predicted: "x"}, {Gold: "a", Predicted: "x"}, {Gold: "b", Predicted: "x"}, {Gold: "b", Predicted: "y"}}
	b := score(items).B3
	if p, r := b.Precision(), b.Recall(); math.Abs(p-(2./3+2./3+1./3+1)/4) > 1e-9 || math.Abs(r-(1+1+.5+.5)/4) > 1e-9 {
		t.Errorf("P %v R %v", p, r)
	}
}

func TestBytesOf(t *testing.T) {
	s := "a–é–b"
	if got := bytesOf(s, text.Span{Start: 2, End: 5}); got.In(s) != "é–b" {
		t.Errorf("%q", got.In(s))
	}
}

func TestAppendSentence(t *testing.T) {
	d := &text.Document{Tokens: []text.Token{}}
	appendSentence(d, []string{"Talks", "failed", "."})
	appendSentence(d, []string{"He", "left", "."})
	if d.Text != "Talks failed .\nHe left ." || d.Check() != nil || len(d.Sentences) != 2 {
		t.Errorf("%q %v", d.Text, d.Check())
	}
}

func TestUsualIDsAndSources(t *testing.T) {
	items := []goldItem{
		{Gold: "a", Predicted: "x", kind: text.NameMention}, {Gold: "a", Predicted: "y", kind: text.NameMention}, {Gold: "a", Predicted: "y", kind: text.NameMention},
		{Gold: "a", Predicted: "z", kind: text.PronounMention, at: text.Range{Start: 4, End: 5}}, {Gold: "b", at: text.Range{Start: 4, End: 6}},
	}
	if got := usualIDs(items)["a"]; got != "y" {
		t.Errorf("usual id %q", got)
	}
	if g := sourceItem(items, 0, text.Range{Start: 4, End: 8}); g != &items[4] {
		t.Errorf("%+v", g)
	}
}
