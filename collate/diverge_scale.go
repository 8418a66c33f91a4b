package collate

import (
	"strings"

	"synoptic/lexicon/paraphrase"
)

// scaled is a word that the lists order by degree.
type scaled struct {
	word
	tokens []int // of the phrase that it begins, or its own
	scales []paraphrase.Sense
	senses []paraphrase.Sense
}

// byDegree is strengthRule for words: what one side tells by a word the other tells
// by a stronger one ("postponed", "cancelled"), and neither has both. A noun may
// answer to a verb ("criticism", "assailed"). What both quote is the speakers'.
func (e *event) byDegree(a, b *side) finding {
	ys := e.scaled(b)
	for _, x := range e.scaled(a) {
		for _, y := range ys {
			n := steps(x, y)
			if n == 0 || x.id == y.id || a.quotes(x) && b.quotes(y) || a.denied(int(x.tok)) != b.denied(int(y.tok)) || !a.answerable(x, b, y) ||
				sameRoot(e.lexis.words[x.id].form, e.lexis.words[y.id].form) || a.repeats(b, y.word) || b.repeats(a, x.word) || !e.shareArgument(a, x.word, b, y.word) || e.otherDeed(a, x.word, b, y.word) {
				continue
			}
			return stronger(finding{a: a.spanOf(x.tokens), b: b.spanOf(y.tokens), la: asserted, lb: asserted + n, confidence: .45})
		}
	}
	return finding{}
}

// otherDeed says that two verbs are told neither of who nor of what has a word in common.
func (e *event) otherDeed(a *side, w word, b *side, v word) bool {
	if !a.verbal(w) || !b.verbal(v) {
		return false
	}
	x, y, p, q := subjects(a, w), subjects(b, v), objects(a, w), objects(b, v)
	return len(x) > 0 && len(y) > 0 && len(p) > 0 && len(q) > 0 && !e.common(x, y) && !e.common(p, q)
}

// steps are how much more strongly y tells what x tells, 0 if no list orders them.
func steps(x, y scaled) int {
	if _, n, _ := paraphrase.Relation(x.scales, y.scales); n != 0 {
		return n
	}
	_, n, _ := paraphrase.Relation(x.senses, y.senses)
	return n
}

// answerable says that the classes of two words can tell one thing: they are one, or
// a verb and a noun.
func (s *side) answerable(x scaled, other *side, y scaled) bool {
	p, q := kindOf(s, x.word), kindOf(other, y.word)
	return p == q || p == "VERB" && q == "NOUN" || p == "NOUN" && q == "VERB"
}

// quotes says that the word stands between quotation marks.
func (s *side) quotes(w scaled) bool { return s.doc.Quoted(s.doc.Tokens[w.tok].Span) }

// scaled are the words of a side that the lists order by degree.
func (e *event) scaled(s *side) []scaled {
	var out []scaled
	for _, w := range s.words {
		en := &e.lexis.words[w.id]
		x := scaled{word: w, tokens: []int{int(w.tok)}, senses: en.Senses, scales: paraphrase.Scales().Senses(s.doc.lemmas[w.tok])}
		phrases := paraphrase.Scales().Phrases(s.doc.lemmas[w.tok])
		if first, rest, joined := strings.Cut(en.form, "_"); joined {
			phrases = append([][]string{append([]string{first}, strings.Split(rest, "_")...)}, phrases...)
		}
		for _, p := range phrases {
			if tokens := spelled(s.doc, s.after(int(w.tok)), p); tokens != nil {
				x.tokens = tokens
				if of := paraphrase.Scales().Senses(strings.Join(p, "_")); of != nil {
					x.scales = of
				}
				break
			}
		}
		if en.kind == plain && (len(x.scales) > 0 || len(x.senses) > 0) && (len(x.tokens) > 1 || !light[en.form]) {
			out = append(out, x)
		}
	}
	return out
}

// after are the tokens from t on, as far as a phrase reaches.
func (s *side) after(t int) []int {
	var out []int
	for end := min(len(s.doc.Tokens), t+longPhrase); t < end; t++ {
		out = append(out, t)
	}
	return out
}

const longPhrase = 12 // tokens, what stands between its words included
