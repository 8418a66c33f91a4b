package ner

import (
	"math"
	"math/rand/v2"
	"testing"

	"synoptic/learn/nn"
	"synoptic/text"
)

func scoresOf(r *rand.Rand, n int) nn.Matrix {
	m := nn.NewMatrix(n, Labels)
	for i := range n {
		for j := range m.Row(i) {
			m.Row(i)[j] = float32(r.NormFloat64())
		}
	}
	return m
}

func TestViterbiIsTheBestAllowedSequence(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 60 {
		n := 1 + r.IntN(3)
		scores := scoresOf(r, n)
		best := math.Inf(-1)
		var try func(i, last int, sum float64)
		try = func(i, last int, sum float64) {
			if i == n {
				best = max(best, sum)
				return
			}
			for l := range Labels {
				if l == 0 || l%2 == 1 || last == l || last == l-1 {
					try(i+1, l, sum+float64(scores.Row(i)[l]))
				}
			}
		}
		try(0, 0, 0)
		var sum float64
		last := 0
		for i, l := range viterbi(scores) {
			if l > 0 && l%2 == 0 && last != l && last != l-1 {
				t.Fatalf("label %d after %d", l, last)
			}
			sum += float64(scores.Row(i)[l])
			last = l
		}
		if math.Abs(sum-best) > 1e-4 {
			t.Fatalf("sequence of %d tokens has %.3f, the best %.3f", n, sum, best)
		}
	}
}

func TestNames(t *testing.T) {
	scores := nn.NewMatrix(5, Labels)
	for i, label := range []int{0, 1, 2, 5, 0} { // O B-PER I-PER B-GPE O
		scores.Row(i)[label] = 9
	}
	got := names(nil, 10, scores)
	if len(got) != 2 || got[0].Start != 11 || got[0].End != 13 || got[0].Type != text.Person ||
		got[1].Start != 13 || got[1].End != 14 || got[1].Type != text.Polity {
		t.Errorf("names %v", got)
	}
	for _, n := range got {
		if n.Confidence < 0.9 || n.Confidence > 1 {
			t.Errorf("confidence %v", n.Confidence)
		}
	}
	if got := names(nil, 0, nn.NewMatrix(3, Labels)); len(got) != 0 {
		t.Errorf("names without evidence: %v", got)
	}
}
