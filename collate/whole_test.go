package collate

import (
	"strings"
	"testing"

	"synoptic/text"
)

// A reading is shown with the subject and verb right before it.
func TestWhole(t *testing.T) {
	for _, c := range []struct{ tree, unit, want string }{
		{"Lenna/PROPN/nsubj/2 plans/VERB/root/0 to/PART/mark/4 close/VERB/xcomp/2 the/DET/det/6 harbour/NOUN/obj/4", "to close the harbour", "Lenna plans to close the harbour"},
		{"The/DET/det/2 port/NOUN/nsubj/4 will/AUX/aux/4 close/VERB/root/0 in/ADP/case/6 May/PROPN/obl/4", "will close in May", "The port will close in May"},
		{"She/PRON/nsubj/2 spoke/VERB/root/0 of/ADP/case/5 the/DET/det/5 closure/NOUN/obl/2 of/ADP/case/8 the/DET/det/8 port/NOUN/nmod/5", "of the closure of the port", "the closure of the port"},
		{"She/PRON/nsubj/2 acted/VERB/root/0 against/ADP/case/5 the/DET/det/5 closure/NOUN/obl/2", "against the closure", "against the closure"},
		{"Some/PRON/nsubj/2 vow/VERB/root/0 to/PART/mark/4 close/VERB/xcomp/2 ports/NOUN/obj/4", "to close ports", "to close ports"},
	} {
		a := ofTree(c.tree)
		e := newEvent([]Account{a})
		from := strings.Index(a.Doc.Text, c.unit)
		in := a.Doc.TokensIn(text.Span{Start: from, End: from + len(c.unit)})
		u := newCutter(e.lexis, 0, a).unit(0, tokensOf(in))
		if got := e.whole(&u).In(a.Doc.Text); got != c.want {
			t.Errorf("[%s] is shown as {%s}, want {%s}", c.unit, got, c.want)
		}
	}
}

// A clause that only tells who says what stands outside of it does not stand alone.
func TestStandsAlone(t *testing.T) {
	const tree = "The/DET/det/2 port/NOUN/nsubj/3 closes/VERB/ccomp/7 ,/PUNCT/punct/7 Lenna/PROPN/nsubj/7 Orme/PROPN/flat/5 told/VERB/root/0 strikers/NOUN/obj/7 at/ADP/case/10 noon/NOUN/obl/7"
	for _, c := range []struct {
		unit, cue, content string
		want               bool
	}{
		{"Lenna Orme told strikers at noon", "", "", true}, // of no attribution
		{"Lenna Orme told strikers at noon", "told", "The port closes", false},
		{"The port closes", "told", "The port closes", true},
		{"strikers at noon", "", "", false},
	} {
		a := ofTree(tree)
		at := func(s string) text.Span {
			from := strings.Index(a.Doc.Text, s)
			return text.Span{Start: from, End: from + len(s)}
		}
		if c.cue != "" {
			a.Doc.Attributions = []text.Attribution{{Source: []text.Span{at("Lenna Orme")}, Cue: []text.Span{at(c.cue)}, Content: []text.Span{at(c.content)}}}
		}
		e := newEvent([]Account{a})
		u := newCutter(e.lexis, 0, a).unit(0, tokensOf(a.Doc.TokensIn(at(c.unit))))
		if got := e.standsAlone(&u); got != c.want {
			t.Errorf("{%s}, which %q says: stands alone %v, want %v", c.unit, c.cue, got, c.want)
		}
	}
}

// Who says it stands outside of a quotation that a reading begins in. In brackets is who
// says it.
func TestWithoutTeller(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"“Osk is old”, [the mayor said] on Monday", "Osk is old"},
		{"“Osk is old and poor,” [said Keld]", "Osk is old and poor"},
		{"“Osk is old” and it is poor", "Osk is old” and it is poor"},
		{"“Osk is old”, [he said], “and poor”", "Osk is old”, he said, “and poor"},
		{"Osk is “old”, [the mayor said]", "Osk is “old”, the mayor said"},
	} {
		a := withQuotes(plainAccount("a", strings.NewReplacer("[", "", "]", "").Replace(c.text)))
		if at := strings.Index(c.text, "["); at >= 0 {
			a.Doc.Attributions = []text.Attribution{{Source: []text.Span{{Start: at, End: strings.Index(c.text, "]") - 1}}}}
		}
		r := text.Range{End: len(a.Doc.Tokens)}
		for isPunctuation(a.Doc, r.Start) {
			r.Start++
		}
		for isPunctuation(a.Doc, r.End-1) {
			r.End--
		}
		r.End = withoutTeller(a.Doc, r)
		if got := a.Doc.SpanOf(r).In(a.Doc.Text); got != c.want {
			t.Errorf("%s: {%s}, want {%s}", c.text, got, c.want)
		}
	}
}

// A bracket inside a reading has the other one of its pair.
func TestBracketed(t *testing.T) {
	for _, c := range []struct{ text, found, want string }{
		{"The Harbour Guard (HG) will stay", "Harbour Guard (HG", "Harbour Guard (HG)"},
		{"Osk has a guard [the Watch] again", "guard [the Watch", "guard [the Watch]"},
		{"Osk has [the Watch] again", "the Watch] again", "[the Watch] again"},
		{"The guard (as he said) stays", "as he said", "as he said"},
	} {
		from := strings.Index(c.text, c.found)
		if got := bracketed(c.text, text.Span{Start: from, End: from + len(c.found)}).In(c.text); got != c.want {
			t.Errorf("%s: {%s} is told as {%s}, want {%s}", c.text, c.found, got, c.want)
		}
	}
}
