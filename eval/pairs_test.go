package eval

import (
	"math"
	"testing"
)

func TestPairs(t *testing.T) {
	pairs := []ScoredPair{{.9, 1}, {.8, 0}, {.7, 1}, {.2, 0}}
	if got, want := AveragePrecision(pairs), (1+2./3)/2; math.Abs(got-want) > 1e-9 {
		t.Errorf("average precision %v, want %v", got, want)
	}
	if got := AccuracyAt(pairs, .75); got != .5 {
		t.Errorf("accuracy %v, want .5", got)
	}
	if th := BestThreshold(pairs); AccuracyAt(pairs, th) != .75 {
		t.Errorf("best threshold %v gives %v", th, AccuracyAt(pairs, th))
	}
	if got := Pearson([]ScoredPair{{1, 2}, {2, 4}, {3, 6}}); math.Abs(got-1) > 1e-9 {
		t.Errorf("Pearson %v, want 1", got)
	}
	if got := Pearson([]ScoredPair{{1, 2}, {1, 4}}); got != 0 {
		t.Errorf("Pearson of a constant %v, want 0", got)
	}
}

func TestBestThresholdWithNothingAlike(t *testing.T) {
	pairs := []ScoredPair{{.9, 0}, {.8, 0}}
	if got := AccuracyAt(pairs, BestThreshold(pairs)); got != 1 {
		t.Errorf("accuracy %v, want 1", got)
	}
}
