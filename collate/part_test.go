package collate

import (
	"slices"
	"strings"
	"testing"

	"synoptic/text"
)

func TestParts(t *testing.T) {
	for name, c := range map[string]struct {
		tree string
		want []string // among the parts
		not  []string
	}{
		"a noun phrase, a predicate without its subject, a member of a coordination": {
			"Analysts/NOUN/nsubj/2 praised/VERB/root/0 the/DET/det/5 complete/ADJ/amod/5 halt/NOUN/obj/2 of/ADP/case/8 missile/NOUN/compound/8 tests/NOUN/nmod/5 and/CCONJ/cc/11 harbour/NOUN/compound/11 closures/NOUN/conj/5",
			[]string{"the complete halt of missile tests", "of missile tests", "harbour closures"},
			[]string{"analysts", "praised"},
		},
		"nothing without two words of content": {
			"Engineers/NOUN/nsubj/2 inspected/VERB/root/0 the/DET/det/4 bridge/NOUN/obj/2",
			nil, []string{"the bridge", "engineers"},
		},
		"beginnings of a clause, from its subject on, up to each modifier": {
			"The/DET/det/2 council/NOUN/nsubj/4 has/AUX/aux/4 cancelled/VERB/root/0 a/DET/det/6 vote/NOUN/obj/4 of/ADP/case/9 the/DET/det/9 town/NOUN/nmod/6 planned/VERB/acl/6 for/ADP/case/12 summer/NOUN/obl/10 because/ADP/case/15 of/ADP/fixed/13 costs/NOUN/obl/4",
			[]string{"the council has cancelled a vote of the town", "the council has cancelled a vote of the town planned", "the council has cancelled a vote of the town planned for summer"},
			[]string{"the council has cancelled a vote"},
		},
		"nothing cut within a noun phrase": {
			"Lenna/PROPN/nsubj/2 wants/VERB/root/0 a/DET/det/7 safe/ADJ/amod/7 and/CCONJ/cc/6 open/ADJ/conj/4 harbour/NOUN/obj/2 in/ADP/case/9 summer/NOUN/obl/2",
			[]string{"lenna wants a safe and open harbour"}, []string{"lenna wants a safe"},
		},
		"without a subject from the verb on": {
			"Rain/NOUN/nsubj/2 stopped/VERB/root/0 and/CCONJ/cc/5 not/ADV/advmod/5 flooded/VERB/conj/2 harbour/NOUN/compound/7 streets/NOUN/obj/5 in/ADP/case/9 Lenna/PROPN/obl/5",
			[]string{"not flooded harbour streets"}, []string{"rain stopped and not flooded harbour streets in lenna"},
		},
	} {
		a := ofTree(c.tree)
		var got []string
		for _, p := range parts(newLexis().pageOf(a.Doc), 0, nil) {
			var words []string
			for _, tok := range p {
				words = append(words, strings.ToLower(a.Doc.Tokens[tok].Form))
			}
			got = append(got, strings.Join(words, " "))
		}
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q, want %q among them", name, got, w)
			}
		}
		for _, w := range c.not {
			if slices.Contains(got, w) {
				t.Errorf("%s: %q, want no %q", name, got, w)
			}
		}
	}
}

// A single word between quotation marks may carry a claim.
func TestPartsOfQuotations(t *testing.T) {
	a := plainAccount("x", "The mayor called the plan “ridiculous” in a speech.")
	start := strings.Index(a.Doc.Text, "ridiculous")
	in := text.Span{Start: start, End: start + len("ridiculous")}
	a.Doc.Quotes = []text.Quote{{Outer: text.Span{Start: in.Start - 3, End: in.End + 3}, Inner: in, Complete: true}}
	got := parts(newLexis().pageOf(a.Doc), 0, nil)
	if len(got) != 1 || len(got[0]) != 1 || a.Doc.Tokens[got[0][0]].Form != "ridiculous" {
		t.Errorf("parts %v, want the quoted word", got)
	}
}

func TestQuotesAlike(t *testing.T) {
	of := func(s string) []fragment {
		a := plainAccount("x", s)
		number := map[string]int32{"it": 0, "should": 1, "never": 2, "have": 3, "been": 4, "made": 5, "a": 6, "bad": 7, "plan": 8, "that": 9, "good": 10, "news": 11}
		a.Doc.Quotes = []text.Quote{{Outer: text.Span{End: len(s)}, Inner: text.Span{End: len(s)}}}
		return fragmentsOf(newLexis().pageOf(a.Doc), 0, number)
	}
	for _, c := range []struct {
		a, b        string
		run, length int
		share       float32
	}{
		{"It should never have been made", "a bad plan that should have never been made", 2, 6, 4. / 6},
		{"good news", "good news", 2, 2, 1},
		{"good news", "a bad plan", 0, 0, 0},
	} {
		run, share, length := quotesAlike(of(c.a), of(c.b))
		if run != c.run || share != c.share || length != c.length {
			t.Errorf("%q and %q: run %d, share %v of %d; want %d, %v of %d", c.a, c.b, run, share, length, c.run, c.share, c.length)
		}
	}
}
