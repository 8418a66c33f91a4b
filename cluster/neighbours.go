package cluster

import (
	"cmp"
	"slices"
)

// neighbour is another document of the window.
type neighbour struct {
	n   int
	sim float64 // raw similarity, not corrected for crowding
}

// Bounds of the search for neighbours.
const (
	searchTerms = 40  // heaviest terms of a document by which it is found
	nearest     = 40  // neighbours kept
	compared    = 100 // candidates compared in full
	commonShare = 16  // a term that one in so many articles of the window has finds nobody
	commonLeast = 200 // unless this few have it
)

// postings finds the documents of the window that have a term.
type postings struct {
	lists map[uint32][]int32 // numbers modulo 2^31, rising
	put2  int
}

func newPostings() *postings { return &postings{lists: make(map[uint32][]int32)} }

// put adds a document under its heaviest terms; documents before oldest are
// dropped from time to time.
func (p *postings) put(d *doc, oldest int) {
	for _, key := range d.search() {
		p.lists[key] = append(p.lists[key], int32(d.n))
	}
	p.put2++
	if p.put2 >= 4096 {
		p.put2 = 0
		p.sweep(oldest)
	}
}

// sweep drops the documents before oldest.
func (p *postings) sweep(oldest int) {
	for key, list := range p.lists {
		k, _ := slices.BinarySearch(list, int32(oldest))
		switch {
		case k == len(list):
			delete(p.lists, key)
		case k > 0:
			p.lists[key] = slices.Clone(list[k:])
		}
	}
}

// search is the keys of d's heaviest terms.
func (d *doc) search() []uint32 {
	top := slices.Clone(d.vec).heaviest(searchTerms)
	keys := make([]uint32, len(top))
	for i, t := range top {
		keys[i] = t.key
	}
	return keys
}

// neighbours fills d.near from the window.
func (c *Clusterer) neighbours(d *doc) {
	oldest := c.oldest()
	common := max(commonLeast, (c.next-oldest)/commonShare)
	votes := make(map[int32]float32)
	var found []int32
	for _, t := range slices.Clone(d.vec).heaviest(searchTerms) {
		list := c.index.lists[t.key]
		if len(list) > common {
			continue
		}
		for _, n := range list {
			if int(n) < oldest || int(n) == d.n {
				continue
			}
			if votes[n] == 0 {
				found = append(found, n)
			}
			votes[n] += t.weight * t.weight
		}
	}
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(b, a))
	})
	d.near = d.near[:0]
	for _, n := range found[:min(len(found), compared)] {
		d.near = append(d.near, neighbour{int(n), similarity(d, c.doc(int(n)))})
	}
	slices.SortFunc(d.near, func(a, b neighbour) int {
		return cmp.Or(cmp.Compare(b.sim, a.sim), cmp.Compare(a.n, b.n))
	})
	d.near = slices.Clone(d.near[:min(len(d.near), nearest)])
	d.crowd = crowdOf(d.near)
}

// What counts as articles at large: the neighbours of these ranks, which are
// hardly ever accounts of the same event; and what they are like where there
// are not so many.
const (
	crowdFrom  = 15
	usualCrowd = 0.15
)

// crowdOf is the mean similarity of the far neighbours.
func crowdOf(near []neighbour) float64 {
	sum := 0.0
	for k := crowdFrom; k < nearest; k++ {
		if k < len(near) {
			sum += near[k].sim
		} else {
			sum += usualCrowd
		}
	}
	return sum / (nearest - crowdFrom)
}

// embedded is the weight of word vectors beside that of terms.
const embedded = 0.3

// similarity is the raw similarity of two documents.
func similarity(a, b *doc) float64 {
	return (dot(a.vec, b.vec) + embedded*a.emb.dot(&b.emb)) / (1 + embedded)
}
