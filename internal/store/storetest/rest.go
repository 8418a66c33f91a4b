package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

func deleteArticle(t *testing.T, s store.Store) {
	relate(t, s)
	ok(t, s.DeleteArticle(ctx, "c"))
	for name, read := range map[string]func() error{
		"article":  func() error { _, err := s.Article(ctx, "c"); return err },
		"versions": func() error { _, err := s.Versions(ctx, "c"); return err },
		"document": func() error { _, _, err := s.Document(ctx, "c"); return err },
		"event":    func() error { _, err := s.Event(ctx, "e2"); return err },
		"again":    func() error { return s.DeleteArticle(ctx, "c") },
	} {
		wantFault(t, name+" of a deleted article", read(), fault.NotFound)
	}
	same(t, "words", must(s.SearchArticles(ctx, query(t, "ferry"), store.SearchFilter{}))(t).Total, 0)
	same(t, "storyline", must(s.Storyline(ctx, "l1"))(t).Events, []string{"e1"})
	same(t, "put again", put(t, s, harbour()[2])[0].Change, store.Added)
	ok(t, s.DeleteArticle(ctx, "a"))
	ok(t, s.DeleteArticle(ctx, "b"))
	_, err := s.Storyline(ctx, "l1")
	wantFault(t, "a storyline without events", err, fault.NotFound)
	c := must(s.Counts(ctx))(t)
	same(t, "left", []int{c.Articles, c.Documents, c.Statements, c.Actors, c.Events, c.Storylines}, []int{2, 0, 0, 0, 0, 0})
}

func deleteCleans(t *testing.T, s store.Store) {
	relate(t, s)
	at := time.Date(2031, 4, 9, 0, 0, 0, 0, time.UTC)
	ok(t, s.PutCaptures(ctx, []store.Capture{{At: at, Outlet: "Zelmora Post", URL: "https://post.example/b", Kind: store.PageCapture, Result: store.Captured, Article: "b"}}))
	ok(t, s.PutState(ctx, store.KeptWords+"names", []byte("Ada Keld")))
	ok(t, s.DeleteArticle(ctx, "b"))
	same(t, "states that hold words", must(s.StateNames(ctx, store.KeptWords))(t), []string(nil))
	e := must(s.Event(ctx, "e1"))(t)
	same(t, "event", []any{e.Articles, e.Title, e.Place, len(e.Reasons), e.Participants}, []any{[]string{"a"}, "Harbour dues to rise", "Lomenz", 0, []string{"keld"}})
	keld := must(s.Actor(ctx, "keld"))(t)
	same(t, "aliases", len(keld.Aliases), 1)
	same(t, "alias", []any{keld.Aliases[0].Text, keld.Aliases[0].Count, len(keld.Aliases[0].Evidence), len(keld.Roles), keld.Mentions},
		[]any{"Ada Keld", 1, 1, 0, 1})
	same(t, "found by a name that is gone", must(s.ListActors(ctx, store.ActorFilter{Name: "minister"}))(t).Total, 0)
	captured := must(s.ListCaptures(ctx, store.CaptureFilter{}))(t).Items
	same(t, "capture records still count", []any{len(captured), captured[0].URL, captured[0].Article, captured[0].Result}, []any{1, "", "", store.Captured})
	same(t, "outlets and accounts", must(s.ListEvents(ctx, store.EventFilter{Accounts: 2}))(t).Total, 0)
}

func decisions(t *testing.T, s store.Store) {
	at := time.Date(2031, 4, 8, 12, 0, 0, 5000, time.UTC)
	d := news.Decision{ID: "d1", When: at, Who: "lee", Kind: news.MergeActors, Subjects: []string{"x", "y"}, Names: []string{"X", "Y"}, Note: "one woman"}
	same(t, "id", must(s.PutDecision(ctx, d))(t), "d1")
	_, err := s.PutDecision(ctx, d)
	wantFault(t, "an id twice", err, fault.Conflict)
	second := news.Decision{When: at.Add(time.Hour), Who: "kim", Kind: news.RenameActor, Subjects: []string{"x"}, Args: []string{"Xenia"}}
	second.ID = must(s.PutDecision(ctx, second))(t)
	if second.ID == "" {
		t.Error("no id was given")
	}
	point := news.Decision{ID: "d3", When: at.Add(2 * time.Hour), Who: "kim", Kind: news.MergePoints, Event: "e1", Subjects: []string{"p1", "p2"}, Names: []string{"the dues rise", "“a tenth”"}}
	same(t, "id", must(s.PutDecision(ctx, point))(t), "d3")
	undo := news.Decision{ID: "d1", UndoneBy: "kim", UndoneAt: at.Add(2 * time.Hour)}
	ok(t, s.UndoDecision(ctx, undo))
	d.Undone, d.UndoneBy, d.UndoneAt = true, "kim", undo.UndoneAt
	same(t, "decisions", must(s.ListDecisions(ctx))(t), []news.Decision{d, second, point})
	wantFault(t, "undone twice", s.UndoDecision(ctx, undo), fault.Conflict)
	wantFault(t, "undone without having been made", s.UndoDecision(ctx, news.Decision{ID: "d9"}), fault.NotFound)
	ok(t, s.ResetAnalyses(ctx))
	same(t, "decisions after a reset", len(must(s.ListDecisions(ctx))(t)), 3)
}

func captures(t *testing.T, s store.Store) {
	at := time.Date(2031, 4, 8, 12, 0, 0, 0, time.UTC)
	poll := func(minutes int, feed string, r store.CaptureResult) store.Capture {
		return store.Capture{At: at.Add(time.Duration(minutes) * time.Minute), Outlet: "Oshane Courier", Feed: feed, URL: feed, Kind: store.PollCapture, Result: r,
			Detail: "why", Status: 200, Bytes: 9, Took: 3 * time.Millisecond}
	}
	all := []store.Capture{poll(0, "f1", store.Captured), poll(10, "f1", store.NotModified), poll(20, "f1", store.Failed), poll(5, "f2", store.Refused)}
	ok(t, s.PutCaptures(ctx, all))
	page := must(s.ListCaptures(ctx, store.CaptureFilter{Feed: "f1"}))(t)
	same(t, "newest first", page.Items, []store.Capture{all[2], all[1], all[0]})
	same(t, "failed", must(s.ListCaptures(ctx, store.CaptureFilter{Results: []store.CaptureResult{store.Failed, store.Refused}}))(t).Total, 2)
	same(t, "in a time", must(s.ListCaptures(ctx, store.CaptureFilter{From: at.Add(5 * time.Minute), To: at.Add(20 * time.Minute)}))(t).Total, 2)
	counts := must(s.CountCaptures(ctx, store.CaptureFilter{Outlet: "Oshane Courier"}))(t)
	same(t, "counts", counts, []store.CaptureCount{
		{Outlet: "Oshane Courier", Feed: "f1", Kind: store.PollCapture, Total: 3, First: at, Last: at.Add(20 * time.Minute),
			Results: map[store.CaptureResult]int{store.Captured: 1, store.NotModified: 1, store.Failed: 1}},
		{Outlet: "Oshane Courier", Feed: "f2", Kind: store.PollCapture, Total: 1, First: at.Add(5 * time.Minute), Last: at.Add(5 * time.Minute),
			Results: map[store.CaptureResult]int{store.Refused: 1}},
	})
}

func states(t *testing.T, s store.Store) {
	_, err := s.State(ctx, "feed/x")
	wantFault(t, "a state that is not there", err, fault.NotFound)
	ok(t, s.PutState(ctx, "feed/x", []byte("1")))
	ok(t, s.PutState(ctx, "feed/x", []byte("2")))
	ok(t, s.PutState(ctx, "feed/a", []byte{}))
	ok(t, s.PutState(ctx, "feedback", []byte("3")))
	same(t, "state", string(must(s.State(ctx, "feed/x"))(t)), "2")
	same(t, "names", must(s.StateNames(ctx, "feed/"))(t), []string{"feed/a", "feed/x"})
	ok(t, s.PutState(ctx, "feed/a", nil))
	same(t, "names", must(s.StateNames(ctx, "feed/"))(t), []string{"feed/x"})
}

func counts(t *testing.T, s store.Store) {
	same(t, "of an empty store", must(s.Counts(ctx))(t).Articles, 0)
	relate(t, s)
	c := must(s.Counts(ctx))(t)
	if c.Bytes <= 0 {
		t.Errorf("%d bytes", c.Bytes)
	}
	c.Bytes = 0
	same(t, "counts", c, store.Counts{Articles: 4, Versions: 4, Documents: 3, Statements: 2, Actors: 1, Events: 2, Storylines: 1})
}

// manyAtOnce lets writers and readers loose on each other: every article must
// be there once, and no reader may fail.
func manyAtOnce(t *testing.T, s store.Store) {
	const writers, each = 8, 25
	var wg sync.WaitGroup
	fail := make(chan error, 2*writers*each)
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				a := article(fmt.Sprintf("w%d", (w/2*each+i)), "Oshane Courier", "2031-04-08", "Dues", fmt.Sprintf("Text %d of pair %d.", i, w/2))
				_, err := s.PutArticles(ctx, []news.Article{a}) // each is put by two writers
				fail <- err
			}
		})
		wg.Go(func() {
			for range each {
				_, err := s.ListArticles(ctx, store.ArticleFilter{Page: store.Cursor{Limit: 3}})
				fail <- err
			}
		})
	}
	wg.Wait()
	close(fail)
	for err := range fail {
		ok(t, err)
	}
	same(t, "articles", must(s.Counts(ctx))(t).Articles, writers/2*each)
}

func canceledWrite(t *testing.T, s store.Store) {
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.PutArticles(gone, harbour()); err == nil {
		t.Error("a write whose caller had gone was kept")
	}
	same(t, "articles", must(s.Counts(ctx))(t).Articles, 0)
	put(t, s, harbour()...)
}
