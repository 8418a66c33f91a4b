package eval

import (
	"math"
	"testing"
)

func TestScorePages(t *testing.T) {
	var gold [2]PageGold
	gold[0] = PageGold{With: []string{"the river", "in May"}, Without: []string{"Subscribe"}, Body: "a b c d e", Title: "Dam talks", Date: "2031-04-08", Author: "Orla Venn"}
	gold[0].Carried.Title, gold[0].Carried.Date, gold[0].Carried.Author = true, true, true
	gold[1] = PageGold{With: []string{"rail"}, Without: []string{"Cookies", "Share"}, Title: "Rail"}
	pages := []PageRead{
		{Body: "the river is high. Subscribe! a b c d f", Title: "“Dam Talks”", Date: "2031-04-07", Authors: []string{"Per Hallam", "Orla Venn"}},
		{Body: "rail"},
	}
	want := map[string]float64{
		"segments, precision": 200.0 / 3, "segments, recall": 200.0 / 3, "segments, F1": 200.0 / 3,
		"4-word shingles, precision": 100.0 / 7, "4-word shingles, recall": 50, "4-word shingles, F1": 2 * (100.0 / 7) * 50 / (100.0/7 + 50),
		"title right, where carried": 100, "day right, where carried": 0, "author right, where carried": 100,
	}
	rows := ScorePages(pages, gold[:])
	if len(rows) != len(want) {
		t.Fatalf("%+v", rows)
	}
	for _, r := range rows {
		if math.Abs(r.Value-want[r.Measure]) > 1e-9 {
			t.Errorf("%s: %v, want %v", r.Measure, r.Value, want[r.Measure])
		}
	}
}
