package position

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"

	"synoptic/text"
)

// together is the mean likeness from which two groups of passages are on one
// matter; maxNeighbours bounds how many others a passage is measured against.
const (
	together      = .36
	maxNeighbours = 60
)

// likeness of two passages: the harmonic mean of what each covers of the other.
func (l *lexis) likeness(a, b *unit) float64 {
	x, y := l.covered(a.terms, b.terms), l.covered(b.terms, a.terms)
	if x+y == 0 {
		return 0
	}
	return 2 * x * y / (x + y)
}

type edge struct {
	a, b int
	s    float64
}

// group joins passages by average link, the likest first (Sokal and Michener
// 1958), over pairs that share a telling word. Groups and their members are in
// order.
func group(l *lexis, units []unit) [][]int {
	edges := l.edges(units)
	like := make(map[[2]int]float64, len(edges))
	for _, e := range edges {
		like[[2]int{e.a, e.b}] = e.s
	}
	of := make([]int, len(units))
	members := make([][]int, len(units))
	for i := range units {
		of[i], members[i] = i, []int{i}
	}
	for _, e := range edges {
		a, b := min(of[e.a], of[e.b]), max(of[e.a], of[e.b])
		if a == b || average(like, members[a], members[b]) < together {
			continue
		}
		for _, m := range members[b] {
			of[m] = a
		}
		members[a], members[b] = append(members[a], members[b]...), nil
	}
	var groups [][]int
	for _, m := range members {
		if m != nil {
			sort.Ints(m)
			groups = append(groups, m)
		}
	}
	return groups
}

func average(like map[[2]int]float64, as, bs []int) float64 {
	sum := 0.0
	for _, a := range as {
		for _, b := range bs {
			sum += like[[2]int{min(a, b), max(a, b)}]
		}
	}
	return sum / float64(len(as)*len(bs))
}

// edges measures each passage against those that share its weightiest words, by
// an index; likest first.
func (l *lexis) edges(units []unit) []edge {
	postings := make([][]int, len(l.words))
	for i := range units {
		for _, t := range units[i].terms {
			postings[t.id] = append(postings[t.id], i)
		}
	}
	near := l.neighbourTerms()
	var out []edge
	score := make([]float64, len(units))
	for i := range units {
		var met []int
		for _, t := range units[i].terms {
			for _, id := range near[t.id] {
				for _, j := range postings[id] {
					if j <= i {
						continue
					}
					if score[j] == 0 {
						met = append(met, j)
					}
					score[j] += l.weight[id]
				}
			}
		}
		sort.Slice(met, func(a, b int) bool {
			if score[met[a]] != score[met[b]] {
				return score[met[a]] > score[met[b]]
			}
			return met[a] < met[b]
		})
		for k, j := range met {
			if k < maxNeighbours {
				if s := l.likeness(&units[i], &units[j]); s > together/2 {
					out = append(out, edge{i, j, s})
				}
			}
			score[j] = 0
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].s > out[b].s })
	return out
}

// maxTerms bounds the words that are compared with each other for likeness;
// beyond it only equal words meet.
const maxTerms = 4000

// neighbourTerms lists for each term itself and those like it.
func (l *lexis) neighbourTerms() [][]int {
	near := make([][]int, len(l.words))
	for a := range l.words {
		near[a] = []int{a}
	}
	if len(l.words) > maxTerms {
		return near
	}
	for a := range l.words {
		for b := a + 1; b < len(l.words); b++ {
			if l.alike(a, b) > 0 {
				near[a], near[b] = append(near[a], b), append(near[b], a)
			}
		}
	}
	return near
}

// title is the noun phrase of the passages whose words most of them share: words
// of the texts, never made up.
func title(l *lexis, units []unit, g []int) string {
	held := map[int]int{} // passages of the group that hold a term
	for _, u := range g {
		for _, t := range units[u].terms {
			held[t.id]++
		}
	}
	best, top := "", -1.0
	for _, i := range g {
		u := &units[i]
		for t := u.toks.Start; t < u.toks.End; t++ {
			if p := u.doc.Morphs[t].UPOS; p != "NOUN" && p != "PROPN" {
				continue
			}
			r := nounPhrase(u.doc, t, u.toks)
			score := 0.0
			for x := r.Start; x < r.End; x++ {
				if id := u.words[x-u.toks.Start]; id >= 0 {
					score += l.weight[id] * (float64(held[id]) - .9)
				}
			}
			if score /= 1 + .2*float64(r.Len()); score > top {
				best, top = u.doc.SpanOf(r).In(u.doc.Text), score
			}
		}
	}
	return best
}

// nounPhrase is t with what modifies it beside it, and a complement with its
// preposition.
func nounPhrase(d *text.Document, t int, within text.Range) text.Range {
	r := text.Range{Start: t, End: t + 1}
	for x := t - 1; x >= within.Start && d.Arcs[x].Head == t && strings.Contains(" amod compound flat nummod ", " "+d.Arcs[x].Relation+" "); x-- {
		r.Start = x
	}
	for x := t + 1; x < within.End && x <= t+5; x++ {
		if d.Arcs[x].Head == t && d.Arcs[x].Relation == "nmod" {
			r.End = x + 1
			break
		}
	}
	return r
}

// identity is stable while the group's first passage stays.
func identity(said []Said, units []unit, g []int) string {
	u := &units[g[0]]
	h := sha256.Sum256([]byte(said[u.said].Statement.Article + "\x00" + u.span.In(u.doc.Text)))
	return "i" + hex.EncodeToString(h[:5])
}
