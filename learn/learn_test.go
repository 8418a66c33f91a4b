package learn

import (
	"math"
	"testing"
)

// cases hold if the first number is above the second, which neither a bias nor
// one number tells, or if the third, seldom seen, is 1.
func cases() []Example {
	var all []Example
	for i := range 40 {
		for j := range 40 {
			x := []float32{float32(i), float32(j), 0}
			if i%7 == 0 && j%5 == 0 {
				x[2] = 1
			}
			all = append(all, Example{x, i > j || x[2] == 1, 1})
		}
	}
	return all
}

func TestFit(t *testing.T) {
	all := cases()
	for _, opt := range []Options{{Ridge: 1}, {Ridge: 1, Trees: 60}} {
		m := Fit(all, opt)
		right := 0
		for _, x := range all {
			if (m.Odds(x.Seen) > 0) == x.Holds {
				right++
			}
		}
		if right < len(all)*93/100 {
			t.Errorf("%+v: %d of %d right", opt, right, len(all))
		}
	}
}

func TestModelAsText(t *testing.T) {
	m := Fit(cases(), Options{Ridge: 1, Trees: 20})
	again, err := Parse(m.String(), 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range cases() {
		if a, b := m.Odds(x.Seen), again.Odds(x.Seen); math.Abs(a-b) > .02 {
			t.Fatalf("%v: %f, read again %f", x.Seen, a, b)
		}
	}
	if again.String() != m.String() {
		t.Error("a model that was read is written in other words")
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{"nothing 1", "linear 1", "trees x", "tree 1 2", "tree 9 1 9 1 9 1 9 1 9 1 9 1 9 1 1 1 1 1 1 1 1 1"} {
		if _, err := Parse(s, 3); err == nil {
			t.Errorf("%q is read as a model", s)
		}
	}
}

func TestNoExamples(t *testing.T) {
	if o := Fit(nil, Options{Ridge: 1, Trees: 5}).Odds(nil); o != 0 {
		t.Errorf("odds of nothing: %f", o)
	}
}
