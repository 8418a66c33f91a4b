package collate

import (
	"slices"
	"strings"

	"synoptic/text"
)

// mostParts is how many parts of a sentence are looked at beside its clauses.
const mostParts = 24

// parts lists stretches of sentence si that may carry a claim inside a longer
// clause: noun phrases, predicates without their subject, beginnings of clauses,
// complements, members of a coordination, and what stands between quotation marks. Each has two content
// words at least, or is quoted; none is one of the clauses.
func parts(doc *page, si int, clauses [][]int) [][]int {
	r := doc.Sentences[si].Tokens
	content := make([]bool, r.Len())
	for t := r.Start; t < r.End; t++ {
		_, content[t-r.Start] = doc.gloss(t)
	}
	words := func(tokens []int) (out []int) {
		for _, t := range tokens {
			if content[t-r.Start] {
				out = append(out, t)
			}
		}
		return out
	}
	var seen [][]int // the content words of clauses and parts
	for _, c := range clauses {
		seen = append(seen, words(c))
	}
	var out [][]int
	add := func(tokens []int, least int) {
		tokens = trimPunctuation(doc.Document, tokens)
		in := words(tokens)
		if len(in) < least || len(out) >= mostParts || slices.ContainsFunc(seen, func(o []int) bool { return slices.Equal(o, in) }) {
			return
		}
		seen, out = append(seen, in), append(out, tokens)
	}
	for _, q := range doc.quotes[si] {
		in := doc.quotedIn(si, q)
		if q.Depth == 0 && in.Start < in.End {
			add(tokensOf(in), 1)
		}
	}
	if doc.Arcs == nil || doc.Morphs == nil {
		return out
	}
	ends := modifiers(doc.Document, r)
	for t := r.Start; t < r.End; t++ {
		for _, p := range partsAt(doc.Document, r, t, ends) {
			add(p, 2)
		}
	}
	return out
}

func tokensOf(r text.Range) []int {
	out := make([]int, 0, r.Len())
	for t := r.Start; t < r.End; t++ {
		out = append(out, t)
	}
	return out
}

// partsAt are the parts that token t heads.
func partsAt(doc *text.Document, r text.Range, t int, ends map[int]bool) [][]int {
	base, _, _ := strings.Cut(doc.Arcs[t].Relation, ":")
	var out [][]int
	switch base {
	case "nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "xcomp", "ccomp", "acl", "advcl", "parataxis", "csubj":
		whole := below(doc, r, t, nil)
		out = append(out, whole)
		if narrow := below(doc, r, t, coordinated); len(narrow) < len(whole) {
			out = append(out, narrow)
		}
	}
	if doc.Morphs[t].UPOS == "VERB" || doc.Arcs[t].Head < 0 {
		out = append(out, below(doc, r, t, outside))
		out = append(out, cores(doc, r, t, ends)...)
	}
	return out
}

var (
	coordinated = set("conj cc appos parataxis acl:relcl")
	outside     = set("nsubj nsubj:pass csubj conj cc parataxis advcl mark punct discourse vocative")
)

// below lists t and what hangs from it, without the branches of t itself that
// have a relation in leave.
func below(doc *text.Document, r text.Range, t int, leave map[string]bool) []int {
	var out []int
	for u := r.Start; u < r.End; u++ {
		at := u
		for at >= 0 && at != t && doc.Arcs[at].Head != t {
			at = doc.Arcs[at].Head
		}
		if at == t || at >= 0 && !leave[doc.Arcs[at].Relation] {
			out = append(out, u)
		}
	}
	return out
}

// cores are the beginnings of the clause of t, from its subject on, that stop where
// one of ends begins: "the council cancelled a vote" of "the council cancelled a vote
// planned for May because of the costs".
func cores(doc *text.Document, r text.Range, t int, ends map[int]bool) [][]int {
	first := t
	if s := subjectOf(doc, r, t); s >= 0 && s < t {
		first = firstBelow(doc, r, s)
	} else {
		for first > r.Start && doc.Arcs[first-1].Head == t && helping[doc.Arcs[first-1].Relation] {
			first--
		}
	}
	var out [][]int
	for c := t + 2; c < r.End && under(doc, c, t); c++ {
		if ends[c] && closed(doc, first, c, t) {
			out = append(out, tokensOf(text.Range{Start: first, End: c}))
		}
	}
	return out
}

// closed says that nothing from first up to end hangs from outside but t: what is cut
// there is no "a safe" of "a safe and open harbour".
func closed(doc *text.Document, first, end, t int) bool {
	for u := first; u < end; u++ {
		if h := doc.Arcs[u].Head; u != t && (h < first || h >= end) {
			return false
		}
	}
	return true
}

// modifiers are the tokens at which a modifier of something before begins. What
// "of" ties belongs to what it stands by.
func modifiers(doc *text.Document, r text.Range) map[int]bool {
	out := map[int]bool{}
	for t := r.Start; t < r.End; t++ {
		base, _, _ := strings.Cut(doc.Arcs[t].Relation, ":")
		if !modifying[base] {
			continue
		}
		first := firstBelow(doc, r, t)
		if doc.Arcs[t].Head < first && (base != "nmod" || !strings.EqualFold(doc.Tokens[first].Form, "of")) {
			out[first] = true
		}
	}
	return out
}

var (
	helping   = set("aux aux:pass advmod")
	modifying = set("obl nmod acl advcl conj appos parataxis")
)
