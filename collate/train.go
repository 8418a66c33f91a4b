package collate

import (
	"math"
	"slices"

	"synoptic/text"
)

// LabelledEvent is an event of which it is known what its accounts share, to fit
// the pair scorer on.
type LabelledEvent struct {
	Accounts []Account
	Claims   [][]LabelledSpan // for each claim its readings; all claims that two accounts share
	Pairs    []LabelledPair   // where Claims are not known: some pairs of sentences
	Weight   float64          // of each example
}

// LabelledSpan is one reading of a claim.
type LabelledSpan struct {
	Article string
	Span    text.Span
}

// LabelledPair is two sentences of which it is known whether they carry a claim
// in common.
type LabelledPair struct {
	A, B LabelledSpan
	Same bool
}

// example is what is seen of a pair, and what it is.
type example struct {
	f      []float32
	same   float64
	weight float64
}

// Fit learns the pair scorer, as the text that the package embeds: a logistic
// regression for clauses, and for sentences another and boosted trees, which
// see the confidence of neither. It is deterministic.
func Fit(events []LabelledEvent) string {
	var clauses, sentences []example
	for _, l := range events {
		e := newEvent(l.Accounts)
		e.meet()
		clauses = append(clauses, l.clauses(e)...)
		sentences = append(sentences, l.sentences(e)...)
	}
	m := &model{}
	for i, w := range regress(clauses, ridge) {
		m.clauseWeights[i] = float32(w)
	}
	m.regressSentences(sentences)
	m.boost(sentences)
	return m.String()
}

// ridge is the penalty on squared weights.
const ridge = 30

// sentences are the pairs of sentences that meet.
func (l LabelledEvent) sentences(e *event) []example {
	readings := make([]map[int]bool, len(e.all))
	for i := range e.all {
		s := &e.all[i]
		readings[i] = l.claimsIn(e, s.account, e.accounts[s.account].Doc.Sentences[s.index].Span)
	}
	var out []example
	e.eachLook(func(i, j int, f look) {
		same, known := overlaps(readings[i], readings[j]), true
		if l.Pairs != nil {
			same, known = l.judged(e, i, j)
		}
		if known {
			out = append(out, example{slices.Clone(f[:]), float64(indicator(same)), l.Weight})
		}
	})
	return out
}

// claimsIn are the claims with a reading in a stretch of an account: it holds
// half of the reading, or the reading half of it.
func (l LabelledEvent) claimsIn(e *event, account int, s text.Span) map[int]bool {
	in := map[int]bool{}
	for c, readings := range l.Claims {
		for _, r := range readings {
			if r.Article == e.accounts[account].Article.ID && 2*r.Span.Overlap(s) >= min(r.Span.Len(), s.Len()) {
				in[c] = true
			}
		}
	}
	return in
}

func overlaps(a, b map[int]bool) bool {
	for c := range a {
		if b[c] {
			return true
		}
	}
	return false
}

// judged looks a pair of sentences up among the pairs.
func (l LabelledEvent) judged(e *event, i, j int) (same, known bool) {
	is := func(r LabelledSpan, i int) bool {
		s := &e.all[i]
		a := e.accounts[s.account]
		return r.Article == a.Article.ID && 2*r.Span.Overlap(a.Doc.Sentences[s.index].Span) > r.Span.Len()
	}
	for _, p := range l.Pairs {
		if is(p.A, i) && is(p.B, j) || is(p.B, i) && is(p.A, j) {
			return p.Same, true
		}
	}
	return false, false
}

// clauses are pairs of clauses of sentences that meet; where only sentences are
// judged, the sentences as one clause each.
func (l LabelledEvent) clauses(e *event) []example {
	var out []example
	add := func(u, v *unit, same bool) {
		f := e.measure(u, v)
		out = append(out, example{f[:], float64(indicator(same)), l.Weight})
	}
	claims := make([]map[int]bool, len(e.units))
	for i := range e.units {
		claims[i] = l.claimsIn(e, e.units[i].account, e.units[i].span)
	}
	for i := range e.all {
		for _, m := range e.meetings[i] {
			if int(m.other) < i {
				continue
			}
			if same, known := l.judged(e, i, int(m.other)); known {
				u, v := e.merged(e.all[i].units), e.merged(e.all[m.other].units)
				add(&u, &v, same)
			}
			if l.Pairs != nil {
				continue
			}
			for _, x := range e.all[i].units {
				for _, y := range e.all[m.other].units {
					add(&e.units[x], &e.units[y], overlaps(claims[x], claims[y]))
				}
			}
		}
	}
	return out
}

// regressSentences fits the linear part of the sentence scorer. Features are
// brought to one spread first, so that the penalty means the same to all.
func (m *model) regressSentences(all []example) {
	mean, spread := spreads(all)
	scaled := make([]example, len(all))
	for k, x := range all {
		f := make([]float32, 1+nLook)
		f[fBias] = 1
		for i, v := range x.f {
			f[1+i] = float32((float64(v) - mean[i]) / spread[i])
		}
		scaled[k] = example{f, x.same, x.weight}
	}
	w := regress(scaled, ridge)
	m.bias = w[fBias]
	for i := range m.sentenceWeights {
		m.sentenceWeights[i] = float32(w[1+i] / spread[i])
		m.bias -= w[1+i] * mean[i] / spread[i]
	}
}

// spreads are the mean of every feature and its standard deviation.
func spreads(all []example) (mean, spread []float64) {
	mean, spread = make([]float64, nLook), make([]float64, nLook)
	var n float64
	for _, x := range all {
		n += x.weight
		for i, v := range x.f {
			mean[i] += x.weight * float64(v)
		}
	}
	for i := range mean {
		mean[i] /= n
	}
	for _, x := range all {
		for i, v := range x.f {
			d := float64(v) - mean[i]
			spread[i] += x.weight * d * d
		}
	}
	for i := range spread {
		spread[i] = math.Sqrt(spread[i]/n) + 1e-6
	}
	return mean, spread
}

// regress is Newton's method; the bias, the first feature, is not penalised.
func regress(all []example, ridge float64) []float64 {
	n := len(all[0].f)
	w := make([]float64, n)
	for range 20 {
		h := make([][]float64, n) // the Hessian and, last, the gradient
		for i := range h {
			h[i] = make([]float64, n+1)
			if i != fBias {
				h[i][i], h[i][n] = ridge, -ridge*w[i]
			} else {
				h[i][i] = 1e-6
			}
		}
		for _, x := range all {
			var z float64
			for i, f := range x.f {
				z += w[i] * float64(f)
			}
			p := 1 / (1 + math.Exp(-z))
			for i, f := range x.f {
				if f == 0 {
					continue
				}
				g := x.weight * float64(f)
				h[i][n] += (x.same - p) * g
				for j, v := range x.f {
					h[i][j] += p * (1 - p) * g * float64(v)
				}
			}
		}
		for i, d := range eliminate(h) {
			w[i] += d
		}
	}
	return w
}

// eliminate solves a positive definite system by Gauss-Jordan elimination.
func eliminate(h [][]float64) []float64 {
	n := len(h)
	for i := range h {
		for r := range h {
			if r == i || h[r][i] == 0 {
				continue
			}
			f := h[r][i] / h[i][i]
			for c := i; c <= n; c++ {
				h[r][c] -= f * h[i][c]
			}
		}
	}
	x := make([]float64, n)
	for i := range h {
		x[i] = h[i][n] / h[i][i]
	}
	return x
}

// merged takes several units as one.
func (e *event) merged(units []int32) unit {
	m := unit{head: -1}
	for k, x := range units {
		u := &e.units[x]
		if k == 0 {
			m.index, m.account, m.sentence = u.index, u.account, u.sentence
		}
		if m.head < 0 {
			m.head = u.head
		}
		m.words = appendNew(m.words, u.words)
		m.numbers = append(m.numbers, u.numbers...)
		m.dates = append(m.dates, u.dates...)
		m.negated = m.negated != u.negated
		m.attributed = m.attributed || u.attributed
	}
	m.weight, m.meaning = e.lexis.sum(m.words)
	return m
}
