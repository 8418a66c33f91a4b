package attribute

import (
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

func (f *finder) adopt(kept []*candidate) []*candidate {
	var last *candidate
	lastAt := -1
	for _, q := range f.outermost() {
		start := q.tokens.Start
		if !q.speech || start != f.sentence(start).Start || f.attributed(q, kept) {
			continue
		}
		if last != nil && f.follows(lastAt, q) {
			last.quotes, last.bytes, lastAt = append(last.quotes, q.index), nil, q.tokens.End-1
			continue
		}
		by := f.lastSpeaking(kept, f.sent[start]-1)
		if by == nil || f.doc.Sentences[f.sent[by.head]].Paragraph != f.doc.Sentences[f.sent[start]].Paragraph {
			continue
		}
		c := *by
		c.pattern, c.content, c.quotes, c.bytes, c.to = "quote", nil, []int{q.index}, nil, nil
		c.entry, c.p = f.cues.Best("say", "VERB", lexicon.QuoteFrame), adopted*by.p
		last, lastAt = &c, q.tokens.End-1
		kept = append(kept, last)
	}
	return kept
}

const adopted = 0.8

func (f *finder) follows(t int, q quotation) bool {
	return t >= 0 && f.sent[q.tokens.Start] == f.sent[t]+1
}

func (f *finder) attributed(q quotation, kept []*candidate) bool {
	for _, c := range kept {
		if inside(f.doc.Quotes[q.index].Inner, f.contentSpans(c)) {
			return true
		}
		for t := q.tokens.End; t < f.sentence(q.tokens.End-1).End; t++ {
			if t == c.head {
				return true
			}
		}
	}
	return false
}

func (f *finder) lastSpeaking(kept []*candidate, s int) *candidate {
	var last *candidate
	for _, c := range kept {
		if c.upos == "VERB" && f.sent[c.head] == s && !c.inner && f.quote[c.head] < 0 && c.source != nil && c.entry != nil &&
			c.entry.Class == text.SpeechCue && (f.finite(c.head) || f.subjectOf(c.head) >= 0) && (last == nil || c.head > last.head) {
			last = c
		}
	}
	return last
}

func (f *finder) settle() {
	quoted := map[int]*candidate{}
	for _, c := range f.out {
		if c.pattern == "quote" {
			quoted[c.head] = c
		}
	}
	mixed := map[*candidate]bool{}
	kept := f.out[:0]
	for _, c := range f.out {
		q := quoted[c.head]
		if q == nil || c == q {
			kept = append(kept, c)
			continue
		}
		switch inQuote, outside := f.overlapWith(c, q); {
		case !inQuote:
			kept = append(kept, c)
		case outside >= 2 && !f.introduced(q):
			c.quotes = q.quotes
			mixed[q] = true
			kept = append(kept, c)
		}
	}
	f.out = kept
	for _, c := range f.out {
		if mixed[c] {
			c.pattern = "quote-part"
		}
	}
}

func (f *finder) overlapWith(c, q *candidate) (inQuote bool, outside int) {
	for _, t := range c.content {
		if f.punct(t) {
			continue
		}
		if f.quote[t] < 0 {
			outside++
			continue
		}
		for _, i := range q.quotes {
			inQuote = inQuote || f.quote[t] == i
		}
	}
	return inQuote, outside
}

func (f *finder) introduced(c *candidate) bool {
	r := f.doc.TokensIn(f.doc.Quotes[c.quotes[0]].Outer)
	if b := f.before(r.Start); b >= 0 && b >= c.head && (f.form(b) == ":" || f.form(b) == ",") {
		return true
	}
	if r.End < c.head && r.Start == f.sentence(r.Start).Start {
		inner := f.doc.Quotes[c.quotes[0]].Inner.In(f.doc.Text)
		return strings.HasSuffix(inner, ",") || strings.HasSuffix(inner, "?") || strings.HasSuffix(inner, "!") || f.form(r.End) == ","
	}
	return false
}
