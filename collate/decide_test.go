package collate

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

func decided() news.Comparison {
	r := func(account string, start int) news.Reading {
		return news.Reading{Key: fmt.Sprint(account, start), Account: account, Span: text.Span{Start: start, End: start + 5}, Sentence: text.Span{Start: start, End: start + 9}}
	}
	return news.Comparison{
		Accounts: []news.Account{{Article: "a"}, {Article: "b"}, {Article: "c"}, {Article: "d"}},
		Points: []news.Point{
			{ID: "p1", Readings: []news.Reading{r("a", 0), r("b", 0), r("c", 0), r("d", 0)}, Standing: 2, Divergences: []news.Divergence{
				{Kind: news.NumberDiffers, Accounts: []string{"a", "b"}}, {Kind: news.TermDiffers, Accounts: []string{"a", "c"}},
			}},
			{ID: "p2", Readings: []news.Reading{r("a", 10), r("b", 10)}, Silent: []string{"c", "d"}},
		},
	}
}

// decidedText has "abcde" where the readings of p1 are, but for those of b.
func decidedText(article string) string {
	if article == "b" {
		return "bcdef ghijklmnopq"
	}
	return "abcde fghijklmnop"
}

func decide(k news.DecisionKind, subjects string, args ...string) news.Decision {
	return news.Decision{ID: "d1", Kind: k, Subjects: strings.Fields(subjects), Args: args}
}

func TestApply(t *testing.T) {
	for _, c := range []struct {
		name   string
		d      news.Decision
		points []string
		silent []string // of the first point
		differ int      // divergences of the first point
		only   int
	}{
		{"merge", decide(news.MergePoints, "p2 p1"), []string{"p2"}, nil, 2, 0},
		{"merge of one", decide(news.MergePoints, "p1 p9"), []string{"p1", "p2"}, nil, 2, 0},
		{"split", decide(news.SplitPoint, "p1", "c", "d"), []string{"p1", "p1/2", "p2"}, []string{"c", "d"}, 1, 0},
		{"split of one account", decide(news.SplitPoint, "p1", "c"), []string{"p1", "p2"}, []string{"c"}, 1, 1},
		{"split of all", decide(news.SplitPoint, "p1", "a", "b", "c", "d"), []string{"p1", "p2"}, nil, 2, 0},
		{"reject", decide(news.RejectPoint, "p1"), []string{"p2"}, []string{"c", "d"}, 0, 4},
		{"dismiss", decide(news.DismissDiffer, "p1", "number"), []string{"p1", "p2"}, nil, 1, 0},
		{"dismiss of accounts", decide(news.DismissDiffer, "p1", "number", "a", "b"), []string{"p1", "p2"}, nil, 1, 0},
		{"dismiss of others", decide(news.DismissDiffer, "p1", "number", "c"), []string{"p1", "p2"}, nil, 2, 0},
		{"name", decide(news.NamePoint, "p1", "the dam"), []string{"p1", "p2"}, nil, 2, 0},
		{"confirm", decide(news.ConfirmPoint, "p1"), []string{"p1", "p2"}, nil, 2, 0},
		{"by a reading", decide(news.ConfirmPoint, "b0"), []string{"b0", "p2"}, nil, 2, 0},
		{"reject by a reading", decide(news.RejectPoint, "b0"), []string{"p1", "p2"}, nil, 2, 0},
		{"reject by other words", news.Decision{Kind: news.RejectPoint, Subjects: []string{"old"}, Names: []string{"bcdef"}}, []string{"p1", "p2"}, nil, 2, 0},
		{"reject by its words", news.Decision{Kind: news.RejectPoint, Subjects: []string{"old"}, Names: []string{"abcde"}}, []string{"p2"}, []string{"c", "d"}, 0, 4},
		{"by words", news.Decision{Kind: news.ConfirmPoint, Subjects: []string{"old"}, Names: []string{"bcdef"}}, []string{"old", "p2"}, nil, 2, 0},
		{"about an actor", decide(news.RejectActor, "p1"), []string{"p1", "p2"}, nil, 2, 0},
		{"undone", news.Decision{Kind: news.RejectPoint, Subjects: []string{"p1"}, Undone: true}, []string{"p1", "p2"}, nil, 2, 0},
		{"not there", decide(news.RejectPoint, "p9"), []string{"p1", "p2"}, nil, 2, 0},
	} {
		before := decided()
		got := Apply(before, []news.Decision{c.d}, decidedText)
		var ids []string
		for _, p := range got.Points {
			ids = append(ids, p.ID)
		}
		if !reflect.DeepEqual(ids, c.points) {
			t.Errorf("%s: points %v, want %v", c.name, ids, c.points)
			continue
		}
		if p := got.Points[0]; !reflect.DeepEqual(p.Silent, c.silent) || len(p.Divergences) != c.differ || len(got.Only) != c.only {
			t.Errorf("%s: silent %v, %d divergences, %d only; want %v, %d, %d", c.name, p.Silent, len(p.Divergences), len(got.Only), c.silent, c.differ, c.only)
		}
		if !reflect.DeepEqual(before, decided()) {
			t.Errorf("%s: the comparison that was given is changed", c.name)
		}
	}
}

func TestApplySaysWhatWasDecided(t *testing.T) {
	name := decide(news.NamePoint, "p1", "the dam")
	got := Apply(decided(), []news.Decision{name, decide(news.RejectPoint, "p9")}, decidedText)
	if p := got.Points[0]; p.Name != "the dam" || !reflect.DeepEqual(p.Decided, []string{"d1"}) {
		t.Errorf("point: %+v", p)
	}
	if !reflect.DeepEqual(got.Decided, []news.Decision{name}) {
		t.Errorf("in force: %+v", got.Decided)
	}
}

func TestMergedReadingsStandInOrder(t *testing.T) {
	got := Apply(decided(), []news.Decision{decide(news.MergePoints, "p2 p1")}, decidedText).Points[0]
	var order []string
	for _, r := range got.Readings {
		order = append(order, r.Key)
	}
	if want := []string{"a0", "a10", "b0", "b10", "c0", "d0"}; !reflect.DeepEqual(order, want) {
		t.Errorf("readings %v, want %v", order, want)
	}
	if r := got.Readings[got.Standing]; r.Key != "a10" {
		t.Errorf("%s stands for the point, want a10 as before", r.Key)
	}
}
