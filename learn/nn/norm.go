package nn

import "math"

// Norm brings every row to mean 0 and spread 1, and then to what is learned of
// each column (Ba, Kiros & Hinton, 2016).
type Norm struct {
	Gain, Bias *Param // one row each
}

// NewNorm adds its parameters to w, the gains 1.
func NewNorm(w *Weights, name string, width int) *Norm {
	n := &Norm{w.Add(name+".gain", 1, width, false), w.Add(name+".bias", 1, width, false)}
	for i := range n.Gain.W.Row(0) {
		n.Gain.W.Row(0)[i] = 1
	}
	return n
}

// Norm applies n to every row of x.
func (t *Tape) Norm(n *Norm, x Value) Value {
	rows, cols := x.X.Rows, x.X.Cols
	y, plain, inverse := t.raw(rows, cols), t.arena.Matrix(rows, cols), t.arena.Floats(rows)
	gain, bias := n.Gain.W.Row(0), n.Bias.W.Row(0)
	for i := range rows {
		inverse[i] = standardise(plain.Row(i), x.X.Row(i))
		out := y.X.Row(i)
		for j, v := range plain.Row(i) {
			out[j] = float32(v*gain[j]) + bias[j]
		}
	}
	if t.learning() {
		t.undo = append(t.undo, func() {
			for i := range rows {
				n.back(t.grads, y.D.Row(i), plain.Row(i), inverse[i], x.D.Row(i))
			}
		})
	}
	return y
}

// standardise sets dst to x less its mean, by its spread, whose inverse it returns.
func standardise(dst, x []float32) float32 {
	var sum, squares float32
	for _, v := range x {
		sum += v
	}
	mean := sum / float32(len(x))
	for _, v := range x {
		v -= mean
		squares += float32(v * v)
	}
	inverse := float32(1 / math.Sqrt(float64(squares/float32(len(x)))+1e-5))
	for j, v := range x {
		dst[j] = (v - mean) * inverse
	}
	return inverse
}

func (n *Norm) back(g *Grads, dy, plain []float32, inverse float32, dx []float32) {
	gain, dgain, dbias := n.Gain.W.Row(0), g.Of(n.Gain).Row(0), g.Of(n.Bias).Row(0)
	var sum, along float32
	for j, d := range dy {
		dgain[j] += float32(d * plain[j])
		dbias[j] += d
		sum += float32(d * gain[j])
		along += float32(d * gain[j] * plain[j])
	}
	sum, along = sum/float32(len(dy)), along/float32(len(dy))
	for j, d := range dy {
		dx[j] += inverse * (float32(d*gain[j]) - sum - float32(plain[j]*along))
	}
}
