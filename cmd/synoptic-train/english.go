package main

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"

	"synoptic/conllu"
	"synoptic/nlp/en"
	"synoptic/nlp/encoder"
)

// options of a training run.
type options struct {
	data    string
	out     string
	version string
	seed    uint64
	epochs  int
	tokens  int // of one step and shard, of the treebanks
	names   int // likewise, of the name corpora
	rate    float64
	every   int // epochs between measurements
	shape   encoder.Shape
	stop    int
	from    string
}

// shards is the number of parts that a step's sentences are split into, each
// worked on by one goroutine: part of the recipe, because the sum of the
// gradients depends on it.
const shards = 2

func runEnglish(args []string) error {
	var o options
	flags := flag.NewFlagSet("english", flag.ContinueOnError)
	flags.StringVar(&o.data, "data", "", "folder with ud/, ner/, meantime/ and written/")
	flags.StringVar(&o.out, "out", "nlp/en/english.bin", "weights file to write")
	flags.StringVar(&o.version, "version", "dev", "version to write into the weights")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of everything that is drawn")
	flags.IntVar(&o.epochs, "epochs", 30, "passes through the treebanks")
	flags.IntVar(&o.stop, "stop", 0, "stop after this many steps (0: do not), to measure speed")
	flags.StringVar(&o.from, "from", "", "weights file to go on from")
	flags.IntVar(&o.tokens, "tokens", 450, "treebank tokens of a step and shard")
	flags.IntVar(&o.names, "names", 200, "name corpus tokens of a step and shard")
	flags.Float64Var(&o.rate, "rate", 2e-3, "highest learning rate")
	flags.IntVar(&o.every, "every", 3, "epochs between measurements")
	flags.IntVar(&o.shape.FormRows, "forms", 16384, "rows of the form table")
	flags.IntVar(&o.shape.PartRows, "parts", 16384, "rows of the part table")
	flags.IntVar(&o.shape.Width, "width", 256, "width of the encoding")
	flags.IntVar(&o.shape.Layers, "layers", 3, "recurrent layers")
	profile := flags.String("cpuprofile", "", "file for a CPU profile")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	o.shape.Static, o.shape.FormDim, o.shape.PartDim = 100, 96, 96
	t, err := newTrainer(o)
	if err != nil {
		return err
	}
	return t.train()
}

func newTrainer(o options) (*trainer, error) {
	var sentences []*conllu.Sentence
	for _, name := range []string{"EWT", "GUM-open"} {
		s, err := readTreebank(filepath.Join(o.data, "ud", name, "train.conllu"))
		if err != nil {
			return nil, err
		}
		sentences = append(sentences, s...)
	}
	classes, relations := inventory(sentences)
	t := &trainer{options: o, rng: rand.New(rand.NewPCG(o.seed, 0))}
	t.model = en.NewModel(en.Header{Version: o.version, Shape: o.shape, Classes: classes, Relations: relations})
	t.trees = treeExamples(sentences, classes, relations)
	var err error
	if t.named, t.shares, err = readNames(filepath.Join(o.data, "ner")); err != nil {
		return nil, err
	}
	news, err := readMeantime(filepath.Join(o.data, "meantime"))
	if err != nil {
		return nil, err
	}
	written, err := readWritten(filepath.Join(o.data, "written"))
	if err != nil {
		return nil, err
	}
	for _, e := range append(news, written...) {
		t.named, t.shares = append(t.named, e), append(t.shares, 1)
	}
	t.dev, err = readDev(o.data)
	return t, err
}

func (t *trainer) train() error {
	if err := t.init(); err != nil {
		return err
	}
	start := time.Now()
	tokens := 0
	for _, e := range t.trees {
		tokens += len(e.forms)
	}
	steps := t.epochs * tokens / (shards * t.tokens)
	for epoch := 1; epoch <= t.epochs; epoch++ {
		loss, err := t.epoch(steps)
		if err != nil {
			return err
		}
		fmt.Printf("epoch %d step %d %.0fs %s\n", epoch, t.step, time.Since(start).Seconds(), loss)
		if epoch%t.every == 0 || epoch == t.epochs {
			if err := t.save(); err != nil {
				return err
			}
		}
		if t.stop > 0 && t.step >= t.stop {
			break
		}
	}
	return nil
}

// rateAt is the learning rate of a step: up in a line, down by a cosine.
func (t *trainer) rateAt(steps int) float64 {
	const warm = 300
	if t.step < warm {
		return t.rate * float64(t.step+1) / warm
	}
	done := min(1, float64(t.step-warm)/float64(max(1, steps-warm)))
	return t.rate * (0.005 + 0.995*(1+math.Cos(math.Pi*done))/2)
}

// save writes the weights, reads them back as the product does and measures.
func (t *trainer) save() error {
	data, err := t.model.Encode()
	if err != nil {
		return err
	}
	if err := os.WriteFile(t.out, data, 0o644); err != nil {
		return err
	}
	m, err := en.ReadModel(data)
	if err != nil {
		return err
	}
	fmt.Println(t.dev.measure(m))
	return nil
}
