package storetest

import (
	"fmt"
	"slices"
	"testing"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

func evidence(id string, s text.Span) []news.Evidence {
	return []news.Evidence{{Rule: "apposition", Place: news.Passage{Article: id, Span: s}}}
}

// relate keeps the harbour's articles with documents and an analysis of each:
// a and b are event e1, c is e2, both one storyline; b is a copy of a; Keld
// speaks in a and b.
func relate(t *testing.T, s store.Store) {
	t.Helper()
	as := harbour()
	put(t, s, as...)
	for _, a := range as[:3] {
		d := document(a)
		if a.ID != "c" {
			span := find(t, a.Text, "Ada Keld")
			r := d.TokensIn(span)
			d.Mentions = []text.Mention{{Tokens: r, Span: span, Head: r.Start, Kind: text.NameMention}}
			d.Chains = []text.Chain{{Mentions: []int{0}}}
		}
		ok(t, s.PutDocument(ctx, d, "p1"))
	}
	same(t, "to relate, oldest first", must(s.Unrelated(ctx, "r1", 10))(t), []string{"a", "b", "c"})

	said, denied := find(t, as[0].Text, "The port of Lomenz will raise its dues"), find(t, as[1].Text, "that the dues would ruin fishermen")
	quoted := find(t, as[0].Text, "“We have no choice,”")
	keld := news.Actor{ID: "keld", Name: "Ada Keld", Type: text.Person, Mentions: 2, Aliases: []news.Alias{
		{Text: "Ada Keld", Count: 2, Evidence: append(evidence("a", said), evidence("b", denied)...)},
		{Text: "Minister Ada Keld", Count: 1, Evidence: evidence("b", denied)}},
		Roles: []news.Role{{Text: "minister", From: as[1].Published, Evidence: evidence("b", denied)}}}
	e1 := news.Event{ID: "e1", Title: "Lomenz raises port dues", Date: as[0].Published, Place: "Lomenz", Participants: []string{"keld"},
		Articles: []string{"a", "b"}, Confidence: 0.5, Reasons: []news.Reason{{A: "a", B: "b", Text: "both name Ada Keld", Weight: 2}}}
	e2 := news.Event{ID: "e2", Title: "Ferry strike ends", Date: as[2].Published, Articles: []string{"c"}}
	ok(t, s.PutAnalyses(ctx, []store.Analysis{
		{Version: "r1", Article: "a", ActorOf: []string{"keld"}, Actors: []news.Actor{keld}, Statements: []news.Statement{
			{ID: "s1", Article: "a", Actor: "keld", Content: []text.Span{said, quoted}, Date: as[0].Published, Kind: text.Mixed, Polarity: text.Positive, Modality: text.Intended, Confidence: 0.5}}},
		{Version: "r1", Article: "b", ActorOf: []string{"keld"}, Statements: []news.Statement{
			{ID: "s2", Article: "b", Attribution: 1, Actor: "keld", Content: []text.Span{denied}, Date: as[1].Published, Kind: text.Indirect, Polarity: text.Negative, Modality: text.Asserted, Confidence: 0.25}},
			Events: []news.Event{e1},
			Copies: []news.Copy{{Article: "b", Of: "a", Kind: news.Partial, Share: 0.6, Passages: []news.CopiedPassage{{Article: denied, Of: said}}}}},
		{Version: "r1", Article: "c", Events: []news.Event{e2}, Storylines: []news.Storyline{{ID: "l1", Title: "Harbour dues to rise", Events: []string{"e1", "e2"}}}},
	}))
}

// related are articles related by r1.
func related(t *testing.T, s store.Store, after int64, limit int) ([]string, int64) {
	t.Helper()
	ids, mark, err := s.Related(ctx, "r1", after, limit)
	ok(t, err)
	return ids, mark
}

func first(ids []string, _ int64) []string { return ids }

func analyses(t *testing.T, s store.Store) {
	relate(t, s)
	same(t, "left to relate", must(s.Unrelated(ctx, "r1", 10))(t), []string(nil))
	same(t, "to relate by another version", must(s.Unrelated(ctx, "r2", 2))(t), []string{"a", "b"})
	all, mark := related(t, s, 0, 0)
	same(t, "related", all, []string{"a", "b", "c"})
	latest, again := related(t, s, 0, 2)
	same(t, "the latest", []any{latest, again}, []any{[]string{"b", "c"}, mark})
	none, still := related(t, s, mark, 0)
	same(t, "after the last", []any{none, still}, []any{[]string(nil), mark})

	e := must(s.Event(ctx, "e1"))(t)
	same(t, "event", e, news.Event{ID: "e1", Title: "Lomenz raises port dues", Date: news.Date{Year: 2031, Month: 4, Day: 8}, Place: "Lomenz",
		Participants: []string{"keld"}, Articles: []string{"a", "b"}, Storyline: "l1", Confidence: 0.5,
		Reasons: []news.Reason{{A: "a", B: "b", Text: "both name Ada Keld", Weight: 2}}})
	same(t, "storyline", must(s.Storyline(ctx, "l1"))(t), news.Storyline{ID: "l1", Title: "Harbour dues to rise", Events: []string{"e1", "e2"}})
	events, storylines, err := s.Grouping(ctx, []string{"a", "c", "d"})
	ok(t, err)
	same(t, "grouping", []map[string]string{events, storylines}, []map[string]string{{"a": "e1", "c": "e2"}, {"e1": "l1", "e2": "l1"}})
	same(t, "actors of chains", must(s.ActorOf(ctx, "b"))(t), []string{"keld"})
	same(t, "articles that name an actor", ids(must(s.ListArticles(ctx, store.ArticleFilter{Actor: "keld"}))(t).Items), []string{"b", "a"})
	row := must(s.ListArticles(ctx, store.ArticleFilter{Event: "e1"}))(t).Items[0]
	same(t, "row", []string{row.ID, row.Event, row.CopyOf, row.Pipeline}, []string{"b", "e1", "a", "p1"})

	page := must(s.Statements(ctx, store.StatementFilter{Actor: "keld"}))(t)
	same(t, "statements", len(page.Items), 2)
	same(t, "articles that an actor speaks in", must(s.SpeaksIn(ctx, "keld"))(t), map[string][]string{"a": {"s1"}, "b": {"s2"}})
	same(t, "articles that nobody speaks in", len(must(s.SpeaksIn(ctx, "nobody"))(t)), 0)
	st := page.Items[1]
	a := must(s.Article(ctx, "a"))(t)
	same(t, "statement", st, store.StatementRow{Statement: news.Statement{ID: "s1", Article: "a", Actor: "keld", Date: a.Published, Kind: text.Mixed,
		Polarity: text.Positive, Modality: text.Intended, Confidence: 0.5,
		Content: []text.Span{find(t, a.Text, "The port of Lomenz will raise its dues"), find(t, a.Text, "“We have no choice,”")}},
		Text: "The port of Lomenz will raise its dues … “We have no choice,”", Outlet: "Oshane Courier", Event: "e1", Name: "Ada Keld"})
	for name, f := range map[string]store.StatementFilter{"article": {Article: "b"}, "day": {From: news.Date{Year: 2031, Month: 4, Day: 9}}} {
		if got := must(s.Statements(ctx, f))(t); len(got.Items) != 1 || got.Items[0].ID != "s2" {
			t.Errorf("statements by %s: %+v", name, got)
		}
	}
	same(t, "statements of an event", must(s.Statements(ctx, store.StatementFilter{Event: "e1"}))(t).Total, 2)

	wantFault(t, "a statement outside its article", s.PutAnalyses(ctx, []store.Analysis{{Article: "c", Statements: []news.Statement{
		{ID: "s3", Content: []text.Span{{Start: 0, End: 1 << 20}}}}}}), fault.Internal)
	same(t, "related after a call that failed", must(s.Unrelated(ctx, "r1", 10))(t), []string(nil))
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Version: "r1", Article: "deleted meanwhile"}}))
}

// analysisAnew relates an article again: statements with the same words stay, with
// what has changed of them, and of two with one set of words one may go.
func analysisAnew(t *testing.T, s store.Store) {
	relate(t, s)
	body := must(s.Article(ctx, "b"))(t).Text
	says := func(id, actor, words string) news.Statement {
		return news.Statement{ID: id, Actor: actor, Kind: text.Indirect, Polarity: text.Positive, Modality: text.Asserted, Confidence: .25, Content: []text.Span{find(t, body, words)}}
	}
	again := func(statements ...news.Statement) {
		t.Helper()
		ok(t, s.PutAnalyses(ctx, []store.Analysis{{Version: "r2", Article: "b", Statements: statements}}))
		var got, want []string
		for _, st := range must(s.Statements(ctx, store.StatementFilter{Article: "b"}))(t).Items {
			got = append(got, fmt.Sprint(st.ID, st.Actor, st.Text, st.Confidence, st.Content))
		}
		for _, st := range statements {
			want = append(want, fmt.Sprint(st.ID, st.Actor, st.Content[0].In(body), st.Confidence, st.Content))
		}
		slices.Sort(got)
		slices.Sort(want)
		same(t, "statements", got, want)
	}
	found := func(words string) int {
		return must(s.SearchStatements(ctx, query(t, words), store.SearchFilter{}))(t).Total
	}
	again(says("x", "other", "the dues would ruin fishermen"), says("y", "keld", "the dues would ruin fishermen"), says("z", "", "Minister"))
	same(t, "found", []int{found("ruin"), found("minister")}, []int{2, 1})
	again(says("y", "keld", "the dues would ruin fishermen"), says("w", "keld", "denied"))
	same(t, "found", []int{found("ruin"), found("minister"), found("denied")}, []int{1, 0, 1})
	same(t, "by the one who was", must(s.Statements(ctx, store.StatementFilter{Actor: "other"}))(t).Total, 0)
	again()
	same(t, "found", []int{found("ruin"), found("denied")}, []int{0, 0})
}

func analysisOfNewVersion(t *testing.T, s store.Store) {
	relate(t, s)
	edited := harbour()[1]
	edited.Text += " Edited."
	put(t, s, edited)
	same(t, "statements of a text that was", must(s.Statements(ctx, store.StatementFilter{Article: "b"}))(t).Total, 0)
	same(t, "its copies", must(s.Copies(ctx, []string{"b"}))(t), []news.Copy(nil))
	same(t, "its actors", must(s.ActorOf(ctx, "b"))(t), []string(nil))
	same(t, "its event", must(s.Event(ctx, "e1"))(t).Articles, []string{"a", "b"})
	same(t, "nothing to relate before it is annotated", must(s.Unrelated(ctx, "r1", 10))(t), []string(nil))
	ok(t, s.PutDocument(ctx, document(edited), "p1"))
	same(t, "to relate", must(s.Unrelated(ctx, "r1", 10))(t), []string{"b"})
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Version: "r1", Article: "b"}}))
	same(t, "in the order of relating", first(related(t, s, 0, 0)), []string{"a", "c", "b"})
}

func forwards(t *testing.T, s store.Store) {
	relate(t, s)
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{
		Actors:     []news.Actor{{ID: "akeld", Name: "Ada Keld", Aliases: []news.Alias{{Text: "Keld"}}}},
		GoneActors: []store.Forward{{ID: "keld", Now: "akeld"}},
		Events:     []news.Event{{ID: "e3", Title: "All", Articles: []string{"a", "b", "c"}}},
		GoneEvents: []store.Forward{{ID: "e1", Now: "e2"}, {ID: "e2", Now: "e3"}},
		Storylines: []news.Storyline{{ID: "l2", Title: "New", Events: []string{"e3"}}}, GoneStorylines: []store.Forward{{ID: "l1", Now: "l2"}},
	}}))
	same(t, "event of a merged id", must(s.Event(ctx, "e1"))(t).ID, "e3")
	same(t, "articles of the merged event", must(s.Event(ctx, "e2"))(t).Articles, []string{"a", "b", "c"})
	same(t, "storyline of a merged id", must(s.Storyline(ctx, "l1"))(t).ID, "l2")
	same(t, "actor of a merged id", must(s.Actor(ctx, "keld"))(t).ID, "akeld")
	same(t, "actors of chains", must(s.ActorOf(ctx, "a"))(t), []string{"akeld"})
	same(t, "statements", must(s.Statements(ctx, store.StatementFilter{Actor: "akeld"}))(t).Total, 2)
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{GoneEvents: []store.Forward{{ID: "e3"}}}}))
	_, err := s.Event(ctx, "e1")
	wantFault(t, "an event that became nothing", err, fault.NotFound)
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Events: []news.Event{{ID: "e1", Title: "Split off again", Articles: []string{"a"}}}}}))
	same(t, "an id that came back", must(s.Event(ctx, "e1"))(t).Title, "Split off again")
}

func listEvents(t *testing.T, s store.Store) {
	relate(t, s)
	page := must(s.ListEvents(ctx, store.EventFilter{}))(t)
	same(t, "events", len(page.Items), 2)
	e := page.Items[1]
	same(t, "event", []any{e.ID, e.Articles, e.Participants, e.Storyline, e.Outlets, e.Origins, e.Latest.String()},
		[]any{"e1", []string{"a", "b"}, []string{"keld"}, "l1", 2, 1, "2031-04-09"})
	for _, c := range []struct {
		name string
		f    store.EventFilter
		want string
	}{
		{"actor", store.EventFilter{Actor: "keld"}, "e1"}, {"outlet", store.EventFilter{Outlet: "Zelmora Post"}, "e1"},
		{"accounts", store.EventFilter{Accounts: 2}, "e1"}, {"title", store.EventFilter{Title: "STRIKE ferry"}, "e2"},
		{"title of an account", store.EventFilter{Title: "harbour"}, "e1"}, {"days", store.EventFilter{From: news.Date{Year: 2031, Month: 5, Day: 1}}, "e2"},
	} {
		if got := must(s.ListEvents(ctx, c.f))(t); len(got.Items) != 1 || got.Items[0].ID != c.want || got.Total != 1 {
			t.Errorf("by %s: got %+v, want %s", c.name, got, c.want)
		}
	}
	same(t, "events of a storyline", must(s.ListEvents(ctx, store.EventFilter{Storyline: "l1"}))(t).Total, 2)
	same(t, "a title of signs", must(s.ListEvents(ctx, store.EventFilter{Title: "%"}))(t).Total, 0)
	lines := must(s.ListStorylines(ctx, store.EventFilter{Actor: "keld"}))(t)
	same(t, "storylines", lines.Items, []store.StorylineRow{{Storyline: news.Storyline{ID: "l1", Title: "Harbour dues to rise", Events: []string{"e1", "e2"}},
		Articles: 3, First: news.Date{Year: 2031, Month: 4, Day: 8}, Last: news.Date{Year: 2031, Month: 5, Day: 1}}})
}

func eventRobbed(t *testing.T, s store.Store) {
	relate(t, s)
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Events: []news.Event{{ID: "e2", Title: "Ferry strike ends", Articles: []string{"c", "b"}}}}}))
	same(t, "an event that lost an article", must(s.Event(ctx, "e1"))(t).Articles, []string{"a"})
	page := must(s.ListEvents(ctx, store.EventFilter{Accounts: 2}))(t)
	if len(page.Items) != 1 || page.Items[0].ID != "e2" {
		t.Errorf("events of two accounts: %+v", page.Items)
	}
}

func listActors(t *testing.T, s store.Store) {
	relate(t, s)
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Actors: []news.Actor{
		{ID: "sv", Name: "Ján Švorc", Type: text.Person, Mentions: 1}, {ID: "port", Name: "Port of Lomenz", Type: text.Organization, Mentions: 5}}}}))
	for _, c := range []struct {
		f    store.ActorFilter
		want []string
	}{
		{store.ActorFilter{}, []string{"port", "keld", "sv"}},
		{store.ActorFilter{Type: text.Person}, []string{"keld", "sv"}},
		{store.ActorFilter{Name: "svorc"}, []string{"sv"}},
		{store.ActorFilter{Name: "minister ada"}, []string{"keld"}},
		{store.ActorFilter{Name: "100%"}, nil},
	} {
		var got []string
		for _, a := range must(s.ListActors(ctx, c.f))(t).Items {
			got = append(got, a.ID)
		}
		same(t, c.f.Name+string(c.f.Type), got, c.want)
	}
	same(t, "names", must(s.ActorNames(ctx, []string{"sv", "nobody", "keld"}))(t), map[string]string{"sv": "Ján Švorc", "keld": "Ada Keld"})
	got := must(s.ActorsByID(ctx, []string{"sv", "nobody", "keld"}))(t)
	same(t, "actors by id", []string{got[0].ID, got[1].ID}, []string{"sv", "keld"})
	same(t, "roles", got[1].Roles[0].Text, "minister")
	_, err := s.Actor(ctx, "nobody")
	wantFault(t, "an unknown actor", err, fault.NotFound)
}

func copies(t *testing.T, s store.Store) {
	relate(t, s)
	of := must(s.Copies(ctx, []string{"a"}))(t)
	same(t, "found from either side", of, must(s.Copies(ctx, []string{"b", "a"}))(t))
	same(t, "copy", []any{of[0].Article, of[0].Of, of[0].Kind, of[0].Share, len(of[0].Passages)}, []any{"b", "a", news.Partial, 0.6, 1})
	same(t, "none", must(s.Copies(ctx, []string{"c"}))(t), []news.Copy(nil))
}

func resetAnalyses(t *testing.T, s store.Store) {
	relate(t, s)
	ok(t, s.ResetAnalyses(ctx))
	c := must(s.Counts(ctx))(t)
	same(t, "derived", []int{c.Statements, c.Actors, c.Events, c.Storylines}, []int{0, 0, 0, 0})
	same(t, "articles and documents", []int{c.Articles, c.Documents}, []int{4, 3})
	same(t, "to relate", must(s.Unrelated(ctx, "r1", 10))(t), []string{"a", "b", "c"})
}

// decidedEvents keeps b moved from e1 to e2 and c's event as merged into it by a
// decision, then takes it back.
func decidedEvents(t *testing.T, s store.Store) {
	relate(t, s)
	e1, e2 := must(s.Event(ctx, "e1"))(t), must(s.Event(ctx, "e2"))(t)
	same(t, "nothing decided", len(must(s.Bases(ctx))(t)), 0)
	b := must(s.Base(ctx, "e1"))(t)
	same(t, "base of what no decision concerns", []any{b.Event.ID, b.Event.Articles, b.Event.Storyline, b.Shown}, []any{"e1", []string{"a", "b"}, "l1", []string{"e1"}})

	left, all := e1, e2
	left.Articles, all.ID, all.Articles = []string{"a"}, "e1.d1", []string{"b", "c"}
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Events: []news.Event{left, all}, Bases: []store.Base{{Event: e1}, {Event: e2}},
		Decided: []store.Forward{{ID: "e2", Now: "e1.d1"}}, Storylines: []news.Storyline{{ID: "l1", Title: "Dues", Events: []string{"e1", "e1.d1"}}}}}))
	same(t, "shown", must(s.Event(ctx, "e2"))(t).Articles, []string{"b", "c"})
	same(t, "shown under its own id", must(s.Event(ctx, "e1.d1"))(t).ID, "e1.d1")
	bases := must(s.Bases(ctx))(t)
	if len(bases) != 2 {
		t.Fatalf("bases: %+v", bases)
	}
	same(t, "base of articles that are shown elsewhere", bases[0].Event, e1)
	same(t, "base of a hidden event", bases[1].Event, e2)
	same(t, "where they are shown", [][]string{bases[0].Shown, bases[1].Shown}, [][]string{{"e1", "e1.d1"}, {"e1.d1"}})
	events, storylines, err := s.Grouping(ctx, []string{"a", "b", "c"})
	ok(t, err)
	same(t, "grouping by evidence", []map[string]string{events, storylines}, []map[string]string{{"a": "e1", "b": "e1", "c": "e2"}, {"e1": "l1", "e2": "l1"}})
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{GoneStorylines: []store.Forward{{ID: "l1", Now: "l2"}}, Storylines: []news.Storyline{{ID: "l2", Title: "Dues", Events: []string{"e1", "e1.d1"}}}}}))
	same(t, "storyline of a hidden event", must(s.Base(ctx, "e2"))(t).Event.Storyline, "l2")

	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Events: []news.Event{e1, e2}, Decided: []store.Forward{{ID: "e1.d1", Now: "e2"}}}}))
	same(t, "taken back", must(s.Event(ctx, "e2"))(t).Articles, []string{"c"})
	same(t, "an id that a decision had made", must(s.Event(ctx, "e1.d1"))(t).ID, "e2")
	same(t, "no decision concerns anything", len(must(s.Bases(ctx))(t)), 0)
}

func decidedThenDeleted(t *testing.T, s store.Store) {
	relate(t, s)
	e1 := must(s.Event(ctx, "e1"))(t)
	shown := e1
	shown.Title = "Dues"
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Events: []news.Event{shown}, Bases: []store.Base{{Event: e1}}}}))
	ok(t, s.DeleteArticle(ctx, "b"))
	same(t, "nothing of what an event was called before", must(s.Bases(ctx))(t), []store.Base{
		{Event: news.Event{ID: "e1", Storyline: "l1", Articles: []string{"a"}}, Shown: []string{"e1"}}})
}
