package collate

import (
	"math"

	"synoptic/learn"
)

// What is seen of a pair of sentences once all pairs of the event were judged alone:
// what sentences of third accounts say of it.
const (
	gOdds = iota // as it was judged alone
	gLikely
	gThird      // the best product of the confidences with a sentence of a third account, in logarithms
	gThirdNext  // through another account
	gThirdLeast // the best of the lesser of the two confidences
	gThirds     // the mean over accounts
	gAlike      // cosine of the confidences with all of these sentences
	gShare      // of the confidences that either has, both have
	gBoth
	gEither
	nGraph
)

type graphLook [nGraph]float32

// eachGraph hands over every pair of sentences that meet, the first before the
// second, with what the other confidences tell of it.
func (e *event) eachGraph(use func(i, j int, f graphLook)) {
	sums, squares := e.strengths()
	with := make([]float32, len(e.all)) // confidence of the sentence in hand with every other
	for i := range e.all {
		ms := e.meetings[i]
		for k := range ms {
			with[ms[k].other] = ms[k].p
		}
		for k := range ms {
			m := &ms[k]
			j := int(m.other)
			if j < i {
				continue
			}
			t := e.thirds(i, j, with)
			a, b := e.all[i].account, e.all[j].account
			either := sums.beside(i, a, b) + sums.beside(j, b, a) - t.both
			alike := sqrt(max(1e-4, squares.beside(i, a, b)*squares.beside(j, b, a)))
			use(i, j, graphLook{
				gOdds: oddsOf(m.p), gLikely: m.p,
				gThird: saturated(t.best), gThirdNext: saturated(t.next), gThirdLeast: t.least,
				gThirds: t.sum / max(1, float32(len(e.accounts)-2)),
				gAlike:  t.dot / alike, gShare: t.both / max(.05, either), gBoth: log1p(t.both), gEither: log1p(max(0, either)),
			})
		}
		for _, j := range e.others[i] {
			with[j] = 0
		}
	}
}

func oddsOf(p float32) float32 { return float32(math.Log(float64(p) / (1 - float64(p)))) }

func saturated(p float32) float32 { return float32(math.Log(float64(p) + 1e-4)) }

// through is what the sentences of third accounts say of a pair.
type through struct {
	best, next, sum float32 // products of confidences, the best of each account
	least           float32
	dot, both       float32
}

func (e *event) thirds(i, j int, with []float32) (t through) {
	var top float32
	account := -1
	settle := func() {
		t.sum += top
		t.best, t.next = max(t.best, top), max(t.next, min(t.best, top))
		top = 0
	}
	for k := range e.meetings[j] {
		m := &e.meetings[j][k]
		a := e.all[m.other].account
		if a == e.all[i].account {
			continue
		}
		if a != account {
			settle()
			account = a
		}
		x, y := with[m.other], m.p
		top = max(top, x*y)
		t.least = max(t.least, min(x, y))
		t.dot += x * y
		t.both += min(x, y)
	}
	settle()
	return t
}

// byAccount is a sum over a sentence's meetings, by sentence and account.
type byAccount [][]float32

func (e *event) strengths() (sums, squares byAccount) {
	for i := range e.all {
		s, q := make([]float32, len(e.accounts)), make([]float32, len(e.accounts))
		for k := range e.meetings[i] {
			m := &e.meetings[i][k]
			a := e.all[m.other].account
			s[a] += m.p
			q[a] += m.p * m.p
		}
		sums, squares = append(sums, s), append(squares, q)
	}
	return sums, squares
}

// beside is the sum over all accounts but two.
func (s byAccount) beside(i, a, b int) float32 {
	var sum float32
	for k, x := range s[i] {
		if k != a && k != b {
			sum += x
		}
	}
	return sum
}

// alone sets the confidence of every meeting by what is seen of the two sentences.
func (e *event) alone(m *learn.Model) {
	division := e.divide()
	e.eachLook(func(i, j int, f look) {
		e.confide(i, j, logistic(m.Odds(f[:])-division.against(e.all[i].account, e.all[j].account)))
	})
}

// together gives every meeting the mean, in logarithms of odds, of its confidence
// and of that which the others lend it.
func (e *event) together(m *learn.Model) {
	type verdict struct {
		i, j int
		p    float32
	}
	var all []verdict
	e.eachGraph(func(i, j int, f graphLook) {
		all = append(all, verdict{i, j, logistic((m.Odds(f[:]) + float64(f[gOdds])) / 2)})
	})
	for _, v := range all {
		e.confide(v.i, v.j, v.p)
	}
}

func (e *event) confide(i, j int, p float32) {
	p = min(max(p, 1e-6), 1-1e-6)
	e.meetings[i][e.find(i, int32(j))].p = p
	e.meetings[j][e.find(j, int32(i))].p = p
}
