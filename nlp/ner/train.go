package ner

import (
	"math/rand/v2"

	"synoptic/learn/nn"
	"synoptic/nlp/encoder"
)

// Allowed is a set of labels, one bit each: what a corpus says about a token. A
// corpus that does not tell two types apart allows both, one that does not
// annotate a type allows it wherever it has no name. 0: nothing is known.
type Allowed uint64

// Init draws the weights.
func (h *Head) Init(r *rand.Rand) {
	h.in.Init(r)
	encoder.InitSRU(h.layer, r)
	h.out.Init(r)
}

// Reserve adds to the score of no name: the more, the fewer names are found.
func (h *Head) Reserve(by float32) { h.out.B.W.Row(0)[none] += by }

// Train adds to g and dx the derivatives of the loss on rows x, and returns the
// loss. Dropout is the share of the units before and after the recurrent layer
// that is hidden, weight that of one token in the loss.
func (h *Head) Train(a *nn.Arena, g *nn.Grads, x, dx nn.Matrix, ends []int, gold []Allowed, r *rand.Rand, dropout float64, weight float32) float64 {
	n := x.Rows
	in, u, cells, y := a.Matrix(n, width), a.Matrix(n, 3*width), a.Matrix(n, width), a.Matrix(n, width)
	maskIn, maskOut := a.Matrix(n, width), a.Matrix(n, width)
	encoder.Mask(maskIn, dropout, r)
	encoder.Mask(maskOut, dropout, r)
	h.in.Forward(in, x)
	nn.Multiply(in, maskIn)
	h.layer.In.Forward(u, in)
	h.layer.ApplyKeeping(y, in, u, cells, ends)
	nn.Multiply(y, maskOut)
	scores := a.Matrix(n, Labels)
	h.out.Forward(scores, y)
	var loss float64
	for i, allowed := range gold {
		if allowed == 0 {
			clear(scores.Row(i))
			continue
		}
		loss += nn.LossAmong(scores.Row(i), uint64(allowed), weight)
	}
	dy, din := a.Zeros(n, width), a.Zeros(n, width)
	h.out.Backward(g, y, scores, dy)
	nn.Multiply(dy, maskOut)
	h.layer.Backward(g, in, u, cells, dy, din, ends)
	h.layer.In.Backward(g, in, u, din)
	nn.Multiply(din, maskIn)
	h.in.Backward(g, x, din, dx)
	return loss
}
