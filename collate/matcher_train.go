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
	l := &lesson{e: e}
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

// kin is what is seen of two words.
func (l *lesson) kin(a, b int32) kin {
	k := l.e.lexis.kinOf(min(a, b), max(a, b))
	if p, q := l.proj[a], l.proj[b]; p != nil && q != nil {
		k[kProjected] = alongside(p, q)
	}
	return k
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
				k := l.kin(x, y)
				s = m.alike(&k)
			}
			al.sim[i*len(al.b.types)+j] = s
		}
	}
	al.settle()
	al.settleUnits()
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
