package query

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/position"
)

// What is kept of an actor who says much, each a named value:
//
//	said/ACTOR/roster      the articles and matters (roster)
//	said/ACTOR/index       which words the matters hold (position.Index)
//	said/ACTOR/shelf/N     the passages of some matters ([]shelved)
//	positions/ACTOR/N      the steps of matters as they are shown, the first pages (laidPage)
//
// The roster is taken away before others are written and put last: where it is, all fits.

// roster is what was laid out for an actor.
type roster struct {
	Made     string // of what made it
	Round    int    // how often it was laid out: parts of one lay-out have one number
	Decided  string // the decisions that were applied
	Whole    int    // passages that there were when all were grouped
	Since    int    // that were placed since, or went
	Articles []heardArticle
	Matters  []keptMatter // by number
}

// keptMatter is where a matter's passages are, and what it ranks by. One without passages is
// gone.
type keptMatter struct {
	ID, Title               string
	Shelf, Events, Passages int
}

// shelved is a matter with its passages.
type shelved struct {
	Number   int
	Passages []position.Passage
}

// fullShelf is how many passages fill a shelf.
const fullShelf = 100

func rosterName(actor string) string       { return "said/" + actor + "/roster" }
func indexName(actor string) string        { return "said/" + actor + "/index" }
func shelfName(actor string, n int) string { return fmt.Sprintf("said/%s/shelf/%d", actor, n) }
func partName(actor string, n int) string  { return fmt.Sprintf("positions/%s/%d", actor, n) }

// unpack reads a kept value; false if there is none.
func (r *Reader) unpack(ctx context.Context, name string, value any) (bool, error) {
	data, err := r.s.State(ctx, name)
	if fault.Of(err) == fault.NotFound {
		return false, nil
	}
	if err == nil {
		data, err = store.Unpack(data)
	}
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal(data, value)
}

// roster is what was laid out for an actor; the zero roster if that was nothing, or by
// another version of what lays out.
func (r *Reader) roster(ctx context.Context, actor string) (*roster, error) {
	k := &roster{}
	_, err := r.unpack(ctx, rosterName(actor), k)
	if made, _, _ := strings.Cut(k.Made, " "); err == nil && made != position.Version() {
		k = &roster{Round: k.Round}
	}
	return k, err
}

// shelf reads the matters of a shelf.
func (r *Reader) shelf(ctx context.Context, actor string, n int) ([]shelved, error) {
	var s []shelved
	found, err := r.unpack(ctx, shelfName(actor, n), &s)
	if err == nil && !found {
		err = fault.New(fault.NotFound, "what %s said: shelf %d is gone", actor, n)
	}
	return s, err
}

// shelves is how many there are.
func (k *roster) shelves() int {
	n := 0
	for _, m := range k.Matters {
		n = max(n, m.Shelf+1)
	}
	return n
}

// ranked are the numbers of the matters, those of most events first.
func (k *roster) ranked() []int {
	var out []int
	for n := range k.Matters {
		if k.Matters[n].Passages > 0 {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		x, y := &k.Matters[a], &k.Matters[b]
		return cmp.Or(cmp.Compare(y.Events, x.Events), cmp.Compare(y.Passages, x.Passages))
	})
	return out
}

// occasions are those of the actor.
func (k *roster) occasions(actor string) *position.Occasions {
	s := newSpoken(&news.Actor{ID: actor})
	for _, a := range k.Articles {
		s.hear(a)
	}
	return position.NewOccasions(s.Options.Occasions[actor])
}

// keptPassages are those that are on the shelves, but for those of some articles.
func (r *Reader) keptPassages(ctx context.Context, actor string, k *roster, but []heardArticle) ([]position.Passage, error) {
	without := make(map[string]bool, len(but))
	for _, a := range but {
		without[a.ID] = true
	}
	var out []position.Passage
	for n := range k.shelves() {
		s, err := r.shelf(ctx, actor, n)
		if err != nil {
			return nil, err
		}
		for _, m := range s {
			for _, p := range m.Passages {
				if !without[p.Statement.Article] {
					out = append(out, p)
				}
			}
		}
	}
	return out, nil
}

// decided names the decisions about issues.
func decided(ds []news.Decision) string {
	var b strings.Builder
	for _, d := range ds {
		b.WriteString(d.ID + " ")
	}
	return b.String()
}

// laidMatters fills p from the shelves, up to a number of issues unless it is 0: what
// the first pages do not hold, without grouping anything anew.
func (r *Reader) laidMatters(ctx context.Context, decided string, ask PositionAsk, p *news.Positions) (bool, error) {
	actor := p.Actors[0].ID
	k, err := r.roster(ctx, actor)
	if err != nil || k.Decided != decided || len(k.Articles) == 0 {
		return false, err
	}
	index := &position.Index{}
	if found, err := r.unpack(ctx, indexName(actor), index); err != nil || !found {
		return false, err
	}
	l := laying{r: r, actor: actor, roster: k, index: index, shelves: map[int][]shelved{}}
	numbers := k.ranked()
	all := len(numbers)
	if near := index.About(ask.About); len(near) > 0 {
		numbers = near
	} else if ask.Limit > 0 {
		numbers = numbers[:min(ask.Limit, all)]
	}
	ms := make([]position.Matter, len(numbers))
	for i, n := range numbers {
		m, err := l.matter(ctx, n)
		if err != nil {
			return false, err
		}
		ms[i] = *m
	}
	if ask.About != "" {
		p.About, p.Said = ask.About, index.Ask(ms, ask.About, saidAtMost)
		if ask.Limit > 0 {
			ms = ms[:min(ask.Limit, len(ms))]
		}
	}
	occasions := k.occasions(actor)
	for i := range ms {
		s := index.Steps(&ms[i])
		s.Silent(occasions)
		p.Issues = append(p.Issues, s.Issue)
	}
	p.More = all - len(ms)
	return true, nil
}
