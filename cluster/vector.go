package cluster

import (
	"cmp"
	"math"
	"slices"

	"synoptic/lexicon/vectors"
)

// sparse is a vector over terms, sorted by key.
type sparse []term

// dense is a mean of word vectors.
type dense [vectors.Dim]float32

// dot is the inner product of two sparse vectors.
func dot(a, b sparse) float64 {
	var s float64
	for len(a) > 0 && len(b) > 0 {
		switch x, y := a[0], b[0]; {
		case x.key < y.key:
			a = a[1:]
		case x.key > y.key:
			b = b[1:]
		default:
			s += float64(x.weight) * float64(y.weight)
			a, b = a[1:], b[1:]
		}
	}
	return s
}

// spread is a sparse vector laid out for many inner products: a table of its
// terms by key, open to the next place where two keys meet.
type spread struct {
	keys    []uint32
	weights []float32 // 0 where no term lies
}

// lay puts v into s, over what lay there.
func (s *spread) lay(v sparse) {
	size := 256
	for size < 4*len(v) {
		size *= 2
	}
	if len(s.keys) != size {
		s.keys, s.weights = make([]uint32, size), make([]float32, size)
	}
	clear(s.weights)
	mask := uint32(size - 1)
	for _, t := range v {
		if t.weight == 0 {
			continue
		}
		at := t.key & mask
		for s.weights[at] != 0 {
			at = (at + 1) & mask
		}
		s.keys[at], s.weights[at] = t.key, t.weight
	}
}

// dot is the inner product with v, to the bit as by the function dot.
func (s *spread) dot(v sparse) float64 {
	var sum float64
	mask := uint32(len(s.keys) - 1)
	keys, weights := s.keys, s.weights[:len(s.keys)]
	for i := range v {
		k := v[i].key
		for at := k & mask; weights[at] != 0; at = (at + 1) & mask {
			if keys[at] == k {
				sum += float64(weights[at]) * float64(v[i].weight)
				break
			}
		}
	}
	return sum
}

// plus is the sum of two sparse vectors, cut to its heaviest terms.
func plus(a, b sparse) sparse {
	sum := make(sparse, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch x, y := a[0], b[0]; {
		case x.key < y.key:
			sum, a = append(sum, x), a[1:]
		case x.key > y.key:
			sum, b = append(sum, y), b[1:]
		default:
			x.weight += y.weight
			x.kind = max(x.kind, y.kind)
			sum, a, b = append(sum, x), a[1:], b[1:]
		}
	}
	sum = append(append(sum, a...), b...)
	if len(sum) > 2*groupTerms {
		sum = sum.heaviest(groupTerms)
		sum.sort()
	}
	return sum
}

// heaviest orders v by weight and returns the first n terms.
func (v sparse) heaviest(n int) sparse {
	slices.SortFunc(v, func(a, b term) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key))
	})
	return v[:min(n, len(v))]
}

func (v sparse) sort() {
	slices.SortFunc(v, func(a, b term) int { return cmp.Compare(a.key, b.key) })
}

// unit scales v to length 1.
func (v sparse) unit() {
	var s float64
	for _, t := range v {
		s += float64(t.weight) * float64(t.weight)
	}
	if s == 0 {
		return
	}
	f := float32(1 / math.Sqrt(s))
	for i := range v {
		v[i].weight *= f
	}
}

func (d *dense) dot(e *dense) float64 {
	var s0, s1, s2, s3 float32
	for i := 0; i < len(d); i += 4 {
		s0 += d[i] * e[i]
		s1 += d[i+1] * e[i+1]
		s2 += d[i+2] * e[i+2]
		s3 += d[i+3] * e[i+3]
	}
	return float64(s0 + s1 + s2 + s3)
}

func (d *dense) add(e *dense, f float32) {
	for i := range d {
		d[i] += f * e[i]
	}
}

// unit scales d to length 1; the zero vector stays.
func (d *dense) unit() {
	if s := d.dot(d); s > 0 {
		f := float32(1 / math.Sqrt(s))
		for i := range d {
			d[i] *= f
		}
	}
}

// stream counts in how many articles a term stands, and what the mean article
// is like. Terms share 2^20 counters by hash, so that its size does not grow;
// the counts are halved now and then, so that it follows the news.
type stream struct {
	count    []float32
	articles float64
	length   float64 // words of all articles counted
	mean     dense   // sum of the articles' dense vectors
}

const (
	counters   = 1 << 20
	priorCount = 300 // weight of English at large, in articles
	priorMean  = 50  // weight of the mean English word, in articles
	usualWords = 150 // of an article, before any was seen
)

func newStream() *stream { return &stream{count: make([]float32, counters)} }

// see counts one article.
func (s *stream) see(raw []rawTerm, length int, d *dense) {
	for _, t := range raw {
		s.count[t.key%counters]++
	}
	s.articles++
	s.length += float64(length)
	s.mean.add(d, 1)
}

// halve lets old articles weigh half.
func (s *stream) halve() {
	for i := range s.count {
		s.count[i] /= 2
	}
	s.articles, s.length = s.articles/2, s.length/2
	for i := range s.mean {
		s.mean[i] /= 2
	}
}

// rarity is the information of a term in nats: less of what the stream or
// English at large says often.
func (s *stream) rarity(key uint32, rank int32) float64 {
	length := (s.length + 10*usualWords) / (s.articles + 10)
	p := (float64(s.count[key%counters]) + priorCount*background(int(rank), length)) / (s.articles + priorCount)
	return -math.Log(min(1, p))
}

// centre is what is common to all articles in their dense vectors.
func (s *stream) centre() dense {
	c := s.mean
	c.add(commonMean(), priorMean)
	f := float32(1 / (s.articles + priorMean))
	for i := range c {
		c[i] *= f
	}
	return c
}
