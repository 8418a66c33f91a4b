package thesaurus

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strings"

	snowball "github.com/kljensen/snowball/english"

	"synoptic/lexicon/links"
)

// What words of an entry weigh in how alike it is to others, and what a kind of
// claim weighs in the entries of its words; each less, the more entries have it.
const (
	ofHead  = 1
	ofSame  = .8
	ofNear  = .4
	ofClaim = .5

	leastAlike = .15 // below which entries are not related
	mostHeld   = 400 // a word that more entries have makes none alike
)

// BuildFolder makes the table of the entries-*.txt and claims-*.txt of a folder.
func BuildFolder(dir fs.FS) ([]byte, error) {
	var all [2]strings.Builder
	for i, pattern := range []string{"entries-*.txt", "claims-*.txt"} {
		names, err := fs.Glob(dir, pattern) // in order
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			data, err := fs.ReadFile(dir, name)
			if err != nil {
				return nil, err
			}
			all[i].Write(data)
		}
	}
	return Build(all[0].String(), all[1].String())
}

// Build makes the table of entries, one a line, "head: same … | near … ! opposite …",
// and of claims, "kind_of_claim: word …", with the words by which each is told.
// Lemmas in lower case, phrases with _ between their lemmas. What stands in several
// lines of one head is one entry, and so are heads of one stem. The entry of a word that
// is no head is the claims that it tells.
func Build(entries, claims string) ([]byte, error) {
	b := builder{at: map[string]int{}, links: map[[2]int]*Link{}}
	for kind := range b.held {
		b.held[kind] = map[[2]int]bool{}
	}
	if err := eachLine(entries, b.entry); err != nil {
		return nil, err
	}
	if err := eachLine(claims, b.claim); err != nil {
		return nil, err
	}
	b.relate()
	return b.table(), nil
}

func eachLine(source string, use func(head, rest string)) error {
	n := 0
	for line := range strings.Lines(source) {
		n++
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		head, rest, ok := strings.Cut(line, ":")
		if head = strings.TrimSpace(head); !ok || head == "" || strings.ContainsAny(head, " \t") {
			return fmt.Errorf("line %d, %.40q: it should begin with one word and a colon", n, line)
		}
		use(head, rest)
	}
	return nil
}

// Kinds of what an entry holds.
const (
	same = iota
	near
	opposite
	kinds
)

type builder struct {
	at     map[string]int // by stem
	stems  []string
	rows   []map[int]float32      // by word: what its entry holds, words and, below zero, claims
	held   [kinds]map[[2]int]bool // head and word
	links  map[[2]int]*Link       // the lesser word first
	claims int
}

func (b *builder) word(lemma string) int {
	stem := Stem(lemma)
	i, ok := b.at[stem]
	if !ok {
		i = len(b.stems)
		b.at[stem] = i
		b.stems, b.rows = append(b.stems, stem), append(b.rows, map[int]float32{})
	}
	return i
}

// Stem is the key of a lemma; a phrase is its own.
func Stem(lemma string) string {
	if strings.Contains(lemma, "_") {
		return lemma
	}
	return snowball.Stem(lemma, false)
}

func (b *builder) entry(head, rest string) {
	rest, opposites, _ := strings.Cut(rest, "!")
	sames, nears, _ := strings.Cut(rest, "|")
	a := b.word(head)
	b.put(a, a, ofHead)
	for kind, words := range [kinds]string{sames, nears, opposites} {
		for _, lemma := range strings.Fields(words) {
			w := b.word(lemma)
			if w == a {
				continue
			}
			b.held[kind][[2]int{a, w}] = true
			switch kind {
			case same:
				b.put(a, w, ofSame)
			case near:
				b.put(a, w, ofNear)
			}
		}
	}
}

func (b *builder) claim(_, words string) {
	b.claims++
	for _, lemma := range strings.Fields(words) {
		b.put(b.word(lemma), -b.claims, ofClaim)
	}
}

func (b *builder) put(row, what int, weight float32) {
	b.rows[row][what] = max(b.rows[row][what], weight)
}

func (b *builder) link(x, y int) *Link {
	k := [2]int{min(x, y), max(x, y)}
	l := b.links[k]
	if l == nil {
		l = &Link{}
		b.links[k] = l
	}
	return l
}

// relate finds the links.
func (b *builder) relate() {
	for kind, held := range b.held {
		for k := range held {
			l := b.link(k[0], k[1])
			switch kind {
			case same:
				l.Same += .5
			case near:
				l.Near += .5
			case opposite:
				l.Opposite += .5
			}
		}
	}
	type holder struct {
		word   int
		weight float64
	}
	holders := map[int][]holder{}
	for w, row := range b.rows {
		for what, weight := range row {
			holders[what] = append(holders[what], holder{w, float64(weight)})
		}
	}
	squares := make([]float64, len(b.rows))
	dots := map[[2]int]float64{}
	for _, what := range slices.Sorted(maps.Keys(holders)) {
		of := holders[what]
		rare := math.Log(float64(len(b.rows)) / float64(len(of)))
		for i := range of {
			of[i].weight *= rare
			squares[of[i].word] += of[i].weight * of[i].weight
		}
		if len(of) > mostHeld {
			continue
		}
		for i, x := range of {
			for _, y := range of[i+1:] {
				dots[[2]int{x.word, y.word}] += x.weight * y.weight
			}
		}
	}
	for k, dot := range dots {
		if alike := dot / math.Sqrt(squares[k[0]]*squares[k[1]]); alike >= leastAlike {
			b.link(k[0], k[1]).Alike = float32(alike)
		}
	}
}

// table lays out the words in the order of their stems.
func (b *builder) table() []byte {
	order := make([]int, len(b.stems))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return cmp.Compare(b.stems[x], b.stems[y]) })
	place := make([]int, len(order))
	for at, i := range order {
		place[i] = at
	}
	of := make([][]links.Link, len(order))
	for k, l := range b.links {
		x, y := place[k[0]], place[k[1]]
		of[x] = append(of[x], links.Link{Other: y, Record: l.record()})
		of[y] = append(of[y], links.Link{Other: x, Record: l.record()})
	}
	le := binary.LittleEndian
	var offsets, stems []byte
	for _, i := range order {
		offsets = le.AppendUint32(offsets, uint32(len(stems)))
		stems = append(stems, b.stems[i]...)
	}
	offsets = le.AppendUint32(offsets, uint32(len(stems)))
	out := le.AppendUint32(le.AppendUint32([]byte(magic), uint32(len(order))), uint32(len(stems)))
	return slices.Concat(out, offsets, stems, links.Build(of))
}
