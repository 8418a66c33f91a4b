package collate

import (
	"math"
)

// grads holds the gradient of one step.
type matchGrads struct {
	theta []float32
	proj  map[int32][]float32
}

// tutor learns a matcher.
type tutor struct {
	m        *matcher
	g        matchGrads
	mean, sq []float64
	step     int
	rate     float64
	decay    float64
	al       alignment
}

func newTutor(m *matcher, rate float64) *tutor {
	return &tutor{m: m, g: matchGrads{make([]float32, thetas), map[int32][]float32{}}, mean: make([]float64, thetas), sq: make([]float64, thetas), rate: rate}
}

// learn takes one batch of examples of a lesson.
func (t *tutor) learn(l *lesson, batch []matchExample) (loss float64) {
	l.project(t.m)
	for i := range batch {
		loss += t.example(l, &batch[i])
	}
	// gradients of projections
	for ty := range int32(len(l.vec)) {
		d, ok := t.g.proj[ty]
		if !ok {
			continue
		}
		// through the scaling to length one
		var dot float32
		for k, q := range l.proj[ty] {
			dot += q * d[k]
		}
		for k, q := range l.proj[ty] {
			d[k] = (d[k] - dot*q) / l.norm[ty]
		}
		for i, x := range l.vec[ty] {
			g := t.g.theta[atProject+i*projected : atProject+(i+1)*projected]
			for k := range g {
				g[k] += x * d[k]
			}
		}
	}
	clear(t.g.proj)
	t.move(len(batch))
	return loss
}

func (t *tutor) move(n int) {
	t.step++
	b1, b2 := .9, .99
	rate := t.rate * math.Sqrt(1-math.Pow(b2, float64(t.step))) / (1 - math.Pow(b1, float64(t.step)))
	for i, g := range t.g.theta {
		d := float64(g) / float64(n)
		t.mean[i] += (1 - b1) * (d - t.mean[i])
		t.sq[i] += (1 - b2) * (d*d - t.sq[i])
		r := rate
		if i < atKin {
			r *= .3
		}
		t.m.theta[i] -= float32(r*t.mean[i]/(math.Sqrt(t.sq[i])+1e-8) + r*t.decay*float64(t.m.theta[i]))
	}
	clear(t.g.theta)
}

func (t *tutor) example(l *lesson, x *matchExample) float64 {
	al := &t.al
	l.align(t.m, al, x.a, x.b)
	w := al.whole()
	best, bi, bj := float32(-1e9), -1, -1
	wrong, wi, wj := float32(-1e9), -1, -1
	isRight := func(i, j int) bool {
		for _, r := range x.right {
			if r == [2]int{i, j} {
				return true
			}
		}
		return false
	}
	for i := range al.a.units {
		for j := range al.b.units {
			f := al.look(i, j, w)
			z := t.m.judge(&f)
			if x.same && len(x.right) > 0 && !isRight(i, j) {
				if z > wrong {
					wrong, wi, wj = z, i, j
				}
				continue
			}
			if z > best {
				best, bi, bj = z, i, j
			}
		}
	}
	var loss float64
	if bi >= 0 {
		loss += t.back(l, bi, bj, w, best, indicator(x.same), float32(x.weight))
	}
	if wi >= 0 {
		loss += t.back(l, wi, wj, w, wrong, 0, .3*float32(x.weight))
	}
	return loss
}

// back adds the gradient of one unit pair.
func (t *tutor) back(l *lesson, x, y int, w wholes, z, want, weight float32) float64 {
	al, m := &t.al, t.m
	p := logistic(float64(z))
	dz := (p - want) * weight
	f := al.look(x, y, w)
	var df coverLook
	out := m.theta[atOut:]
	gout := t.g.theta[atOut:]
	gout[hidden+covers] += dz
	for i := range covers {
		gout[hidden+i] += dz * f[i]
		df[i] += dz * out[hidden+i]
	}
	for h := range hidden {
		wh := m.theta[atHidden+h*(covers+1):]
		gh := t.g.theta[atHidden+h*(covers+1):]
		s := wh[covers]
		for i := range covers {
			s += wh[i] * f[i]
		}
		th := float32(math.Tanh(float64(s)))
		gout[h] += dz * th
		d := dz * out[h] * (1 - th*th)
		gh[covers] += d
		for i := range covers {
			gh[i] += d * f[i]
			df[i] += d * wh[i]
		}
	}
	a, b := al.pulls(x, y, w, &f, &df)
	t.backSide(l, x, y, false, a)
	t.backSide(l, x, y, true, b)
	if want > .5 {
		return -math.Log(float64(p)+1e-9) * float64(weight)
	}
	return -math.Log(1-float64(p)+1e-9) * float64(weight)
}

// pull is how the loss changes with what is summed up of one side of a pair of units:
// the weight of the unit and of its sentence, what the other unit holds of it softly
// and to the letter, what the other sentence holds of it, and of its sentence.
type pull struct{ unit, sentence, soft, exact, spread, whole, wholeExact float32 }

// lean gives what the lesser and the greater of two shares pull to the sides whose
// they are.
func lean(a, b, less, more float32) (da, db float32) {
	if a < b {
		return less, more
	}
	return more, less
}

// slope adds what a share of a sum in a total pulls.
func slope(d, sum, total float32, onSum, onTotal *float32) {
	*onSum += d / total
	*onTotal -= d * sum / (total * total)
}

// pulls goes from what was seen of units x and y back to the sums.
func (al *alignment) pulls(x, y int, w wholes, f, df *coverLook) (a, b pull) {
	ta, tb := max(al.a.total, 1e-6), max(al.b.total, 1e-6)
	tx, ty := max(al.a.totals[x], 1e-6), max(al.b.totals[y], 1e-6)
	sa, ea := al.within(x, y, false)
	sb, eb := al.within(y, x, true)
	pa, pb := al.spreadA[x], al.spreadB[y]
	da, db := lean(sa/tx, sb/ty, df[cLess]+df[cProduct]*f[cMore], df[cMore]+df[cProduct]*f[cLess])
	slope(da, sa, tx, &a.soft, &a.unit)
	slope(db, sb, ty, &b.soft, &b.unit)
	da, db = lean(pa/tx, pb/ty, df[cSpreadLess], df[cSpreadMore])
	slope(da, pa, tx, &a.spread, &a.unit)
	slope(db, pb, ty, &b.spread, &b.unit)
	da, db = lean(w.a/ta, w.b/tb, df[cWholeLess], df[cWholeMore])
	slope(da, w.a, ta, &a.whole, &a.sentence)
	slope(db, w.b, tb, &b.whole, &b.sentence)
	da, db = lean(ea/tx, eb/ty, df[cExactLess], df[cExactMore])
	slope(da, ea, tx, &a.exact, &a.unit)
	slope(db, eb, ty, &b.exact, &b.unit)
	da, db = lean(tx, ty, df[cLight]/(1+min(tx, ty)), df[cHeavy]/(1+max(tx, ty)))
	a.unit, b.unit = a.unit+da, b.unit+db
	da, db = lean(w.exactA/ta, w.exactB/tb, df[cExactWhole], 0)
	slope(da, w.exactA, ta, &a.wholeExact, &a.sentence)
	slope(db, w.exactB, tb, &b.wholeExact, &b.sentence)
	for _, p := range []*pull{&a, &b} {
		p.soft += df[cMatched] / (1 + sa + sb)
		p.spread += df[cSpreadMatched] / (1 + pa + pb)
		p.whole += df[cWholeMatched] / (1 + w.a + w.b)
		p.exact += df[cSpare] / (1 + ea + eb)
	}
	return a, b
}

// backSide goes from the sums of one side, b if back is set, to its words.
func (t *tutor) backSide(l *lesson, x, y int, back bool, p pull) {
	al := &t.al
	s, unit, other, best := al.a, al.a.units[x], al.b.units[y], al.bestA
	turn := func(i, j int32) (int32, int32) { return i, j }
	if back {
		s, unit, other, best = al.b, al.b.units[y], al.a.units[x], al.bestB
		turn = func(i, j int32) (int32, int32) { return j, i }
	}
	for i := range s.types {
		v := al.at(turn(int32(i), best[i]))
		d := p.sentence + p.whole*v
		if v == 1 {
			d += p.wholeExact
		}
		t.backWeight(s, i, d)
		t.backSim(l, p.whole*s.weight[i], turn, int32(i), best[i])
	}
	for _, i := range unit {
		top, at := float32(-1), int32(-1)
		for _, j := range other {
			if v := al.at(turn(i, j)); v > top {
				top, at = v, j
			}
		}
		d := p.unit
		if at >= 0 {
			d += p.soft * top
			t.backSim(l, p.soft*s.weight[i], turn, i, at)
		}
		if top == 1 {
			d += p.exact
		}
		d += p.spread * al.at(turn(i, best[i]))
		t.backSim(l, p.spread*s.weight[i], turn, i, best[i])
		t.backWeight(s, int(i), d)
	}
}

func (t *tutor) backWeight(s *stretch, i int, d float32) {
	if d == 0 {
		return
	}
	g := t.g.theta[atToken:]
	for k, f := range s.looks[i] {
		g[k] += d * s.weight[i] * f
	}
}

func (t *tutor) backSim(l *lesson, d float32, turn func(i, j int32) (int32, int32), of, in int32) {
	i, j := turn(of, in)
	x, y := t.al.a.types[i], t.al.b.types[j]
	if x == y || d == 0 {
		return
	}
	s := t.al.at(i, j) / .99
	d *= .99 * s * (1 - s)
	k := l.kin(x, y)
	g := t.g.theta[atKin:]
	for i, v := range k {
		g[i] += d * v
	}
	if l.proj[x] == nil || l.proj[y] == nil {
		return
	}
	d *= t.m.theta[atKin+kProjected]
	t.addProj(x, l.proj[y], d)
	t.addProj(y, l.proj[x], d)
}

func (t *tutor) addProj(x int32, q []float32, d float32) {
	g := t.g.proj[x]
	if g == nil {
		g = make([]float32, projected)
		t.g.proj[x] = g
	}
	for k, v := range q {
		g[k] += d * v
	}
}
