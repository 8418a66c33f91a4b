// Package nn holds the few neural-network parts that the language engine and the
// reader of the comparison are made of: matrices, a matrix product, affine and
// recurrent layers, attention, their gradients, an optimiser and the weights file.
//
// All arithmetic is in float32 with a fixed order of operations and no fused
// multiply-add, so that the vector kernels and the portable code give the same
// bits, on any machine and any number of workers.
package nn

import "unsafe"

// Lanes is the number of columns that one kernel call makes; the row length of
// every Matrix in memory is a multiple of it.
const Lanes = 16

// Matrix is a row-major matrix whose rows begin Stride numbers apart. The
// numbers between Cols and Stride are padding of no meaning.
type Matrix struct {
	Rows, Cols, Stride int
	Data               []float32
}

// NewMatrix makes a matrix of zeros.
func NewMatrix(rows, cols int) Matrix {
	stride := padded(cols)
	return Matrix{rows, cols, stride, make([]float32, rows*stride)}
}

func padded(n int) int { return (n + Lanes - 1) / Lanes * Lanes }

// Row returns row i without padding; it shares memory with m.
func (m Matrix) Row(i int) []float32 {
	at := i * m.Stride
	return m.Data[at : at+m.Cols]
}

// Slice returns rows [from, to); it shares memory with m.
func (m Matrix) Slice(from, to int) Matrix {
	return Matrix{to - from, m.Cols, m.Stride, m.Data[from*m.Stride : to*m.Stride]}
}

// Zero sets every number to 0.
func (m Matrix) Zero() { clear(m.Data) }

// Transpose writes the transpose of m into dst, which it resizes.
func (m Matrix) Transpose(dst *Matrix) {
	dst.Resize(m.Cols, m.Rows)
	for i := 0; i < m.Rows; i++ {
		for j, x := range m.Row(i) {
			dst.Data[j*dst.Stride+i] = x
		}
	}
}

// Resize gives m another shape, in its own memory where that is large enough.
// What it holds afterwards is of no meaning.
func (m *Matrix) Resize(rows, cols int) {
	stride := padded(cols)
	n := rows * stride
	if cap(m.Data) < n {
		m.Data = make([]float32, n+n/4)
	}
	*m = Matrix{rows, cols, stride, m.Data[:n]}
}

// Arena hands out matrices that live until Reset. It is for one goroutine.
type Arena struct {
	blocks [][]float32
	block  int // index of the block in use
	used   int // numbers of it
}

const arenaBlock = 1 << 18

// Matrix returns a matrix whose contents are of no meaning.
func (a *Arena) Matrix(rows, cols int) Matrix {
	stride := padded(cols)
	return Matrix{rows, cols, stride, a.Floats(rows * stride)}
}

// Zeros returns a matrix of zeros.
func (a *Arena) Zeros(rows, cols int) Matrix {
	m := a.Matrix(rows, cols)
	m.Zero()
	return m
}

// Floats returns n numbers of no meaning.
func (a *Arena) Floats(n int) []float32 {
	for ; a.block < len(a.blocks); a.block, a.used = a.block+1, 0 {
		if b := a.blocks[a.block]; a.used+n <= len(b) {
			a.used += n
			return b[a.used-n : a.used : a.used]
		}
	}
	a.blocks = append(a.blocks, make([]float32, max(n, arenaBlock)))
	a.used = n
	return a.blocks[a.block][:n:n]
}

// Reset takes back everything that was handed out. What lay in several blocks
// will lie in one, so that memory stays below twice the most that was in use.
func (a *Arena) Reset() {
	if len(a.blocks) > 1 {
		total := 0
		for _, b := range a.blocks {
			total += len(b)
		}
		a.blocks = [][]float32{make([]float32, total)}
	}
	a.block, a.used = 0, 0
}

// Multiply multiplies m by another matrix of its shape, number by number.
func Multiply(m, by Matrix) {
	for i, x := range by.Data {
		m.Data[i] *= x
	}
}

// shorts returns n 16-bit integers of no meaning.
func (a *Arena) shorts(n int) []int16 {
	f := a.Floats((n + 1) / 2)
	return unsafe.Slice((*int16)(unsafe.Pointer(unsafe.SliceData(f))), n)
}
