// Package vectors holds static word vectors: the most frequent words of GloVe
// 6B.100d (Pennington, Socher & Manning, EMNLP 2014; PDDL), at 8 bits a number
// with one scale a word. They are read where they lie in the binary, so that
// loading costs nothing.
//
// The table knows lower-case words only, and neither clitics ('s, n't),
// numbers, nor names that became frequent after 2014.
package vectors

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"
	"unsafe"

	"github.com/zeebo/xxh3"
)

// Dim is the number of dimensions of a vector.
const Dim = 100

//go:embed vectors.bin
var embedded string

// English returns the embedded table.
func English() Table { return english() }

var english = sync.OnceValue(func() Table { return mustOpen(embedded) })

func mustOpen(data string) Table {
	t, err := Open(data)
	if err != nil {
		panic("the embedded word vectors are damaged: " + err.Error())
	}
	return t
}

// Vector is one word's vector: its component i is Scale × float32(Q[i]). It
// lies in the table's memory and must not be changed.
type Vector struct {
	Q     []int8
	Scale float32
}

// AppendTo appends the components to dst.
func (v Vector) AppendTo(dst []float32) []float32 {
	for _, q := range v.Q {
		dst = append(dst, v.Scale*float32(q))
	}
	return dst
}

// Cosine is the cosine of the angle between v and w, -1 to 1; 0 where either
// has no length.
func (v Vector) Cosine(w Vector) float64 {
	var vw, vv, ww int
	for i, a := range v.Q {
		b := int(w.Q[i])
		vw += int(a) * b
		vv += int(a) * int(a)
		ww += b * b
	}
	if vv == 0 || ww == 0 {
		return 0
	}
	return float64(vw) / math.Sqrt(float64(vv)*float64(ww))
}

// Table maps words to vectors. The zero Table is empty. It is safe for
// concurrent use.
type Table struct {
	slots   string // uint32 a slot: 1 + the word's number, 0 if free; linear probing
	offsets string // uint32 a word and one more: where its spelling starts in words
	words   string
	scales  string // float32 a word
	rows    string // Dim int8 a word
	n       int
}

const magic = "SYNVEC01"

// Open reads a table that Build made, without copying it. The layout, little
// endian: magic (8 bytes), words n, slots s, bytes of spelling b (uint32 each),
// s slots, n+1 offsets, n scales, n×Dim components, b bytes of spelling.
func Open(data string) (Table, error) {
	if len(data) < 20 || data[:8] != magic {
		return Table{}, errors.New("open word vectors: no " + magic + " header")
	}
	n, s, b := int(u32(data, 8)), int(u32(data, 12)), int(u32(data, 16))
	if want := 20 + 4*s + 4*(n+1) + 4*n + n*Dim + b; len(data) != want || s&(s-1) != 0 || s <= n {
		return Table{}, fmt.Errorf("open word vectors: %d bytes for %d words in %d slots, want %d", len(data), n, s, want)
	}
	rest := data[20:]
	take := func(k int) (part string) {
		part, rest = rest[:k], rest[k:]
		return part
	}
	return Table{n: n, slots: take(4 * s), offsets: take(4 * (n + 1)), scales: take(4 * n), rows: take(n * Dim), words: rest}, nil
}

// Len is the number of words.
func (t Table) Len() int { return t.n }

// Word returns the spelling of word i; words are numbered by frequency, from 0.
func (t Table) Word(i int) string { return t.words[u32(t.offsets, 4*i):u32(t.offsets, 4*i+4)] }

// Rank returns the number of a lower-case word, -1 if the table lacks it.
func (t Table) Rank(word string) int {
	if t.n == 0 {
		return -1
	}
	mask := len(t.slots)/4 - 1
	for s := int(xxh3.HashString(word)) & mask; ; s = (s + 1) & mask {
		i := int(u32(t.slots, 4*s)) - 1
		if i < 0 || t.Word(i) == word {
			return i
		}
	}
}

// Lookup returns the vector of a lower-case word.
func (t Table) Lookup(word string) (Vector, bool) {
	i := t.Rank(word)
	if i < 0 {
		return Vector{}, false
	}
	row := t.rows[i*Dim : (i+1)*Dim]
	return Vector{unsafe.Slice((*int8)(unsafe.Pointer(unsafe.StringData(row))), Dim), math.Float32frombits(u32(t.scales, 4*i))}, true
}

func u32(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}

// Build lays out a table of words and their rows of Dim numbers, the most
// frequent word first. Each row is scaled so that its largest component is 127.
func Build(words []string, rows [][]float32) ([]byte, error) {
	if len(words) != len(rows) {
		return nil, fmt.Errorf("build word vectors: %d words, %d rows", len(words), len(rows))
	}
	slots := 4
	for slots < 2*len(words) {
		slots *= 2
	}
	table := make([]uint32, slots)
	var offsets, scales, quantised []byte
	var spelling []byte
	le := binary.LittleEndian
	for i, w := range words {
		if len(rows[i]) != Dim {
			return nil, fmt.Errorf("build word vectors: %q has %d components, want %d", w, len(rows[i]), Dim)
		}
		s := int(xxh3.HashString(w)) & (slots - 1)
		for table[s] != 0 {
			if words[table[s]-1] == w {
				return nil, fmt.Errorf("build word vectors: %q stands twice", w)
			}
			s = (s + 1) & (slots - 1)
		}
		table[s] = uint32(i + 1)
		offsets = le.AppendUint32(offsets, uint32(len(spelling)))
		spelling = append(spelling, w...)
		scale, q := quantise(rows[i])
		scales = le.AppendUint32(scales, math.Float32bits(scale))
		quantised = append(quantised, q...)
	}
	offsets = le.AppendUint32(offsets, uint32(len(spelling)))
	out := []byte(magic)
	for _, n := range []int{len(words), slots, len(spelling)} {
		out = le.AppendUint32(out, uint32(n))
	}
	for _, s := range table {
		out = le.AppendUint32(out, s)
	}
	for _, part := range [][]byte{offsets, scales, quantised, spelling} {
		out = append(out, part...)
	}
	return out, nil
}

func quantise(row []float32) (scale float32, q []byte) {
	var top float32
	for _, x := range row {
		top = max(top, x, -x)
	}
	q = make([]byte, len(row))
	if top == 0 {
		return 0, q
	}
	scale = top / 127
	for i, x := range row {
		q[i] = byte(int8(math.RoundToEven(float64(x / scale))))
	}
	return scale, q
}
