package nn

import "math"

// quantum is the largest magnitude of a quantised number: with it a sum of 511
// products fits 32 bits.
const quantum = 2047

// maxDepth is the largest number of rows of a quantised factor.
const maxDepth = 510

// Quantised is the right-hand factor of a product at 12 bits a number with one
// scale a column, in panels of Lanes columns; a panel holds, for each two rows,
// the two numbers of every column.
type Quantised struct {
	K, N   int
	panels []int16
	scales []float32 // N, padded
	bias   []float32 // N, padded
}

// Quantise lays out b (k×n, k at most 510) with a bias that is added to every
// row of the product; nil is zeros.
func Quantise(b Matrix, bias []float32) *Quantised {
	if b.Rows > maxDepth {
		panic("nn: a quantised factor is too deep")
	}
	n, pairs := padded(b.Cols), (b.Rows+1)/2
	q := &Quantised{K: b.Rows, N: b.Cols, panels: make([]int16, pairs*2*n), scales: make([]float32, n), bias: make([]float32, n)}
	copy(q.bias, bias)
	for j := 0; j < b.Cols; j++ {
		var top float32
		for i := 0; i < b.Rows; i++ {
			x := b.Row(i)[j]
			top = max(top, x, -x)
		}
		if top == 0 {
			continue
		}
		q.scales[j] = top / quantum
		panel := q.panels[j/Lanes*pairs*2*Lanes:]
		for i := 0; i < b.Rows; i++ {
			panel[i/2*2*Lanes+j%Lanes*2+i%2] = int16(math.RoundToEven(float64(b.Row(i)[j] / q.scales[j])))
		}
	}
	return q
}

// Mul sets c to a·b plus the bias: each row of a is quantised with a scale of
// its own, the products are summed exactly, and the sum is multiplied by the
// row's and then the column's scale before the bias is added. What it needs of
// memory it takes from arena.
func (b *Quantised) Mul(arena *Arena, c, a Matrix) {
	if a.Cols != b.K || c.Rows != a.Rows || c.Cols < b.N {
		panic("nn: shapes of a quantised product do not fit")
	}
	pairs := (b.K + 1) / 2
	width := (2*pairs + 15) / 16 * 16
	rows := arena.shorts(a.Rows * width)
	scales := arena.Floats(a.Rows)
	for i := range scales {
		scales[i] = quantiseRow(rows[i*width:(i+1)*width], a.Row(i))
	}
	for r0 := 0; r0 < a.Rows; r0 += blockRows {
		r1 := min(a.Rows, r0+blockRows)
		for p := 0; p < b.N; p += Lanes {
			panel := b.panels[p*2*pairs:]
			r := r0
			for ; r+tileRows <= r1; r += tileRows {
				short6(c.Data[r*c.Stride+p:], c.Stride, rows[r*width:], width, panel, pairs, scales[r:], b.scales[p:], b.bias[p:])
			}
			for ; r < r1; r++ {
				short1(c.Data[r*c.Stride+p:], rows[r*width:], panel, pairs, scales[r:], b.scales[p:], b.bias[p:])
			}
		}
	}
}

// quantiseRow writes src in units of the scale that it returns; the rest of dst
// becomes zeros.
func quantiseRow(dst []int16, src []float32) float32 {
	top := highest(src)
	scale := top / quantum
	if !(scale > 1e-30) || scale > math.MaxFloat32 {
		clear(dst)
		return 0
	}
	clear(dst[toShorts(dst, src, quantum/top):])
	return scale
}

func highestGo(src []float32) float32 {
	var top float32
	for _, x := range src {
		top = max(top, x, -x)
	}
	return top
}

func toShortsGo(dst []int16, src []float32, by float32) {
	for i, x := range src {
		dst[i] = int16(float32(x*by) + rounder - rounder)
	}
}

func shortGo(c []float32, cs int, a []int16, as int, b []int16, pairs, rows int, scales, columns, bias []float32) {
	for r := range rows {
		for j := range Lanes {
			var sum int32
			for k := range pairs {
				at := (k*Lanes + j) * 2
				sum += int32(a[r*as+2*k])*int32(b[at]) + int32(a[r*as+2*k+1])*int32(b[at+1])
			}
			c[r*cs+j] = float32(float32(float32(sum)*scales[r])*columns[j]) + bias[j]
		}
	}
}

func dotBytesGo(a, b []int8) (sum int) {
	for i, x := range a {
		sum += int(x) * int(b[i])
	}
	return sum
}
