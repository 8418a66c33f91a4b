package query

import (
	"testing"
	"time"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

func TestPointDecisions(t *testing.T) {
	r := filled(t)
	c, err := r.Coverage(ctx, "e1")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Comparisons[0].Points) == 0 {
		t.Fatal("the two accounts share no point")
	}
	p := c.Comparisons[0].Points[0]
	for _, x := range []struct {
		name string
		d    news.Decision
		want fault.Kind
	}{
		{"no event", news.Decision{Kind: news.RejectPoint, Subjects: []string{p.ID}}, fault.Usage},
		{"an event that is not there", news.Decision{Kind: news.RejectPoint, Event: "e9", Subjects: []string{p.ID}}, fault.NotFound},
		{"a point that is not there", news.Decision{Kind: news.RejectPoint, Event: "e1", Subjects: []string{"p9"}}, fault.NotFound},
		{"a merge of one", news.Decision{Kind: news.MergePoints, Event: "e1", Subjects: []string{p.ID}}, fault.Usage},
		{"a merge with itself", news.Decision{Kind: news.MergePoints, Event: "e1", Subjects: []string{p.ID, p.Readings[1].Key}}, fault.Conflict},
		{"no name", news.Decision{Kind: news.NamePoint, Event: "e1", Subjects: []string{p.ID}, Args: []string{" "}}, fault.Usage},
		{"a split of nothing", news.Decision{Kind: news.SplitPoint, Event: "e1", Subjects: []string{p.ID}}, fault.Usage},
		{"a split of all", news.Decision{Kind: news.SplitPoint, Event: "e1", Subjects: []string{p.ID}, Args: []string{"a", "b"}}, fault.Conflict},
		{"a divergence that is not there", news.Decision{Kind: news.DismissDiffer, Event: "e1", Subjects: []string{p.ID}, Args: []string{"place"}}, fault.Conflict},
		{"no such decision", news.Decision{Kind: "point.paint", Event: "e1", Subjects: []string{p.ID}}, fault.Usage},
	} {
		if _, err := r.CheckPointDecision(ctx, x.d); err == nil || fault.Of(err) != x.want {
			t.Errorf("%s: %v", x.name, err)
		}
	}
	d, err := r.CheckPointDecision(ctx, news.Decision{Kind: news.NamePoint, Event: "e1", Subjects: []string{p.Readings[1].Key}, Args: []string{"the dues"}})
	if err != nil || d.Subjects[0] != p.ID || len(d.Names) != 1 || d.Names[0] == "" {
		t.Fatalf("%+v, %v", d, err)
	}
	before, err := r.Compared(ctx, "e1")
	if err != nil {
		t.Fatal(err)
	}
	d.ID, d.When = "d1", time.Date(2031, 4, 8, 0, 0, 0, 0, time.UTC)
	if _, err := r.s.(store.Decisions).PutDecision(ctx, d); err != nil {
		t.Fatal(err)
	}
	after, err := r.Compared(ctx, "e1")
	if err != nil {
		t.Fatal(err)
	}
	if after.Comparison.Points[0].Name != "the dues" || before.Comparison.Points[0].Name != "" {
		t.Errorf("the comparison made before is taken for that after the decision: %q", after.Comparison.Points[0].Name)
	}
}

func TestCheckPointUndo(t *testing.T) {
	ds := []news.Decision{{ID: "d1", Kind: news.SplitPoint, Subjects: []string{"p1"}}, {ID: "d2", Kind: news.NamePoint, Subjects: []string{"p1/2"}}}
	if err := CheckPointUndo(ds, "d1"); fault.Of(err) != fault.Conflict {
		t.Errorf("a split whose part was named is undone: %v", err)
	}
	if err := CheckPointUndo(ds, "d2"); err != nil {
		t.Error(err)
	}
	ds[1].Undone = true
	if err := CheckPointUndo(ds, "d1"); err != nil {
		t.Error(err)
	}
}
