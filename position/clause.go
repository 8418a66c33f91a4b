package position

import (
	"slices"
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

// withMarks is a stretch with the mark right beside it that belongs to one inside.
func withMarks(d *text.Document, at text.Span) text.Span {
	for _, q := range d.Quotes {
		switch opens, closes := marksIn(q, at); {
		case opens && !closes && marksOnly(d.Text[at.End:max(at.End, q.Outer.End)]):
			at.End = q.Outer.End
		case closes && !opens && marksOnly(d.Text[min(q.Outer.Start, at.Start):at.Start]):
			at.Start = q.Outer.Start
		}
	}
	return at
}

// halved reports whether a stretch has one mark of a quotation and not the other.
func halved(d *text.Document, at text.Span) bool {
	return slices.ContainsFunc(d.Quotes, func(q text.Quote) bool { opens, closes := marksIn(q, at); return opens != closes })
}

// marksIn tells which marks of a quotation stand in a stretch; of one that lacks any, none.
func marksIn(q text.Quote, at text.Span) (opens, closes bool) {
	return q.Complete && at.Contains(text.Span{Start: q.Outer.Start, End: q.Inner.Start}), q.Complete && at.Contains(text.Span{Start: q.Inner.End, End: q.Outer.End})
}

// marksOnly reports whether s holds no more than marks that stand at the end of a quotation.
func marksOnly(s string) bool { return strings.Trim(s, `.,;:!?…"“”„«»'‘’ `) == "" }
