package eval

import (
	"testing"

	"synoptic/news"
	"synoptic/text"
)

func at(account string, start, end int, form news.Form) AlignmentReading {
	return AlignmentReading{Account: account, Span: text.Span{Start: start, End: end}, Form: form}
}

var cut = map[string][]text.Span{
	"a": {{Start: 0, End: 50}, {Start: 50, End: 100}},
	"b": {{Start: 0, End: 50}, {Start: 50, End: 100}},
	"c": {{Start: 0, End: 50}},
}

var goldPoints = []AlignmentPoint{
	{
		Readings:    []AlignmentReading{at("a", 0, 40, news.Quoted), at("b", 50, 90, news.Reported)},
		Divergences: []AlignmentDivergence{{news.Weaker, []string{"b", "a"}}, {news.Detail, []string{"a", "b"}}},
	},
	{Readings: []AlignmentReading{at("a", 50, 100, news.Narrated), at("b", 0, 50, news.Narrated)}},
}

func TestPerfectAlignment(t *testing.T) {
	r := ScoreAlignment(cut, goldPoints, goldPoints, false)
	if r.Pairs.F1() != 1 || r.Points.F1() != 1 || r.Divergences.F1() != 1 || r.Forms != 1 || r.Readings != 1 {
		t.Errorf("gold against itself: %+v", r)
	}
	if r.Divergences.Gold != 1 {
		t.Errorf("detail counts: %+v", r.Divergences)
	}
}

func TestAlignmentFaults(t *testing.T) {
	system := []AlignmentPoint{
		{
			Readings:    []AlignmentReading{at("a", 0, 45, news.Quoted), at("b", 55, 95, news.Narrated)},
			Silent:      []string{"c"},
			Divergences: []AlignmentDivergence{{news.Stronger, []string{"a", "b"}}, {news.NumberDiffers, []string{"a", "b"}}},
		},
		{Readings: []AlignmentReading{at("a", 50, 60, news.Narrated), at("c", 0, 50, news.Narrated)}},
	}
	r := ScoreAlignment(cut, goldPoints, system, false)
	if r.Pairs.Precision != .5 || r.Pairs.Recall != .5 {
		t.Errorf("pairs %+v, want half of both", r.Pairs)
	}
	if r.Points.Precision != .5 || r.Points.Recall != .5 {
		t.Errorf("points %+v, want half of both", r.Points)
	}
	if r.Divergences.Precision != .5 || r.Divergences.Recall != 1 {
		t.Errorf("divergences %+v, want .5 and 1", r.Divergences)
	}
	if r.Forms != .5 || r.Readings != .5 {
		t.Errorf("forms %v readings %v, want .5 and .5", r.Forms, r.Readings)
	}
	if r.Silences != 1 || r.SilenceCount != 1 {
		t.Errorf("silences %v of %d, want 1 of 1", r.Silences, r.SilenceCount)
	}
}

func TestAlignmentLeavesPartsOut(t *testing.T) {
	gold := []AlignmentPoint{{Readings: []AlignmentReading{
		at("a", 0, 50, news.Narrated), at("b", 0, 50, news.Narrated),
		{Account: "b", Span: text.Span{Start: 50, End: 100}, Part: true},
	}}}
	system := []AlignmentPoint{{Readings: []AlignmentReading{at("a", 0, 50, ""), at("b", 0, 50, ""), at("b", 50, 100, "")}}}
	if r := ScoreAlignment(cut, gold, system, true); r.Pairs.Precision != 1 || r.Pairs.Gold != 1 || r.Pairs.System != 1 {
		t.Errorf("full only: %+v, want one pair, right", r.Pairs)
	}
}
