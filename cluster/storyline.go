package cluster

import (
	"fmt"
	"slices"

	"synoptic/news"
)

// Storylines returns the running affairs, by id; every event of the window is in
// exactly one.
func (c *Clusterer) Storylines() []news.Storyline {
	if c.dirty {
		c.settle()
	}
	return c.storylines()
}

func (c *Clusterer) storylines() []news.Storyline {
	numbers := make([]int, 0, len(c.events))
	for n := range c.events {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	root := make([]int, len(numbers))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	at := make(map[int]int)
	for i, n := range numbers {
		at[n] = i
	}
	for i, n := range numbers {
		for _, d := range c.events[n].docs {
			for _, nb := range d.near {
				j := at[c.doc(nb.n).event]
				if j < i && find(i) != find(j) && c.running(c.events[n], c.events[numbers[j]]) >= c.options.Running {
					a, b := find(i), find(j)
					root[max(a, b)] = min(a, b)
				}
			}
		}
	}
	lines := make(map[int]*news.Storyline)
	var out []news.Storyline
	for i, n := range numbers {
		r := find(i)
		l := lines[r]
		if l == nil {
			e := c.events[numbers[r]]
			l = &news.Storyline{ID: fmt.Sprintf("s%d", e.number+1), Title: e.title()}
			lines[r] = l
		}
		l.Events = append(l.Events, c.events[n].id())
	}
	dates := make(map[string]news.Date, len(numbers))
	for _, n := range numbers {
		dates[c.events[n].id()] = c.events[n].happened()
	}
	for i := range numbers {
		if find(i) == i {
			byDate(lines[i].Events, dates)
			out = append(out, *lines[i])
		}
	}
	return out
}

// byDate orders events by their date, unknown ones first, then by id.
func byDate(ids []string, dates map[string]news.Date) {
	slices.SortFunc(ids, func(a, b string) int {
		switch {
		case dates[a].Before(dates[b]):
			return -1
		case dates[b].Before(dates[a]):
			return 1
		}
		return compareIDs(a, b)
	})
}

// running is how much two events look like one affair.
func (c *Clusterer) running(a, b *event) float64 {
	pairs := float64(a.group.n) * float64(b.group.n)
	return (dot(a.group.vec, b.group.vec) + embedded*a.group.emb.dot(&b.group.emb)) / (1 + embedded) / pairs
}
