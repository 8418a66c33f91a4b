package collate

import (
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

// asserted is the level of certainty of a claim without a word that sets it.
const asserted = 2

// levels of certainty; a claim's is that of its weakest word, unless a word
// makes it stronger than asserted.
var levels = []map[string]bool{
	set("may might could possible possibly perhaps maybe unclear"),
	set(`expected likely unlikely plan plans planned planning consider considering considered considers seek seeks hope hopes hoped
		suggested appear appears appeared seem seems seemed should reportedly alleged allegedly apparently can
		probably believed set intends intend aims potential`),
	nil,
	set(`must never forced definitely certainly always guarantee guaranteed vow vowed vows insist insists insisted
		demand demands demanded completely entirely totally fully`),
}

// strength is the level of a reading and the word that sets it.
func (s *side) strength() (level, token int) {
	level, token = asserted, -1
	for _, t := range s.tokens {
		form := s.form(t)
		if s.doc.Morphs != nil && s.doc.Morphs[t].UPOS == "PROPN" {
			continue // the month of May
		}
		for l, words := range levels {
			if !words[form] {
				continue
			}
			if l < asserted && l < level || l > asserted && level == asserted {
				level, token = l, t
			}
		}
	}
	return level, token
}

// Readings less alike than sure differ in more than one way, and which word
// answers to which is a guess.
const sure = .6

// strengthRule: one account puts the claim more surely than the other.
func strengthRule(e *event, a, b *side) finding {
	la, ta := a.strength()
	lb, tb := b.strength()
	if la == lb || e.alike(a.reading, b.reading) < sure {
		return finding{}
	}
	f := finding{kind: news.Stronger, a: a.wordOr(ta), b: b.wordOr(tb), confidence: .4 + .1*float32(max(la-lb, lb-la))}
	if la < lb {
		f.kind = news.Weaker
	}
	f.note = against(a, f.a, b, f.b)
	return f
}

func (s *side) wordOr(t int) text.Span {
	if t < 0 {
		return s.Span
	}
	return s.doc.Tokens[t].Span
}

// contradictionRule: of two readings that agree in nearly all their words one is
// negated.
func contradictionRule(e *event, a, b *side) finding {
	if e.negatedReading(a) == e.negatedReading(b) {
		return finding{}
	}
	if s := e.lexis.cover(a.words, b.words); min(s.a, s.b) < .7 {
		return finding{}
	}
	return finding{news.Contradiction, a.Span, b.Span, .6, "denied in one, affirmed in the other: " + against(a, a.Span, b, b.Span)}
}

func (e *event) negatedReading(s *side) bool {
	odd := false
	for _, x := range s.units {
		odd = odd != e.units[x].negated
	}
	return odd
}

// termRule: at the same place in the claim the accounts choose different words
// for one thing. Quotations aside: there the words are the speaker's.
func termRule(e *event, a, b *side) finding {
	if a.Form == news.Quoted && b.Form == news.Quoted {
		return finding{}
	}
	var best float32
	var at finding
	for _, w := range a.words {
		if e.matched(w, b.words) || !choosable(a.doc, w) {
			continue
		}
		for _, v := range b.words {
			if inCue(a, w) || inCue(b, v) || e.matched(v, a.words) || !choosable(b.doc, v) || !sameRole(a.doc, int(w.tok), b.doc, int(v.tok)) {
				continue
			}
			s := e.answers(a, w, b, v)
			if s > best {
				best = s
				at = finding{news.TermDiffers, a.doc.Tokens[w.tok].Span, b.doc.Tokens[v.tok].Span, .3 + .4*s, ""}
			}
		}
	}
	if best > 0 {
		at.note = against(a, at.a, b, at.b)
	}
	return at
}

// inCue says that w tells how the claim is said: that is for the cue rule.
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

// matched says that the same word stands among others.
func (e *event) matched(w word, among []word) bool {
	for _, v := range among {
		if w.id == v.id {
			return true
		}
	}
	return false
}

// headsOf says that w heads a clause of the reading.
func (e *event) headsOf(s *side, w word) bool {
	for _, x := range s.units {
		if e.units[x].head == w.id {
			return true
		}
	}
	return false
}

func choosable(doc *text.Document, w word) bool {
	if doc.Morphs == nil {
		return false
	}
	switch doc.Morphs[w.tok].UPOS {
	case "NOUN", "VERB", "ADJ":
		return true
	}
	return false
}

// answers is how surely v of b stands where w of a does: verbs head the claims,
// adjectives stand with one word, nouns mean nearly the same.
func (e *event) answers(a *side, w word, b *side, v word) float32 {
	s := e.lexis.similarity(w.id, v.id)
	switch a.doc.Morphs[w.tok].UPOS {
	case "VERB":
		if !e.headsOf(a, w) || !e.headsOf(b, v) {
			return 0
		}
		return max(s, .3)
	case "ADJ":
		if governor(a, w) != governor(b, v) {
			return 0
		}
	}
	if s < .6 {
		return 0
	}
	return s
}

// governor is the key of the word on which w depends, "" without a tree.
func governor(s *side, w word) string {
	if s.doc.Arcs == nil || s.doc.Arcs[w.tok].Head < 0 {
		return ""
	}
	g, _ := entryOf(s.doc, s.doc.Arcs[w.tok].Head)
	return g.key
}

// sameRole says that two tokens are of one part of speech.
func sameRole(a *text.Document, x int, b *text.Document, y int) bool {
	return a.Morphs[x].UPOS == b.Morphs[y].UPOS
}
