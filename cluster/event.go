package cluster

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"synoptic/news"
	"synoptic/timex"
)

// event is an event of the window.
type event struct {
	number  int
	founder string   // Article.ID
	docs    []*doc   // of the window, by number
	gone    []string // Article.IDs that have left the window, in the order of the stream
	group   *group
	summary *summary // what is known of the documents that are gone, nil if none
}

// summary is the last description of an event while it was whole.
type summary struct{ event news.Event }

func (e *event) id() string { return fmt.Sprintf("e%d", e.number+1) }

// join adds d, whose group is g.
func (e *event) join(d *doc, g group) {
	d.event = e.number
	e.docs = append(e.docs, d)
	if e.group != nil {
		g = e.group.with(g)
	}
	e.group = &g
}

// retire takes d, the oldest document, out of the event; what it said stays in
// the event's description.
func (e *event) retire(d *doc) {
	if e.summary == nil {
		e.summary = &summary{describe(e)}
	}
	e.gone = append(e.gone, d.id)
	e.docs = slices.DeleteFunc(e.docs, func(o *doc) bool { return o == d })
}

// settle groups the window anew and gives the events their ids.
func (c *Clusterer) settle() {
	c.settled, c.dirty = c.next, false
	docs := c.window()
	if c.weighed == unweighed || c.next < 2*c.options.Window && c.next-c.weighed >= len(docs)/weighedShare {
		c.reweigh(docs)
		c.weighed = c.next
	}
	var parts [][]*doc
	for _, whole := range agglomerate(docs, c.options.Join) {
		parts = append(parts, split(whole, c.options.Contrast)...)
	}
	parts = adopt(parts, c.options.Join)
	slices.SortFunc(parts, func(a, b []*doc) int { return cmp.Compare(a[0].n, b[0].n) })
	c.rename(parts)
}

// weighedShare is the part of the window, one in so many, that must be new for
// all of it to be weighed anew.
const weighedShare = 20

// What lets a document that stands alone join an event all the same: it falls
// short of similarity by no more than this, and no other event comes near.
const (
	adoptShort = 0.10
	adoptLead  = 0.07
)

// adopt lets documents that stand alone join the one event that they can only
// belong to.
func adopt(parts [][]*doc, join float64) [][]*doc {
	of := make(map[*doc]int)
	groups := make([]group, len(parts))
	byNumber := make(map[int]*doc)
	for i, p := range parts {
		for _, d := range p {
			of[d] = i
			byNumber[d.n] = d
			groups[i] = groups[i].with(single(d))
		}
	}
	to := make([]int, len(parts))
	for i, p := range parts {
		to[i] = -1
		if len(p) > 1 {
			continue
		}
		first, second, best := math.Inf(-1), math.Inf(-1), -1
		tried := map[int]bool{i: true}
		for _, nb := range p[0].near {
			k := of[byNumber[nb.n]]
			if tried[k] {
				continue
			}
			tried[k] = true
			s := groups[i].similarity(&groups[k])
			if s > first {
				first, second, best = s, first, k
			} else {
				second = max(second, s)
			}
		}
		if best >= 0 && len(parts[best]) > 1 && first >= join-adoptShort && first-second >= adoptLead {
			to[i] = best
		}
	}
	var out [][]*doc
	for i, p := range parts {
		if to[i] >= 0 {
			k := to[i]
			parts[k] = append(parts[k], p...)
		}
	}
	for i, p := range parts {
		if to[i] < 0 {
			slices.SortFunc(p, func(a, b *doc) int { return cmp.Compare(a.n, b.n) })
			out = append(out, p)
		}
	}
	return out
}

// reweigh weighs the documents anew by what the stream has shown since they
// came, and looks for their neighbours among all. It is not needed any more once the
// stream is long: a document is then weighed well when it comes.
func (c *Clusterer) reweigh(docs []*doc) {
	centre := c.stream.centre()
	c.index = newPostings()
	for _, d := range docs {
		d.weigh(c.stream, centre)
		c.index.put(d, c.oldest())
	}
	for _, d := range docs {
		c.neighbours(d)
	}
}

// window is the documents in it, in the order of the stream.
func (c *Clusterer) window() []*doc {
	docs := make([]*doc, 0, len(c.docs))
	for n := c.oldest(); n < c.next; n++ {
		docs = append(docs, c.doc(n))
	}
	return docs
}

// claim is how many documents of an old event a part holds.
type claim struct{ part, event, docs int }

// rename gives parts the ids of the events that they go on. The part that holds
// most of an event keeps its id; the others become new events. An event that no part
// goes on is forwarded to the part that holds most of it.
func (c *Clusterer) rename(parts [][]*doc) {
	claims := claimsOf(parts)
	owner := make([]int, len(parts)) // event of each part, -1 if new
	for i := range owner {
		owner[i] = -1
	}
	heir := make(map[int]int) // part that holds most of each event
	kept := make(map[int]bool)
	for _, cl := range claims {
		if _, ok := heir[cl.event]; !ok {
			heir[cl.event] = cl.part
		}
		if owner[cl.part] < 0 && !kept[cl.event] {
			owner[cl.part] = cl.event
			kept[cl.event] = true
		}
	}
	old := c.events
	c.events = make(map[int]*event, len(parts))
	for i, part := range parts {
		if owner[i] < 0 {
			owner[i] = c.founded
			c.founded++
		}
		e := &event{number: owner[i], founder: part[0].id}
		if o := old[owner[i]]; o != nil {
			e.founder, e.gone, e.summary = o.founder, o.gone, o.summary
		}
		for _, d := range part {
			e.join(d, single(d))
		}
		c.events[e.number] = e
	}
	for _, cl := range claims {
		if e := old[cl.event]; !kept[cl.event] && heir[cl.event] == cl.part {
			to := c.events[owner[cl.part]]
			c.forward[e.number] = to.number
			to.gone = append(to.gone, e.gone...)
		}
	}
	c.shorten()
}

// shorten lets every forwarding mark name the event that goes on, and forgets
// those of events that are closed.
func (c *Clusterer) shorten() {
	for from, to := range c.forward {
		for next, ok := c.forward[to]; ok; next, ok = c.forward[to] {
			to = next
		}
		if c.events[to] == nil {
			delete(c.forward, from)
			continue
		}
		c.forward[from] = to
	}
}

// claimsOf lists which parts hold documents of which events: most documents
// first, then the older event, then the earlier part.
func claimsOf(parts [][]*doc) []claim {
	var claims []claim
	for i, part := range parts {
		count := make(map[int]int)
		for _, d := range part {
			count[d.event]++
		}
		for e, n := range count {
			claims = append(claims, claim{i, e, n})
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.docs, a.docs), cmp.Compare(a.event, b.event), cmp.Compare(a.part, b.part))
	})
	return claims
}

// Events returns the events of the window, by id, each with the storyline that
// it belongs to. It first groups the window anew if articles have come in.
func (c *Clusterer) Events() []news.Event {
	if c.dirty {
		c.settle()
	}
	numbers := make([]int, 0, len(c.events))
	for n := range c.events {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	events := make([]news.Event, len(numbers))
	for i, n := range numbers {
		events[i] = describe(c.events[n])
	}
	lines := c.storylines()
	for _, l := range lines {
		for _, id := range l.Events {
			if k, ok := slices.BinarySearchFunc(events, id, byID); ok {
				events[k].Storyline = l.ID
			}
		}
	}
	return events
}

// Closed returns the events whose last article has left the window since it was
// last called. The Clusterer forgets them; they are not in Events.
func (c *Clusterer) Closed() []news.Event {
	closed := c.closed
	c.closed = nil
	return closed
}

// epoch is the day from which days are counted.
var epoch = news.Date{Year: 2000, Month: 1, Day: 1}

// happened is the day of the event as its accounts tell it.
func (e *event) happened() news.Date {
	readings := make([]timex.Reading, len(e.docs))
	for i, d := range e.docs {
		readings[i] = d.time
	}
	return timex.Happened(readings)
}
