package attribute

import (
	"fmt"
	"io"
	"math"

	"synoptic/lexicon"
	"synoptic/text"
)

// Example is an annotated document with its gold attributions, of which only
// cue and content are used. Document has every layer that the stage needs.
type Example struct {
	Document *text.Document
	Gold     []text.Attribution
}

// instance is a candidate to learn from.
type instance struct {
	features []string
	right    bool
	fold     int
}

const (
	epochs         = 30
	regularisation = 0.5 // of the squared weights, over the whole set
	folds          = 5
	nearContent    = 0.5 // Jaccard of content bytes from which a candidate is right
	tie            = 0.1 // by which it may be farther than the best of its cue
)

// Train fits the scorer that decides which candidates are attributions and
// writes it in the form of weights.tsv. Deterministic. The calibration is fitted
// on documents that were held out in five folds.
func Train(examples []Example, out io.Writer) error {
	if len(examples) < folds {
		return fmt.Errorf("train attribution: %d documents, want at least %d", len(examples), folds)
	}
	var all []instance
	for i, e := range examples {
		all = append(all, instancesOf(e, i%folds)...)
	}
	var zs []float64
	var right []bool
	for k := range folds {
		var rest, held []instance
		for _, x := range all {
			if x.fold == k {
				held = append(held, x)
			} else {
				rest = append(rest, x)
			}
		}
		m := fit(rest)
		for _, x := range held {
			zs = append(zs, m.raw(x.features))
			right = append(right, x.right)
		}
	}
	m := fit(all)
	m.scale, m.shift = platt(zs, right)
	return m.write(out)
}

// instancesOf lists the candidates of a document with whether they are right:
// the cue's head is inside a gold cue, and the contents are near. A second pass
// knows which candidates lie inside gold contents.
func instancesOf(e Example, fold int) []instance {
	f := newFinder(e.Document, lexicon.Cues())
	var out []instance
	all := f.find()
	best := map[int]float64{} // by cue, the nearest that a candidate comes
	near := make([]float64, len(all))
	for i, c := range all {
		if g := matching(e.Gold, f.span(c.head), f.contentSpans(c)); g >= 0 {
			near[i] = jaccard(e.Gold[g].Content, f.contentSpans(c))
			best[c.head] = max(best[c.head], near[i])
		}
	}
	for i, c := range all {
		g := matching(e.Gold, f.span(c.head), f.contentSpans(c))
		for k, gold := range e.Gold {
			if k != g && inside(f.span(c.head), gold.Content) {
				c.inner = true
			}
		}
		out = append(out, instance{f.features(c), g >= 0 && near[i] >= best[c.head]-tie, fold})
	}
	return out
}

// matching is the gold attribution that a candidate finds, -1 if none.
func matching(gold []text.Attribution, cue text.Span, content []text.Span) int {
	for i, g := range gold {
		for _, s := range g.Cue {
			if s.Overlap(cue) > 0 && jaccard(g.Content, content) >= nearContent {
				return i
			}
		}
	}
	return -1
}

func inside(s text.Span, in []text.Span) bool {
	for _, o := range in {
		if o.Contains(s) {
			return true
		}
	}
	return false
}

// jaccard is the share of bytes that two lists of spans have in common.
func jaccard(a, b []text.Span) float64 {
	both, sum := 0, 0
	for _, x := range a {
		sum += x.Len()
		for _, y := range b {
			both += x.Overlap(y)
		}
	}
	for _, y := range b {
		sum += y.Len()
	}
	if sum == both {
		return 1
	}
	return float64(both) / float64(sum-both)
}

func (m *model) raw(features []string) float64 {
	z := 0.0
	for _, f := range features {
		z += m.weights[f]
	}
	return z
}

// fit minimises the logistic loss with squared weights added, by AdaGrad (Duchi
// et al., JMLR 2011) in the order of the instances.
func fit(xs []instance) *model {
	m := &model{weights: map[string]float64{}, scale: 1}
	grads := map[string]float64{}
	count := map[string]float64{}
	for _, x := range xs {
		for _, f := range x.features {
			count[f]++
		}
	}
	for range epochs {
		for _, x := range xs {
			y := 0.0
			if x.right {
				y = 1
			}
			d := logistic(m.raw(x.features)) - y
			for _, f := range x.features {
				g := d + regularisation*m.weights[f]/count[f]
				grads[f] += g * g
				m.weights[f] -= 0.2 * g / math.Sqrt(grads[f]+1e-6)
			}
		}
	}
	return m
}

// platt fits the logistic curve from score to truth.
func platt(zs []float64, right []bool) (scale, shift float64) {
	scale = 1
	for range 2000 {
		ga, gb, h := 0.0, 0.0, 0.0
		for i, z := range zs {
			d := logistic(scale*z + shift)
			if right[i] {
				d--
			}
			ga += d * z
			gb += d
			h++
		}
		scale -= 0.2 * ga / h
		shift -= 0.2 * gb / h
	}
	return scale, shift
}
