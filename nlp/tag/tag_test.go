package tag

import (
	"math/rand/v2"
	"testing"

	"synoptic/learn/nn"
)

// The tagger learns to tell two encodings apart.
func TestLearns(t *testing.T) {
	var w nn.Weights
	h := New(&w, 32, []Class{{UPOS: "NOUN", XPOS: "NN"}, {UPOS: "VERB", XPOS: "VB"}, {UPOS: "X", XPOS: "FW"}})
	r := rand.New(rand.NewPCG(1, 2))
	h.Init(r)
	x := nn.NewMatrix(2, 32)
	for i := range 2 {
		for j := range x.Row(i) {
			x.Row(i)[j] = float32(r.NormFloat64())
		}
	}
	adam, g := nn.NewAdam(&w, 0.01), nn.NewGrads(&w)
	var a nn.Arena
	var first, last float64
	for step := range 60 {
		for _, l := range h.Linears() {
			l.Pack()
		}
		a.Reset()
		last = h.Train(&a, g, x, a.Zeros(2, 32), []int{1, 0}, r, 0.1, 1)
		if step == 0 {
			first = last
		}
		adam.Step(&w, g)
	}
	for _, l := range h.Linears() {
		l.Quantise()
	}
	if got := h.Tag(&a, x, nil); got[0] != 1 || got[1] != 0 || last > first/4 {
		t.Errorf("classes %v, loss %.3f → %.3f", got, first, last)
	}
}
