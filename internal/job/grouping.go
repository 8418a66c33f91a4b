package job

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// grouping gives groups lasting ids. The ids that a clusterer gives last as long
// as it does; in the store a group goes on under the id of the kept group with
// which it shares the most members.
type grouping struct {
	letter string
	next   int               // number of the next new id
	of     map[string]string // member -> id of its group
	kept   map[string]string // id -> digest of what is kept
}

func newGrouping(letter string) grouping {
	return grouping{letter: letter, next: 1, of: map[string]string{}, kept: map[string]string{}}
}

// settle names groups of members, in order, and tells which ids are gone, with
// what most of their members are in now. Each member may be in one group.
func (g *grouping) settle(groups [][]string) (ids []string, gone []store.Forward) {
	type claim struct {
		shared, group int
		id            string
	}
	var claims []claim
	for i, members := range groups {
		shared := map[string]int{}
		for _, m := range members {
			if id := g.of[m]; id != "" {
				shared[id]++
			}
		}
		for id, n := range shared {
			claims = append(claims, claim{n, i, id})
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(a.group, b.group), cmp.Compare(a.id, b.id))
	})
	ids = make([]string, len(groups))
	taken := map[string]bool{}
	for _, c := range claims {
		if ids[c.group] == "" && !taken[c.id] {
			ids[c.group], taken[c.id] = c.id, true
		}
	}
	for i := range ids {
		if ids[i] == "" {
			ids[i] = fmt.Sprint(g.letter, g.next)
			g.next++
		}
	}
	for _, c := range claims { // by shared: the first claim on an id is its heir's
		if !taken[c.id] {
			taken[c.id] = true
			gone = append(gone, store.Forward{ID: c.id, Now: ids[c.group]})
			delete(g.kept, c.id)
		}
	}
	for i, members := range groups {
		for _, m := range members {
			g.of[m] = ids[i]
		}
	}
	return ids, gone
}

// changed reports whether the value of an id is not what is kept, and takes it
// for kept.
func (g *grouping) changed(id string, v any) bool {
	d := digest(v)
	if g.kept[id] == d {
		return false
	}
	g.kept[id] = d
	return true
}

// counters are the numbers of the next new ids.
type counters struct{ Event, Storyline int }

const countersName = "relate/next"

func (r *Relater) loadCounters(ctx context.Context) error {
	b, err := r.s.State(ctx, countersName)
	if err != nil && fault.Of(err) == fault.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	c := counters{1, 1}
	if err := json.Unmarshal(b, &c); err != nil {
		return fmt.Errorf("relate: %s: %w", countersName, err)
	}
	r.events.next, r.storylines.next = c.Event, c.Storyline
	return nil
}

// keepCounters comes before the ids are used: a number that is lost to a crash
// is better than one that is used twice.
func (r *Relater) keepCounters(ctx context.Context) error {
	b, err := json.Marshal(counters{r.events.next, r.storylines.next})
	if err != nil {
		return err
	}
	return r.s.PutState(ctx, countersName, b)
}

// loadGrouping learns which events and storylines the store has for articles.
func (r *Relater) loadGrouping(ctx context.Context, articles []string) error {
	events, storylines, err := r.s.Grouping(ctx, articles)
	if err != nil {
		return err
	}
	for article, id := range events {
		if r.events.of[article] == "" {
			r.events.of[article] = id
		}
	}
	for event, id := range storylines {
		if r.storylines.of[event] == "" {
			r.storylines.of[event] = id
		}
	}
	return nil
}

// loadActors learns how the store has actors, those included that nobody may know
// any more.
func (r *Relater) loadActors(ctx context.Context) error {
	f := store.ActorFilter{Page: store.Cursor{Limit: 1000}}
	for {
		page, err := r.s.ListActors(ctx, f)
		if err != nil {
			return err
		}
		for _, a := range page.Items {
			r.actors[a.ID] = digest(a)
		}
		if f.Page.After = page.Next; page.Next == "" {
			return nil
		}
	}
}

// settle tells what the articles added since have changed between articles.
func (r *Relater) settle(ctx context.Context) (store.Analysis, error) {
	var c store.Analysis
	r.settleActors(&c)
	g := r.regroup()
	c.GoneEvents, c.GoneStorylines = g.goneEvents, g.goneStorylines
	window, err := r.whole(ctx, g)
	if err != nil {
		return c, err
	}
	d, err := newDecider(ctx, r.s, window, g.goneEvents)
	if err != nil {
		return c, err
	}
	for _, e := range g.events {
		if e, ok := window[e.ID]; ok && !d.isBase(e.ID) {
			c.Events = append(c.Events, e)
		}
	}
	d.put(&c)
	known := map[string]bool{}
	for _, e := range g.events {
		known[e.ID] = true
	}
	for _, f := range g.goneEvents {
		known[f.ID] = true
	}
	for _, l := range g.storylines {
		if !r.storylines.changed(l.ID, l) && (d == nil || !d.lines[l.ID]) {
			continue
		}
		older, err := r.eventsBefore(ctx, d, l.ID, g.goneStorylines, known)
		if err != nil {
			return c, err
		}
		l.Events = d.expand(append(older, l.Events...))
		c.Storylines = append(c.Storylines, l)
	}
	return c, nil
}

// whole are the events of the window that are not as they are kept, with those
// of their articles that have left it.
func (r *Relater) whole(ctx context.Context, g regrouped) (map[string]news.Event, error) {
	lineOf := map[string]string{}
	for _, l := range g.storylines {
		for _, id := range l.Events {
			lineOf[id] = l.ID
		}
	}
	out := map[string]news.Event{}
	for _, e := range g.events {
		if !r.events.changed(e.ID, e) {
			continue
		}
		older, err := r.articlesBefore(ctx, e.ID, g.goneEvents)
		if err != nil {
			return nil, err
		}
		e.Articles, e.Storyline = append(older, e.Articles...), lineOf[e.ID]
		out[e.ID] = e
	}
	return out, nil
}

// articlesBefore are kept articles of an event, and of those that became it,
// that left the window before this Relater was made.
func (r *Relater) articlesBefore(ctx context.Context, id string, gone []store.Forward) ([]string, error) {
	var out []string
	for _, was := range withForwards(id, gone) {
		b, err := r.s.Base(ctx, was)
		if err != nil && fault.Of(err) == fault.NotFound {
			continue // it is new
		}
		if err != nil {
			return nil, err
		}
		for _, a := range b.Event.Articles {
			if !r.window[a] {
				out = append(out, a)
			}
		}
	}
	return out, nil
}

// eventsBefore are kept events of a storyline, and of those that became it,
// that are not known.
func (r *Relater) eventsBefore(ctx context.Context, d *decider, id string, gone []store.Forward, known map[string]bool) ([]string, error) {
	var out []string
	for _, was := range withForwards(id, gone) {
		l, err := r.s.Storyline(ctx, was)
		if err != nil && fault.Of(err) == fault.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, d.basesOf(l, known)...)
	}
	return out, nil
}

// withForwards is an id, then those that it answers for from now on.
func withForwards(id string, gone []store.Forward) []string {
	out := []string{id}
	for _, f := range gone {
		if f.Now == id {
			out = append(out, f.ID)
		}
	}
	return out
}

func (r *Relater) settleActors(c *store.Analysis) {
	now := map[string]bool{}
	for _, a := range r.linker.Actors() {
		now[a.ID] = true
		if d := digest(a); r.actors[a.ID] != d {
			r.actors[a.ID] = d
			c.Actors = append(c.Actors, a)
		}
	}
	for id := range r.actors {
		if to := r.linker.Resolve(id); !now[id] && now[to] {
			c.GoneActors = append(c.GoneActors, store.Forward{ID: id, Now: to})
			delete(r.actors, id)
		}
	}
	slices.SortFunc(c.GoneActors, func(a, b store.Forward) int { return cmp.Compare(a.ID, b.ID) })
}

// finishActors describes actors as decisions now have them, and removes those
// that no article names any more. It comes after all articles: while they are
// related anew, those that name an actor may be still to come, and its pages stay.
func (r *Relater) finishActors(ctx context.Context) error {
	c := store.Analysis{}
	r.settleActors(&c)
	now := map[string]bool{}
	for _, a := range r.linker.Actors() {
		now[a.ID] = true
	}
	for id := range r.actors {
		if !now[id] {
			c.GoneActors = append(c.GoneActors, store.Forward{ID: id})
			delete(r.actors, id)
		}
	}
	if c.Actors == nil && c.GoneActors == nil {
		return nil
	}
	slices.SortFunc(c.GoneActors, func(a, b store.Forward) int { return cmp.Compare(a.ID, b.ID) })
	return r.s.PutAnalyses(ctx, []store.Analysis{c})
}

// regrouped are the events and storylines of the window under lasting ids.
type regrouped struct {
	events                     []news.Event
	storylines                 []news.Storyline
	goneEvents, goneStorylines []store.Forward
}

func (r *Relater) regroup() (g regrouped) {
	g.events, g.storylines = slices.Clone(r.groups.Events()), slices.Clone(r.groups.Storylines())
	members := make([][]string, len(g.events))
	for i, e := range g.events {
		members[i] = e.Articles
	}
	ids, gone := r.events.settle(members)
	g.goneEvents = gone
	lasting := map[string]string{} // id of the clusterer -> lasting id
	for i := range g.events {
		lasting[g.events[i].ID] = ids[i]
		g.events[i].ID, g.events[i].Storyline = ids[i], ""
	}
	members = make([][]string, len(g.storylines))
	for i, l := range g.storylines {
		for _, id := range l.Events {
			if now, ok := lasting[id]; ok {
				members[i] = append(members[i], now)
			}
		}
	}
	ids, g.goneStorylines = r.storylines.settle(members)
	for i := range g.storylines {
		g.storylines[i].ID, g.storylines[i].Events = ids[i], members[i]
	}
	return g
}
