package nn

import (
	"math/rand/v2"
)

// Value is a matrix in a computation, and while learning the derivative of the loss
// by it.
type Value struct {
	X, D Matrix
}

// Tape makes values and, while learning, notes how to take derivatives back
// through what was done (reverse accumulation). Its values live until the next
// Begin. It is for one goroutine.
type Tape struct {
	arena  Arena
	grads  *Grads     // nil: nothing is noted
	random *rand.Rand // of what Drop hides
	undo   []func()

	packed Packed
	turned Matrix
}

// Begin forgets all values. Derivatives are noted, and will be added to g by Back,
// unless g is nil.
func (t *Tape) Begin(g *Grads, r *rand.Rand) {
	t.arena.Reset()
	t.grads, t.random, t.undo = g, r, t.undo[:0]
}

// Back takes the derivatives that were put into values back to all before them.
func (t *Tape) Back() {
	for i := len(t.undo) - 1; i >= 0; i-- {
		t.undo[i]()
	}
}

func (t *Tape) learning() bool { return t.grads != nil }

// Value makes a value of zeros.
func (t *Tape) Value(rows, cols int) Value {
	v := Value{X: t.arena.Zeros(rows, cols)}
	if t.learning() {
		v.D = t.arena.Zeros(rows, cols)
	}
	return v
}

// Given makes a value of zeros that no derivative is wanted of.
func (t *Tape) Given(rows, cols int) Value { return Value{X: t.arena.Zeros(rows, cols)} }

// raw makes a value of no meaning yet.
func (t *Tape) raw(rows, cols int) Value {
	v := Value{X: t.arena.Matrix(rows, cols)}
	if t.learning() {
		v.D = t.arena.Zeros(rows, cols)
	}
	return v
}

// Keep copies a value that another tape will forget, and that no derivative is wanted of.
func (t *Tape) Keep(x Value) Value {
	y := Value{X: t.arena.Matrix(x.X.Rows, x.X.Cols)}
	copy(y.X.Data, x.X.Data)
	return y
}

// Linear is x·W + b of a layer that is packed.
func (t *Tape) Linear(l *Linear, x Value) Value {
	y := t.raw(x.X.Rows, l.Out())
	l.Forward(y.X, x.X)
	if t.learning() {
		t.undo = append(t.undo, func() { l.Backward(t.grads, x.X, y.D, x.D) })
	}
	return y
}

// Add is a + b, of one shape.
func (t *Tape) Add(a, b Value) Value {
	y := t.raw(a.X.Rows, a.X.Cols)
	for i, v := range a.X.Data {
		y.X.Data[i] = v + b.X.Data[i]
	}
	if t.learning() {
		t.undo = append(t.undo, func() {
			add(a.D.Data, y.D.Data)
			add(b.D.Data, y.D.Data)
		})
	}
	return y
}

// Times is a times b, number by number.
func (t *Tape) Times(a, b Value) Value {
	y := t.raw(a.X.Rows, a.X.Cols)
	for i, v := range a.X.Data {
		y.X.Data[i] = v * b.X.Data[i]
	}
	if t.learning() {
		t.undo = append(t.undo, func() {
			for i, d := range y.D.Data {
				a.D.Data[i] += float32(d * b.X.Data[i])
				b.D.Data[i] += float32(d * a.X.Data[i])
			}
		})
	}
	return y
}

// Positive is what is above zero of x.
func (t *Tape) Positive(x Value) Value {
	y := t.raw(x.X.Rows, x.X.Cols)
	for i, v := range x.X.Data {
		y.X.Data[i] = max(v, 0)
	}
	if t.learning() {
		t.undo = append(t.undo, func() {
			for i, v := range x.X.Data {
				if v > 0 {
					x.D.Data[i] += y.D.Data[i]
				}
			}
		})
	}
	return y
}

// Drop hides a share p of x while learning, and makes the rest larger (Srivastava et
// al., JMLR 2014).
func (t *Tape) Drop(x Value, p float64) Value {
	if !t.learning() || p <= 0 {
		return x
	}
	y, mask := t.raw(x.X.Rows, x.X.Cols), t.arena.Matrix(x.X.Rows, x.X.Cols)
	limit, keep := uint64(p*(1<<16)), float32(1/(1-p))
	for i := 0; i < len(mask.Data); i += 4 {
		for k, bits := 0, t.random.Uint64(); k < 4; k, bits = k+1, bits>>16 {
			mask.Data[i+k] = keep
			if bits&0xffff < limit {
				mask.Data[i+k] = 0
			}
		}
	}
	for i, v := range x.X.Data {
		y.X.Data[i] = v * mask.Data[i]
	}
	t.undo = append(t.undo, func() {
		for i, d := range y.D.Data {
			x.D.Data[i] += float32(d * mask.Data[i])
		}
	})
	return y
}

// Beside puts values of as many rows side by side.
func (t *Tape) Beside(xs ...Value) Value {
	cols := 0
	for _, x := range xs {
		cols += x.X.Cols
	}
	y := t.raw(xs[0].X.Rows, cols)
	for i := range y.X.Rows {
		row := y.X.Row(i)
		for _, x := range xs {
			row = row[copy(row, x.X.Row(i)):]
		}
	}
	if t.learning() {
		t.undo = append(t.undo, func() {
			for i := range y.D.Rows {
				row := y.D.Row(i)
				for _, x := range xs {
					if x.D.Rows > 0 {
						add(x.D.Row(i), row[:x.D.Cols])
					}
					row = row[x.X.Cols:]
				}
			}
		})
	}
	return y
}
