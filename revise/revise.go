// Package revise tells how two versions of one article differ: sentence by
// sentence, with quotations that changed flagged.
package revise

import (
	"slices"
	"strings"
	"unicode"

	"synoptic/text"
)

// Kind is what became of a sentence.
type Kind string

// The kinds.
const (
	Same    Kind = "same"
	Changed Kind = "changed"
	Added   Kind = "added"
	Removed Kind = "removed"
)

// Step is one sentence of either version, or a pair of them.
type Step struct {
	Kind     Kind
	Old, New text.Span // of the sentences; zero where the version has none
	Edits    []Edit    // of a Changed pair: what differs, in text order
	Quotes   []Edit    // quotations inside the sentences that are not the same in both
}

// Edit is a stretch that differs; one side is empty where something was put in
// or left out.
type Edit struct{ Old, New text.Span }

// Two sentences with at least this share of their words in common are versions
// of one.
const similar = 0.5

// Diff compares two documents that have sentences; quotations are compared where
// both have that layer. Steps follow the new version; what was removed stands
// where it stood. The same documents give the same steps; time grows with the
// product of the numbers of sentences that differ.
//
// The sentences that stayed are found as a longest common subsequence (Hunt and
// McIlroy, 1976); between them, changed ones are paired in order so that the
// words in common are most.
func Diff(old, new *text.Document) []Step {
	a, b := sentences(old), sentences(new)
	d := differ{old: old, new: new}
	i, j := 0, 0
	for _, m := range common(len(a), len(b), func(i, j int) float64 {
		if a[i].key == b[j].key {
			return 1
		}
		return 0
	}) {
		d.between(a[i:m[0]], b[j:m[1]])
		d.steps = append(d.steps, Step{Kind: Same, Old: a[m[0]].span, New: b[m[1]].span})
		i, j = m[0]+1, m[1]+1
	}
	d.between(a[i:], b[j:])
	return d.steps
}

// sentence is a sentence with its words; key is its text with white space
// collapsed.
type sentence struct {
	span  text.Span
	key   string
	words []text.Span
}

func sentences(d *text.Document) []sentence {
	out := make([]sentence, len(d.Sentences))
	for i, s := range d.Sentences {
		out[i] = sentence{s.Span, strings.Join(strings.Fields(s.Span.In(d.Text)), " "), words(d.Text, s.Span)}
	}
	return out
}

// words splits a span at white space and around punctuation.
func words(s string, in text.Span) []text.Span {
	var out []text.Span
	start := -1
	for i, r := range in.In(s) {
		i += in.Start
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if !letter && start >= 0 {
			out = append(out, text.Span{Start: start, End: i})
			start = -1
		}
		switch {
		case letter && start < 0:
			start = i
		case !letter && !unicode.IsSpace(r):
			out = append(out, text.Span{Start: i, End: i + len(string(r))})
		}
	}
	if start >= 0 {
		out = append(out, text.Span{Start: start, End: in.End})
	}
	return out
}

type differ struct {
	old, new *text.Document
	steps    []Step
}

// between pairs the sentences between two that stayed.
func (d *differ) between(a, b []sentence) {
	i, j := 0, 0
	for _, m := range common(len(a), len(b), func(i, j int) float64 { return d.likeness(a[i], b[j]) }) {
		d.alone(a[i:m[0]], b[j:m[1]])
		d.changed(a[m[0]], b[m[1]])
		i, j = m[0]+1, m[1]+1
	}
	d.alone(a[i:], b[j:])
}

func (d *differ) alone(a, b []sentence) {
	for _, s := range a {
		d.steps = append(d.steps, Step{Kind: Removed, Old: s.span, Quotes: d.quotes(s.span, text.Span{})})
	}
	for _, s := range b {
		d.steps = append(d.steps, Step{Kind: Added, New: s.span, Quotes: d.quotes(text.Span{}, s.span)})
	}
}

// likeness is the Dice coefficient of two sentences' words, 0 below similar.
func (d *differ) likeness(a, b sentence) float64 {
	count := map[string]int{}
	for _, w := range a.words {
		count[strings.ToLower(w.In(d.old.Text))]++
	}
	both := 0
	for _, w := range b.words {
		if k := strings.ToLower(w.In(d.new.Text)); count[k] > 0 {
			count[k]--
			both++
		}
	}
	if s := 2 * float64(both) / float64(max(1, len(a.words)+len(b.words))); s >= similar {
		return s
	}
	return 0
}

func (d *differ) changed(a, b sentence) {
	s := Step{Kind: Changed, Old: a.span, New: b.span, Quotes: d.quotes(a.span, b.span)}
	i, j := 0, 0
	edit := func(x, y []text.Span) {
		if len(x)+len(y) > 0 {
			s.Edits = append(s.Edits, Edit{text.Cover(x), text.Cover(y)})
		}
	}
	for _, m := range common(len(a.words), len(b.words), func(i, j int) float64 {
		if a.words[i].In(d.old.Text) == b.words[j].In(d.new.Text) {
			return 1
		}
		return 0
	}) {
		edit(a.words[i:m[0]], b.words[j:m[1]])
		i, j = m[0]+1, m[1]+1
	}
	edit(a.words[i:], b.words[j:])
	d.steps = append(d.steps, s)
}

// quotes lists the quotations of two sentences that are not the same in both,
// paired in order.
func (d *differ) quotes(a, b text.Span) []Edit {
	if d.old.Quotes == nil || d.new.Quotes == nil {
		return nil
	}
	x, y := quotesIn(d.old, a), quotesIn(d.new, b)
	drop := func(from []text.Span, doc *text.Document, other []text.Span, otherDoc *text.Document) []text.Span {
		return slices.DeleteFunc(slices.Clone(from), func(s text.Span) bool {
			return slices.ContainsFunc(other, func(o text.Span) bool { return s.In(doc.Text) == o.In(otherDoc.Text) })
		})
	}
	x, y = drop(x, d.old, y, d.new), drop(y, d.new, x, d.old)
	var out []Edit
	for i := range max(len(x), len(y)) {
		var e Edit
		if i < len(x) {
			e.Old = x[i]
		}
		if i < len(y) {
			e.New = y[i]
		}
		out = append(out, e)
	}
	return out
}

// quotesIn are the insides of the outermost quotations that share a byte with
// a sentence.
func quotesIn(d *text.Document, sentence text.Span) []text.Span {
	var out []text.Span
	for _, q := range d.Quotes {
		if q.Depth == 0 && q.Inner.Overlap(sentence) > 0 {
			out = append(out, q.Inner)
		}
	}
	return out
}

// common finds pairs of indexes, rising on both sides, whose weights add up to
// most; pairs of weight 0 are none.
func common(n, m int, weight func(i, j int) float64) [][2]int {
	var out [][2]int
	start := 0
	for start < n && start < m && weight(start, start) == 1 {
		out = append(out, [2]int{start, start})
		start++
	}
	var tail [][2]int
	for n > start && m > start && weight(n-1, m-1) == 1 {
		n, m = n-1, m-1
		tail = append(tail, [2]int{n, m})
	}
	out = append(out, heaviest(start, n, m, weight)...)
	slices.Reverse(tail)
	return append(out, tail...)
}

// The largest table that heaviest fills; beyond it nothing is paired.
const maxCells = 4 << 20

// heaviest solves common by dynamic programming over [start,n) and [start,m).
func heaviest(start, n, m int, weight func(i, j int) float64) [][2]int {
	rows, cols := n-start, m-start
	if rows <= 0 || cols <= 0 || rows*cols > maxCells {
		return nil
	}
	best := make([]float64, (rows+1)*(cols+1))
	at := func(i, j int) *float64 { return &best[i*(cols+1)+j] }
	taken := make([]bool, rows*cols)
	for i := rows - 1; i >= 0; i-- {
		for j := cols - 1; j >= 0; j-- {
			v := max(*at(i+1, j), *at(i, j+1))
			if w := weight(start+i, start+j); w > 0 && w+*at(i+1, j+1) > v {
				v = w + *at(i+1, j+1)
				taken[i*cols+j] = true
			}
			*at(i, j) = v
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < rows && j < cols; {
		switch {
		case taken[i*cols+j]:
			out = append(out, [2]int{start + i, start + j})
			i, j = i+1, j+1
		case *at(i+1, j) >= *at(i, j+1):
			i++
		default:
			j++
		}
	}
	return out
}
