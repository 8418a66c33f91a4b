package attribute

import (
	"strings"

	"synoptic/lexicon"
)

// noun proposes what a noun of saying or thinking takes: "the claim that …",
// "her demand for …", "his concern is that …".
func (f *finder) noun(n int) {
	lemma := f.lemma(n)
	if f.cues.Find(lemma, "NOUN") == nil {
		return
	}
	for _, k := range f.kids[n] {
		switch {
		case f.rel(k, "acl", "ccomp", "advcl") && (!f.rel(k, "acl:relcl") || f.saidThat(k)):
			if pattern := f.nounClause(k); pattern != "" {
				f.nounFrame(pattern, n, lemma, k, -1)
			}
		case f.rel(k, "nmod", "obl"):
			f.nounPreposition(n, k, lemma)
		}
	}
	f.equation(n, lemma)
}

// saidThat reports whether a clause called relative has "that" as a conjunction.
func (f *finder) saidThat(k int) bool {
	if m := f.kid(k, "mark"); m >= 0 {
		return f.form(m) == "that"
	}
	o := f.kid(k, "obj") // "that the rent was due" has no place for an object
	return o >= 0 && f.form(o) == "that" && f.kid(k, "cop") >= 0
}

// nounClause is the pattern of a clause below a noun; "" if it is a plain
// participle or relative clause.
func (f *finder) nounClause(k int) string {
	for _, m := range f.kidsBy(k, "mark", "advmod", "case") {
		switch w := f.form(m); w {
		case "that", "whether", "if", "how", "why":
			return "that"
		case "to":
			return "inf"
		case "of", "about", "on", "for", "against", "in", "from", "at", "over":
			return w
		}
	}
	return ""
}

func (f *finder) nounPreposition(n, k int, lemma string) {
	for _, m := range f.kidsBy(k, "case", "mark") {
		prep := lexicon.CueFrame(f.form(m))
		for _, c := range f.cues.Find(lemma, "NOUN") {
			if c.Frames[prep] != lexicon.NoCue {
				f.nounFrame(string(prep), n, lemma, k, m)
				return
			}
		}
	}
}

// nounFrame adds a candidate of a noun; prep is the token of the preposition
// that belongs to the cue, -1 if there is none.
func (f *finder) nounFrame(pattern string, n int, lemma string, k, prep int) {
	c := &candidate{pattern: pattern, upos: "NOUN", lemma: lemma, head: n, agent: -1}
	c.entry = f.cues.Best(lemma, "NOUN", lexicon.CueFrame(pattern))
	content := f.yield(k, func(t int) bool { return t == prep })
	c.cue = f.nounCue(n, k, prep)
	f.setHolder(c, n)
	f.add(c, content)
}

// nounCue is the noun with the verb that carries it ("made the claim"), where
// nothing but its article stands between, and the preposition after it.
func (f *finder) nounCue(n, k, prep int) []int {
	lo, hi := n, n
	if v := f.carrier(n); v >= 0 && v < n && f.near(v, n) {
		group := f.cueGroup(v, nil)
		lo = group[0]
	}
	if prep == n+1 {
		hi = prep
	}
	var run []int
	for i := lo; i <= hi; i++ {
		run = append(run, i)
	}
	return run
}

// near reports whether only words of n's own phrase, no possessor among them,
// stand between verb v and its object n.
func (f *finder) near(v, n int) bool {
	for i := v + 1; i < n; i++ {
		if !f.under(i, n) && !f.rel(i, "compound:prt", "advmod") || f.rel(i, "nmod:poss") {
			return false
		}
	}
	return true
}

// carrier is the light verb that makes a noun an act: "made a claim", "voiced
// concern", "issued a warning"; -1 if there is none.
func (f *finder) carrier(n int) int {
	v := f.head(n)
	if v < 0 || f.upos(v) != "VERB" || !f.rel(n, "obj", "nsubj:pass", "obl") {
		return -1
	}
	switch f.lemma(v) {
	case "make", "give", "issue", "voice", "express", "have", "raise", "hold", "offer", "release", "put", "deliver", "take", "lodge", "file", "level",
		"reach", "sign", "announce", "launch", "sound", "repeat", "reject", "deny", "send", "extend", "share", "harbour", "harbor", "bring", "come", "reiterate":
		return v
	}
	return -1
}

// carriedBy is the noun that a verb carries and whose clause k is: "expressed hope
// that …"; -1 if the clause is the verb's own.
func (f *finder) carriedBy(v, k int) int {
	for _, o := range f.kidsBy(v, "obj") {
		if o < k && o > v && f.isNounCue(o) && f.carrier(o) == v && f.saidThat(k) {
			return o
		}
	}
	return -1
}

// setHolder finds whose claim, belief or plan it is: the possessor, "of" or "by"
// or "from" after the noun, or the subject of the verb that carries it.
func (f *finder) setHolder(c *candidate, n int) {
	if p := f.kid(n, "nmod:poss"); p >= 0 {
		c.agent, c.source = p, f.sourcePhrase(p, n)
		return
	}
	for _, k := range f.kidsBy(n, "nmod", "acl") {
		for _, m := range f.kidsBy(k, "case") {
			switch f.form(m) {
			case "by", "from", "among":
				c.agent, c.source = k, f.sourcePhrase(k, n)
				return
			}
		}
	}
	if v := f.head(n); v >= 0 && f.rel(n, "obj", "obl", "advcl", "appos", "dep", "parataxis", "ccomp") && strings.HasSuffix(f.form(n), "ing") && n > v && f.form(n-1) == "," {
		if a := f.subject(v, 0); a >= 0 { // "left, warning that …": the tagger takes the participle for a noun
			c.agent, c.source = a, f.sourcePhrase(a, n)
			return
		}
	}
	if v := f.carrier(n); v >= 0 {
		if a := f.sourceOf(v, 0); a >= 0 && !f.under(a, n) {
			c.agent, c.source = a, f.sourcePhrase(a, n)
		}
	}
}

// equation proposes the other side of "her concern is that …", "the plan is to
// …", "my question: …".
func (f *finder) equation(n int, lemma string) {
	if !f.rel(n, "nsubj") {
		return
	}
	h := f.head(n)
	cop := f.kid(h, "cop")
	switch {
	case f.rel(n, "nsubj:outer") && cop >= 0:
		f.equated(n, lemma, "that", cop, f.yield(h, func(t int) bool { return t == n || t == cop }))
	case cop >= 0 && f.upos(h) == "VERB" && f.marked(h, "to"):
		f.equated(n, lemma, "inf", cop, f.yield(h, func(t int) bool { return t == n || t == cop }))
	case f.lemma(h) == "be":
		if k := f.kid(h, "ccomp", "xcomp", "advcl"); k >= 0 {
			pattern := f.nounClause(k)
			if pattern == "" {
				pattern = "that"
			}
			f.equated(n, lemma, pattern, h, f.yield(k, nil))
		}
	}
}

func (f *finder) equated(n int, lemma, pattern string, be int, content []int) {
	c := &candidate{pattern: "is-" + pattern, upos: "NOUN", lemma: lemma, head: n, agent: -1}
	c.entry = f.cues.Best(lemma, "NOUN", lexicon.CueFrame(pattern))
	c.cue = []int{n}
	for i := n + 1; i <= be && (i == be || !f.punct(i)); i++ {
		c.cue = append(c.cue, i)
	}
	f.setHolder(c, n)
	after := content[:0:0]
	for _, t := range content {
		if t > be {
			after = append(after, t)
		}
	}
	f.add(c, after)
}

// adjective proposes what an adjective of attitude takes: "is sure that …",
// "was critical of …", "ready to …".
func (f *finder) adjective(a int) {
	lemma := f.lemma(a)
	if f.cues.Find(lemma, "ADJ") == nil {
		return
	}
	for _, k := range f.kids[a] {
		switch {
		case f.rel(k, "ccomp"):
			f.adjectiveFrame("that", a, lemma, k, -1)
		case f.rel(k, "xcomp", "advcl") && f.marked(k, "to"):
			f.adjectiveFrame("inf", a, lemma, k, -1)
		case f.rel(k, "obl", "advcl", "nmod"):
			for _, m := range f.kidsBy(k, "case", "mark") {
				if c := f.cues.Best(lemma, "ADJ", lexicon.CueFrame(f.form(m))); c.Frames[lexicon.CueFrame(f.form(m))] != lexicon.NoCue {
					f.adjectiveFrame(f.form(m), a, lemma, k, m)
				}
			}
		}
	}
}

func (f *finder) adjectiveFrame(pattern string, a int, lemma string, k, prep int) {
	c := &candidate{pattern: pattern, upos: "ADJ", lemma: lemma, head: a, agent: -1}
	c.entry = f.cues.Best(lemma, "ADJ", lexicon.CueFrame(pattern))
	content := f.yield(k, func(t int) bool { return t == prep })
	c.cue = f.cueGroup(a, content)
	if prep >= 0 && prep == c.cue[len(c.cue)-1]+1 {
		c.cue = append(c.cue, prep)
	}
	if s := f.kid(a, "nsubj"); s >= 0 {
		c.agent, c.source = s, f.sourcePhrase(s, a)
	} else if s := f.sourceOf(a, 0); s >= 0 {
		c.agent, c.source = s, f.sourcePhrase(s, a)
	}
	f.add(c, content)
}

// preposition proposes the sentence to which "according to …", "in the words of
// …" is put. The tree seldom knows how far it reaches, the commas do.
// phraseEnd is where the noun phrase of n, after tokens first to last, ends. The
// tree tells it; where the phrase closes the sentence or an aside, it runs to the
// next mark or finite verb whatever the tree says.
// beforeMarks moves end back over punctuation.
// opensSentence reports whether nothing but marks and conjunctions stands before
// token p in its sentence.
// clauseStart is where what a sentence says begins: after a dateline, marks and
// "and" or "but".
// aroundPhrase lists the tokens of the sentence outside an aside from p to end:
// all of them between semicolons; where the aside follows a relative pronoun or
// "that", the clause that this begins.
// relativeStart is where the relative clause after the last comma between lo and
// p begins, lo if there is none.
// relativeEnd is the comma before hi at which the main clause goes on.
// lastWord is the word before token p, at most a comma away.
// prepositionAt matches the longest preposition of the lexicon at token p.
// objectAfter is the noun that a preposition at tokens first to last governs.
func dropAll(tokens, drop []int) []int {
	gone := map[int]bool{}
	for _, t := range drop {
		gone[t] = true
	}
	var out []int
	for _, t := range tokens {
		if !gone[t] {
			out = append(out, t)
		}
	}
	return out
}
