package tag

import (
	"math/rand/v2"

	"synoptic/learn/nn"
	"synoptic/nlp/encoder"
)

// Init draws the weights.
func (h *Head) Init(r *rand.Rand) {
	for _, l := range h.Linears() {
		l.Init(r)
	}
}

// Train adds to g and dx the derivatives of the loss on rows x with the given
// classes (-1: not known), and returns the loss. Dropout is the share of hidden
// units that are hidden, weight that of one token in the loss.
func (h *Head) Train(a *nn.Arena, g *nn.Grads, x, dx nn.Matrix, gold []int, r *rand.Rand, dropout float64, weight float32) float64 {
	hidden, scores, mask := a.Matrix(x.Rows, Hidden), a.Matrix(x.Rows, len(h.Classes)), a.Matrix(x.Rows, Hidden)
	h.hidden.Forward(hidden, x)
	nn.LeakyReLU(hidden)
	encoder.Mask(mask, dropout, r)
	nn.Multiply(hidden, mask)
	h.out.Forward(scores, hidden)
	var loss float64
	for i, class := range gold {
		if class < 0 {
			clear(scores.Row(i))
			continue
		}
		loss += nn.Loss(scores.Row(i), class, weight)
	}
	dh := a.Zeros(x.Rows, Hidden)
	h.out.Backward(g, hidden, scores, dh)
	nn.Multiply(dh, mask)
	nn.LeakyReLUBackward(dh, hidden)
	h.hidden.Backward(g, x, dh, dx)
	return loss
}
