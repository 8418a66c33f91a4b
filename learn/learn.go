// Package learn fits small models that tell how likely it is that something
// holds, from numbers seen of it: the mean, in logarithms of odds, of a logistic
// regression and of boosted trees. A model is text that a program embeds and a
// person can read; the same examples give the same model.
package learn

import (
	"fmt"
	"math"
	"strings"
)

// Example is what was seen of one case, and what it was.
type Example struct {
	Seen   []float32 // of one length in all examples
	Holds  bool
	Weight float64 // 1 for one case
}

// Model tells how likely it is that something holds. It is safe for concurrent
// use.
type Model struct {
	linear []float64 // the bias first
	start  float64   // of the trees, before the first
	trees  []tree
}

// A tree asks treeDepth questions, one on each level.
const (
	treeDepth = 3
	questions = 1<<treeDepth - 1
)

// tree is laid out as a heap: the answer to question i leads to question 2i+1
// (at most the bound) or 2i+2, and from the last level to a leaf.
type tree struct {
	feature [questions]int
	bound   [questions]float32
	leaf    [questions + 1]float64
}

func (t *tree) value(seen []float32) float64 {
	at := 0
	for at < questions {
		above := 0 // no branch, which no processor could foretell
		if seen[t.feature[at]] > t.bound[at] {
			above = 1
		}
		at = 2*at + 1 + above
	}
	return t.leaf[at-questions]
}

// Odds is the logarithm of the odds that it holds.
func (m *Model) Odds(seen []float32) float64 {
	linear := m.linear[0]
	for i, x := range seen {
		linear += m.linear[1+i] * float64(x)
	}
	boosted := m.start
	for i := range m.trees {
		boosted += m.trees[i].value(seen)
	}
	return (linear + boosted) / 2
}

// Reasons are what each number adds to the odds in the regression, which is half of the
// whole if there are trees.
func (m *Model) Reasons(seen []float32) []float64 {
	out := make([]float64, len(seen))
	for i, x := range seen {
		out[i] = m.linear[1+i] * float64(x)
	}
	return out
}

// Likely turns the logarithm of odds into a probability.
func Likely(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }

// String writes the model as Parse reads it.
func (m *Model) String() string {
	var b strings.Builder
	b.WriteString("linear")
	for _, w := range m.linear {
		fmt.Fprintf(&b, " %.4g", w)
	}
	fmt.Fprintf(&b, "\ntrees %.4g\n", m.start)
	for _, t := range m.trees {
		b.WriteString("tree")
		for i := range t.feature {
			fmt.Fprintf(&b, " %d %.4g", t.feature[i], t.bound[i])
		}
		for _, v := range t.leaf {
			fmt.Fprintf(&b, " %.4g", v)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Parse reads a model of n features.
func Parse(source string, n int) (*Model, error) {
	m := &Model{linear: make([]float64, 1+n)}
	for line := range strings.Lines(source) {
		kind, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		var into []any
		switch kind {
		case "linear":
			for i := range m.linear {
				into = append(into, &m.linear[i])
			}
		case "trees":
			into = append(into, &m.start)
		case "tree":
			m.trees = append(m.trees, tree{})
			t := &m.trees[len(m.trees)-1]
			for i := range t.feature {
				into = append(into, &t.feature[i], &t.bound[i])
			}
			for i := range t.leaf {
				into = append(into, &t.leaf[i])
			}
		default:
			return nil, fmt.Errorf("a line of kind %q", kind)
		}
		if n, err := fmt.Sscan(rest, into...); err != nil {
			return nil, fmt.Errorf("a line of kind %q has %d values of %d: %w", kind, n, len(into), err)
		}
	}
	for _, t := range m.trees {
		for _, f := range t.feature {
			if f < 0 || f >= n {
				return nil, fmt.Errorf("no feature has number %d", f)
			}
		}
	}
	return m, nil
}
