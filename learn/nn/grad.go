package nn

import (
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
)

// Grads are the gradients of a loss by every parameter, gathered by one
// goroutine.
type Grads struct {
	by      []Matrix
	touched [][]int32 // rows of a table that have a gradient
	marked  [][]bool

	transposed Matrix
	packed     Packed
}

// NewGrads makes gradients of zero.
func NewGrads(w *Weights) *Grads {
	g := &Grads{}
	for _, p := range w.Params {
		g.by = append(g.by, NewMatrix(p.W.Rows, p.W.Cols))
		g.touched = append(g.touched, nil)
		var marks []bool
		if p.Table {
			marks = make([]bool, p.W.Rows)
		}
		g.marked = append(g.marked, marks)
	}
	return g
}

// Row returns the gradient of one row, to be added to.
func (g *Grads) Row(p *Param, row int) []float32 {
	if p.Table && !g.marked[p.index][row] {
		g.marked[p.index][row] = true
		g.touched[p.index] = append(g.touched[p.index], int32(row))
	}
	return g.by[p.index].Row(row)
}

// Of returns the gradient of a parameter that is no table, to be added to.
func (g *Grads) Of(p *Param) Matrix { return g.by[p.index] }

// Add adds o to g and clears o.
func (g *Grads) Add(o *Grads, w *Weights) {
	inParallel(len(w.Params), func(i int) {
		if p := w.Params[i]; p.Table {
			for _, r := range o.touched[i] {
				add(g.Row(p, int(r)), o.by[i].Row(int(r)))
			}
			o.clearTable(i)
		} else {
			add(g.by[i].Data, o.by[i].Data)
			o.by[i].Zero()
		}
	})
}

// inParallel calls do for 0 to n-1 from as many goroutines as there are threads.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}

func (g *Grads) clearTable(i int) {
	for _, r := range g.touched[i] {
		clear(g.by[i].Row(int(r)))
		g.marked[i][r] = false
	}
	g.touched[i] = g.touched[i][:0]
}

func add(dst, src []float32) {
	for i, x := range src {
		dst[i] += x
	}
}

// Pack lays the weights out for Forward and Backward; it must be called when
// they changed.
func (l *Linear) Pack() {
	Pack(l.W.W, &l.fwd)
	PackT(l.W.W, &l.back)
}

// Init draws the weights after Glorot & Bengio (AISTATS 2010).
func (l *Linear) Init(r *rand.Rand) {
	Uniform(l.W.W, r, math.Sqrt(6/float64(l.W.W.Rows+l.W.W.Cols)))
}

// Uniform draws every number of m between -limit and limit.
func Uniform(m Matrix, r *rand.Rand, limit float64) {
	for i := range m.Rows {
		row := m.Row(i)
		for j := range row {
			row[j] = float32((2*r.Float64() - 1) * limit)
		}
	}
}

// Forward sets y to x·W + b at full precision.
func (l *Linear) Forward(y, x Matrix) { Mul(y, x, &l.fwd, l.B.W.Row(0)) }

// Backward adds to g what the loss's derivative dy by the outputs of Forward(y, x)
// means for the parameters and, unless dx has no rows, to dx what it means for x.
func (l *Linear) Backward(g *Grads, x, dy, dx Matrix) {
	x.Transpose(&g.transposed)
	Pack(dy, &g.packed)
	MulAdd(g.Of(l.W), g.transposed, &g.packed)
	bias := g.Of(l.B).Row(0)
	for i := 0; i < dy.Rows; i++ {
		add(bias, dy.Row(i))
	}
	if dx.Rows > 0 {
		MulAdd(dx, dy, &l.back)
	}
}

// LeakyReLUBackward turns the derivative by LeakyReLU's output y into that by
// its input, in place.
func LeakyReLUBackward(dy, y Matrix) {
	for i := 0; i < y.Rows; i++ {
		d := dy.Row(i)
		for j, v := range y.Row(i) {
			if v < 0 {
				d[j] *= leak
			}
		}
	}
}

// ApplyKeeping is Apply for training: u keeps candidate and gates, and cells the
// cell after each step.
func (s *SRU) ApplyKeeping(y, x, u, cells Matrix, ends []int) {
	half := x.Cols / 2
	zero := make([]float32, half)
	each(ends, half, func(t, before, dir int) {
		prev := zero
		if before >= 0 {
			prev = cells.Row(before)[dir*half:]
		}
		v := s.Cell.W.Row(dir)
		k := u.Row(t)[dir*3*half:]
		xs, ys, cs := x.Row(t)[dir*half:], y.Row(t)[dir*half:], cells.Row(t)[dir*half:]
		for i := 0; i < half; i++ {
			f := Sigmoid(k[half+i] + v[i]*prev[i])
			r := Sigmoid(k[2*half+i] + v[half+i]*prev[i])
			c := k[i] + f*(prev[i]-k[i])
			k[half+i], k[2*half+i], cs[i] = f, r, c
			ys[i] = xs[i] + r*(c-xs[i])
		}
	})
}

// each visits the steps of both directions in their order; before is the row of
// the step before, -1 at the first.
func each(ends []int, half int, visit func(t, before, dir int)) {
	start := 0
	for _, end := range ends {
		for t := start; t < end; t++ {
			before := t - 1
			if t == start {
				before = -1
			}
			visit(t, before, 0)
		}
		for t := end - 1; t >= start; t-- {
			before := t + 1
			if before == end {
				before = -1
			}
			visit(t, before, 1)
		}
		start = end
	}
}

// Backward takes the derivative dy by the output of ApplyKeeping(y, x, u, cells)
// back through time: it adds to g and dx (through the highway), and replaces u
// by the derivative by the product of the layer's input and weights.
func (s *SRU) Backward(g *Grads, x, u, cells, dy, dx Matrix, ends []int) {
	half := x.Cols / 2
	zero := make([]float32, half)
	carry := make([]float32, half)
	dcell := g.Of(s.Cell)
	step := func(t, before, dir int, first bool) {
		if first {
			clear(carry)
		}
		prev := zero
		if before >= 0 {
			prev = cells.Row(before)[dir*half:]
		}
		v, dv := s.Cell.W.Row(dir), dcell.Row(dir)
		k := u.Row(t)[dir*3*half:]
		xs, cs := x.Row(t)[dir*half:], cells.Row(t)[dir*half:]
		d, dxs := dy.Row(t)[dir*half:], dx.Row(t)[dir*half:]
		for i := 0; i < half; i++ {
			f, r, p := k[half+i], k[2*half+i], prev[i]
			dr := d[i] * (cs[i] - xs[i]) * r * (1 - r)
			dc := d[i]*r + carry[i]
			dxs[i] += d[i] * (1 - r)
			df := dc * (p - k[i]) * f * (1 - f)
			carry[i] = dc*f + df*v[i] + dr*v[half+i]
			dv[i] += df * p
			dv[half+i] += dr * p
			k[i], k[half+i], k[2*half+i] = dc*(1-f), df, dr
		}
	}
	start := 0
	for _, end := range ends {
		for t := end - 1; t >= start; t-- {
			before := t - 1
			if t == start {
				before = -1
			}
			step(t, before, 0, t == end-1)
		}
		for t := start; t < end; t++ {
			before := t + 1
			if before == end {
				before = -1
			}
			step(t, before, 1, t == start)
		}
		start = end
	}
}

// Adam is the optimiser of Kingma & Ba (ICLR 2015). Rows of tables are moved
// only when they have a gradient.
type Adam struct {
	Rate, Beta1, Beta2 float64
	Clip               float64 // largest norm of the gradient
	step               int
	mean, square       []Matrix
}

// NewAdam makes an optimiser for w.
func NewAdam(w *Weights, rate float64) *Adam {
	a := &Adam{Rate: rate, Beta1: 0.9, Beta2: 0.98, Clip: 5}
	for _, p := range w.Params {
		a.mean = append(a.mean, NewMatrix(p.W.Rows, p.W.Cols))
		a.square = append(a.square, NewMatrix(p.W.Rows, p.W.Cols))
	}
	return a
}

// Step moves w against the gradient, clears it and returns its norm.
func (a *Adam) Step(w *Weights, g *Grads) float64 {
	norm := g.norm(w)
	scale := 1.0
	if norm > a.Clip {
		scale = a.Clip / norm
	}
	a.step++
	rate := float32(a.Rate * math.Sqrt(1-math.Pow(a.Beta2, float64(a.step))) / (1 - math.Pow(a.Beta1, float64(a.step))))
	inParallel(len(w.Params), func(i int) {
		p := w.Params[i]
		if !p.Table {
			a.move(p.W.Data, g.by[i].Data, a.mean[i].Data, a.square[i].Data, rate, float32(scale))
			g.by[i].Zero()
			return
		}
		for _, r := range g.touched[i] {
			r := int(r)
			a.move(p.W.Row(r), g.by[i].Row(r), a.mean[i].Row(r), a.square[i].Row(r), rate, float32(scale))
		}
		g.clearTable(i)
	})
	return norm
}

func (a *Adam) move(w, g, m, v []float32, rate, scale float32) {
	b1, b2 := float32(a.Beta1), float32(a.Beta2)
	m, v, w = m[:len(g)], v[:len(g)], w[:len(g)]
	for i, d := range g {
		d *= scale
		m[i] += (1 - b1) * (d - m[i])
		v[i] += (1 - b2) * (d*d - v[i])
		w[i] -= rate * m[i] / (float32(math.Sqrt(float64(v[i]))) + 1e-8)
	}
}

func (g *Grads) norm(w *Weights) float64 {
	sums := make([]float64, len(w.Params))
	inParallel(len(w.Params), func(i int) {
		if !w.Params[i].Table {
			for r := 0; r < g.by[i].Rows; r++ {
				sums[i] += square(g.by[i].Row(r))
			}
			return
		}
		for _, r := range g.touched[i] {
			sums[i] += square(g.by[i].Row(int(r)))
		}
	})
	var total float64
	for _, s := range sums {
		total += s
	}
	return math.Sqrt(total)
}

func square(row []float32) float64 {
	var s float32
	for _, x := range row {
		s += x * x
	}
	return float64(s)
}

// PackAll calls Pack of each layer.
func PackAll(layers []*Linear) { inParallel(len(layers), func(i int) { layers[i].Pack() }) }
