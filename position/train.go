package position

import (
	"math"
	"slices"
	"strings"

	"synoptic/learn"
	"synoptic/news"
	"synoptic/text"
)

// Known is what one actor says, with the issue of each passage whose issue is known.
type Known struct {
	Passages []Passage // those found, and behind them what is known and was not
	Found    int       // how many were
	Issues   map[news.Passage]int
	Changes  []KnownChange
}

// KnownChange is a change of which it is known what it is: passages of the step before, and
// of the step.
type KnownChange struct {
	Change        news.Change
	Before, After []news.Passage
}

// Models are what Fit learns: the files that the package embeds.
type Models struct{ Sense, Pairs, Changes, Reader []byte }

// Fit learns the sense of words, how likely it is that two passages are on one issue, and which change a step is, by what is seen
// of two steps and by reading them. It is deterministic. Pairs are learned with a sense that was learned from other storylines,
// as it will be when it is used, and changes both between the steps that are known and between those that are found by what
// other storylines taught.
func Fit(known []Known) Models {
	lessons := make([]*lesson, len(known))
	for i := range known {
		lessons[i] = known[i].lesson()
	}
	part := parts(known)
	var folds [senseParts]fold
	for n := range folds {
		var others []*lesson
		for i, l := range lessons {
			if part[i] != n {
				others = append(others, l)
			}
		}
		folds[n].sense = fitSense(others)
		for i := range known {
			if part[i] == n {
				folds[n].add(&known[i])
			}
		}
	}
	whole := fitSense(lessons)
	steps := slices.Clone(known)
	for n := range folds {
		scorer := fitPairs(slices.Concat(folds[(n+1)%senseParts].pairs, folds[(n+2)%senseParts].pairs))
		for i := range known {
			if part[i] == n {
				steps = append(steps, known[i].asFound(folds[n].sense, scorer))
			}
		}
	}
	var all []learn.Example
	for n := range folds {
		all = append(all, folds[n].pairs...)
	}
	return Models{[]byte(whole.String()), []byte(fitPairs(all).String()), []byte(fitChanges(steps, whole)), fitReader(steps, whole)}
}

// fold is a part of what is known, with the sense that the other parts gave.
type fold struct {
	sense *senses
	pairs []learn.Example
}

// add takes the pairs of one actor. Who is heard in short accounts is read twice: as it stands, and with the accounts of
// each event as one article, for a long article takes up one matter again and again.
func (f *fold) add(k *Known) {
	f.pairs = append(f.pairs, k.pairs(f.sense)...)
	if k.short() {
		one := k.inOneArticle()
		f.pairs = append(f.pairs, one.pairs(f.sense)...)
	}
}

func fitPairs(all []learn.Example) *learn.Model {
	return learn.Fit(all, learn.Options{Ridge: pairRidge, Trees: pairTrees})
}

// short reports whether the articles have few passages each.
func (k *Known) short() bool {
	articles := map[string]bool{}
	for i := range k.Passages {
		articles[k.Passages[i].Statement.Article] = true
	}
	return len(k.Passages) < fewPassages*len(articles)
}

const fewPassages = 4

// senseParts is in how many parts storylines are divided to learn pairs with the sense that was
// learned from the other parts.
const senseParts = 3

// parts divides what is known by storyline.
func parts(known []Known) []int {
	out := make([]int, len(known))
	at := map[string]int{}
	for i := range known {
		line := ""
		if len(known[i].Passages) > 0 {
			line = known[i].Passages[0].Storyline
		}
		n, ok := at[line]
		if !ok {
			n = len(at)
			at[line] = n
		}
		out[i] = n % senseParts
	}
	return out
}

const (
	pairRidge = 20
	pairTrees = 300
)

func (k *Known) pairs(s *senses) []learn.Example {
	ps := sorted(k.Passages)
	v := newVocabularyIn(s, ps, nil)
	points := v.points(ps)
	x := newPairs(v, ps, points, neighbourhood(points, len(v.form)))
	var out []learn.Example
	k.eachPair(ps, func(i, j int, same bool) {
		f := x.look(i, j)
		out = append(out, learn.Example{Seen: f[:], Holds: same})
	})
	for i := range out {
		out[i].Weight = pairWeight(len(out))
	}
	return out
}

// eachPair hands over every two passages whose issues are known, the later first, and whether they are of one.
func (k *Known) eachPair(ps []Passage, use func(i, j int, same bool)) {
	for i := range ps {
		mine, known := k.Issues[ps[i].passage()]
		if !known {
			continue
		}
		for j := range i {
			if theirs, known := k.Issues[ps[j].passage()]; known {
				use(i, j, mine == theirs)
			}
		}
	}
}

// fullPairs is how many pairs of one actor count in full.
const fullPairs = 400

// pairWeight is what each of so many pairs of one actor counts: of more, together the root of their number.
func pairWeight(pairs int) float64 { return math.Sqrt(fullPairs / max(fullPairs, float64(pairs))) }

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

// asFound is k as it is laid out: the steps are those of the issue that has most of what is known to be on one, and the change
// is what is known of the event.
func (k *Known) asFound(s *senses, scorer *learn.Model) Known {
	ps := sorted(k.Passages[:k.Found])
	v := newVocabularyIn(s, ps, nil)
	v.scorer = scorer
	groups := group(v, ps, v.points(ps), nil)
	main := k.mainGroups(ps, groups)
	event := map[news.Passage]string{}
	for i := range k.Passages {
		event[k.Passages[i].passage()] = k.Passages[i].Event
	}
	out := Known{Passages: ps}
	for _, c := range k.Changes {
		if len(c.After) == 0 {
			continue
		}
		g, ok := main[k.Issues[c.After[0]]]
		if !ok {
			continue
		}
		steps := byEvent(ps, groups[g])
		for n := 1; n < len(steps); n++ {
			if ps[steps[n][0]].Event == event[c.After[0]] {
				out.Changes = append(out.Changes, KnownChange{c.Change, passagesOf(ps, steps[n-1]), passagesOf(ps, steps[n])})
			}
		}
	}
	return out
}

// mainGroups is for each issue the group that has most of it, the first of equals.
func (k *Known) mainGroups(ps []Passage, groups [][]int) map[int]int {
	main, most := map[int]int{}, map[int]int{}
	for g, members := range groups {
		has := map[int]int{}
		for _, i := range members {
			if issue, ok := k.Issues[ps[i].passage()]; ok {
				has[issue]++
			}
		}
		for issue, n := range has {
			if n > most[issue] {
				main[issue], most[issue] = g, n
			}
		}
	}
	return main
}

func passagesOf(ps []Passage, at []int) []news.Passage {
	var out []news.Passage
	for _, i := range at {
		out = append(out, ps[i].passage())
	}
	return out
}

// fitChanges learns which change a step is.
func fitChanges(known []Known, s *senses) string {
	all := make([][]learn.Example, len(changes))
	for i := range known {
		known[i].compare(s, all)
	}
	var models []string
	for _, examples := range all {
		models = append(models, learn.Fit(examples, learn.Options{Ridge: changeRidge, Trees: changeTrees}).String())
	}
	return strings.Join(models, "\n")
}

const (
	changeRidge = 60
	changeTrees = 120
)

// compare adds examples for each of the changes.
func (k *Known) compare(s *senses, all [][]learn.Example) {
	k.eachChange(s, func(change news.Change, _ []Passage, c *comparison, _, _ []int) {
		for i := range changes {
			all[i] = append(all[i], learn.Example{Seen: slices.Clone(c.seen[:]), Holds: change == changes[i], Weight: 1})
		}
	})
}

// eachChange hands over every change that is known, with what is seen of it.
func (k *Known) eachChange(s *senses, use func(change news.Change, ps []Passage, c *comparison, before, after []int)) {
	ps := sorted(k.Passages)
	v := newVocabularyIn(s, ps, nil)
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
		if len(before) > 0 && len(after) > 0 {
			use(c.Change, ps, compared(ps, points, before, after), before, after)
		}
	}
}
