// Package reuse finds texts that were copied: identical, near-identical and
// partial copies, the passages that they share, and where they come from.
//
// A text is a set of five-word grams. The index keeps a sample of every text's
// grams, chosen by the gram's hash alone, so that the same grams are kept
// wherever they stand (Broder, "On the resemblance and containment of
// documents", SEQUENCES 1997: samples modulo m, which estimate containment,
// where the smallest hashes of MinHash estimate only resemblance and lose the
// short text inside the long one). Texts that share enough sampled grams are
// candidates; each candidate is then compared gram by gram and aligned.
//
// Differs: Short texts keep all of their grams, and a new text asks for all of
// its own, so that a brief is found in a long article and the other way round.
package reuse

import (
	"cmp"
	"slices"

	"synoptic/news"
)

// Options of an Index. The zero value is not useful: start from Default.
type Options struct {
	// Least is the smallest share of the shorter text's five-grams that makes a
	// pair a copy.
	Least float64
	// LeastGrams is the smallest number of shared five-grams: fewer are a
	// quotation or a stock phrase. Two texts that both have fewer must
	// be the same.
	LeastGrams int
	// Sample keeps one in so many grams of a long text.
	Sample uint64
	// Short is the number of grams up to which a text keeps them all.
	Short int
	// Candidates is how many texts are compared with a new one, at most.
	Candidates int
}

// Default is the one setting for all streams.
func Default() Options {
	return Options{Least: 0.30, LeastGrams: 14, Sample: 4, Short: 160, Candidates: 64}
}

// DefaultWindow is how many of the latest texts a Memory should remember for a
// stream: some ten days of a busy newsroom.
const DefaultWindow = 50_000

// Index finds copies in a stream of texts. It is not safe for concurrent use.
type Index struct {
	options Options
	store   Store
	next    int
}

// New returns an index over an empty store.
func New(o Options, s Store) *Index { return &Index{options: o, store: s} }

// Continue returns an index over a store that already holds the texts 0 to
// next-1.
func Continue(o Options, s Store, next int) *Index {
	return &Index{options: o, store: s, next: next}
}

// Next is the number that the next text will get.
func (x *Index) Next() int { return x.next }

// Add takes a text in and returns the copies between it and texts added
// before, largest share first. Of two texts the later one is the copy; where
// the dates do not tell, the one that credits another, and else the one added
// later. Copy.Share is the part of the copy's grams that the other holds: it
// is small where a long article holds the whole of a brief.
//
// The outcome depends on the order of calls alone. The cost is that of looking
// up every gram and of comparing at most Options.Candidates texts.
func (x *Index) Add(id, text string, date news.Date) []news.Copy {
	return x.AddEntry(Entry{ID: id, Text: text, Date: date})
}

// AddEntry is Add for a text whose outlet is known.
func (x *Index) AddEntry(e Entry) []news.Copy {
	r := readEntry(e)
	var copies []news.Copy
	for _, n := range x.candidates(r.set) {
		if other, ok := x.store.Entry(n); ok {
			if c, ok := x.compare(r, readEntry(other)); ok {
				copies = append(copies, c)
			}
		}
	}
	x.store.Put(x.next, e, x.kept(r.set))
	x.next++
	slices.SortStableFunc(copies, func(a, b news.Copy) int { return cmp.Compare(b.Share, a.Share) })
	return copies
}

// rate is one over the part of a text's grams that are kept.
func (x *Index) rate(grams int) uint64 {
	if grams <= x.options.Short {
		return 1
	}
	return x.options.Sample
}

// kept is the sample of a sorted set of grams under which a text is stored.
func (x *Index) kept(set []uint64) []uint64 {
	rate := x.rate(len(set))
	var kept []uint64
	for _, g := range set {
		if mix(g)%rate == 0 {
			kept = append(kept, g)
		}
	}
	return kept
}

// candidates returns the numbers of the stored texts that share the most grams
// with set, the most first, then the latest.
func (x *Index) candidates(set []uint64) []int {
	hits := make(map[int]int)
	x.store.Hits(set, func(n int) { hits[n]++ })
	type candidate struct{ n, hits int }
	least := x.leastHits(len(set))
	var found []candidate
	for n, h := range hits {
		if h >= least {
			found = append(found, candidate{n, h})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.hits, a.hits), cmp.Compare(b.n, a.n))
	})
	found = found[:min(len(found), x.options.Candidates)]
	numbers := make([]int, len(found))
	for i, c := range found {
		numbers[i] = c.n
	}
	return numbers
}

// leastHits is the number of shared sampled grams below which a text is not
// worth comparing. The other text may be short, so it does not grow with the
// new one; one chance phrase is not enough except for the shortest texts.
func (x *Index) leastHits(grams int) int {
	if grams <= 16 {
		return 1
	}
	return 2
}
