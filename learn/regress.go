package learn

import (
	"math"
	"slices"
)

// Options of a fit.
type Options struct {
	Ridge float64 // the penalty on squared weights of the regression, features brought to one spread
	Trees int     // how many are grown; 0 for a regression alone
	Signs []int8  // by feature, 1 or -1 for the sign that its weight in the regression may not differ from; nil for any
}

// Fit learns a model; no examples give one that holds nothing likely.
func Fit(all []Example, opt Options) *Model {
	if len(all) == 0 {
		return &Model{linear: []float64{0}}
	}
	m := &Model{linear: regress(all, opt.Ridge)}
	for wrong := opt.wrong(m.linear); len(wrong) > 0; wrong = opt.wrong(m.linear) {
		all = without(all, wrong)
		m.linear = regress(all, opt.Ridge)
	}
	if opt.Trees > 0 {
		m.boost(all, opt.Trees)
		return m
	}
	m.start = 0
	for i := range m.linear { // the mean of the two is the regression
		m.linear[i] *= 2
	}
	return m
}

// wrong are the features whose weight has the sign that it may not have.
func (o Options) wrong(weights []float64) (out []int) {
	for i, s := range o.Signs {
		if float64(s)*weights[1+i] < 0 {
			out = append(out, i)
		}
	}
	return out
}

// without sets features to nothing, so that they get no weight.
func without(all []Example, features []int) []Example {
	out := slices.Clone(all)
	for k := range out {
		out[k].Seen = slices.Clone(out[k].Seen)
		for _, i := range features {
			out[k].Seen[i] = 0
		}
	}
	return out
}

// regress is Newton's method on features brought to one spread, so that the penalty
// means the same to all; the bias is not penalised.
func regress(all []Example, ridge float64) []float64 {
	mean, spread := spreads(all)
	n := len(mean) + 1
	x := make([]float64, n)
	w := make([]float64, n)
	for range 12 {
		h := make([][]float64, n) // the Hessian and, last, the gradient
		for i := range h {
			h[i] = make([]float64, n+1)
			h[i][i], h[i][n] = ridge, -ridge*w[i]
		}
		h[0][0], h[0][n] = 1e-6, 0
		for k := range all {
			z := w[0]
			x[0] = 1
			for i, f := range all[k].Seen {
				x[1+i] = (float64(f) - mean[i]) / spread[i]
				z += w[1+i] * x[1+i]
			}
			p := Likely(z)
			for i, f := range x {
				g := all[k].Weight * f
				h[i][n] += (all[k].is() - p) * g
				for j := range i + 1 {
					h[i][j] += p * (1 - p) * g * x[j]
				}
			}
		}
		for i := range h {
			for j := range i {
				h[j][i] = h[i][j]
			}
		}
		for i, d := range eliminate(h) {
			w[i] += d
		}
	}
	for i := range mean {
		w[1+i] /= spread[i]
		w[0] -= w[1+i] * mean[i]
	}
	return w
}

func (e *Example) is() float64 {
	if e.Holds {
		return 1
	}
	return 0
}

// spreads are the mean of every feature and its standard deviation.
func spreads(all []Example) (mean, spread []float64) {
	mean, spread = make([]float64, len(all[0].Seen)), make([]float64, len(all[0].Seen))
	var n float64
	for _, x := range all {
		n += x.Weight
		for i, v := range x.Seen {
			mean[i] += x.Weight * float64(v)
		}
	}
	for i := range mean {
		mean[i] /= n
	}
	for _, x := range all {
		for i, v := range x.Seen {
			d := float64(v) - mean[i]
			spread[i] += x.Weight * d * d
		}
	}
	for i := range spread {
		spread[i] = math.Sqrt(spread[i]/n) + 1e-6
	}
	return mean, spread
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
