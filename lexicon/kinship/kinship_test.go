package kinship

import "testing"

func TestBetween(t *testing.T) {
	scale := Scale{Same: .9, Other: .8, Opposite: .7}
	for _, c := range []struct {
		a, b         string
		least, below float32
	}{
		{"withdraw", "pull_out", .9, .91}, // the list, as strongly
		{"urge", "demand", .8, .81},       // the list, more strongly
		{"leave", "join", .7, .71},        // opposites of the list
		{"win", "lose", .7, .71},          // opposites of WordNet
		{"steel", "window", 0, .01},       // nothing
		{"zzz", "steel", 0, .01},          // not a word
		{"zzz", "qqq", 0, .01},
	} {
		a, b := Of(c.a), Of(c.b)
		got := scale.Between(a, b)
		if got < c.least || got >= c.below {
			t.Errorf("%s %s: %.3f, want at least %.2f and below %.2f", c.a, c.b, got, c.least, c.below)
		}
		if back := scale.Between(b, a); back != got {
			t.Errorf("%s %s: %.3f, and %.3f the other way", c.a, c.b, got, back)
		}
	}
	told := Scale{Same: .9, Other: .8, Opposite: .7, Told: .8}
	for _, c := range []struct {
		a, b         string
		least, below float32
	}{
		{"withdraw", "pull_out", .9, .91}, // the list still comes first
		{"standoff", "siege", .5, .9},     // which neither list has
		{"reprieve", "deadline", 0, .01},  // near, and no more alike than that
		{"steel", "window", 0, .01},
	} {
		a, b := Of(c.a), Of(c.b)
		if got := told.Between(a, b); got < c.least || got >= c.below || got != told.Between(b, a) {
			t.Errorf("%s %s, asking the thesaurus: %.3f, want at least %.2f and below %.2f, either way", c.a, c.b, got, c.least, c.below)
		}
	}
	if got := scale.Between(Of("standoff"), Of("siege")); got != 0 {
		t.Errorf("standoff, siege: %.3f where the thesaurus is not asked", got)
	}
	if got := scale.Between(Of("parliament"), Of("legislature")); got <= 0 {
		t.Errorf("parliament, legislature: %.3f, want what WordNet says", got)
	}
	if got := (Scale{Same: .9, Other: .75}).Between(Of("leave"), Of("join")); got != 0 {
		t.Errorf("opposites on a scale without them: %.3f", got)
	}
}
