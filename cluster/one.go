package cluster

import "synoptic/news"

// AsOne describes the event that all items report, whatever their likeness: its
// title, date, place and participants.
func AsOne(items []Item) news.Event {
	o := Default()
	o.Window = len(items)
	c := New(o)
	for _, it := range items {
		c.Add(it)
	}
	c.settle()
	e := &event{}
	for i, d := range c.window() {
		if i == 0 {
			e.founder = d.id
		}
		e.join(d, single(d))
	}
	return describe(e)
}
