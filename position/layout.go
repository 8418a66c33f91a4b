package position

import "synoptic/news"

// Layout is the passages of one actor, or of several, by matter, those of most events
// first. It is not safe for concurrent use.
type Layout struct {
	v       *vocabulary
	ps      []Passage // in order
	points  []point
	matters []matter
}

// Matter is what is said on one matter: an issue before its steps are told.
type Matter struct {
	ID, Title string
	Passages  []Passage // in order
}

// Events is at how many events the matter came up.
func (m *Matter) Events() int { return len(byEvent(m.Passages, allOf(m.Passages))) }

// NewLayout groups passages by matter. The same passages in any order give the same.
// Cost: near linear, see doc/models/position.md.
func NewLayout(ps []Passage, opt Options) *Layout {
	l := &Layout{ps: sorted(ps)}
	l.v = newVocabulary(l.ps, nil)
	l.points = l.v.points(l.ps)
	var groups [][]int
	if opt.OneIssue && len(l.ps) > 0 {
		groups = append(groups, allOf(l.ps))
	} else {
		groups = group(l.v, l.ps, l.points, nil)
	}
	l.matters = decide(l.ps, groups, opt.Decisions)
	rank(l.ps, l.matters)
	for i := range l.matters {
		if m := &l.matters[i]; m.name == "" {
			m.name = title(l.v, l.ps, m.members)
		}
	}
	return l
}

// Len is how many matters there are.
func (l *Layout) Len() int { return len(l.matters) }

// Matter is the i-th.
func (l *Layout) Matter(i int) Matter {
	m := Matter{ID: l.matters[i].id, Title: l.matters[i].name}
	for _, k := range l.matters[i].members {
		m.Passages = append(m.Passages, l.ps[k])
	}
	return m
}

// Steps are those of the first who spoke on the i-th matter.
func (l *Layout) Steps(i int) Steps { return l.steps(i)[0] }

// steps are those on the i-th matter of each who spoke on it.
func (l *Layout) steps(i int) []Steps {
	var out []Steps
	m := &l.matters[i]
	for _, g := range holders(l.ps, m.members) {
		out = append(out, stepsOf(news.Issue{ID: m.id, Actor: l.ps[g[0]].Statement.Actor, Title: m.name}, l.ps, l.points, g))
	}
	return out
}

// issueOf is the issue of a matter of one actor, without steps.
func issueOf(m *Matter) news.Issue {
	return news.Issue{ID: m.ID, Actor: m.Passages[0].Statement.Actor, Title: m.Title}
}

// Index tells, of the passages that will be said, which matters they may be on.
func (l *Layout) Index() *Index {
	x := &Index{said: len(l.ps), mean: l.v.mean[:], at: l.v.index}
	for id, key := range l.v.key {
		x.words = append(x.words, indexed{key, l.v.form[id], l.v.kind[id], l.v.places[id]})
	}
	for i := range l.matters {
		sum := matterSum{}
		for _, k := range l.matters[i].members {
			sum.words = sum.words.plus(l.points[k].words)
			sum.n++
		}
		x.matters = append(x.matters, sum)
	}
	return x
}
