package encoder

import (
	"math"
	"math/rand/v2"

	"synoptic/learn/nn"
)

func partScale(n int) float32 { return float32(1 / math.Sqrt(float64(max(n, 1)))) }

// Dropout are the shares of the input that training hides (Srivastava et al.,
// JMLR 2014; between the layers the same units through a sentence: Gal &
// Ghahramani, NIPS 2016).
type Dropout struct {
	Static, Form, Part float64 // whole vectors, rows
	Inner              float64 // units between the two affine layers
	Layer              float64 // units of the input of each recurrent layer and of the output
}

// Tape is what one training pass forward leaves for the pass back.
type Tape struct {
	nn.Arena
	words   []*Word
	ends    []int
	in      nn.Matrix
	hidden  nn.Matrix
	hideIn  nn.Matrix
	passes  []pass
	masks   []nn.Matrix // by layer; the last is that of the output
	dropped [][]int32   // parts in use, by token
	useForm []bool
}

type pass struct{ x, masked, u, cells nn.Matrix }

// Init draws the weights.
func (e *Encoder) Init(r *rand.Rand) {
	nn.Uniform(e.formTable.W, r, 0.1)
	nn.Uniform(e.partTable.W, r, 0.1)
	for _, l := range e.Linears() {
		l.Init(r)
	}
	for _, l := range e.layers {
		InitSRU(l, r)
	}
}

// InitSRU draws a recurrent layer's weights.
func InitSRU(l *nn.SRU, r *rand.Rand) {
	nn.Uniform(l.In.W.W, r, math.Sqrt(3/float64(l.In.W.W.Rows)))
	nn.Uniform(l.Cell.W, r, 0.1)
}

// Forward encodes words for training.
func (e *Encoder) Forward(t *Tape, words []*Word, ends []int, r *rand.Rand, d Dropout) nn.Matrix {
	n, width := len(words), e.Shape.Width
	t.words, t.ends, t.passes, t.masks = words, ends, t.passes[:0], t.masks[:0]
	t.embed(e, r, d)
	t.hidden = t.Matrix(n, width)
	e.inner.Forward(t.hidden, t.in)
	nn.LeakyReLU(t.hidden)
	t.hideIn = t.mask(n, width, d.Inner, r)
	nn.Multiply(t.hidden, t.hideIn)
	x := t.Matrix(n, width)
	e.outer.Forward(x, t.hidden)
	for _, l := range e.layers {
		p := pass{x: x, masked: t.Matrix(n, width), u: t.Matrix(n, 3*width), cells: t.Matrix(n, width)}
		m := t.mask(len(ends), width, d.Layer, r)
		maskSentences(p.masked, x, m, ends)
		l.In.Forward(p.u, p.masked)
		y := t.Matrix(n, width)
		l.ApplyKeeping(y, x, p.u, p.cells, ends)
		t.passes, t.masks = append(t.passes, p), append(t.masks, m)
		x = y
	}
	m, out := t.mask(len(ends), width, d.Layer, r), t.Matrix(n, width)
	maskSentences(out, x, m, ends)
	t.masks = append(t.masks, m)
	return out
}

// Backward takes the derivative by the output of the last Forward, which it
// changes, and adds to g.
func (e *Encoder) Backward(t *Tape, g *nn.Grads, dy nn.Matrix) {
	maskSentences(dy, dy, t.masks[len(e.layers)], t.ends)
	for i := len(e.layers) - 1; i >= 0; i-- {
		l, p := e.layers[i], t.passes[i]
		dx, dmasked := t.Zeros(dy.Rows, dy.Cols), t.Zeros(dy.Rows, dy.Cols)
		l.Backward(g, p.x, p.u, p.cells, dy, dx, t.ends)
		l.In.Backward(g, p.masked, p.u, dmasked)
		maskSentences(dmasked, dmasked, t.masks[i], t.ends)
		for j, v := range dmasked.Data {
			dx.Data[j] += v
		}
		dy = dx
	}
	dh, din := t.Zeros(dy.Rows, e.Shape.Width), t.Zeros(dy.Rows, t.in.Cols)
	e.outer.Backward(g, t.hidden, dy, dh)
	nn.Multiply(dh, t.hideIn)
	nn.LeakyReLUBackward(dh, t.hidden)
	e.inner.Backward(g, t.in, dh, din)
	t.embedBackward(e, g, din)
}

func (t *Tape) embed(e *Encoder, r *rand.Rand, d Dropout) {
	t.in = t.Matrix(len(t.words), e.inner.W.W.Rows)
	t.useForm = t.useForm[:0]
	for len(t.dropped) < len(t.words) {
		t.dropped = append(t.dropped, nil)
	}
	for i, w := range t.words {
		shown := *w
		if r.Float64() < d.Static {
			shown.Q = nil
		}
		use := r.Float64() >= d.Form
		if !use {
			shown.Forms = nil
		}
		kept := t.dropped[i][:0]
		for _, p := range w.Parts {
			if r.Float64() >= d.Part {
				kept = append(kept, p)
			}
		}
		shown.Parts = kept
		t.useForm, t.dropped[i] = append(t.useForm, use), kept
		e.embed(t.in.Row(i), &shown)
	}
}

func (t *Tape) embedBackward(e *Encoder, g *nn.Grads, din nn.Matrix) {
	for i, w := range t.words {
		d := din.Row(i)[e.Shape.Static:]
		if t.useForm[i] {
			for _, r := range w.Forms {
				addScaled(g.Row(e.formTable, int(r)), d[:e.Shape.FormDim], 1)
			}
		}
		for _, r := range t.dropped[i] {
			addScaled(g.Row(e.partTable, int(r)), d[e.Shape.FormDim:], partScale(len(t.dropped[i])))
		}
	}
}

func addScaled(dst, src []float32, by float32) {
	for i, x := range src {
		dst[i] += by * x
	}
}

// mask is a matrix of zeros, with probability p, and 1/(1-p).
func (t *Tape) mask(rows, cols int, p float64, r *rand.Rand) nn.Matrix {
	m := t.Matrix(rows, cols)
	Mask(m, p, r)
	return m
}

// Mask fills m with zeros, with probability p, and 1/(1-p).
func Mask(m nn.Matrix, p float64, r *rand.Rand) {
	keep, limit := float32(1/(1-p)), uint32(p*(1<<32-1))
	for i := range m.Data {
		m.Data[i] = keep
		if r.Uint32() < limit {
			m.Data[i] = 0
		}
	}
}

func maskSentences(dst, src, mask nn.Matrix, ends []int) {
	start := 0
	for s, end := range ends {
		by := mask.Row(s)
		for i := start; i < end; i++ {
			d, x := dst.Row(i), src.Row(i)
			for j, m := range by {
				d[j] = x[j] * m
			}
		}
		start = end
	}
}
