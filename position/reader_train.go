package position

import (
	"math/rand/v2"
	"slices"

	"synoptic/learn/nn"
	"synoptic/learn/reader"
	"synoptic/news"
)

// How the reader is taught. Steps stand to each other the other way round if they change places, so
// half of the time they do; passages are left out, for an account may have left them out.
const (
	readerRounds   = 10
	readerRate     = 1.5e-3
	readerBatch    = 32
	readerWarm     = 100
	hiddenWords    = .1 // of vectors
	hiddenPassages = .2
)

// otherWay is each of the changes if the steps change places.
var otherWay = map[news.Change]news.Change{news.Repeated: news.Repeated, news.Strengthened: news.WeakenedStep, news.WeakenedStep: news.Strengthened, news.Reversed: news.Reversed}

// readerExample is a change that is known, and the marks of the passages of both steps.
type readerExample struct {
	change        news.Change
	before, after [][]mark
}

// fitReader learns what the package embeds.
func fitReader(known []Known, s *senses) []byte {
	var all []readerExample
	for i := range known {
		known[i].eachChange(s, func(change news.Change, ps []Passage, c *comparison, before, after []int) {
			if slices.Contains(changes, change) {
				first := c.first()
				all = append(all, readerExample{change, marksOf(ps, first[0], before), marksOf(ps, first[1], after)})
			}
		})
	}
	draw := func(r *rand.Rand) []readerExample {
		out := slices.Clone(all)
		r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		return out
	}
	n := reader.New(readerShape)
	reader.Teach(n, reader.Course{Rounds: readerRounds, Rate: readerRate, Batch: readerBatch, Warm: readerWarm}, draw, learnChange)
	return n.Encode("synoptic changes of positions")
}

func learnChange(p *reader.Pupil, x readerExample, r *rand.Rand) {
	p.Begin(r)
	before, after := script(some(x.before, r)), script(some(x.after, r))
	if r.Float64() < .5 {
		before, after, x.change = after, before, otherWay[x.change]
	}
	said := read(&p.Tape, p.Network, before, after, func() bool { return r.Float64() < hiddenWords })
	d := said.D.Row(0)[:len(changes)]
	copy(d, said.X.Row(0))
	nn.Loss(d, slices.Index(changes, x.change), 1./readerBatch)
	p.Tape.Back()
}

// some are the passages of a step less a few, one at least.
func some(passages [][]mark, r *rand.Rand) [][]mark {
	var out [][]mark
	for _, ms := range passages {
		if r.Float64() >= hiddenPassages {
			out = append(out, ms)
		}
	}
	if len(out) == 0 {
		return passages[:1]
	}
	return out
}
