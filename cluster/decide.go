package cluster

import (
	"slices"
	"strings"

	"synoptic/news"
)

// Apply applies what analysts decided to events, in the order in which it was
// decided, and returns the outcome; the events given are not changed. Decisions
// that were undone, and those whose event is there neither by id (after
// forward) nor by the title it had, are passed over, so that taking a decision
// back brings back what was.
//
// A merged event keeps the id and title of the decision's first subject. The articles
// that are split off become an event whose id is the old one with a dot and the decision's id.
// To move an article is to split it off and to merge that event with another.
// A rejected event falls apart: each of its articles stands alone.
func Apply(events []news.Event, decisions []news.Decision, forward func(id string) string) []news.Event {
	a := applied{events: make([]*news.Event, len(events)), forward: forward}
	for i, e := range events {
		e.Articles, e.Participants = slices.Clone(e.Articles), slices.Clone(e.Participants)
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

type applied struct {
	events  []*news.Event // nil once merged into another
	merged  map[string]string
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
				a.merge(first, other)
			}
		}
	case news.SplitEvent:
		a.split(first, d.Args, first.ID+"."+d.ID)
	case news.RenameEvent:
		if len(d.Args) > 0 {
			first.Title = d.Args[0]
		}
	case news.RejectEvent:
		for _, id := range slices.Clone(first.Articles[min(1, len(first.Articles)):]) {
			a.split(first, []string{id}, first.ID+"."+d.ID+"."+id)
		}
	}
}

// find returns the event of subject i of d, nil if it is not there.
func (a *applied) find(d news.Decision, i int) *news.Event {
	id := d.Subjects[i]
	for {
		if to, ok := a.merged[id]; ok {
			id = to
			continue
		}
		break
	}
	if a.forward != nil {
		id = a.forward(id)
	}
	title := ""
	if i < len(d.Names) {
		title = d.Names[i]
	}
	var byTitle *news.Event
	for _, e := range a.events {
		switch {
		case e == nil:
		case e.ID == id:
			return e
		case title != "" && byTitle == nil && strings.EqualFold(e.Title, title):
			byTitle = e
		}
	}
	return byTitle
}

// merge makes other part of e.
func (a *applied) merge(e, other *news.Event) {
	e.Articles = append(e.Articles, other.Articles...)
	for _, p := range other.Participants {
		if !slices.Contains(e.Participants, p) {
			e.Participants = append(e.Participants, p)
		}
	}
	e.Date, e.Reasons = firstDate(e.Date, other.Date), slices.Concat(e.Reasons, other.Reasons)
	e.Reasons = e.Reasons[:min(len(e.Reasons), mostReasons)]
	if a.merged == nil {
		a.merged = make(map[string]string)
	}
	a.merged[other.ID] = e.ID
	a.events[slices.Index(a.events, other)] = nil
}

// split makes an event of its own of those of e's articles that are listed.
func (a *applied) split(e *news.Event, articles []string, id string) {
	part := *e
	part.ID, part.Articles, part.Reasons = id, nil, nil
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
	e.Reasons = slices.DeleteFunc(slices.Clone(e.Reasons), func(r news.Reason) bool {
		return slices.Contains(part.Articles, r.A) || slices.Contains(part.Articles, r.B)
	})
	a.events = append(a.events, &part)
}

// Follow brings storylines in line with events to which decisions were applied:
// each holds the events that name it, in their order, and one without any is left out.
func Follow(lines []news.Storyline, events []news.Event) []news.Storyline {
	out := make([]news.Storyline, 0, len(lines))
	for _, l := range lines {
		l.Events = nil
		for _, e := range events {
			if e.Storyline == l.ID {
				l.Events = append(l.Events, e.ID)
			}
		}
		if l.Events != nil {
			out = append(out, l)
		}
	}
	return out
}
