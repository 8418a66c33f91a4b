package query

import (
	"context"
	"unicode/utf8"

	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/text"
)

// Passage is the exact text of a span with what stands around it.
type Passage struct {
	Article             news.Article
	Before, Text, After string
}

// Passage finds the bytes of a span of an article's newest text, and up to so
// many bytes on each side, cut at characters. A span that lies outside the text
// or cuts a character is a Usage fault.
func (r *Reader) Passage(ctx context.Context, article string, s text.Span, around int) (Passage, error) {
	a, err := r.s.Article(ctx, article)
	if err != nil {
		return Passage{}, err
	}
	t := a.Text
	boundary := func(i int) bool { return i == len(t) || utf8.RuneStart(t[i]) }
	if s.Start < 0 || s.End < s.Start || s.End > len(t) || !boundary(s.Start) || !boundary(s.End) {
		return Passage{}, fault.New(fault.Usage, "article %q has %d bytes of text: no span %d-%d", article, len(t), s.Start, s.End)
	}
	from, to := max(0, s.Start-around), min(len(t), s.End+around)
	for !boundary(from) {
		from++
	}
	for !boundary(to) {
		to--
	}
	return Passage{a, t[from:s.Start], s.In(t), t[s.End:to]}, nil
}
