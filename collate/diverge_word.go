package collate

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"synoptic/news"
	"synoptic/text"
)

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// contradictionRule: of two readings that agree in nearly all their words one is
// negated in what the other has too, and nothing in the other's sentence is.
func contradictionRule(e *event, a, b *side) finding {
	if s := e.lexis.cover(a.words, b.words); min(s.a, s.b) < .7 {
		return finding{}
	}
	if !(e.denies(a, b) && !b.negative()) && !(e.denies(b, a) && !a.negative()) {
		return finding{}
	}
	return finding{kind: news.Contradiction, a: a.Span, b: b.Span, confidence: .6, note: "; denied in one, affirmed in the other"}
}

// denies says that a side negates, once or an odd number of times, what the
// other has.
func (e *event) denies(s, other *side) bool {
	odd := false
	for _, t := range s.tokens {
		if s.negates(t) && e.bears(s, t, other, sameWord) {
			odd = !odd
		}
	}
	return odd
}

func (s *side) negates(t int) bool {
	form := s.form(t)
	return negations[form] || strings.HasSuffix(form, "n't")
}

// negative says that the sentence of a side negates anything.
func (s *side) negative() bool {
	r := s.doc.TokensIn(s.Sentence)
	for t := r.Start; t < r.End; t++ {
		if s.negates(t) {
			return true
		}
	}
	return false
}

// light verbs say little of what is done.
var light = set("make take have get give do go come put set see use keep let bring hold call mean show include follow want need know think")

// calendar words tell when, and percent how much: that is for the rules of dates and
// numbers.
var calendar = set("second minute hour day night morning evening week weekend month year decade time today percent cent")

// termRule: at one place in the claim the accounts choose different words for one
// thing: two verbs with the same object, two nouns with the same attributes or
// of the same verb; or for one actor. Quotations aside: there the words are the
// speaker's.
func termRule(e *event, as, bs []*side) []finding {
	var out []finding
	for _, a := range as {
		for _, b := range bs {
			if e.alike(a.reading, b.reading) >= comparable && (a.Form != news.Quoted || b.Form != news.Quoted) {
				out = append(out, e.terms(a, b)...)
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].confidence > out[j].confidence })
	out = out[:min(len(out), mostTerms)]
	for _, f := range closest(labelRule)(e, as, bs) {
		if !slices.ContainsFunc(out, func(o finding) bool { return o.a.Overlap(f.a) > 0 && o.b.Overlap(f.b) > 0 }) {
			out = append(out, f)
		}
	}
	return out
}

const mostTerms = 2 // of two accounts of a point

// terms are the words of two sides that stand for one another.
func (e *event) terms(a, b *side) []finding {
	var out []finding
	for _, w := range a.words {
		if !e.chosen(a, w, b) {
			continue
		}
		var best finding
		for _, v := range b.words {
			if !e.chosen(b, v, a) {
				continue
			}
			if lettersOf(a.form(int(w.tok))) == lettersOf(b.form(int(v.tok))) {
				continue // joined otherwise, "bilateral" and "bi-lateral"
			}
			if s := e.answers(a, w, b, v); s > 0 && .3+.4*s > best.confidence {
				best = finding{kind: news.TermDiffers, a: a.doc.Tokens[w.tok].Span, b: b.doc.Tokens[v.tok].Span, confidence: .3 + .4*s}
			}
		}
		if best.kind != "" {
			out = append(out, best.between(a, b))
		}
	}
	return out
}

// chosen says that w of s is a content word that the other side has not, and no
// word that tells how the claim is said: that is for the cue rule.
func (e *event) chosen(s *side, w word, other *side) bool {
	form := e.lexis.words[w.id].form
	return choosable(s.doc, w) && !holdsWord(other.words, w.id) && !light[form] && !calendar[form] && !inCue(s, w)
}

func choosable(doc *text.Document, w word) bool {
	if doc.Morphs == nil || doc.Arcs == nil {
		return false
	}
	switch doc.Morphs[w.tok].UPOS {
	case "NOUN", "VERB", "ADJ":
		return true
	}
	return false
}

func inCue(s *side, w word) bool {
	sp := s.doc.Tokens[w.tok].Span
	for _, at := range s.doc.Attributions {
		for _, c := range at.Cue {
			if c.Contains(sp) {
				return true
			}
		}
	}
	return false
}

// answers is how surely v of b stands where w of a does, 0 if it does not: both
// are tied to a word that both accounts have.
func (e *event) answers(a *side, w word, b *side, v word) float32 {
	s := e.lexis.similarity(w.id, v.id)
	x, y := a.doc.Morphs[w.tok].UPOS, b.doc.Morphs[v.tok].UPOS
	switch {
	case x == "ADJ" && y == "ADJ":
		if s < .45 || governor(a, w) != governor(b, v) {
			return 0
		}
	case x == "ADJ" || y == "ADJ":
		return 0
	case x == "VERB" && y == "VERB":
		if !meet(arguments(a, w), arguments(b, v)) {
			return 0
		}
		s = max(s, .3)
	default:
		if s < .5 || !meet(arguments(a, w), arguments(b, v)) && (governor(a, w) == "" || governor(a, w) != governor(b, v)) {
			return 0
		}
	}
	return s
}

// governor is the key of the word on which w depends, "" without one.
func governor(s *side, w word) string {
	if up := s.doc.Arcs[w.tok].Head; up >= 0 {
		g, _ := entryOf(s.doc, up)
		return g.key
	}
	return ""
}

// arguments are the keys of what w bears on: of a verb the object, or the
// subject of a passive; of a noun its attributes.
func arguments(s *side, w word) []string {
	var out []string
	r := s.doc.TokensIn(s.Sentence)
	for t := r.Start; t < r.End; t++ {
		if s.doc.Arcs[t].Head != int(w.tok) {
			continue
		}
		switch base, _, _ := strings.Cut(s.doc.Arcs[t].Relation, ":"); {
		case base == "obj", base == "nmod", base == "compound", base == "obl", s.doc.Arcs[t].Relation == "nsubj:pass":
			if en, ok := entryOf(s.doc, t); ok {
				out = append(out, en.key)
			}
		}
	}
	return out
}

func meet(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}
