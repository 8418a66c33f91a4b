package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, rows, cols int) Matrix {
	m := NewMatrix(rows, cols)
	for i := 0; i < rows; i++ {
		for j := range m.Row(i) {
			m.Row(i)[j] = float32(r.NormFloat64())
		}
	}
	return m
}

// The product is, bit for bit, the sum in the documented order.
func TestMulIsTheSumInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, s := range [][3]int{{1, 1, 1}, {6, 16, 16}, {7, 5, 17}, {13, 300, 33}, {100, 257, 48}, {5, 520, 1}} {
		a, b := random(r, s[0], s[1]), random(r, s[1], s[2])
		bias := random(r, 1, s[2]).Row(0)
		var p, pt Packed
		Pack(b, &p)
		var bt Matrix
		b.Transpose(&bt)
		PackT(bt, &pt)
		c, ct := NewMatrix(s[0], s[2]), NewMatrix(s[0], s[2])
		Mul(c, a, &p, bias)
		Mul(ct, a, &pt, bias)
		for i := 0; i < s[0]; i++ {
			for j := 0; j < s[2]; j++ {
				want := bias[j]
				for k := 0; k < s[1]; k++ {
					want += float32(a.Row(i)[k] * b.Row(k)[j])
				}
				if c.Row(i)[j] != want || ct.Row(i)[j] != want {
					t.Fatalf("%v: c[%d][%d] = %v and %v, want %v", s, i, j, c.Row(i)[j], ct.Row(i)[j], want)
				}
			}
		}
	}
}

func TestRecurIsThePortableOne(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const n = 48
	for _, scale := range []float32{0.1, 1, 10, 100} {
		u, v, c, x := random(r, 1, 3*n).Data, random(r, 1, 2*n).Data, random(r, 1, n).Data, random(r, 1, n).Data
		for i := range u {
			u[i] *= scale
		}
		c2, out, out2 := append([]float32(nil), c...), make([]float32, n), make([]float32, n)
		Recur(u, v, c, x, out)
		recurGo(u, v, c2, x, out2)
		for i := range out {
			if out[i] != out2[i] || c[i] != c2[i] {
				t.Fatalf("scale %v channel %d: %v, %v and portable %v, %v", scale, i, out[i], c[i], out2[i], c2[i])
			}
		}
	}
}

func TestExpAndSigmoid(t *testing.T) {
	for x := float32(-86); x < 86; x += 0.37 {
		if got, want := float64(Exp(x)), math.Exp(float64(x)); math.Abs(got/want-1) > 3e-7 {
			t.Errorf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	if Sigmoid(-1000) < 0 || Sigmoid(1000) != 1 || Sigmoid(0) != 0.5 {
		t.Error("sigmoid at the ends:", Sigmoid(-1000), Sigmoid(1000), Sigmoid(0))
	}
}

func BenchmarkMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	x, w := random(r, 480, 256), random(r, 256, 768)
	var p Packed
	Pack(w, &p)
	c := NewMatrix(480, 768)
	for b.Loop() {
		Mul(c, x, &p, nil)
	}
	b.ReportMetric(480*256*768*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}

func BenchmarkRecur(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	u, v, c, x, out := random(r, 1, 384).Data, random(r, 1, 256).Data, random(r, 1, 128).Data, random(r, 1, 128).Data, make([]float32, 128)
	for b.Loop() {
		Recur(u, v, c, x, out)
	}
}
