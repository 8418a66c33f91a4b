package job

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/fault"
	"synoptic/internal/queue"
	"synoptic/internal/queue/local"
	"synoptic/internal/store"
	"synoptic/internal/store/sqlite"
	"synoptic/news"
	"synoptic/text"
)

var ctx = context.Background()

func open(t *testing.T) store.Store {
	t.Helper()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "s.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// story is the n-th account of a happening: accounts of one share most words.
func story(happening, n int) news.Article {
	places := []string{"Lomenz", "Oshane", "Vared", "Tirna"}
	things := []string{"harbour dues quay ships tariff", "vineyard frost harvest growers loss", "bridge collapse engineers river inquiry", "hospital strike nurses wards talks"}
	place, words := places[happening%4], strings.Fields(things[happening%4])
	title := fmt.Sprintf("%s: %s %s", place, words[0], words[1])
	body := fmt.Sprintf("%s\n\nThe %s of %s moved the %s and the %s on Tuesday, said a speaker for the %s. Nobody in %s had seen such %s before number %d.",
		title, words[0], place, words[2], words[3], words[4], place, words[1], n)
	return news.Article{ID: fmt.Sprintf("h%dn%d", happening, n), Outlet: fmt.Sprint("Outlet ", n), Language: "en", Text: body,
		Title: text.Span{End: len(title)}, Published: news.Date{Year: 2031, Month: 4, Day: 1 + 3*happening}}
}

func each(articles ...news.Article) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// annotate stands in for a pipeline: words and one chain, the first word.
func annotate(d *text.Document) error {
	if strings.Contains(d.Text, "poison") {
		return fmt.Errorf("annotate %q: a stage that was not prepared", d.ID)
	}
	d.Tokens = []text.Token{}
	for at, rest := 0, d.Text; rest != ""; {
		n := strings.IndexAny(rest, " \n")
		if n < 0 {
			n = len(rest)
		}
		if n > 0 {
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: at, End: at + n}, Form: rest[:n]})
		}
		n = min(n+1, len(rest))
		at, rest = at+n, rest[n:]
	}
	d.Sentences = []text.Sentence{{Span: d.SpanOf(text.Range{End: len(d.Tokens)}), Tokens: text.Range{End: len(d.Tokens)}}}
	d.Mentions = []text.Mention{{Tokens: text.Range{End: 1}, Span: d.Tokens[0].Span, Kind: text.NameMention, Type: text.Polity}}
	d.Chains = []text.Chain{{Mentions: []int{0}, Type: text.Polity}}
	last := d.Tokens[len(d.Tokens)-1].Span
	d.Attributions = []text.Attribution{{Kind: text.Indirect, Content: []text.Span{last}, Level: 1, Parent: -1}}
	return nil
}

func TestIngest(t *testing.T) {
	s, q := open(t), local.New(queue.Options{})
	defer q.Close()
	lost := errors.New("line 3 is broken")
	in := func(yield func(news.Article, error) bool) {
		_ = yield(story(0, 1), nil) && yield(news.Article{Path: "f.jsonl"}, lost) && yield(story(0, 2), errors.New("its date cannot be read")) &&
			yield(news.Article{ID: "empty", Path: "e.txt"}, nil) && yield(story(0, 1), nil)
	}
	var got []string
	tally, err := Ingest(ctx, s, q, in, func(o Outcome) { got = append(got, fmt.Sprintf("%s %s %v", o.Kept.ID, o.Kept.Change, o.Err)) })
	ok(t, err)
	if diff := cmp.Diff(Tally{Added: 2, Unchanged: 1, Failed: 2}, tally); diff != "" {
		t.Error(diff)
	}
	want := []string{"  line 3 is broken", `  article "empty" has no text`, "h0n1 added <nil>", "h0n2 added its date cannot be read", "h0n1 unchanged <nil>"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	status, err := q.Status(ctx)
	ok(t, err)
	if status.Waiting[queue.Annotate] != 2 {
		t.Errorf("queue: %+v", status)
	}
}

func TestIngestStopped(t *testing.T) {
	s := open(t)
	stopped, stop := context.WithCancel(ctx)
	reported := 0
	_, err := Ingest(stopped, s, nil, func(yield func(news.Article, error) bool) {
		for n := range 1000 {
			if n == 450 {
				stop()
			}
			if !yield(story(n%4, n), nil) {
				return
			}
		}
	}, func(o Outcome) { reported++ })
	if fault.Of(err) != fault.Unavailable || err == nil {
		t.Errorf("got %v", err)
	}
	c, err := s.Counts(ctx)
	ok(t, err)
	if c.Articles != reported || reported < 400 {
		t.Errorf("%d kept, %d reported", c.Articles, reported)
	}
}

func annotator(s store.Store) *Annotator {
	return &Annotator{Store: s, Pipeline: "p1", Annotate: annotate, Reads: func(a *news.Article) bool { return a.Language == "en" }}
}

func TestAnnotate(t *testing.T) {
	s := open(t)
	foreign, poison := story(1, 1), story(2, 1)
	foreign.Language, poison.Text = "fa", poison.Text+" poison"
	_, err := Ingest(ctx, s, nil, each(story(0, 1), foreign, poison, story(0, 2)), func(Outcome) {})
	ok(t, err)
	j := annotator(s)
	err = j.All(ctx, 2, nil)
	if err == nil || !strings.Contains(err.Error(), "h2n1") || strings.Contains(err.Error(), "h0n") {
		t.Errorf("want an error that names h2n1 alone, got %v", err)
	}
	left, err := s.Unannotated(ctx, "p1", "", 10)
	ok(t, err)
	if diff := cmp.Diff([]string{"h2n1"}, left); diff != "" {
		t.Error(diff)
	}
	d, _, err := s.Document(ctx, "h1n1")
	ok(t, err)
	if d.Tokens != nil {
		t.Error("a text in another language was analysed")
	}
	ok(t, j.One(ctx, "nobody"))
}

func TestWork(t *testing.T) {
	s, q := open(t), local.New(queue.Options{Attempts: 2, Backoff: time.Millisecond})
	poison := story(2, 1)
	poison.Text += " poison"
	_, err := Ingest(ctx, s, nil, each(story(0, 1), poison, story(0, 2)), func(Outcome) {})
	ok(t, err)
	j := annotator(s)
	n, err := j.Missing(ctx, q)
	ok(t, err)
	if n != 3 {
		t.Errorf("%d jobs, want 3", n)
	}
	failed := 0
	done := make(chan error)
	go func() {
		done <- Work(ctx, q, queue.Annotate, j.One, func(l queue.Lease, err error) {
			if failed++; failed == 2 {
				time.AfterFunc(20*time.Millisecond, q.Close)
			}
		})
	}()
	ok(t, <-done)
	status, err := q.Status(ctx)
	ok(t, err)
	if len(status.Dead) != 1 || status.Dead[0].Key != "h2n1" || !strings.Contains(status.Dead[0].Reason, "not prepared") {
		t.Errorf("dead: %+v", status.Dead)
	}
}

// relateAll annotates and relates what is new, as a process of its own would.
func relateAll(t *testing.T, s store.Store, version string) *Relater {
	t.Helper()
	ok(t, annotator(s).All(ctx, 2, nil))
	r, err := NewRelater(ctx, s, version, nil)
	ok(t, err)
	_, err = r.Run(ctx, nil)
	ok(t, err)
	return r
}

// grouped tells the articles of each event, by its id.
func grouped(t *testing.T, s store.Store) map[string][]string {
	t.Helper()
	page, err := s.ListEvents(ctx, store.EventFilter{Page: store.Cursor{Limit: 1000}})
	ok(t, err)
	out := map[string][]string{}
	for _, e := range page.Items {
		out[e.ID] = e.Articles
		if e.Storyline == "" {
			t.Errorf("event %s is in no storyline", e.ID)
		}
	}
	return out
}

func TestRelate(t *testing.T) {
	s := open(t)
	put := func(as ...news.Article) {
		t.Helper()
		_, err := Ingest(ctx, s, nil, each(as...), func(Outcome) {})
		ok(t, err)
	}
	put(story(0, 1), story(0, 2), story(1, 1))
	relateAll(t, s, "r1")
	first := grouped(t, s)
	want := map[string][]string{"e1": {"h0n1", "h0n2"}, "e2": {"h1n1"}}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Fatal(diff)
	}

	put(story(1, 2), story(2, 1)) // another process goes on
	r := relateAll(t, s, "r1")
	want["e2"], want["e3"] = []string{"h1n1", "h1n2"}, []string{"h2n1"}
	if diff := cmp.Diff(want, grouped(t, s)); diff != "" {
		t.Error(diff)
	}
	put(story(2, 2)) // the same one goes on
	ok(t, annotator(s).All(ctx, 1, nil))
	n, err := r.Run(ctx, nil)
	ok(t, err)
	if n != 1 {
		t.Errorf("%d articles related for one that is new", n)
	}
	want["e3"] = []string{"h2n1", "h2n2"}
	if diff := cmp.Diff(want, grouped(t, s)); diff != "" {
		t.Error(diff)
	}

	relateAll(t, s, "r2") // new rules: everything anew, under the ids that are known
	if diff := cmp.Diff(want, grouped(t, s)); diff != "" {
		t.Error(diff)
	}
	c, err := s.Counts(ctx)
	ok(t, err)
	if c.Statements != 6 || c.Events != 3 || c.Actors == 0 {
		t.Errorf("counts: %+v", c)
	}
}

// TestRelateAnewKeepsPages relates everything anew in several rounds: an actor
// whose articles are still to come stays, and one that is in no article goes.
func TestRelateAnewKeepsPages(t *testing.T) {
	s := open(t)
	_, err := Ingest(ctx, s, nil, each(story(0, 1), story(1, 1), story(2, 1)), func(Outcome) {})
	ok(t, err)
	relateAll(t, s, "r1")
	ids := func() (out []string) {
		page, err := s.ListActors(ctx, store.ActorFilter{})
		ok(t, err)
		for _, a := range page.Items {
			out = append(out, a.ID)
		}
		slices.Sort(out)
		return out
	}
	before := ids()
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Actors: []news.Actor{{ID: "forgotten", Name: "Forgotten"}}}}))
	r, err := NewRelater(ctx, s, "r2", nil)
	ok(t, err)
	r.Round = 1
	rounds := 0
	r.Turn = func(_ context.Context, round func() error) error {
		err := round()
		rounds++
		for _, id := range before {
			if _, err := s.Actor(ctx, id); err != nil {
				t.Errorf("after round %d: %v", rounds, err)
			}
		}
		return err
	}
	_, err = r.Run(ctx, nil)
	ok(t, err)
	if diff := cmp.Diff(before, ids()); diff != "" || rounds != 3 {
		t.Errorf("after %d rounds: %s", rounds, diff)
	}
}

func TestRelateAfterDelete(t *testing.T) {
	s := open(t)
	_, err := Ingest(ctx, s, nil, each(story(0, 1), story(0, 2), story(1, 1), story(2, 1)), func(Outcome) {})
	ok(t, err)
	relateAll(t, s, "r1")
	ok(t, s.DeleteArticle(ctx, "h0n1", "h1n1"))
	relateAll(t, s, "r1")
	want := map[string][]string{"e1": {"h0n2"}, "e3": {"h2n1"}}
	if diff := cmp.Diff(want, grouped(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestGroupingSettle(t *testing.T) {
	g := newGrouping("e")
	ids, gone := g.settle([][]string{{"a", "b"}, {"c"}})
	if diff := cmp.Diff([]string{"e1", "e2"}, ids); diff != "" || gone != nil {
		t.Error(diff, gone)
	}
	ids, gone = g.settle([][]string{{"c", "a", "b"}, {"d"}}) // merged
	if diff := cmp.Diff([]string{"e1", "e3"}, ids); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]store.Forward{{ID: "e2", Now: "e1"}}, gone); diff != "" {
		t.Error(diff)
	}
	ids, gone = g.settle([][]string{{"a"}, {"b", "c"}, {"d"}}) // split: the larger part keeps the id
	if diff := cmp.Diff([]string{"e4", "e1", "e3"}, ids); diff != "" || gone != nil {
		t.Error(diff, gone)
	}
}

// TestResume takes the stream up from what is kept: actors and events go on
// under their ids, whether the Linker was kept or must be made again.
func TestResume(t *testing.T) {
	s := open(t)
	put := func(as ...news.Article) {
		t.Helper()
		_, err := Ingest(ctx, s, nil, each(as...), func(Outcome) {})
		ok(t, err)
	}
	put(story(0, 1), story(0, 2), story(1, 1))
	r := relateAll(t, s, "r1")
	r.unkept = actorsEvery
	ok(t, r.keepLinker(ctx))
	put(story(2, 1)) // after the mark
	relateAll(t, s, "r1")

	r, err := NewRelater(ctx, s, "r1", nil)
	ok(t, err)
	if r.unkept != 1 {
		t.Errorf("%d articles were linked again, want 1", r.unkept)
	}
	whole, err := NewRelater(ctx, s, "r2", nil)
	ok(t, err)
	if whole.unkept != 0 || len(whole.linker.Actors()) != 0 {
		t.Error("what another version has learnt was taken up")
	}
	before := r.linker.Actors()
	put(story(2, 2), story(0, 3))
	relateAll(t, s, "r1")
	want := map[string][]string{"e1": {"h0n1", "h0n2", "h0n3"}, "e2": {"h1n1"}, "e3": {"h2n1", "h2n2"}}
	if diff := cmp.Diff(want, grouped(t, s)); diff != "" {
		t.Error(diff)
	}
	ok(t, s.DeleteArticle(ctx, "h0n1"))
	r, err = NewRelater(ctx, s, "r1", nil)
	ok(t, err)
	if r.unkept != 5 {
		t.Errorf("after an article was deleted %d were linked again, want all 5", r.unkept)
	}
	for _, a := range before {
		if got := r.linker.Resolve(a.ID); got != a.ID {
			t.Errorf("actor %s has become %s", a.ID, got)
		}
	}
	ok(t, s.PutState(ctx, actorsName, []byte("broken")))
	_, err = NewRelater(ctx, s, "r1", nil)
	ok(t, err)
}
