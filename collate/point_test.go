package collate

import (
	"testing"

	"synoptic/learn"
)

func TestCutShort(t *testing.T) {
	const tree = "Lenna/PROPN/nsubj/2 closed/VERB/root/0 the/DET/det/4 harbour/NOUN/obj/2 of/ADP/case/6 Sarn/PROPN/nmod/4 ,/PUNCT/punct/9 and/CCONJ/cc/9 left/VERB/conj/2 ./PUNCT/punct/2"
	for _, tt := range []struct {
		first, last int
		cut         bool
	}{
		{0, 1, true},  // [Lenna closed] the harbour
		{0, 3, true},  // [Lenna closed the harbour] of Sarn
		{0, 5, false}, // [Lenna closed the harbour of Sarn], and left
		{2, 5, false}, // closed [the harbour of Sarn],
		{4, 5, false}, // [of Sarn]
		{8, 8, false}, // [left].
	} {
		doc := ofTree(tree).Doc
		u := &unit{}
		for k := tt.first; k <= tt.last; k++ {
			u.own = append(u.own, k)
		}
		if got := cutShort(doc, u); got != tt.cut {
			t.Errorf("tokens %d to %d: cut %v, want %v", tt.first, tt.last, got, tt.cut)
		}
	}
}

// Candidates that hold sentences of two accounts of one another are rivals.
func TestRival(t *testing.T) {
	e := newEvent([]Account{
		plainAccount("x", "Zelmora fills the reservoir in July. Fishermen in Lomenz sold boats."),
		plainAccount("y", "Zelmora fills the reservoir in July. Fishermen in Lomenz sold boats."),
	})
	unitOf := func(sentence int) int { return int(e.all[sentence].units[0]) }
	all := []candidate{
		{units: []int{unitOf(0), unitOf(2)}},
		{units: []int{unitOf(0), unitOf(2)}},
		{units: []int{unitOf(1), unitOf(2)}}, // shares one sentence with each of the others
	}
	all[1].f[pConfidence] = .5
	e.rival(all)
	for k, want := range [][2]float32{{1, 1}, {1, 0}, {0, 0}} {
		if got := [2]float32{all[k].f[pRivals], all[k].f[pBetter]}; got != want {
			t.Errorf("candidate %d: %v rivals and better ones, want %v", k, got, want)
		}
	}
}

func TestFitPoints(t *testing.T) {
	x := plainAccount("x", "Zelmora fills the reservoir in July. Fishermen in Lomenz sold boats. The bridge at Harsk is closed.")
	y := plainAccount("y", "Zelmora fills the reservoir in July. Fishermen in Lomenz sold boats. The mayor wants a bridge.")
	z := plainAccount("z", "Zelmora fills the reservoir in July. A fair opens in Harsk.")
	l := LabelledEvent{Weight: 1, Accounts: []Account{x, y, z}}
	const claim = "Zelmora fills the reservoir in July"
	l.Claims = [][]LabelledSpan{{spanOf(x, claim), spanOf(y, claim), spanOf(z, claim)}}
	examples := l.points()
	told := 0
	for _, ex := range examples {
		if ex.Holds {
			told++
		}
	}
	if told != 1 || len(examples) < 2 {
		t.Errorf("%d candidates, %d of them points; want one point, and another that is none", len(examples), told)
	}
	model := FitPoints([]LabelledEvent{l, l})
	if model != FitPoints([]LabelledEvent{l, l}) {
		t.Error("two fits differ")
	}
	if _, err := learn.Parse(model, nPoint); err != nil {
		t.Error(err)
	}
}

// What is all but surely no point is not shown, however sure its pairs are.
func TestLikely(t *testing.T) {
	sure := candidate{f: pointLook{pConfidence: .9, pLeast: .9, pAgreement: .9, pMost: .9, pAccounts: 1.6, pShare: 1, pAll: 4, pUnits: 1.6, pMet: .9, pMetLeast: .9, pPlace: 2, pPlaceMost: 3, pPlaced: 1, pPlacedLeast: 1, pLength: 2, pLengthLeast: 1.8, pPredicates: 1, pAlone: 1, pClaims: 4, pRarity: 20, pHeld: 12, pHeldMost: 4}}
	empty := sure
	empty.f[pPredicates], empty.f[pAlone], empty.f[pClaims], empty.f[pRarity], empty.f[pHeld], empty.f[pHeldMost], empty.f[pLength], empty.f[pLengthLeast], empty.f[pPlace], empty.f[pPlaceMost] = 0, 0, 1, 2, 1, 1, .5, .4, -2, -1
	if a, b := sure.likely(), empty.likely(); a < .6 || b > a-.2 {
		t.Errorf("a clause with rare words is likely by %.2f, a mere noun phrase by %.2f", a, b)
	}
}
