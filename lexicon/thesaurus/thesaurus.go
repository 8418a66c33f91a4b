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

	"synoptic/lexicon/links"
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
	offsets string      // uint32 a word and one more: where its stem starts in stems
	stems   string      // in order
	links   links.Table // records of two bytes: flags, Alike
	n       int
}

// Link is how two words are related.
type Link struct {
	Same     float32 // 1 if the entries of both have the other as what may stand for it, .5 if one has
	Near     float32 // likewise, as what tells of the same thing
	Opposite float32 // likewise, as what contradicts it
	Alike    float32 // how alike the entries are, 0 to 1
}

const magic = "SYNTHES1"

// Open reads a table that Build made, without copying it.
func Open(data string) (Table, error) {
	if len(data) < 16 || data[:8] != magic {
		return Table{}, errors.New("open thesaurus: no " + magic + " header")
	}
	n, spelled := int(links.Uint32(data, 8)), int(links.Uint32(data, 12))
	if n < 0 || spelled < 0 || n > len(data)/4 || len(data)-16-4*(n+1) < spelled {
		return Table{}, fmt.Errorf("open thesaurus: %d bytes for %d words", len(data), n)
	}
	offsets, rest := data[16:16+4*(n+1)], data[16+4*(n+1):]
	table, err := links.Open(rest[spelled:], n, 2)
	if err != nil {
		return Table{}, fmt.Errorf("open thesaurus: %w", err)
	}
	t := Table{offsets, rest[:spelled], table, n}
	for i := range n {
		if t.offset(i) > t.offset(i+1) {
			return Table{}, errors.New("open thesaurus: words out of order")
		}
	}
	if t.offset(n) != spelled {
		return Table{}, errors.New("open thesaurus: its words are cut off")
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

func (t Table) offset(i int) int { return int(links.Uint32(t.offsets, 4*i)) }

func (t Table) stem(i int) string { return t.stems[t.offset(i):t.offset(i+1)] }

// Between is how two words are related, by their places; one of -1 is related to
// nothing. It is symmetric.
func (t Table) Between(a, b int) Link { return linkOf(t.links.Between(a, b)) }

// Linked are the places of the words that word a is related to, in order, and how.
func (t Table) Linked(a int) iter.Seq2[int, Link] {
	return func(yield func(int, Link) bool) {
		for other, record := range t.links.Of(a) {
			if !yield(other, linkOf(record)) {
				return
			}
		}
	}
}

// A record is a byte of flags, two bits each of halves, and one of how alike two are.
func linkOf(record string) Link {
	if record == "" {
		return Link{}
	}
	half := func(shift int) float32 { return float32(record[0]>>shift&3) / 2 }
	return Link{half(0), half(2), half(4), float32(record[1]) / 255}
}

func (l Link) record() string {
	return string([]byte{byte(2*l.Same) | byte(2*l.Near)<<2 | byte(2*l.Opposite)<<4, byte(255 * min(1, l.Alike))})
}
