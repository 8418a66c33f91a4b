package collate

import (
	"reflect"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

func decided() news.Comparison {
	r := func(account string, start int) news.Reading {
		return news.Reading{Account: account, Span: text.Span{Start: start, End: start + 5}, Sentence: text.Span{Start: start, End: start + 9}}
	}
	return news.Comparison{
		Accounts: []news.Account{{Article: "a"}, {Article: "b"}, {Article: "c"}},
		Points: []news.Point{
			{ID: "p1", Readings: []news.Reading{r("a", 0), r("b", 0), r("c", 0)}, Standing: 2, Divergences: []news.Divergence{
				{Kind: news.NumberDiffers, Accounts: []string{"a", "b"}}, {Kind: news.TermDiffers, Accounts: []string{"a", "c"}},
			}},
			{ID: "p2", Readings: []news.Reading{r("a", 10), r("b", 10)}, Silent: []string{"c"}},
		},
	}
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
		{"merge", news.Decision{Kind: news.MergePoints, Subjects: []string{"p2", "p1"}}, []string{"p2"}, nil, 2, 0},
		{"split", news.Decision{Kind: news.SplitPoint, Subjects: []string{"p1"}, Args: []string{"c"}}, []string{"p1", "p1/2", "p2"}, []string{"c"}, 1, 0},
		{"split of all", news.Decision{Kind: news.SplitPoint, Subjects: []string{"p1"}, Args: []string{"a", "b", "c"}}, []string{"p1", "p2"}, nil, 2, 0},
		{"reject", news.Decision{Kind: news.RejectPoint, Subjects: []string{"p1"}}, []string{"p2"}, []string{"c"}, 0, 3},
		{"dismiss", news.Decision{Kind: news.DismissDiffer, Subjects: []string{"p1"}, Args: []string{"number"}}, []string{"p1", "p2"}, nil, 1, 0},
		{"confirm", news.Decision{Kind: news.ConfirmPoint, Subjects: []string{"p1"}}, []string{"p1", "p2"}, nil, 2, 0},
		{"undone", news.Decision{Kind: news.RejectPoint, Subjects: []string{"p1"}, Undone: true}, []string{"p1", "p2"}, nil, 2, 0},
		{"not there", news.Decision{Kind: news.RejectPoint, Subjects: []string{"p9"}}, []string{"p1", "p2"}, nil, 2, 0},
	} {
		before := decided()
		got := Apply(before, []news.Decision{c.d})
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
