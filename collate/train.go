package collate

import (
	"fmt"
	"math"
	"strings"

	"synoptic/text"
)

// LabelledEvent is an event whose shared claims are known, to fit the pair
// scorer on.
type LabelledEvent struct {
	Accounts []Account
	Claims   [][]LabelledSpan // for each claim its readings
}

// LabelledSpan is one reading of a claim.
type LabelledSpan struct {
	Article string
	Span    text.Span
}

// LabelledPair is two texts of which it is known whether they say the same.
type LabelledPair struct {
	A, B Account
	Same bool
}

// example is what the regression sees of a pair.
type example struct {
	f    features
	same float64
}

// Fit estimates the weights of the pair scorer by logistic regression with a
// ridge penalty (Newton's method), and writes them by feature, one a line. It
// is deterministic.
func Fit(events []LabelledEvent, pairs []LabelledPair, ridge float64) string {
	var all []example
	for _, e := range events {
		all = append(all, e.examples()...)
	}
	for _, p := range pairs {
		all = append(all, example{whole(p.A, p.B), float64(indicator(p.Same))})
	}
	var b strings.Builder
	for i, w := range regress(all, ridge) {
		fmt.Fprintf(&b, "%d\t%.2f\n", i, w)
	}
	return b.String()
}

// examples are the candidate pairs of two accounts; the same where both units
// share half of the shorter with readings of one claim.
func (l LabelledEvent) examples() []example {
	e := newEvent(l.Accounts)
	claims := make([]map[int]bool, len(e.units))
	for i := range e.units {
		claims[i] = map[int]bool{}
		for c, readings := range l.Claims {
			for _, r := range readings {
				u := &e.units[i]
				if r.Article == e.accounts[u.account].Article.ID && 2*r.Span.Overlap(u.span) >= min(r.Span.Len(), u.span.Len()) {
					claims[i][c] = true
				}
			}
		}
	}
	var out []example
	for _, k := range e.candidates() {
		u, v := &e.units[k.a], &e.units[k.b]
		if u.account == v.account {
			continue
		}
		x := example{f: e.measure(u, v)}
		for c := range claims[k.a] {
			if claims[k.b][c] {
				x.same = 1
			}
		}
		out = append(out, x)
	}
	return out
}

// regress is Newton's method; the bias is not penalised.
func regress(all []example, ridge float64) [nFeatures]float64 {
	var w [nFeatures]float64
	for range 30 {
		var h [nFeatures][nFeatures + 1]float64 // the Hessian and, last, the gradient
		for i := range h {
			if i != fBias {
				h[i][i], h[i][nFeatures] = ridge, -ridge*w[i]
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
				h[i][nFeatures] += (x.same - p) * float64(f)
				for j, g := range x.f {
					h[i][j] += p * (1 - p) * float64(f) * float64(g)
				}
			}
		}
		step := eliminate(&h)
		for i := range w {
			w[i] += step[i]
		}
	}
	return w
}

// eliminate solves a positive definite system by Gauss-Jordan elimination.
func eliminate(h *[nFeatures][nFeatures + 1]float64) (x [nFeatures]float64) {
	for i := range h {
		for r := range h {
			if r == i {
				continue
			}
			f := h[r][i] / h[i][i]
			for c := i; c <= nFeatures; c++ {
				h[r][c] -= f * h[i][c]
			}
		}
	}
	for i := range h {
		x[i] = h[i][nFeatures] / h[i][i]
	}
	return x
}
