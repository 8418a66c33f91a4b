package en

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"synoptic/learn/nn"
	"synoptic/nlp/encoder"
	"synoptic/nlp/ner"
	"synoptic/nlp/parse"
	"synoptic/nlp/tag"
)

// Every derivative that training uses is that of the loss: nudging a weight
// changes the loss as its gradient says.
func TestGradientsAreThoseOfTheLoss(t *testing.T) {
	m := NewModel(Header{
		Shape:     encoder.Shape{Static: 100, FormRows: 50, FormDim: 8, PartRows: 50, PartDim: 8, Width: 32, Layers: 2},
		Classes:   []tag.Class{{UPOS: "NOUN"}, {UPOS: "VERB"}, {UPOS: "X"}},
		Relations: []string{"nsubj", "obj", "root"},
	})
	r := rand.New(rand.NewPCG(7, 7))
	m.Encoder.Init(r)
	m.Tag.Init(r)
	m.Parse.Init(r)
	m.NER.Init(r)
	forms := []string{"Minister", "Ada", "resigns", "yesterday", "Talks", "failed"}
	ends := []int{4, 6}
	var words []*encoder.Word
	for _, f := range forms {
		words = append(words, m.Encoder.Word(f))
	}
	classes := []int{0, 0, 1, -1, 0, 1}
	arcs := [][]parse.Arc{{{Head: 1, Relation: 0}, {Head: 2, Relation: 0}, {Head: -1, Relation: 2}, {Head: 2, Relation: 1}}, nil}
	names := []ner.Allowed{1, 2 | 8, 1, 1, 0, 1}
	g := nn.NewGrads(&m.Weights)
	var tape encoder.Tape
	spare := nn.NewGrads(&m.Weights)
	loss := func(g *nn.Grads) float64 {
		for _, l := range m.Linears() {
			l.Pack()
		}
		tape.Reset()
		r := rand.New(rand.NewPCG(1, 1))
		x := m.Encoder.Forward(&tape, words, ends, r, encoder.Dropout{Static: 0.1, Form: 0.1, Part: 0.2, Inner: 0.2, Layer: 0.2})
		dx := tape.Zeros(x.Rows, x.Cols)
		sum := m.Tag.Train(&tape.Arena, g, x, dx, classes, r, 0.2, 1)
		sum += m.Parse.Train(&tape.Arena, g, x, dx, ends, arcs, r, 0.2, 1)
		sum += m.NER.Train(&tape.Arena, g, x, dx, ends, names, r, 0.2, 1)
		m.Encoder.Backward(&tape, g, dx)
		return sum
	}
	loss(g)
	for _, p := range m.Weights.Params {
		var off []float64
		for try := 0; try < 4000 && len(off) < 7; try++ {
			i, j := r.IntN(p.W.Rows), r.IntN(p.W.Cols)
			analytic := float64(g.Row(p, i)[j])
			if math.Abs(analytic) < 1e-3 {
				continue
			}
			const nudge = 3e-3
			w := &p.W.Row(i)[j]
			old := *w
			*w = old + nudge
			up := loss(spare)
			*w = old - nudge
			down := loss(spare)
			*w = old
			numeric := (up - down) / (2 * nudge)
			off = append(off, math.Abs(numeric-analytic)/(0.05+math.Abs(numeric)+math.Abs(analytic)))
		}
		if len(off) == 0 {
			t.Errorf("%s has no gradient", p.Name)
			continue
		}
		// The median: a nudge across a rectifier's bend is off by right.
		if slices.Sort(off); off[len(off)/2] > 0.02 {
			t.Errorf("%s: gradients off by %.3f", p.Name, off)
		}
	}
}
