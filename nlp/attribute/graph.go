package attribute

import (
	"sort"
	"strings"

	"synoptic/text"
)

// graph is a document's trees made easy to walk.
type graph struct {
	doc   *text.Document
	kids  [][]int // by token, in text order
	sent  []int   // sentence of each token
	quote []int   // outermost quote that holds the token, -1 if none
}

func newGraph(doc *text.Document) *graph {
	n := len(doc.Tokens)
	g := &graph{doc: doc, kids: make([][]int, n), sent: make([]int, n), quote: make([]int, n)}
	for i, a := range doc.Arcs {
		if a.Head >= 0 {
			g.kids[a.Head] = append(g.kids[a.Head], i)
		}
		g.quote[i] = -1
	}
	for s, sent := range doc.Sentences {
		for i := sent.Tokens.Start; i < sent.Tokens.End; i++ {
			g.sent[i] = s
		}
	}
	for qi, q := range doc.Quotes {
		if q.Depth > 0 {
			continue
		}
		r := doc.TokensIn(q.Outer)
		for i := r.Start; i < r.End; i++ {
			g.quote[i] = qi
		}
	}
	return g
}

func (g *graph) head(i int) int       { return g.doc.Arcs[i].Head }
func (g *graph) upos(i int) string    { return g.doc.Morphs[i].UPOS }
func (g *graph) xpos(i int) string    { return g.doc.Morphs[i].XPOS }
func (g *graph) lemma(i int) string   { return strings.ToLower(g.doc.Morphs[i].Lemma) }
func (g *graph) form(i int) string    { return strings.ToLower(g.doc.Tokens[i].Form) }
func (g *graph) punct(i int) bool     { return g.upos(i) == "PUNCT" }
func (g *graph) span(i int) text.Span { return g.doc.Tokens[i].Span }

// feat reports whether the token's features hold f ("VerbForm=Part").
func (g *graph) feat(i int, f string) bool {
	for rest := g.doc.Morphs[i].Feats; rest != ""; {
		var one string
		one, rest, _ = strings.Cut(rest, "|")
		if one == f {
			return true
		}
	}
	return false
}

// rel reports whether the token hangs on its head by one of the relations; a
// relation without subtype stands for all its subtypes.
func (g *graph) rel(i int, relations ...string) bool {
	r := g.doc.Arcs[i].Relation
	for _, want := range relations {
		if r == want || len(r) > len(want) && r[len(want)] == ':' && r[:len(want)] == want {
			return true
		}
	}
	return false
}

// kid is the first dependent by one of the relations, -1 if there is none.
func (g *graph) kid(i int, relations ...string) int {
	for _, k := range g.kids[i] {
		if g.rel(k, relations...) {
			return k
		}
	}
	return -1
}

// kidsBy are the dependents by one of the relations.
func (g *graph) kidsBy(i int, relations ...string) []int {
	var out []int
	for _, k := range g.kids[i] {
		if g.rel(k, relations...) {
			out = append(out, k)
		}
	}
	return out
}

// under reports whether token i is a or hangs below it.
func (g *graph) under(i, a int) bool {
	for ; i >= 0; i = g.head(i) {
		if i == a {
			return true
		}
	}
	return false
}

// yield lists the tokens of the subtree of i in text order, without the
// subtrees at which skip (which may be nil) says so.
func (g *graph) yield(i int, skip func(int) bool) []int {
	var out []int
	var walk func(int)
	walk = func(t int) {
		out = append(out, t)
		for _, k := range g.kids[t] {
			if skip == nil || !skip(k) {
				walk(k)
			}
		}
	}
	walk(i)
	sort.Ints(out)
	return out
}

// sentence is the token range of the sentence of token i.
func (g *graph) sentence(i int) text.Range { return g.doc.Sentences[g.sent[i]].Tokens }

// spans joins tokens (sorted) into byte spans: neighbours, and those with only
// punctuation of their own sentence between them, make one span. Punctuation at
// either end of a span goes, unless it closes or opens something inside.
func (g *graph) spans(tokens []int) []text.Span {
	var out []text.Span
	for len(tokens) > 0 {
		n := 1
		for n < len(tokens) && g.joined(tokens[n-1], tokens[n]) {
			n++
		}
		if run := g.trim(tokens[:n]); len(run) > 0 {
			out = append(out, text.Span{Start: g.span(run[0]).Start, End: g.span(run[len(run)-1]).End})
		}
		tokens = tokens[n:]
	}
	return normalSpans(out)
}

// normalSpans drops what words of one multiword token repeat.
func normalSpans(spans []text.Span) []text.Span {
	var out []text.Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

func (g *graph) joined(a, b int) bool {
	for i := a + 1; i < b; i++ {
		if !g.punct(i) || g.quote[i] != g.quote[a] && isQuoteMark(g.doc.Tokens[i].Form) {
			return false
		}
	}
	return true
}

// trim cuts punctuation off both ends of a run of tokens: full stops, commas,
// dashes, and brackets or quotation marks without their partner in the run.
func (g *graph) trim(run []int) []int {
	for len(run) > 0 && g.punct(run[0]) && g.loose(run[0], run) {
		run = run[1:]
	}
	for len(run) > 0 && g.punct(run[len(run)-1]) && g.loose(run[len(run)-1], run) {
		run = run[:len(run)-1]
	}
	return run
}

// loose reports whether punctuation at the edge of a run does not belong to it.
func (g *graph) loose(i int, run []int) bool {
	f := g.doc.Tokens[i].Form
	switch {
	case f == "?" || f == "!" || f == "…":
		return i == run[0]
	case isQuoteMark(f):
		if q := g.quoteWithMark(i); q >= 0 {
			outer := g.doc.Quotes[q].Outer
			return outer.Start < g.span(run[0]).Start || outer.End > g.span(run[len(run)-1]).End
		}
		return true
	case f == ")" || f == "]":
		return !hasForm(g, run, "(", "[")
	case f == "(" || f == "[":
		return !hasForm(g, run, ")", "]")
	}
	return true
}

// quoteWithMark is the quote of which token i is a mark, -1 if there is none.
func (g *graph) quoteWithMark(i int) int {
	s := g.span(i)
	for qi, q := range g.doc.Quotes {
		if q.Outer.Contains(s) && !q.Inner.Contains(s) {
			return qi
		}
	}
	return -1
}

func hasForm(g *graph, run []int, forms ...string) bool {
	for _, i := range run {
		for _, f := range forms {
			if g.doc.Tokens[i].Form == f {
				return true
			}
		}
	}
	return false
}

func isQuoteMark(f string) bool {
	switch f {
	case `"`, "“", "”", "„", "‟", "«", "»", "‘", "’", "'", "``", "''", "‹", "›", "`":
		return true
	}
	return false
}
