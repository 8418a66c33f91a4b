package app

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/fault"
	"synoptic/internal/job"
	"synoptic/internal/query"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

// speeches are articles in which one speaker says two things in each.
func speeches(first, n int) []news.Article {
	things := []string{"the harbour dues must fall", "the ferry to the islands will be kept", "the garrison should leave the old fort", "no teacher is to lose a post",
		"the water of the dam belongs to the villages", "the tram will be paid for by the state", "foreign boats have to stay out of the bay"}
	ways := []string{"before the winter", "this year", "in the spring", "as the law demands", "for the sake of the towns"}
	var out []news.Article
	for i := first; i < first+n; i++ {
		say := func(k int) string { return things[(i*3+k)%len(things)] + " " + ways[(i+k)%len(ways)] }
		title := fmt.Sprintf("Lorne speaks for the %d. time", i+1)
		out = append(out, news.Article{ID: fmt.Sprintf("s%02d", i), Outlet: "Courier", Published: news.Date{Year: 2031, Month: 1 + i/28, Day: 1 + i%28}, Language: "en",
			Text: fmt.Sprintf("%s\n\nPrime Minister Ada Lorne said that %s. She said that %s.", title, say(0), say(1)), Title: text.Span{End: len(title)}})
	}
	return out
}

// take takes articles in and lays out what Ada Lorne says.
func (s *Store) take(t *testing.T, articles []news.Article) *news.Actor {
	t.Helper()
	actor := s.hear(t, articles)
	if err := s.layOut(context.Background(), actor); err != nil {
		t.Fatal(err)
	}
	return actor
}

// hear takes articles in and finds Ada Lorne there.
func (s *Store) hear(t *testing.T, articles []news.Article) *news.Actor {
	t.Helper()
	ctx := context.Background()
	all := func(yield func(news.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
	if _, err := s.Ingest(ctx, all, func(job.Outcome) {}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Analyse(ctx, nil); err != nil {
		t.Fatal(err)
	}
	page, err := s.Actors(ctx, query.ActorFilter{Name: "Ada Lorne"})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%d actors, %v", len(page.Items), err)
	}
	return &page.Items[0]
}

// states are all values that are kept of what was laid out.
func (s *Store) states(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, prefix := range []string{"said/", "positions/"} {
		names, err := s.kept.StateNames(context.Background(), prefix)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := s.kept.State(context.Background(), name)
			if err == nil {
				data, err = store.Unpack(data)
			}
			if err != nil {
				t.Fatal(err)
			}
			out[name] = string(data)
		}
	}
	return out
}

func issues(t *testing.T, s *Store, ask query.PositionAsk) string {
	t.Helper()
	ask.Actor = "Ada Lorne"
	_, p, err := s.Positions(context.Background(), ask)
	if err != nil {
		t.Fatal(err)
	}
	for _, issue := range p.Issues { // the first pages show no more of a step
		for i := range issue.Steps {
			st := &issue.Steps[i]
			st.Statements = st.Statements[:min(len(st.Statements), 8)]
		}
	}
	data, err := json.Marshal(p.Issues)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// What is laid out is what a reading of all gives; and again once a tenth is new.
func TestLaidOutIsAsRead(t *testing.T) {
	s := emptyStore(t)
	for _, n := range []int{0, 24} {
		s.take(t, speeches(n, 24-n/2))
		read := issues(t, s, query.PositionAsk{Office: true}) // of which nothing is kept
		for name, ask := range map[string]query.PositionAsk{"the first pages": {Limit: 100}, "all": {}} {
			if got := issues(t, s, ask); got != read {
				t.Errorf("%s:\n%s\nwant\n%s", name, got, read)
			}
		}
	}
}

// Asked in words, what is kept answers as a reading of all does.
func TestLaidOutAsked(t *testing.T) {
	s := emptyStore(t)
	actor := s.take(t, speeches(0, 24))
	for _, about := range []string{"troops in the fortress", "ferry boats", "zzz", "the"} {
		var said [2][]string
		for i, office := range []bool{true, false} { // of those who hold an office nothing is kept
			_, p, err := s.Positions(context.Background(), query.PositionAsk{Actor: actor.ID, About: about, Office: office})
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range p.Said {
				said[i] = append(said[i], fmt.Sprint(u.Passage))
			}
			if i == 1 && len(p.Said) > 0 && (len(p.Issues) == 0 || p.Issues[0].ID != p.Said[0].Issue) {
				t.Errorf("%s: the first issue is not that of the best answer", about)
			}
		}
		slices.Sort(said[0])
		slices.Sort(said[1])
		if !slices.Equal(said[0], said[1]) {
			t.Errorf("%s: %d answers, want %d\n%q\n%q", about, len(said[1]), len(said[0]), said[1], said[0])
		}
	}
}

func TestLaidOutGrows(t *testing.T) {
	s := emptyStore(t)
	ctx := context.Background()
	actor := s.take(t, speeches(0, 30))
	before := s.states(t)
	laid, err := s.LayOut(ctx, actor, "en-2")
	if err != nil || len(laid.Names) > 0 {
		t.Fatalf("nothing was said since, and %v was laid out, %v", laid.Names, err)
	}

	s.take(t, speeches(30, 1))
	after := s.states(t)
	if n := strings.Count(after["said/"+actor.ID+"/roster"], `"ID":"s`); n != 31 {
		t.Errorf("%d articles, want 31", n)
	}
	if !strings.Contains(after["said/"+actor.ID+"/roster"], `"Since":2`) {
		t.Errorf("want two passages placed: %s", after["said/"+actor.ID+"/roster"])
	}
	on := ""
	for name, value := range after {
		if strings.Contains(name, "/shelf/") && strings.Contains(value, `"s30"`) {
			on += name
		}
	}
	if on == "" {
		t.Error("what was said last is on no shelf")
	}

	if err := s.Delete(ctx, "s30"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Analyse(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.layOut(ctx, actor); err != nil {
		t.Fatal(err)
	}
	now := s.states(t)
	for name, value := range now {
		if strings.Contains(value, `"s30"`) {
			t.Errorf("%s still holds what was deleted", name)
		}
	}
	if got, want := slices.Sorted(maps.Keys(now)), slices.Sorted(maps.Keys(before)); !slices.Equal(got, want) {
		t.Errorf("kept: %v, want %v", got, want)
	}
}

// An analyst's decisions about issues are there at once, without all being grouped anew, and
// stay when it is.
func TestLaidOutAsDecided(t *testing.T) {
	s := emptyStore(t)
	ctx := context.Background()
	s.take(t, speeches(0, 24))
	actor := s.take(t, speeches(24, 1))
	placed := func() bool { // since all was grouped
		return strings.Contains(s.states(t)["said/"+actor.ID+"/roster"], `"Since":2`)
	}
	shown := func() []news.Issue {
		t.Helper()
		if err := s.layOut(ctx, actor); err != nil {
			t.Fatal(err)
		}
		_, p, err := s.Positions(ctx, query.PositionAsk{Actor: actor.ID, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		return p.Issues
	}
	decide := func(d news.Decision) string {
		t.Helper()
		id, err := s.Decide(ctx, d)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	before := shown()
	a, b, c := before[0], before[1], before[2]
	decide(news.Decision{Kind: news.RenameIssue, Subjects: []string{a.ID}, Args: []string{"what it is about"}})
	merged := decide(news.Decision{Kind: news.MergeIssues, Subjects: []string{a.ID, b.ID}})
	decide(news.Decision{Kind: news.SplitIssue, Subjects: []string{c.ID}, Args: []string{c.Steps[0].Statements[0].ID}})
	check := func(when string) {
		t.Helper()
		now := shown()
		ids := map[string]bool{}
		for _, i := range now {
			ids[i.ID] = true
		}
		if len(ids) != len(now) {
			t.Errorf("%s: %d issues have %d ids", when, len(now), len(ids))
		}
		if len(now) != len(before) || now[0].ID != a.ID || now[0].Title != "what it is about" {
			t.Errorf("%s: %d issues for %d, the first %+v", when, len(now), len(before), now[0])
		}
		if slices.ContainsFunc(now, func(i news.Issue) bool { return i.ID == b.ID }) {
			t.Errorf("%s: %s is still there", when, b.ID)
		}
	}
	check("decided")
	for name, d := range map[string]news.Decision{
		"an issue that is nobody's": {Kind: news.RenameIssue, Subjects: []string{"i1"}, Args: []string{"x"}},
		"one that was merged":       {Kind: news.MergeIssues, Subjects: []string{a.ID, b.ID}},
		"no statement of its":       {Kind: news.SplitIssue, Subjects: []string{a.ID}, Args: []string{"x"}},
	} {
		if _, err := s.Decide(ctx, d); err == nil {
			t.Errorf("%s: decided", name)
		}
	}
	if !placed() {
		t.Error("all was grouped anew for a decision")
	}
	if err := s.Undo(ctx, merged, ""); err != nil {
		t.Fatal(err)
	}
	if now := shown(); len(now) != len(before)+1 || placed() {
		t.Errorf("undone: %d issues, want %d of all grouped anew", len(now), len(before)+1)
	}

	decide(news.Decision{Kind: news.MergeIssues, Subjects: []string{a.ID, b.ID}})
	shown()
	moved := b.Steps[0].Statements[0].Article
	if err := s.Delete(ctx, moved); err != nil {
		t.Fatal(err)
	}
	shown()
	for name, value := range s.states(t) {
		if strings.Contains(value, fmt.Sprintf(`"Article":%q`, moved)) {
			t.Errorf("%s still holds what was deleted after it was merged elsewhere", name)
		}
	}
}

// Of who was not laid out, an issue that is there is found among any number of articles, and
// one that is not is refused.
func TestDecidedAmongManyArticles(t *testing.T) {
	s := emptyStore(t)
	ctx := context.Background()
	actor := s.hear(t, speeches(0, 4))
	var later []news.Article
	for i := range 1100 {
		text := fmt.Sprintf("Notice %d", i)
		later = append(later, news.Article{ID: fmt.Sprint("later", i), Outlet: "Courier", Published: news.Date{Year: 2032, Month: 1, Day: 1}, Text: text})
	}
	if _, err := s.kept.PutArticles(ctx, later); err != nil {
		t.Fatal(err)
	}
	_, p, err := s.Positions(ctx, query.PositionAsk{Actor: actor.ID})
	if err != nil {
		t.Fatal(err)
	}
	for _, issue := range p.Issues {
		d, err := s.CheckIssueDecision(ctx, news.Decision{Kind: news.RenameIssue, Subjects: []string{issue.ID}, Args: []string{"what it is about"}})
		if err != nil || d.Names[0] != issue.Title {
			t.Errorf("%s: %v, %v; want the name %q", issue.ID, d.Names, err, issue.Title)
		}
		for _, none := range []string{"i1", issue.ID[:len(issue.ID)-1] + "x"} { // one that begins in no article, and one in this
			if _, err := s.Decide(ctx, news.Decision{Kind: news.MergeIssues, Subjects: []string{issue.ID, none}}); fault.Of(err) != fault.NotFound {
				t.Errorf("%s with %s: %v, want NotFound", issue.ID, none, err)
			}
		}
	}
}
