package collate

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"synoptic/learn/nn"
)

// FitReader learns the reader, as the file that the package embeds. It is
// deterministic, on any number of processors. Which pairs without a claim in common
// are worth reading is told by the embedded pair scorer.
func FitReader(events []LabelledEvent) []byte {
	var lessons []*readerLesson
	for _, l := range events {
		lessons = append(lessons, l.readerLesson())
	}
	r := teachReader(lessons)
	return r.weights.Encode([]byte("synoptic collate reader"))
}

// readerLesson is what the reader learns of an event.
type readerLesson struct {
	e          *event
	weight     float32
	same       []readerPair
	other      []readerPair
	chance     []float64       // by other, how often it is drawn beside the rest
	belongs    []map[int][]int // by sentence and claim, the marks that carry it; nil where that is not known
	carries    []map[int]bool  // by sentence
	everything bool            // all pairs are shown each time
}

type readerPair struct {
	i, j int
	same bool
}

// How the reader is taught.
const (
	readerEpochs  = 1 // more learn the manner of the written texts
	readerRate    = 1.5e-3
	readerBatch   = 64
	readerWorkers = 4 // parts of a batch; more would give other last bits
	readerWarm    = 300
	others        = 4  // pairs without a claim in common for each that has one
	tokenShare    = .3 // of the loss
)

func (l LabelledEvent) readerLesson() *readerLesson {
	e := newEvent(l.Accounts)
	e.meet()
	e.useMatcher(&weights().matcher)
	e.matchAll()
	e.guess()
	out := &readerLesson{e: e, weight: float32(l.Weight), everything: l.Pairs != nil}
	if l.Pairs == nil {
		out.carries = l.readings(e)
	}
	for i := range e.all {
		for _, m := range e.meetings[i] {
			j := int(m.other)
			if j < i {
				continue
			}
			known := true
			var same bool
			if l.Pairs != nil {
				same, known = l.judged(e, i, j)
			} else {
				same = overlaps(out.carries[i], out.carries[j])
			}
			switch {
			case !known:
			case same:
				out.same = append(out.same, readerPair{i, j, true})
			default:
				out.other = append(out.other, readerPair{i, j, false})
				out.chance = append(out.chance, float64(logistic(float64(oddsOf(m.p))+1.5))+.01)
			}
		}
	}
	e.scripts()
	e.lexis.relateAll() // before several pupils ask
	if l.Pairs == nil && !l.Unplaced {
		out.belongs = l.marksOf(e)
	}
	e.forget()
	return out
}

// marksOf are the marks of every sentence that stand in a reading of a claim.
func (l LabelledEvent) marksOf(e *event) []map[int][]int {
	out := make([]map[int][]int, len(e.all))
	for i := range e.all {
		out[i] = map[int][]int{}
		a := &e.accounts[e.all[i].account]
		for c, readings := range l.Claims {
			for _, r := range readings {
				if r.Article != a.Article.ID {
					continue
				}
				for k, m := range e.scripted[i].marks {
					if a.Doc.Tokens[m.token].Span.Overlap(r.Span) > 0 {
						out[i][c] = append(out[i][c], k)
					}
				}
			}
		}
	}
	return out
}

// draw chooses the pairs that are shown once: all that have a claim in common, and
// of the others those more often that look as if they had.
func (l *readerLesson) draw(r *rand.Rand) []readerPair {
	out := slices.Clone(l.same)
	want := others * len(l.same)
	if l.everything || len(l.other) <= want {
		return append(out, l.other...)
	}
	type drawn struct {
		wait float64
		at   int
	}
	all := make([]drawn, len(l.other))
	for k, p := range l.chance {
		all[k] = drawn{r.ExpFloat64() / p, k}
	}
	slices.SortFunc(all, func(a, b drawn) int { return cmp.Compare(a.wait, b.wait) })
	for _, d := range all[:want] {
		out = append(out, l.other[d.at])
	}
	return out
}

type readerExample struct {
	l *readerLesson
	readerPair
}

func drawAll(lessons []*readerLesson, r *rand.Rand) []readerExample {
	var out []readerExample
	for _, l := range lessons {
		for _, p := range l.draw(r) {
			out = append(out, readerExample{l, p})
		}
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// teachReader shows all examples once. What is learned is the mean over the last third
// of the steps.
func teachReader(lessons []*readerLesson) *reader {
	r := newReader()
	random := rand.New(rand.NewPCG(1, 2))
	for _, l := range r.linears() {
		l.Init(random)
	}
	nn.PackAll(r.linears())
	adam := nn.NewAdam(&r.weights, readerRate)
	adam.Beta2, adam.Clip = .999, 1
	var pupils [readerWorkers]pupil
	for k := range pupils {
		pupils[k] = pupil{r: r, grads: nn.NewGrads(&r.weights)}
	}
	var late mean
	examples := drawAll(lessons, random)
	steps := readerEpochs * len(examples) / readerBatch
	for step := range steps {
		if len(examples) < readerBatch {
			examples = drawAll(lessons, random)
		}
		var wait sync.WaitGroup
		for k := range pupils {
			mine := examples[k*readerBatch/readerWorkers : (k+1)*readerBatch/readerWorkers]
			wait.Go(func() { pupils[k].learn(mine, rand.New(rand.NewPCG(uint64(step), uint64(k)))) })
		}
		wait.Wait()
		examples = examples[readerBatch:]
		for k := 1; k < readerWorkers; k++ {
			pupils[0].grads.Add(pupils[k].grads, &r.weights)
		}
		done := float64(step) / float64(steps)
		adam.Rate = readerRate * min(1, float64(step+1)/min(readerWarm, float64(steps)/10)) * (1 - .98*done)
		adam.Step(&r.weights, pupils[0].grads)
		nn.PackAll(r.linears())
		if 3*step >= 2*steps {
			late.add(r.numbers())
		}
	}
	late.put(r.numbers())
	return r
}

// numbers are all that the reader learns.
func (r *reader) numbers() [][]float32 {
	var out [][]float32
	for _, p := range r.weights.Params {
		out = append(out, p.W.Data)
	}
	return out
}

// pupil learns a part of a batch.
type pupil struct {
	r     *reader
	tape  nn.Tape
	grads *nn.Grads
}

func (p *pupil) learn(examples []readerExample, random *rand.Rand) {
	for _, x := range examples {
		if random.Uint64()&1 == 0 {
			x.i, x.j = x.j, x.i
		}
		p.example(x, random)
	}
}

func (p *pupil) example(x readerExample, random *rand.Rand) {
	t := &p.tape
	t.Begin(p.grads, random)
	e := x.l.e
	a, b := &e.scripted[x.i], &e.scripted[x.j]
	hide := func() bool { return random.Float64() < hiddenWords }
	sides := [2]read{p.r.alone(t, e, a, hide), p.r.alone(t, e, b, hide)}
	v := p.r.both(t, sides, e.crossing(t, a, b, e.lemmas(a), e.lemmas(b)))
	regret(v.odds, 0, x.same, x.l.weight/readerBatch)
	if x.l.belongs != nil {
		x.teachTokens(v)
	}
	t.Back()
}

// regret puts the derivative of the logistic loss of one of the odds into its value.
func regret(odds nn.Value, row int, holds bool, weight float32) {
	p := 1 / (1 + math.Exp(-float64(odds.X.Row(row)[0])))
	odds.D.Row(row)[0] += weight * (float32(p) - indicator(holds))
}

// teachTokens tells which marks carry a claim that both sentences have.
func (x readerExample) teachTokens(v verdict) {
	l := x.l
	for k, i := range [2]int{x.i, x.j} {
		marks := l.e.scripted[i].marks
		holds := make([]bool, len(marks))
		for c, in := range l.belongs[i] {
			if l.carries[x.i][c] && l.carries[x.j][c] {
				for _, m := range in {
					holds[m] = true
				}
			}
		}
		for m := range marks {
			regret(v.tokens[k], m, holds[m], tokenShare/2/readerBatch/float32(len(marks)))
		}
	}
}
