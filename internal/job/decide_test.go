package job

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// decide keeps and applies a decision, as the one place that makes them does.
func decide(t *testing.T, s store.Store, id string, k news.DecisionKind, subjects []string, args ...string) {
	t.Helper()
	d, err := CheckEventDecision(ctx, s, news.Decision{ID: id, Kind: k, Subjects: subjects, Args: args, Who: "lee"})
	ok(t, err)
	_, err = s.PutDecision(ctx, d)
	ok(t, err)
	ok(t, DecideEvents(ctx, s))
}

func undo(t *testing.T, s store.Store, id string) {
	t.Helper()
	ok(t, s.UndoDecision(ctx, news.Decision{ID: id, UndoneBy: "kim"}))
	ok(t, DecideEvents(ctx, s))
}

// kept is all that is shown of events and storylines.
func kept(t *testing.T, s store.Store) (events []news.Event, lines []news.Storyline) {
	t.Helper()
	page, err := s.ListEvents(ctx, store.EventFilter{Page: store.Cursor{Limit: 1000}})
	ok(t, err)
	for _, row := range page.Items {
		e, err := s.Event(ctx, row.ID)
		ok(t, err)
		events = append(events, e)
	}
	slices.SortFunc(events, func(a, b news.Event) int { return strings.Compare(a.ID, b.ID) })
	all, err := s.ListStorylines(ctx, store.EventFilter{Page: store.Cursor{Limit: 1000}})
	ok(t, err)
	for _, row := range all.Items {
		lines = append(lines, row.Storyline)
	}
	slices.SortFunc(lines, func(a, b news.Storyline) int { return strings.Compare(a.ID, b.ID) })
	return events, lines
}

// threeEvents keeps {h0n1 h0n2}, {h1n1}, {h2n1 h2n2}.
func threeEvents(t *testing.T) store.Store {
	t.Helper()
	s := open(t)
	_, err := Ingest(ctx, s, nil, each(story(0, 1), story(0, 2), story(1, 1), story(2, 1), story(2, 2)), func(Outcome) {})
	ok(t, err)
	relateAll(t, s, "r1")
	return s
}

func TestDecideEvents(t *testing.T) {
	type step struct {
		id       string
		kind     news.DecisionKind
		subjects []string
		args     []string
	}
	for _, c := range []struct {
		name  string
		steps []step
		want  map[string][]string
	}{
		{"merge", []step{{"d1", news.MergeEvents, []string{"e2", "e1"}, nil}}, map[string][]string{"e2": {"h0n1", "h0n2", "h1n1"}, "e3": {"h2n1", "h2n2"}}},
		{"split", []step{{"d1", news.SplitEvent, []string{"e1"}, []string{"h0n2"}}}, map[string][]string{"e1": {"h0n1"}, "e1.d1": {"h0n2"}, "e2": {"h1n1"}, "e3": {"h2n1", "h2n2"}}},
		{"move", []step{{"d1", news.MoveArticle, []string{"e3"}, []string{"h0n2"}}}, map[string][]string{"e1": {"h0n1"}, "e2": {"h1n1"}, "e3": {"h0n2", "h2n1", "h2n2"}}},
		{"move the only article", []step{{"d1", news.MoveArticle, []string{"e3"}, []string{"h1n1"}}}, map[string][]string{"e1": {"h0n1", "h0n2"}, "e3": {"h1n1", "h2n1", "h2n2"}}},
		{"reject", []step{{"d1", news.RejectEvent, []string{"e1"}, nil}}, map[string][]string{"e1": {"h0n1"}, "e1.d1.h0n2": {"h0n2"}, "e2": {"h1n1"}, "e3": {"h2n1", "h2n2"}}},
		{"merge what was split off", []step{{"d1", news.SplitEvent, []string{"e1"}, []string{"h0n2"}}, {"d2", news.MergeEvents, []string{"e3", "e1.d1"}, nil}},
			map[string][]string{"e1": {"h0n1"}, "e2": {"h1n1"}, "e3": {"h0n2", "h2n1", "h2n2"}}},
		{"by an id that was merged", []step{{"d1", news.MergeEvents, []string{"e1", "e2"}, nil}, {"d2", news.MergeEvents, []string{"e3", "e2"}, nil}},
			map[string][]string{"e3": {"h0n1", "h0n2", "h1n1", "h2n1", "h2n2"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := threeEvents(t)
			events, lines := kept(t, s)
			for _, d := range c.steps {
				decide(t, s, d.id, d.kind, d.subjects, d.args...)
			}
			if diff := cmp.Diff(c.want, grouped(t, s)); diff != "" {
				t.Fatalf("decided: %s", diff)
			}
			relateAll(t, s, "r1") // nothing new
			relateAll(t, s, "r2") // all anew
			if diff := cmp.Diff(c.want, grouped(t, s)); diff != "" {
				t.Fatalf("after another analysis: %s", diff)
			}
			for i := len(c.steps) - 1; i >= 0; i-- {
				undo(t, s, c.steps[i].id)
			}
			back, linesBack := kept(t, s)
			if diff := cmp.Diff(events, back); diff != "" {
				t.Errorf("events after undo: %s", diff)
			}
			if diff := cmp.Diff(lines, linesBack); diff != "" {
				t.Errorf("storylines after undo: %s", diff)
			}
			if b, err := s.Bases(ctx); err != nil || len(b) > 0 {
				t.Errorf("still kept beside the events: %v, %v", b, err)
			}
		})
	}
}

func TestDecidedEventsGrow(t *testing.T) {
	s := threeEvents(t)
	decide(t, s, "d1", news.MergeEvents, []string{"e1", "e2"})
	decide(t, s, "d2", news.RenameEvent, []string{"e2"}, "Dues and frost")
	decide(t, s, "d3", news.SplitEvent, []string{"e3"}, "h2n2")
	_, err := Ingest(ctx, s, nil, each(story(1, 2), story(2, 3)), func(Outcome) {})
	ok(t, err)
	relateAll(t, s, "r1")
	want := map[string][]string{"e1": {"h0n1", "h0n2", "h1n1", "h1n2"}, "e3": {"h2n1", "h2n3"}, "e3.d3": {"h2n2"}}
	if diff := cmp.Diff(want, grouped(t, s)); diff != "" {
		t.Fatal(diff)
	}
	e, err := s.Event(ctx, "e2")
	ok(t, err)
	if e.ID != "e1" || e.Title != "Dues and frost" || len(e.Reasons) == 0 || e.Reasons[0].Text != "lee decided so" {
		t.Errorf("%+v", e)
	}
	part, err := s.Event(ctx, "e3.d3")
	ok(t, err)
	if part.Title == "" || part.Date.IsZero() || part.Storyline == "" {
		t.Errorf("poor description of a part: %+v", part)
	}
	undo(t, s, "d1")
	want["e1"], want["e2"] = []string{"h0n1", "h0n2"}, []string{"h1n1", "h1n2"}
	if diff := cmp.Diff(want, grouped(t, s)); diff != "" {
		t.Error(diff)
	}
	e, err = s.Event(ctx, "e1")
	ok(t, err)
	if e.Title != "Dues and frost" {
		t.Errorf("a title that was given to the merged event is lost: %q", e.Title)
	}
}

func TestDecidedEventsAfterDelete(t *testing.T) {
	s := threeEvents(t)
	decide(t, s, "d1", news.MergeEvents, []string{"e1", "e2"})
	ok(t, s.DeleteArticle(ctx, "h0n1"))
	relateAll(t, s, "r1")
	undo(t, s, "d1")
	want := map[string][]string{"e1": {"h0n2"}, "e2": {"h1n1"}, "e3": {"h2n1", "h2n2"}}
	if diff := cmp.Diff(want, grouped(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestCheckEventDecision(t *testing.T) {
	s := threeEvents(t)
	for _, c := range []struct {
		kind     news.DecisionKind
		subjects []string
		args     []string
		want     fault.Kind
	}{
		{news.MergeEvents, []string{"e1"}, nil, fault.Usage},
		{news.MergeEvents, []string{"e1", "e1"}, nil, fault.Conflict},
		{news.MergeEvents, []string{"e1", "e9"}, nil, fault.NotFound},
		{news.SplitEvent, []string{"e1"}, nil, fault.Usage},
		{news.SplitEvent, []string{"e1"}, []string{"h2n1"}, fault.Conflict},
		{news.SplitEvent, []string{"e1"}, []string{"h0n1", "h0n2"}, fault.Conflict},
		{news.MoveArticle, []string{"e1"}, []string{"h0n1"}, fault.Conflict},
		{news.MoveArticle, []string{"e1"}, []string{"nothing"}, fault.NotFound},
		{news.RenameEvent, []string{"e1"}, []string{" "}, fault.Usage},
		{news.RejectEvent, []string{"e2"}, nil, fault.Conflict},
	} {
		_, err := CheckEventDecision(ctx, s, news.Decision{Kind: c.kind, Subjects: c.subjects, Args: c.args})
		if err == nil || fault.Of(err) != c.want {
			t.Errorf("%s %v %v: got %v", c.kind, c.subjects, c.args, err)
		}
	}
}

func TestCheckEventUndo(t *testing.T) {
	ds := []news.Decision{
		{ID: "d1", Kind: news.SplitEvent, Subjects: []string{"e1"}, Args: []string{"a"}},
		{ID: "d2", Kind: news.RenameEvent, Subjects: []string{"e1.d1"}, Args: []string{"Part"}},
	}
	if err := CheckEventUndo(ds, "d1"); fault.Of(err) != fault.Conflict || err == nil {
		t.Errorf("got %v", err)
	}
	ok(t, CheckEventUndo(ds, "d2"))
	ds[1].Undone = true
	ok(t, CheckEventUndo(ds, "d1"))
	ok(t, CheckEventUndo(ds, "d9"))
}

// TestRename names an actor, and takes that back, without a relating; a Relater
// finds nothing to change in either.
func TestRename(t *testing.T) {
	s := threeEvents(t)
	page, err := s.ListActors(ctx, store.ActorFilter{})
	ok(t, err)
	was := page.Items[0]
	for i, name := range []string{"The Harbour Master", "Somebody"} {
		_, err := s.PutDecision(ctx, news.Decision{ID: []string{"d1", "d2"}[i], Kind: news.RenameActor, Subjects: []string{was.ID},
			Names: []string{[]string{was.Name, "The Harbour Master"}[i]}, Args: []string{name}, Who: "lee"})
		ok(t, err)
	}
	named := func(want string) {
		t.Helper()
		for _, apply := range []func() error{func() error { return DecideActors(ctx, s) }, func() error { relateAll(t, s, "r1"); return nil }} {
			ok(t, apply())
			now, err := s.Actor(ctx, was.ID)
			ok(t, err)
			if now.Name != want || now.Mentions != was.Mentions {
				t.Errorf("%q of %d mentions, want %q of %d", now.Name, now.Mentions, want, was.Mentions)
			}
		}
	}
	named("Somebody")
	ok(t, s.UndoDecision(ctx, news.Decision{ID: "d2", UndoneBy: "kim"}))
	named("The Harbour Master")
	ok(t, s.UndoDecision(ctx, news.Decision{ID: "d1", UndoneBy: "kim"}))
	named(was.Name)
}

// TestRelaterRenames lets a Relater alone apply a new name, with nothing to relate.
func TestRelaterRenames(t *testing.T) {
	s := threeEvents(t)
	page, err := s.ListActors(ctx, store.ActorFilter{})
	ok(t, err)
	_, err = s.PutDecision(ctx, news.Decision{ID: "d1", Kind: news.RenameActor, Subjects: []string{page.Items[0].ID}, Args: []string{"Somebody"}})
	ok(t, err)
	relateAll(t, s, "r1")
	if now, err := s.Actor(ctx, page.Items[0].ID); err != nil || now.Name != "Somebody" {
		t.Errorf("called %q, %v", now.Name, err)
	}
}

// TestMergeActors merges two actors without a relating, and takes that back; a
// Relater that goes on comes to the same.
func TestMergeActors(t *testing.T) {
	s := threeEvents(t)
	page, err := s.ListActors(ctx, store.ActorFilter{})
	ok(t, err)
	into, gone := page.Items[0], page.Items[1]
	said := func(id string) (n int) {
		rows, err := s.Statements(ctx, store.StatementFilter{Actor: id, Page: store.Cursor{Limit: 100}})
		ok(t, err)
		return len(rows.Items)
	}
	both, one := said(into.ID)+said(gone.ID), said(gone.ID)
	_, err = s.PutDecision(ctx, news.Decision{ID: "d1", Kind: news.MergeActors, Subjects: []string{into.ID, gone.ID}})
	ok(t, err)
	related, _, err := s.Related(ctx, "r1", 0, 0)
	ok(t, err)
	for _, apply := range []func() error{func() error { return DecideActors(ctx, s) }, func() error { relateAll(t, s, "r1"); return nil }} {
		ok(t, apply())
		now, err := s.Actor(ctx, gone.ID)
		ok(t, err)
		if now.ID != into.ID || now.Mentions != into.Mentions+gone.Mentions || said(into.ID) != both {
			t.Errorf("%s of %d mentions and %d statements, want %s of %d and %d", now.ID, now.Mentions, said(into.ID), into.ID, into.Mentions+gone.Mentions, both)
		}
	}
	if again, _, err := s.Related(ctx, "r1", 0, 0); err != nil || !slices.Equal(again, related) {
		t.Errorf("articles were related anew: %v, %v", again, err)
	}
	ok(t, s.UndoDecision(ctx, news.Decision{ID: "d1", UndoneBy: "kim"}))
	relateAll(t, s, "r1")
	now, err := s.Actor(ctx, gone.ID)
	ok(t, err)
	if now.ID != gone.ID || now.Mentions != gone.Mentions || said(gone.ID) != one {
		t.Errorf("taken back: %s of %d mentions and %d statements, want %s of %d and %d", now.ID, now.Mentions, said(gone.ID), gone.ID, gone.Mentions, one)
	}
}
