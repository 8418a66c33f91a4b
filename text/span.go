// Package text is the vocabulary of one text and its annotation: spans,
// tokens, trees, mentions, attributions. It imports nothing of this module and
// does no I/O.
//
// A Document's Text never changes. Knowledge about it stands off in layers;
// each layer has one owner (a stage of package nlp) and refers to the text by
// Span (bytes) or Range (tokens).
package text

// Span is a stretch of a text in UTF-8 bytes, half-open: [Start, End).
type Span struct{ Start, End int }

// Len is the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlap is the number of bytes that s and o share.
func (s Span) Overlap(o Span) int {
	return max(0, min(s.End, o.End)-max(s.Start, o.Start))
}

// In returns the bytes of text that s covers. It panics like a slice
// expression if s does not lie in text.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Range is a run of tokens of one Document, half-open: [Start, End). It is not
// a Span: the two never mix.
type Range struct{ Start, End int }

// Len is the number of tokens.
func (r Range) Len() int { return r.End - r.Start }

// Contains reports whether token i lies in r.
func (r Range) Contains(i int) bool { return r.Start <= i && i < r.End }

// Cover is the smallest span that holds all of spans; the zero Span if there
// are none.
func Cover(spans []Span) Span {
	if len(spans) == 0 {
		return Span{}
	}
	c := spans[0]
	for _, s := range spans[1:] {
		c.Start, c.End = min(c.Start, s.Start), max(c.End, s.End)
	}
	return c
}
