package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// parts is a small network with every kind of part.
type parts struct {
	w          Weights
	in, out    *Linear
	norm       *Norm
	self, over *Attention
	score      *Linear
}

func newParts() *parts {
	p := &parts{}
	p.in, p.norm = NewLinear(&p.w, "in", 5, 32), NewNorm(&p.w, "norm", 32)
	p.self = NewAttention(&p.w, "self", 32, 2, 2, false)
	p.over = NewAttention(&p.w, "over", 32, 2, 2, true)
	p.score, p.out = NewLinear(&p.w, "score", 32, 1), NewLinear(&p.w, "out", 32+3, 1)
	return p
}

func (p *parts) linears() []*Linear {
	return append(append(p.self.Linears(), p.over.Linears()...), p.in, p.score, p.out)
}

func (p *parts) loss(t *Tape, a, b, known, across Matrix) Value {
	bias := t.Linear(p.over.Bias, Value{X: across})
	var means, totals [2]Value
	var h [2]Value
	for k, x := range []Matrix{a, b} {
		y := t.Norm(p.norm, t.Linear(p.in, Value{X: x}))
		rows := known
		rows.Rows = x.Rows * x.Rows
		z := t.Attend(p.self, t.Linear(p.self.Query, y), t.Linear(p.self.Key, y), t.Linear(p.self.Value, y), t.Linear(p.self.Bias, Value{X: rows}), false)
		h[k] = t.Add(y, t.Positive(t.Linear(p.self.Out, z)))
	}
	for k := range h {
		o := h[1-k]
		z := t.Attend(p.over, t.Linear(p.over.Query, h[k]), t.Linear(p.over.Key, o), t.Linear(p.over.Value, o), bias, k == 1)
		z = t.Times(t.Linear(p.over.Out, z), h[k])
		means[k], totals[k] = t.Pool(z, t.Linear(p.score, z))
	}
	return t.Linear(p.out, t.Beside(t.Drop(t.Add(means[0], means[1]), 0), t.Spread(totals[0], totals[1])))
}

// Every derivative is what moving the weight a little shows.
func TestTapeTakesDerivatives(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	p := newParts()
	for _, x := range p.w.Params {
		Uniform(x.W, r, .5)
	}
	a, b, known, across := random(r, 3, 5), random(r, 4, 5), random(r, 16, 2), random(r, 12, 2)
	PackAll(p.linears())
	var tape Tape
	g := NewGrads(&p.w)
	tape.Begin(g, r)
	v := p.loss(&tape, a, b, known, across)
	v.D.Row(0)[0] = 1
	tape.Back()
	at := func() float64 {
		PackAll(p.linears())
		tape.Begin(nil, nil)
		return float64(p.loss(&tape, a, b, known, across).X.Row(0)[0])
	}
	const step = 2e-3
	for _, x := range p.w.Params {
		for range 4 {
			i, j := r.IntN(x.W.Rows), r.IntN(x.W.Cols)
			w := &x.W.Row(i)[j]
			was := *w
			*w = was + step
			up := at()
			*w = was - step
			down := at()
			*w = was
			want, got := (up-down)/2/step, float64(g.Of(x).Row(i)[j])
			if math.Abs(want-got) > 2e-2*max(.2, math.Abs(want)) {
				t.Errorf("%s[%d][%d]: derivative %.4f, want %.4f", x.Name, i, j, got, want)
			}
		}
	}
}

// What is hidden is zero, the rest larger by as much, and the derivative goes the
// same way.
func TestDropHides(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	p := newParts()
	var tape Tape
	tape.Begin(NewGrads(&p.w), r)
	x := tape.Value(40, 32)
	for i := range x.X.Data {
		x.X.Data[i] = 1
	}
	y := tape.Drop(x, .25)
	hidden := 0
	for i, v := range y.X.Data {
		y.D.Data[i] = 1
		if v == 0 {
			hidden++
		} else if math.Abs(float64(v)-4./3) > 1e-6 {
			t.Fatalf("kept as %v, want 4/3", v)
		}
	}
	if share := float64(hidden) / float64(len(y.X.Data)); share < .2 || share > .3 {
		t.Errorf("hid %.2f, want about .25", share)
	}
	tape.Back()
	for i, v := range y.X.Data {
		if x.D.Data[i] != v {
			t.Fatalf("derivative %v, want %v", x.D.Data[i], v)
		}
	}
}
