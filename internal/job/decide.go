package job

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"synoptic/cluster"
	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// DecideEvents shows the events of the store as the decisions in force have
// them. It is to be called after a decision about events was made or undone; a
// Relater does the same with what it changes. It can be repeated.
func DecideEvents(ctx context.Context, s RelateStore) error {
	d, err := newDecider(ctx, s, nil, nil)
	if err != nil || d == nil {
		return err
	}
	var c store.Analysis
	for _, id := range sortedIDs(d.lines) {
		l, err := s.Storyline(ctx, id)
		if err != nil && fault.Of(err) == fault.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		l.Events = d.expand(d.basesOf(l, nil))
		c.Storylines = append(c.Storylines, l)
	}
	d.put(&c)
	return s.PutAnalyses(ctx, []store.Analysis{c})
}

// decider applies the analyst's decisions to the few events that they concern.
type decider struct {
	s       RelateStore
	window  map[string]news.Event // events as the evidence has them now, where that is not what is kept
	heirs   map[string]string     // ids that are gone and not kept as such yet
	inForce []news.Decision
	kept    []store.Base
	touched map[string]bool // ids of events that decisions in force concern
	bases   []news.Event    // these, and those that decisions concerned before, by id
	shown   []news.Event    // what becomes of bases
	lines   map[string]bool // ids of their storylines
}

// newDecider finds what the decisions in force make of events; nil if there
// are none and were none.
func newDecider(ctx context.Context, s RelateStore, window map[string]news.Event, gone []store.Forward) (*decider, error) {
	all, err := s.ListDecisions(ctx)
	if err != nil {
		return nil, err
	}
	d := &decider{s: s, window: window, heirs: map[string]string{}, touched: map[string]bool{}, lines: map[string]bool{}}
	for _, x := range all {
		if !x.Undone && strings.HasPrefix(string(x.Kind), "event.") {
			d.inForce = append(d.inForce, x)
		}
	}
	if d.kept, err = s.Bases(ctx); err != nil || d.inForce == nil && d.kept == nil {
		return nil, err
	}
	for _, f := range gone {
		d.heirs[f.ID] = f.Now
	}
	if err := d.find(ctx); err != nil {
		return nil, err
	}
	d.shown = cluster.Apply(d.bases, d.inForce, d.resolve)
	for i := range d.shown {
		if err := d.describe(ctx, &d.shown[i]); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// resolve is the id that answers for id since this round.
func (d *decider) resolve(id string) string {
	for to := d.heirs[id]; to != ""; to = d.heirs[id] {
		id = to
	}
	return id
}

// find gathers the events that decisions concern, or did.
func (d *decider) find(ctx context.Context) error {
	at := map[string]news.Event{}
	for _, x := range d.inForce {
		for i, id := range x.Subjects {
			if err := d.touch(ctx, at, cluster.WholeID(id)); err == nil {
				continue
			} else if fault.Of(err) != fault.NotFound {
				return err
			}
			if i < len(x.Names) {
				if err := d.touchOf(ctx, at, x.Names[i:i+1]); err != nil {
					return err
				}
			}
		}
		if x.Kind == news.MoveArticle {
			if err := d.touchOf(ctx, at, x.Args); err != nil {
				return err
			}
		}
	}
	for id := range at {
		d.touched[id] = true
	}
	for _, b := range d.kept {
		if err := d.touch(ctx, at, b.Event.ID); err != nil && fault.Of(err) != fault.NotFound {
			return err
		}
	}
	for _, e := range at {
		d.bases = append(d.bases, e)
		if e.Storyline != "" {
			d.lines[e.Storyline] = true
		}
	}
	slices.SortFunc(d.bases, func(a, b news.Event) int { return compareIDs(a.ID, b.ID) })
	return nil
}

// touchOf adds the events that hold articles.
func (d *decider) touchOf(ctx context.Context, at map[string]news.Event, articles []string) error {
	events, _, err := d.s.Grouping(ctx, articles)
	if err != nil {
		return err
	}
	for _, a := range articles {
		id := events[a]
		for _, e := range d.window {
			if slices.Contains(e.Articles, a) {
				id = e.ID
			}
		}
		if id == "" {
			continue
		}
		if err := d.touch(ctx, at, id); err != nil && fault.Of(err) != fault.NotFound {
			return err
		}
	}
	return nil
}

// touch adds event id as the evidence has it.
func (d *decider) touch(ctx context.Context, at map[string]news.Event, id string) error {
	id = d.resolve(id)
	e, ok := d.window[id]
	if !ok {
		b, err := d.s.Base(ctx, id)
		if err != nil {
			return err
		}
		now := d.resolve(b.Event.ID)
		if _, there := at[now]; there {
			return nil
		}
		if e, ok = d.window[now]; !ok {
			if e, err = d.base(ctx, b); err != nil {
				return err
			}
		}
	}
	at[e.ID] = e
	return nil
}

// base is a kept event that the window does not have: as it is shown if no
// decision has concerned it, as it was kept beside that if one has.
func (d *decider) base(ctx context.Context, b store.Base) (news.Event, error) {
	switch {
	case !slices.ContainsFunc(d.kept, func(k store.Base) bool { return k.Event.ID == b.Event.ID }):
		return d.s.Event(ctx, b.Event.ID)
	case b.Event.Title != "":
		return b.Event, nil
	}
	e, err := d.asOne(ctx, b.Event.Articles)
	e.ID, e.Storyline = b.Event.ID, b.Event.Storyline
	return e, err
}

// describe says of an event whose articles a decision changed what its articles
// say now. What was decided comes first among its reasons.
func (d *decider) describe(ctx context.Context, e *news.Event) error {
	if k := slices.IndexFunc(d.bases, func(b news.Event) bool { return b.ID == e.ID }); k >= 0 && slices.Equal(sorted(d.bases[k].Articles), sorted(e.Articles)) {
		return nil
	}
	now, err := d.asOne(ctx, e.Articles)
	if err != nil {
		return err
	}
	now.ID, now.Storyline = e.ID, e.Storyline
	now.Title = cmp.Or(e.Title, now.Title)
	now.Reasons = append(e.Reasons, now.Reasons...)
	now.Reasons = now.Reasons[:min(len(now.Reasons), cluster.MostReasons)]
	*e = now
	return nil
}

// asOne describes the event of articles.
func (d *decider) asOne(ctx context.Context, articles []string) (news.Event, error) {
	copies, err := d.s.Copies(ctx, articles)
	if err != nil {
		return news.Event{}, err
	}
	copiesOf := map[string][]news.Copy{}
	for _, c := range copies {
		copiesOf[c.Article] = append(copiesOf[c.Article], c)
	}
	var items []cluster.Item
	for _, id := range articles {
		a, err := d.s.Article(ctx, id)
		if err != nil {
			return news.Event{}, err
		}
		it := cluster.Item{Article: &a, Copies: copiesOf[id]}
		doc, _, err := d.s.Document(ctx, id)
		if err != nil && fault.Of(err) != fault.NotFound {
			return news.Event{}, err
		}
		if err == nil {
			actorOf, err := d.s.ActorOf(ctx, id)
			if err != nil {
				return news.Event{}, err
			}
			it.Doc, it.Actors = doc, cluster.MentionedIn(doc, actorOf, nil)
		}
		items = append(items, it)
	}
	return cluster.AsOne(items), nil
}

// isBase reports whether the decider answers for event id.
func (d *decider) isBase(id string) bool {
	return d != nil && slices.ContainsFunc(d.bases, func(e news.Event) bool { return e.ID == id })
}

// basesOf are the events of a kept storyline as the evidence has them, but for
// those in known.
func (d *decider) basesOf(l news.Storyline, known map[string]bool) []string {
	var out []string
	add := func(id string) {
		if !known[id] && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for _, id := range l.Events {
		if id = cluster.WholeID(id); !d.isBase(id) {
			add(id)
		}
	}
	if d == nil {
		return out
	}
	for _, e := range d.bases {
		if e.Storyline == l.ID {
			add(e.ID)
		}
	}
	return out
}

// expand puts in the place of each event of a storyline what is shown of it.
func (d *decider) expand(bases []string) []string {
	if d == nil {
		return bases
	}
	var out []string
	for _, id := range bases {
		if !d.isBase(id) {
			out = append(out, id)
			continue
		}
		for _, e := range d.shown {
			if cluster.WholeID(e.ID) == id {
				out = append(out, e.ID)
			}
		}
	}
	return out
}

// put adds what is to be kept. Storylines come after events.
func (d *decider) put(c *store.Analysis) {
	if d == nil {
		return
	}
	c.Events = append(c.Events, d.shown...)
	now := map[string]string{} // article -> event that shows it
	shown := map[string]bool{}
	for _, e := range d.shown {
		shown[e.ID] = true
		for _, a := range e.Articles {
			now[a] = e.ID
		}
	}
	home := map[string]string{} // event -> what shows its first article
	for _, b := range d.bases {
		home[b.ID] = now[b.Articles[0]]
		if !shown[b.ID] {
			c.Decided = append(c.Decided, store.Forward{ID: b.ID, Now: home[b.ID]})
		}
		if d.touched[b.ID] {
			c.Bases = append(c.Bases, store.Base{Event: b})
		}
	}
	for _, b := range d.kept {
		for _, id := range b.Shown {
			if whole := cluster.WholeID(id); whole != id && !shown[id] {
				shown[id] = true // said once
				c.Decided = append(c.Decided, store.Forward{ID: id, Now: home[d.resolve(whole)]})
			}
		}
	}
}

func sorted(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return ids
}

func sortedIDs(set map[string]bool) []string {
	var ids []string
	for id := range set {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, compareIDs)
	return ids
}

// compareIDs orders "e2" before "e10".
func compareIDs(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}
