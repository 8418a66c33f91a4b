// Package position lays out what one actor has said over time: the statements
// of many events, by issue, dated, with what changed from one step to the next.
//
// Issues are found, not given: passages on one matter, in whatever words, meet
// by what they are about. Every step rests on passages; a change is claimed only
// by a stated rule whose words stand in both.
package position

import (
	"cmp"
	"slices"

	"synoptic/news"
)

// Options are what a user may turn.
type Options struct {
	// Actor is the Actor.ID, Names are the actor's names: they say nothing about
	// what it speaks of.
	Actor string
	Names []string
	// NameOf gives the name of an actor; nil if names are not known. A state is
	// known by it: whether the state, its people or its government is meant is all one.
	NameOf func(actor string) string
	// Same gives for an actor the one that stands for all of its names, where several
	// actors bear one; nil if that is not known.
	Same func(actor string) string
	// About brings the issues to the front that are nearest to these words; ""
	// keeps the order of weight.
	About string
	// Occasions are the events at which each actor spoke, whether on an issue or
	// not, in any order: the denominator of what was dropped.
	Occasions map[string][]Occasion // by Actor.ID
	// OneIssue takes all passages as being on one matter.
	OneIssue bool
	// Decisions are what analysts settled about issues, in the order in which they did.
	Decisions []news.Decision
}

// Issues groups the statements of one actor into issues and tells, step by step,
// what changed. Issues with most events come first, then those with most
// passages. The same statements in any order give the same issues.
func Issues(said []Said, opt Options) []news.Issue {
	r := NewReader(opt)
	var ps []Passage
	for i := range said {
		ps = append(ps, r.Read(&said[i])...)
	}
	return Lay(ps, opt)
}

// Lay is Issues of passages that were read before, of one actor or of several. An issue
// on which several have a position is there once for each of them, with one ID, one
// after another. Cost: near linear in the passages, see doc/models/position.md.
func Lay(ps []Passage, opt Options) []news.Issue {
	l := NewLayout(ps, opt)
	occasions := make(map[string]*Occasions, len(opt.Occasions))
	for actor, os := range opt.Occasions {
		occasions[actor] = NewOccasions(os)
	}
	none := NewOccasions(nil)
	var issues []news.Issue
	for i := range l.matters {
		for _, s := range l.steps(i) {
			s.Silent(cmp.Or(occasions[s.Issue.Actor], none))
			issues = append(issues, s.Issue)
		}
	}
	if opt.About != "" {
		nearestFirst(issues, Ask(ps, issues, opt.About, 0))
	}
	return issues
}

func compareDates(a, b news.Date) int {
	switch {
	case a.Before(b):
		return -1
	case b.Before(a):
		return 1
	}
	return 0
}

func allOf(ps []Passage) []int {
	all := make([]int, len(ps))
	for i := range all {
		all[i] = i
	}
	return all
}

// holders parts the passages of an issue by actor, who spoke first first.
func holders(ps []Passage, g []int) [][]int {
	var out [][]int
	at := map[string]int{}
	for _, i := range g {
		k, ok := at[ps[i].Statement.Actor]
		if !ok {
			k = len(out)
			at[ps[i].Statement.Actor] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// sorted puts passages in order, and leaves out what stands inside another passage of
// the same actor: "she wanted to see a date" holds "to see a date".
func sorted(ps []Passage) []Passage {
	ps, _ = inOrder(ps, nil)
	out := ps[:0]
	for start := 0; start < len(ps); {
		end := start + 1
		for end < len(ps) && ps[end].Statement.Article == ps[start].Statement.Article {
			end++
		}
		out = append(out, outermost(ps[start:end])...)
		start = end
	}
	return out
}

// inOrder puts passages in order, and what each is of beside them, if that is given.
func inOrder(ps []Passage, of []int) ([]Passage, []int) {
	at := allOf(ps)
	slices.SortStableFunc(at, func(a, b int) int { return order(&ps[a], &ps[b]) })
	outP, outOf := make([]Passage, len(ps)), make([]int, len(of))
	for k, i := range at {
		if outP[k] = ps[i]; of != nil {
			outOf[k] = of[i]
		}
	}
	return outP, outOf
}

// outermost are the passages of one article that stand in no other.
func outermost(ps []Passage) []Passage {
	var out []Passage
	for i := range ps {
		inside := false
		for j := range ps {
			same := ps[i].span() == ps[j].span()
			inside = inside || i != j && ps[j].Statement.Actor == ps[i].Statement.Actor && ps[j].span().Contains(ps[i].span()) && (!same || j < i)
		}
		if !inside {
			out = append(out, ps[i])
		}
	}
	return out
}

// order is by date, then by article and place in it.
func order(a, b *Passage) int {
	return cmp.Or(compareDates(a.Date, b.Date), cmp.Compare(a.Event, b.Event), cmp.Compare(a.Statement.Article, b.Statement.Article), cmp.Compare(a.span().Start, b.span().Start),
		cmp.Compare(a.span().End, b.span().End), cmp.Compare(a.Statement.ID, b.Statement.ID))
}

// rank orders issues by events, then by passages.
func rank(ps []Passage, ms []matter) {
	events := make(map[string]int, len(ms))
	for _, m := range ms {
		events[m.id] = len(byEvent(ps, m.members))
	}
	slices.SortStableFunc(ms, func(a, b matter) int {
		return cmp.Or(cmp.Compare(events[b.id], events[a.id]), cmp.Compare(len(b.members), len(a.members)))
	})
}
