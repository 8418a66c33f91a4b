package query

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/position"
)

// LaidOut is what LayOut made for an actor: values to keep by name, in this order; one that is
// nil is no longer to be kept.
type LaidOut struct {
	Names  []string
	Values [][]byte
}

// put packs a value.
func (l *LaidOut) put(name string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if data, err = store.Pack(data); err != nil {
		return err
	}
	l.Names, l.Values = append(l.Names, name), append(l.Values, data)
	return nil
}

func (l *LaidOut) drop(name string) { l.Names, l.Values = append(l.Names, name), append(l.Values, nil) }

// regroup is the share of the passages that may be placed one by one before all are
// grouped anew.
const regroup = .1

// LayOut lays out what an actor said, in parts that Positions reads again, so that
// the first pages of one who says much need no reading of all. Analysed names what annotated the
// articles. What was said since the last time is placed on the matters that are there, and
// only these are told anew; all passages are grouped again once a tenth is new. It answers
// none if nothing has changed.
func (r *Reader) LayOut(ctx context.Context, actor *news.Actor, analysed string) (LaidOut, error) {
	ds, err := r.issueDecisions(ctx)
	if err != nil {
		return LaidOut{}, err
	}
	k, err := r.roster(ctx, actor.ID)
	if err != nil {
		return LaidOut{}, err
	}
	made := position.Version() + " " + analysed
	if k.Made != made {
		k = &roster{Round: k.Round}
	}
	s, gone, err := r.saidSince(ctx, actor, k)
	if err != nil {
		return LaidOut{}, err
	}
	known := len(k.Articles) > 0 && strings.HasPrefix(decided(ds), k.Decided) // else one was undone
	if known && k.Decided == decided(ds) && len(s.heard) == 0 && len(gone) == 0 {
		return LaidOut{}, nil
	}
	l := &laying{r: r, actor: actor.ID, roster: k, index: &position.Index{}, shelves: map[int][]shelved{}, touched: map[int]*position.Matter{}}
	since := k.Since + len(s.Passages)
	for _, a := range gone {
		since += a.Passages
	}
	if known && float64(since) <= regroup*float64(k.Whole) {
		k.Since = since
		err = l.extend(ctx, s, gone, ds[strings.Count(k.Decided, " "):])
	} else {
		err = l.whole(ctx, s, gone, ds)
	}
	if err != nil {
		return LaidOut{}, err
	}
	k.Made, k.Decided = made, decided(ds)
	k.Round++
	return l.out(ctx)
}

// saidSince reads what the actor said in articles that are new or have changed, or are of another
// event now, and answers those of the roster that are gone or were read anew.
func (r *Reader) saidSince(ctx context.Context, actor *news.Actor, k *roster) (*Spoken, []heardArticle, error) {
	now, err := r.speaksIn(ctx, actor.ID)
	if err != nil {
		return nil, nil, err
	}
	var gone []heardArticle
	k.Articles = slices.DeleteFunc(k.Articles, func(a heardArticle) bool {
		if n, ok := now[a.ID]; ok && n == a.State {
			delete(now, a.ID)
			return false
		}
		gone = append(gone, a)
		return true
	})
	s := newSpoken(actor)
	err = r.read(ctx, s, now)
	return s, gone, err
}

// laying is a lay-out under way.
type laying struct {
	r       *Reader
	actor   string
	roster  *roster
	index   *position.Index
	shelves map[int][]shelved // that were read
	touched map[int]*position.Matter
	steps   func(number int) (position.Steps, error)
	dropped int // shelves that there were, if all are new
}

// whole groups all passages anew.
func (l *laying) whole(ctx context.Context, s *Spoken, gone []heardArticle, ds []news.Decision) error {
	k := l.roster
	ps, err := l.r.keptPassages(ctx, l.actor, k, gone)
	if err != nil {
		return err
	}
	ps = append(ps, s.Passages...)
	s.Passages = nil
	k.Articles = append(k.Articles, s.heard...)
	l.dropped = k.shelves()
	k.Matters, k.Whole, k.Since = nil, len(ps), 0
	layout := position.NewLayout(ps, position.Options{Decisions: ds})
	l.index = layout.Index()
	l.shelves = map[int][]shelved{}
	for i := range layout.Len() {
		m := layout.Matter(i)
		l.shelve(i, &m)
	}
	l.steps = func(number int) (position.Steps, error) { return layout.Steps(number), nil }
	return nil
}

// extend places what was said since on the matters that are there, and then applies
// what was decided since.
func (l *laying) extend(ctx context.Context, s *Spoken, gone []heardArticle, ds []news.Decision) error {
	if _, err := l.r.unpack(ctx, indexName(l.actor), l.index); err != nil {
		return err
	}
	for _, a := range gone {
		if err := l.forget(ctx, a); err != nil {
			return err
		}
	}
	near := l.index.Near(s.Passages)
	among := make([]position.Matter, len(near))
	for i, n := range near {
		m, err := l.matter(ctx, n)
		if err != nil {
			return err
		}
		among[i] = *m
	}
	k := l.roster
	for i, m := range l.index.Place(s.Passages, among) {
		switch {
		case i >= len(near):
			l.shelve(len(k.Matters), &m)
		case len(m.Passages) > len(among[i].Passages):
			l.shelve(near[i], &m)
		}
	}
	for _, d := range ds {
		if err := l.decide(ctx, d); err != nil {
			return err
		}
	}
	for _, n := range slices.Sorted(maps.Keys(l.touched)) {
		l.index.Put(n, l.touched[n].Passages)
	}
	l.index.Count(s.Passages, 1)
	k.Articles = append(k.Articles, s.heard...)
	return nil
}

// decide applies a decision to the matters that it is about.
func (l *laying) decide(ctx context.Context, d news.Decision) error {
	numbers, ms := make([]int, len(d.Subjects)), make([]position.Matter, len(d.Subjects))
	for i, id := range d.Subjects {
		numbers[i] = slices.IndexFunc(l.roster.Matters, func(m keptMatter) bool { return m.ID == id && m.Passages > 0 })
		if numbers[i] < 0 {
			continue
		}
		m, err := l.matter(ctx, numbers[i])
		if err != nil {
			return err
		}
		ms[i] = *m
	}
	for i, m := range l.index.Decide(d, ms) {
		switch {
		case i >= len(numbers):
			l.shelve(len(l.roster.Matters), &m)
		case numbers[i] >= 0:
			l.shelve(numbers[i], &m)
		}
	}
	return nil
}

// forget takes what an article says from the matters.
func (l *laying) forget(ctx context.Context, a heardArticle) error {
	for _, n := range a.Matters {
		m, err := l.matter(ctx, n)
		if err != nil {
			return err
		}
		rest := position.Matter{ID: m.ID, Title: m.Title}
		for _, p := range m.Passages {
			if p.Statement.Article == a.ID {
				l.index.Count([]position.Passage{p}, -1)
			} else {
				rest.Passages = append(rest.Passages, p)
			}
		}
		l.shelve(n, &rest)
	}
	return nil
}

// matter reads a matter with its passages.
func (l *laying) matter(ctx context.Context, number int) (*position.Matter, error) {
	if m := l.touched[number]; m != nil {
		return m, nil
	}
	at := &l.roster.Matters[number]
	s, err := l.onShelf(ctx, at.Shelf)
	if err != nil {
		return nil, err
	}
	m := &position.Matter{ID: at.ID, Title: at.Title}
	for i := range s {
		if s[i].Number == number {
			m.Passages = s[i].Passages
		}
	}
	return m, nil
}

func (l *laying) onShelf(ctx context.Context, n int) ([]shelved, error) {
	s, ok := l.shelves[n]
	if ok {
		return s, nil
	}
	s, err := l.r.shelf(ctx, l.actor, n)
	if err == nil {
		l.shelves[n] = s
	}
	return s, err
}

// shelve notes what is on a matter now; a new one goes to the last shelf, or one behind it if that is
// full.
func (l *laying) shelve(number int, m *position.Matter) {
	k := l.roster
	if number == len(k.Matters) {
		k.Matters = append(k.Matters, keptMatter{Shelf: l.roomy(len(m.Passages))})
	}
	at := &k.Matters[number]
	at.ID, at.Title, at.Events, at.Passages = m.ID, m.Title, m.Events(), len(m.Passages)
	l.touched[number] = m
}

// roomy is a shelf with room for some passages.
func (l *laying) roomy(passages int) int {
	last := -1
	on := 0
	for i := len(l.roster.Matters) - 1; i >= 0; i-- {
		m := &l.roster.Matters[i]
		if last < 0 {
			last = m.Shelf
		}
		if m.Shelf != last {
			break
		}
		on += m.Passages
	}
	if last < 0 || on+passages > fullShelf {
		return last + 1
	}
	return last
}

// out are the values to keep.
func (l *laying) out(ctx context.Context) (LaidOut, error) {
	var out LaidOut
	k := l.roster
	out.drop(rosterName(l.actor))
	if err := l.outShelves(ctx, &out); err != nil {
		return out, err
	}
	if err := out.put(indexName(l.actor), l.index); err != nil {
		return out, err
	}
	if err := l.outPages(ctx, &out); err != nil {
		return out, err
	}
	l.findMatters()
	slices.SortFunc(k.Articles, func(a, b heardArticle) int { return strings.Compare(a.ID, b.ID) })
	return out, out.put(rosterName(l.actor), k)
}

// outShelves writes those that have matters which changed.
func (l *laying) outShelves(ctx context.Context, out *LaidOut) error {
	changed := map[int][]int{}
	for n := range l.touched {
		shelf := l.roster.Matters[n].Shelf
		changed[shelf] = append(changed[shelf], n)
	}
	for _, n := range slices.Sorted(maps.Keys(changed)) {
		var now []shelved
		was, err := l.wasOn(ctx, n)
		if err != nil {
			return err
		}
		for _, m := range was {
			if l.touched[m.Number] == nil {
				now = append(now, m)
			}
		}
		for _, number := range changed[n] {
			if m := l.touched[number]; len(m.Passages) > 0 {
				now = append(now, shelved{number, m.Passages})
			}
		}
		slices.SortFunc(now, func(a, b shelved) int { return cmp.Compare(a.Number, b.Number) })
		if err := out.put(shelfName(l.actor, n), now); err != nil {
			return err
		}
	}
	for n := l.roster.shelves(); n < l.dropped; n++ {
		out.drop(shelfName(l.actor, n))
	}
	return nil
}

// wasOn is what was on a shelf before, if it is not wholly new.
func (l *laying) wasOn(ctx context.Context, n int) ([]shelved, error) {
	for number, m := range l.roster.Matters {
		if m.Shelf == n && l.touched[number] == nil {
			return l.onShelf(ctx, n)
		}
	}
	return nil, nil
}

// findMatters notes on which matters the articles speak now.
func (l *laying) findMatters() {
	on := map[string][]int{}
	for _, n := range slices.Sorted(maps.Keys(l.touched)) {
		for i := range l.touched[n].Passages {
			id := l.touched[n].Passages[i].Statement.Article
			if of := on[id]; len(of) == 0 || of[len(of)-1] != n {
				on[id] = append(of, n)
			}
		}
	}
	whole := l.steps != nil
	for i := range l.roster.Articles {
		a := &l.roster.Articles[i]
		a.Matters = slices.DeleteFunc(a.Matters, func(n int) bool { return whole || l.touched[n] != nil })
		a.Matters = append(a.Matters, on[a.ID]...)
		slices.Sort(a.Matters)
	}
}
