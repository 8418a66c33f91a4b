package collate

import (
	"math"

	"synoptic/lexicon/vectors"
)

// lesson is an event to learn from.
type lesson struct {
	e        *event
	vec      [][]float32 // by type, of length one; nil if none
	proj     [][]float32
	norm     []float32
	kins     []*kin
	stretch  []stretch
	examples []matchExample
}

type matchExample struct {
	a, b   int
	same   bool
	right  [][2]int // unit pairs that carry the claim, where it is known
	weight float64
}

func newLesson(e *event) *lesson {
	l := &lesson{e: e, kins: make([]*kin, len(e.lexis.words)*len(e.lexis.words))}
	for i := range e.lexis.words {
		v := e.lexis.words[i].vector
		if v.Q == nil {
			l.vec = append(l.vec, nil)
			continue
		}
		l.vec = append(l.vec, unitVector(v))
	}
	for i := range e.all {
		l.stretch = append(l.stretch, e.stretchOf(&e.all[i]))
	}
	l.proj = make([][]float32, len(l.vec))
	l.norm = make([]float32, len(l.vec))
	return l
}

// project brings the vectors of all words down.
func (l *lesson) project(m *matcher) {
	for t, v := range l.vec {
		if v == nil {
			continue
		}
		if l.proj[t] == nil {
			l.proj[t] = make([]float32, projected)
		}
		l.norm[t] = m.bring(v, l.proj[t])
	}
	for i := range l.stretch {
		l.stretch[i].weighBy(m)
	}
}

// bring projects v and scales it to length one; it returns the length before.
func (m *matcher) bring(v, out []float32) float32 {
	clear(out)
	for i, x := range v {
		for k, w := range m.theta[atProject+i*projected : atProject+(i+1)*projected] {
			out[k] += x * w
		}
	}
	var n float64
	for _, x := range out {
		n += float64(x) * float64(x)
	}
	length := float32(math.Sqrt(n) + 1e-9)
	for k := range out {
		out[k] /= length
	}
	return length
}

func (l *lesson) kin(a, b int32) *kin {
	if a > b {
		a, b = b, a
	}
	k := int(a)*len(l.vec) + int(b)
	v := l.kins[k]
	if v == nil {
		x := l.e.lexis.kinOf(a, b)
		v = &x
		l.kins[k] = v
	}
	if l.proj[a] != nil && l.proj[b] != nil {
		var s float32
		for i, x := range l.proj[a] {
			s += x * l.proj[b][i]
		}
		v[kProjected] = s
	}
	return v
}

func (m *matcher) alike(k *kin) float32 {
	var z float32
	for i, w := range m.theta[atKin : atKin+nKin] {
		z += w * k[i]
	}
	return .99 * logistic(float64(z))
}

func (l *lesson) align(m *matcher, al *alignment, a, b int) {
	al.a, al.b = &l.stretch[a], &l.stretch[b]
	n := len(al.a.types) * len(al.b.types)
	if cap(al.sim) < n {
		al.sim = make([]float32, n)
	}
	al.sim = al.sim[:n]
	for i, x := range al.a.types {
		for j, y := range al.b.types {
			s := float32(1)
			if x != y {
				s = m.alike(l.kin(x, y))
			}
			al.sim[i*len(al.b.types)+j] = s
		}
	}
	al.settle()
	al.settleUnits()
}

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

func newMatcher() *matcher {
	m := &matcher{theta: make([]float32, thetas)}
	state := uint64(88172645463325252)
	random := func() float32 {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		return float32(state>>40)/float32(1<<24) - .5
	}
	for i := range vectors.Dim * projected {
		m.theta[atProject+i] = random() * .35
	}
	k := m.theta[atKin:]
	k[kBias], k[kProjected], k[kVector] = -5, 2, 1
	k[kSame], k[kWordNet], k[kSpelling], k[kStronger] = 5, 4, 5, -1
	k[kOpposed], k[kAntonym], k[kNumeral], k[kNamed], k[kOneNamed] = -2, -2, -3, -2, -1
	t := m.theta[atToken:]
	t[tBias], t[tGeneral], t[tLocal] = -3, 2, 1
	for i := range hidden * (covers + 1) {
		m.theta[atHidden+i] = random() * .6
	}
	for i := range hidden {
		m.theta[atOut+i] = random() * .4
	}
	o := m.theta[atOut+hidden:]
	o[cLess], o[cSpreadLess], o[cWholeLess], o[covers] = 2, 2, 1, -3
	return m
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
	t.backLook(l, x, y, w, &f, &df)
	if want > .5 {
		return -math.Log(float64(p)+1e-9) * float64(weight)
	}
	return -math.Log(1-float64(p)+1e-9) * float64(weight)
}

// backLook goes from what was seen back to the words.
func (t *tutor) backLook(l *lesson, x, y int, w wholes, f, df *coverLook) {
	al := &t.al
	ux, uy := al.a.units[x], al.b.units[y]
	ta, tb := max(al.a.total, 1e-6), max(al.b.total, 1e-6)
	tx, ty := max(al.a.totals[x], 1e-6), max(al.b.totals[y], 1e-6)
	sa, ea := al.within(x, y, false)
	sb, eb := al.within(y, x, true)
	pa, pb := al.spread(ux, false), al.spread(uy, true)
	pick := func(a, b float32, less, more float32) (da, db float32) {
		if a < b {
			return less, more
		}
		return more, less
	}
	// gradient with respect to sums
	var dsa, dsb, dea, deb, dpa, dpb, dwa, dwb, dtx, dty, dta, dtb, dxa, dxb float32
	da, db := pick(sa/tx, sb/ty, df[cLess]+df[cProduct]*f[cMore], df[cMore]+df[cProduct]*f[cLess])
	dsa, dsb = da/tx, db/ty
	dtx, dty = -da*sa/(tx*tx), -db*sb/(ty*ty)
	da, db = pick(pa/tx, pb/ty, df[cSpreadLess], df[cSpreadMore])
	dpa, dpb = da/tx, db/ty
	dtx, dty = dtx-da*pa/(tx*tx), dty-db*pb/(ty*ty)
	dsa += df[cMatched] / (1 + sa + sb)
	dsb += df[cMatched] / (1 + sa + sb)
	dpa += df[cSpreadMatched] / (1 + pa + pb)
	dpb += df[cSpreadMatched] / (1 + pa + pb)
	da, db = pick(w.a/ta, w.b/tb, df[cWholeLess], df[cWholeMore])
	dwa, dwb = da/ta, db/tb
	dta, dtb = -da*w.a/(ta*ta), -db*w.b/(tb*tb)
	dwa += df[cWholeMatched] / (1 + w.a + w.b)
	dwb += df[cWholeMatched] / (1 + w.a + w.b)
	da, db = pick(tx, ty, df[cLight]/(1+min(tx, ty)), df[cHeavy]/(1+max(tx, ty)))
	dtx, dty = dtx+da, dty+db
	da, db = pick(ea/tx, eb/ty, df[cExactLess], df[cExactMore])
	dea, deb = da/tx, db/ty
	dtx, dty = dtx-da*ea/(tx*tx), dty-db*eb/(ty*ty)
	dea += df[cSpare] / (1 + ea + eb)
	deb += df[cSpare] / (1 + ea + eb)
	if w.exactA/ta < w.exactB/tb {
		dxa = df[cExactWhole] / ta
		dta -= df[cExactWhole] * w.exactA / (ta * ta)
	} else {
		dxb = df[cExactWhole] / tb
		dtb -= df[cExactWhole] * w.exactB / (tb * tb)
	}
	side := func(s *stretch, u, o []int32, best []int32, flip bool, dt, dT, ds, de, dp, dw, dx float32) {
		get := func(i, j int32) float32 {
			if flip {
				return al.at(j, i)
			}
			return al.at(i, j)
		}
		sim := func(i, j int32, d float32) {
			if flip {
				t.backSim(l, j, i, d)
			} else {
				t.backSim(l, i, j, d)
			}
		}
		for i := range s.types {
			j := best[i]
			v := get(int32(i), j)
			d := dT + dw*v
			if v == 1 {
				d += dx
			}
			t.backWeight(s, i, d)
			sim(int32(i), j, dw*s.weight[i])
		}
		for _, i := range u {
			top, tj, same := float32(-1), int32(-1), false
			for _, j := range o {
				v := get(i, j)
				if v > top {
					top, tj = v, j
				}
				same = same || v == 1
			}
			d := dt
			if tj >= 0 {
				d += ds * top
				sim(i, tj, ds*s.weight[i])
			}
			if same {
				d += de
			}
			j := best[i]
			d += dp * get(i, j)
			sim(i, j, dp*s.weight[i])
			t.backWeight(s, int(i), d)
		}
	}
	side(al.a, ux, uy, al.bestA, false, dtx, dta, dsa, dea, dpa, dwa, dxa)
	side(al.b, uy, ux, al.bestB, true, dty, dtb, dsb, deb, dpb, dwb, dxb)
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

func (t *tutor) backSim(l *lesson, i, j int32, d float32) {
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
