package attribute

import (
	"synoptic/lexicon"
	"synoptic/text"
)

// surface proposes what stands beside a verb of saying or thinking whatever the
// tree says of it: all to its right but other verbs that it is joined with and
// their company; or, at the end of a sentence, the clause before. It catches
// what the parser attaches wrongly; the scorer knows how far both agree.
func (f *finder) surface(v int, lemma string) {
	entry := f.cues.Best(lemma, "VERB", lexicon.ThatFrame)
	if entry == nil || entry.Frames[lexicon.ThatFrame]+entry.Frames[lexicon.QuoteFrame] == lexicon.NoCue {
		return
	}
	read := func(pattern string) *candidate {
		c := &candidate{pattern: pattern, upos: "VERB", lemma: lemma, entry: entry, head: v, agent: -1, passive: f.isPassive(v)}
		f.setSource(c, v)
		c.cue = f.cueGroup(v, nil)
		return c
	}
	c := read("around")
	if around := f.around(c); f.hasVerb(around) {
		f.add(c, around)
		return
	}
	c = read("right")
	f.setAddressee(c, v)
	start := c.cue[len(c.cue)-1] + 1
	if content := dropAll(f.rightOf(v, start), c.to); f.hasVerb(content) {
		f.add(c, content)
		return
	}
	c = read("left")
	if left := f.leftOf(c); f.hasVerb(left) {
		f.add(c, left)
	}
}

const maxAside = 14 // words between the commas of ", the minister told reporters on Monday,"

// around lists the tokens of the sentence on both sides of a source and cue that
// commas or dashes set off within it: "The plan, she said, will fail".
func (f *finder) around(c *candidate) []int {
	s := f.sentence(c.head)
	if len(c.source) == 0 || f.isPassive(c.head) || c.entry.Frames[lexicon.ThatFrame] != lexicon.UsualCue || f.rel(c.head, "advcl") {
		return nil
	}
	lo, hi := min(c.cue[0], c.source[0]), max(c.cue[len(c.cue)-1], c.source[len(c.source)-1])+1
	if f.rel(c.head, "acl") && f.relativeStart(s.Start, lo) == s.Start {
		return nil
	}
	if lo-1 <= s.Start || !f.setsOff(lo-1) || f.upos(c.agent) == "PRON" && f.feat(c.agent, "PronType=Rel") {
		return nil
	}
	for ; hi < s.End && !f.setsOff(hi); hi++ {
		if f.finite(hi) || hi > lo+maxAside || isQuoteMark(f.form(hi)) || f.upos(hi) == "SCONJ" || f.form(hi) == "to" && f.upos(hi) == "PART" {
			return nil
		}
	}
	if hi >= s.End-2 || f.quote[hi] >= 0 {
		return nil
	}
	switch f.form(hi + 1) {
	case "but", "and", "or", "who", "which", "while", "as", "adding":
		return nil
	}
	return f.aroundPhrase(lo, hi)
}

// setsOff reports whether token t can mark off an aside.
func (f *finder) setsOff(t int) bool { return f.form(t) == "," || isDash(f.form(t)) }

// rightOf lists the tokens from start to the end of v's sentence without verbs
// joined to v and what hangs on them.
func (f *finder) rightOf(v, start int) []int {
	end := f.clauseEnd(v)
	if start >= end || f.punct(start) && !isQuoteMark(f.form(start)) && f.form(start) != ":" {
		return nil
	}
	skip := map[int]bool{}
	for _, k := range f.kidsBy(v, "conj", "advcl", "parataxis", "obl:agent", "nsubj", "iobj") {
		if k >= start && !(f.rel(k, "advcl") && f.first(k) == start) && !(f.rel(k, "conj") && f.joins(v, k)) {
			for _, t := range f.yield(k, nil) {
				skip[t] = true
			}
		}
	}
	var out []int
	for t := start; t < end; t++ {
		if f.addsTo(t) == v || f.ownVoice(t) || f.resumes(t) == v {
			for _, k := range f.yield(t, nil) {
				skip[k] = true
			}
		}
		if !skip[t] {
			out = append(out, t)
		}
	}
	return out
}

// joins reports whether clause j, joined to v, goes on with v's complement.
func (f *finder) joins(v, j int) bool {
	k := f.kid(v, "ccomp")
	return k > v && j > k && f.goesOnInside(v, k, j)
}

// clauseEnd is where what v says must end: with the relative clause or participle
// that v heads, or else with the sentence.
func (f *finder) clauseEnd(v int) int {
	if !f.rel(v, "acl") {
		return f.sentence(v).End
	}
	end := v + 1
	for _, t := range f.yield(v, nil) {
		end = max(end, t+1)
	}
	return end
}

// first is the leftmost token below k.
func (f *finder) first(k int) int {
	at := k
	for _, t := range f.yield(k, nil) {
		at = min(at, t)
	}
	return at
}

// leftOf lists the tokens of the sentence before a source and cue that a comma
// or a quotation mark sets off.
func (f *finder) leftOf(c *candidate) []int {
	at := c.cue[0]
	if len(c.source) > 0 && c.source[0] < at {
		at = c.source[0]
	}
	start := f.sentence(c.head).Start
	if at-1 <= start || !f.punct(at-1) || f.form(at-1) == ":" {
		return nil
	}
	var out []int
	for t := start; t < at-1; t++ {
		out = append(out, t)
	}
	return out
}

func (f *finder) hasVerb(tokens []int) bool {
	for _, t := range tokens {
		switch f.xpos(t) {
		case "VBD", "VBZ", "VBP", "MD", "VB":
			return true
		}
	}
	return false
}

// nearSubject takes the noun phrase right before a finite verb as its source
// where the tree has none.
func (f *finder) nearSubject(c *candidate, v int) {
	if x := f.xpos(v); x != "VBD" && x != "VBZ" && x != "VBP" {
		return
	}
	i := v - 1
	for i > f.sentence(v).Start && (f.upos(i) == "ADV" || f.upos(i) == "AUX") {
		i--
	}
	if i < f.sentence(v).Start || !f.nominal(i) || f.temporal(i) || f.form(i) == "there" || f.form(i) == "it" && !f.says(c) {
		return
	}
	for h := f.head(i); h >= 0 && h < v && f.nominal(h) && f.rel(i, "flat", "compound", "appos"); h = f.head(i) {
		i = h
	}
	c.agent, c.source = i, f.sourcePhrase(i, v)
}

// says reports whether a cue is one of speech, so that "it" before it is
// somebody.
func (f *finder) says(c *candidate) bool {
	return c.entry != nil && (c.entry.Class == text.SpeechCue || c.entry.Class == text.DocumentCue)
}
