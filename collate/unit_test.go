package collate

import (
	"slices"
	"strings"
	"testing"

	"synoptic/text"
)

// Of quotations and attributions a sentence sees those of which something stands in it. In
// quotation marks is what is said.
func TestOfSentences(t *testing.T) {
	for _, c := range []struct {
		text   string
		quoted []string // by sentence, the words between the marks
	}{
		{"The port “is old”, he said. Osk waits.", []string{"is old", ""}},
		{"He said “Osk is old. It is poor. It waits” on Monday. Rain fell.", []string{"Osk is old .", "It is poor .", "It waits", ""}},
		{"Rain fell. “Osk waits”, he said.", []string{"", "Osk waits"}},
		{"Rain fell. Osk waits.", []string{"", ""}},
	} {
		a := withQuotes(plainAccount("a", c.text))
		for _, q := range a.Doc.Quotes {
			a.Doc.Attributions = append(a.Doc.Attributions, text.Attribution{Content: []text.Span{q.Inner}, Parent: -1, Speaker: -1})
		}
		p, said := newLexis().pageOf(a.Doc), saidIn(a.Doc, attributions(a))
		for si, want := range c.quoted {
			var words []string
			for _, q := range p.quotes[si] {
				for _, t := range tokensOf(p.quotedIn(si, q)) {
					words = append(words, a.Doc.Tokens[t].Form)
				}
			}
			if got := strings.Join(words, " "); got != want {
				t.Errorf("%s: sentence %d quotes {%s}, want {%s}", c.text, si, got, want)
			}
			heard := slices.ContainsFunc(tokensOf(a.Doc.Sentences[si].Tokens), func(t int) bool {
				return slices.ContainsFunc(said[si], func(s speech) bool { return holds(a.Doc, []int{t}, s.Content) })
			})
			if heard != (want != "") {
				t.Errorf("%s: sentence %d is of what is said: %v", c.text, si, heard)
			}
		}
	}
}
