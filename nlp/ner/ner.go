// Package ner finds names in a sentence from the encodings of its tokens.
//
// A recurrent layer of its own scores for each token whether a name of each
// type begins there, goes on, or none does; the best sequence in which a name
// goes on only after it began is found by dynamic programming (Viterbi 1967).
package ner

import (
	"synoptic/learn/nn"
	"synoptic/text"
)

// Types are the entity types, in the order of the labels.
var Types = [...]text.EntityType{text.Person, text.Organization, text.Polity, text.Place, text.Group, text.Miscellany}

// Labels is the number of labels: 0 outside, 1+2t a name of type t begins, 2+2t
// it goes on.
const Labels = 1 + 2*len(Types)

const (
	width = 128
	none  = 0
)

// Head is the recogniser on top of an encoder. It is safe for concurrent use
// once its layers are packed.
type Head struct {
	in    *nn.Linear
	layer *nn.SRU
	out   *nn.Linear
}

// New adds a recogniser's parameters to w; input is the width of the encoding.
func New(w *nn.Weights, input int) *Head {
	return &Head{nn.NewLinear(w, "ner.in", input, width), nn.NewSRU(w, "ner.layer", width), nn.NewLinear(w, "ner.out", width, Labels)}
}

// Linears are the affine layers: they must be quantised, or for training
// packed, when their weights have changed.
func (h *Head) Linears() []*nn.Linear { return []*nn.Linear{h.in, h.layer.In, h.out} }

// Name is a run of rows, half-open, with its type and the smallest probability
// of its labels.
type Name struct {
	Start, End int
	Type       text.EntityType
	Confidence float32
}

// Find appends the names in rows x, in order; ends are the rows after each
// sentence.
func (h *Head) Find(a *nn.Arena, x nn.Matrix, ends []int, dst []Name) []Name {
	in, u, y, scores := a.Matrix(x.Rows, width), a.Matrix(x.Rows, 3*width), a.Matrix(x.Rows, width), a.Matrix(x.Rows, Labels)
	h.in.Apply(a, in, x)
	h.layer.In.Apply(a, u, in)
	h.layer.Apply(y, in, u, ends, a.Floats(width))
	h.out.Apply(a, scores, y)
	from := 0
	for _, to := range ends {
		dst = names(dst, from, scores.Slice(from, to))
		from = to
	}
	return dst
}

func names(dst []Name, from int, scores nn.Matrix) []Name {
	if quiet(scores) {
		return dst
	}
	for i, label := range viterbi(scores) {
		if label == none {
			continue
		}
		row := scores.Row(i)
		nn.Softmax(row)
		if label%2 == 1 {
			dst = append(dst, Name{from + i, from + i + 1, Types[(label-1)/2], row[label]})
			continue
		}
		name := &dst[len(dst)-1]
		name.End, name.Confidence = from+i+1, min(name.Confidence, row[label])
	}
	return dst
}

// quiet reports whether no token's best label is a name's: then the best
// sequence is empty.
func quiet(scores nn.Matrix) bool {
	for i := 0; i < scores.Rows; i++ {
		if nn.ArgMax(scores.Row(i)) != none {
			return false
		}
	}
	return true
}

// viterbi returns the best sequence in which label 2+2t follows only 1+2t or
// itself.
func viterbi(scores nn.Matrix) []int {
	n := scores.Rows
	back := make([][Labels]int8, n)
	var total [Labels]float32
	copy(total[:], scores.Row(0))
	for l := 2; l < Labels; l += 2 {
		total[l] = -1e9
	}
	for i := 1; i < n; i++ {
		row := scores.Row(i)
		best := nn.ArgMax(total[:])
		var next [Labels]float32
		for l := range next {
			from := best
			if l > 0 && l%2 == 0 {
				if from = l - 1; total[l] > total[from] {
					from = l
				}
			}
			next[l], back[i][l] = total[from]+row[l], int8(from)
		}
		total = next
	}
	labels := make([]int, n)
	labels[n-1] = nn.ArgMax(total[:])
	for i := n - 1; i > 0; i-- {
		labels[i-1] = int(back[i][labels[i]])
	}
	return labels
}
