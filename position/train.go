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

// FitPairs learns the sense of words, and how likely it is that two passages are on one issue, as the
// texts that the package embeds. It is deterministic. Pairs are learned with a sense that was
// learned from other storylines, as it will be when it is used. Who is heard in short accounts is read twice: as it stands, and with the accounts of
// each event as one article, for a long article takes up one matter again and again.
func FitPairs(known []Known) (sense, pairs string) {
	lessons := make([]*lesson, len(known))
	for i := range known {
		lessons[i] = known[i].lesson()
	}
	part := parts(known)
	var all, ones []learn.Example
	for n := range senseParts {
		var others []*lesson
		for i, l := range lessons {
			if part[i] != n {
				others = append(others, l)
			}
		}
		s := fitSense(others)
		for i := range known {
			if part[i] != n {
				continue
			}
			all = append(all, known[i].pairs(s)...)
			if known[i].short() {
				one := known[i].inOneArticle()
				ones = append(ones, one.pairs(s)...)
			}
		}
	}
	model := learn.Fit(append(all, ones...), learn.Options{Ridge: pairRidge, Trees: pairTrees})
	return fitSense(lessons).String(), model.String()
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

// FitChanges learns which change a step is, by a sense that FitPairs gave, as the text that the
// package embeds. It is deterministic. It fails if sense is none.
func FitChanges(known []Known, sense string) (string, error) {
	s, err := parseSense(sense)
	if err != nil {
		return "", err
	}
	all := make([][]learn.Example, len(changes))
	for _, k := range known {
		k.compare(s, all)
	}
	var models []string
	for _, examples := range all {
		models = append(models, learn.Fit(examples, learn.Options{Ridge: changeRidge, Trees: changeTrees}).String())
	}
	return strings.Join(models, "\n"), nil
}

const (
	changeRidge = 60
	changeTrees = 120
)

// compare adds examples for each of the changes.
func (k *Known) compare(s *senses, all [][]learn.Example) {
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
		if len(before) == 0 || len(after) == 0 {
			continue
		}
		seen := compared(ps, points, before, after).seen
		for i := range changes {
			all[i] = append(all[i], learn.Example{Seen: slices.Clone(seen[:]), Holds: c.Change == changes[i], Weight: 1})
		}
	}
}
