package collate

import (
	"slices"
	"sort"
	"strings"

	"synoptic/text"
)

// clauses cuts sentence si into runs of tokens that carry one claim each, in
// text order. Every token of the sentence is in exactly one. Without trees the
// sentence is cut where a quotation begins or ends.
func clauses(doc *page, si int, said []speech) [][]int {
	r := doc.Sentences[si].Tokens
	if doc.Arcs == nil {
		return quotedParts(doc, si)
	}
	cut := heads(doc.Document, r, said)
	of := make(map[int]int, r.Len())
	for t := r.Start; t < r.End; t++ {
		if cut[t] {
			giveSubject(doc.Document, r, t, of)
		}
	}
	parts := map[int][]int{}
	for t := r.Start; t < r.End; t++ {
		h := owner(doc.Document, t, cut, of)
		parts[h] = append(parts[h], t)
	}
	return inOrder(join(doc, parts, of, said))
}

// A claim has at least so many content words; what has fewer goes with its
// governor.
const leastWords = 3

// join puts parts that are too small to carry a claim to the part of their
// governor, or, at the root, the next part to them.
func join(doc *page, parts map[int][]int, of map[int]int, said []speech) map[int][]int {
	for _, h := range sortedInts(parts) {
		if len(parts) == 1 || contentWords(doc, parts[h]) >= leastWords || isFrame(doc.Document, parts[h], said) {
			continue
		}
		var to int
		if up := doc.Arcs[h].Head; up >= 0 {
			to = of[up]
		} else {
			to = nearest(parts, h)
		}
		for _, t := range parts[h] {
			of[t] = to
		}
		merged := append(parts[to], parts[h]...)
		sort.Ints(merged)
		parts[to] = merged
		delete(parts, h)
	}
	return parts
}

// nearest is the head of the part that begins next after h, or else last before.
func nearest(parts map[int][]int, h int) int {
	best := -1
	for _, k := range sortedInts(parts) {
		if k != h && (best < 0 || k < h || best < h) {
			best = k
		}
		if best > h {
			break
		}
	}
	return best
}

func contentWords(doc *page, tokens []int) int {
	n := 0
	for _, t := range tokens {
		if _, ok := doc.gloss(t); ok {
			n++
		}
	}
	return n
}

func inOrder(parts map[int][]int) [][]int {
	out := make([][]int, 0, len(parts))
	for _, p := range parts {
		out = append(out, p)
	}
	sort.Slice(out, func(i, j int) bool { return out[i][0] < out[j][0] })
	return out
}

// owner is the nearest clause head at or above t.
func owner(doc *text.Document, t int, cut map[int]bool, of map[int]int) int {
	if h, ok := of[t]; ok {
		return h
	}
	h := t
	if up := doc.Arcs[t].Head; !cut[t] && up >= 0 {
		h = owner(doc, up, cut, of)
	}
	of[t] = h
	return h
}

// giveSubject mends a common slip of parsers: in "one of the sources of power in
// Iraq and steps should be taken" the steps are joined to Iraq. A coordinated
// noun that stands right before a coordinated predicate with auxiliary and
// without subject is that subject.
func giveSubject(doc *text.Document, r text.Range, t int, of map[int]int) {
	if doc.Arcs[t].Relation != "conj" || subjectOf(doc, r, t) >= 0 {
		return
	}
	first := t
	for first > r.Start && doc.Arcs[first-1].Head == t && strings.HasPrefix(doc.Arcs[first-1].Relation, "aux") {
		first--
	}
	n := first - 1
	if first == t || n < r.Start || doc.Arcs[n].Relation != "conj" || doc.Arcs[n].Head == t {
		return
	}
	for u := r.Start; u <= n; u++ {
		if under(doc, u, n) {
			of[u] = t
		}
	}
}

// under says that token u hangs from token t.
func under(doc *text.Document, u, t int) bool {
	for u >= 0 && u != t {
		u = doc.Arcs[u].Head
	}
	return u == t
}

// subjectOf is the head of the subject of t, -1 if it has none.
func subjectOf(doc *text.Document, r text.Range, t int) int {
	for u := r.Start; u < r.End; u++ {
		if doc.Arcs[u].Head == t && strings.HasPrefix(doc.Arcs[u].Relation, "nsubj") {
			return u
		}
	}
	return -1
}

// sharedSubject are the tokens of the subject that a coordinated predicate
// leaves out, because it is that of the first: "were fed and [they] housed".
func sharedSubject(doc *text.Document, si int, own []int) []int {
	if doc.Arcs == nil || doc.Morphs == nil {
		return nil
	}
	r := doc.Sentences[si].Tokens
	in := func(t int) bool { _, ok := slices.BinarySearch(own, t); return ok }
	for _, t := range own {
		up := doc.Arcs[t].Head
		if up < 0 || doc.Arcs[t].Relation != "conj" || in(up) || subjectOf(doc, r, t) >= 0 {
			continue
		}
		s := subjectOf(doc, r, up)
		if s < 0 || in(s) {
			return nil
		}
		var out []int
		for u := r.Start; u < r.End; u++ {
			if under(doc, u, s) && !in(u) {
				out = append(out, u)
			}
		}
		return out
	}
	return nil
}

// heads are the tokens that head a claim of their own.
func heads(doc *text.Document, r text.Range, said []speech) map[int]bool {
	cut := map[int]bool{}
	for t := r.Start; t < r.End; t++ {
		if doc.Arcs[t].Head < 0 || separable(doc, t) || headsContent(doc, t, said) {
			cut[t] = true
		}
	}
	return cut
}

// separable says that the clause of t makes a claim that stands without its
// governor's.
func separable(doc *text.Document, t int) bool {
	relation := doc.Arcs[t].Relation
	base, _, _ := strings.Cut(relation, ":")
	switch base {
	case "advcl", "parataxis":
		return true
	case "acl":
		return relation == "acl:relcl"
	case "conj":
		return predicative(doc, t) && hasSubjectOrVerbHead(doc, t)
	case "ccomp":
		return saying[doc.Morphs[doc.Arcs[t].Head].Lemma]
	}
	return false
}

func hasSubjectOrVerbHead(doc *text.Document, t int) bool {
	return predicative(doc, doc.Arcs[t].Head)
}

// predicative says that t is a verb or has a subject or copula.
func predicative(doc *text.Document, t int) bool {
	if doc.Morphs != nil && doc.Morphs[t].UPOS == "VERB" {
		return true
	}
	for u := max(0, t-40); u < min(len(doc.Arcs), t+40); u++ {
		if doc.Arcs[u].Head == t && (strings.HasPrefix(doc.Arcs[u].Relation, "nsubj") || doc.Arcs[u].Relation == "cop") {
			return true
		}
	}
	return false
}

// headsContent says that t is the topmost token of an attribution's content.
func headsContent(doc *text.Document, t int, said []speech) bool {
	up := doc.Arcs[t].Head
	if up < 0 || doc.Arcs[t].Relation == "punct" || doc.Arcs[t].Relation == "mark" {
		return false
	}
	for _, s := range said {
		for _, c := range s.Content {
			if c.Contains(doc.Tokens[t].Span) && !c.Contains(doc.Tokens[up].Span) && c.Len() > 20 {
				return true
			}
		}
	}
	return false
}

var saying = set(`say tell state announce add claim warn note declare report believe think insist argue suggest write
	confirm reveal explain admit stress vow promise emphasize emphasise assert maintain acknowledge know hope fear`)

// quotedParts cuts a sentence where an outermost quotation of four words or more begins
// or ends.
func quotedParts(doc *page, si int) [][]int {
	r := doc.Sentences[si].Tokens
	cut := map[int]bool{}
	for _, q := range doc.quotes[si] {
		if in := doc.TokensIn(q.Inner); q.Depth == 0 && in.Len() >= 4 {
			cut[in.Start], cut[in.End] = true, true
		}
	}
	var out [][]int
	for t := r.Start; t < r.End; t++ {
		if t == r.Start || cut[t] {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], t)
	}
	return out
}
