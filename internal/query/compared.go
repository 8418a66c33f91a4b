package query

import (
	"cmp"
	"context"
	"slices"

	"synoptic/news"
	"synoptic/text"
)

// Compared is an event with its accounts side by side. It is shared: nobody
// changes it.
type Compared struct {
	Event      news.Event
	Storyline  news.Storyline
	Coverage   *news.Coverage   // of the accounts that were compared; Documents is nil
	Comparison *news.Comparison // nil if fewer than two accounts were analysed
	Left       []string         // accounts that were left out because there are too many: Article.ID
	Speaks     []Speaks         // most frequent first
	Summary    Summary
	State      string // changes with anything that this was made from
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

// About how much memory comparisons that are kept may take, in bytes.
const comparedRoom = 96 << 20

// Compared compares the accounts of an event, or takes the comparison made
// before if nothing has changed since. Of very many accounts it takes own
// reporting before copies, one of each outlet first, the newest first.
func (r *Reader) Compared(ctx context.Context, id string) (*Compared, error) {
	e, err := r.s.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	states, err := r.eventStates(ctx, []string{e.ID})
	if err != nil {
		return nil, err
	}
	kept, err := r.compared.get(ctx, e.ID, states[e.ID], func(ctx context.Context) (*Compared, int, error) {
		out, err := r.compare(ctx, e)
		if err != nil {
			return nil, 0, err
		}
		out.State = states[e.ID]
		r.summaries.put(e.ID, out.State, out.Summary, 1)
		return out, out.size(), nil
	})
	if err != nil {
		return nil, err
	}
	out := *kept
	if out.Event = e; e.Storyline != out.Storyline.ID { // what it is called and belongs to may change alone
		if out.Storyline, err = r.storylineOf(ctx, e); err != nil {
			return nil, err
		}
	}
	return &out, nil
}

// storylineOf is the storyline that an event belongs to, if any.
func (r *Reader) storylineOf(ctx context.Context, e news.Event) (news.Storyline, error) {
	if e.Storyline == "" {
		return news.Storyline{}, nil
	}
	return r.s.Storyline(ctx, e.Storyline)
}

// size is about how many bytes a comparison takes.
func (c *Compared) size() int {
	n := 4096
	for i := range c.Coverage.Articles {
		n += 2 * len(c.Coverage.Articles[i].Text)
	}
	if c.Comparison == nil {
		return n
	}
	for _, p := range c.Comparison.Points {
		n += 400 + 200*len(p.Readings) + 400*len(p.Divergences)
	}
	return n + 100*len(c.Comparison.Only) + 100*len(c.Comparison.Labels)
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
	if err := r.compareAll(ctx, c); err != nil {
		return nil, err
	}
	if len(c.Comparisons) > 0 {
		out.Comparison = &c.Comparisons[0]
		out.Summary = summarise(out.Comparison)
	}
	out.Speaks = speaks(c)
	c.Documents = nil
	out.Coverage = c
	return out, nil
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
			for of := range named(d, at.Content, actor) {
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

// named are the actors whose mentions lie in spans.
func named(d *text.Document, spans []text.Span, actor func(chain int) string) map[string]bool {
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
// since and are to be compared anew.
func (r *Reader) Summaries(ctx context.Context, ids []string) (known map[string]Summary, stale []string, err error) {
	states, err := r.eventStates(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	known = map[string]Summary{}
	for _, id := range ids {
		s, found, fresh := r.summaries.look(id, states[id])
		if found {
			known[id] = s
		}
		if !fresh && states[id] != "" {
			stale = append(stale, id)
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
