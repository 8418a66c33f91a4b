package nn

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Param is one named matrix of weights.
type Param struct {
	Name  string
	W     Matrix
	Table bool // its rows are looked up one by one: kept at 8 bits, and trained only where touched
	index int
}

// Weights are the parameters of a model, in the order in which they were added.
type Weights struct {
	Params []*Param
}

// Add appends a parameter of zeros.
func (w *Weights) Add(name string, rows, cols int, table bool) *Param {
	p := &Param{Name: name, W: NewMatrix(rows, cols), Table: table, index: len(w.Params)}
	w.Params = append(w.Params, p)
	return p
}

// Numbers are all that is learned, by parameter.
func (w *Weights) Numbers() [][]float32 {
	var out [][]float32
	for _, p := range w.Params {
		out = append(out, p.W.Data)
	}
	return out
}

const weightsMagic = "SYNNET01"

// Encode writes the weights with a header that the model explains itself with.
// The layout, little endian: magic (8 bytes); length of the header (uint32) and
// the header; for each parameter rows and columns (uint32 each) and then its
// rows: a table's row as a float32 scale and one int8 a column, any other row
// as IEEE 754 half-precision numbers.
func (w *Weights) Encode(header []byte) []byte {
	le := binary.LittleEndian
	out := append([]byte(weightsMagic), le.AppendUint32(nil, uint32(len(header)))...)
	out = append(out, header...)
	for _, p := range w.Params {
		out = le.AppendUint32(out, uint32(p.W.Rows))
		out = le.AppendUint32(out, uint32(p.W.Cols))
		for i := 0; i < p.W.Rows; i++ {
			if p.Table {
				out = appendBytes(out, p.W.Row(i))
			} else {
				out = appendHalves(out, p.W.Row(i))
			}
		}
	}
	return out
}

func appendBytes(out []byte, row []float32) []byte {
	var top float32
	for _, x := range row {
		top = max(top, x, -x)
	}
	scale := top / 127
	out = binary.LittleEndian.AppendUint32(out, math.Float32bits(scale))
	for _, x := range row {
		q := 0.0
		if scale > 0 {
			q = math.RoundToEven(float64(x / scale))
		}
		out = append(out, byte(int8(q)))
	}
	return out
}

func appendHalves(out []byte, row []float32) []byte {
	for _, x := range row {
		out = binary.LittleEndian.AppendUint16(out, half(x))
	}
	return out
}

// Header returns the header of an encoded file.
func Header(data []byte) ([]byte, error) {
	if len(data) < 12 || string(data[:8]) != weightsMagic {
		return nil, errors.New("read weights: no " + weightsMagic + " header")
	}
	n := int(binary.LittleEndian.Uint32(data[8:]))
	if n > len(data)-12 {
		return nil, errors.New("read weights: the header is cut off")
	}
	return data[12 : 12+n], nil
}

// Decode reads what Encode wrote into parameters of the same names and shapes.
func (w *Weights) Decode(data []byte) error {
	header, err := Header(data)
	if err != nil {
		return err
	}
	r := bytes.NewBuffer(data[12+len(header):])
	for _, p := range w.Params {
		if err := p.decode(r); err != nil {
			return fmt.Errorf("read weights: %s: %w", p.Name, err)
		}
	}
	if r.Len() > 0 {
		return fmt.Errorf("read weights: %d bytes too many", r.Len())
	}
	return nil
}

func (p *Param) decode(r *bytes.Buffer) error {
	le := binary.LittleEndian
	shape := r.Next(8)
	if len(shape) < 8 {
		return errors.New("cut off")
	}
	if rows, cols := int(le.Uint32(shape)), int(le.Uint32(shape[4:])); rows != p.W.Rows || cols != p.W.Cols {
		return fmt.Errorf("%d×%d, want %d×%d", rows, cols, p.W.Rows, p.W.Cols)
	}
	size := 2 * p.W.Cols
	if p.Table {
		size = 4 + p.W.Cols
	}
	if r.Len() < size*p.W.Rows {
		return errors.New("cut off")
	}
	for i := 0; i < p.W.Rows; i++ {
		row, src := p.W.Row(i), r.Next(size)
		if p.Table {
			scale := math.Float32frombits(le.Uint32(src))
			for j := range row {
				row[j] = scale * float32(int8(src[4+j]))
			}
			continue
		}
		for j := range row {
			row[j] = single(le.Uint16(src[2*j:]))
		}
	}
	return nil
}

// half rounds to half precision, ties to even; what is too large becomes the
// largest finite number, and what is below the smallest normal one 0.
func half(x float32) uint16 {
	b := math.Float32bits(x)
	sign := uint16(b >> 16 & 0x8000)
	if x != x {
		return sign | 0x7e00
	}
	b = b&0x7fffffff + 0xfff + b>>13&1
	switch e := int(b>>23) - 127; {
	case e > 15:
		return sign | 0x7bff
	case e < -14:
		return sign
	default:
		return sign | uint16(e+15)<<10 | uint16(b>>13&0x3ff)
	}
}

func single(h uint16) float32 {
	sign, e, m := uint32(h&0x8000)<<16, uint32(h>>10&0x1f), uint32(h&0x3ff)
	switch e {
	case 0:
		return math.Float32frombits(sign) // only zero is written
	case 31:
		return math.Float32frombits(sign | 0x7f800000 | m<<13)
	}
	return math.Float32frombits(sign | (e+112)<<23 | m<<13)
}
