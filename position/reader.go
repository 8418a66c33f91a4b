package position

import (
	_ "embed"
	"math"
	"slices"
	"sync"

	"synoptic/learn"
	"synoptic/learn/nn"
	"synoptic/learn/reader"
)

// reader.model holds what fitReader learned: a network that reads two steps word by word
// and tells how the later stands to the earlier.
//
//go:embed reader.model
var embeddedReader string

var readerShape = reader.Shape{Mark: markWidth, Near: nNear, Across: nAcross, Answers: len(changes), Ordered: true}

var changeReader = sync.OnceValue(func() *reader.Network {
	n, err := reader.Parse(readerShape, embeddedReader)
	if err != nil {
		panic("the embedded reader of changes is damaged: " + err.Error())
	}
	return n
})

// The reader has readShare of the say where none of the changes is likely by readBelow as the models of change have it;
// elsewhere it changed no label of the storylines that it was tried on.
const (
	readShare = .2
	readBelow = .6
)

// mostMarks of a step are read.
const mostMarks = 72

// script is the marks of a step, of as many of its passages as there is room for.
func script(passages [][]mark) []mark {
	var out []mark
	for k, ms := range passages {
		if k > 0 && len(out)+len(ms) > mostMarks {
			break
		}
		for _, m := range ms[:min(len(ms), mostMarks)] {
			m.passage = k
			out = append(out, m)
		}
	}
	return out
}

// read is the network's answer for two steps. Which vectors are hidden is told by hide.
func read(t *nn.Tape, n *reader.Network, before, after []mark, hide func() bool) nn.Value {
	sides := [2]reader.Read{alone(t, n, before, hide), alone(t, n, after, hide)}
	return n.Both(t, sides, crossing(t, before, after)).Answers
}

func alone(t *nn.Tape, n *reader.Network, ms []mark, hide func() bool) reader.Read {
	seen, known := t.Given(len(ms), markWidth), t.Given(len(ms)*len(ms), nNear)
	for i := range ms {
		ms[i].look(seen.X.Row(i), hide())
		for j := range ms {
			near(ms, i, j, known.X.Row(i*len(ms)+j))
		}
	}
	return n.Alone(t, seen, known)
}

func crossing(t *nn.Tape, before, after []mark) reader.Crossing {
	n, m := len(before), len(after)
	c := reader.Crossing{All: t.Given(n*m, nAcross), Best: [2]nn.Value{t.Given(n, nAcross), t.Given(m, nAcross)}}
	for i := range before {
		for j := range after {
			row := c.All.X.Row(i*m + j)
			across(&before[i], &after[j], row)
			other := fromOther(row)
			for k := range nAcross {
				mine, yours := &c.Best[0].X.Row(i)[k], &c.Best[1].X.Row(j)[k]
				*mine, *yours = max(*mine, row[k]), max(*yours, other[k])
			}
		}
	}
	return c
}

// likely is how likely each change is by the models of change, and, where these are in doubt, by the reader
// too: a mean, in logarithms.
func (c *comparison) likely(ps []Passage, before, after []int) []float64 {
	out := make([]float64, len(changes))
	for k, m := range changeModels() {
		out[k] = learn.Likely(m.Odds(c.seen[:]))
	}
	if toOne(out); slices.Max(out) >= readBelow {
		return out
	}
	for k, said := range readSteps(c.scripts(ps, before, after)) {
		out[k] = math.Pow(out[k], 1-readShare) * math.Pow(float64(said), readShare)
	}
	toOne(out)
	return out
}

// toOne makes likelihoods one in sum.
func toOne(likely []float64) {
	sum := 0.
	for _, l := range likely {
		sum += l
	}
	for k := range likely {
		likely[k] /= sum
	}
}

// readSteps is how likely each change is as the reader says.
func readSteps(before, after []mark) []float32 {
	t := tapes.Get().(*nn.Tape)
	defer tapes.Put(t)
	t.Begin(nil, nil)
	said := slices.Clone(read(t, changeReader(), before, after, func() bool { return false }).X.Row(0)[:len(changes)])
	nn.Softmax(said)
	return said
}

// tapes are used again, for their memory.
var tapes = sync.Pool{New: func() any { return new(nn.Tape) }}

// scripts are the marks of two steps.
func (c *comparison) scripts(ps []Passage, before, after []int) (was, is []mark) {
	first := c.first()
	return script(marksOf(ps, first[0], before)), script(marksOf(ps, first[1], after))
}

// first are the passages of either step that are likest one of the other.
func (c *comparison) first() (out [2][]int) {
	for _, p := range c.likest {
		out[0], out[1] = append(out[0], p.before), append(out[1], p.after)
	}
	return out
}

// marksOf are those of the passages of a step, some of them first.
func marksOf(ps []Passage, first, all []int) [][]mark {
	var out [][]mark
	n, done := 0, map[int]bool{}
	for _, i := range slices.Concat(first, all) {
		if !done[i] && n < mostMarks {
			ms := ps[i].marks()
			out, n, done[i] = append(out, ms), n+len(ms), true
		}
	}
	return out
}
