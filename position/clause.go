package position

import (
	"strings"

	"synoptic/text"
)

// minClause is how many tokens a clause has at least to stand alone.
const minClause = 5

// clauses cuts a range at sentence boundaries and at coordinated or
// juxtaposed clauses with a subject of their own.
func clauses(d *text.Document, r text.Range) []text.Range {
	var out []text.Range
	start := r.Start
	cut := func(at int) {
		if at-start >= minClause && r.End-at >= minClause {
			out = append(out, text.Range{Start: start, End: at})
			start = at
		}
	}
	for t := r.Start + 1; t < r.End; t++ {
		if i := d.SentenceAt(d.Tokens[t].Span.Start); i >= 0 && d.Sentences[i].Tokens.Start == t {
			if t > start {
				out = append(out, text.Range{Start: start, End: t})
				start = t
			}
			continue
		}
		if begins(d, t, r) {
			cut(t)
		}
	}
	return append(out, text.Range{Start: start, End: r.End})
}

// begins says that a clause with its own subject begins at t: the leftmost token
// of a conjoined or juxtaposed predicate.
func begins(d *text.Document, t int, r text.Range) bool {
	a := d.Arcs[t]
	if !(a.Relation == "cc" || strings.HasPrefix(a.Relation, "nsubj") || a.Relation == "mark") || a.Head < t || a.Head >= r.End {
		return false
	}
	head := d.Arcs[a.Head]
	if head.Head < r.Start || !(head.Relation == "conj" || strings.HasPrefix(head.Relation, "parataxis")) {
		return false
	}
	for x := t - 1; x >= r.Start; x-- { // only the first token of the clause begins it
		if d.Arcs[x].Head == a.Head && d.Arcs[x].Relation != "punct" {
			return false
		}
	}
	for x := r.Start; x < r.End; x++ {
		if d.Arcs[x].Head == a.Head && strings.HasPrefix(d.Arcs[x].Relation, "nsubj") {
			return true
		}
	}
	return false
}

// trim is the span of r without the punctuation and conjunction at its ends.
func trim(d *text.Document, r text.Range) text.Span {
	lead := func(t int) bool { return d.Morphs[t].UPOS == "PUNCT" || d.Morphs[t].UPOS == "CCONJ" }
	for r.Len() > 1 && lead(r.Start) {
		r.Start++
	}
	for r.Len() > 1 && d.Morphs[r.End-1].UPOS == "PUNCT" {
		r.End--
	}
	return d.SpanOf(r)
}
