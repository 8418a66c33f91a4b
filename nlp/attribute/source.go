package attribute

import (
	"synoptic/lexicon"
	"synoptic/text"
)

// setSource finds who says, thinks or wants by the verb v: its own subject, the
// agent of a passive, or the subject that it shares with the verb above it.
func (f *finder) setSource(c *candidate, v int) {
	if a := f.sourceOf(v, 0); a >= 0 {
		c.agent, c.source = a, f.sourcePhrase(a, v)
	} else if !c.passive {
		f.nearSubject(c, v)
	}
}

// subjectOf is the nearest subject before v, or else any.
func (f *finder) subjectOf(v int) int {
	best := -1
	for _, k := range f.kidsBy(v, "nsubj") {
		if best < 0 || k < v {
			best = k
		}
	}
	return best
}

const maxClimb = 6 // verbs above a verb that are asked for a subject

func (f *finder) sourceOf(v, depth int) int {
	if f.isPassive(v) {
		return f.passiveAgent(v)
	}
	if s := f.subjectOf(v); s >= 0 {
		if f.form(s) == "it" && f.kid(v, "expl") >= 0 || f.form(s) == "there" {
			return -1
		}
		return s
	}
	h := f.head(v)
	if h < 0 || depth > maxClimb {
		return -1
	}
	if u := f.addsTo(v); u >= 0 {
		return f.subject(u, depth+1)
	}
	switch {
	case f.marked(v, "as") && f.quotes(h):
		if f.isPassive(h) {
			return f.kid(h, "nsubj")
		}
		return f.kid(h, "obj")
	case f.resumes(v) >= 0:
		return f.subject(f.resumes(v), depth+1)
	case f.rel(v, "conj"):
		if f.isPassive(h) {
			return f.subjectOf(h)
		}
		return f.sourceOf(h, depth+1)
	case f.rel(v, "xcomp"):
		if o := f.kid(h, "obj", "iobj"); o >= 0 {
			return o
		}
		return f.subject(h, depth+1)
	case f.rel(v, "advcl", "parataxis"):
		return f.subject(h, depth+1)
	case f.rel(v, "acl") && (f.upos(h) == "NOUN" || f.upos(h) == "PROPN" || f.upos(h) == "PRON"):
		return f.holder(h, v)
	case f.rel(v, "ccomp") && f.xpos(v) == "VBG":
		return f.subject(h, depth+1)
	}
	return -1
}

// quotes reports whether a verb introduces whom it quotes: "quoted her as saying".
func (f *finder) quotes(v int) bool {
	switch f.lemma(v) {
	case "quote", "cite", "report":
		return true
	}
	return false
}

// addsTo is the verb whose subject goes on to speak in a participle after a
// comma, "…, adding that …", -1 if v is no such participle. The tree hangs it on
// whatever noun or verb stands nearest; the speaker is that of the whole.
func (f *finder) addsTo(v int) int {
	if f.xpos(v) != "VBG" || !f.speechCue(v) && !f.takesThat(v) || f.quote[v] >= 0 || f.kid(v, "nsubj", "aux", "mark", "case") >= 0 {
		return -1
	}
	b := v - 1
	for b > f.sentence(v).Start && f.upos(b) == "ADV" {
		b--
	}
	if b <= f.sentence(v).Start || !f.setsOff(b) {
		return -1
	}
	u := -1
	for h := f.head(v); h >= 0; h = f.head(h) {
		if h < v && f.upos(h) == "VERB" && f.quote[h] < 0 && f.subjectOf(h) >= 0 && (u < 0 || f.speechCue(h) && !f.rel(h, "acl", "advcl")) {
			u = h
		}
	}
	return u
}

func (f *finder) takesThat(v int) bool {
	e := f.cues.Best(f.lemma(v), "VERB", lexicon.ThatFrame)
	return e != nil && e.Class == text.SpeechCue && e.Frames[lexicon.ThatFrame] == lexicon.UsualCue
}

// subject is the subject of v, of a passive too, or the one it shares.
func (f *finder) subject(v, depth int) int {
	if s := f.kid(v, "nsubj"); s >= 0 && f.form(s) != "there" {
		return s
	}
	return f.sourceOf(v, depth)
}

// holder is whose act a participle or infinitive below noun n is: "a man
// claiming …" the noun's, "his plan to demand …" the possessor's.
func (f *finder) holder(n, v int) int {
	if f.xpos(v) == "VBG" {
		return n
	}
	if p := f.kid(n, "nmod:poss"); p >= 0 {
		return p
	}
	return -1
}

func (f *finder) passiveAgent(v int) int {
	for _, k := range f.kidsBy(v, "obl") {
		if f.rel(k, "obl:agent") || f.marked(k, "by") {
			if f.rel(k, "obl:agent") || f.personal(k) {
				return k
			}
		}
	}
	return -1
}

// personal reports whether a noun phrase may name somebody who speaks.
func (f *finder) personal(i int) bool {
	for _, e := range f.doc.Entities {
		if e.Tokens.Contains(i) {
			return true
		}
	}
	return f.upos(i) == "PROPN" || f.upos(i) == "PRON" || f.upos(i) == "NOUN" && f.kid(i, "det", "nmod:poss", "amod", "nummod") >= 0
}

// sourcePhrase is the noun phrase of the source: with article, titles,
// appositions and what identifies it, without its preposition, without the verb
// that it is the source of, and without an aside in commas.
func (f *finder) sourcePhrase(a, v int) []int {
	return f.yield(a, func(t int) bool {
		if t == v || f.under(v, t) {
			return true
		}
		return f.notOfPhrase(t, a) || t > a && f.besides(t)
	})
}

// besides reports whether t, below a noun, belongs to the sentence: a day or an
// adverb that the parser hung on the noun before it.
func (f *finder) besides(t int) bool {
	switch f.form(t) {
	case "meantime", "meanwhile", "however", "too", "also", "though", "therefore", "moreover", "instead":
		return true
	}
	return f.rel(t, "nmod", "obl") && f.marked(t, "on") && f.temporal(t)
}

// nounPhrase is the noun phrase around its head, without its preposition and
// without an aside.
func (f *finder) nounPhrase(n int) []int {
	return f.yield(n, func(t int) bool { return f.notOfPhrase(t, n) })
}

// notOfPhrase reports whether t, below the phrase's head n, is outside the
// phrase: its preposition, a clause that only hangs there, a list's punctuation.
func (f *finder) notOfPhrase(t, n int) bool {
	if f.head(t) != n {
		return false
	}
	return f.rel(t, "case") && t < n && f.form(t) != "'s" || f.rel(t, "parataxis", "mark", "cop", "advcl", "discourse") || f.rel(t, "cc") && t < n
}

const maxDateline = 8 // tokens of "TARVO, March 3 (TNA) -"

// cutDateline takes a dateline off a source that the parser joined to it.
func (f *finder) cutDateline(c *candidate) {
	if len(c.source) == 0 || c.source[0] != f.sentence(c.source[0]).Start {
		return
	}
	for i, t := range c.source {
		if i >= maxDateline {
			return
		}
		if d := f.span(t); isDash(f.form(t)) && i > 0 && i+1 < len(c.source) && d.Start > f.span(t-1).End && f.span(t+1).Start > d.End {
			c.source = c.source[i+1:]
			if c.agent <= t {
				c.agent = f.topOf(c.source)
			}
			return
		}
	}
}
