package collate

import (
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// contradictionRule: of two readings that agree in nearly all their words one is
// negated in what the other has too, and nothing in the other's sentence is; or
// the same is told of the same by opposites ("rose", "fell"), or as likely and
// unlikely.
func contradictionRule(e *event, a, b *side) finding {
	f := finding{kind: news.Contradiction, a: a.Span, b: b.Span, confidence: .6, note: "; denied in one, affirmed in the other"}
	if s := e.lexis.cover(a.words, b.words); min(s.a, s.b) >= .7 && (e.denies(a, b) && !b.negative() || e.denies(b, a) && !a.negative()) {
		return f
	}
	if a.account == b.account || a.doc.Arcs == nil || b.doc.Arcs == nil || a.doc.Morphs == nil || b.doc.Morphs == nil || otherSpeaker(a, b) {
		return finding{}
	}
	for _, w := range a.words {
		for _, v := range b.words {
			if !light[e.lexis.words[w.id].form] && e.excludes(a, w, b, v) {
				f.a, f.b, f.note = a.shown(int(w.tok)), b.shown(int(v.tok)), "; both cannot be"
				return f
			}
		}
	}
	return finding{}
}

// excludes says that what a tells by w cannot be if what b tells by v is: opposite
// verbs, or one verb that is likely in one and unlikely in the other, of the same
// who and what.
func (e *event) excludes(a *side, w word, b *side, v word) bool {
	if !a.verbal(w) || !b.verbal(v) {
		return false
	}
	x, y := a.stance(int(w.tok)), b.stance(int(v.tok))
	switch {
	case x == 0 || y == 0:
		return false
	case w.id == v.id:
		if x == y || a.negative() && b.negative() || !a.doubts(int(w.tok)) && !b.doubts(int(v.tok)) {
			return false
		}
	case x != y || !e.opposed(w, v):
		return false
	}
	return e.sameRoles(a, w, b, v)
}

// stance is 1 for a verb that is affirmed, -1 for one that is denied or unlikely, 0
// for one of which that cannot be told.
func (s *side) stance(p int) int {
	if s.doubts(p) {
		return -1
	}
	switch c := s.certainty(p); {
	case c.level == 0:
		return 0
	case c.negated:
		return -1
	}
	return 1
}

// doubts says that token p is told as unlikely.
func (s *side) doubts(p int) bool {
	g := s.doc.Arcs[p].Head
	return g >= 0 && s.form(g) == "unlikely" && complement(s.doc.Arcs[p].Relation)
}

// sameRoles says that two verbs have who acts in common and on what they act, or
// either of it where the other is not told; not that neither has any.
func (e *event) sameRoles(a *side, w word, b *side, v word) bool {
	x, y := subjects(a, w), subjects(b, v)
	p, q := objects(a, w), objects(b, v)
	if len(x) > 0 && len(y) > 0 && !e.common(x, y) || len(p) > 0 && len(q) > 0 && !e.common(p, q) || len(p) > 0 != (len(q) > 0) {
		return false
	}
	return e.common(p, q) || e.common(x, y)
}

// subjects are the keys of who does what the verb w tells.
func subjects(s *side, w word) []string {
	is := func(relation, _ string) bool { return relation == "nsubj" }
	out := dependents(s, w, is)
	if g := s.doc.Arcs[w.tok]; len(out) == 0 && g.Head >= 0 && complement(g.Relation) {
		out = dependents(s, word{tok: int32(g.Head)}, is)
	}
	return out
}

// shown is token p with what shows how surely it is told, or that it is unlikely.
func (s *side) shown(p int) text.Span {
	if s.doubts(p) {
		return s.spanOf(s.around(p, []int{s.doc.Arcs[p].Head}))
	}
	if c := s.certainty(p); len(c.tokens) > 0 {
		return s.spanOf(c.tokens)
	}
	return s.wordOr(p)
}

// denies says that a side negates, once or an odd number of times, what the
// other has.
func (e *event) denies(s, other *side) bool {
	odd := false
	for _, t := range s.tokens {
		if s.negates(t) && e.bears(s, t, other, sameWord) && e.refuses(s, t, other) {
			odd = !odd
		}
	}
	return odd
}

// refuses says of a verb that negates ("rejected") that who does it and what it is
// done to are in the other side, too.
func (e *event) refuses(s *side, t int, other *side) bool {
	if s.doc.Arcs == nil || s.doc.Morphs == nil || s.doc.Morphs[t].UPOS != "VERB" {
		return true
	}
	var keys []string
	for _, w := range other.words {
		keys = append(keys, e.lexis.words[w.id].key)
	}
	who, what := subjects(s, word{tok: int32(t)}), objects(s, word{tok: int32(t)})
	return (len(who) == 0 || e.common(who, keys)) && (len(what) == 0 || e.common(what, keys))
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
