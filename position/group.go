package position

import (
	"cmp"
	"container/heap"
	"maps"
	"math"
	"slices"

	"synoptic/lexicon/vectors"
)

// How passages become issues; tuned on storylines written for it.
const (
	together   = -.8 // mean odds from which two groups are on one issue: below it joining gains recall and loses as much precision
	surest     = 4.  // odds of a pair count no more than this
	guessAt    = -3. // odds of a pair that was not looked at: at no likeness,
	guessBy    = 8.  // and what likeness adds
	meaning    = .35 // share of the mean sense of the words in the likeness; the rest is by the words one by one
	sameText   = .3  // what the likeness loses where both stand in one article: whoever speaks goes on to another matter
	fromBefore = .3  // what the words of the passage before count, where one statement goes on
	fromAside  = .3  // what the words around the content count
	nearest    = 24  // others that a passage is measured against
	postings   = 100 // passages that are looked at for one word: the latest
	hopeless   = -2. // mean odds below which two groups are not measured again when one grows,
	manyPairs  = 50  // if they have so many pairs
)

// point is a passage or group as a vector of words, and one of their sense. That
// of a group is the sum of its members'.
type point struct {
	words cells // of length one
	like  cells // the words, and what is like them
	sense [vectors.Dim]float32
	in    map[string]int // article → how many are of it
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
func (a cells) times(b cells) float64 {
	var sum int64
	for _, c := range a {
		at, ok := slices.BinarySearchFunc(b, c.id, func(x cell, id int32) int { return int(x.id) - int(id) })
		if ok {
			sum += int64(c.w) * int64(b[at].w)
		}
		b = b[at:]
	}
	return float64(sum) / (one * one)
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
	shared := 0
	if len(a.in) > len(b.in) {
		for x, n := range b.in {
			shared += n * a.in[x]
		}
	} else {
		for x, n := range a.in {
			shared += n * b.in[x]
		}
	}
	return (words*(1-meaning) + sense*meaning - sameText*float64(shared)) / float64(a.n) / float64(b.n)
}

func (a *point) add(b *point) {
	a.words, a.like = a.words.plus(b.words), a.like.plus(b.like)
	for i := range a.sense {
		a.sense[i] += b.sense[i]
	}
	for x, n := range b.in {
		a.in[x] += n
	}
	a.n += b.n
}

// points lays the passages out as vectors.
func (v *vocabulary) points(ps []Passage) []point {
	out := make([]point, len(ps))
	for i := range ps {
		w := map[int32]float32{}
		v.addWords(w, ps[i].words, 1)
		v.addWords(w, ps[i].aside, fromAside)
		if i > 0 && ps[i-1].Statement.ID == ps[i].Statement.ID {
			v.addWords(w, ps[i-1].words, fromBefore)
		}
		out[i] = v.point(w)
		out[i].in = map[string]int{ps[i].Statement.Article: 1}
	}
	v.centre(out)
	return out
}

func (v *vocabulary) addWords(to map[int32]float32, ws []word, share float32) {
	for _, w := range ws {
		if id, ok := v.index[w.key]; ok {
			to[id] = max(to[id], v.weight[id]*w.part*share)
		}
	}
}

func (v *vocabulary) point(words map[int32]float32) point {
	p := point{n: 1}
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
		if x := v.vector[id]; x.Q != nil {
			for k := range p.sense {
				p.sense[k] += words[id] * x.Scale * float32(x.Q[k])
			}
		}
	}
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
		unit(&ps[i].sense)
		for k := range v.mean {
			v.mean[k] += ps[i].sense[k] / float32(len(ps)+damping)
		}
	}
	for i := range ps {
		v.around(&ps[i])
	}
}

// around takes the sense of a point from what all passages share.
func (v *vocabulary) around(p *point) {
	unit(&p.sense)
	for k := range v.mean {
		p.sense[k] -= v.mean[k]
	}
	unit(&p.sense)
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

// group joins passages by average link of the odds that two are on one issue, the
// likeliest first (Sokal and Michener 1958). Pairs that an index finds near are looked
// at; the odds of others are guessed from the likeness of the groups. Groups and their members are in
// order.
func group(v *vocabulary, ps []Passage, points []point) [][]int {
	a := agglomeration{points: slices.Clone(points), members: make([][]int, len(ps)), friends: make([]map[int]link, len(ps)), age: make([]int, len(ps))}
	for i := range ps {
		a.members[i], a.friends[i] = []int{i}, map[int]link{}
		a.points[i].in = maps.Clone(points[i].in)
	}
	near := neighbourhood(points, len(v.form))
	x := newPairs(v, ps, points, near)
	for i, js := range near {
		for _, j := range js {
			f := x.look(i, j)
			odds := max(-surest, min(surest, pairModel().Odds(f[:])))
			a.friends[i][j], a.friends[j][i] = link{odds, 1}, link{odds, 1}
			a.offer(i, j)
		}
	}
	heap.Init(&a.queue)
	for a.queue.Len() > 0 {
		if m := heap.Pop(&a.queue).(match); a.age[m.a] == m.ageA && a.age[m.b] == m.ageB {
			a.join(m.a, m.b)
		}
	}
	var groups [][]int
	for _, m := range a.members {
		if m != nil {
			slices.Sort(m)
			groups = append(groups, m)
		}
	}
	slices.SortFunc(groups, func(x, y []int) int { return cmp.Compare(x[0], y[0]) })
	return groups
}

// match is a pair of groups that may be joined, while neither has changed.
type match struct {
	odds       float64
	a, b       int
	ageA, ageB int
}

type matches []match

func (m matches) Len() int      { return len(m) }
func (m matches) Swap(i, j int) { m[i], m[j] = m[j], m[i] }
func (m *matches) Push(x any)   { *m = append(*m, x.(match)) }
func (m *matches) Pop() any {
	last := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return last
}
func (m matches) Less(i, j int) bool {
	if m[i].odds != m[j].odds {
		return m[i].odds > m[j].odds
	}
	return m[i].a < m[j].a || m[i].a == m[j].a && m[i].b < m[j].b
}

// link is what is known of the pairs of passages of two groups: the sum of the odds of
// those that were looked at, and how many they are.
type link struct {
	odds float64
	n    int
}

type agglomeration struct {
	points  []point
	members [][]int
	friends []map[int]link // groups that were found near
	age     []int          // how often a group has changed; -1 when it is gone
	queue   matches
}

// odds are the mean odds over all pairs of two groups.
func (a *agglomeration) odds(i, j int) float64 {
	l := a.friends[i][j]
	all := len(a.members[i]) * len(a.members[j])
	if l.n == all {
		return l.odds / float64(all)
	}
	guess := guessAt + guessBy*a.points[i].likeness(&a.points[j])
	return (l.odds + guess*float64(all-l.n)) / float64(all)
}

// offer keeps a pair of groups if they may be joined.
func (a *agglomeration) offer(i, j int) {
	i, j = min(i, j), max(i, j)
	if s := a.odds(i, j); s >= together {
		heap.Push(&a.queue, match{s, i, j, a.age[i], a.age[j]})
	}
}

// join makes b part of a, the larger of the two.
func (a *agglomeration) join(x, y int) {
	if len(a.members[y]) > len(a.members[x]) {
		x, y = y, x
	}
	a.points[x].add(&a.points[y])
	a.members[x] = append(a.members[x], a.members[y]...)
	a.age[x]++
	a.age[y], a.members[y], a.points[y] = -1, nil, point{}
	for f, l := range a.friends[y] {
		delete(a.friends[f], y)
		if f != x {
			sum := a.friends[x][f]
			sum = link{sum.odds + l.odds, sum.n + l.n}
			a.friends[x][f], a.friends[f][x] = sum, sum
		}
	}
	a.friends[y] = nil
	delete(a.friends[x], y)
	for _, f := range sortedKeys(a.friends[x]) {
		if s := a.odds(x, f); s >= hopeless {
			a.offer(x, f)
		} else if len(a.members[x])*len(a.members[f]) > manyPairs {
			delete(a.friends[x], f)
			delete(a.friends[f], x)
		}
	}
}

// neighbourhood lists for each passage those before it that are likest, by an
// index of their words.
func neighbourhood(ps []point, words int) [][]int {
	index := make([][]posting, words)
	out := make([][]int, len(ps))
	score := make([]int32, len(ps))
	for i := range ps {
		var met []int
		for _, c := range ps[i].like {
			list := index[c.id]
			for _, p := range list[max(0, len(list)-postings):] {
				if score[p.at] == 0 {
					met = append(met, int(p.at))
				}
				score[p.at] += c.w * p.w / one
			}
		}
		out[i] = best(met, score)
		for _, j := range met {
			score[j] = 0
		}
		for _, c := range ps[i].words {
			index[c.id] = append(index[c.id], posting{int32(i), c.w})
		}
	}
	return out
}

// posting is a passage with a word, and its weight there.
type posting struct{ at, w int32 }

// best are the passages of highest score, the first of equals.
func best(met []int, score []int32) []int {
	down := func(a, b int) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b)) }
	top := make([]int, 0, nearest+1)
	for _, j := range met {
		if len(top) == nearest && down(top[nearest-1], j) < 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, j, down)
		top = slices.Insert(top, at, j)
		top = top[:min(len(top), nearest)]
	}
	return top
}
