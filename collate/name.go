package collate

import (
	"cmp"
	"slices"
	"strings"

	"synoptic/news"
)

// name is a reading as what a point may be called by.
type name struct {
	words  string // in small letters, without marks, each between two blanks
	fit    float32
	shared float32 // as of the reading
	alone  bool
}

// names are those of the readings of a point.
func (e *event) names(rs []*reading) []name {
	out := make([]name, len(rs))
	for i, r := range rs {
		doc := e.lexis.pageOf(e.accounts[r.account].Doc)
		words := " "
		for _, t := range withoutMarks(doc.Document, tokensOf(doc.TokensIn(r.Span))) {
			words += doc.lower[t] + " "
		}
		out[i] = name{words, r.fitness(), r.shared, r.alone}
	}
	return out
}

// fitness is how well a reading stands for its point: complete, a clause with its
// subject, of the body, shared by most, quoted before paraphrased.
func (r *reading) fitness() float32 {
	s := r.support
	switch r.Form {
	case news.Quoted:
		s += .1
	case news.PartlyQuoted:
		s += .05
	}
	if r.alone {
		s += .2
	}
	if r.Fit == news.Part {
		s -= .3
	}
	if r.brief {
		s -= .2
	}
	return s
}

// giveWay is how much less fit, and less shared, a reading may be that stands for a point
// so that two are not called alike.
const giveWay = .15

// choose is, by point, the reading that stands for it: the fittest. Of points that are
// thus called alike, those whose name is shared least give way, if another reading that is
// nearly as good is like no other point's name.
func choose(points [][]name) []int {
	out, order := make([]int, len(points)), make([]int, len(points))
	for i, of := range points {
		order[i] = i
		for k, n := range of {
			if n.fit > of[out[i]].fit {
				out[i] = k
			}
		}
	}
	called := func(i int) name { return points[i][out[i]] }
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(called(i).shared, called(j).shared) })
	free := func(i int, n name) bool {
		return !slices.ContainsFunc(order, func(j int) bool { return j != i && n.like(called(j)) })
	}
	for _, i := range order {
		first := called(i)
		if free(i, first) {
			continue
		}
		best := first.shared - giveWay
		for k, n := range points[i] {
			if n.shared > best && n.fit >= first.fit-giveWay && (n.alone || !first.alone) && free(i, n) {
				out[i], best = k, n.shared
			}
		}
	}
	return out
}

// like says that two names are the same words, or one is within the other.
func (n name) like(o name) bool {
	return strings.Contains(n.words, o.words) || strings.Contains(o.words, n.words)
}
