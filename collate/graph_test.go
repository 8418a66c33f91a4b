package collate

import "testing"

// Two sentences that a third account's sentence is sure to be like are seen as such,
// whichever of them comes first.
func TestThirdAccountsSpeakForAPair(t *testing.T) {
	e := newEvent(threeAccounts())
	e.meet()
	for i := range e.all {
		for _, m := range e.meetings[i] {
			e.confide(i, int(m.other), .01)
		}
	}
	at := func(account int) int {
		for i := range e.all {
			if e.all[i].account == account {
				return i
			}
		}
		t.Fatalf("no sentence of account %d", account)
		return 0
	}
	x, y, z := at(0), at(1), at(2)
	e.confide(x, z, .8)
	e.confide(y, z, .5)
	e.eachGraph(func(i, j int, f graphLook) {
		switch {
		case i == x && j == y:
			if f[gThirdLeast] != .5 || f[gAlike] < .9 || f[gThird] < saturated(.39) {
				t.Errorf("a third that is like both: %v", f)
			}
		case i != x && i != y && j != x && j != y && f[gThirdLeast] > .02:
			t.Errorf("no third is like sentences %d and %d: %v", i, j, f)
		}
	})
}
