package query

import (
	"context"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/position"
)

// How much is read at a time.
const (
	readArticles  = 100
	readRows      = 1000
	officeHolders = 5000 // actors that are looked at for one office: the most mentioned
)

// Positions lays out what an actor of the store said. The coverage holds the
// articles of what is shown. An actor who says much is laid out when articles are
// related (LayOut); what was laid out last is shown as it is, if nothing is asked that it
// cannot answer.
func (r *Reader) Positions(ctx context.Context, ask PositionAsk) (*news.Coverage, news.Positions, error) {
	actor, err := r.ActorNamed(ctx, ask.Actor)
	if err != nil {
		return nil, news.Positions{}, err
	}
	p := news.Positions{Actors: []news.Actor{*actor}}
	ds, err := r.issueDecisions(ctx)
	if err != nil {
		return nil, p, err
	}
	if !ask.Office {
		// Of who says much, what was said since is laid out when the intake is through.
		laid, err := r.keptPositions(ctx, decided(ds), ask, &p)
		if err != nil {
			return nil, p, err
		}
		if laid {
			c, err := r.shown(ctx, &p)
			return c, p, err
		}
	}
	ask.Decisions = ds
	if err := r.layPositions(ctx, actor, ask, &p); err != nil {
		return nil, p, err
	}
	if n := ask.Limit; n > 0 && len(p.Issues) > n {
		p.Issues, p.More = p.Issues[:n], len(p.Issues)-n
	}
	c, err := r.shown(ctx, &p)
	return c, p, err
}

// keptPositions fills p from what was laid out before, if it was.
func (r *Reader) keptPositions(ctx context.Context, decided string, ask PositionAsk, p *news.Positions) (bool, error) {
	if ask.About == "" && 0 < ask.Limit && ask.Limit <= keptParts*issuesPerPart {
		if laid, err := r.laidOut(ctx, decided, ask.Limit, p); laid || err != nil {
			return laid, err
		}
	}
	return r.laidMatters(ctx, decided, ask, p)
}

// layPositions lays out all that an actor, and the holders of its office, said.
func (r *Reader) layPositions(ctx context.Context, actor *news.Actor, ask PositionAsk, p *news.Positions) error {
	if ask.Office {
		others, err := r.officeHolders(ctx, actor)
		if err != nil {
			return err
		}
		p.Actors = append(p.Actors, others...)
	}
	opt := position.Options{About: ask.About, Decisions: ask.Decisions, Occasions: map[string][]position.Occasion{}}
	var ps []position.Passage
	for i := range p.Actors {
		s, err := r.spoken(ctx, &p.Actors[i])
		if err != nil {
			return err
		}
		ps = append(ps, s.Passages...)
		opt.Occasions[p.Actors[i].ID] = s.Options.Occasions[p.Actors[i].ID]
	}
	if len(ps) == 0 {
		n, err := r.s.Counts(ctx)
		if err != nil {
			return err
		}
		return fault.New(fault.NotFound, "%s: no statement of theirs is among the %d articles of the store, which name them %d times", actor.Name, n.Articles, actor.Mentions)
	}
	lay(p, ps, opt)
	return nil
}

// spoken reads what an actor said; what was kept of articles that have not changed is
// not read again.
func (r *Reader) spoken(ctx context.Context, actor *news.Actor) (*Spoken, error) {
	k, err := r.roster(ctx, actor.ID)
	if err != nil {
		return nil, err
	}
	shelves := k.shelves()
	s, gone, err := r.saidSince(ctx, actor, k)
	if err != nil || shelves == 0 {
		return s, err
	}
	ps, err := r.keptPassages(ctx, actor.ID, k, gone)
	s.Passages = append(s.Passages, ps...)
	for _, a := range k.Articles {
		s.hear(a)
	}
	return s, err
}

// read reads what the actor of s says in articles, some at a time, and notes the state of
// each; also of those in which that is nothing.
func (r *Reader) read(ctx context.Context, s *Spoken, state map[string]string) error {
	events := map[string]news.Event{}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(state)), readArticles) {
		c, err := r.coverageOf(ctx, part, events)
		if err != nil {
			return err
		}
		s.add(c)
	}
	heard := make(map[string]bool, len(s.heard))
	for i := range s.heard {
		heard[s.heard[i].ID] = true
		s.heard[i].State = state[s.heard[i].ID]
	}
	for _, id := range slices.Sorted(maps.Keys(state)) {
		if !heard[id] {
			s.heard = append(s.heard, heardArticle{ID: id, State: state[id]})
		}
	}
	return nil
}

// speaksIn are the articles with statements of an actor, each with a word that changes with
// these and with the event that the article is in.
func (r *Reader) speaksIn(ctx context.Context, actor string) (map[string]string, error) {
	statements, err := r.s.SpeaksIn(ctx, actor)
	if err != nil {
		return nil, err
	}
	ids := slices.Sorted(maps.Keys(statements))
	eventOf, storylineOf, err := r.s.Grouping(ctx, ids)
	if err != nil {
		return nil, err
	}
	state := make(map[string]string, len(ids))
	for _, id := range ids {
		sum := fnv.New64a()
		for _, word := range append(statements[id], eventOf[id], storylineOf[eventOf[id]]) {
			sum.Write([]byte(word + " "))
		}
		state[id] = strconv.FormatUint(sum.Sum64(), 36)
	}
	return state, nil
}

// coverageOf gathers articles with their documents and events; events keeps those
// that were read before.
func (r *Reader) coverageOf(ctx context.Context, ids []string, events map[string]news.Event) (*news.Coverage, error) {
	c, err := r.coverageByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	eventOf, _, err := r.s.Grouping(ctx, ids)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, id := range ids {
		at := eventOf[id]
		if at == "" || seen[at] {
			continue
		}
		seen[at] = true
		e, ok := events[at]
		if !ok {
			if e, err = r.s.Event(ctx, at); err != nil {
				return nil, err
			}
			events[at] = e
		}
		c.Events = append(c.Events, e)
	}
	return c, nil
}

// shown are the articles of what is shown.
func (r *Reader) shown(ctx context.Context, p *news.Positions) (*news.Coverage, error) {
	var ids []string
	for _, issue := range p.Issues {
		for _, s := range issue.Steps {
			for _, st := range s.Statements {
				ids = append(ids, st.Article)
			}
			for _, x := range s.Spans {
				ids = append(ids, x.Article)
			}
		}
	}
	for _, u := range p.Said {
		ids = append(ids, u.Passage.Article)
	}
	for _, s := range p.Sides {
		for _, u := range s.Said {
			ids = append(ids, u.Passage.Article)
		}
	}
	slices.Sort(ids)
	articles, err := r.s.ArticlesByID(ctx, slices.Compact(ids))
	return &news.Coverage{Articles: articles, Actors: p.Actors}, err
}

// ActorNamed finds an actor of the store as FindActor does.
func (r *Reader) ActorNamed(ctx context.Context, name string) (*news.Actor, error) {
	a, err := r.s.Actor(ctx, name)
	if err == nil {
		return &a, nil
	}
	if fault.Of(err) != fault.NotFound {
		return nil, err
	}
	c := &news.Coverage{}
	for _, part := range append([]string{name}, strings.Fields(name)...) {
		page, err := r.s.ListActors(ctx, ActorFilter{Name: part, Page: Cursor{Limit: readRows}})
		if err != nil {
			return nil, err
		}
		if c.Actors = append(c.Actors, page.Items...); part == name && len(c.Actors) > 0 {
			return FindActor(c, name)
		}
	}
	page, err := r.s.ListActors(ctx, ActorFilter{Page: Cursor{Limit: readRows}})
	if err != nil {
		return nil, err
	}
	for _, a := range page.Items {
		if c.ActorByID(a.ID) == nil {
			c.Actors = append(c.Actors, a)
		}
	}
	return FindActor(c, name)
}

// officeHolders are the other actors who are said to have held an office of the
// actor's.
func (r *Reader) officeHolders(ctx context.Context, actor *news.Actor) ([]news.Actor, error) {
	c := &news.Coverage{}
	f := ActorFilter{Type: actor.Type, Page: Cursor{Limit: readRows}}
	for len(c.Actors) < officeHolders {
		page, err := r.s.ListActors(ctx, f)
		if err != nil {
			return nil, err
		}
		c.Actors = append(c.Actors, page.Items...)
		if f.Page.After = page.Next; page.Next == "" {
			break
		}
	}
	var out []news.Actor
	for _, a := range sameOffice(c, actor) {
		out = append(out, *a)
	}
	return out, nil
}

// acrossStatements is how many statements are looked at for one matter: those that
// a search finds best.
const acrossStatements = 1000

// Across lays out who of the store says what on a matter: in the articles that a
// search for its words finds.
func (r *Reader) Across(ctx context.Context, about string) (*news.Coverage, news.Positions, error) {
	q, err := store.ParseQuery(anyOf(about))
	if err != nil {
		return nil, news.Positions{}, err
	}
	hits, err := r.s.SearchStatements(ctx, q, SearchFilter{Page: Cursor{Limit: acrossStatements}})
	if err != nil {
		return nil, news.Positions{}, err
	}
	var ids []string
	for _, h := range hits.Items {
		ids = append(ids, h.Article)
	}
	slices.Sort(ids)
	c, err := r.coverageOf(ctx, slices.Compact(ids), map[string]news.Event{})
	if err != nil {
		return nil, news.Positions{}, err
	}
	p, err := Across(c, about)
	return c, p, err
}

// anyOf is the query for any of the words.
func anyOf(about string) string {
	var words []string
	for _, w := range strings.Fields(about) {
		if w = strings.Trim(w, `"'()*-:.,;!?`); w != "" && !lexicon.SmallWord(strings.ToLower(w)) {
			words = append(words, w)
		}
	}
	return strings.Join(words, " OR ")
}

// issueDecisions are those about issues that are in force.
func (r *Reader) issueDecisions(ctx context.Context) ([]news.Decision, error) {
	ds, err := r.s.ListDecisions(ctx)
	return slices.DeleteFunc(ds, func(d news.Decision) bool { return d.Undone || !position.AboutIssues(d.Kind) }), err
}
