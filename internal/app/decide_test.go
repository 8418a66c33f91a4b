package app

import (
	"context"
	"testing"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// TestNeverSame keeps apart what is apart; of what is one already nothing could
// be told apart without looking at every article again.
func TestNeverSame(t *testing.T) {
	s, ctx := emptyStore(t), context.Background()
	err := s.kept.PutAnalyses(ctx, []store.Analysis{{Actors: []news.Actor{{ID: "x", Name: "Ada Lorne"}, {ID: "z", Name: "Ada Keld"}}, GoneActors: []store.Forward{{ID: "y", Now: "x"}}}})
	if err != nil {
		t.Fatal(err)
	}
	never := func(ids ...string) error {
		_, err := s.Decide(ctx, news.Decision{Kind: news.NeverSame, Subjects: ids})
		return err
	}
	if err := never("x", "z"); err != nil {
		t.Error(err)
	}
	if err := never("x", "y"); fault.Of(err) != fault.Conflict {
		t.Errorf("two ids of one actor: %v", err)
	}
	ds, err := s.Decisions(ctx)
	if err != nil || len(ds) != 1 || len(ds[0].Names) != 2 || ds[0].Names[1] != "Ada Keld" {
		t.Errorf("kept: %+v, %v", ds, err)
	}
}
