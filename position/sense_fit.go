package position

import (
	"math"

	"synoptic/lexicon/vectors"
)

// How the sense of words is learned: Adam (Kingma and Ba, ICLR 2015) over the actors, one after
// another, on the logistic loss of their pairs of passages.
const (
	senseRounds  = 10
	weightRate   = .01
	turnRate     = .002
	oddsRate     = .05
	weightRidge  = 30.  // by the actors, towards a weight of one
	turnRidge    = 300. // by the actors, towards no map
	decayInRound = 3.
)

// lesson is what one actor says, laid out to learn from.
type lesson struct {
	words []*weighed // by id
	bags  [][]term   // by passage, to be weighed for the mean
	alone [][]term   // the words of the passage itself, where words meet
	alike [][]term   // by id
	pairs []judged
}

// judged is a pair of passages of which it is known whether they are on one matter.
type judged struct {
	i, j   int
	same   float64
	facts  [nJudged]float64
	weight float64
}

func (k *Known) lesson() *lesson {
	ps := sorted(k.Passages)
	v := newVocabulary(ps, nil)
	l := &lesson{alike: v.near}
	for id := range v.form {
		l.words = append(l.words, v.seenOf(int32(id)))
	}
	for i := range ps {
		w := v.gathered(ps, i)
		var bag []term
		for _, id := range sortedKeys(w) {
			bag = append(bag, term{id, w[id]})
		}
		l.bags, l.alone = append(l.bags, bag), append(l.alone, v.bag(ps[i].words))
	}
	k.eachPair(ps, func(i, j int, same bool) {
		p := judged{i: i, j: j, same: float64(indicator(same))}
		p.facts[jBias] = 1
		sameText := ps[i].Statement.Article == ps[j].Statement.Article
		p.facts[jSameText] = float64(indicator(sameText))
		p.facts[jSameEvent] = float64(indicator(!sameText && ps[i].Event == ps[j].Event))
		l.pairs = append(l.pairs, p)
	})
	for k := range l.pairs {
		l.pairs[k].weight = pairWeight(len(l.pairs))
	}
	return l
}

// fitSense learns from the lessons.
func fitSense(lessons []*lesson) *senses {
	s := plainSense()
	first, second := &senses{}, &senses{}
	for round := range senseRounds {
		rate := 1 / (1 + decayInRound*float64(round)/senseRounds)
		for k := range lessons {
			l := lessons[(k*7919+round*31)%len(lessons)]
			if len(l.pairs) == 0 {
				continue
			}
			g := l.gradient(s)
			s.penalise(g, float64(len(lessons)))
			s.step(g, first, second, rate)
		}
	}
	return s
}

// penalise adds the ridges to a gradient.
func (s *senses) penalise(g *senses, actors float64) {
	for i := range s.means {
		g.means[i] += weightRidge / actors * s.means[i]
		g.tells[i] += weightRidge / actors * s.tells[i]
	}
	for i := range s.turn {
		for k, w := range s.turn[i] {
			g.turn[i][k] += turnRidge / actors * (w - float64(indicator(i == k)))
		}
	}
}

// step goes down a gradient, whose first two moments are kept.
func (s *senses) step(g, first, second *senses, rate float64) {
	down := func(to, by, m1, m2 []float64, rate float64) {
		for i, x := range by {
			m1[i] = .9*m1[i] + .1*x
			m2[i] = .99*m2[i] + .01*x*x
			to[i] -= rate * m1[i] / (math.Sqrt(m2[i]) + 1e-8)
		}
	}
	down(s.means[:], g.means[:], first.means[:], second.means[:], rate*weightRate)
	down(s.tells[:], g.tells[:], first.tells[:], second.tells[:], rate*weightRate)
	down(s.odds[:], g.odds[:], first.odds[:], second.odds[:], rate*oddsRate)
	for i := range s.turn {
		down(s.turn[i][:], g.turn[i][:], first.turn[i][:], second.turn[i][:], rate*turnRate)
	}
}

// laid are the passages of a lesson as a sense lays them out.
type laid struct {
	means, tells []float64              // by id, what a word weighs
	raw, turned  [][vectors.Dim]float64 // by passage: the mean of the vectors, and mapped
	length       []float64              // of turned
	sense        [][vectors.Dim]float64 // of length one, less what all have in common
	size         []float64              // of sense
	like         [][]float64            // by passage and id: the words that meet it
	told         []float64              // by passage: the square of its length by words
}

// lay lays passages out.
func (l *lesson) lay(s *senses) *laid {
	n := len(l.bags)
	x := &laid{raw: make([][vectors.Dim]float64, n), turned: make([][vectors.Dim]float64, n), length: make([]float64, n), sense: make([][vectors.Dim]float64, n), size: make([]float64, n),
		like: make([][]float64, n), told: make([]float64, n)}
	for _, w := range l.words {
		x.means, x.tells = append(x.means, weigh(&s.means, w)), append(x.tells, weigh(&s.tells, w))
	}
	var common [vectors.Dim]float64
	for i := range n {
		for _, t := range l.bags[i] {
			w := l.words[t.id]
			by := float64(t.w) * x.means[t.id] * w.length
			for k := range x.raw[i] {
				x.raw[i][k] += by * w.vector[k]
			}
		}
		for k := range s.turn {
			for m, w := range s.turn[k] {
				x.turned[i][k] += w * x.raw[i][m]
			}
		}
		x.length[i] = length(&x.turned[i])
		for k := range common {
			x.sense[i][k] = x.turned[i][k] / x.length[i]
			common[k] += x.sense[i][k] / float64(n+damping)
		}
		x.like[i] = make([]float64, len(l.words))
		for _, t := range l.alone[i] {
			for _, o := range l.alike[t.id] {
				x.like[i][o.id] += float64(t.w) * x.tells[t.id] * float64(o.w)
			}
		}
		for _, t := range l.alone[i] {
			x.told[i] += float64(t.w) * x.tells[t.id] * x.like[i][t.id]
		}
		x.told[i] = max(x.told[i], tiny)
	}
	for i := range n {
		for k := range common {
			x.sense[i][k] -= common[k]
		}
		x.size[i] = length(&x.sense[i])
	}
	return x
}

const tiny = 1e-9

func length(x *[vectors.Dim]float64) float64 {
	sum := tiny
	for _, v := range x {
		sum += v * v
	}
	return math.Sqrt(sum)
}

// judge is what a pair is judged by.
func (x *laid) judge(l *lesson, p *judged) [nJudged]float64 {
	f := p.facts
	for k, v := range x.sense[p.i] {
		f[jSense] += v * x.sense[p.j][k]
	}
	f[jSense] /= x.size[p.i] * x.size[p.j]
	for _, t := range l.alone[p.j] {
		f[jTold] += float64(t.w) * x.tells[t.id] * x.like[p.i][t.id]
	}
	f[jTold] /= math.Sqrt(x.told[p.i] * x.told[p.j])
	return f
}

// gradient is that of the loss on the pairs of a lesson.
func (l *lesson) gradient(s *senses) *senses {
	x, g := l.lay(s), &senses{}
	dSense := make([][vectors.Dim]float64, len(l.bags))
	dWord := make([]float64, len(l.words)) // of what a word weighs where words meet
	for k := range l.pairs {
		p := &l.pairs[k]
		f := x.judge(l, p)
		odds := 0.
		for i, w := range s.odds {
			odds += w * f[i]
		}
		wrong := (1/(1+math.Exp(-odds)) - p.same) * p.weight
		for i := range g.odds {
			g.odds[i] += wrong * f[i]
		}
		x.senseBack(p, f[jSense], wrong*s.odds[jSense], dSense)
		x.toldBack(l, p, f[jTold], wrong*s.odds[jTold], dWord)
	}
	dMean := make([]float64, len(l.words))
	for i := range l.bags {
		back := x.turnBack(s, g, i, &dSense[i])
		for _, t := range l.bags[i] {
			w := l.words[t.id]
			sum := 0.
			for k, b := range back {
				sum += b * w.vector[k]
			}
			dMean[t.id] += sum * float64(t.w) * w.length
		}
	}
	for id, w := range l.words {
		w.back(&g.means, dMean[id]*x.means[id])
		w.back(&g.tells, dWord[id]*x.tells[id])
	}
	return g
}

// senseBack carries what is wrong with a cosine back to both senses.
func (x *laid) senseBack(p *judged, cosine, wrong float64, to [][vectors.Dim]float64) {
	a, b := x.size[p.i], x.size[p.j]
	for k := range x.sense[p.i] {
		u, v := x.sense[p.i][k], x.sense[p.j][k]
		to[p.i][k] += wrong * (v/(a*b) - cosine*u/(a*a))
		to[p.j][k] += wrong * (u/(a*b) - cosine*v/(b*b))
	}
}

// toldBack carries what is wrong with the words that meet back to what they weigh.
func (x *laid) toldBack(l *lesson, p *judged, told, wrong float64, to []float64) {
	root := math.Sqrt(x.told[p.i] * x.told[p.j])
	for _, side := range [][2]int{{p.i, p.j}, {p.j, p.i}} {
		for _, t := range l.alone[side[0]] {
			to[t.id] += wrong * float64(t.w) * (x.like[side[1]][t.id]/root - told*x.like[side[0]][t.id]/x.told[side[0]])
		}
	}
}

// turnBack carries what is wrong with a sense back through the map, whose gradient it adds,
// to the mean of vectors.
func (x *laid) turnBack(s, g *senses, i int, wrong *[vectors.Dim]float64) (back [vectors.Dim]float64) {
	along := 0.
	for k, d := range wrong {
		along += d * x.turned[i][k] / x.length[i]
	}
	for k, d := range wrong {
		d = (d - along*x.turned[i][k]/x.length[i]) / x.length[i]
		if d == 0 {
			continue
		}
		for m, r := range x.raw[i] {
			g.turn[k][m] += d * r
			back[m] += d * s.turn[k][m]
		}
	}
	return back
}

// back adds what is wrong with the weight of a word to what it is weighed by.
func (w *weighed) back(g *[nWeighs]float64, wrong float64) {
	g[w.kind] += wrong
	g[wShare] += wrong * w.share
	g[wRare] += wrong * w.rare
	if w.known {
		for k, v := range w.vector {
			g[k] += wrong * v
		}
	}
}
