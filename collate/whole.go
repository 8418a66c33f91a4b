package collate

import (
	"slices"
	"strings"

	"synoptic/text"
)

// mostAdded is how many bytes a reading is lengthened by at most, to be read alone.
const mostAdded = 60

// whole is the span in which a unit can be read alone: with the subject and the
// governing verb that a predicate leaves right before it ("Lenna plans to close
// the harbour"), and without the preposition that ties a noun phrase to what
// governs it. The verb of an attribution stays out: who says a thing is no part
// of it.
func (e *event) whole(u *unit) text.Span {
	doc := e.accounts[u.account].Doc
	at := e.readable(u)
	if r := doc.TokensIn(at); !u.headline && r.Len() > 0 {
		r.End = withoutTeller(doc, r)
		at = doc.SpanOf(r)
	}
	if wide := doc.WithMarks(bracketed(doc.Text, at)); doc.Sentences[u.sentence].Span.Contains(wide) {
		return wide
	}
	return at
}

// readable is whole with who says it behind a quotation, and without marks that belong to
// one inside.
func (e *event) readable(u *unit) text.Span {
	doc := e.accounts[u.account].Doc
	if doc.Arcs == nil || doc.Morphs == nil || len(u.own) == 0 {
		return u.span
	}
	r := text.Range{Start: u.own[0], End: u.own[len(u.own)-1] + 1}
	if u.predicate {
		r.Start = e.beginning(doc, doc.Sentences[u.sentence].Tokens, u, r.Start)
	} else if r.Len() > 1 && tying[strings.ToLower(doc.Tokens[r.Start].Form)] && doc.Arcs[r.Start].Head == u.top {
		r.Start++
	}
	return doc.SpanOf(r)
}

// withoutTeller is where r ends if it begins in a quotation behind which stands who says
// it: "Osk is old" of "“Osk is old”, the mayor said on Monday".
func withoutTeller(doc *text.Document, r text.Range) int {
	for _, q := range doc.Quotes {
		if q.Depth > 0 || !q.Inner.Contains(doc.Tokens[r.Start].Span) || q.Inner.Contains(doc.Tokens[r.End-1].Span) {
			continue
		}
		end := doc.TokensIn(q.Inner).End
		behind := end
		for behind < r.End && isPunctuation(doc, behind) {
			behind++
		}
		if behind < r.End && !ofTeller(doc, behind) || slices.ContainsFunc(tokensOf(text.Range{Start: behind, End: r.End}), func(t int) bool { return doc.Quoted(doc.Tokens[t].Span) }) {
			return r.End
		}
		for end > r.Start+1 && isPunctuation(doc, end-1) {
			end--
		}
		return end
	}
	return r.End
}

// ofTeller says that a token is of who says a thing, or of the word for saying.
func ofTeller(doc *text.Document, t int) bool {
	return slices.ContainsFunc(doc.Attributions, func(a text.Attribution) bool {
		return holds(doc, []int{t}, a.Source) || holds(doc, []int{t}, a.Cue)
	})
}

// bracketed is a span with the bracket right beside it that one inside asks for: not
// "Harbour Guard (HG".
func bracketed(s string, at text.Span) text.Span {
	for _, m := range []string{"()", "[]"} {
		open := strings.Count(at.In(s), m[:1]) - strings.Count(at.In(s), m[1:])
		switch {
		case open > 0 && strings.HasPrefix(s[at.End:], m[1:]):
			at.End++
		case open < 0 && strings.HasSuffix(s[:at.Start], m[:1]):
			at.Start--
		}
	}
	return at
}

// tying are prepositions that a noun phrase does without. Others tell something
// of it ("against", "without").
var tying = set("of to for with by as about on at from")

// standsAlone says that a unit is a clause with its subject, and not only who says what
// stands outside of it.
func (e *event) standsAlone(u *unit) bool {
	doc := e.accounts[u.account].Doc
	if doc.Arcs == nil || !u.predicate {
		return false
	}
	s := subjectOf(doc, doc.Sentences[u.sentence].Tokens, u.top)
	at := e.whole(u)
	return s >= 0 && doc.Morphs[s].UPOS != "PRON" && at.Contains(doc.Tokens[s].Span) &&
		!slices.ContainsFunc(doc.Attributions, func(a text.Attribution) bool {
			return holds(doc, []int{u.top}, a.Cue) && !slices.ContainsFunc(a.Content, func(c text.Span) bool { return c.Overlap(at) > 0 })
		})
}

// beginning is where the predicate of u begins with its subject, or with its
// governing verb and that one's subject.
func (e *event) beginning(doc *text.Document, sentence text.Range, u *unit, from int) int {
	at := u.top
	for range 2 {
		if s := subjectOf(doc, sentence, at); s >= 0 {
			return reachBack(doc, firstBelow(doc, sentence, s), at, from)
		}
		up := doc.Arcs[at].Head
		if up < 0 || doc.Arcs[at].Relation != "xcomp" || saying[doc.Morphs[up].Lemma] || isCue(doc, up) {
			return from
		}
		first := up
		for first > sentence.Start && doc.Arcs[first-1].Head == up && !strings.HasPrefix(doc.Arcs[first-1].Relation, "nsubj") && doc.Arcs[first-1].Relation != "punct" {
			first--
		}
		back := reachBack(doc, first, up, from)
		if back == from {
			return from
		}
		from, at = back, up
	}
	return from
}

// reachBack is first if all between it and from hangs from token at, and is not
// much; else from.
func reachBack(doc *text.Document, first, at, from int) int {
	if first >= from || doc.Tokens[from].Span.Start-doc.Tokens[first].Span.Start > mostAdded {
		return from
	}
	for t := first; t < from; t++ {
		if !under(doc, t, at) {
			return from
		}
	}
	return first
}

// firstBelow is the first token that hangs from token t.
func firstBelow(doc *text.Document, sentence text.Range, t int) int {
	for u := sentence.Start; u < t; u++ {
		if under(doc, u, t) {
			return u
		}
	}
	return t
}

func isCue(doc *text.Document, t int) bool {
	return slices.ContainsFunc(doc.Attributions, func(a text.Attribution) bool {
		return slices.ContainsFunc(a.Cue, func(c text.Span) bool { return c.Contains(doc.Tokens[t].Span) })
	})
}

// topOf is the token of own that governs the others.
func topOf(doc *text.Document, own []int) int {
	for _, t := range own {
		up := doc.Arcs[t].Head
		if _, in := slices.BinarySearch(own, up); in || isPunctuation(doc, t) {
			continue
		}
		switch doc.Arcs[t].Relation {
		case "case", "mark", "cc":
		default:
			return t
		}
	}
	return own[0]
}
