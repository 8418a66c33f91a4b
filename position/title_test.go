package position

import (
	"slices"
	"testing"

	"synoptic/text"
)

func TestTitle(t *testing.T) {
	thing := func(form string) word { return word{form, form, 1, noun, 0} }
	state, body := word{"#NO", "norway", 1, name, 0}, word{"@b", "weir board", 1, name, 0}
	passage := func(text string, words []word, phrases ...phrase) Passage {
		return Passage{text: text, words: words, phrases: phrases}
	}
	for _, c := range []struct {
		name, want string
		ps         []Passage
	}{
		{"a state alone says nothing", "Norway's harvest", []Passage{
			passage("that their hope is to see Norway's harvest grow one day", []word{state, thing("harvest")}, phrase{"Norway's harvest", []string{"#NO", "harvest"}}),
			passage("that they will be standing by Norway in the years to come", []word{state}, phrase{"Norway", []string{"#NO"}})}},
		{"nor do its people with a vague word", "dredging", []Passage{
			passage("that dredging is what the Norwegian government and Norway itself need", []word{state, thing("dredging"), thing("government")},
				phrase{"dredging", []string{"dredging"}}, phrase{"Norwegian government", []string{"#NO", "government"}})}},
		{"a body that all speak of", "Weir Board", []Passage{
			passage("that the Weir Board should be given the boats of the navy", []word{body, thing("boat")}, phrase{"Weir Board", []string{"@b"}}, phrase{"boats", []string{"boat"}}),
			passage("that nobody but the Weir Board had come through the last storm", []word{body, thing("storm")}, phrase{"Weir Board", []string{"@b"}}, phrase{"storm", []string{"storm"}})}},
		{"what is short enough is its own title", "the dredgers are leaving Norway", []Passage{
			passage("that the dredgers are leaving Norway", []word{state, thing("dredger"), {"leav", "leave", .6, verb, 0}}, phrase{"dredgers", []string{"dredger"}}, phrase{"Norway", []string{"#NO"}})}},
		{"what most share comes before it", "dredgers", []Passage{
			passage("the dredgers are bad", []word{thing("dredger"), {"bad", "bad", .6, quality, 0}}, phrase{"dredgers", []string{"dredger"}}),
			passage("the dredgers stay", []word{thing("dredger"), {"stay", "stay", .6, verb, 0}}, phrase{"dredgers", []string{"dredger"}}),
			passage("they want dredgers", []word{thing("dredger")}, phrase{"dredgers", []string{"dredger"}})}},
	} {
		if got := title(newVocabulary(c.ps, nil), c.ps, allOf(c.ps)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A noun phrase has whose it is and whole names, and no part of a name is one.
func TestPhrases(t *testing.T) {
	for line, c := range map[string]struct {
		arcs map[int]text.Arc
		want []string
	}{
		"Ketterby/PROPN 's/PART old/ADJ weir/NOUN closed/VERB": {map[int]text.Arc{0: {Head: 3, Relation: "nmod:poss"}, 1: {Head: 0, Relation: "case"}, 2: {Head: 3, Relation: "amod"}},
			[]string{"Ketterby", "Ketterby 's old weir"}},
		"Port/PROPN Ketterby/PROPN closed/VERB":              {map[int]text.Arc{1: {Head: 0, Relation: "flat"}}, []string{"Port Ketterby"}},
		"Weir/PROPN boards/NOUN/board closed/VERB":           {map[int]text.Arc{0: {Head: 1, Relation: "compound"}}, []string{"Weir boards"}},
		"visits/NOUN of/ADP Ida/PROPN Orme/PROPN ended/VERB": {map[int]text.Arc{1: {Head: 2, Relation: "case"}, 2: {Head: 0, Relation: "nmod"}, 3: {Head: 2, Relation: "flat"}}, []string{"visits of Ida Orme", "Ida Orme"}},
		"their/PRON weir/NOUN closed/VERB":                   {map[int]text.Arc{0: {Head: 1, Relation: "nmod:poss"}}, []string{"weir"}},
	} {
		d := doc("a", line)
		for at, arc := range c.arcs {
			d.Arcs[at] = arc
		}
		g := gatherer{reader: NewReader(Options{}), said: &Said{Doc: d}, at: map[string]int{}}
		all := text.Range{End: len(d.Tokens)}
		g.gather(all)
		var got []string
		for _, p := range g.phrases(all) {
			got = append(got, p.text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", line, got, c.want)
		}
	}
}
