package app

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"synoptic/eval"
	"synoptic/news"
	"synoptic/position"
	"synoptic/text"
)

// evalPositions scores issues and changes against the stories of dir. Which articles
// are of one event, and of one storyline, is gold's; who speaks, and what, is found.
func evalPositions(dir string) (eval.Table, error) {
	t := eval.Table{Suite: "positions", Corpus: filepath.Base(dir)}
	sum := sha256.New()
	stories, err := readPositions(dir, sum)
	if err != nil {
		return t, err
	}
	t.Digest = hex.EncodeToString(sum.Sum(nil))
	engine, err := NewEngine()
	if err != nil {
		return t, err
	}
	var gold, system, given []eval.PositionIssue
	for i := range stories {
		s := &stories[i]
		c, err := s.covered(engine)
		if err != nil {
			return t, err
		}
		gold = append(gold, s.issues...)
		for _, h := range s.speakers(c) {
			for _, issue := range position.Lay(h.said.Passages, h.said.Options) {
				system = append(system, positionIssue(h.name, issue))
			}
			given = append(given, h.asGiven(s.issues)...)
		}
	}
	t.Rows = eval.ScorePositions(gold, system).Rows()
	rules := eval.ScorePositions(gold, given).Changes
	t.Rows = append(t.Rows, eval.Row{Measure: "changes after the first step, issues given", Value: rules.Recall(), N: rules.Gold})
	return t, nil
}

// asGiven lays each gold issue of an actor out by itself, of the passages found
// that overlap it: what the rules of change do when grouping is right.
func (h *heard) asGiven(gold []eval.PositionIssue) []eval.PositionIssue {
	opt := h.said.Options
	opt.OneIssue = true
	var out []eval.PositionIssue
	for _, issue := range gold {
		if issue.Actor != h.name {
			continue
		}
		var on []position.Passage
		for _, p := range h.said.Passages {
			if holds(issue, p.Statement.Article, p.Statement.Content[0]) {
				on = append(on, p)
			}
		}
		for _, laid := range position.Lay(on, opt) {
			out = append(out, positionIssue(h.name, laid))
		}
	}
	return out
}

func holds(issue eval.PositionIssue, article string, span text.Span) bool {
	for _, s := range issue.Steps {
		for _, p := range s.Passages {
			if p.Article == article && p.Span.Overlap(span) > 0 {
				return true
			}
		}
	}
	return false
}

func positionIssue(actor string, issue news.Issue) eval.PositionIssue {
	out := eval.PositionIssue{Actor: actor}
	for _, s := range issue.Steps {
		step := eval.PositionStep{Event: s.Event, Change: s.Change}
		for _, st := range s.Statements {
			for _, c := range st.Content {
				step.Passages = append(step.Passages, news.Passage{Article: st.Article, Span: c})
			}
		}
		out.Steps = append(out.Steps, step)
	}
	return out
}
