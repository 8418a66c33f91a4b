package nn

import "math"

// recurGo makes one step of a simple recurrent unit (Lei et al., "Simple
// Recurrent Units for Highly Parallelizable Recurrence", EMNLP 2018) in n
// channels: u holds candidate, forget gate and output gate before activation
// (3n), v the weights of the cell in the two gates (2n), c the cell, which is
// updated, x the input that the highway passes on.
//
//	f = σ(u₁ + v₀c)   r = σ(u₂ + v₁c)   c ← u₀ + f(c−u₀)   out = x + r(c−x)
//
// Differs: no scaling of the highway, no activation of the cell.
func recurGo(u, v, c, x, out []float32) {
	n := len(c)
	for i, old := range c {
		f := Sigmoid(u[n+i] + float32(v[i]*old))
		r := Sigmoid(u[2*n+i] + float32(v[n+i]*old))
		now := u[i] + float32(f*(old-u[i]))
		c[i] = now
		out[i] = x[i] + float32(r*(now-x[i]))
	}
}

// Sigmoid is 1/(1+exp(−x)), exact to about 2e-7.
func Sigmoid(x float32) float32 { return 1 / (1 + Exp(-x)) }

const (
	expLimit = 87
	log2e    = 1.44269504088896341
	ln2Hi    = 0.693359375
	ln2Lo    = -2.12194440e-4
	rounder  = 12582912 // 1.5·2²³: adding it rounds to an integer, to even
)

// Exp is the exponential of x, which is first cut to [-87, 87]. The polynomial
// is that of the Cephes library (Moshier).
func Exp(x float32) float32 {
	x = max(min(x, expLimit), -expLimit)
	n := float32(x*log2e) + rounder
	shift := math.Float32bits(n) << 23
	n -= rounder
	x -= float32(n * ln2Hi)
	x -= float32(n * ln2Lo)
	p := float32(1.9875691500e-4)
	p = float32(p*x) + 1.3981999507e-3
	p = float32(p*x) + 8.3334519073e-3
	p = float32(p*x) + 4.1665795894e-2
	p = float32(p*x) + 1.6666665459e-1
	p = float32(p*x) + 5.0000001201e-1
	p = float32(p*float32(x*x)) + x + 1
	return math.Float32frombits(math.Float32bits(p) + shift)
}
