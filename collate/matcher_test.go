package collate

import (
	"math"
	"testing"
)

// What the tutor takes for the slope of the loss is its slope.
func TestGradientOfTheMatcher(t *testing.T) {
	e := newEvent(threeAccounts())
	e.meet()
	l := newLesson(e)
	for i := range e.all {
		for j := i + 1; j < len(e.all); j++ {
			if e.all[i].account != e.all[j].account {
				l.examples = append(l.examples, matchExample{a: i, b: j, same: (i+j)%2 == 0, weight: 1})
			}
		}
	}
	m := newMatcher()
	loss := func() (sum float64, by []float32) {
		l.project(m)
		u := newTutor(m, 0)
		for i := range l.examples {
			sum += u.example(l, &l.examples[i])
		}
		return sum, u.g.theta
	}
	_, slope := loss()
	for _, k := range []int{atKin + kBias, atKin + kVector, atToken + tGeneral, atToken + tLocal, atHidden + 3, atHidden + 20, atOut + 2, atOut + hidden + cLess} {
		old := m.theta[k]
		const step = 2e-3
		m.theta[k] = old + step
		up, _ := loss()
		m.theta[k] = old - step
		down, _ := loss()
		m.theta[k] = old
		if got := (up - down) / (2 * step); math.Abs(got-float64(slope[k])) > .02+.05*math.Abs(got) {
			t.Errorf("number %d: slope %.4f, want %.4f", k, slope[k], got)
		}
	}
}

// A matcher that has seen which sentences carry one claim finds them likelier than
// one that has not.
func TestTeach(t *testing.T) {
	l := LabelledEvent{Weight: 1, Accounts: threeAccounts()}
	l.Claims = [][]LabelledSpan{
		{spanOf(l.Accounts[0], "Zelmora will fill the Ketter reservoir in July"), spanOf(l.Accounts[1], "The Ketter reservoir will be filled by Zelmora in July"), spanOf(l.Accounts[2], "Zelmora fills the Ketter reservoir in July")},
		{spanOf(l.Accounts[0], "The dam is 86 percent complete"), spanOf(l.Accounts[2], "The Ketter dam is 88 percent complete")},
	}
	e := newEvent(l.Accounts)
	e.meet()
	seen := l.lesson(e)
	before, after := newMatcher(), teach([]*lesson{seen})
	total := func(m *matcher) (sum float64) {
		seen.project(m)
		u := newTutor(m, 0)
		for i := range seen.examples {
			sum += u.example(seen, &seen.examples[i])
		}
		return sum
	}
	if a, b := total(after), total(before); a >= b {
		t.Errorf("loss %.3f after teaching, %.3f before", a, b)
	}
}

// What is told of many words at once is what would be told of every two.
func TestToldOfAllAtOnce(t *testing.T) {
	e := newEvent(append(threeAccounts(), generated(2)...))
	e.useMatcher(&weights().matcher)
	for i := range e.stretches {
		e.beginAll(e.stretches[i].types)
	}
	for a := range int32(len(e.lexis.words)) {
		for b := range int32(len(e.lexis.words)) {
			_, kin := e.lexis.relative(a, b)
			p, q := e.projected[a], e.projected[b]
			var want uint8
			switch {
			case a == b:
				want = 255
			case kin:
				want = toldFor(e.likeKin(min(a, b), max(a, b)))
			case p != nil && q != nil && alongside(p, q) < strangers:
				want = toldFor(0)
			default:
				want = toldFor(e.likeStrangers(min(a, b), max(a, b)))
			}
			got := e.toldOf(a)[b]
			if got == 0 {
				got = e.tell(a, b)
			}
			if got != want {
				t.Fatalf("%q and %q: %d, want %d", e.lexis.words[a].form, e.lexis.words[b].form, got, want)
			}
		}
	}
}
