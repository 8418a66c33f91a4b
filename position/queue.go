package position

import "slices"

// match is a pair of groups that may be joined, while neither has changed.
type match struct {
	odds       float64
	a, b       int32
	ageA, ageB int32
}

// before says which of two is joined first: no two are alike.
func (m *match) before(o *match) bool {
	if m.odds != o.odds {
		return m.odds > o.odds
	}
	return m.a < o.a || m.a == o.a && m.b < o.b
}

// matches is a binary heap, the first on top (Williams, CACM 1964). Unlike that of
// container/heap it boxes nothing: there are millions.
type matches []match

func (q *matches) push(m match) {
	*q = append(*q, m)
	q.up(len(*q) - 1)
}

func (q *matches) pop() match {
	all := *q
	top, last := all[0], len(all)-1
	all[0] = all[last]
	*q = all[:last]
	q.down(0)
	return top
}

// clear takes out what no longer stands, if that is a third at least.
func (q *matches) clear(stands func(*match) bool) {
	n := 0
	for i := range *q {
		if stands(&(*q)[i]) {
			n++
		}
	}
	if 3*n > 2*len(*q) {
		return
	}
	*q = slices.DeleteFunc(*q, func(m match) bool { return !stands(&m) })
	for i := n/2 - 1; i >= 0; i-- {
		q.down(i)
	}
}

func (q matches) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !q[i].before(&q[parent]) {
			return
		}
		q[i], q[parent] = q[parent], q[i]
		i = parent
	}
}

func (q matches) down(i int) {
	for {
		first := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(q); child++ {
			if q[child].before(&q[first]) {
				first = child
			}
		}
		if first == i {
			return
		}
		q[i], q[first] = q[first], q[i]
		i = first
	}
}
