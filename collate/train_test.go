package collate

import (
	"strings"
	"testing"
)

func TestFitLearnsThatCoverageTells(t *testing.T) {
	a := threeAccounts()
	same := LabelledPair{plainAccount("x", "Zelmora fills the reservoir in July."), plainAccount("y", "The reservoir is filled in July by Zelmora."), true}
	other := LabelledPair{plainAccount("x", "Zelmora fills the reservoir in July."), plainAccount("y", "Fishermen in Lomenz sold their boats."), false}
	got := Fit([]LabelledEvent{{Accounts: a}}, []LabelledPair{same, same, other, other}, 1)
	if got != Fit([]LabelledEvent{{Accounts: a}}, []LabelledPair{same, same, other, other}, 1) {
		t.Error("two fits differ")
	}
	lines := strings.Split(strings.TrimSpace(got), "\n")
	if len(lines) != nFeatures {
		t.Fatalf("%d weights, want %d", len(lines), nFeatures)
	}
	if w := strings.Fields(lines[fCoverBoth])[1]; strings.HasPrefix(w, "-") || w == "0.00" {
		t.Errorf("coverage has weight %s, want more than nothing", w)
	}
}

func TestLikeness(t *testing.T) {
	a, b, c := plainAccount("x", "Zelmora fills the Ketter reservoir in July."), plainAccount("y", "In July Zelmora will fill the Ketter reservoir."), plainAccount("z", "Fishermen in Lomenz sold their boats.")
	if Likeness(a, b) < .5 || Likeness(a, c) > .3 {
		t.Errorf("likeness %v of one claim, %v of two", Likeness(a, b), Likeness(a, c))
	}
	if d := Likeness(a, b) - Likeness(b, a); d > 1e-3 || d < -1e-3 {
		t.Errorf("likeness depends on the order: %v and %v", Likeness(a, b), Likeness(b, a))
	}
}
