package collate

import (
	"slices"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// Levels of certainty. A claim's is that of its weakest word, unless a word
// makes it stronger than asserted.
const (
	possible = iota + 1
	likely
	asserted
	insistent
)

var levels = map[int]map[string]bool{
	possible: set("may might could possible possibly perhaps maybe unclear"),
	likely: set(`expected likely unlikely plan plans planned planning consider considering considered considers seek seeks hope hopes hoped
		suggested appear appears appeared seem seems seemed should reportedly alleged allegedly apparently
		probably believed intend intends aim potential potentially`),
	insistent: set(`must never forced definitely certainly guaranteed vow vowed vows insist insists insisted
		demand demands demanded completely entirely totally fully`),
}

// strength is the level of a reading and the word that sets it.
func (s *side) strength() (level, token int) {
	level, token = asserted, -1
	for _, t := range slices.Concat(s.shared(), s.cue(), s.tokens) {
		form := s.form(t)
		if s.proper(t) {
			continue // the month of May
		}
		for _, l := range []int{possible, likely, insistent} {
			if levels[l][form] && (l < level && l < asserted || l > asserted && level == asserted) {
				level, token = l, t
			}
		}
	}
	return level, token
}

// shared are the auxiliaries of a predicate to which the reading is joined by
// "and" or "or", and whose auxiliaries it shares: "must" of "strengthened" in
// "must be kept and strengthened".
func (s *side) shared() []int {
	if s.doc.Arcs == nil {
		return nil
	}
	var out []int
	for _, t := range s.tokens {
		up := s.doc.Arcs[t].Head
		if up < 0 || s.doc.Arcs[t].Relation != "conj" || s.Span.Contains(s.doc.Tokens[up].Span) || s.subject(t) {
			continue
		}
		r := s.doc.TokensIn(s.Sentence)
		for u := r.Start; u < r.End; u++ {
			if s.doc.Arcs[u].Head == up && strings.HasPrefix(s.doc.Arcs[u].Relation, "aux") {
				out = append(out, u)
			}
		}
	}
	return out
}

// cue is the word that introduces what is expected, planned or wanted: it sets the
// level of what is told as such ("is expected to meet").
func (s *side) cue() []int {
	if s.said == nil || s.said.cue.Empty() {
		return nil
	}
	if c := s.attribution().Class; c == text.SpeechCue || c == text.DocumentCue {
		return nil
	}
	var out []int
	r := s.doc.TokensIn(s.said.cue)
	for t := r.Start; t < r.End; t++ {
		out = append(out, t)
	}
	return out
}

// infinitive says that the reading is what somebody means, wants or is able to do:
// how sure it is stands outside of it.
func (s *side) infinitive() bool {
	return len(s.tokens) > 0 && s.form(s.tokens[0]) == "to" && s.doc.Morphs != nil && s.doc.Morphs[s.tokens[0]].UPOS == "PART"
}

// subject says that t has one of its own.
func (s *side) subject(t int) bool {
	for _, u := range s.tokens {
		if s.doc.Arcs[u].Head == t && strings.HasPrefix(s.doc.Arcs[u].Relation, "nsubj") {
			return true
		}
	}
	return false
}

// proper says that t is or looks like part of a name.
func (s *side) proper(t int) bool {
	if s.doc.Morphs != nil && s.doc.Morphs[t].UPOS == "PROPN" {
		return true
	}
	return t > s.doc.TokensIn(s.Sentence).Start && s.doc.Tokens[t].Form[0] < 'a' && !isPunctuation(s.doc, t-1)
}

// Readings less alike than sure differ in more than one way, and which word
// answers to which is a guess.
const sure = .5

// strengthRule: one account puts the claim more surely than the other.
func strengthRule(e *event, a, b *side) finding {
	la, ta := a.strength()
	lb, tb := b.strength()
	if la == lb || e.alike(a.reading, b.reading) < sure || ta < 0 && a.infinitive() || tb < 0 && b.infinitive() {
		return finding{}
	}
	if !e.bears(a, ta, b, likeWord) || !e.bears(b, tb, a, likeWord) {
		return finding{}
	}
	return stronger(finding{a: a.wordOr(ta), b: b.wordOr(tb), la: la, lb: lb, confidence: .4 + .1*float32(max(la-lb, lb-la))})
}

func stronger(f finding) finding {
	f.kind = news.Stronger
	if f.la < f.lb {
		f.kind = news.Weaker
	}
	return f
}

// bears says that the word t, if there is one, bears on something that the other
// side has too: the verb of a modal or adverb, or what is planned or likely.
func (e *event) bears(s *side, t int, other *side, least float32) bool {
	if t < 0 || s.doc.Arcs == nil || s.said != nil && s.said.cue.Contains(s.doc.Tokens[t].Span) {
		return true
	}
	switch base, _, _ := strings.Cut(s.doc.Arcs[t].Relation, ":"); base {
	case "aux", "advmod", "amod":
		if s.Span.Contains(s.doc.Tokens[t].Span) {
			return e.has(other, s.doc, s.doc.Arcs[t].Head, least)
		}
		return true // shared with the predicate of the reading
	}
	for u := t + 1; u < len(s.doc.Arcs) && s.Sentence.Contains(s.doc.Tokens[u].Span); u++ {
		if s.doc.Arcs[u].Head == t && e.has(other, s.doc, u, least) {
			return true
		}
	}
	return false
}

// How like words must be that may stand for one another, and that must mean the
// same.
const (
	likeWord = .5
	sameWord = .8
)

// has says that s has the word of token t of doc, or one that is like it.
func (e *event) has(s *side, doc *text.Document, t int, least float32) bool {
	if t < 0 {
		return false
	}
	x, ok := entryOf(doc, t)
	if !ok {
		return false
	}
	i, known := e.lexis.index[x.key]
	for _, w := range s.words {
		if known && e.lexis.similarity(i, w.id) > least {
			return true
		}
	}
	return false
}

func (s *side) wordOr(t int) text.Span {
	if t < 0 {
		return s.Span
	}
	return s.doc.Tokens[t].Span
}

// Levels of degree of what a noun names.
const (
	slight = iota + 1
	plainly
	great
)

var degrees = map[int]map[string]bool{
	slight: set("slight minor limited partial small modest brief"),
	great: set(`significant huge massive mass widespread sweeping vast total complete absolute unconditional
		unprecedented severe harsh serious grave swift fierce great enormous overwhelming outright heavy intense steep crucial`),
}

// degreeRule: both name a thing, and one with a word that makes it greater or
// less ("a step", "a significant step"), or in the superlative ("close",
// "closest").
func degreeRule(e *event, a, b *side) finding {
	if a.doc.Arcs == nil || b.doc.Arcs == nil || a.doc.Morphs == nil || b.doc.Morphs == nil || e.alike(a.reading, b.reading) < sure {
		return finding{}
	}
	for _, w := range a.words {
		for _, v := range b.words {
			if w.id != v.id {
				continue
			}
			f := finding{confidence: .45}
			var ta, tb int
			f.la, ta = a.degree(int(w.tok))
			f.lb, tb = b.degree(int(v.tok))
			if f.la == f.lb || b.uses(a, ta) || a.uses(b, tb) {
				continue
			}
			f.a, f.b = a.phrase(ta, int(w.tok)), b.phrase(tb, int(v.tok))
			return stronger(f)
		}
	}
	return finding{}
}

// uses says that s has the word at token t of another side, too.
func (s *side) uses(other *side, t int) bool {
	if t < 0 {
		return false
	}
	for _, u := range s.tokens {
		if s.form(u) == other.form(t) {
			return true
		}
	}
	return false
}

// degree is the level of token t and the word that sets it.
func (s *side) degree(t int) (level, by int) {
	m := s.doc.Morphs[t]
	if m.UPOS == "ADJ" && strings.Contains(m.Feats, "Degree=Sup") {
		return great, t
	}
	for _, u := range s.tokens {
		if s.doc.Arcs[u].Head != t || s.doc.Arcs[u].Relation != "amod" && s.doc.Arcs[u].Relation != "compound" {
			continue
		}
		for _, l := range []int{slight, great} {
			if degrees[l][s.form(u)] {
				return l, u
			}
		}
	}
	return plainly, -1
}

// phrase is from the word that sets a degree to the thing, or the thing alone.
func (s *side) phrase(by, t int) text.Span {
	if by < 0 {
		by = t
	}
	return s.doc.SpanOf(text.Range{Start: min(by, t), End: max(by, t) + 1})
}
