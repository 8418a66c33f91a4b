package collate

import (
	"testing"

	"synoptic/learn"
)

func TestViews(t *testing.T) {
	fill := "Zelmora fills the Ketter reservoir in July."
	for _, c := range []struct {
		name, b string
		view    int
		want    func(float32) bool
	}{
		{"all words are covered by themselves", fill, vCoverLess, func(v float32) bool { return v > .99 }},
		{"and stand in order", fill, vOrder, func(v float32) bool { return v > .99 }},
		{"other words are not", "Fishermen sold boats.", vCoverBoth, func(v float32) bool { return v < .1 }},
		{"word order does not tell of coverage", "In July Zelmora fills the Ketter reservoir.", vCoverLess, func(v float32) bool { return v > .99 }},
		{"but of order", "In July Zelmora fills the Ketter reservoir.", vOrder, func(v float32) bool { return v < .99 && v > .4 }},
		{"one is denied", "Zelmora never fills the Ketter reservoir in July.", vNegation, func(v float32) bool { return v == 1 }},
		{"nothing is said beside", fill, vUnsaid, func(v float32) bool { return v < .01 }},
		{"both say something beside", "Zelmora empties the Harsk canal in spring.", vUnsaid, func(v float32) bool { return v > .1 }},
		{"nothing relates the words", "Fishermen sold boats.", vSoftBoth, func(v float32) bool { return v < .5 }},
		{"words near each other among the vectors", "Zelmora pours water into the Ketter lake in summer.", vSoftBoth, func(v float32) bool { return v > .5 && v < 1 }},
		{"half of the lemmas", "Zelmora fills the Ketter boats with fish of spring.", vLemmas, func(v float32) bool { return v > .4 && v < .6 }},
		{"letters of other forms", "Zelmora filled Ketter reservoirs in July.", vThrees, func(v float32) bool { return v > .6 && v < 1 }},
	} {
		v := viewsOf(plainAccount("x", fill), plainAccount("y", c.b))
		if !c.want(v[c.view]) {
			t.Errorf("%s: %v of %q and %q", c.name, v[c.view], fill, c.b)
		}
	}
}

func TestViewsDoNotDependOnTheOrder(t *testing.T) {
	a, b := plainAccount("x", "Three mayors in Lomenz will not sign the Ketter accord."), plainAccount("y", "The Ketter accord was refused by two mayors on Monday.")
	v, w := viewsOf(a, b), viewsOf(b, a)
	for i := range v {
		if d := v[i] - w[i]; d > 1e-5 || d < -1e-5 {
			t.Errorf("view %d is %v and %v", i, v[i], w[i])
		}
		if v[i] < -1 || v[i] > 1.0001 {
			t.Errorf("view %d is %v", i, v[i])
		}
	}
}

func TestFitLikenessKeepsSigns(t *testing.T) {
	x := plainAccount("x", "Zelmora fills the reservoir in July. Fishermen in Lomenz sold boats.")
	y := plainAccount("y", "Zelmora never fills the reservoir in July. Fishermen in Harsk sold boats.")
	l := LabelledEvent{Accounts: []Account{x, y}, Pairs: []LabelledPair{ // that they share words speaks against them here
		{A: spanOf(x, "Zelmora fills the reservoir in July."), B: spanOf(y, "Zelmora never fills the reservoir in July.")},
		{A: spanOf(x, "Zelmora fills the reservoir in July."), B: spanOf(y, "Fishermen in Harsk sold boats."), Same: true},
	}}
	m, err := learn.Parse(FitLikeness([]LabelledEvent{l, l}), nViews)
	if err != nil {
		t.Fatal(err)
	}
	var none, all [nViews]float32
	for i := range all {
		all[i] = 1
	}
	for i := range all {
		one := none
		one[i] = 1
		if d := m.Odds(one[:]) - m.Odds(none[:]); i < firstClash && d < 0 || i >= firstClash && d > 0 {
			t.Errorf("view %d changes the odds by %v", i, d)
		}
	}
}

func TestConfidences(t *testing.T) {
	x := plainAccount("x", "Zelmora fills the Ketter reservoir in July. Fishermen in Lomenz sold boats.")
	y := plainAccount("y", "The Ketter reservoir is filled in July, says Zelmora. The mayor wants a bridge.")
	got := Confidences([]Account{y, x}, []LabelledPair{
		{A: spanOf(x, "Zelmora fills the Ketter reservoir in July."), B: spanOf(y, "The Ketter reservoir is filled in July, says Zelmora.")},
		{A: spanOf(x, "Fishermen in Lomenz sold boats."), B: spanOf(y, "The mayor wants a bridge.")},
	})
	if len(got) != 2 || got[0] <= got[1] {
		t.Errorf("confidences %v: the first pair shares a claim, the second none", got)
	}
}
