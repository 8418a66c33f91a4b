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
	added int                // since the last sweep
}

func newPostings() *postings { return &postings{lists: make(map[uint32][]int32)} }

// put adds a document under its heaviest terms; documents before oldest are
// dropped from time to time.
func (p *postings) put(d *doc, oldest int) {
	for _, key := range d.search() {
		p.lists[key] = append(p.lists[key], int32(d.n))
	}
	p.added++
	if p.added >= 4096 {
		p.added = 0
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
	d.near = d.near[:0]
	c.laid.lay(d.vec)
	for _, n := range c.candidates(d) {
		o := c.doc(int(n))
		d.near = append(d.near, neighbour{int(n), similarityOf(c.laid.dot(o.vec), &d.emb, &o.emb)})
	}
	slices.SortFunc(d.near, func(a, b neighbour) int {
		return cmp.Or(cmp.Compare(b.sim, a.sim), cmp.Compare(a.n, b.n))
	})
	d.near = slices.Clone(d.near[:min(len(d.near), nearest)])
	d.crowd = crowdOf(d.near)
}

// candidates returns the documents of the window that share most with d by its
// heaviest terms.
func (c *Clusterer) candidates(d *doc) []int32 {
	oldest := c.oldest()
	common := max(commonLeast, (c.next-oldest)/commonShare)
	if len(c.votes) < c.options.Window {
		c.votes = make([]float32, c.options.Window)
	}
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
			v := &c.votes[int(n)%c.options.Window]
			if *v == 0 {
				found = append(found, n)
			}
			*v += t.weight * t.weight
		}
	}
	byVotes := func(a, b int32) int {
		return cmp.Or(cmp.Compare(c.votes[int(b)%c.options.Window], c.votes[int(a)%c.options.Window]), cmp.Compare(b, a))
	}
	best := most(found, compared, byVotes)
	for _, n := range found {
		c.votes[int(n)%c.options.Window] = 0
	}
	return best
}

// most returns the n first elements of list by compare, in no order. It
// reorders list.
func most(list []int32, n int, compare func(a, b int32) int) []int32 {
	lo, hi := 0, len(list)-1
	for len(list) > n && lo < hi {
		m := (lo + hi) / 2
		list[m], list[hi] = list[hi], list[m]
		at := lo
		for i := lo; i < hi; i++ {
			if compare(list[i], list[hi]) < 0 {
				list[i], list[at] = list[at], list[i]
				at++
			}
		}
		list[at], list[hi] = list[hi], list[at]
		switch {
		case at == n || at == n-1:
			return list[:n]
		case at > n:
			hi = at - 1
		default:
			lo = at + 1
		}
	}
	return list[:min(n, len(list))]
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
	return similarityOf(dot(a.vec, b.vec), &a.emb, &b.emb)
}

// similarityOf adds word vectors to an inner product of terms.
func similarityOf(terms float64, a, b *dense) float64 {
	return (terms + embedded*a.dot(b)) / (1 + embedded)
}
