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
	c := &candidate{pattern: "right", upos: "VERB", lemma: lemma, entry: entry, head: v, agent: -1, passive: f.isPassive(v)}
	f.setSource(c, v)
	f.setAddressee(c, v)
	c.cue = f.cueGroup(v, nil)
	start := c.cue[len(c.cue)-1] + 1
	if content := dropAll(f.rightOf(v, start), c.to); f.hasVerb(content) {
		f.add(c, content)
		return
	}
	c.to = nil
	if left := f.leftOf(c); f.hasVerb(left) {
		c.pattern = "left"
		f.add(c, left)
	}
}

// rightOf lists the tokens from start to the end of v's sentence without verbs
// joined to v and what hangs on them.
func (f *finder) rightOf(v, start int) []int {
	end := f.clauseEnd(v)
	if start >= end || f.punct(start) && !isQuoteMark(f.form(start)) && f.form(start) != ":" {
		return nil
	}
	skip := map[int]bool{}
	for _, k := range f.kidsBy(v, "conj", "advcl", "parataxis", "obl:agent", "nsubj", "iobj") {
		if k >= start && !(f.rel(k, "advcl") && f.first(k) == start) {
			for _, t := range f.yield(k, nil) {
				skip[t] = true
			}
		}
	}
	var out []int
	for t := start; t < end; t++ {
		if !skip[t] {
			out = append(out, t)
		}
	}
	return out
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
