package nn

// Linear is an affine layer: y = x·W + b.
type Linear struct {
	W, B *Param
	fast *Quantised
	fwd  Packed // W, for training
	back Packed // its transpose, likewise
}

// NewLinear adds a layer's parameters to w.
func NewLinear(w *Weights, name string, in, out int) *Linear {
	return &Linear{W: w.Add(name+".weight", in, out, false), B: w.Add(name+".bias", 1, out, false)}
}

// Out is the number of outputs.
func (l *Linear) Out() int { return l.W.W.Cols }

// Quantise lays the weights out for Apply; it must be called when they changed.
func (l *Linear) Quantise() { l.fast = Quantise(l.W.W, l.B.W.Row(0)) }

// Apply sets y to x·W + b, at 12 bits a factor.
func (l *Linear) Apply(a *Arena, y, x Matrix) { l.fast.Mul(a, y, x) }

const leak = 0.1

// LeakyReLU multiplies what is negative by 0.1, in place.
func LeakyReLU(m Matrix) {
	for i := 0; i < m.Rows; i++ {
		row := m.Row(i)
		for j, x := range row {
			row[j] = max(x, leak*x)
		}
	}
}

// SRU is a bidirectional layer of simple recurrent units with as many inputs as
// outputs: the first half of the channels runs forward, the second backward.
type SRU struct {
	In   *Linear // width → 6×half: candidate, forget and output gate, forward and then backward
	Cell *Param  // 2×(2×half): weights of the cell in the gates
}

// NewSRU adds a layer's parameters to w; width is a multiple of 32.
func NewSRU(w *Weights, name string, width int) *SRU {
	return &SRU{NewLinear(w, name, width, 3*width), w.Add(name+".cell", 2, width, false)}
}

// Apply sets y to the layer's output; ends[i] is the row after sentence i. It
// overwrites u, the product of x and the layer's weights.
func (s *SRU) Apply(y, x, u Matrix, ends []int, cell []float32) {
	half := x.Cols / 2
	cell = cell[:half]
	start := 0
	for _, end := range ends {
		clear(cell)
		v := s.Cell.W.Row(0)
		for t := start; t < end; t++ {
			Recur(u.Row(t)[:3*half], v, cell, x.Row(t)[:half], y.Row(t)[:half])
		}
		clear(cell)
		v = s.Cell.W.Row(1)
		for t := end - 1; t >= start; t-- {
			Recur(u.Row(t)[3*half:], v, cell, x.Row(t)[half:], y.Row(t)[half:])
		}
		start = end
	}
}
