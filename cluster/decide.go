package cluster

import (
	"fmt"
	"slices"
	"strings"

	"synoptic/news"
)

// Apply applies what analysts decided to events, in the order in which it was
// decided, and returns the outcome; the events given are not changed. Decisions
// that were undone, and those whose event is there neither by id (after
// forward) nor by the article that names it, are passed over, so that taking a
// decision back brings back what was.
//
// A merged event keeps the id, title and storyline of the decision's first
// subject. The articles that are split off become an event whose id is the old
// one with a dot and the decision's id, without a title. A rejected event falls
// apart: each of its articles stands alone. An event whose articles have changed
// has as its reasons what was decided; date, place, participants and confidence
// are still those from before (AsOne describes it anew).
func Apply(events []news.Event, decisions []news.Decision, forward func(id string) string) []news.Event {
	a := applied{events: make([]*news.Event, len(events)), merged: map[string]string{}, changed: map[*news.Event]bool{}, forward: forward}
	for i, e := range events {
		e.Articles, e.Participants, e.Reasons = slices.Clone(e.Articles), slices.Clone(e.Participants), slices.Clone(e.Reasons)
		a.events[i] = &e
	}
	for _, d := range decisions {
		if !d.Undone && len(d.Subjects) > 0 {
			a.apply(d)
		}
	}
	out := make([]news.Event, 0, len(a.events))
	for _, e := range a.events {
		if e != nil && len(e.Articles) > 0 {
			out = append(out, *e)
		}
	}
	return out
}

// PartID is the id of what decision d splits off event id.
func PartID(id string, d news.Decision) string { return id + "." + d.ID }

// WholeID is the id of the event that the event id was split off; id itself if
// it was not.
func WholeID(id string) string {
	whole, _, _ := strings.Cut(id, ".")
	return whole
}

// DecidedWeight is the weight of a reason that an analyst gave: more than any
// that was found.
const DecidedWeight = 10

type applied struct {
	events  []*news.Event // nil once merged into another
	merged  map[string]string
	changed map[*news.Event]bool
	forward func(id string) string
}

func (a *applied) apply(d news.Decision) {
	first := a.find(d, 0)
	if first == nil {
		return
	}
	switch d.Kind {
	case news.MergeEvents:
		for i := 1; i < len(d.Subjects); i++ {
			if other := a.find(d, i); other != nil && other != first {
				a.merge(first, other, d)
			}
		}
	case news.SplitEvent:
		a.split(first, d.Args, PartID(first.ID, d), d)
	case news.MoveArticle:
		a.move(first, d)
	case news.RenameEvent:
		if len(d.Args) > 0 {
			first.Title = d.Args[0]
		}
	case news.RejectEvent:
		for _, id := range slices.Clone(first.Articles[min(1, len(first.Articles)):]) {
			a.split(first, []string{id}, PartID(first.ID, d)+"."+id, d)
		}
	}
}

// find returns the event of subject i of d, nil if it is not there.
func (a *applied) find(d news.Decision, i int) *news.Event {
	id := d.Subjects[i]
	if a.forward != nil {
		whole := WholeID(id)
		id = a.forward(whole) + id[len(whole):]
	}
	for to, ok := a.merged[id]; ok; to, ok = a.merged[id] {
		id = to
	}
	named := ""
	if i < len(d.Names) {
		named = d.Names[i]
	}
	var byName *news.Event
	for _, e := range a.events {
		switch {
		case e == nil:
		case e.ID == id:
			return e
		case slices.Contains(e.Articles, named):
			byName = e
		}
	}
	return byName
}

// because records in e's reasons that d tied articles x and y.
func (a *applied) because(e *news.Event, d news.Decision, x, y string) {
	if !a.changed[e] {
		a.changed[e], e.Reasons = true, nil
	}
	if y == "" || len(e.Reasons) == MostReasons {
		return
	}
	words := fmt.Sprintf("%s decided so", d.Who)
	if d.Who == "" {
		words = "an analyst decided so"
	}
	if d.Note != "" {
		words += ": " + d.Note
	}
	e.Reasons = append(e.Reasons, news.Reason{A: x, B: y, Text: words, Weight: DecidedWeight})
}

// merge makes other part of e.
func (a *applied) merge(e, other *news.Event, d news.Decision) {
	a.because(e, d, e.Articles[0], other.Articles[0])
	e.Articles = append(e.Articles, other.Articles...)
	for _, p := range other.Participants {
		if !slices.Contains(e.Participants, p) {
			e.Participants = append(e.Participants, p)
		}
	}
	e.Date = firstDate(e.Date, other.Date)
	a.merged[other.ID] = e.ID
	a.events[slices.Index(a.events, other)] = nil
}

// split makes an event of its own of those of e's articles that are listed.
func (a *applied) split(e *news.Event, articles []string, id string, d news.Decision) {
	part := *e
	part.ID, part.Title, part.Articles, part.Participants = id, "", nil, slices.Clone(e.Participants)
	stay := make([]string, 0, len(e.Articles))
	for _, x := range e.Articles {
		if slices.Contains(articles, x) {
			part.Articles = append(part.Articles, x)
		} else {
			stay = append(stay, x)
		}
	}
	if len(part.Articles) == 0 || len(stay) == 0 {
		return
	}
	e.Articles = stay
	a.because(e, d, "", "")
	a.because(&part, d, "", "")
	a.events = append(a.events, &part)
}

// move takes d's articles from the events that they are in to e. An event that
// has no other goes on as e.
func (a *applied) move(e *news.Event, d news.Decision) {
	for i, from := range a.events {
		if from == nil || from == e {
			continue
		}
		for _, id := range d.Args {
			k := slices.Index(from.Articles, id)
			if k < 0 {
				continue
			}
			a.because(e, d, e.Articles[0], id)
			a.because(from, d, "", "")
			from.Articles = slices.Delete(from.Articles, k, k+1)
			e.Articles = append(e.Articles, id)
		}
		if len(from.Articles) == 0 {
			a.merged[from.ID] = e.ID
			a.events[i] = nil
		}
	}
}
