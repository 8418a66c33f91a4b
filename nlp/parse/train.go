package parse

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
	for i := range h.root.W.Row(0) {
		h.root.W.Row(0)[i] = float32(r.NormFloat64() * 0.1)
	}
}

// Train adds to g and dx the derivatives of the loss on rows x; sentence s has
// the arcs gold[s], nil if they are not known. It returns the loss. Dropout is
// the share of the views that is hidden, weight that of one arc in the loss.
func (h *Head) Train(a *nn.Arena, g *nn.Grads, x, dx nn.Matrix, ends []int, gold [][]Arc, r *rand.Rand, dropout float64, weight float32) float64 {
	views, dviews, mask := a.Matrix(x.Rows, viewWidth), a.Zeros(x.Rows, viewWidth), a.Matrix(x.Rows, viewWidth)
	h.views.Forward(views, x)
	rectify(views)
	encoder.Mask(mask, dropout, r)
	nn.Multiply(views, mask)
	var loss float64
	from := 0
	for s, to := range ends {
		if gold[s] != nil {
			v, dv := views.Slice(from, to), dviews.Slice(from, to)
			loss += h.trainArcs(a, g, v, dv, gold[s], weight)
			loss += h.trainRelations(a, g, v, dv, gold[s], weight)
		}
		from = to
	}
	nn.Multiply(dviews, mask)
	nn.LeakyReLUBackward(columns(dviews, 0, dependentSum), columns(views, 0, dependentSum))
	h.views.Backward(g, x, dviews, dx)
	return loss
}

func (h *Head) trainArcs(a *nn.Arena, g *nn.Grads, views, dviews nn.Matrix, gold []Arc, weight float32) float64 {
	n := views.Rows
	dependents := columns(views, dependentArc, arcWidth)
	query, scores := a.Matrix(n, arcWidth), a.Zeros(n, n+1)
	h.arc.Forward(query, dependents)
	heads := h.candidates(a, views)
	var p nn.Packed
	nn.PackT(heads, &p)
	nn.MulAdd(scores, query, &p)
	var loss float64
	for i, arc := range gold {
		scores.Row(i)[i+1] = -1e9
		loss += nn.Loss(scores.Row(i), arc.Head+1, weight)
	}
	dquery, dheads := a.Zeros(n, arcWidth), a.Zeros(n+1, arcWidth)
	nn.Pack(heads, &p)
	nn.MulAdd(dquery, scores, &p)
	var turned nn.Matrix
	scores.Transpose(&turned)
	nn.Pack(query, &p)
	nn.MulAdd(dheads, turned, &p)
	ddep := a.Zeros(n, arcWidth)
	h.arc.Backward(g, dependents, dquery, ddep)
	for i := 0; i < n; i++ {
		add(dviews.Row(i)[dependentArc:], ddep.Row(i))
		add(dviews.Row(i)[headArc:], dheads.Row(i+1))
	}
	add(g.Row(h.root, 0)[headArc:], dheads.Row(0))
	return loss
}

func (h *Head) trainRelations(a *nn.Arena, g *nn.Grads, views, dviews nn.Matrix, gold []Arc, weight float32) float64 {
	n := views.Rows
	pairs, dpairs, scores := a.Matrix(n, relWidth), a.Zeros(n, relWidth), a.Matrix(n, len(h.Relations))
	for i, arc := range gold {
		h.pair(pairs.Row(i), views.Row(i), h.headView(views, 0, arc.Head))
	}
	h.rel.Forward(scores, pairs)
	var loss float64
	for i, arc := range gold {
		loss += nn.Loss(scores.Row(i), arc.Relation, weight)
	}
	h.rel.Backward(g, pairs, scores, dpairs)
	for i, arc := range gold {
		dhead := g.Row(h.root, 0)
		if arc.Head >= 0 {
			dhead = dviews.Row(arc.Head)
		}
		pairBackward(dpairs.Row(i), pairs.Row(i), views.Row(i), h.headView(views, 0, arc.Head), dviews.Row(i), dhead)
	}
	return loss
}

func pairBackward(d, pair, dependent, head, ddependent, dhead []float32) {
	for i := range prodWidth {
		ddependent[dependentProd+i] += d[i] * head[headProd+i]
		dhead[headProd+i] += d[i] * dependent[dependentProd+i]
	}
	for i := range sumWidth {
		x := d[prodWidth+i]
		if pair[prodWidth+i] < 0 {
			x *= 0.1
		}
		ddependent[dependentSum+i] += x
		dhead[headSum+i] += x
	}
}

func add(dst, src []float32) {
	for i, x := range src {
		dst[i] += x
	}
}
