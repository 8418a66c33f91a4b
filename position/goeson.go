package position

import (
	"strings"

	"synoptic/text"
)

// goesOn finds a sentence right after somebody's words, in the same paragraph, that is told
// as theirs: by a modal, by having no finite verb at all, or, where the words were no quotation,
// by telling how things are.
func (h *hearing) goesOn(i int) (string, []text.Range) {
	if i == 0 {
		return "", nil
	}
	s := h.doc.Sentences[i].Tokens
	if actor := h.inQuotes(i); actor != "" && h.free(s) {
		return actor, []text.Range{s}
	}
	if h.speaks[i-1] == "" || h.paragraphs(i-1, i) > 0 {
		return "", nil
	}
	for t := s.Start; t < s.End; t++ {
		if h.covered[t] && !h.loose[t] {
			return "", nil
		}
	}
	quoted := h.doc.Quoted(h.doc.Tokens[s.Start-1].Span)
	if !h.unclaimed(s) || !h.toldAsSaid(s) && (quoted || !h.statesOnly(h.headIn(s), s)) {
		return "", nil
	}
	return h.speaks[i-1], []text.Range{s}
}

// inQuotes is who speaks a sentence that stands in quotation marks whole and that nobody has: who
// spoke last in such marks, or else anywhere.
func (h *hearing) inQuotes(i int) string {
	if !h.quoted(i) {
		return ""
	}
	last := ""
	for k := i - 1; k >= 0; k-- {
		if h.speaks[k] == "" {
			continue
		}
		if h.quoted(k) {
			return h.speaks[k]
		}
		if last == "" {
			last = h.speaks[k]
		}
	}
	if last == "" {
		s := h.doc.Sentences[i].Tokens
		last = h.inMind(s.Start, "", func(p *part, _ *encounter) bool { return p.person > 0 })
	}
	return last
}

func (h *hearing) quoted(i int) bool {
	s := h.doc.Sentences[i].Tokens
	n := 0
	for t := s.Start; t < s.End; t++ {
		if h.doc.Quoted(h.doc.Tokens[t].Span) {
			n++
		}
	}
	return n+2 >= s.Len()
}

// toldAsSaid reports whether a sentence has a modal in its main clause, or begins as only
// speech goes on.
func (h *hearing) toldAsSaid(s text.Range) bool {
	if h.is(s.Start, "Nor") || h.deniesThing(s) {
		return true
	}
	if !h.hasPredicate(s) && s.Len() > leastUncued+1 {
		return true
	}
	for t := s.Start; t < s.End; t++ {
		m := h.doc.Morphs[t]
		if m.UPOS == "AUX" && (modals[m.Lemma] > 0 || h.is(t, "had")) || obliges(h.doc, t) || h.is(t, "going") && t+1 < s.End && h.is(t+1, "to") {
			if x := h.doc.Arcs[t].Head; m.UPOS == "VERB" && (x < 0 || h.doc.Arcs[t].Relation == "conj") || x >= 0 && (h.doc.Arcs[x].Head < 0 || h.doc.Arcs[x].Relation == "conj") {
				return true
			}
		}
	}
	return false
}

// denials are words that deny, and such that speak of whoever it may be.
var denials = set(`not n't no never nobody none nothing one those anyone whoever everyone everybody`)

// deniesThing reports whether a sentence denies something, or says it of anybody, and not of a person
// who was named: an account tells what happened, and only what is said tells what does not.
func (h *hearing) deniesThing(s text.Range) bool {
	denies, subject := false, -1
	for t := s.Start; t < s.End; t++ {
		denies = denies || denials[strings.ToLower(h.doc.Tokens[t].Form)]
		if subject < 0 && strings.HasPrefix(h.doc.Arcs[t].Relation, "nsubj") {
			subject = t
		}
	}
	return denies && subject >= 0 && h.spelled[subject] == "" && h.doc.Morphs[subject].UPOS != "PROPN" &&
		!h.is(subject, "he", "He", "she", "She", "it", "It", "they", "They")
}

// states are verbs of how things are: an account tells them of somebody in the past tense hardly but in his words.
var states = set(`remain stay have need belong cost depend lack matter apply suffice contain deserve`)

// statesOnly reports whether a root tells how things are and not what happens: with a copula
// or "there".
func (h *hearing) statesOnly(root int, s text.Range) bool {
	if root >= 0 && states[h.doc.Morphs[root].Lemma] && h.doc.Morphs[root].XPOS == "VBD" {
		return true
	}
	for t := s.Start; t < s.End; t++ {
		if h.doc.Arcs[t].Head == root && (h.doc.Arcs[t].Relation == "cop" || h.doc.Arcs[t].Relation == "expl") {
			return true
		}
	}
	return false
}
