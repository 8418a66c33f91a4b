package collate

import (
	"strings"
	"testing"

	"synoptic/text"
)

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
		if u.attribute(attributions(a)); u.speaker != want {
			t.Errorf("%s inside speech: said by %q, want %q", class, u.speaker, want)
		}
	}
}

// What two accounts tell of a thing is a claim, the thing is none.
func TestPredicated(t *testing.T) {
	const a = "The/DET/det/2 fleet/NOUN/nsubj/6 of/ADP/case/4 Osk/PROPN/nmod/2 has/AUX/aux/6 lost/VERB/root/0 nine/NUM/nummod/8 boats/NOUN/obj/6"
	const b = "Reporters/NOUN/nsubj/2 saw/VERB/root/0 the/DET/det/5 old/ADJ/amod/5 fleet/NOUN/obj/2 of/ADP/case/7 Osk/PROPN/nmod/5"
	for _, c := range []struct{ x, y, wantX, wantY string }{
		{a, a, "The fleet of Osk has lost nine boats", "The fleet of Osk has lost nine boats"},
		{a, b, "The fleet of Osk", "the old fleet of Osk"},
	} {
		e := agreed(newEvent([]Account{ofTree(c.x), ofTree(c.y)}))
		var g []int
		for i := range e.accounts {
			for x := range e.units {
				if u := &e.units[x]; u.account == i && !u.predicate && strings.HasSuffix(u.span.In(e.accounts[i].Doc.Text), "fleet of Osk") {
					g = append(g, x)
				}
			}
		}
		if len(g) != 2 {
			t.Fatalf("%d units tell the fleet, want 2", len(g))
		}
		got := e.predicated(g)
		for i, want := range []string{c.wantX, c.wantY} {
			if s := e.units[got[i]].span.In(e.accounts[i].Doc.Text); s != want {
				t.Errorf("{%s}, want {%s}", s, want)
			}
		}
	}
}

// A name in two accounts is no claim of theirs, nor is one with a title or a country's
// people.
func TestClaiming(t *testing.T) {
	for s, want := range map[string]int{
		"French/ADJ/amod/3 President/PROPN/compound/3 Orvel/PROPN/root/0":    0,
		"Harbour/PROPN/compound/2 Guard/PROPN/root/0":                        0,
		"Orvel/PROPN/nsubj/2 closed/VERB/root/0 Osk/PROPN/obj/2":             1,
		"The/DET/det/3 French/ADJ/amod/3 retreat/NOUN/root/0":                1,
		"Harbour/PROPN/compound/2 Guard/PROPN/nsubj/3 deserters/NOUN/root/0": 1,
	} {
		a := ofTree(s)
		for i, m := range a.Doc.Morphs {
			if m.UPOS == "PROPN" && a.Doc.Tokens[i].Form != "President" {
				a.Doc.Entities = append(a.Doc.Entities, text.Entity{Tokens: text.Range{Start: i, End: i + 1}})
			}
		}
		e := newEvent([]Account{a})
		e.units = append(e.units, newCutter(e.lexis, 0, a).unit(0, tokensOf(text.Range{End: len(a.Doc.Tokens)})))
		if got := e.claiming([]int{len(e.units) - 1}); got != want {
			t.Errorf("%s: %d accounts claim something, want %d", a.Doc.Text, got, want)
		}
	}
}
