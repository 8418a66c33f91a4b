package cluster

import (
	"cmp"
	"container/heap"
	"slices"
)

// agglomerate groups the documents by average linkage: the closest two groups
// that are neighbours become one, while they are at least as similar as join.
// It returns the groups' documents, each in order, the groups by their first.
func agglomerate(docs []*doc, join float64) [][]*doc {
	a := newAgglomeration(docs, join)
	for a.queue.Len() > 0 {
		m := heap.Pop(&a.queue).(merger)
		if a.version[m.a] == m.versionA && a.version[m.b] == m.versionB {
			a.merge(m.a, m.b)
		}
	}
	var out [][]*doc
	for i, members := range a.members {
		if members == nil {
			continue
		}
		slices.Sort(members)
		part := make([]*doc, len(members))
		for k, m := range members {
			part[k] = docs[m]
		}
		out = append(out, part)
		a.members[i] = nil
	}
	slices.SortFunc(out, func(x, y []*doc) int { return cmp.Compare(x[0].n, y[0].n) })
	return out
}

// worthTrying is how far the similarity of two documents may fall short of
// what is asked of their groups for the groups to be neighbours.
const worthTrying = 0.10

type agglomeration struct {
	join    float64
	groups  []*group
	members [][]int
	beside  [][]int // neighbouring groups, sorted
	version []int   // -1 once merged into another
	queue   mergers
}

func newAgglomeration(docs []*doc, join float64) *agglomeration {
	n := len(docs)
	a := &agglomeration{join: join, groups: make([]*group, n), members: make([][]int, n), beside: make([][]int, n), version: make([]int, n)}
	at := make(map[int]int, n)
	for i, d := range docs {
		g := single(d)
		a.groups[i], a.members[i] = &g, []int{i}
		at[d.n] = i
	}
	for i, d := range docs {
		for _, nb := range d.near {
			j, ok := at[nb.n]
			if ok && j != i && nb.sim-(d.crowd+docs[j].crowd)/2+usualCrowd >= join-worthTrying {
				a.beside[i] = append(a.beside[i], j)
				a.beside[j] = append(a.beside[j], i)
			}
		}
	}
	for i := range a.beside {
		slices.Sort(a.beside[i])
		a.beside[i] = slices.Compact(a.beside[i])
		for _, j := range a.beside[i] {
			if i < j {
				a.consider(i, j)
			}
		}
	}
	heap.Init(&a.queue)
	return a
}

// consider queues the merger of groups i and j if they are similar enough.
func (a *agglomeration) consider(i, j int) {
	if s := a.groups[i].similarity(a.groups[j]); s >= a.join {
		a.queue = append(a.queue, merger{s, i, j, a.version[i], a.version[j]})
	}
}

// merge makes group j part of group i.
func (a *agglomeration) merge(i, j int) {
	g := a.groups[i].with(*a.groups[j])
	a.groups[i], a.groups[j] = &g, nil
	a.members[i], a.members[j] = append(a.members[i], a.members[j]...), nil
	a.version[i]++
	a.version[j] = -1
	beside := union(a.beside[i], a.beside[j])
	beside = slices.DeleteFunc(beside, func(k int) bool { return k == i || a.version[k] < 0 })
	a.beside[i], a.beside[j] = beside, nil
	for _, k := range beside {
		if at, found := slices.BinarySearch(a.beside[k], i); !found {
			a.beside[k] = slices.Insert(a.beside[k], at, i)
		}
		if s := g.similarity(a.groups[k]); s >= a.join {
			x, y := min(i, k), max(i, k)
			heap.Push(&a.queue, merger{s, x, y, a.version[x], a.version[y]})
		}
	}
}

// union merges two sorted lists without repeats.
func union(a, b []int) []int {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// merger is a possible merger of two groups, void once either has changed.
type merger struct {
	similarity         float64
	a, b               int
	versionA, versionB int
}

// mergers is a heap, most similar first.
type mergers []merger

func (m mergers) Len() int { return len(m) }
func (m mergers) Less(i, j int) bool {
	x, y := m[i], m[j]
	return cmp.Or(cmp.Compare(y.similarity, x.similarity), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) < 0
}
func (m mergers) Swap(i, j int) { m[i], m[j] = m[j], m[i] }
func (m *mergers) Push(x any)   { *m = append(*m, x.(merger)) }
func (m *mergers) Pop() any {
	old := *m
	last := old[len(old)-1]
	*m = old[:len(old)-1]
	return last
}
