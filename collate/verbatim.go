package collate

import (
	"slices"
	"strings"

	"synoptic/text"
)

// leastLonger is how many words more accounts must have in common around their readings,
// for these to be lengthened.
const leastLonger = 3

// lengthen gives a group whose readings are the same words throughout, and no clause of
// their own, all that their accounts have word for word around them, between the same
// quotation marks: of what two outlets quote alike a mere part is no claim.
func (e *event) lengthen(g []int) []int {
	wide := make([]text.Range, len(g))
	for i, x := range g {
		u := &e.units[x]
		wide[i] = u.tokens
		if e.isClause(u) || i > 0 && (u.account == e.units[g[0]].account || !e.sameWords(g[0], x)) || len(e.spoken(x)) != len(withoutMarks(e.accounts[u.account].Doc, tokensOf(u.tokens))) {
			return g
		}
	}
	longer := 0
	for e.grow(g, wide, -1) || e.grow(g, wide, 1) {
		longer++
	}
	if longer < leastLonger {
		return g
	}
	out := make([]int, len(g))
	for i, x := range g {
		out[i] = e.cut(x, wide[i])
	}
	return out
}

// isClause says that a unit stands alone, and is no subordinate clause.
func (e *event) isClause(u *unit) bool {
	return e.standsAlone(u) && e.accounts[u.account].Doc.Arcs[u.top].Relation != "advcl"
}

// grow takes the next word before (-1) or behind (1) each range, if it is the same in all.
func (e *event) grow(g []int, wide []text.Range, step int) bool {
	next := make([]int, len(g))
	word := ""
	for i, x := range g {
		u := &e.units[x]
		doc := e.accounts[u.account].Doc
		t := wide[i].Start - 1
		if step > 0 {
			t = wide[i].End
		}
		for r := doc.Sentences[u.sentence].Tokens; r.Contains(t) && isPunctuation(doc, t) && !isQuotationMark(doc, t); {
			t += step
		}
		if !doc.Sentences[u.sentence].Tokens.Contains(t) || isQuotationMark(doc, t) || i > 0 && !strings.EqualFold(doc.Tokens[t].Form, word) {
			return false
		}
		next[i], word = t, doc.Tokens[t].Form
	}
	for i, t := range next {
		wide[i] = text.Range{Start: min(wide[i].Start, t), End: max(wide[i].End, t+1)}
	}
	return true
}

// cut makes a unit of r, which holds unit x. Its sentence does not list it: nothing was
// found of it.
func (e *event) cut(x int, r text.Range) int {
	u := &e.units[x]
	if e.cutters == nil {
		e.cutters = make([]*cutter, len(e.accounts))
	}
	if e.cutters[u.account] == nil {
		e.cutters[u.account] = newCutter(e.lexis, u.account, e.accounts[u.account])
	}
	v := e.cutters[u.account].unit(u.sentence, tokensOf(r))
	e.units = append(e.units, v)
	e.sentenceOf = append(e.sentenceOf, e.sentenceOf[x])
	return len(e.units) - 1
}

// sameWords says that two units are the same words in the same order.
func (e *event) sameWords(x, y int) bool {
	a, b := e.accounts[e.units[x].account].Doc, e.accounts[e.units[y].account].Doc
	return slices.EqualFunc(e.spoken(x), e.spoken(y), func(s, t int) bool { return strings.EqualFold(a.Tokens[s].Form, b.Tokens[t].Form) })
}

// spoken are the tokens of a unit without punctuation.
func (e *event) spoken(x int) []int {
	return withoutMarks(e.accounts[e.units[x].account].Doc, e.units[x].own)
}

func withoutMarks(doc *text.Document, tokens []int) []int {
	var out []int
	for _, t := range tokens {
		if !isPunctuation(doc, t) {
			out = append(out, t)
		}
	}
	return out
}

func isQuotationMark(doc *text.Document, t int) bool {
	return strings.ContainsAny(doc.Tokens[t].Form, `"“”„«»`)
}
