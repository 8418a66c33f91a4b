package coref

import (
	"math"

	"synoptic/text"
)

// Example is one document with its layers up to Entities, and what is gold.
type Example struct {
	Doc     *text.Document
	Gold    []GoldMention
	Partial bool // only some entities are annotated: nothing is learnt from mentions that are not
}

// TrainOptions sets the training. The zero value of a field takes the value
// that the shipped model was trained with.
type TrainOptions struct {
	Version             string
	Epochs              int
	Rate                float64
	L1                  float64
	FalseNew, FalseLink float64 // costs of beginning an entity wrongly, and of referring back wrongly
	Progress            func(epoch int, loss float64)
}

func (o *TrainOptions) defaults() {
	if o.Epochs == 0 {
		o.Epochs = 7
	}
	if o.Rate == 0 {
		o.Rate = .1
	}
	if o.L1 == 0 {
		o.L1 = 1e-3
	}
	if o.FalseNew == 0 {
		o.FalseNew = 4
	}
	if o.FalseLink == 0 {
		o.FalseLink = .1
	}
}

// dense are weights while they are learnt, by AdaGrad (Duchi et al., JMLR 2011).
type dense struct {
	w, g2    []float32
	rate, l1 float64
}

func (d *dense) score(fs []feature) float64 {
	sum := 0.0
	for _, f := range fs {
		sum += float64(d.w[f&(1<<bits-1)])
	}
	return sum
}

func (d *dense) step(fs []feature, grad float64) {
	for _, f := range fs {
		k := f & (1<<bits - 1)
		d.g2[k] += float32(grad * grad)
		eta := d.rate / math.Sqrt(float64(d.g2[k])+1e-6)
		w := float64(d.w[k]) + eta*grad
		if shrink := eta * d.l1; w > shrink {
			w -= shrink
		} else if w < -shrink {
			w += shrink
		} else {
			w = 0
		}
		d.w[k] = float32(w)
	}
}

// Train learns weights from gold chains: for each mention the probability of all
// its true antecedents together, against the others made dearer by their cost
// (Durrett & Klein, EMNLP 2013, section 3). Documents are taken in the given
// order in every epoch; the same input gives the same model.
func Train(examples []Example, o TrainOptions) *Model {
	o.defaults()
	d := &dense{make([]float32, 1<<bits), make([]float32, 1<<bits), o.Rate, o.L1}
	mean := &dense{w: make([]float32, 1<<bits)}
	for epoch := range o.Epochs {
		loss := 0.0
		for _, e := range examples {
			loss += d.learn(e, &o)
		}
		if epoch >= o.Epochs/2 {
			for i, w := range d.w {
				mean.w[i] += w / float32(o.Epochs-o.Epochs/2)
			}
		}
		if o.Progress != nil {
			o.Progress(epoch, loss)
		}
	}
	return mean.quantise(o.Version)
}

// learn goes through one document, placing mentions as gold has them.
func (d *dense) learn(e Example, o *TrainOptions) float64 {
	r := newReader(e.Doc)
	found := r.detect()
	if e.Partial {
		found = r.detectWith(ranges(e.Gold))
	}
	ms := make([]*mention, len(found))
	for i, t := range found {
		ms[i] = r.describe(t, i)
	}
	r.typeNames(ms)
	s := newScorer(r, ms)
	entity := goldEntities(ms, e.Gold)
	at := map[string]int{}
	buf := make([]int, 0, far)
	loss := 0.0
	for _, m := range ms {
		id := entity[m.order]
		known, seen := at[id]
		if id == "" {
			seen = false
		}
		if id != "" || !e.Partial {
			loss += d.update(s, m, entity, s.candidates(m, buf), o, e.Partial)
		}
		if !seen {
			known = len(s.clusters)
			if id != "" {
				at[id] = known
			}
		}
		s.place(m, known)
	}
	return loss
}

func ranges(gold []GoldMention) []text.Range {
	out := make([]text.Range, len(gold))
	for i, g := range gold {
		out[i] = g.Tokens
	}
	return out
}

// goldEntities gives each detected mention its gold entity, "" for none.
func goldEntities(ms []*mention, gold []GoldMention) []string {
	by := map[text.Range]string{}
	for _, g := range gold {
		by[g.Tokens] = g.Entity
	}
	out := make([]string, len(ms))
	for i, m := range ms {
		out[i] = by[m.Range]
	}
	return out
}

// option is one decision for a mention: begin an entity or refer to a candidate.
type option struct {
	feats []feature
	score float64
	right bool
}

// update moves the weights for one mention and returns its loss.
func (d *dense) update(s *scorer, m *mention, entity []string, candidates []int, o *TrainOptions, partial bool) float64 {
	id := entity[m.order]
	options := []option{{feats: clone(s.newFeatures(m))}}
	if partial { // what is annotated refers back more often than what is not: a bias that is not used later takes that up
		s.emit.put(99)
		options[0].feats = clone(s.emit.out)
	}
	anaphoric := false
	for _, k := range candidates {
		right := id != "" && entity[k] == id
		anaphoric = anaphoric || right
		options = append(options, option{feats: clone(s.pairFeatures(s.mentions[k], m, s.clusters[s.of[k]])), right: right})
	}
	options[0].right = !anaphoric
	most := math.Inf(-1)
	for i := range options {
		p := &options[i]
		p.score = d.score(p.feats)
		switch {
		case p.right:
		case i == 0:
			p.score += o.FalseNew
		case anaphoric:
			p.score++
		default:
			p.score += o.FalseLink
		}
		most = max(most, p.score)
	}
	all, right := 0.0, 0.0
	for _, p := range options {
		v := math.Exp(p.score - most)
		all += v
		if p.right {
			right += v
		}
	}
	for _, p := range options {
		v := math.Exp(p.score - most)
		grad := -v / all
		if p.right && right > 0 {
			grad += v / right
		}
		if math.Abs(grad) > 1e-4 {
			d.step(p.feats, grad)
		}
	}
	return math.Log(all) - math.Log(max(right, 1e-300))
}

func clone(fs []feature) []feature { return append([]feature(nil), fs...) }

// quantise keeps 8 bits a weight.
func (d *dense) quantise(version string) *Model {
	most := float32(0)
	for _, w := range d.w {
		most = max(most, w, -w)
	}
	m := &Model{Version: version, scale: max(most, 1e-9) / 127, q: make([]int8, 1<<bits)}
	for i, w := range d.w {
		m.q[i] = int8(math.Round(float64(w / m.scale)))
	}
	return m
}
