package eval

import (
	"fmt"

	"synoptic/news"
)

// PositionIssue is one matter on which an actor takes positions, in gold or as
// found.
type PositionIssue struct {
	Actor string
	Steps []PositionStep
}

// PositionStep is what was said at one event; a dropped one has no passages.
type PositionStep struct {
	Event    string
	Change   news.Change
	Passages []news.Passage
}

// Positions is how well issues and their changes were found.
type Positions struct {
	Groups           BCubed
	Pairs            Tally // of two passages of one actor, put on one issue
	Found            Tally // gold passages that the system has at all: recall
	Changes          Tally // gold steps after the first with the right label: recall
	Steps            Tally // as Changes, first steps counted too
	Dropped          Tally // steps labelled dropped
	Confused         map[string]int
	goldOf, systemOf Grouping
}

// Tally counts what is right among what was claimed and what there is.
type Tally struct{ Right, Claimed, Gold int }

// Precision is in per cent; 100 if nothing was claimed.
func (r Tally) Precision() float64 { return percent(r.Right, r.Claimed) }

// Recall is in per cent; 100 if there is nothing.
func (r Tally) Recall() float64 { return percent(r.Right, r.Gold) }

// F1 is their harmonic mean.
func (r Tally) F1() float64 { return harmonic(r.Precision(), r.Recall()) }

// ScorePositions sets issues against gold. The items are gold's passages: each
// is taken to be in that issue of the same actor of which a passage overlaps it most;
// without one it is alone. A gold issue is taken to be the system's issue that
// holds most of its passages, and a step is right if that issue has a step with
// the same change at the same event.
func ScorePositions(gold, system []PositionIssue) Positions {
	p := Positions{Confused: map[string]int{}, goldOf: Grouping{}, systemOf: Grouping{}}
	where := newPassageIndex(system)
	claimed := map[[2]string]bool{} // system issue and event of a dropped step, among issues that hold gold
	for g, issue := range gold {
		main := p.place(g, issue, where)
		for i, step := range issue.Steps {
			got := labelAt(system, main, step.Event)
			right := got == step.Change
			p.Steps.Right += count(right)
			p.Steps.Gold++
			if i > 0 {
				p.Changes.Right += count(right)
				p.Changes.Gold++
				p.Confused[fmt.Sprintf("%s as %s", step.Change, orNone(got))]++
			}
			if step.Change == news.Dropped {
				p.Dropped.Gold++
				p.Dropped.Right += count(right)
			}
		}
		if main >= 0 {
			for _, s := range system[main].Steps {
				if s.Change == news.Dropped {
					claimed[[2]string{fmt.Sprint(main), s.Event}] = true
				}
			}
		}
	}
	p.Dropped.Claimed = max(len(claimed), p.Dropped.Right)
	p.Groups = ScoreBCubed(p.systemOf, p.goldOf)
	p.Pairs = samePairs(p.systemOf, p.goldOf)
	return p
}

// place assigns the passages of gold issue g and returns the system's issue that
// holds most of them, the first of equals; -1 if none holds any.
func (p *Positions) place(g int, issue PositionIssue, where passageIndex) int {
	votes := map[int]int{}
	for _, step := range issue.Steps {
		for _, x := range step.Passages {
			item := fmt.Sprintf("%s %s %d %d", issue.Actor, x.Article, x.Span.Start, x.Span.End)
			p.goldOf[item] = fmt.Sprint(g)
			p.Found.Gold++
			if at := where.find(issue.Actor, x); at >= 0 {
				p.systemOf[item] = fmt.Sprint(at)
				p.Found.Right++
				votes[at]++
			}
		}
	}
	main := -1
	for at, n := range votes {
		if main < 0 || n > votes[main] || n == votes[main] && at < main {
			main = at
		}
	}
	return main
}

func labelAt(system []PositionIssue, issue int, event string) news.Change {
	if issue < 0 {
		return ""
	}
	for _, s := range system[issue].Steps {
		if s.Event == event {
			return s.Change
		}
	}
	return ""
}

func orNone(c news.Change) string {
	if c == "" {
		return "nothing"
	}
	return string(c)
}

// samePairs counts pairs of items that are together.
func samePairs(system, gold Grouping) Tally {
	type cell struct{ system, gold string }
	cells, ss, gs := map[cell]int{}, map[string]int{}, map[string]int{}
	for item, g := range gold {
		gs[g]++
		if s, ok := system[item]; ok {
			ss[s]++
			cells[cell{s, g}]++
		}
	}
	var r Tally
	for _, n := range cells {
		r.Right += n * (n - 1) / 2
	}
	for _, n := range ss {
		r.Claimed += n * (n - 1) / 2
	}
	for _, n := range gs {
		r.Gold += n * (n - 1) / 2
	}
	return r
}

// passageIndex finds the issue of a passage.
type passageIndex map[[2]string][]placed

type placed struct {
	passage news.Passage
	issue   int
}

func newPassageIndex(system []PositionIssue) passageIndex {
	x := passageIndex{}
	for i, issue := range system {
		for _, s := range issue.Steps {
			for _, p := range s.Passages {
				k := [2]string{issue.Actor, p.Article}
				x[k] = append(x[k], placed{p, i})
			}
		}
	}
	return x
}

// find is the issue whose passage shares most bytes with p, -1 if none does.
func (x passageIndex) find(actor string, p news.Passage) int {
	best, at := 0, -1
	for _, c := range x[[2]string{actor, p.Article}] {
		if n := min(c.passage.Span.End, p.Span.End) - max(c.passage.Span.Start, p.Span.Start); n > best {
			best, at = n, c.issue
		}
	}
	return at
}

// Rows lays the measure out for a table.
func (p Positions) Rows() []Row {
	rows := append(p.Groups.Rows("passages by issue"),
		Row{Measure: "pairs on one issue, precision", Value: p.Pairs.Precision(), N: p.Pairs.Claimed},
		Row{Measure: "pairs on one issue, recall", Value: p.Pairs.Recall(), N: p.Pairs.Gold},
		Row{Measure: "pairs on one issue, F1", Value: p.Pairs.F1(), N: p.Pairs.Gold},
		Row{Measure: "passages found", Value: p.Found.Recall(), N: p.Found.Gold},
		Row{Measure: "changes after the first step", Value: p.Changes.Recall(), N: p.Changes.Gold},
		Row{Measure: "changes, first steps included", Value: p.Steps.Recall(), N: p.Steps.Gold})
	if p.Dropped.Gold > 0 || p.Dropped.Claimed > 0 {
		rows = append(rows,
			Row{Measure: "dropped, precision", Value: p.Dropped.Precision(), N: p.Dropped.Claimed},
			Row{Measure: "dropped, recall", Value: p.Dropped.Recall(), N: p.Dropped.Gold})
	}
	return rows
}
