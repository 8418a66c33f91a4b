package collate

import (
	"slices"
	"testing"

	"synoptic/news"
)

// The fittest reading stands for a point.
func TestFitness(t *testing.T) {
	r := func(support float32, alone, brief bool, fit news.Fit) *reading {
		return &reading{Reading: news.Reading{Fit: fit}, support: support, alone: alone, brief: brief}
	}
	for _, c := range []struct {
		why    string
		fitter *reading
		than   *reading
	}{
		{"a clause of the body before the headline", r(.8, true, false, news.Full), r(.9, true, true, news.Full)},
		{"the headline before a part", r(.9, true, true, news.Full), r(.8, true, false, news.Part)},
		{"a clause before a phrase", r(.8, true, false, news.Full), r(.9, false, false, news.Full)},
		{"what is shared by most", r(.9, true, false, news.Full), r(.8, true, false, news.Full)},
	} {
		if a, b := c.fitter.fitness(), c.than.fitness(); a <= b {
			t.Errorf("%s: %v is no more than %v", c.why, a, b)
		}
	}
}

// Two points of an event are not called alike where another reading is nearly as good.
func TestChoose(t *testing.T) {
	n := func(words string, fit, shared float32) name { return name{" " + words + " ", fit, shared, true} }
	phrase := n("the closure of the port", 1.1, .9)
	phrase.alone = false
	closes, closed, rain := n("the port closes", 1.1, .9), n("osk has closed its port", 1.05, .85), n("rain fell", 1.1, .9)
	for _, c := range []struct {
		why    string
		points [][]name
		want   []int
	}{
		{"the fittest", [][]name{{n("rain came", .9, .9), rain}, {closed, closes}}, []int{1, 1}},
		{"of two that are as fit the first", [][]name{{rain, n("snow fell", 1.1, .9)}}, []int{0}},
		{"the one whose name is shared less gives way", [][]name{{closes}, {n("the port closes", 1.1, .8), closed}}, []int{0, 1}},
		{"in whatever order", [][]name{{n("the port closes", 1.1, .8), closed}, {closes}}, []int{1, 0}},
		{"one name is within the other", [][]name{{closes, closed}, {n("keld says the port closes today", 1.1, .95)}}, []int{1, 0}},
		{"the other, if that one has no other reading", [][]name{{n("the port closes", 1.1, .8)}, {closes, closed}}, []int{0, 1}},
		{"none, if no other reading is nearly as fit", [][]name{{closes, n("osk shuts", .9, .9)}, {closes}}, []int{0, 0}},
		{"or nearly as much shared", [][]name{{closes, n("osk shuts", 1.1, .7)}, {closes}}, []int{0, 0}},
		{"or can be read alone", [][]name{{closes, phrase}, {closes}}, []int{0, 0}},
		{"or free", [][]name{{closes, rain}, {closes}, {rain}}, []int{0, 0, 0}},
		{"what is shared most, of those that are fit", [][]name{{closes, closed, n("osk shut it", 1, .88)}, {closes}}, []int{2, 0}},
		{"a part of a word is no word", [][]name{{n("the port", 1, .9)}, {n("the ports", 1, .8), n("rain fell", .95, .8)}}, []int{0, 0}},
	} {
		if got := choose(c.points); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}
