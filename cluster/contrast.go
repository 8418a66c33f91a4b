package cluster

import (
	"cmp"
	"math"
	"slices"
)

// Bounds of the contrast test.
const (
	leastSide   = 3   // documents of a part that can be an event of its own
	mostSplit   = 250 // documents of an event that is still taken apart
	plainWorth  = 0.8 // of a plain word against a name, number or day
	sideDoubt   = 1   // documents without the term that each part is thought to have beside its own
	tellingMost = 2   // terms that must tell a part from the other
)

// split takes an event apart: its documents are agglomerated anew by what is
// particular inside the event (words that all of them have say nothing there), and
// two parts are not joined if each names what the other does not.
func split(docs []*doc, contrast float64) [][]*doc {
	n := len(docs)
	if n < 2 || n > mostSplit {
		return [][]*doc{docs}
	}
	local := particular(docs)
	a := apart{docs: docs, parts: make([][]int, n), sums: make([][]float64, n), kept: make([][]bool, n)}
	for i := range a.parts {
		a.parts[i] = []int{i}
		a.sums[i], a.kept[i] = make([]float64, n), make([]bool, n)
		for j := range i {
			s := dot(local[i], local[j])
			a.sums[i][j], a.sums[j][i] = s, s
		}
	}
	for {
		i, j := a.closest()
		if i < 0 {
			break
		}
		if a.apart(i, j, contrast) {
			a.kept[i][j], a.kept[j][i] = true, true
			continue
		}
		a.join(i, j)
	}
	return a.documents()
}

// particular returns the documents' vectors with weights for what tells the
// documents of this event from each other.
func particular(docs []*doc) []sparse {
	df := make(map[uint32]int)
	for _, d := range docs {
		for _, t := range d.vec {
			df[t.key]++
		}
	}
	local := make([]sparse, len(docs))
	for i, d := range docs {
		for _, t := range d.vec {
			if k := df[t.key]; k > 1 && k < len(docs) && t.kind != copyTerm {
				t.weight *= float32(math.Log(float64(len(docs)) / float64(k)))
				local[i] = append(local[i], t)
			}
		}
		local[i].unit()
	}
	return local
}

// apart is an event while it is put together again.
type apart struct {
	docs  []*doc
	parts [][]int     // nil once joined to another
	sums  [][]float64 // of the similarities between the documents of two parts
	kept  [][]bool    // apart, as each of two parts names its own
}

// closest returns the two parts of highest mean similarity that may be joined;
// -1 if there are none.
func (a *apart) closest() (int, int) {
	best, bi, bj := math.Inf(-1), -1, -1
	for i := range a.parts {
		if a.parts[i] == nil {
			continue
		}
		for j := range i {
			if a.parts[j] == nil || a.kept[i][j] {
				continue
			}
			if s := a.sums[i][j] / float64(len(a.parts[i])*len(a.parts[j])); s > best {
				best, bi, bj = s, i, j
			}
		}
	}
	return bi, bj
}

// apart reports whether parts i and j are two events.
func (a *apart) apart(i, j int, contrast float64) bool {
	x, y := a.parts[i], a.parts[j]
	if min(len(x), len(y)) >= leastSide && contrasted(a.docs, x, y) >= contrast {
		return true
	}
	return otherDay(a.docs, x, y) && ownName(a.docs, x, y) && ownName(a.docs, y, x)
}

// otherDay reports whether both parts name days and none of them is the same.
func otherDay(docs []*doc, a, b []int) bool {
	days := func(part []int) map[uint32]bool {
		m := make(map[uint32]bool)
		for _, i := range part {
			for _, t := range docs[i].vec {
				if t.kind == dayTerm {
					m[t.key] = true
				}
			}
		}
		return m
	}
	x, y := days(a), days(b)
	for k := range x {
		if y[k] {
			return false
		}
	}
	return len(x) > 0 && len(y) > 0
}

// ownName reports whether the documents of a speak much of somebody or
// something by a name that those of b never mention.
func ownName(docs []*doc, a, b []int) bool {
	others := make(map[uint32]bool)
	for _, i := range b {
		for _, t := range docs[i].raw {
			others[t.key] = true
		}
	}
	named := make(map[uint32]float64)
	for _, i := range a {
		for _, t := range docs[i].raw {
			if t.kind == nameTerm && t.rank > ownRank && !others[t.key] {
				named[t.key] += min(1, float64(t.tf)/muchNamed)
			}
		}
	}
	for _, n := range named {
		if n >= ownShare*float64(len(a)) {
			return true
		}
	}
	return false
}

const (
	plainRank = 300
	tellingTF = 2.0
)

// What a name must be for ownName.
const (
	ownRank   = 3000
	muchNamed = 2.5
	ownShare  = 0.7
)

// join makes part i one with part j, which comes first. Whether the whole is
// apart from a third part is then to be seen anew.
func (a *apart) join(i, j int) {
	a.parts[j], a.parts[i] = append(a.parts[j], a.parts[i]...), nil
	for k := range a.parts {
		a.sums[j][k] += a.sums[i][k]
		a.sums[k][j] = a.sums[j][k]
		a.kept[j][k], a.kept[k][j] = false, false
	}
}

func (a *apart) documents() [][]*doc {
	var out [][]*doc
	for _, p := range a.parts {
		if p == nil {
			continue
		}
		slices.Sort(p)
		part := make([]*doc, len(p))
		for i, m := range p {
			part[i] = a.docs[m]
		}
		out = append(out, part)
	}
	return out
}

// contrasted is how exclusively two parts name their own terms: of the lesser of
// the two, the mean over its most telling terms of the part of its documents
// that have the term less the part of the other's that do. Actors do not count:
// their names do, and an actor that was not recognised in one text would tell it
// from the others.
func contrasted(docs []*doc, a, b []int) float64 {
	type coverage struct {
		a, b float64
		kind termKind
	}
	have := make(map[uint32]*coverage)
	count := func(part []int, in func(*coverage) *float64) {
		for _, i := range part {
			for _, t := range docs[i].raw {
				if t.kind == plainTerm && t.rank < plainRank || t.kind == copyTerm || t.kind == actorTerm {
					continue
				}
				c := have[t.key]
				if c == nil {
					c = &coverage{}
					have[t.key] = c
				}
				*in(c) += min(1, float64(t.tf)/tellingTF)
				c.kind = max(c.kind, t.kind)
			}
		}
	}
	count(a, func(c *coverage) *float64 { return &c.a })
	count(b, func(c *coverage) *float64 { return &c.b })
	na, nb := float64(len(a)), float64(len(b))
	var tellsA, tellsB []float64
	for _, c := range have {
		worth := 1.0
		if c.kind == plainTerm {
			worth = plainWorth
		}
		tellsA = append(tellsA, worth*(c.a/(na+sideDoubt)-c.b/nb))
		tellsB = append(tellsB, worth*(c.b/(nb+sideDoubt)-c.a/na))
	}
	return min(meanOfTop(tellsA), meanOfTop(tellsB))
}

// meanOfTop is the mean of the largest values.
func meanOfTop(v []float64) float64 {
	slices.SortFunc(v, func(a, b float64) int { return cmp.Compare(b, a) })
	sum := 0.0
	for _, x := range v[:min(len(v), tellingMost)] {
		sum += x
	}
	return sum / tellingMost
}
