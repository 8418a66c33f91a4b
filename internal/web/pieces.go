package web

import (
	"slices"
	"strings"

	"synoptic/text"
)

// mark sets a stretch of a text off.
type mark struct {
	span  text.Span
	class string
	id    string // anchor at its start
	ref   *ref   // number shown at its start
	href  string // to where the stretch leads
	title string
}

// ref is a number that leads to somewhere else where the same point stands.
type ref struct{ Label, Href, Title string }

// piece is a stretch of text in which nothing changes.
type piece struct {
	Text, Class, Href, Title string
	IDs                      []string
	Refs                     []ref
}

// cut cuts a part of a text at every mark. Marks may lie in each other and
// overlap; of several links the shortest one's holds.
func cut(t string, within text.Span, marks []mark) []piece {
	at := []int{within.Start, within.End}
	marks = slices.DeleteFunc(slices.Clone(marks), func(m mark) bool { return m.span.Overlap(within) == 0 })
	for _, m := range marks {
		at = append(at, max(m.span.Start, within.Start), min(m.span.End, within.End))
	}
	slices.Sort(at)
	at = slices.Compact(at)
	var out []piece
	begun := map[int]bool{}
	for i := 0; i+1 < len(at); i++ {
		out = append(out, cutPiece(t, text.Span{Start: at[i], End: at[i+1]}, marks, begun))
	}
	return out
}

// cutPiece is one stretch; begun are the marks whose start was passed.
func cutPiece(t string, s text.Span, marks []mark, begun map[int]bool) piece {
	p := piece{Text: s.In(t)}
	var classes []string
	shortest := len(t) + 1
	for k, m := range marks {
		if !m.span.Contains(s) {
			continue
		}
		if m.class != "" && !slices.Contains(classes, m.class) {
			classes = append(classes, m.class)
		}
		if m.href != "" && m.span.Len() < shortest {
			shortest, p.Href = m.span.Len(), m.href
		}
		if m.title != "" {
			p.Title = m.title
		}
		if begun[k] {
			continue
		}
		begun[k] = true
		if m.id != "" {
			p.IDs = append(p.IDs, m.id)
		}
		if m.ref != nil {
			p.Refs = append(p.Refs, *m.ref)
		}
	}
	p.Class = strings.Join(classes, " ")
	return p
}

// marked cuts a whole text at spans that are all of one class.
func marked(t string, spans []text.Span, class string) []piece {
	marks := make([]mark, len(spans))
	for i, s := range spans {
		marks[i] = mark{span: s, class: class}
	}
	return cut(t, text.Span{End: len(t)}, marks)
}

// letter names the i-th account of an event: A … Z, AA ….
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letter(i/26-1) + letter(i%26)
}
