package attribute

import "synoptic/text"

// setSpeaker finds the speaker of a quotation: the verb's subject, unless it lies
// inside the quote; or else the nearest noun beside the verb.
func (f *finder) setSpeaker(c *candidate, v int, q text.Range) {
	if f.between(c, v, q) {
		return
	}
	if a := f.sourceOf(v, 0); a >= 0 && f.quote[a] < 0 && !f.temporal(a) && !f.inverted(c, a, q) {
		c.agent, c.source = a, f.outsideQuotes(f.sourcePhrase(a, v))
		return
	}
	end := f.sentence(v).End
	for i := v + 1; i < end && i <= v+8 && f.quote[i] < 0; i++ {
		if f.nominal(i) && !f.temporal(i) && (!f.rel(i, "obj", "iobj") || i > q.End && v >= q.End) && (f.head(i) == v || f.head(i) < 0 || !f.nominal(f.head(i))) && f.kid(i, "case") < 0 {
			c.agent, c.source = i, f.outsideQuotes(f.sourcePhrase(i, v))
			return
		}
	}
	for i := v - 1; i >= f.sentence(v).Start && i >= v-8 && f.quote[i] < 0; i-- {
		if f.nominal(i) && !f.temporal(i) && !(f.head(i) == i+1 && f.rel(i, "compound")) {
			c.agent, c.source = i, f.outsideQuotes(f.sourcePhrase(i, v))
			return
		}
	}
}

// inverted reports whether a cue right after its quotation has its speaker after
// it, and not the a that the tree gives: “…,” said Lorne.
func (f *finder) inverted(c *candidate, a int, q text.Range) bool {
	next := c.cue[len(c.cue)-1] + 1
	if a >= next || next >= f.sentence(c.head).End || !(f.nominal(next) || f.upos(next) == "DET" || f.upos(next) == "ADJ") {
		return false
	}
	for t := q.End; t < c.cue[0]; t++ {
		if !f.punct(t) {
			return false
		}
	}
	return c.cue[0] >= q.End
}

const maxBetween = 25 // words of a speaker between quotation and verb

// between takes what stands between the end of a quotation and the verb after it
// as the speaker: “…,” Ada Lorne, the mayor, said.
func (f *finder) between(c *candidate, v int, q text.Range) bool {
	from, to := q.End, c.cue[0]
	for from < to && f.punct(from) {
		from++
	}
	if to <= from || to-from > maxBetween || f.upos(from) == "CCONJ" || f.upos(from) == "SCONJ" || f.upos(from) == "ADP" || f.upos(from) == "VERB" {
		return false
	}
	head := -1
	for i := from; i < to; i++ {
		if f.upos(i) == "VERB" && !f.rel(i, "acl") && !f.inRelative(i, from) {
			return false
		}
		if h := f.head(i); head < 0 && f.nominal(i) && !f.temporal(i) && (h < from || h >= to || !f.nominal(h)) {
			head = i
		}
	}
	if head < 0 {
		return false
	}
	for i := from; i < to; i++ {
		if i > head && (f.head(i) == v && (f.rel(i, "advmod", "aux") || f.temporal(i))) {
			continue
		}
		c.source = append(c.source, i)
	}
	c.agent = head
	return true
}

// inRelative reports whether verb i has a relative pronoun before it, after
// token from, with no other verb between.
func (f *finder) inRelative(i, from int) bool {
	for t := i - 1; t > from && f.upos(t) != "VERB"; t-- {
		switch f.form(t) {
		case "who", "whose", "whom", "which":
			return true
		}
	}
	return false
}

// temporal reports whether a noun is a time of day, a day or a month.
func (f *finder) temporal(i int) bool {
	if f.rel(i, "obl:tmod", "obl:unmarked", "nmod:tmod", "nmod:unmarked") {
		return true
	}
	switch f.form(i) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august",
		"september", "october", "november", "december", "morning", "afternoon", "evening", "night", "week", "month", "year", "today", "yesterday", "tomorrow", "time", "day":
		return true
	}
	return false
}

func (f *finder) outsideQuotes(tokens []int) []int {
	var out []int
	for _, t := range tokens {
		if f.quote[t] < 0 {
			out = append(out, t)
		}
	}
	return out
}
