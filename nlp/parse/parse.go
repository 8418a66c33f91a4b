// Package parse finds the dependency tree of a sentence from the encodings of
// its tokens.
//
// Every pair of tokens gets a score as head and dependent by a biaffine form
// (Dozat & Manning, "Deep biaffine attention for neural dependency parsing",
// ICLR 2017). Each token takes its best head; where that is no tree, the best
// tree is searched (Chu & Liu 1965, Edmonds 1967). The relation is chosen for
// the arc that was found, by a layer over the sum and the product of head and
// dependent (the sum after Kiperwasser & Goldberg, TACL 2016).
package parse

import (
	"synoptic/learn/nn"
)

// Sizes of the parser's views of a token.
const (
	arcWidth  = 96
	prodWidth = 32
	sumWidth  = 64
	relWidth  = prodWidth + sumWidth
	viewWidth = 2*arcWidth + 2*relWidth
)

// Columns of the views: as dependent and as head, for the arc and the relation.
// Those before dependentSum pass through a rectifier.
const (
	dependentArc  = 0
	headArc       = dependentArc + arcWidth
	dependentProd = headArc + arcWidth
	headProd      = dependentProd + prodWidth
	dependentSum  = headProd + prodWidth
	headSum       = dependentSum + sumWidth
)

// Head is the parser on top of an encoder. It is safe for concurrent use once
// its layers are quantised.
type Head struct {
	Relations []string
	views     *nn.Linear
	arc       *nn.Linear // biaffine: the bias scores the head alone
	rel       *nn.Linear
	root      *nn.Param // the views of the root, which is no token
}

// New adds a parser's parameters to w; width is that of the encoding.
func New(w *nn.Weights, width int, relations []string) *Head {
	return &Head{
		Relations: relations,
		views:     nn.NewLinear(w, "parse.views", width, viewWidth),
		arc:       nn.NewLinear(w, "parse.arc", arcWidth, arcWidth),
		rel:       nn.NewLinear(w, "parse.rel", relWidth, len(relations)),
		root:      w.Add("parse.root", 1, viewWidth, false),
	}
}

// Linears are the affine layers: they must be quantised, or for training
// packed, when their weights have changed.
func (h *Head) Linears() []*nn.Linear { return []*nn.Linear{h.views, h.arc, h.rel} }

// Arc is a token's head, counted from the start of its sentence, -1 for the
// root, and the index of its relation.
type Arc struct{ Head, Relation int }

// Parser is the memory of one goroutine that parses.
type Parser struct {
	heads nn.Packed
	tree  trees
}

// Parse appends one arc for each row of x; ends are the rows after each
// sentence, forms the words. The arcs of a sentence form a tree with one root,
// whose relation is "root", and no other token's is.
func (h *Head) Parse(a *nn.Arena, p *Parser, x nn.Matrix, forms []string, ends []int, dst []Arc) []Arc {
	views, query := a.Matrix(x.Rows, viewWidth), a.Matrix(x.Rows, arcWidth)
	h.views.Apply(a, views, x)
	rectify(views)
	h.arc.Apply(a, query, columns(views, dependentArc, arcWidth))
	start := len(dst)
	from := 0
	for _, to := range ends {
		n := to - from
		scores := a.Zeros(n, n+1)
		nn.PackT(h.candidates(a, views.Slice(from, to)), &p.heads)
		nn.MulAdd(scores, query.Slice(from, to), &p.heads)
		for _, head := range p.tree.best(scores) {
			dst = append(dst, Arc{Head: head - 1})
		}
		from = to
	}
	h.label(a, views, ends, dst[start:])
	from = 0
	for _, to := range ends {
		h.giveSubjects(dst[start+from:start+to], forms[from:to])
		punctuate(dst[start+from:start+to], forms[from:to], h.isMark)
		from = to
	}
	return dst
}

// candidates are the views as head for the arc of the root and of each token.
func (h *Head) candidates(a *nn.Arena, views nn.Matrix) nn.Matrix {
	heads := a.Matrix(views.Rows+1, arcWidth)
	copy(heads.Row(0), h.root.W.Row(0)[headArc:])
	for i := 0; i < views.Rows; i++ {
		copy(heads.Row(i+1), views.Row(i)[headArc:])
	}
	return heads
}

func (h *Head) label(a *nn.Arena, views nn.Matrix, ends []int, arcs []Arc) {
	pairs, scores := a.Matrix(views.Rows, relWidth), a.Matrix(views.Rows, len(h.Relations))
	from := 0
	for _, to := range ends {
		for i := from; i < to; i++ {
			h.pair(pairs.Row(i), views.Row(i), h.headView(views, from, arcs[i].Head))
		}
		from = to
	}
	h.rel.Apply(a, scores, pairs)
	for i := range arcs {
		arcs[i].Relation = h.relation(scores.Row(i), arcs[i].Head < 0)
	}
}

func (h *Head) headView(views nn.Matrix, from, head int) []float32 {
	if head < 0 {
		return h.root.W.Row(0)
	}
	return views.Row(from + head)
}

// pair joins the views of dependent and head for the choice of the relation.
func (h *Head) pair(dst, dependent, head []float32) {
	for i := range prodWidth {
		dst[i] = dependent[dependentProd+i] * head[headProd+i]
	}
	for i := range sumWidth {
		x := dependent[dependentSum+i] + head[headSum+i]
		dst[prodWidth+i] = max(x, 0.1*x)
	}
}

// relation is the best one that fits: "root" for the root alone.
func (h *Head) relation(scores []float32, root bool) int {
	best := -1
	for i, s := range scores {
		if (h.Relations[i] == "root") == root && (best < 0 || s > scores[best]) {
			best = i
		}
	}
	return max(best, 0)
}

func (h *Head) isMark(a Arc) bool { return h.Relations[a.Relation] == "punct" }

func rectify(views nn.Matrix) { nn.LeakyReLU(columns(views, 0, dependentSum)) }

// columns is the part of m from a column on; it shares memory with m.
func columns(m nn.Matrix, from, n int) nn.Matrix {
	return nn.Matrix{Rows: m.Rows, Cols: n, Stride: m.Stride, Data: m.Data[min(from, len(m.Data)):]}
}
