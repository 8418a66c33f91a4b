package attribute

import (
	"sort"

	"synoptic/text"
)

// attributions turns what was kept into the layer: in text order, with kind,
// polarity, modality, speaker and nesting.
func (f *finder) attributions(kept []*candidate) []text.Attribution {
	out := make([]text.Attribution, 0, len(kept))
	for _, c := range kept {
		content := f.contentSpans(c)
		if len(content) == 0 {
			continue
		}
		a := text.Attribution{
			Content: content, Cue: f.spans(c.cue), Source: f.spans(c.source), Addressee: f.spans(c.to),
			Lemma: c.lemma, Class: text.SpeechCue, Level: 1, Parent: -1, Speaker: f.speaker(c), Confidence: confidence(c.p),
		}
		if len(a.Cue) == 0 {
			a.Cue = []text.Span{f.span(c.head)}
		}
		if c.entry != nil {
			a.Class, a.Evaluative = f.class(c), c.entry.Evaluative
		}
		a.Kind = kindOf(f.doc, content)
		a.Polarity, a.Modality = f.polarity(c), f.modality(c)
		out = append(out, a)
	}
	sort.SliceStable(out, func(i, j int) bool { return before(out[i], out[j]) })
	nest(out)
	return out
}

// class is that of the cue's entry; a document that says or shows something is a
// document cue.
func (f *finder) class(c *candidate) text.CueClass {
	if f.sourceKind(c.agent) == "document" {
		for _, e := range f.cues.Find(c.lemma, c.upos) {
			if e.Class == text.DocumentCue {
				return text.DocumentCue
			}
		}
	}
	return c.entry.Class
}

// before orders attributions by the start of the cue, then of the content.
func before(a, b text.Attribution) bool {
	if a.Cue[0] != b.Cue[0] {
		return a.Cue[0].Start < b.Cue[0].Start
	}
	return a.Content[0].Start < b.Content[0].Start
}

// contentSpans are the content's bytes: its tokens, its whole quotes, and the
// quotation marks around what it holds of a quote.
func (f *finder) contentSpans(c *candidate) []text.Span {
	if c.bytes != nil {
		return c.bytes
	}
	spans := f.spans(c.content)
	for _, q := range c.quotes {
		spans = append(spans, f.doc.Quotes[q].Outer)
	}
	for i := range spans {
		spans[i] = f.withMarks(spans[i])
	}
	c.bytes = f.union(spans)
	return c.bytes
}

// withMarks widens a span by quotation marks whose whole quote it holds.
func (f *finder) withMarks(s text.Span) text.Span {
	for _, q := range f.doc.Quotes {
		if q.Depth == 0 && q.Inner.Start >= s.Start-1 && q.Inner.End <= s.End+4 && q.Inner.Overlap(s) > 0 &&
			(q.Outer.Start < s.Start || q.Outer.End > s.End) && f.holdsWords(s, q.Inner) {
			s.Start, s.End = min(s.Start, q.Outer.Start), max(s.End, q.Outer.End)
		}
	}
	return s
}

// holdsWords reports whether every word of inner lies in s.
func (f *finder) holdsWords(s, inner text.Span) bool {
	r := f.doc.TokensIn(inner)
	for t := r.Start; t < r.End; t++ {
		if !f.punct(t) && !s.Contains(f.span(t)) {
			return false
		}
	}
	return true
}

// union sorts spans and joins those that overlap or have only space between.
func (f *finder) union(spans []text.Span) []text.Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	var out []text.Span
	for _, s := range spans {
		if n := len(out); n > 0 && f.onlySpace(out[n-1].End, s.Start) {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

func (f *finder) onlySpace(from, to int) bool {
	for i := from; i < to; i++ {
		switch f.doc.Text[i] {
		case ' ', '\n', '\t', '\r':
		default:
			return false
		}
	}
	return true
}

// kindOf tells by the words of the content that stand between quotation marks.
func kindOf(doc *text.Document, content []text.Span) text.Kind {
	quoted, words := 0, 0
	for _, s := range content {
		r := doc.TokensIn(s)
		for t := r.Start; t < r.End; t++ {
			if doc.Morphs[t].UPOS == "PUNCT" {
				continue
			}
			words++
			if doc.Quoted(doc.Tokens[t].Span) {
				quoted++
			}
		}
	}
	switch quoted {
	case 0:
		return text.Indirect
	case words:
		return text.Direct
	}
	return text.Mixed
}

// nest sets Parent to the smallest attribution whose content holds the cue, and
// Level from it.
func nest(as []text.Attribution) {
	for i := range as {
		size := 0
		for j := range as {
			if n := total(as[j].Content); i != j && inside(as[i].Cue[0], as[j].Content) && (as[i].Parent < 0 || n < size) {
				as[i].Parent, size = j, n
			}
		}
	}
	for i := range as {
		for j, steps := as[i].Parent, 0; j >= 0; j = as[j].Parent {
			if steps++; steps > len(as) { // two contents that hold each other's cue
				as[i].Parent, as[i].Level = -1, 1
				break
			}
			as[i].Level++
		}
	}
}

func total(spans []text.Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// speaker is the chain of the source: that of its head's longest mention; for a
// relative pronoun that of the noun before it.
func (f *finder) speaker(c *candidate) int {
	a := c.agent
	if a < 0 || f.doc.Mentions == nil {
		return -1
	}
	if w := f.form(a); w == "who" || w == "which" || w == "that" {
		for h := a; h >= 0; h = f.head(h) {
			if f.rel(h, "acl:relcl", "acl") {
				a = f.head(h)
				break
			}
		}
	}
	best, size := -1, 0
	for _, m := range f.doc.Mentions {
		if m.Head == a && m.Chain >= 0 && m.Tokens.Len() > size {
			best, size = m.Chain, m.Tokens.Len()
		}
	}
	return best
}
