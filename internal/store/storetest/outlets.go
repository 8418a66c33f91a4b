package storetest

import (
	"testing"

	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

func outlets(t *testing.T, s store.Store) {
	relate(t, s)
	april, may := news.Date{Year: 2031, Month: 4, Day: 8}, news.Date{Year: 2031, Month: 5, Day: 1}
	rows := must(s.ListOutlets(ctx))(t)
	if len(rows) != 2 || rows[0].Outlet != "Oshane Courier" || rows[0].Articles != 2 || rows[0].First != april || !april.Before(rows[0].Last) {
		t.Errorf("outlets: %+v", rows)
	}
	days := must(s.OutletDays(ctx, "Oshane Courier"))(t)
	if len(days) != 2 || days[0] != (store.DayCount{Day: april, Articles: 1}) {
		t.Errorf("days: %+v", days)
	}
	same(t, "speech", must(s.OutletSpeech(ctx, "Zelmora Post", 10))(t), store.Speech{Articles: 1, Copies: 1, Kinds: map[text.Kind]int{text.Indirect: 1}})
	same(t, "speech of no article", must(s.OutletSpeech(ctx, "nobody", 10))(t), store.Speech{})
	same(t, "events", must(s.OutletEvents(ctx, "Zelmora Post", april, may))(t), store.Reach{Reported: 1, Events: 1})
	same(t, "events of others", must(s.OutletEvents(ctx, "nobody", april, may))(t), store.Reach{Events: 1})
	same(t, "events before", must(s.OutletEvents(ctx, "Zelmora Post", news.Date{Year: 2030, Month: 1, Day: 1}, news.Date{Year: 2030, Month: 2, Day: 1}))(t), store.Reach{})

	page := must(s.ListArticles(ctx, store.ArticleFilter{Page: store.Cursor{Limit: 1, Uncounted: true}}))(t)
	same(t, "a list that is not counted", []any{page.Total, len(page.Items), page.Next != ""}, []any{-1, 1, true})
	found := must(s.SearchArticles(ctx, query(t, "lomenz"), store.SearchFilter{Page: store.Cursor{Limit: 1, Uncounted: true}}))(t)
	same(t, "a search that is not counted", []any{found.Total, len(found.Items), found.Next}, []any{-1, 1, "1"})
}

func eventStates(t *testing.T, s store.Store) {
	relate(t, s)
	before := must(s.EventStates(ctx, []string{"e1", "e2", "e9"}))(t)
	if len(before) != 2 || before["e1"] == "" || before["e1"] == before["e2"] {
		t.Errorf("states: %v", before)
	}
	same(t, "states of what has not changed", must(s.EventStates(ctx, []string{"e2", "e1"}))(t), before)
	named := must(s.Event(ctx, "e2"))(t)
	named.Title = "Named by an analyst"
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Events: []news.Event{named}}}))
	same(t, "states of what is called otherwise", must(s.EventStates(ctx, []string{"e2", "e1"}))(t), before)
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Version: "r2", Article: "a"}}))
	after := must(s.EventStates(ctx, []string{"e1", "e2"}))(t)
	if after["e1"] == before["e1"] || after["e2"] != before["e2"] {
		t.Errorf("an article of e1 was related anew: %v, then %v", before, after)
	}
	edited := harbour()[2]
	edited.Text += " Edited."
	put(t, s, edited)
	if now := must(s.EventStates(ctx, []string{"e2"}))(t); now["e2"] == before["e2"] {
		t.Error("an article of e2 was edited, and its state is as it was")
	}
}
