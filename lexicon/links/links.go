// Package links keeps which words of a table are related and how, in a string that
// is read where it lies in the binary: what WordNet's table and the thesaurus are
// made of.
package links

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sort"
)

// Table relates words, named by numbers from 0. The zero Table relates nothing. It
// is safe for concurrent use.
type Table struct {
	starts string // uint32 a word and one more: where its links start
	links  string // by word and in the order of the other: the record, then 3 bytes of the other word
	width  int    // bytes a link
	words  int
}

const otherBytes = 3

// Link is how a word is related to another.
type Link struct {
	Other  int
	Record string // what is told of the two, of as many bytes in all links of a table
}

// Open reads the links of so many words that Build laid out, with records of so many
// bytes, without copying them.
func Open(data string, words, record int) (Table, error) {
	t := Table{words: words, width: record + otherBytes}
	if words < 0 || words > len(data)/4 || len(data) < 4*(words+1) {
		return Table{}, fmt.Errorf("%d bytes for %d words", len(data), words)
	}
	t.starts, t.links = data[:4*(words+1)], data[4*(words+1):]
	for i := range words {
		if t.start(i) > t.start(i+1) {
			return Table{}, errors.New("links out of order")
		}
	}
	if t.start(words)*t.width != len(t.links) {
		return Table{}, errors.New("its links are cut off")
	}
	return t, nil
}

func (t Table) start(word int) int { return int(Uint32(t.starts, 4*word)) }

func (t Table) other(link int) int {
	at := t.links[t.width*link+t.width-otherBytes:]
	return int(at[0]) | int(at[1])<<8 | int(at[2])<<16
}

func (t Table) record(link int) string {
	return t.links[t.width*link : t.width*(link+1)-otherBytes]
}

// Between is the record of word a's link to word b, "" if there is none. A number that
// is of no word is related to nothing.
func (t Table) Between(a, b int) string {
	if a < 0 || b < 0 || a >= t.words {
		return ""
	}
	lo, hi := t.start(a), t.start(a+1)
	i := lo + sort.Search(hi-lo, func(k int) bool { return t.other(lo+k) >= b })
	if i == hi || t.other(i) != b {
		return ""
	}
	return t.record(i)
}

// Of are the words that word a is related to, in order, and the records.
func (t Table) Of(a int) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		if a < 0 || a >= t.words {
			return
		}
		for i := t.start(a); i < t.start(a+1); i++ {
			if !yield(t.other(i), t.record(i)) {
				return
			}
		}
	}
}

// Build lays out the links of each word.
func Build(of [][]Link) []byte {
	le := binary.LittleEndian
	var starts, links []byte
	n := 0
	for _, word := range of {
		starts = le.AppendUint32(starts, uint32(n))
		n += len(word)
		for _, l := range slices.SortedFunc(slices.Values(word), func(x, y Link) int { return x.Other - y.Other }) {
			links = append(links, l.Record...)
			links = append(links, byte(l.Other), byte(l.Other>>8), byte(l.Other>>16))
		}
	}
	return append(le.AppendUint32(starts, uint32(n)), links...)
}

// Uint32 is the little-endian number at a place of a string.
func Uint32(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}
