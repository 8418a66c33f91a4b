// Package wordnet tells how closely two words are related in meaning, after
// WordNet 3.0 (Miller, CACM 1995; Princeton's licence stands in the folder
// above): synonyms, words derived from one another, kinds, and opposites. The
// table holds pairs of words that have an embedded vector, is read where it lies
// in the binary, and knows lemmas in lower case only.
package wordnet

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"sync"

	"synoptic/lexicon/links"
)

//go:embed wordnet.bin
var embedded string

// English returns the embedded table.
func English() Table { return english() }

var english = sync.OnceValue(func() Table {
	t, err := Open(embedded)
	if err != nil {
		panic("the embedded WordNet is damaged: " + err.Error())
	}
	return t
})

// Table relates words, named by their rank among the embedded vectors. The zero
// Table relates nothing. It is safe for concurrent use.
type Table struct {
	links links.Table // records of one byte: the strength
	n     int
}

// Link is how two words are related.
type Link struct {
	A, B     int     // ranks
	Strength float64 // 0 to 1
	Opposite bool
}

const (
	magic    = "SYNWORD1"
	opposite = 255 // as a strength
)

// Open reads a table that Build made, without copying it.
func Open(data string) (Table, error) {
	if len(data) < 12 || data[:8] != magic {
		return Table{}, errors.New("open WordNet: no " + magic + " header")
	}
	n := int(links.Uint32(data, 8))
	table, err := links.Open(data[12:], n, 1)
	if err != nil {
		return Table{}, fmt.Errorf("open WordNet: %w", err)
	}
	return Table{table, n}, nil
}

// Between is how strongly two lemmas are related, 0 to 1, or that they are
// opposites. The lemmas are given by their rank among the embedded vectors; a
// negative rank is related to nothing. It is symmetric.
func (t Table) Between(a, b int) (strength float32, opposed bool) {
	r := t.links.Between(a, b)
	switch {
	case r == "":
		return 0, false
	case r[0] == opposite:
		return 0, true
	}
	return float32(r[0]) / (opposite - 1), false
}

// Linked are the ranks of the words that word a is related to, opposites among
// them, in order.
func (t Table) Linked(a int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for other := range t.links.Of(a) {
			if !yield(other) {
				return
			}
		}
	}
}

// Build lays out a table of links, each of which holds both ways; of several
// between two words the strongest counts, an opposition before all.
func Build(words int, related []Link) []byte {
	strength := map[[2]int]uint8{}
	for _, l := range related {
		s := uint8(l.Strength * (opposite - 1))
		if l.Opposite {
			s = opposite
		}
		for _, k := range [][2]int{{l.A, l.B}, {l.B, l.A}} {
			if l.A != l.B && s > strength[k] {
				strength[k] = s
			}
		}
	}
	of := make([][]links.Link, words)
	for k, s := range strength {
		of[k[0]] = append(of[k[0]], links.Link{Other: k[1], Record: string([]byte{s})})
	}
	return append(binary.LittleEndian.AppendUint32([]byte(magic), uint32(words)), links.Build(of)...)
}
