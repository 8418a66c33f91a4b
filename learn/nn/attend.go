package nn

import "math"

// Attention lets rows look at other rows (Vaswani et al., NIPS 2017), in a few heads
// side by side, and with a bias by what is known of either pair of rows.
type Attention struct {
	Query, Key, Value, Out *Linear
	Bias                   *Linear // what is known of a pair → heads
	Nothing                *Param  // a key and a value besides those of the rows; nil: none
}

// NewAttention adds its parameters to w: rows of width, a multiple of 16 a head, with
// known numbers of each pair.
func NewAttention(w *Weights, name string, width, known, heads int, nothing bool) *Attention {
	a := &Attention{
		Query: NewLinear(w, name+".query", width, width), Key: NewLinear(w, name+".key", width, width),
		Value: NewLinear(w, name+".value", width, width), Out: NewLinear(w, name+".out", width, width),
		Bias: NewLinear(w, name+".known", known, heads),
	}
	if nothing {
		a.Nothing = w.Add(name+".nothing", 2, width, false)
	}
	return a
}

// Linears are its affine layers.
func (a *Attention) Linears() []*Linear { return []*Linear{a.Query, a.Key, a.Value, a.Out, a.Bias} }

// Attend gives each row of q the mean of the values v, weighed by how well its query
// and bias go with each row of k. The row of bias of query i and key j is i·m+j, of m
// keys, or if turned j·n+i, of n queries; its columns are the heads.
func (t *Tape) Attend(a *Attention, q, k, v, bias Value, turned bool) Value {
	n, m, heads := q.X.Rows, k.X.Rows, bias.X.Cols
	width := q.X.Cols / heads
	y := t.Value(n, q.X.Cols)
	for h := range heads {
		s := &attending{q: q.columns(h, width), k: k.columns(h, width), v: v.columns(h, width), y: y.columns(h, width), bias: bias, scale: float32(1 / math.Sqrt(float64(width)))}
		s.down, s.along = m*bias.X.Stride, bias.X.Stride
		if turned {
			s.down, s.along = bias.X.Stride, n*bias.X.Stride
		}
		s.weigh(t, a, h)
		if t.learning() {
			t.undo = append(t.undo, func() { s.back(t, a, h) })
		}
	}
	return y
}

// columns are those of one head.
func (v Value) columns(head, width int) Value {
	of := func(m Matrix) Matrix {
		if m.Rows == 0 {
			return m
		}
		return Matrix{m.Rows, width, m.Stride, m.Data[head*width:]}
	}
	return Value{of(v.X), of(v.D)}
}

// attending is one head at work.
type attending struct {
	q, k, v, y  Value
	bias        Value
	down, along int // from one query's bias to the next one's, and from one key's
	scale       float32
	weights     Matrix // queries × keys, and nothing
}

func (s *attending) weigh(t *Tape, a *Attention, h int) {
	n, m := s.q.X.Rows, s.k.X.Rows
	keys := m
	if a.Nothing != nil {
		keys++
	}
	s.weights = t.arena.Zeros(n, keys)
	seen := s.weights
	seen.Cols = m
	PackT(s.k.X, &t.packed)
	MulAdd(seen, s.q.X, &t.packed)
	for i := range n {
		row := s.weights.Row(i)
		at := i*s.down + h
		for j, x := range row[:m] {
			row[j] = float32(x*s.scale) + s.bias.X.Data[at]
			at += s.along
		}
		if a.Nothing != nil {
			row[m] = dot(s.q.X.Row(i), s.nothing(a.Nothing.W, 0, h)) * s.scale
		}
		Softmax(row)
	}
	Pack(s.v.X, &t.packed)
	MulAdd(s.y.X, seen, &t.packed)
	if a.Nothing != nil {
		for i := range n {
			addTimes(s.y.X.Row(i), s.nothing(a.Nothing.W, 1, h), s.weights.Row(i)[m])
		}
	}
}

// nothing is the part of head h of the key (0) or value (1) of nothing.
func (s *attending) nothing(m Matrix, row, h int) []float32 {
	w := s.q.X.Cols
	return m.Row(row)[h*w : (h+1)*w]
}

func (s *attending) back(t *Tape, a *Attention, h int) {
	n, m := s.q.X.Rows, s.k.X.Rows
	d := t.arena.Zeros(n, s.weights.Cols)
	seen, dseen := s.weights, d
	seen.Cols, dseen.Cols = m, m
	PackT(s.v.X, &t.packed)
	MulAdd(dseen, s.y.D, &t.packed)
	seen.Transpose(&t.turned)
	Pack(s.y.D, &t.packed)
	MulAdd(s.v.D, t.turned, &t.packed)
	for i := range n {
		row, w := d.Row(i), s.weights.Row(i)
		if a.Nothing != nil {
			row[m] = dot(s.y.D.Row(i), s.nothing(a.Nothing.W, 1, h))
			addTimes(s.nothing(t.grads.Of(a.Nothing), 1, h), s.y.D.Row(i), w[m])
		}
		along := dot(row, w)
		for j := range row {
			row[j] = w[j] * (row[j] - along)
			if j < m {
				s.bias.D.Data[i*s.down+j*s.along+h] += row[j]
			}
			row[j] *= s.scale
		}
		if a.Nothing != nil {
			addTimes(s.q.D.Row(i), s.nothing(a.Nothing.W, 0, h), row[m])
			addTimes(s.nothing(t.grads.Of(a.Nothing), 0, h), s.q.X.Row(i), row[m])
		}
	}
	Pack(s.k.X, &t.packed)
	MulAdd(s.q.D, dseen, &t.packed)
	dseen.Transpose(&t.turned)
	Pack(s.q.X, &t.packed)
	MulAdd(s.k.D, t.turned, &t.packed)
}

func dot(a, b []float32) float32 {
	var s float32
	for i, x := range a {
		s += float32(x * b[i])
	}
	return s
}

func addTimes(dst, src []float32, by float32) {
	for i, x := range src {
		dst[i] += float32(x * by)
	}
}

// Pool is the mean of x's rows weighed by the softmax of scores, one a row, and the
// logarithm of the sum of the scores' exponentials.
func (t *Tape) Pool(x, scores Value) (mean, total Value) {
	rows := x.X.Rows
	mean, total = t.Value(1, x.X.Cols), t.Value(1, 1)
	w := t.arena.Floats(rows)
	top := float32(math.Inf(-1))
	for i := range rows {
		w[i] = scores.X.Row(i)[0]
		top = max(top, w[i])
	}
	var sum float32
	for _, v := range w {
		sum += Exp(v - top)
	}
	total.X.Row(0)[0] = top + float32(math.Log(float64(sum)))
	Softmax(w)
	for i, v := range w {
		addTimes(mean.X.Row(0), x.X.Row(i), v)
	}
	if t.learning() {
		t.undo = append(t.undo, func() {
			d := mean.D.Row(0)
			along := dot(d, mean.X.Row(0))
			for i, v := range w {
				scores.D.Row(i)[0] += v * (dot(d, x.X.Row(i)) - along + total.D.Row(0)[0])
				addTimes(x.D.Row(i), d, v)
			}
		})
	}
	return mean, total
}

// Spread is of two single numbers their sum, how far they are apart and the lesser.
func (t *Tape) Spread(a, b Value) Value {
	y := t.raw(1, 3)
	u, v := a.X.Row(0)[0], b.X.Row(0)[0]
	copy(y.X.Row(0), []float32{u + v, max(u-v, v-u), min(u, v)})
	if t.learning() {
		t.undo = append(t.undo, func() {
			d := y.D.Row(0)
			less, more := &a.D.Row(0)[0], &b.D.Row(0)[0]
			if u > v {
				less, more = more, less
			}
			*less += d[0] - d[1] + d[2]
			*more += d[0] + d[1]
		})
	}
	return y
}
