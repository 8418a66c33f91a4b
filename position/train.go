package position

import (
	"synoptic/learn"
	"synoptic/news"
)

// Known is what one actor says, with the issue of each passage whose issue is known.
type Known struct {
	Passages []Passage
	Issues   map[news.Passage]int
}

// FitPairs learns how likely it is that two passages are on one issue, as the text that the
// package embeds. It is deterministic.
func FitPairs(known []Known) string {
	var all []learn.Example
	for _, k := range known {
		all = append(all, k.pairs()...)
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
