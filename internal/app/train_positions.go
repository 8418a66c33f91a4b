package app

import (
	"crypto/sha256"
	"slices"

	"synoptic/eval"
	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/position"
)

// TrainPositions learns the models of position from stories in the layouts that evalPositions reads.
func TrainPositions(dirs []string) (m position.Models, err error) {
	engine, err := NewEngine()
	if err != nil {
		return m, err
	}
	var known []position.Known
	for _, dir := range dirs {
		stories, err := readPositions(dir, sha256.New())
		if err != nil {
			return m, err
		}
		for i := range stories {
			k, err := stories[i].known(engine)
			if err != nil {
				return m, err
			}
			known = append(known, k...)
		}
	}
	if len(known) == 0 {
		return m, fault.New(fault.Usage, "give a folder of storylines")
	}
	return position.Fit(known), nil
}

// known is what the actors of a story say, with the issue of each passage.
func (s *knownStory) known(engine *Engine) ([]position.Known, error) {
	c, err := s.covered(engine)
	if err != nil {
		return nil, err
	}
	var out []position.Known
	for _, h := range s.speakers(c) {
		out = append(out, s.knownOf(c, h))
	}
	return out, nil
}

// knownOf is what one actor of the story says: the passages found, and those known that were
// not.
func (s *knownStory) knownOf(c *news.Coverage, h heard) position.Known {
	k := position.Known{Passages: append(slices.Clone(h.said.Passages), s.missed(c, h)...), Found: len(h.said.Passages), Issues: map[news.Passage]int{}}
	for _, p := range k.Passages {
		at := news.Passage{Article: p.Statement.Article, Span: p.Statement.Content[0]}
		if i := s.issueOf(h.name, at); i >= 0 {
			k.Issues[at] = i
		}
	}
	for i, issue := range s.issues {
		if issue.Actor == h.name {
			k.Changes = append(k.Changes, changesOf(issue, i, k)...)
		}
	}
	return k
}

// changesOf are the changes of an issue between steps that were found.
func changesOf(issue eval.PositionIssue, number int, k position.Known) []position.KnownChange {
	var out []position.KnownChange
	var before []news.Passage
	for i, step := range issue.Steps {
		var after []news.Passage
		for _, p := range k.Passages {
			at := news.Passage{Article: p.Statement.Article, Span: p.Statement.Content[0]}
			if of, ok := k.Issues[at]; ok && of == number && p.Event == step.Event {
				after = append(after, at)
			}
		}
		if i > 0 && step.Change != news.Dropped {
			out = append(out, position.KnownChange{Change: step.Change, Before: before, After: after})
		}
		before = after
	}
	return out
}

// missed are the passages of an actor that were not found.
func (s *knownStory) missed(c *news.Coverage, h heard) []position.Passage {
	at := c.Index()
	var out []position.Passage
	for _, issue := range s.issues {
		if issue.Actor != h.name {
			continue
		}
		for _, step := range issue.Steps {
			e := slices.IndexFunc(c.Events, func(e news.Event) bool { return e.ID == step.Event })
			for _, p := range step.Passages {
				found := slices.ContainsFunc(h.said.Passages, func(x position.Passage) bool {
					return x.Statement.Article == p.Article && x.Statement.Content[0].Overlap(p.Span) > 0
				})
				if i, ok := at[p.Article]; ok && !found && e >= 0 {
					out = append(out, h.said.ReadAs(c, i, &c.Events[e], p.Span)...)
				}
			}
		}
	}
	return out
}

// issueOf is the issue of an actor of which a passage shares most bytes with at, -1 if none
// does.
func (s *knownStory) issueOf(actor string, at news.Passage) int {
	best, of := 0, -1
	for i, issue := range s.issues {
		if issue.Actor != actor {
			continue
		}
		for _, step := range issue.Steps {
			for _, p := range step.Passages {
				if n := p.Span.Overlap(at.Span); p.Article == at.Article && n > best {
					best, of = n, i
				}
			}
		}
	}
	return of
}
