package collate

import (
	"strings"
	"testing"

	"synoptic/text"
)

// TestCallings reads texts in which a full name is written with underscores and a
// bare surname or pronoun of the same person carries a star.
func TestCallings(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The U.K. and Britain and British ships", "@gb @gb @gb ship"},
		{"the United Kingdom waits", "@gb wait"},
		{"they told us of Iranian oil", "@ir oil"},
		{"Ada_Lorne left and Lorne* wrote", "lorn left lorn wrote"},
		{"Ada_Lorne left and she* wrote", "ada lorn left lorn wrote"},
		{"Lorne* left and she* wrote", "lorn left lorn wrote"},
	} {
		d := &text.Document{}
		var b strings.Builder
		for _, field := range strings.Fields(c.in) {
			w := strings.TrimSuffix(field, "*")
			first := len(d.Tokens)
			for _, form := range strings.Split(w, "_") {
				if b.Len() > 0 {
					b.WriteByte(' ')
				}
				d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: b.Len(), End: b.Len() + len(form)}, Form: form})
				b.WriteString(form)
			}
			if w == field && !strings.Contains(w, "_") {
				continue
			}
			m := text.Mention{Tokens: text.Range{Start: first, End: len(d.Tokens)}, Head: len(d.Tokens) - 1, Kind: text.NameMention}
			m.Span = text.Span{Start: d.Tokens[first].Span.Start, End: b.Len()}
			if w == "she" {
				m.Kind = text.PronounMention
			}
			d.Mentions = append(d.Mentions, m)
			if d.Chains == nil {
				d.Chains = []text.Chain{{Type: text.Person}}
			}
			d.Chains[0].Mentions = append(d.Chains[0].Mentions, len(d.Mentions)-1)
		}
		d.Text = b.String()
		var got []string
		for _, g := range newLexis().pageOf(d).called {
			if g.key != "" {
				got = append(got, g.key)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, s, c.want)
		}
	}
}
