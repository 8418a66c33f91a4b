package collate

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"
)

// pair.model holds what Fit learned.
//
//go:embed pair.model
var embeddedModel string

var weights = sync.OnceValue(func() *model {
	m, err := parseModel(embeddedModel)
	if err != nil {
		panic("the embedded pair scorer is damaged: " + err.Error())
	}
	return m
})

// model is the pair scorer: a logistic regression for clauses, and for sentences
// the mean, in logarithms of odds, of a logistic regression and boosted trees.
type model struct {
	clauseWeights   features
	sentenceWeights look
	bias            float64
	trees           []tree
	start           float64 // of the trees, before the first
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

func (t *tree) value(f *look) float64 {
	at := 0
	for at < questions {
		next := 2*at + 1
		if f[t.feature[at]] > t.bound[at] {
			next++
		}
		at = next
	}
	return t.leaf[at-questions]
}

// clauses is the confidence that two units carry one claim, by themselves.
func (m *model) clauses(f features) float32 {
	var z float64
	for i, w := range m.clauseWeights {
		z += float64(w) * float64(f[i])
	}
	return logistic(z)
}

// sentences is the confidence that two sentences carry a claim in common.
func (m *model) sentences(f look) float32 {
	linear := m.bias
	for i, w := range m.sentenceWeights {
		linear += float64(w) * float64(f[i])
	}
	boosted := m.start
	for i := range m.trees {
		boosted += m.trees[i].value(&f)
	}
	return logistic((linear + boosted) / 2)
}

func logistic(z float64) float32 { return float32(1 / (1 + math.Exp(-z))) }

// String writes the model as parseModel reads it.
func (m *model) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "clauses")
	for _, w := range m.clauseWeights {
		fmt.Fprintf(&b, " %.4g", w)
	}
	fmt.Fprintf(&b, "\nsentences %.4g", m.bias)
	for _, w := range m.sentenceWeights {
		fmt.Fprintf(&b, " %.4g", w)
	}
	fmt.Fprintf(&b, "\ntrees %.4g\n", m.start)
	for _, t := range m.trees {
		fmt.Fprint(&b, "tree")
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

func parseModel(source string) (*model, error) {
	m := &model{}
	for line := range strings.Lines(source) {
		kind, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		var into []any
		switch kind {
		case "clauses":
			for i := range m.clauseWeights {
				into = append(into, &m.clauseWeights[i])
			}
		case "sentences":
			into = append(into, &m.bias)
			for i := range m.sentenceWeights {
				into = append(into, &m.sentenceWeights[i])
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
			if f < 0 || f >= nLook {
				return nil, fmt.Errorf("a tree asks for feature %d", f)
			}
		}
	}
	return m, nil
}
