// Package thesaurus tells which words news texts tell one thing by, though no
// dictionary has them for synonyms: "reprieve" and "extend", "militia" and
// "gunmen". Its entries were written for this project from general knowledge of
// the language of news (entries/README.md); the table made of them is read where
// it lies in the binary.
package thesaurus

import (
	_ "embed"
	"errors"
	"fmt"
	"iter"
	"sort"
	"sync"
)

//go:embed thesaurus.bin
var embedded string

// English returns the embedded table.
func English() Table { return english() }

var english = sync.OnceValue(func() Table {
	t, err := Open(embedded)
	if err != nil {
		panic("the embedded thesaurus is damaged: " + err.Error())
	}
	return t
})

// Table relates words, named by their place among its words. The zero Table
// relates nothing. It is safe for concurrent use.
type Table struct {
	offsets string // uint32 a word and one more: where its stem starts in stems
	stems   string // in order
	starts  string // uint32 a word and one more: where its links start
	links   string // linkBytes a link, by word: 3 of the other word, 1 of flags, 1 of Alike
	n       int
}

// Link is how two words are related.
type Link struct {
	Same     float32 // 1 if the entries of both have the other as what may stand for it, .5 if one has
	Near     float32 // likewise, as what tells of the same thing
	Opposite float32 // likewise, as what contradicts it
	Alike    float32 // how alike the entries are, 0 to 1
}

const (
	magic     = "SYNTHES1"
	linkBytes = 5
)

// Open reads a table that Build made, without copying it.
func Open(data string) (Table, error) {
	if len(data) < 16 || data[:8] != magic {
		return Table{}, errors.New("open thesaurus: no " + magic + " header")
	}
	n, spelled := int(u32(data, 8)), int(u32(data, 12))
	if rest := len(data) - 16 - 8*(n+1) - spelled; n < 0 || n > len(data)/8 || rest < 0 || rest%linkBytes != 0 {
		return Table{}, fmt.Errorf("open thesaurus: %d bytes for %d words", len(data), n)
	}
	rest := data[16:]
	take := func(k int) (part string) {
		part, rest = rest[:k], rest[k:]
		return part
	}
	t := Table{n: n, offsets: take(4 * (n + 1)), starts: take(4 * (n + 1)), stems: take(spelled), links: rest}
	for i := range n {
		if u32(t.offsets, 4*i) > u32(t.offsets, 4*i+4) || u32(t.starts, 4*i) > u32(t.starts, 4*i+4) {
			return Table{}, errors.New("open thesaurus: words or links out of order")
		}
	}
	if int(u32(t.offsets, 4*n)) != spelled || int(u32(t.starts, 4*n))*linkBytes != len(t.links) {
		return Table{}, errors.New("open thesaurus: it is cut off")
	}
	return t, nil
}

// Find is the place of a stem (Porter 2), or of a phrase with _ between its lemmas; -1
// if the table lacks it.
func (t Table) Find(stem string) int {
	i := sort.Search(t.n, func(i int) bool { return t.stem(i) >= stem })
	if i == t.n || t.stem(i) != stem {
		return -1
	}
	return i
}

func (t Table) stem(i int) string { return t.stems[u32(t.offsets, 4*i):u32(t.offsets, 4*i+4)] }

// Between is how two words are related, by their places; one of -1 is related to
// nothing. It is symmetric.
func (t Table) Between(a, b int) Link {
	if a < 0 || b < 0 || a >= t.n {
		return Link{}
	}
	lo, hi := int(u32(t.starts, 4*a)), int(u32(t.starts, 4*a+4))
	i := lo + sort.Search(hi-lo, func(k int) bool { return t.other(lo+k) >= b })
	if i == hi || t.other(i) != b {
		return Link{}
	}
	return t.link(i)
}

func (t Table) link(i int) Link {
	flags, alike := t.links[linkBytes*i+3], t.links[linkBytes*i+4]
	half := func(shift int) float32 { return float32(flags>>shift&3) / 2 }
	return Link{half(0), half(2), half(4), float32(alike) / 255}
}

func (t Table) other(link int) int { return int(u32(t.links, linkBytes*link) & 0xffffff) }

// Linked are the places of the words that word a is related to, in order, and how.
func (t Table) Linked(a int) iter.Seq2[int, Link] {
	return func(yield func(int, Link) bool) {
		if a < 0 || a >= t.n {
			return
		}
		for i := int(u32(t.starts, 4*a)); i < int(u32(t.starts, 4*a+4)); i++ {
			if !yield(t.other(i), t.link(i)) {
				return
			}
		}
	}
}

func u32(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}
