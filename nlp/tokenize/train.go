package tokenize

import (
	"math"
	"math/rand/v2"

	"synoptic/text"
)

// The training schedule, chosen on EWT's and GUM's dev parts.
const (
	epochs    = 3
	rate      = 0.1
	shrinkage = 1e-4
)

// Train learns where sentences end from documents with gold Tokens and
// Sentences, and returns the weights file. Deterministic by seed.
//
// The model is a logistic regression trained by AdaGrad on hashed features; the
// weights are rounded to eight bits.
func Train(gold []*text.Document, seed uint64) []byte {
	var gaps []gap
	for _, d := range gold {
		gaps = append(gaps, collect(d)...)
	}
	w := make([]float64, buckets)
	squares := make([]float64, buckets)
	random := rand.New(rand.NewPCG(seed, 0))
	for range epochs {
		random.Shuffle(len(gaps), func(i, j int) { gaps[i], gaps[j] = gaps[j], gaps[i] })
		for _, g := range gaps {
			step(w, squares, g)
		}
	}
	return quantize(w)
}

type gap struct {
	keys []uint32
	ends bool
}

// collect lists the candidates of a document, each seen with the gold sentence
// so far.
func collect(d *text.Document) []gap {
	var gaps []gap
	for at := 0; at < len(d.Sentences); {
		end := at
		for end < len(d.Sentences) && d.Sentences[end].Paragraph == d.Sentences[at].Paragraph {
			end++
		}
		first, last := d.Sentences[at].Tokens.Start, d.Sentences[end-1].Tokens.End
		ends := map[int]bool{}
		for _, s := range d.Sentences[at:end] {
			ends[s.Tokens.End-first] = true
		}
		s := splitter{text: d.Text, tokens: d.Tokens[first:last], last: ending(d.Tokens[first:last])}
		for i := 1; i < len(s.tokens); i++ {
			s.see(i - 1)
			if s.candidate(i) {
				gaps = append(gaps, gap{append([]uint32(nil), s.features(i)...), ends[i]})
			}
			if ends[i] {
				s.start, s.open, s.depth = i, false, 0
			}
		}
		at = end
	}
	return gaps
}

func step(w, squares []float64, g gap) {
	sum := 0.0
	for _, k := range g.keys {
		sum += w[k]
	}
	want := 0.0
	if g.ends {
		want = 1
	}
	err := 1/(1+math.Exp(-sum)) - want
	for _, k := range g.keys {
		grad := err + shrinkage*w[k]
		squares[k] += grad * grad
		w[k] -= rate * grad / (math.Sqrt(squares[k]) + 1e-8)
	}
}

func quantize(w []float64) []byte {
	biggest := 1e-9
	for _, x := range w {
		biggest = max(biggest, math.Abs(x))
	}
	out := make([]byte, len(w))
	for i, x := range w {
		out[i] = byte(int8(math.Round(x / biggest * 127)))
	}
	return out
}
