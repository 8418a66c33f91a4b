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
	"sort"
	"sync"
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
	starts string // uint32 a word and one more: where its links start
	links  string // 4 bytes a link, by word: 3 of the other word's rank, then the strength
	n      int
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
	n := int(u32(data, 8))
	if n < 0 || n > len(data)/4 || len(data) < 12+4*(n+1) {
		return Table{}, fmt.Errorf("open WordNet: %d bytes for %d words", len(data), n)
	}
	t := Table{n: n, starts: data[12 : 12+4*(n+1)], links: data[12+4*(n+1):]}
	for i := range n {
		if u32(t.starts, 4*i) > u32(t.starts, 4*i+4) {
			return Table{}, errors.New("open WordNet: links out of order")
		}
	}
	if int(u32(t.starts, 4*n))*4 != len(t.links) {
		return Table{}, errors.New("open WordNet: its links are cut off")
	}
	return t, nil
}

// Between is how strongly two lemmas are related, 0 to 1, or that they are
// opposites. The lemmas are given by their rank among the embedded vectors; a
// negative rank is related to nothing. It is symmetric.
func (t Table) Between(a, b int) (strength float32, opposed bool) {
	if a < 0 || b < 0 || a >= t.n {
		return 0, false
	}
	lo, hi := int(u32(t.starts, 4*a)), int(u32(t.starts, 4*a+4))
	i := lo + sort.Search(hi-lo, func(k int) bool { return int(u32(t.links, 4*(lo+k))>>8) >= b })
	if i == hi || int(u32(t.links, 4*i)>>8) != b {
		return 0, false
	}
	if s := t.links[4*i]; s != opposite {
		return float32(s) / (opposite - 1), false
	}
	return 0, true
}

// Linked are the ranks of the words that word a is related to, opposites among
// them, in order.
func (t Table) Linked(a int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if a < 0 || a >= t.n {
			return
		}
		for i := int(u32(t.starts, 4*a)); i < int(u32(t.starts, 4*a+4)); i++ {
			if !yield(int(u32(t.links, 4*i) >> 8)) {
				return
			}
		}
	}
}

func u32(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}

// Build lays out a table of links, each of which holds both ways; of several
// between two words the strongest counts, an opposition before all.
func Build(words int, links []Link) []byte {
	strength := map[[2]int]uint8{}
	for _, l := range links {
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
	keys := make([][2]int, 0, len(strength))
	for k := range strength {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		return keys[i][0] < keys[j][0] || keys[i][0] == keys[j][0] && keys[i][1] < keys[j][1]
	})
	le := binary.LittleEndian
	out := le.AppendUint32([]byte(magic), uint32(words))
	at := 0
	for w := range words + 1 {
		for at < len(keys) && keys[at][0] < w {
			at++
		}
		out = le.AppendUint32(out, uint32(at))
	}
	for _, k := range keys {
		out = le.AppendUint32(out, uint32(k[1])<<8|uint32(strength[k]))
	}
	return out
}
