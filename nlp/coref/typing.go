package coref

import (
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// typeNames settles the types of names over the whole document: a tagger that
// sees one sentence calls one name now a person, now a place. Every mention of
// a name votes with its own type, and so do its titles, a body's noun in it, and
// adjectives made of it.
func (r *reader) typeNames(ms []*mention) {
	votes := map[string]map[text.EntityType]int{}
	adjectives := r.adjectives()
	last := map[string]string{} // last word of a personal name to the name
	for _, m := range ms {
		if m.kind != text.NameMention || len(m.name.Core) == 0 {
			continue
		}
		key := strings.Join(m.name.Core, " ")
		if votes[key] == nil {
			votes[key] = map[text.EntityType]int{}
			formVotes(votes[key], m, adjectives)
		}
		v := votes[key]
		if m.typ != "" {
			v[m.typ] += 2
		}
		if m.typ == text.Person && len(m.name.Core) == 1 && (r.dateline(m) || r.located(m)) {
			v[text.Place] += 6
		}
		if len(m.name.Titles) > 0 || r.officeBefore(m) {
			v[text.Person] += 4
		}
		if len(m.name.Core) > 1 && leader(v) == text.Person {
			last[m.name.Core[len(m.name.Core)-1]] = key
		}
	}
	for _, m := range ms {
		if m.kind != text.NameMention || len(m.name.Core) == 0 {
			continue
		}
		key := strings.Join(m.name.Core, " ")
		v := votes[key]
		if full, ok := last[key]; ok && full != key && v[text.Polity] < 4 {
			v[text.Person] += 3
		}
		if t := leader(v); t != "" && t != m.typ {
			m.typ = t
			m.animacy = anyAnimacy
			r.animate(m)
		}
	}
}

// dateline reports whether a name begins a sentence in capitals and a dash
// follows with nothing between but agencies, months and days: "PARRIN, March 10
// (Norrex) —".
func (r *reader) dateline(m *mention) bool {
	if m.Start != r.doc.Sentences[m.sentence].Tokens.Start || !isUpper(r.doc.Tokens[m.Start].Form) {
		return false
	}
	for i := m.Start + 1; i < min(m.Start+14, len(r.doc.Tokens)); i++ {
		switch f := r.doc.Tokens[i].Form; {
		case f == "-" || f == "--" || f == "–" || f == "—":
			return i+1 < len(r.doc.Tokens) && r.doc.Tokens[i-1].Span.End < r.doc.Tokens[i].Span.Start
		case !r.capital(i) && r.upos(i) != "PUNCT" && r.upos(i) != "NUM":
			return false
		}
	}
	return false
}

// located reports whether "in" stands right before a name.
func (r *reader) located(m *mention) bool {
	return m.Start > 0 && m.span.Start == m.Start && r.lower(m.Start-1) == "in"
}

func isUpper(w string) bool { return len(w) > 2 && w == strings.ToUpper(w) }

// officeBefore reports whether the word before a name is an office: "the health
// minister Ada Lorne".
func (r *reader) officeBefore(m *mention) bool {
	if m.span.Start == 0 || m.span.Start <= m.Start {
		return false
	}
	c, _ := lexicon.Title(r.lower(m.span.Start - 1))
	return c&lexicon.Office != 0 && c&lexicon.GroupNoun == 0
}

// typeOrder settles ties.
var typeOrder = []text.EntityType{text.Person, text.Organization, text.Polity, text.Group, text.Place, text.Miscellany}

func leader(v map[text.EntityType]int) text.EntityType {
	best := text.EntityType("")
	for _, t := range typeOrder {
		if v[t] > v[best] {
			best = t
		}
	}
	return best
}

// formVotes are the votes of a name's own words.
func formVotes(v map[text.EntityType]int, m *mention, adjectives map[string]bool) {
	core := m.name.Core
	end := core[len(core)-1]
	if c, _ := lexicon.Title(end); c&lexicon.GroupNoun != 0 && len(core) > 1 {
		v[text.Organization] += 5
	}
	for _, w := range core[:len(core)-1] {
		if c, _ := lexicon.Title(w); c&lexicon.GroupNoun != 0 && lexicon.SmallWord(after(core, w)) {
			v[text.Organization] += 4
		}
	}
	if m.name.Gender != lexicon.UnknownGender && len(core) > 1 {
		v[text.Person] += 3
	}
	switch _, aspect := lexicon.Country(strings.ToUpper(strings.Join(core, " "))); aspect {
	case lexicon.StateName, lexicon.SeatCity:
		v[text.Polity] += 6
	case lexicon.Nationwide:
		v[text.Group] += 6
	}
	if len(core) == 1 {
		for a := range adjectives {
			if lexicon.Demonymic(a, end) {
				v[text.Polity] += 5
				break
			}
		}
		if adjectives[end] && v[text.Person] == 0 {
			v[text.Group] += 2
		}
	}
}

func after(words []string, w string) string {
	for i, x := range words[:len(words)-1] {
		if x == w {
			return words[i+1]
		}
	}
	return ""
}

// adjectives are the capitalised modifiers before nouns, folded: "Zelmoran" in
// "the Zelmoran minister".
func (r *reader) adjectives() map[string]bool {
	out := map[string]bool{}
	for i, t := range r.doc.Tokens {
		if rel := r.rel(i); (rel == "amod" || rel == "compound") && r.parent(i) > i && t.Form[0] >= 'A' && t.Form[0] <= 'Z' {
			out[lexicon.Fold(t.Form)] = true
		}
	}
	return out
}
