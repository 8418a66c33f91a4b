package eval

import (
	"math"
	"strings"
	"testing"
)

// parse reads clusters as "a b c | d e".
func parse(s string) Clusters[string] {
	var c Clusters[string]
	for part := range strings.SplitSeq(s, "|") {
		if f := strings.Fields(part); len(f) > 0 {
			c = append(c, f)
		}
	}
	return c
}

// The expected figures are worked out by hand; the case of twelve mentions is
// that of Bagga and Baldwin, the cases with other mentions that of Pradhan et al.
// (ACL 2014), section 5.
func TestScoreCoref(t *testing.T) {
	for _, c := range []struct {
		name, gold, predicted        string
		mucP, mucR, b3P, b3R, cP, cR float64
	}{
		{"equal", "a b c | d e", "a b c | d e", 1, 1, 1, 1, 1, 1},
		{"one big cluster", "a b | c d", "a b c d", 2. / 3, 1, .5, 1, 2. / 3, 1. / 3},
		{"all apart", "a b c", "a | b | c", 0, 0, 1, 1. / 3, (1. / 2) / 3, .5},
		{"twelve, 6-7 joined with 8-c", "1 2 3 4 5 | 6 7 | 8 9 a b c", "1 2 3 4 5 | 6 7 8 9 a b c", 9. / 10, 1, (5 + 4./7 + 25./7) / 12, 1, (1 + 10./12) / 2, (1 + 10./12) / 3},
		{"twelve, 1-5 joined with 8-c", "1 2 3 4 5 | 6 7 | 8 9 a b c", "1 2 3 4 5 8 9 a b c | 6 7", 9. / 10, 1, (5 + 2) / 12., 1, (1 + 10./15) / 2, (1 + 10./15) / 3},
		{"other mentions", "a b c | d e f g", "a b | c d | f g h i", 2. / 5, 2. / 5, (1 + 1 + .5 + .5 + 2*2/4.) / 8, (2*2./3 + 1./3 + 1./4 + 2*2./4) / 7, (2*2./5 + 2*2./8) / 3, (2*2./5 + 2*2./8) / 2},
		{"nothing predicted", "a b", "", 0, 0, 0, 0, 0, 0},
	} {
		got := ScoreCoref(parse(c.gold), parse(c.predicted))
		for i, pair := range [][2]float64{{got.MUC.Precision(), c.mucP}, {got.MUC.Recall(), c.mucR}, {got.B3.Precision(), c.b3P}, {got.B3.Recall(), c.b3R}, {got.CEAFe.Precision(), c.cP}, {got.CEAFe.Recall(), c.cR}} {
			if math.Abs(pair[0]-pair[1]) > 1e-9 {
				t.Errorf("%s: measure %d is %.4f, want %.4f", c.name, i, pair[0], pair[1])
			}
		}
	}
}

func TestAssignFindsTheBest(t *testing.T) {
	// Greedy by value would take .9 and then .1.
	if got := assign([]cell{{0, 0, .9}, {0, 1, .8}, {1, 0, .8}, {1, 1, .1}, {2, 5, .5}}); math.Abs(got-2.1) > 1e-9 {
		t.Errorf("assign = %v, want 2.1", got)
	}
}

func TestWithoutSingletons(t *testing.T) {
	if got := WithoutSingletons(parse("a | b c | d")); len(got) != 1 || len(got[0]) != 2 {
		t.Errorf("got %v", got)
	}
}

func TestCoNLLIsTheMeanOfThree(t *testing.T) {
	got := ScoreCoref(parse("a b c | d e"), parse("a b | c | d e"))
	want := (got.MUC.F() + got.B3.F() + got.CEAFe.F()) / 3
	if math.Abs(got.CoNLL()-want) > 1e-12 || got.CoNLL() <= 0 || got.CoNLL() >= 1 {
		t.Errorf("CoNLL = %v", got.CoNLL())
	}
}
