// Package tag chooses part of speech and morphological features of a token from
// its encoding.
//
// Universal tag, Penn tag and features are one choice among the combinations
// that the treebanks hold, so that they never contradict each other.
package tag

import (
	"synoptic/learn/nn"
)

// Class is one combination of tags.
type Class struct{ UPOS, XPOS, Feats string }

// Head is the tagger on top of an encoder. It is safe for concurrent use once
// its layers are quantised.
type Head struct {
	Classes []Class
	hidden  *nn.Linear
	out     *nn.Linear
}

// Hidden is the width of the tagger's inner layer.
const Hidden = 96

// New adds a tagger's parameters to w; width is that of the encoding.
func New(w *nn.Weights, width int, classes []Class) *Head {
	return &Head{classes, nn.NewLinear(w, "tag.hidden", width, Hidden), nn.NewLinear(w, "tag.out", Hidden, len(classes))}
}

// Linears are the affine layers: they must be quantised, or for training
// packed, when their weights have changed.
func (h *Head) Linears() []*nn.Linear { return []*nn.Linear{h.hidden, h.out} }

// Tag appends the index of the class of each row of x to dst.
func (h *Head) Tag(a *nn.Arena, x nn.Matrix, dst []int) []int {
	hidden, scores := a.Matrix(x.Rows, Hidden), a.Matrix(x.Rows, len(h.Classes))
	h.hidden.Apply(a, hidden, x)
	nn.LeakyReLU(hidden)
	h.out.Apply(a, scores, hidden)
	for i := 0; i < x.Rows; i++ {
		dst = append(dst, nn.ArgMax(scores.Row(i)))
	}
	return dst
}
