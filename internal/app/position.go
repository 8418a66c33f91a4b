package app

import (
	"context"
	"runtime/debug"

	"synoptic/internal/query"
	"synoptic/news"
	"synoptic/nlp/en"
)

// Positions lays out what an actor of c said, see query.Positions.
func Positions(c *news.Coverage, ask query.PositionAsk) (news.Positions, error) {
	return query.Positions(c, ask)
}

// Across lays out who of c says what on a matter, see query.Across.
func Across(c *news.Coverage, about string) (news.Positions, error) { return query.Across(c, about) }

// Actors of at least manyMentions are laid out beforehand; others are when somebody
// asks, in well under a second.
const manyMentions = 1000

// layOutPositions lays out what those said who say much, if they have said more since
// it was done last.
func (s *Store) layOutPositions(ctx context.Context) error {
	f := query.ActorFilter{Page: query.Cursor{Limit: 100}}
	for {
		page, err := s.Actors(ctx, f)
		if err != nil {
			return err
		}
		for i := range page.Items {
			a := &page.Items[i]
			if a.Mentions < manyMentions {
				return nil // the most mentioned come first
			}
			if err := s.layOut(ctx, a); err != nil {
				return err
			}
		}
		if f.Page.After = page.Next; page.Next == "" {
			return nil
		}
	}
}

// layOutGC is how much garbage there may be for what is in use, in percent, while what is
// said is laid out: a hundred thousand statements take most of a gigabyte without any.
const layOutGC = 30

// layOut lays out what one actor said.
func (s *Store) layOut(ctx context.Context, a *news.Actor) error {
	defer debug.SetGCPercent(debug.SetGCPercent(layOutGC))
	laid, err := s.LayOut(ctx, a, en.Version)
	if err != nil {
		return err
	}
	for k, name := range laid.Names {
		if err := s.kept.PutState(ctx, name, laid.Values[k]); err != nil {
			return err
		}
	}
	return nil
}
