package learn

import (
	"math"
	"slices"
)

// How trees are grown (Friedman, Annals of Statistics 2001, with second
// derivatives as in Chen and Guestrin, KDD 2016). "Differs:" every tree sees the
// same fixed three fifths of the features, chosen by its number, in place of a
// random part.
const (
	treeRate   = .06
	leastLeaf  = 8 // second derivatives in a leaf
	leafRidge  = 8
	mostBounds = 47

	everythingBelow = 1e9 // the bound where there is no question left
)

// grower grows one tree after another.
type grower struct {
	all    []Example
	bounds [][]float32 // by feature, rising
	class  [][]uint8   // by feature and example, the number of bounds below the value
	z      []float64   // what the trees say so far
	g, h   []float64   // derivatives
}

// boost grows the trees of m.
func (m *Model) boost(all []Example, trees int) {
	b := &grower{all: all, z: make([]float64, len(all)), g: make([]float64, len(all)), h: make([]float64, len(all))}
	for f := range all[0].Seen {
		b.divide(f)
	}
	var weight, holds float64
	for _, x := range all {
		weight, holds = weight+x.Weight, holds+x.Weight*x.is()
	}
	m.start = math.Log((holds + 1) / (weight - holds + 1))
	for i := range b.z {
		b.z[i] = m.start
	}
	for n := range trees {
		m.trees = append(m.trees, b.grow(n))
	}
}

// divide chooses the bounds of feature f so that as many values lie between any
// two.
func (b *grower) divide(f int) {
	values := make([]float32, len(b.all))
	for i, x := range b.all {
		values[i] = x.Seen[f]
	}
	slices.Sort(values)
	var bounds []float32
	for k := range mostBounds {
		v := values[(k+1)*len(values)/(mostBounds+1)]
		if len(bounds) == 0 || v > bounds[len(bounds)-1] {
			bounds = append(bounds, v)
		}
	}
	class := make([]uint8, len(b.all))
	for i, x := range b.all {
		k, _ := slices.BinarySearch(bounds, x.Seen[f])
		class[i] = uint8(k)
	}
	b.bounds, b.class = append(b.bounds, bounds), append(b.class, class)
}

func (b *grower) grow(number int) tree {
	for i, x := range b.all {
		p := Likely(b.z[i])
		b.g[i], b.h[i] = x.Weight*(x.is()-p), x.Weight*p*(1-p)
	}
	var t tree
	everything := make([]int32, len(b.all))
	for i := range everything {
		everything[i] = int32(i)
	}
	b.split(&t, 0, everything, number)
	return t
}

// split fills the tree below place at, where the examples are that answered so
// far. What cannot be divided further goes left.
func (b *grower) split(t *tree, at int, examples []int32, number int) {
	if at >= questions {
		g, h := b.sum(examples)
		v := treeRate * g / (h + leafRidge)
		t.leaf[at-questions] = v
		for _, i := range examples {
			b.z[i] += v
		}
		return
	}
	f, bound := b.question(examples, number)
	left, right := examples, []int32(nil)
	t.bound[at] = everythingBelow
	if f >= 0 {
		t.feature[at], t.bound[at] = f, b.bounds[f][bound]
		left = nil
		for _, i := range examples {
			if int(b.class[f][i]) <= bound {
				left = append(left, i)
			} else {
				right = append(right, i)
			}
		}
	}
	b.split(t, 2*at+1, left, number)
	b.split(t, 2*at+2, right, number)
}

func (b *grower) sum(examples []int32) (g, h float64) {
	for _, i := range examples {
		g, h = g+b.g[i], h+b.h[i]
	}
	return g, h
}

// question finds the feature and bound that tell most, -1 if none tells
// anything.
func (b *grower) question(examples []int32, number int) (feature, bound int) {
	g, h := b.sum(examples)
	feature = -1
	best := g*g/(h+leafRidge) + 1e-3
	for f := range b.bounds {
		if (7919*f+104729*number)%10 >= 6 {
			continue
		}
		var gs, hs [mostBounds + 1]float64
		for _, i := range examples {
			gs[b.class[f][i]] += b.g[i]
			hs[b.class[f][i]] += b.h[i]
		}
		var gl, hl float64
		for k := range b.bounds[f] {
			gl, hl = gl+gs[k], hl+hs[k]
			if hl < leastLeaf || h-hl < leastLeaf {
				continue
			}
			if gain := gl*gl/(hl+leafRidge) + (g-gl)*(g-gl)/(h-hl+leafRidge); gain > best {
				best, feature, bound = gain, f, k
			}
		}
	}
	return feature, bound
}
