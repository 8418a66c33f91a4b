package nn

// Packed is the right-hand factor of a product: a k×n matrix in panels of Lanes
// columns, each panel k×Lanes numbers in the order in which the kernel reads
// them.
type Packed struct {
	K, N int
	data []float32
}

// Pack lays out b (k×n).
func Pack(b Matrix, into *Packed) {
	into.resize(b.Rows, b.Cols)
	for p := 0; p < b.Cols; p += Lanes {
		panel := into.data[p*b.Rows:]
		for i := 0; i < b.Rows; i++ {
			copy(panel[i*Lanes:i*Lanes+Lanes], b.Data[i*b.Stride+p:])
			for j := b.Cols - p; j < Lanes; j++ {
				panel[i*Lanes+j] = 0
			}
		}
	}
}

// PackT lays out the transpose of b, so that the factor is b.Cols×b.Rows.
func PackT(b Matrix, into *Packed) {
	into.resize(b.Cols, b.Rows)
	for p := 0; p < b.Rows; p += Lanes {
		panel := into.data[p*b.Cols : (p+Lanes)*b.Cols]
		if b.Rows-p < Lanes {
			clear(panel)
		}
		for j := 0; j < min(Lanes, b.Rows-p); j++ {
			for i, x := range b.Row(p + j) {
				panel[i*Lanes+j] = x
			}
		}
	}
}

func (p *Packed) resize(k, n int) {
	size := k * padded(n)
	if cap(p.data) < size {
		p.data = make([]float32, size+size/4)
	}
	p.K, p.N, p.data = k, n, p.data[:size]
}

const (
	tileRows  = 6   // rows of one kernel call
	blockRows = 96  // rows whose part of the left factor stays in the second-level cache
	blockK    = 256 // depth of a panel that stays in the first-level cache
)

// MulAdd adds a·b to c: c[i][j] += a[i][0]·b[0][j] + a[i][1]·b[1][j] + … in this
// order, each product and each sum rounded to float32. The padding of c's rows
// is overwritten.
func MulAdd(c, a Matrix, b *Packed) {
	if a.Cols != b.K || c.Rows != a.Rows || c.Cols < b.N {
		panic("nn: shapes of a product do not fit")
	}
	if a.Rows == 0 || b.K == 0 {
		return
	}
	for k0 := 0; k0 < b.K; k0 += blockK {
		k := min(blockK, b.K-k0)
		for r0 := 0; r0 < a.Rows; r0 += blockRows {
			r1 := min(a.Rows, r0+blockRows)
			for p := 0; p < b.N; p += Lanes {
				mulPanel(c, a, b.data[p*b.K+k0*Lanes:], p, r0, r1, k0, k)
			}
		}
	}
}

func mulPanel(c, a Matrix, panel []float32, p, r0, r1, k0, k int) {
	r := r0
	for ; r+tileRows <= r1; r += tileRows {
		tile6(c.Data[r*c.Stride+p:], c.Stride, a.Data[r*a.Stride+k0:], a.Stride, panel, k)
	}
	for ; r < r1; r++ {
		tile1(c.Data[r*c.Stride+p:], a.Data[r*a.Stride+k0:], panel, k)
	}
}

func tileGo(c []float32, cs int, a []float32, as int, b []float32, k, rows int) {
	for r := 0; r < rows; r++ {
		row := (*[Lanes]float32)(c[r*cs:])
		for i, x := range a[r*as : r*as+k] {
			for j, y := range (*[Lanes]float32)(b[i*Lanes:]) {
				row[j] += float32(x * y)
			}
		}
	}
}

// Mul sets c to a·b plus bias, which is added first; a nil bias is zeros.
func Mul(c, a Matrix, b *Packed, bias []float32) {
	for i := 0; i < c.Rows; i++ {
		row := c.Data[i*c.Stride : (i+1)*c.Stride]
		clear(row[copy(row, bias):])
	}
	MulAdd(c, a, b)
}
