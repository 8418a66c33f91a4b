package position

import (
	"cmp"
	"math"
	"slices"

	"synoptic/lexicon/vectors"
)

// How alike passages are.
const (
	meaning    = .35 // share of the mean sense of the words in the likeness; the rest is by the words one by one
	sameText   = .3  // what the likeness loses where both stand in one article: whoever speaks goes on to another matter
	fromBefore = .3  // what the words of the passage before count, where one statement goes on
	fromAside  = .3  // what the words around the content count
)

// point is a passage or group as a vector of words, and one of their sense. That
// of a group is the sum of its members'.
type point struct {
	words cells                 // of length one
	like  cells                 // the words, and what is like them
	sense *[vectors.Dim]float32 // a group of one shares it with its passage
	in    cells                 // articles, by number, and how many are of each
	n     int
}

// cells are weights of words, by id, in whole parts of one: these add up to the same in
// any order.
type cells []cell

type cell struct{ id, w int32 }

const one = 1024

// plus is the sum of two.
func (a cells) plus(b cells) cells {
	out := make(cells, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].id < b[0].id:
			out, a = append(out, a[0]), a[1:]
		case a[0].id > b[0].id:
			out, b = append(out, b[0]), b[1:]
		default:
			out = append(out, cell{a[0].id, a[0].w + b[0].w})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// times is the product of two, the shorter of which is looked up in the other.
func (a cells) times(b cells) float64 { return float64(a.common(b)) / (one * one) }

func (a cells) common(b cells) int64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	var sum int64
	for _, c := range a {
		lo, hi := 0, len(b) // by hand: this is most of what grouping does
		for lo < hi {
			if mid := (lo + hi) / 2; b[mid].id < c.id {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		if lo < len(b) && b[lo].id == c.id {
			sum += int64(c.w) * int64(b[lo].w)
		}
		b = b[lo:]
	}
	return sum
}

// likeness of two groups is the mean over their pairs: for words the soft cosine
// (Sidorov et al., Computación y Sistemas 2014), for the sense the cosine of the weighted mean of
// the word vectors (Arora, Liang and Ma, ICLR 2017). Both are products of sums, so a mean
// over all pairs costs no more than one pair.
func (a *point) likeness(b *point) float64 {
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	return a.likenessOf(b, a.words.times(b.like), float64(dot(a, b)))
}

// likenessOf is the likeness of two groups of which the products are known.
func (a *point) likenessOf(b *point, words, sense float64) float64 {
	shared := a.in.common(b.in)
	return (words*(1-meaning) + sense*meaning - sameText*float64(shared)) / float64(a.n) / float64(b.n)
}

func (a *point) add(b *point) {
	a.words, a.like = a.words.plus(b.words), a.like.plus(b.like)
	sense := *a.sense
	for i := range sense {
		sense[i] += b.sense[i]
	}
	a.sense = &sense
	a.in = a.in.plus(b.in)
	a.n += b.n
}

// points lays the passages out as vectors.
func (v *vocabulary) points(ps []Passage) []point {
	out := make([]point, len(ps))
	articles := map[string]int32{}
	for i := range ps {
		out[i] = v.point(v.gathered(ps, i))
		at, ok := articles[ps[i].Statement.Article]
		if !ok {
			at = int32(len(articles))
			articles[ps[i].Statement.Article] = at
		}
		out[i].in = cells{{at, 1}}
	}
	v.centre(out)
	return out
}

// gathered are the words of a passage and around it, weighed.
func (v *vocabulary) gathered(ps []Passage, i int) map[int32]float32 {
	w := map[int32]float32{}
	v.addWords(w, ps[i].words, 1)
	v.addWords(w, ps[i].aside, fromAside)
	if i > 0 && ps[i-1].Statement.ID == ps[i].Statement.ID {
		v.addWords(w, ps[i-1].words, fromBefore)
	}
	return w
}

func (v *vocabulary) addWords(to map[int32]float32, ws []word, share float32) {
	for _, w := range ws {
		if id, ok := v.index[w.key]; ok {
			to[id] = max(to[id], v.weight[id]*w.part*share)
		}
	}
}

func (v *vocabulary) point(words map[int32]float32) point {
	p := point{n: 1, sense: new([vectors.Dim]float32)}
	ids := sortedKeys(words)
	like := make(map[int32]float32, 4*len(words))
	for _, id := range ids {
		for _, t := range v.near[id] {
			like[t.id] += words[id] * t.w
		}
	}
	norm := 0.0
	for _, id := range ids {
		norm += float64(words[id] * like[id])
	}
	if norm == 0 {
		return p
	}
	by := float32(1 / math.Sqrt(norm))
	for _, id := range ids {
		p.words = append(p.words, cell{id, int32(one * by * words[id])})
		if x := v.vector[id]; x != nil {
			by := words[id] * v.means[id] * v.length[id]
			for k := range p.sense {
				p.sense[k] += by * x[k]
			}
		}
	}
	v.senses.turned(p.sense)
	p.like = make(cells, 0, len(like))
	for _, id := range sortedKeys(like) {
		p.like = append(p.like, cell{id, int32(one * by * like[id])})
	}
	return p
}

// damping keeps few passages from being taken for what all have in common.
const damping = 2

// centre takes what all passages have in common out of their sense, and makes each of
// length 1.
func (v *vocabulary) centre(ps []point) {
	for i := range ps {
		unit(ps[i].sense)
		for k := range v.mean {
			if !v.centred {
				v.mean[k] += ps[i].sense[k] / float32(len(ps)+damping)
			}
		}
	}
	for i := range ps {
		v.around(&ps[i])
	}
}

// around takes the sense of a point from what all passages share.
func (v *vocabulary) around(p *point) {
	unit(p.sense)
	for k := range v.mean {
		p.sense[k] -= v.mean[k]
	}
	unit(p.sense)
}

func unit(x *[vectors.Dim]float32) {
	sum := 0.0
	for _, f := range x {
		sum += float64(f) * float64(f)
	}
	if sum == 0 {
		return
	}
	by := float32(1 / math.Sqrt(sum))
	for k := range x {
		x[k] *= by
	}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
