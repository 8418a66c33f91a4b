package collate

import (
	"strings"

	"synoptic/text"
)

// Levels of degree of what a noun names.
const (
	unknown = iota
	slight
	plainly
	great
)

var degrees = map[int]map[string]bool{
	slight: set(`slight minor limited partial modest brief marginal negligible
		slightly partly partially somewhat barely marginally mildly`),
	great: set(`significant huge massive mass widespread sweeping vast total complete absolute unconditional permanent
		unprecedented severe harsh serious grave swift fierce great enormous overwhelming outright heavy intense steep crucial
		deep bitter furious colossal devastating catastrophic acute dire utter sheer extreme resounding crushing staunch
		completely entirely totally fully wholly utterly permanently unconditionally drastically dramatically sharply severely
		deeply bitterly fiercely overwhelmingly massively outright flatly strongly very extremely
		vehemently categorically staunchly adamantly absolutely vastly hugely`),
}

// degreeRule: both name a thing or deed, and one with a word that makes it greater or
// less ("a step", "a significant step"; "exempted", "fully exempted"), or in the
// superlative ("close", "closest").
func degreeRule(e *event, a, b *side) finding {
	if a.doc.Arcs == nil || b.doc.Arcs == nil || a.doc.Morphs == nil || b.doc.Morphs == nil || e.alike(a.reading, b.reading) < comparable || otherSpeaker(a, b) {
		return finding{}
	}
	for _, w := range a.words {
		for _, v := range b.words {
			if w.id != v.id || a.partOfNoun(int(w.tok)) || b.partOfNoun(int(v.tok)) {
				continue
			}
			f := finding{confidence: .45}
			var ta, tb int
			f.la, ta = a.degree(int(w.tok))
			f.lb, tb = b.degree(int(v.tok))
			if f.la == f.lb || f.la == unknown || f.lb == unknown || e.uses(b, a, ta) || e.uses(a, b, tb) {
				continue
			}
			f.a, f.b = a.phrase(ta, int(w.tok)), b.phrase(tb, int(v.tok))
			return stronger(f)
		}
	}
	return finding{}
}

// partOfNoun says that t stands before the noun that it is a part of: in "steep steel
// tariffs" the tariffs are steep.
func (s *side) partOfNoun(t int) bool {
	if s.doc.Arcs[t].Relation == "compound" {
		return true
	}
	return s.doc.Morphs[t].UPOS == "NOUN" && t+1 < s.sentence().End && (s.doc.Morphs[t+1].UPOS == "NOUN" || s.form(t+1) == "and")
}

// uses says that s has a word like that at token t of another side, too.
func (e *event) uses(s, other *side, t int) bool {
	if t < 0 {
		return false
	}
	for _, u := range s.tokens {
		if sameRoot(s.form(u), other.form(t)) || e.alikeTokens(s.doc, u, other.doc, t) {
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
	if m.UPOS == "ADJ" && strings.Contains(m.Feats, "Degree=Cmp") {
		return unknown, t // than what
	}
	for _, u := range s.tokens {
		relation := s.doc.Arcs[u].Relation
		if s.doc.Arcs[u].Head != t || relation != "amod" && relation != "compound" && relation != "advmod" {
			continue
		}
		for _, l := range []int{slight, great} {
			if degrees[l][s.form(u)] && (m.UPOS != "NOUN" || u < t) && !(sums[s.form(u)] && s.counts()) {
				if s.compared(u) {
					return unknown, u
				}
				return l, u
			}
		}
	}
	return plainly, -1
}

// sums are words that before a sum of money or people say that all is counted.
var sums = set("total overall")

// counts says that a side gives a number.
func (s *side) counts() bool {
	for _, t := range s.tokens {
		if _, ok := value(s.form(t)); ok {
			return true
		}
	}
	return false
}

// compared says that "more" or "most" stands before token t.
func (s *side) compared(t int) bool {
	return t > 0 && (s.form(t-1) == "more" || s.form(t-1) == "most" || s.form(t-1) == "less")
}

// phrase is from the word that sets a degree to the thing, or the thing alone.
func (s *side) phrase(by, t int) text.Span {
	if by < 0 {
		by = t
	}
	return s.doc.SpanOf(text.Range{Start: min(by, t), End: max(by, t) + 1})
}
