package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The vector code gives, bit for bit, what the portable code gives, and both are
// near the product.
func TestQuantisedProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	var arena Arena
	for _, s := range [][3]int{{1, 1, 1}, {6, 16, 16}, {7, 5, 17}, {13, 292, 33}, {97, 256, 48}, {8, 510, 5}} {
		a, b := random(r, s[0], s[1]), random(r, s[1], s[2])
		clear(a.Row(0))
		bias := random(r, 1, s[2]).Row(0)
		q := Quantise(b, bias)
		c := NewMatrix(s[0], s[2])
		arena.Reset()
		q.Mul(&arena, c, a)
		plain := portable(q, a)
		for i := 0; i < s[0]; i++ {
			for j := 0; j < s[2]; j++ {
				if c.Row(i)[j] != plain.Row(i)[j] {
					t.Fatalf("%v: c[%d][%d] = %v, portable %v", s, i, j, c.Row(i)[j], plain.Row(i)[j])
				}
				want := float64(bias[j])
				for k := 0; k < s[1]; k++ {
					want += float64(a.Row(i)[k]) * float64(b.Row(k)[j])
				}
				if math.Abs(float64(c.Row(i)[j])-want) > 0.004*math.Sqrt(float64(s[1])) {
					t.Fatalf("%v: c[%d][%d] = %v, want about %v", s, i, j, c.Row(i)[j], want)
				}
			}
		}
	}
}

func portable(q *Quantised, a Matrix) Matrix {
	c := NewMatrix(a.Rows, q.N)
	pairs := (q.K + 1) / 2
	for i := 0; i < a.Rows; i++ {
		row := make([]int16, 2*pairs)
		scale := []float32{0}
		if top := highestGo(a.Row(i)); top > 0 {
			toShortsGo(row, a.Row(i), quantum/top)
			scale[0] = top / quantum
		}
		for p := 0; p < q.N; p += Lanes {
			shortGo(c.Data[i*c.Stride+p:], 0, row, 0, q.panels[p*2*pairs:], pairs, 1, scale, q.scales[p:], q.bias[p:])
		}
	}
	return c
}

// Numbers that training never made must not stop the program.
func TestQuantisedProductOfOddNumbers(t *testing.T) {
	var arena Arena
	q := Quantise(random(rand.New(rand.NewPCG(1, 1)), 32, 16), nil)
	a, c := NewMatrix(7, 32), NewMatrix(7, 16)
	for i, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e38, 1e-40, 0, -1} {
		for j := range a.Row(i) {
			a.Row(i)[j] = float32(x)
		}
	}
	q.Mul(&arena, c, a)
}

func TestDotBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for n := range 130 {
		a, b := make([]int8, n), make([]int8, n)
		for i := range a {
			a[i], b[i] = int8(r.Int()), int8(r.Int())
		}
		if n == 128 {
			for i := range a {
				a[i], b[i] = -128, -128
			}
		}
		if got, want := DotBytes(a, b), dotBytesGo(a, b); got != want {
			t.Errorf("%d numbers: %d, portable %d", n, got, want)
		}
	}
}

func BenchmarkQuantisedMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	x, w := random(r, 480, 256), random(r, 256, 768)
	q := Quantise(w, nil)
	c := NewMatrix(480, 768)
	var arena Arena
	for b.Loop() {
		arena.Reset()
		q.Mul(&arena, c, x)
	}
	b.ReportMetric(480*256*768*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}
