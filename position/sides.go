package position

import (
	"cmp"
	"slices"

	"synoptic/news"
)

// Sides lays out who says what on a matter, event by event: the passages of any
// number of actors that answer the question, the nearest to it first of each, and for
// each two actors of an event whether a rule finds them opposed. Events at which one actor
// alone speaks of it are there too.
func Sides(ps []Passage, about string) []news.Sides {
	ps = sorted(ps)
	points, asked := laidOut(ps, about)
	if asked == nil {
		return nil
	}
	score := make([]float64, len(ps))
	var met []int
	for i := range ps {
		if score[i] = asked.likeness(&points[i]); score[i] >= leastAnswer {
			met = append(met, i)
		}
	}
	var out []news.Sides
	for _, g := range byEvent(ps, met) {
		actors := byActor(ps, g, score)
		s := news.Sides{Event: ps[g[0]].Event, Date: ps[g[0]].Date}
		for k, said := range actors {
			for _, i := range said {
				s.Said = append(s.Said, ps[i].answer("", score[i]))
			}
			for _, other := range actors[:k] {
				s.Stances = append(s.Stances, stanceOf(ps, points, other, said))
			}
		}
		out = append(out, s)
	}
	return out
}

// byActor parts passages by who speaks, who says most first.
func byActor(ps []Passage, g []int, score []float64) [][]int {
	of := map[string][]int{}
	for _, i := range g {
		of[ps[i].Statement.Actor] = append(of[ps[i].Statement.Actor], i)
	}
	var out [][]int
	for _, a := range sortedKeys(of) {
		slices.SortStableFunc(of[a], func(x, y int) int { return cmp.Compare(score[y], score[x]) })
		out = append(out, of[a])
	}
	slices.SortStableFunc(out, func(x, y []int) int { return cmp.Compare(len(y), len(x)) })
	return out
}

// nearSides is how like passages must be that set two sides apart: two who speak of many
// things must be nearer to each other than two steps of one issue.
const nearSides = .25

func stanceOf(ps []Passage, points []point, as, bs []int) news.Stance {
	s := news.Stance{A: ps[as[0]].Statement.Actor, B: ps[bs[0]].Statement.Actor}
	pairs := likest(points, as, bs)
	s.Spans = []news.Passage{ps[pairs[0].before].passage(), ps[pairs[0].after].passage()}
	s.Confidence, s.Note = .4, "no rule finds them apart"
	for _, rule := range []int{cDenied, cTurned} {
		for _, p := range pairs {
			if p.like < nearSides {
				continue
			}
			c := &comparison{}
			if c.passages(&ps[p.before], &ps[p.after], p); c.seen[rule] > 0 {
				s.Opposed, s.Confidence, s.Note = true, .6, c.note[rule]
				s.Spans = []news.Passage{ps[p.before].passage(), ps[p.after].passage()}
				return s
			}
		}
	}
	return s
}
