package query

import (
	"slices"
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
		if called(a, func(alias string) bool { return alias == folded }) {
			exact = append(exact, a)
		} else if called(a, func(alias string) bool { return strings.Contains(alias, folded) }) {
			part = append(part, a)
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
	slices.SortStableFunc(as, func(a, b *news.Actor) int { return compareDown(like[a.ID], like[b.ID]) })
	return as[:min(len(as), shownNearest)]
}

func compareDown(a, b float64) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return 0
}

func actorList(as []*news.Actor) string {
	names := make([]string, 0, len(as))
	for i, a := range as {
		if i == shownNearest {
			names = append(names, "…")
			break
		}
		names = append(names, a.Name+" ("+a.ID+")")
	}
	return strings.Join(names, ", ")
}

// Spoken is what an actor says in a coverage, cut into passages.
type Spoken struct {
	Passages []position.Passage
	Options  position.Options
}

// SpokenBy gathers what an actor of c says.
func SpokenBy(c *news.Coverage, actor *news.Actor) Spoken {
	names := map[string]string{}
	for i := range c.Actors {
		names[c.Actors[i].ID] = c.Actors[i].Name
	}
	s := Spoken{Options: position.Options{Actor: actor.ID, NameOf: func(id string) string { return names[id] }}}
	for _, al := range actor.Aliases {
		s.Options.Names = append(s.Options.Names, al.Text)
	}
	eventOf := map[string]*news.Event{}
	for i := range c.Events {
		for _, id := range c.Events[i].Articles {
			eventOf[id] = &c.Events[i]
		}
	}
	copyOf := news.CopyOf(c.Copies)
	reader := position.NewReader(s.Options)
	var occasions []position.Occasion
	at := map[string]int{} // event → occasion
	for i, d := range c.Documents {
		e := eventOf[c.Articles[i].ID]
		if d == nil || e == nil {
			continue
		}
		spoke := false
		for _, st := range news.StatementsOf(&c.Articles[i], d, c.ActorOf[i]) {
			if st.Actor != actor.ID {
				continue
			}
			spoke = true
			s.Passages = append(s.Passages, reader.Read(&position.Said{Statement: st, Doc: d, ActorOf: c.ActorOf[i], Event: e.ID, Storyline: e.Storyline,
				Date: e.Date, Outlet: c.Articles[i].Outlet, CopyOf: copyOf[st.Article]})...)
		}
		if spoke && copyOf[c.Articles[i].ID] == "" {
			k, ok := at[e.ID]
			if !ok {
				k = len(occasions)
				at[e.ID] = k
				occasions = append(occasions, position.Occasion{Event: e.ID, Storyline: e.Storyline, Date: e.Date})
			}
			occasions[k].Accounts++
		}
	}
	slices.SortStableFunc(occasions, func(a, b position.Occasion) int {
		switch {
		case a.Date.Before(b.Date):
			return -1
		case b.Date.Before(a.Date):
			return 1
		}
		return strings.Compare(a.Event, b.Event)
	})
	s.Options.Occasions = map[string][]position.Occasion{actor.ID: occasions}
	return s
}

// Positions lays out what an actor of c said, by issue and over time. An actor
// without statements is NotFound, with what was captured.
func Positions(c *news.Coverage, actor *news.Actor) ([]news.Issue, error) {
	s := SpokenBy(c, actor)
	if len(s.Passages) == 0 {
		return nil, silent(c, actor)
	}
	return position.Lay(s.Passages, s.Options), nil
}

func silent(c *news.Coverage, actor *news.Actor) error {
	return fault.New(fault.NotFound, "%s: no statement of theirs is among these %d articles, which name them %d times", actor.Name, len(c.Articles), actor.Mentions)
}
