package position

import (
	"slices"
	"strings"

	"synoptic/learn"
	"synoptic/news"
	"synoptic/text"
)

// Known is what one actor says, with the issue of each passage whose issue is known.
type Known struct {
	Passages []Passage
	Issues   map[news.Passage]int
	Changes  []KnownChange
}

// KnownChange is a change of which it is known what it is: passages of the step before, and
// of the step.
type KnownChange struct {
	Change        news.Change
	Before, After []news.Passage
}

// FitPairs learns how likely it is that two passages are on one issue, as the text that the
// package embeds. It is deterministic. Everybody is read twice: as it stands, and with the accounts of
// each event as one article, for a long article takes up one matter again and again, which short
// accounts do not.
func FitPairs(known []Known) string {
	var all []learn.Example
	for _, k := range known {
		all = append(all, k.pairs()...)
	}
	for _, k := range known {
		one := k.inOneArticle()
		all = append(all, one.pairs()...)
	}
	return learn.Fit(all, learn.Options{Ridge: pairRidge, Trees: pairTrees}).String()
}

const (
	pairRidge = 20
	pairTrees = 150
)

func (k *Known) pairs() []learn.Example {
	ps := sorted(k.Passages)
	v := newVocabulary(ps, nil)
	points := v.points(ps)
	x := newPairs(v, ps, points, neighbourhood(points, len(v.form)))
	var out []learn.Example
	for i := range ps {
		mine, known := k.Issues[ps[i].passage()]
		if !known {
			continue
		}
		for j := range i {
			if theirs, known := k.Issues[ps[j].passage()]; known {
				f := x.look(i, j)
				out = append(out, learn.Example{Seen: f[:], Holds: mine == theirs, Weight: 1})
			}
		}
	}
	return out
}

// How far apart the accounts of an event stand that are read as one article.
const (
	bytesApart     = 100000
	sentencesApart = 1000
)

// inOneArticle is k as if all accounts of an event stood in one article, one after another.
func (k *Known) inOneArticle() Known {
	out := Known{Passages: slices.Clone(k.Passages), Issues: make(map[news.Passage]int, len(k.Issues))}
	place := map[string]int{} // of an account, by the order of passages
	for i := range out.Passages {
		p := &out.Passages[i]
		issue, known := k.Issues[p.passage()]
		n, ok := place[p.Statement.Article]
		if !ok {
			n = len(place)
			place[p.Statement.Article] = n
		}
		at := p.span()
		p.Statement.Content = []text.Span{{Start: at.Start + n*bytesApart, End: at.End + n*bytesApart}}
		p.Statement.Article, p.Outlet = p.Event, p.Event
		p.sentence += n * sentencesApart
		if known {
			out.Issues[p.passage()] = issue
		}
	}
	return out
}

// FitChanges learns which change a step is, as the text that the package embeds. It is
// deterministic.
func FitChanges(known []Known) string {
	all := make([][]learn.Example, len(changes))
	for _, k := range known {
		k.compare(all)
	}
	var models []string
	for _, examples := range all {
		models = append(models, learn.Fit(examples, learn.Options{Ridge: changeRidge}).String())
	}
	return strings.Join(models, "\n")
}

const changeRidge = 120

// compare adds examples for each of the changes.
func (k *Known) compare(all [][]learn.Example) {
	ps := sorted(k.Passages)
	v := newVocabulary(ps, nil)
	points := v.points(ps)
	at := map[news.Passage]int{}
	for i := range ps {
		at[ps[i].passage()] = i
	}
	places := func(of []news.Passage) []int {
		var out []int
		for _, p := range of {
			if i, ok := at[p]; ok {
				out = append(out, i)
			}
		}
		slices.Sort(out)
		return out
	}
	for _, c := range k.Changes {
		before, after := places(c.Before), places(c.After)
		if len(before) == 0 || len(after) == 0 {
			continue
		}
		seen := compared(ps, points, before, after).seen
		for i := range changes {
			all[i] = append(all[i], learn.Example{Seen: slices.Clone(seen[:]), Holds: c.Change == changes[i], Weight: 1})
		}
	}
}
