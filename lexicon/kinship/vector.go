package kinship

import (
	"math"
	"slices"
	"sync"

	"synoptic/lexicon/paraphrase"
	"synoptic/lexicon/vectors"
	"synoptic/lexicon/wordnet"
)

// How far a word's vector goes towards the mean of its relatives and away from
// its opposites; how strong a relation of WordNet must be to count.
const (
	towards      = 2.5
	away         = .7
	leastRelated = .45
)

// attraction is how strongly words draw each other.
var attraction = Scale{Same: .9, Other: .6, Opposite: -1}

// Vector is the embedded vector of a word brought nearer to those of its
// relatives in both lists (retrofitting: Faruqui et al., NAACL 2015) and away from
// those of its opposites (Mrkšić et al., NAACL 2016), after what the vectors of
// all words share was taken out (Mu and Viswanath, ICLR 2018). It has vectors.Dim numbers and the
// length 1; nil if the word has none. "Differs:" one step from the
// embedded vectors, so that a word needs no vectors but those of its relatives.
func (w Word) Vector() []float32 {
	own := distinct(w.Rank)
	if own == nil {
		return nil
	}
	relatives, opposites := make([]float64, vectors.Dim), make([]float64, vectors.Dim)
	var drawn float64
	for _, r := range w.relatives() {
		other := distinct(r)
		s := float64(attraction.Between(w, untold(vectors.English().Word(r))))
		switch {
		case s > leastRelated:
			add(relatives, other, s)
			drawn += s
		case s < 0:
			add(opposites, other, -s*max(0, dot(own, other)))
		}
	}
	v := slices.Clone(own)
	if drawn > 0 {
		add(v, relatives, towards/drawn)
	}
	add(v, opposites, -away)
	scale(v)
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = float32(x)
	}
	return out
}

// relatives are the ranks of the words with a vector that either list relates to
// a word, rising.
func (w Word) relatives() []int {
	var out []int
	for rank := range wordnet.English().Linked(w.Rank) {
		out = append(out, rank)
	}
	for _, s := range w.Senses {
		for _, word := range paraphrase.English().Group(s.Group) {
			if rank := vectors.English().Rank(word); rank >= 0 && rank != w.Rank {
				out = append(out, rank)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// distinct is the vector of the word with a rank without what all words share; nil
// for a negative rank.
func distinct(rank int) []float64 {
	if rank < 0 {
		return nil
	}
	v := plain(rank)
	c := shared()
	add(v, c.mean, -1)
	for _, axis := range c.axes {
		add(v, axis, -dot(v, axis))
	}
	scale(v)
	return v
}

// plain is the embedded vector at length 1.
func plain(rank int) []float64 {
	table := vectors.English()
	v, _ := table.Lookup(table.Word(rank))
	out := make([]float64, vectors.Dim)
	for i, q := range v.Q {
		out[i] = float64(q)
	}
	scale(out)
	return out
}

// commons is what the vectors of all words share: their mean, and the directions
// in which they differ most, which tell how frequent a word is and what kind of
// text it is from.
type commons struct {
	mean []float64
	axes [2][]float64
}

var shared = sync.OnceValue(func() (c commons) {
	const frequent, step, rounds = 20_000, 10, 50 // every tenth of the frequent words
	c.mean = make([]float64, vectors.Dim)
	var sample [][]float64
	for rank := 0; rank < min(frequent, vectors.English().Len()); rank += step {
		sample = append(sample, plain(rank))
	}
	for _, v := range sample {
		add(c.mean, v, 1/float64(len(sample)))
	}
	for _, v := range sample {
		add(v, c.mean, -1)
	}
	for k := range c.axes {
		axis := make([]float64, vectors.Dim)
		axis[k] = 1
		for range rounds {
			next := make([]float64, vectors.Dim)
			for _, v := range sample {
				add(next, v, dot(v, axis))
			}
			for _, other := range c.axes[:k] {
				add(next, other, -dot(next, other))
			}
			scale(next)
			axis = next
		}
		c.axes[k] = axis
	}
	return c
})

// add adds a multiple of w to v.
func add(v, w []float64, times float64) {
	for i, x := range w {
		v[i] += times * x
	}
}

func dot(v, w []float64) (sum float64) {
	for i, x := range v {
		sum += x * w[i]
	}
	return sum
}

// scale brings v to the length 1; a v without length stays.
func scale(v []float64) {
	if n := math.Sqrt(dot(v, v)); n > 0 {
		for i := range v {
			v[i] /= n
		}
	}
}
