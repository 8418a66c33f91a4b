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
	if n < 2*leastSide || n > mostSplit {
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
		if min(len(a.parts[i]), len(a.parts[j])) >= leastSide && contrasted(docs, a.parts[i], a.parts[j]) >= contrast {
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
			if k := df[t.key]; k > 1 && k < len(docs) {
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
// that have the term less the part of the other's that do.
func contrasted(docs []*doc, a, b []int) float64 {
	type coverage struct {
		a, b float64
		kind termKind
	}
	have := make(map[uint32]*coverage)
	count := func(part []int, in func(*coverage) *float64) {
		for _, i := range part {
			for _, t := range docs[i].vec {
				c := have[t.key]
				if c == nil {
					c = &coverage{}
					have[t.key] = c
				}
				*in(c)++
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
