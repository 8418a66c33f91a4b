package attribute

import (
	"synoptic/lexicon"
	"synoptic/text"
)

func (f *finder) preposition(p int) {
	if !f.cues.StartsPhrase(f.form(p)) && f.form(p) != "per" {
		return
	}
	lemma, words := f.prepositionAt(p)
	if words == 0 {
		return
	}
	last := p + words - 1
	n := f.objectAfter(p, last)
	if n < 0 || f.form(n) == "schedule" || f.form(n) == "plan" && f.kid(n, "det", "nmod:poss") < 0 {
		return
	}
	c := &candidate{pattern: "according", upos: "ADP", lemma: lemma, head: p, agent: n}
	c.entry = f.cues.Best(lemma, "ADP", lexicon.NounFrame)
	for i := p; i <= last; i++ {
		c.cue = append(c.cue, i)
	}
	end := f.phraseEnd(n, p, last)
	for i := last + 1; i < end; i++ {
		c.source = append(c.source, i)
	}
	f.add(c, f.aroundPhrase(p, end))
}

func (f *finder) phraseEnd(n, first, last int) int {
	end := n + 1
	for _, t := range f.sourcePhrase(n, -1) {
		if t > n && t <= end+1 {
			end = t + 1
		}
	}
	if f.opensSentence(first) {
		return f.beforeMarks(end, last)
	}
	for end < f.sentence(n).End && !f.punct(end) && !f.finite(end) && f.upos(end) != "PRON" && f.upos(end) != "CCONJ" && f.upos(end) != "SCONJ" {
		end++
	}
	return f.beforeMarks(end, last)
}

func (f *finder) beforeMarks(end, last int) int {
	for end > last+2 && f.punct(end-1) && f.form(end-1) != ")" {
		end--
	}
	return end
}

func (f *finder) opensSentence(p int) bool { return f.clauseStart(f.sentence(p)) >= p }

func (f *finder) finite(t int) bool {
	switch f.xpos(t) {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

func (f *finder) clauseStart(s text.Range) int {
	lo := s.Start
	for t := s.Start + 1; t < s.End-1 && t < s.Start+maxDateline && !f.finite(t); t++ {
		if isDash(f.form(t)) && f.span(t).Start > f.span(t-1).End && f.span(t+1).Start > f.span(t).End {
			lo = t + 1
		}
	}
	for lo < s.End && (f.upos(lo) == "CCONJ" || f.punct(lo) && !isQuoteMark(f.form(lo))) {
		lo++
	}
	return lo
}

func (f *finder) aroundPhrase(p, end int) []int {
	s := f.sentence(p)
	lo, hi := f.clauseStart(s), s.End
	for t := lo; t < s.End; t++ {
		switch {
		case f.form(t) != ";":
		case t < p:
			lo = t + 1
		case t >= end:
			hi = min(hi, t)
		}
	}
	switch b := f.lastWord(p); {
	case b <= lo:
	case f.form(b) == "that" && f.rel(b, "mark"):
		lo = p
	case f.form(b) == "that":
		lo = b
	default:
		lo = f.relativeStart(lo, p)
	}
	if lo != f.clauseStart(s) {
		hi = f.relativeEnd(end, hi)
	}
	var out []int
	for t := lo; t < hi; t++ {
		if t < p || t >= end {
			out = append(out, t)
		}
	}
	return out
}

func (f *finder) relativeStart(lo, p int) int {
	for t := p - 2; t > lo; t-- {
		if f.form(t) != "," {
			continue
		}
		for i := t + 1; i < min(t+3, p); i++ {
			switch f.form(i) {
			case "which", "who", "whom", "whose":
				return t + 1
			}
		}
		return lo
	}
	return lo
}

func (f *finder) relativeEnd(end, hi int) int {
	for t := end + 1; t < hi-1; t++ {
		if f.form(t) == "," && f.finite(t+1) {
			return t
		}
	}
	return hi
}

func (f *finder) lastWord(p int) int {
	if b := p - 1; b >= f.sentence(p).Start && f.form(b) == "," {
		return b - 1
	}
	return p - 1
}

func (f *finder) prepositionAt(p int) (string, int) {
	lemma, found, words := "", "", 0
	for i := p; i < f.sentence(p).End && i < p+5; i++ {
		if i > p {
			lemma += " "
		}
		if f.upos(i) == "NOUN" {
			lemma += f.lemma(i)
		} else {
			lemma += f.form(i)
		}
		if f.cues.Find(lemma, "ADP") != nil {
			found, words = lemma, i-p+1
		}
	}
	return found, words
}

func (f *finder) objectAfter(first, last int) int {
	for i := first; i <= last; i++ {
		if h := f.head(i); h > last && f.rel(i, "case", "mark") {
			return h
		}
	}
	for i := last + 1; i < f.sentence(first).End; i++ {
		if f.nominal(i) && (f.head(i) <= last || f.head(i) > i) && !f.rel(i, "compound", "nmod:poss") {
			return i
		}
	}
	return -1
}
