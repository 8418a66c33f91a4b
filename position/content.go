package position

import (
	"slices"
	"strings"
	"unicode"

	"synoptic/lexicon"
	"synoptic/text"
)

// contentWord is the lemma of a token that says what a passage is about.
func contentWord(d *text.Document, t int) (string, bool) {
	m := d.Morphs[t]
	switch m.UPOS {
	case "NOUN", "PROPN", "ADJ", "NUM":
	case "VERB":
		if light[m.Lemma] {
			return "", false
		}
	default:
		return "", false
	}
	form := d.Tokens[t].Form
	if !strings.ContainsFunc(form, unicode.IsLetter) {
		return "", false
	}
	if code, _ := lexicon.Country(form); code != "" {
		return form, true
	}
	if m.UPOS == "PROPN" || m.Lemma == "" || m.Lemma == "_" {
		return strings.ToLower(form), true
	}
	return strings.ToLower(m.Lemma), true
}

// tells is how much a word of its class says about the matter: what is spoken of
// is told by nouns and names before verbs, and hardly by when it happens or how often.
func tells(upos, w string) float32 {
	switch {
	case vague[w] || upos == "NUM":
		return .5
	case upos == "VERB" || upos == "ADJ":
		return .6
	}
	return 1
}

// vague are words of time and words that go with any matter.
var vague = set(`day week month year decade century time date moment morning afternoon evening night today tomorrow yesterday
	summer autumn winter spring christmas easter weekend end start beginning deadline hour minute monday tuesday wednesday thursday
	friday saturday sunday january february march april may june july august september october november december last next first
	second third new old former thing way part matter issue case point fact kind number people country government other own same
	such more many least good great important step position`)

// light verbs say nothing about the matter.
var light = set(`be have do make take get go come say tell add give put let keep want need
	know think see become seem use call continue begin start`)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// phrases are the noun phrases of the stretch just gathered.
func (g *gatherer) phrases(toks text.Range) []phrase {
	var out []phrase
	d := g.said.Doc
	for t := toks.Start; t < toks.End; t++ {
		if p := d.Morphs[t].UPOS; p != "NOUN" && p != "PROPN" || inName(d, t, toks) {
			continue
		}
		r := nounPhrase(d, t, toks)
		at := d.WithMarks(d.SpanOf(r))
		if d.HalfQuoted(at) {
			r.End = t + 1
			at = d.SpanOf(r)
		}
		p := phrase{text: at.In(d.Text)}
		for x := r.Start; x < r.End; x++ {
			if k := g.keys[x-toks.Start]; k != "" && !slices.Contains(p.keys, k) {
				p.keys = append(p.keys, k)
			}
		}
		if len(p.keys) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// inName reports whether t is a part of what another word of the stretch heads: "Port" in
// "Port authority", "Orme" in "Ida Orme".
func inName(d *text.Document, t int, within text.Range) bool {
	h := d.Arcs[t].Head
	return h >= within.Start && h < within.End && (d.Arcs[t].Relation == "compound" || d.Arcs[t].Relation == "flat")
}

// nounPhrase is t with what modifies it beside it, whose it is, the rest of a name, and a
// complement with its preposition.
func nounPhrase(d *text.Document, t int, within text.Range) text.Range {
	r := nameFrom(d, t, within)
	for x := r.Start - 1; x >= within.Start; x-- {
		if s := x - 1; s >= within.Start && d.Arcs[x].Relation == "case" && d.Arcs[x].Head == s && d.Arcs[s].Relation == "nmod:poss" && d.Arcs[s].Head == t {
			x-- // "Ketter's"
		} else if h := d.Arcs[x].Head; h < r.Start || h > t || !strings.Contains(" amod compound flat nummod ", " "+d.Arcs[x].Relation+" ") {
			break
		}
		r.Start = x
	}
	for x := r.End; x < within.End && x <= t+5; x++ {
		if d.Arcs[x].Head == t && d.Arcs[x].Relation == "nmod" {
			r.End = nameFrom(d, x, within).End
			break
		}
	}
	return r
}

// nameFrom is t with the words of its name that follow.
func nameFrom(d *text.Document, t int, within text.Range) text.Range {
	r := text.Range{Start: t, End: t + 1}
	for r.End < within.End && d.Arcs[r.End].Relation == "flat" && d.Arcs[r.End].Head >= t && d.Arcs[r.End].Head < r.End {
		r.End++
	}
	return r
}
