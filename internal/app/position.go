package app

import (
	"sort"
	"strings"

	"synoptic/internal/fault"
	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/position"
)

// FindActor finds the actor of c that a user names: by id, by a name that one
// actor alone has, or by part of one. An unknown or ambiguous name answers
// NotFound and lists the nearest.
func FindActor(c *news.Coverage, name string) (*news.Actor, error) {
	if a := c.ActorByID(name); a != nil {
		return a, nil
	}
	var exact, part []*news.Actor
	folded := lexicon.Fold(name)
	for i := range c.Actors {
		a := &c.Actors[i]
		switch called(a, func(alias string) bool { return alias == folded }) {
		case true:
			exact = append(exact, a)
		default:
			if called(a, func(alias string) bool { return strings.Contains(alias, folded) }) {
				part = append(part, a)
			}
		}
	}
	found := exact
	if len(found) == 0 {
		found = part
	}
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) == 0 {
		return nil, fault.New(fault.NotFound, "nobody is called %q here; the nearest are %s", name, actorList(nearest(c, name)))
	}
	return nil, fault.New(fault.NotFound, "%q may be %s: give the id", name, actorList(found))
}

func called(a *news.Actor, is func(string) bool) bool {
	for _, al := range a.Aliases {
		if is(lexicon.Fold(al.Text)) {
			return true
		}
	}
	return is(lexicon.Fold(a.Name))
}

// shownNearest is how many actors an error lists.
const shownNearest = 5

func nearest(c *news.Coverage, name string) []*news.Actor {
	as := make([]*news.Actor, len(c.Actors))
	like := map[string]float64{}
	for i := range c.Actors {
		as[i] = &c.Actors[i]
		like[as[i].ID] = lexicon.Similarity(name, as[i].Name) + float64(as[i].Mentions)*1e-6
	}
	sort.SliceStable(as, func(i, j int) bool { return like[as[i].ID] > like[as[j].ID] })
	return as[:min(len(as), shownNearest)]
}

func actorList(as []*news.Actor) string {
	names := make([]string, len(as))
	for i, a := range as {
		names[i] = a.Name + " (" + a.ID + ")"
	}
	return strings.Join(names, ", ")
}

// Positions lays out what an actor of c said, by issue and over time; about
// ranks the issues by their likeness to some words. An actor without statements
// is NotFound, with what was captured.
func Positions(c *news.Coverage, actor *news.Actor, about string) ([]news.Issue, error) {
	eventOf := map[string]*news.Event{}
	for i := range c.Events {
		for _, id := range c.Events[i].Articles {
			eventOf[id] = &c.Events[i]
		}
	}
	copyOf := news.CopyOf(c.Copies)
	opt := position.Options{Actor: actor.ID, About: about}
	for _, al := range actor.Aliases {
		opt.Names = append(opt.Names, al.Text)
	}
	var said []position.Said
	spoke := map[string]bool{}
	for i, d := range c.Documents {
		if d == nil {
			continue
		}
		e := eventOf[c.Articles[i].ID]
		for _, st := range news.StatementsOf(&c.Articles[i], d, c.ActorOf[i]) {
			if st.Actor != actor.ID {
				continue
			}
			said = append(said, position.Said{Statement: st, Doc: d, ActorOf: c.ActorOf[i], Event: e.ID, Date: e.Date, CopyOf: copyOf[st.Article]})
			if !spoke[e.ID] {
				spoke[e.ID] = true
				opt.Occasions = append(opt.Occasions, position.Occasion{Event: e.ID, Date: e.Date})
			}
		}
	}
	if len(said) == 0 {
		return nil, fault.New(fault.NotFound, "%s: no statement of theirs is among these %d articles, which name them %d times", actor.Name, len(c.Articles), actor.Mentions)
	}
	sort.SliceStable(opt.Occasions, func(i, j int) bool { return opt.Occasions[i].Date.Before(opt.Occasions[j].Date) })
	return position.Issues(said, opt), nil
}
