package eval

import (
	"math"
	"testing"
)

func TestScorePages(t *testing.T) {
	gold := []PageGold{
		{With: []string{"the river", "in May"}, Without: []string{"Subscribe"}, Body: "a b c d e", Title: "Dam talks", Date: "2031-04-08", Author: "Orla Venn",
			Stated: Stated{Titles: []string{"Talks in a dam", "Dam talks | Courier"}, Days: []string{"2031-04-08", "2031-04-07"}, Authors: [][]string{{"Orla Venn", "Per Hallam"}}, Outlets: []string{"Courier"}}},
		{With: []string{"rail"}, Without: []string{"Cookies", "Share"}, Title: "Rail"},
	}
	pages := []PageRead{
		{Body: "the river is high. Subscribe! a b c d f", Title: "“Dam Talks”", Date: "2031-04-07", Authors: []string{"Per Hallam", "Orla Venn"}, Outlet: "Ledger"},
		{Body: "rail"},
	}
	want := map[string]float64{
		"segments, precision": 200.0 / 3, "segments, recall": 200.0 / 3, "segments, F1": 200.0 / 3,
		"4-word shingles, precision": 100.0 / 7, "4-word shingles, recall": 50, "4-word shingles, F1": 2 * (100.0 / 7) * 50 / (100.0/7 + 50),
		"title right, where carried": 100, "day right, where carried": 0, "author right, where carried": 100, "outlet right, where carried": 0,
		"title as written down by hand, to the letter": 100,
	}
	rows := ScorePages(pages, gold)
	if len(rows) != len(want) {
		t.Fatalf("%+v", rows)
	}
	for _, r := range rows {
		if math.Abs(r.Value-want[r.Measure]) > 1e-9 {
			t.Errorf("%s: %v, want %v", r.Measure, r.Value, want[r.Measure])
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Dam talks", "“Dam Talks”", true}, {"Dam talks", "Dam talks – The Courier", true}, {"Water: Dam talks", "Dam talks", true},
		{"Water: Dam talks - The Courier", "Dam talks", true},
		{"Dam talks", "Dam talks fail", false}, {"", "Dam talks", false}, {"", "", false}, {"Dam", "Dam talks: a dam", false},
	} {
		if got := sameTitle(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
	}
	for _, c := range []struct {
		a, b []string
		want bool
	}{
		{[]string{"Orla Venn and Per Hallam, Harsk"}, []string{"Orla Venn", "Per Hallam"}, true}, {[]string{"Venn"}, []string{"Orla Venn"}, true},
		{[]string{"Orla Venn"}, []string{"Orla Venn", "Per Hallam"}, false}, {nil, []string{"Orla Venn"}, false}, {nil, nil, false},
	} {
		if got := sameAuthors(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
	}
}
