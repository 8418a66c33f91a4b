package app

import (
	"crypto/sha256"

	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/position"
)

// TrainPositions learns the scorer of pairs of position from stories in the layouts that
// evalPositions reads.
func TrainPositions(dirs []string) (string, error) {
	engine, err := NewEngine()
	if err != nil {
		return "", err
	}
	var known []position.Known
	for _, dir := range dirs {
		stories, err := readPositions(dir, sha256.New())
		if err != nil {
			return "", err
		}
		for i := range stories {
			k, err := stories[i].known(engine)
			if err != nil {
				return "", err
			}
			known = append(known, k...)
		}
	}
	if len(known) == 0 {
		return "", fault.New(fault.Usage, "give a folder of storylines")
	}
	return position.FitPairs(known), nil
}

// known is what the actors of a story say, with the issue of each passage.
func (s *knownStory) known(engine *Engine) ([]position.Known, error) {
	c, err := s.covered(engine)
	if err != nil {
		return nil, err
	}
	var out []position.Known
	for _, h := range s.speakers(c) {
		out = append(out, s.knownOf(h))
	}
	return out, nil
}

// knownOf is what one actor of the story says.
func (s *knownStory) knownOf(h heard) position.Known {
	k := position.Known{Passages: h.said.Passages, Issues: map[news.Passage]int{}}
	for _, p := range h.said.Passages {
		at := news.Passage{Article: p.Statement.Article, Span: p.Statement.Content[0]}
		if i := s.issueOf(h.name, at); i >= 0 {
			k.Issues[at] = i
		}
	}
	return k
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
