package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"sync"

	"synoptic/learn/nn"
	"synoptic/nlp/en"
	"synoptic/nlp/encoder"
	"synoptic/nlp/ner"
	"synoptic/nlp/parse"
)

// The shares of units that training hides.
var (
	encoderDropout = encoder.Dropout{Static: 0.1, Form: 0.3, Part: 0.1, Inner: 0.15, Layer: 0.25}
)

const (
	tagDropout   = 0.3
	parseDropout = 0.3
	nameDropout  = 0.3
)

type trainer struct {
	options
	model  *en.Model
	rng    *rand.Rand
	trees  []*example
	named  []*example
	shares []float64
	dev    *devSets
	adam   *nn.Adam
	step   int
	words  map[string]*encoder.Word
	shards [shards]*shard
}

// shard is one goroutine's part of a step.
type shard struct {
	tape     encoder.Tape
	grads    *nn.Grads
	rng      *rand.Rand
	examples []*example
	words    []*encoder.Word
	loss     losses
}

type losses struct {
	tag, parse, name float64
	n                int
}

func (l losses) String() string {
	n := float64(max(l.n, 1))
	return fmt.Sprintf("loss tag %.3f parse %.3f name %.4f", l.tag/n, l.parse/n, l.name/n)
}

func (t *trainer) init() error {
	t.model.Encoder.Init(t.rng)
	t.model.Tag.Init(t.rng)
	t.model.Parse.Init(t.rng)
	t.model.NER.Init(t.rng)
	if t.from != "" {
		data, err := os.ReadFile(t.from)
		if err != nil {
			return err
		}
		if err := t.model.Weights.Decode(data); err != nil {
			return err
		}
	}
	t.adam = nn.NewAdam(&t.model.Weights, t.rate)
	t.words = map[string]*encoder.Word{}
	for i := range t.shards {
		t.shards[i] = &shard{grads: nn.NewGrads(&t.model.Weights), rng: rand.New(rand.NewPCG(t.seed, uint64(i+1)))}
	}
	return nil
}

// epoch passes once through the treebanks.
func (t *trainer) epoch(steps int) (losses, error) {
	var total losses
	t.rng.Shuffle(len(t.trees), func(i, j int) { t.trees[i], t.trees[j] = t.trees[j], t.trees[i] })
	named := pick(t.rng, t.named, t.shares)
	trees := t.trees
	for len(trees) > 0 {
		for _, s := range t.shards {
			s.examples = s.examples[:0]
			trees = s.take(trees, t.tokens)
			if named = s.take(named, t.names); len(named) == 0 {
				named = pick(t.rng, t.named, t.shares)
			}
			t.lookUp(s)
		}
		t.adam.Rate = t.rateAt(steps)
		t.oneStep(&total)
		if t.step++; t.stop > 0 && t.step >= t.stop {
			break
		}
	}
	return total, nil
}

func (s *shard) take(from []*example, tokens int) []*example {
	for n := 0; n < tokens && len(from) > 0; from = from[1:] {
		s.examples = append(s.examples, augment(s.rng, from[0]))
		n += len(from[0].forms)
	}
	return from
}

func (t *trainer) lookUp(s *shard) {
	s.words = s.words[:0]
	for _, e := range s.examples {
		for _, f := range e.forms {
			w := t.words[f]
			if w == nil {
				w = t.model.Encoder.Word(f)
				t.words[f] = w
			}
			s.words = append(s.words, w)
		}
	}
}

func (t *trainer) oneStep(total *losses) {
	nn.PackAll(t.model.Linears())
	var wait sync.WaitGroup
	for _, s := range t.shards {
		wait.Go(func() { s.run(t.model) })
	}
	wait.Wait()
	first := t.shards[0]
	for _, s := range t.shards[1:] {
		first.grads.Add(s.grads, &t.model.Weights)
	}
	t.adam.Step(&t.model.Weights, first.grads)
	for _, s := range t.shards {
		total.tag += s.loss.tag
		total.parse += s.loss.parse
		total.name += s.loss.name
		total.n++
	}
}

// run adds the gradients of the shard's sentences.
func (s *shard) run(m *en.Model) {
	if s.loss = (losses{}); len(s.examples) == 0 {
		return
	}
	var ends, classes []int
	var arcs [][]parse.Arc
	var names []ner.Allowed
	trees, named, n := 0, 0, 0
	for _, e := range s.examples {
		n += len(e.forms)
		ends = append(ends, n)
		arcs = append(arcs, e.arcs)
		for i := range e.forms {
			class, allowed := -1, ner.Allowed(0)
			if e.classes != nil {
				class = e.classes[i]
				trees++
			}
			if e.names != nil {
				allowed = e.names[i]
				named++
			}
			classes, names = append(classes, class), append(names, allowed)
		}
	}
	s.tape.Reset()
	a := &s.tape.Arena
	x := m.Encoder.Forward(&s.tape, s.words, ends, s.rng, encoderDropout)
	dx := a.Zeros(x.Rows, x.Cols)
	weight := float32(1) / float32(shards*max(trees, 1))
	s.loss.tag = m.Tag.Train(a, s.grads, x, dx, classes, s.rng, tagDropout, weight)
	s.loss.parse = m.Parse.Train(a, s.grads, x, dx, ends, arcs, s.rng, parseDropout, weight)
	s.loss.name = m.NER.Train(a, s.grads, x, dx, ends, names, s.rng, nameDropout, 2/float32(shards*max(named, 1)))
	m.Encoder.Backward(&s.tape, s.grads, dx)
}
