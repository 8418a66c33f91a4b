// Package encoder gives every token of a sentence a vector that knows its form
// and its neighbours; the tagger, the parser and the entity recogniser read it.
//
// A token's form enters as a static word vector, a learned vector of the form
// and learned vectors of its parts (prefixes, suffixes, character four-grams,
// shape), all found by hashing (Serrà & Karatzoglou, "Getting deep
// recommenders fit: Bloom embeddings", RecSys 2017, as in spaCy). Two affine
// layers make one vector of them, and bidirectional layers of simple recurrent
// units read the sentence: nearly all work is in matrix products over many
// tokens at once. What depends on the form alone is remembered.
package encoder

import (
	"strings"

	"synoptic/learn/nn"
)

// Vectors finds the static vector of a lower-case word: its components are
// scale × q[i].
type Vectors func(lower string) (q []int8, scale float32, ok bool)

// Shape are the sizes of an encoder.
type Shape struct {
	Static   int // dimensions of the static vectors
	FormRows int // of the table of forms
	FormDim  int
	PartRows int // of the table of parts
	PartDim  int
	Width    int // of the encoding: a multiple of 32
	Layers   int
}

// Encoder is the shared token encoder. Once its layers are quantised it is safe for concurrent
// use, each goroutine with a Workspace of its own.
type Encoder struct {
	Shape     Shape
	vectors   Vectors
	formTable *nn.Param
	partTable *nn.Param
	inner     *nn.Linear
	outer     *nn.Linear
	layers    []*nn.SRU
}

// New adds an encoder's parameters to w.
func New(w *nn.Weights, s Shape, vectors Vectors) *Encoder {
	e := &Encoder{Shape: s, vectors: vectors}
	e.formTable = w.Add("encoder.forms", s.FormRows, s.FormDim, true)
	e.partTable = w.Add("encoder.parts", s.PartRows, s.PartDim, true)
	e.inner = nn.NewLinear(w, "encoder.inner", s.Static+s.FormDim+s.PartDim, s.Width)
	e.outer = nn.NewLinear(w, "encoder.outer", s.Width, s.Width)
	for range s.Layers {
		e.layers = append(e.layers, nn.NewSRU(w, "encoder.layer", s.Width))
	}
	return e
}

// Linears are the affine layers: they must be quantised, or for training
// packed, when their weights have changed.
func (e *Encoder) Linears() []*nn.Linear {
	ls := []*nn.Linear{e.inner, e.outer}
	for _, l := range e.layers {
		ls = append(ls, l.In)
	}
	return ls
}

// Workspace is the memory of one goroutine that encodes.
type Workspace struct {
	nn.Arena
	known map[string]int32 // forms whose row stands in cache
	cache []float32
	rows  []int32
	fresh []*Word
	cell  []float32
}

// rememberedForms is the number of forms that a Workspace keeps.
const rememberedForms = 2048

// Batch is the largest number of tokens that Encode takes at once.
const Batch = 512

// Encode returns one row for each form, in ws's memory until its next Reset.
// Ends are the rows after each sentence. At most Batch forms.
func (e *Encoder) Encode(ws *Workspace, forms []string, ends []int) nn.Matrix {
	width := e.Shape.Width
	if ws.known == nil {
		ws.known = make(map[string]int32, rememberedForms)
		ws.cache = make([]float32, rememberedForms*4*width)
		ws.cell = make([]float32, width)
	}
	e.remember(ws, forms)
	x, u, y := ws.Matrix(len(forms), width), ws.Matrix(len(forms), 3*width), ws.Matrix(len(forms), width)
	for i, r := range ws.rows {
		row := ws.cache[int(r)*4*width:]
		copy(x.Row(i), row)
		copy(u.Row(i), row[width:])
	}
	for i, l := range e.layers {
		if i > 0 {
			l.In.Apply(&ws.Arena, u, x)
		}
		l.Apply(y, x, u, ends, ws.cell)
		x, y = y, x
	}
	return x
}

// remember sets ws.rows to the rows of ws.cache that hold what is known of the
// forms alone, and makes those that are missing.
func (e *Encoder) remember(ws *Workspace, forms []string) {
	if len(ws.known)+len(forms) > rememberedForms {
		clear(ws.known)
	}
	first := len(ws.known)
	ws.rows, ws.fresh = ws.rows[:0], ws.fresh[:0]
	for _, form := range forms {
		r, ok := ws.known[form]
		if !ok {
			r = int32(len(ws.known))
			ws.known[strings.Clone(form)] = r
			ws.fresh = append(ws.fresh, e.Word(form))
		}
		ws.rows = append(ws.rows, r)
	}
	if len(ws.fresh) == 0 {
		return
	}
	width := e.Shape.Width
	in := ws.Matrix(len(ws.fresh), e.inner.W.W.Rows)
	for i, w := range ws.fresh {
		e.embed(in.Row(i), w)
	}
	hidden, x, u := ws.Matrix(in.Rows, width), ws.Matrix(in.Rows, width), ws.Matrix(in.Rows, 3*width)
	e.inner.Apply(&ws.Arena, hidden, in)
	nn.LeakyReLU(hidden)
	e.outer.Apply(&ws.Arena, x, hidden)
	e.layers[0].In.Apply(&ws.Arena, u, x)
	for i := range ws.fresh {
		row := ws.cache[(first+i)*4*width:]
		copy(row, x.Row(i))
		copy(row[width:], u.Row(i))
	}
}

// embed writes the static vector, the sum of the form's rows and the sum of the
// parts' rows, the last over the root of their number.
func (e *Encoder) embed(in []float32, w *Word) {
	clear(in)
	static, rest := in[:e.Shape.Static], in[e.Shape.Static:]
	for i, q := range w.Q {
		static[i] = w.Scale * float32(q)
	}
	sum(rest[:e.Shape.FormDim], e.formTable, w.Forms)
	sum(rest[e.Shape.FormDim:], e.partTable, w.Parts)
	scale := partScale(len(w.Parts))
	for i := e.Shape.FormDim; i < len(rest); i++ {
		rest[i] *= scale
	}
}

func sum(dst []float32, table *nn.Param, rows []int32) {
	for _, r := range rows {
		for i, x := range table.W.Row(int(r)) {
			dst[i] += x
		}
	}
}

// Forget drops what the workspace remembers of forms.
func (ws *Workspace) Forget() { clear(ws.known) }
