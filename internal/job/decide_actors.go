package job

import (
	"context"
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/link"
	"synoptic/news"
)

// DecideActors merges actors, and calls them, as the decisions in force have it;
// those whose renaming was undone are called as before. No article is looked at.
// It is to be called after a decision of a kind that RelatesAnew does not name was
// made or undone; a Relater does it too. It can be repeated.
func DecideActors(ctx context.Context, s RelateStore) error {
	ds, err := s.ListDecisions(ctx)
	if err != nil {
		return err
	}
	for _, d := range ds {
		if d.Kind == news.MergeActors && !d.Undone {
			if err := mergeActors(ctx, s, d.Subjects); err != nil {
				return err
			}
		}
	}
	return renameActors(ctx, s, ds)
}

// RelatesAnew reports whether a decision about actors, or its being undone,
// changes which actors articles name in a way that only relating them tells.
func RelatesAnew(k news.DecisionKind, undone bool) bool {
	switch k {
	case news.SplitActor, news.RejectActor:
		return true
	case news.MergeActors:
		return undone // whose mention was whose
	}
	return false
}

// mergeActors makes the actors that answer for ids one, the first of them. What
// others said and did becomes its own (store.Analysis.GoneActors).
func mergeActors(ctx context.Context, s RelateStore, ids []string) error {
	for _, id := range ids[1:] {
		into, err := s.Actor(ctx, ids[0])
		if err != nil {
			return ignoreNotFound(err)
		}
		a, err := s.Actor(ctx, id)
		if err != nil && fault.Of(err) == fault.NotFound || err == nil && a.ID == into.ID {
			continue
		}
		if err != nil {
			return err
		}
		one := link.NewOverlay([]news.Decision{{Kind: news.MergeActors, Subjects: []string{into.ID, a.ID}}})
		c := store.Analysis{Actors: one.Actors([]news.Actor{into, a}), GoneActors: []store.Forward{{ID: a.ID, Now: into.ID}}}
		if err := s.PutAnalyses(ctx, []store.Analysis{c}); err != nil {
			return err
		}
	}
	return nil
}

func renameActors(ctx context.Context, s RelateStore, ds []news.Decision) error {
	names := map[string]string{}
	for _, d := range ds {
		switch {
		case d.Kind != news.RenameActor:
		case !d.Undone:
			names[d.Subjects[0]] = d.Args[0]
		case names[d.Subjects[0]] == "" && len(d.Names) > 0:
			names[d.Subjects[0]] = d.Names[0] // what it was called before
		}
	}
	var c store.Analysis
	for id, name := range names {
		a, err := s.Actor(ctx, id)
		if ignoreNotFound(err) != nil {
			return err
		}
		if err == nil && a.Name != name && a.ID == id { // one that was merged away has no name
			a.Name = name
			c.Actors = append(c.Actors, a)
		}
	}
	slices.SortFunc(c.Actors, func(a, b news.Actor) int { return strings.Compare(a.ID, b.ID) })
	return s.PutAnalyses(ctx, []store.Analysis{c})
}

// ignoreNotFound drops the error of what is not there any more.
func ignoreNotFound(err error) error {
	if err != nil && fault.Of(err) == fault.NotFound {
		return nil
	}
	return err
}
