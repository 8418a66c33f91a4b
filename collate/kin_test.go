package collate

import (
	"slices"
	"testing"
)

// Relatives are found by their lists; nothing that two words tell of each other
// may be lost by it.
func TestRelativesAreAllThatIsRelated(t *testing.T) {
	e := newEvent(generated(4))
	e.lexis.add(glossed("urge"))
	for _, w := range []string{"demand", "refuse", "accept", "10,000", "10,001", "kilometre", "kilometer"} {
		e.lexis.add(glossed(w))
	}
	words, found := e.lexis.words, 0
	for a := range words {
		for b := range a {
			want := float32(int(250*e.lexis.relate(&words[b], &words[a]))) / 250
			for _, got := range []float32{e.lexis.similarity(int32(a), int32(b)), e.lexis.similarity(int32(b), int32(a))} {
				if got != want {
					t.Fatalf("%s and %s are alike by %v, want %v", words[a].form, words[b].form, got, want)
				}
			}
			if want > 0 {
				found++
			}
		}
	}
	if found < 100 {
		t.Errorf("%d pairs are alike: the test says nothing", found)
	}
}

func glossed(form string) gloss {
	k := plain
	if _, ok := numberWord(form); ok {
		k = numeral
	}
	return gloss{key: form, form: form, kind: k}
}

// cover is what comparing every word with every other gives.
func TestCoverIsThatOfAllPairs(t *testing.T) {
	e := newEvent(generated(4))
	l := e.lexis
	of := func(w word) float32 { return l.weight[w.id] }
	for i := range e.all {
		for j := range i {
			a, b := e.all[i].words, e.all[j].words
			got, want := l.cover(a, b), l.covered(a, b, of, l.similarity)
			if got.a != want.a || got.b != want.b {
				t.Fatalf("sentences %d and %d cover one another by %v, want %v", i, j, got, want)
			}
		}
	}
}

// What is kept of the pairs of units is what looking again gives.
func TestKeptCellsAreTheCells(t *testing.T) {
	kept, forgetful := newEvent(generated(5)), newEvent(generated(5))
	forgetful.kept = mostKept
	kept.compare()
	forgetful.compare()
	ties := 0
	for i := range kept.meetings {
		for k, m := range kept.meetings[i] {
			if ties += len(m.ties); !slices.Equal(m.ties, forgetful.meetings[i][k].ties) {
				t.Fatalf("sentences %d and %d: ties %v, want %v", i, m.other, forgetful.meetings[i][k].ties, m.ties)
			}
		}
	}
	if ties == 0 {
		t.Error("no ties: the test says nothing")
	}
}
