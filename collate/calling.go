package collate

import (
	"slices"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// callings are the content words that the tokens of a page count as where names are
// told in several ways: "Britain", "the U.K." and "British" are one word, and so are
// "Ada Lorne" and "Ms Lorne" where the document calls her Lorne.
func callings(p *page) []gloss {
	out := slices.Clone(p.glosses)
	called := make([]bool, len(out)) // by token, is it of a country's name
	for t := 0; t < len(out); {
		n, code := countryAt(p.Document, t)
		if n == 0 {
			t++
			continue
		}
		name := strings.ReplaceAll(strings.ToLower(lexicon.CountryName(code)), " ", "_")
		for i := t; i < t+n; i++ {
			out[i], called[i] = gloss{}, true
		}
		out[t] = gloss{key: "@" + strings.ToLower(code), form: name, kind: named}
		t += n
	}
	for _, c := range p.Chains {
		if c.Type == text.Person {
			shorten(p.Document, c, out, called)
		}
	}
	return out
}

// resolve gives pronouns the last word of the name they stand for.
func (p *page) resolve(glosses []gloss) {
	for _, m := range p.Mentions {
		if m.Kind != text.PronounMention || m.Chain < 0 {
			continue
		}
		if name := p.Mentions[p.Chains[m.Chain].Principal]; name.Kind == text.NameMention {
			if g := lastWord(name, glosses); g.key != "" {
				glosses[m.Head] = g
			}
		}
	}
}

// lastWord is the last word that a name counts as.
func lastWord(name text.Mention, of []gloss) gloss {
	for t := name.Tokens.End - 1; t >= name.Tokens.Start; t-- {
		if of[t].key != "" {
			return of[t]
		}
	}
	return gloss{}
}

// mostOfCountry is how many tokens the name of a country has at most.
const mostOfCountry = 4

// countryAt is how many tokens from t on name a country or its people, and the
// country's code; 0 if none do.
func countryAt(doc *text.Document, t int) (n int, code string) {
	if c := doc.Tokens[t].Form[0]; c < 'A' || c > 'Z' {
		return 0, ""
	}
	for n := min(mostOfCountry, len(doc.Tokens)-t); n > 0; n-- {
		code, aspect := lexicon.Country(doc.SpanOf(text.Range{Start: t, End: t + n}).In(doc.Text))
		if aspect == lexicon.StateName || aspect == lexicon.Nationwide {
			return n, code
		}
	}
	return 0, ""
}

// shorten leaves of a person's full names the one word by which the document calls
// that person elsewhere, if it does.
func shorten(doc *text.Document, c text.Chain, out []gloss, called []bool) {
	var names []text.Mention
	var cores [][]string
	short := ""
	for _, i := range c.Mentions {
		m := doc.Mentions[i]
		if m.Kind != text.NameMention {
			continue
		}
		core := lexicon.ParseName(m.Span.In(doc.Text)).Core
		if len(core) == 1 && short == "" {
			short = core[0]
		}
		names, cores = append(names, m), append(cores, core)
	}
	for k, m := range names {
		if short == "" || !slices.Contains(cores[k], short) {
			continue
		}
		for t := m.Tokens.Start; t < m.Tokens.End; t++ {
			if f := lexicon.Fold(doc.Tokens[t].Form); f != short && slices.Contains(cores[k], f) && !called[t] {
				out[t] = gloss{}
			}
		}
	}
}
