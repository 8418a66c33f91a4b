package query

import (
	"cmp"
	"context"
	"slices"
	"time"

	"synoptic/collate"
	"synoptic/news"
	"synoptic/text"
)

// Compared is an event with its accounts side by side. It is shared: nobody
// changes it.
type Compared struct {
	Event      news.Event
	Storyline  news.Storyline
	Coverage   *news.Coverage   // of the accounts that were compared; without documents, and actors without their other names
	Comparison *news.Comparison // nil if fewer than two accounts were analysed
	Left       []string         // accounts that were left out because there are too many: Article.ID
	Speaks     []Speaks         // most frequent first
	Summary    Summary
	Made       time.Time // when the accounts were compared
	Renewing   bool      // something has changed since: they are being compared anew

	state   string           // of what it was made from
	bare    *news.Comparison // without decisions about points
	decided string           // the decisions of its event that were applied
}

// Speaks is how often one actor's words, as the accounts give them, name
// another.
type Speaks struct {
	Speaker, Of string // Actor.ID
	Times       int
}

// Summary is how much the accounts of an event differ.
type Summary struct {
	Accounts, Points, Divergences, Contradictions, Silences, Only int
	Kinds                                                         map[news.DivergenceKind]int
}

// The most accounts that are compared at once: the work grows with their
// square, and nobody reads a wider grid.
const maxAccounts = 24

// How much memory comparisons that are kept may take, in bytes.
const comparedRoom = 64 << 20

// Compared compares the accounts of an event, or takes the comparison made
// before. If something has changed since, that one is taken all the same while
// Renew makes another, unless an analyst has decided which articles the event
// has. What was decided about its points holds at once. Of very many accounts
// it takes own reporting before copies, one of each outlet first, the newest
// first.
func (r *Reader) Compared(ctx context.Context, id string) (*Compared, error) {
	e, err := r.s.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	states, err := r.s.EventStates(ctx, []string{e.ID})
	if err != nil {
		return nil, err
	}
	ds, err := r.s.ListDecisions(ctx)
	if err != nil {
		return nil, err
	}
	kept, found, fresh := r.compared.look(e.ID, states[e.ID])
	renewing := found && !fresh && r.renewing.Load() && !kept.regrouped(&e, ds)
	if renewing {
		r.behind.push(e.ID, true)
	} else if !fresh {
		if kept, err = r.compareAnew(ctx, e, states[e.ID], ds); err != nil {
			return nil, err
		}
	}
	if decided := pointsDecided(ds, e.ID); kept.decided != decided {
		kept = r.keep(kept.under(ds, decided))
	}
	out := *kept
	out.Event, out.Renewing = e, renewing // what things are called may change alone, and what the event belongs to
	if out.Coverage, err = r.calledNow(ctx, kept.Coverage); err != nil {
		return nil, err
	}
	if e.Storyline != out.Storyline.ID {
		if out.Storyline, err = r.storylineOf(ctx, e); err != nil {
			return nil, err
		}
	}
	return &out, nil
}

// calledNow is a coverage with its actors under the names that they have now.
func (r *Reader) calledNow(ctx context.Context, c *news.Coverage) (*news.Coverage, error) {
	ids := make([]string, len(c.Actors))
	for i := range c.Actors {
		ids[i] = c.Actors[i].ID
	}
	names, err := r.s.ActorNames(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := *c
	out.Actors = slices.Clone(c.Actors)
	for i := range out.Actors {
		if name, ok := names[ids[i]]; ok {
			out.Actors[i].Name = name
		}
	}
	return &out, nil
}

// compareAnew compares the accounts of an event and keeps that.
func (r *Reader) compareAnew(ctx context.Context, e news.Event, state string, ds []news.Decision) (*Compared, error) {
	return r.compared.get(ctx, e.ID, state, func(ctx context.Context) (out *Compared, size int, err error) {
		err = r.inTurn(ctx, func() error {
			out, err = r.compare(ctx, e)
			return err
		})
		if err != nil {
			return nil, 0, err
		}
		out.state, out.Made = state, time.Now()
		out = out.under(ds, pointsDecided(ds, e.ID))
		r.summarised(out)
		return out, sizeOf(out), nil
	})
}

// keep puts a comparison in the place of the one before.
func (r *Reader) keep(c *Compared) *Compared {
	r.compared.put(c.Event.ID, c.state, c, sizeOf(c))
	r.summarised(c)
	return c
}

func (r *Reader) summarised(c *Compared) {
	r.summaries.put(c.Event.ID, c.state+c.decided, c.Summary, 1)
}

// under is the comparison as decisions about points have it; decided tells
// which.
func (c *Compared) under(ds []news.Decision, decided string) *Compared {
	out := *c
	if out.decided = decided; c.bare == nil {
		return &out
	}
	at := c.Coverage.Index()
	applied := collate.Apply(*c.bare, ds, func(article string) string {
		if i, ok := at[article]; ok {
			return c.Coverage.Articles[i].Text
		}
		return ""
	})
	out.Comparison, out.Summary = &applied, summarise(&applied)
	return &out
}

// regrouped reports whether an analyst has decided since which articles the event
// has, of those that it has now or had.
func (c *Compared) regrouped(e *news.Event, ds []news.Decision) bool {
	concerns := func(article string) bool {
		return slices.Contains(e.Articles, article) || slices.Contains(c.Event.Articles, article)
	}
	return slices.ContainsFunc(ds, func(d news.Decision) bool {
		switch d.Kind {
		case news.MergeEvents, news.SplitEvent, news.MoveArticle, news.RejectEvent:
			return (d.When.After(c.Made) || d.UndoneAt.After(c.Made)) && (slices.ContainsFunc(d.Names, concerns) || slices.ContainsFunc(d.Args, concerns))
		}
		return false
	})
}

// storylineOf is the storyline that an event belongs to, if any.
func (r *Reader) storylineOf(ctx context.Context, e news.Event) (news.Storyline, error) {
	if e.Storyline == "" {
		return news.Storyline{}, nil
	}
	return r.s.Storyline(ctx, e.Storyline)
}

func (r *Reader) compare(ctx context.Context, e news.Event) (*Compared, error) {
	out := &Compared{Event: e}
	var err error
	if out.Storyline, err = r.storylineOf(ctx, e); err != nil {
		return nil, err
	}
	chosen := e
	if len(e.Articles) > maxAccounts {
		if chosen.Articles, out.Left, err = r.choose(ctx, e); err != nil {
			return nil, err
		}
	}
	articles, err := r.s.ArticlesByID(ctx, chosen.Articles)
	if err != nil {
		return nil, err
	}
	c, err := r.coverage(ctx, articles)
	if err != nil {
		return nil, err
	}
	c.Events = []news.Event{chosen}
	if err := r.compareBare(ctx, c); err != nil {
		return nil, err
	}
	if len(c.Comparisons) > 0 {
		out.bare = &c.Comparisons[0]
		out.Comparison = out.bare
	}
	out.Speaks = speaks(c)
	out.Coverage = &news.Coverage{Articles: c.Articles, Actors: named(c.Actors), Copies: c.Copies, Events: c.Events}
	return out, nil
}

// named are actors without what is not shown beside a comparison: their names and
// evidence, by far the most of them.
func named(actors []news.Actor) []news.Actor {
	out := make([]news.Actor, len(actors))
	for i := range actors {
		out[i] = news.Actor{ID: actors[i].ID, Name: actors[i].Name, Type: actors[i].Type, Mentions: actors[i].Mentions}
	}
	return out
}

// choose picks the accounts of an event that are compared.
func (r *Reader) choose(ctx context.Context, e news.Event) (chosen, left []string, err error) {
	rows, err := r.s.ListArticles(ctx, ArticleFilter{Event: e.ID, Page: Cursor{Limit: 1000, Uncounted: true}})
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]int{}
	rank := map[string]int{} // lower is better
	for _, a := range rows.Items {
		rank[a.ID] = seen[a.Outlet]
		if a.CopyOf != "" {
			rank[a.ID] += 1000
		}
		seen[a.Outlet]++
	}
	slices.SortStableFunc(rows.Items, func(a, b ArticleRow) int { return cmp.Compare(rank[a.ID], rank[b.ID]) })
	for i, a := range rows.Items {
		if i < maxAccounts {
			chosen = append(chosen, a.ID)
		} else {
			left = append(left, a.ID)
		}
	}
	return chosen, left, nil
}

func summarise(c *news.Comparison) Summary {
	s := Summary{Accounts: len(c.Accounts), Points: len(c.Points), Only: len(c.Only), Kinds: map[news.DivergenceKind]int{}}
	for _, p := range c.Points {
		s.Silences += len(p.Silent)
		for _, d := range p.Divergences {
			s.Divergences++
			s.Kinds[d.Kind]++
		}
	}
	s.Contradictions = s.Kinds[news.Contradiction]
	return s
}

// speaks counts who names whom in what they are given to say.
func speaks(c *news.Coverage) []Speaks {
	n := map[[2]string]int{}
	for i, d := range c.Documents {
		if d == nil {
			continue
		}
		actor := func(chain int) string {
			if chain >= 0 && chain < len(c.ActorOf[i]) {
				return c.ActorOf[i][chain]
			}
			return ""
		}
		for _, at := range d.Attributions {
			speaker := actor(at.Speaker)
			if speaker == "" {
				continue
			}
			for of := range mentioned(d, at.Content, actor) {
				if of != speaker {
					n[[2]string{speaker, of}]++
				}
			}
		}
	}
	var out []Speaks
	for pair, times := range n {
		out = append(out, Speaks{pair[0], pair[1], times})
	}
	slices.SortFunc(out, func(a, b Speaks) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Speaker, b.Speaker), cmp.Compare(a.Of, b.Of))
	})
	return out
}

// mentioned are the actors whose mentions lie in spans.
func mentioned(d *text.Document, spans []text.Span, actor func(chain int) string) map[string]bool {
	out := map[string]bool{}
	for _, m := range d.Mentions {
		id := actor(m.Chain)
		if id != "" && slices.ContainsFunc(spans, func(s text.Span) bool { return s.Contains(m.Span) }) {
			out[id] = true
		}
	}
	return out
}

// Summaries tells of events how much their accounts differ, as far as it was
// found out before; stale are those of which it was not, or which have changed
// since. Renew compares them anew.
func (r *Reader) Summaries(ctx context.Context, ids []string) (known map[string]Summary, stale []string, err error) {
	states, err := r.s.EventStates(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	ds, err := r.s.ListDecisions(ctx)
	if err != nil {
		return nil, nil, err
	}
	known = map[string]Summary{}
	for _, id := range ids {
		s, found, fresh := r.summaries.look(id, states[id]+pointsDecided(ds, id))
		if found {
			known[id] = s
		}
		if !fresh && states[id] != "" {
			stale = append(stale, id)
			r.behind.push(id, false)
		}
	}
	return known, stale, nil
}

// ForNotes is the comparison with the points at some indices alone, on which the
// caller may note something: c itself is shared.
func (c *Compared) ForNotes(at ...int) *news.Coverage {
	out := &news.Coverage{Articles: c.Coverage.Articles}
	if c.Comparison == nil {
		return out
	}
	noted := *c.Comparison
	noted.Points = nil
	for _, i := range at {
		noted.Points = append(noted.Points, c.Comparison.Points[i])
	}
	out.Comparisons = []news.Comparison{noted}
	return out
}
