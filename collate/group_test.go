package collate

import (
	"testing"

	"synoptic/news"
	"synoptic/text"
)

// An account's quotation joins the point that it has told before in its own
// words, if the same speaker says it and another account bears it out.
func TestQuotes(t *testing.T) {
	told := unit{index: 0, account: 0, speaker: "mayor", form: news.Reported}
	quote := unit{index: 1, account: 0, speaker: "mayor", form: news.Quoted}
	other := unit{index: 2, account: 1, speaker: "mayor", form: news.Quoted}
	for _, c := range []struct {
		name               string
		told, quote, other unit
		p                  float32
		want               bool
	}{
		{"told, then quoted", told, quote, other, .5, true},
		{"no account bears it out", told, quote, other, .3, false},
		{"somebody else says it", told, unit{index: 1, account: 0, speaker: "warden", form: news.Quoted}, other, .5, false},
		{"nobody says it", told, unit{index: 1, account: 0, form: news.Quoted}, other, .5, false},
		{"told twice, quoted never", told, unit{index: 1, account: 0, speaker: "mayor", form: news.Reported}, other, .5, false},
		{"quoted before", unit{index: 0, account: 0, speaker: "mayor", form: news.Quoted}, quote, other, .5, false},
		{"told by nobody here", unit{index: 0, account: 2, speaker: "mayor", form: news.Reported}, quote, other, .5, false},
	} {
		e := &event{units: []unit{c.told, c.quote, c.other}, pairs: map[pairKey]float32{keyOf(1, 0): 0, keyOf(1, 2): c.p}}
		if got := e.quotes(1, []int{0, 2}, settings[Normal]); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// Who puts a claim into the world says it, though it be told as another's mind:
// "He noted that the port's position has been to wait".
func TestSpeakerOfNestedAttributions(t *testing.T) {
	a := plainAccount("a", "He noted that the port's position has been to wait.")
	whole := text.Span{Start: 9, End: len(a.Article.Text) - 1}
	inner := text.Span{Start: 43, End: whole.End}
	for class, want := range map[text.CueClass]string{text.BeliefCue: "keld", text.WantCue: "keld", text.SpeechCue: "port"} {
		a.Doc.Attributions = []text.Attribution{
			{Content: []text.Span{whole}, Class: text.SpeechCue, Level: 1, Parent: -1, Speaker: 0},
			{Content: []text.Span{inner}, Class: class, Level: 2, Parent: 0, Speaker: 1}}
		a.Actors = []string{"keld", "port"}
		u := unit{span: inner}
		if u.attribute(a.Doc, attributions(a)); u.speaker != want {
			t.Errorf("%s inside speech: said by %q, want %q", class, u.speaker, want)
		}
	}
}
