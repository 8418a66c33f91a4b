package position

import (
	"math"
	"strings"
	"testing"

	"synoptic/lexicon/vectors"
	"synoptic/news"
)

func TestSenseReadAgain(t *testing.T) {
	s := plainSense()
	s.means[3], s.tells[wShare], s.turn[1][2] = .25, -1.5, .125
	again, err := parseSense(s.String())
	if err != nil || *again != *s {
		t.Errorf("read again: %v", err)
	}
	for what, source := range map[string]string{
		"half a map":     strings.Join(strings.SplitAfter(s.String(), "\n")[:40], ""),
		"another line":   s.String() + "more 1\n",
		"one row more":   s.String() + "turn 1\n",
		"too few values": strings.Replace(s.String(), "odds 4", "odds", 1),
	} {
		if _, err := parseSense(source); err == nil {
			t.Errorf("%s is taken", what)
		}
	}
}

// taught is a small lesson.
func taught() *lesson {
	ps := readAll([]Said{said("e1", "a", must, 1), said("e2", "b", should, 9), said("e1", "c", twelve, 1), said("e2", "d", open, 9)})
	k := Known{Passages: ps, Issues: map[news.Passage]int{}}
	for i := range ps {
		k.Issues[ps[i].passage()] = int(ps[i].Statement.Article[0]-'a') / 2
	}
	return k.lesson()
}

func (l *lesson) loss(s *senses) float64 {
	x, sum := l.lay(s), 0.
	for k := range l.pairs {
		p, odds := &l.pairs[k], 0.
		for i, f := range x.judge(l, p) {
			odds += s.odds[i] * f
		}
		sum -= p.weight * math.Log(1/(1+math.Exp(odds*(1-2*p.same))))
	}
	return sum
}

// The gradient is how the loss changes, up to what all passages have in common, which is held
// still.
func TestSenseGradient(t *testing.T) {
	l, s := taught(), plainSense()
	if len(l.pairs) == 0 {
		t.Fatal("a lesson without pairs")
	}
	g := l.gradient(s)
	check := func(what string, at *float64, want float64) {
		const by = 1e-5
		old := *at
		*at = old + by
		up := l.loss(s)
		*at = old - by
		down := l.loss(s)
		*at = old
		if got := (up - down) / (2 * by); math.Abs(got-want) > 1e-4+.02*math.Abs(got) {
			t.Errorf("%s: the loss changes by %.5f, the gradient says %.5f", what, got, want)
		}
	}
	for i := range s.odds {
		check("odds", &s.odds[i], g.odds[i])
	}
	for _, i := range []int{0, 7, vectors.Dim - 1, wKind, wKind + 1, wShare, wRare} {
		check("tells", &s.tells[i], g.tells[i])
	}
}

// What was learned holds of what it was learned from.
func TestSenseLearns(t *testing.T) {
	l := taught()
	if before, after := l.loss(plainSense()), l.loss(fitSense([]*lesson{l})); after >= before {
		t.Errorf("a loss of %.3f after learning, %.3f before", after, before)
	}
}
