package cluster

import "synoptic/news"

// AsOne describes the event that all items report, whatever their likeness: its
// title, date, place and participants.
func AsOne(items []Item) news.Event {
	e := (&event{docs: together(items).window()}).grouped()
	if len(e.docs) > 0 {
		e.founder = e.docs[0].id
	}
	return describe(e)
}

// together weighs items against each other, however many.
func together(items []Item) *Clusterer {
	o := Default()
	o.Window = len(items)
	c := New(o)
	for _, it := range items {
		c.Add(it)
	}
	c.settle()
	return c
}

// grouped is e with the sum of its documents.
func (e *event) grouped() *event {
	docs := e.docs
	e.docs = nil
	for _, d := range docs {
		e.join(d, single(d))
	}
	return e
}
