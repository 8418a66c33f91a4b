package reader

import (
	"math"
	"math/rand/v2"
	"sync"

	"synoptic/learn/nn"
)

// Course is how a network is taught.
type Course struct {
	Rounds int     // how often all examples are shown
	Rate   float64 // of Adam, at most
	Batch  int     // examples a step, a multiple of workers
	Warm   float64 // steps until the rate is reached; a tenth of all at most
}

// workers are parts of a batch; more would give other last bits.
const workers = 4

// Pupil learns a part of a batch.
type Pupil struct {
	Network *Network
	Tape    nn.Tape
	grads   *nn.Grads
}

// Begin comes before an example; its derivatives are put into the answers, and Back of the tape comes after.
func (p *Pupil) Begin(r *rand.Rand) { p.Tape.Begin(p.grads, r) }

// Teach lets pupils learn, by Adam, what is drawn anew for every round. What is learned is the mean over the
// last third of the steps. It is deterministic, on any number of processors.
func Teach[T any](net *Network, c Course, draw func(*rand.Rand) []T, learn func(*Pupil, T, *rand.Rand)) {
	random := rand.New(rand.NewPCG(1, 2))
	net.draw(random)
	adam := nn.NewAdam(&net.weights, c.Rate)
	adam.Beta2, adam.Clip = .999, 1
	var pupils [workers]Pupil
	for k := range pupils {
		pupils[k] = Pupil{Network: net, grads: nn.NewGrads(&net.weights)}
	}
	var late nn.Mean
	numbers := net.weights.Numbers()
	examples := draw(random)
	if len(examples) < c.Batch {
		return // too few to learn of
	}
	steps := c.Rounds * len(examples) / c.Batch
	for step := range steps {
		if len(examples) < c.Batch {
			examples = draw(random)
		}
		var wait sync.WaitGroup
		for k := range pupils {
			mine := examples[k*c.Batch/workers : (k+1)*c.Batch/workers]
			wait.Go(func() {
				r := rand.New(rand.NewPCG(uint64(step), uint64(k)))
				for _, x := range mine {
					learn(&pupils[k], x, r)
				}
			})
		}
		wait.Wait()
		examples = examples[c.Batch:]
		for k := 1; k < workers; k++ {
			pupils[0].grads.Add(pupils[k].grads, &net.weights)
		}
		done := float64(step) / float64(steps)
		adam.Rate = c.Rate * min(1, float64(step+1)/min(c.Warm, float64(steps)/10)) * (1 - .98*done)
		adam.Step(&net.weights, pupils[0].grads)
		net.pack()
		if 3*step >= 2*steps {
			late.Add(numbers)
		}
	}
	late.Put(numbers)
	net.pack()
}

// Regret puts the derivative of the logistic loss of one of the odds into its value.
func Regret(odds nn.Value, row int, holds bool, weight float32) {
	p := float32(1 / (1 + math.Exp(-float64(odds.X.Row(row)[0]))))
	if holds {
		p--
	}
	odds.D.Row(row)[0] += weight * p
}
