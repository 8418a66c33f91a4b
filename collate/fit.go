package collate

import (
	"slices"
	"sync"

	"synoptic/learn"
	"synoptic/learn/nn"
)

// Fit learns the pair scorer, as the text that the package embeds. It is
// deterministic. What the matcher sees of the pairs on which the scorers are
// fitted is seen by a matcher that learned from other events, and so are the
// confidences of which the scorer of the graph learns.
func Fit(events []LabelledEvent) string { return fit(events).String() }

const (
	folds = 2   // matchers that learn on parts of the events
	ridge = 30  // penalty on squared weights
	trees = 120 // of either scorer
)

func fit(all []LabelledEvent) *model {
	lessons := make([]*lesson, len(all))
	for i := range all {
		e := newEvent(all[i].Accounts)
		e.meet()
		lessons[i] = all[i].lesson(e)
	}
	var taught [folds]*matcher
	var wait sync.WaitGroup
	for k := range taught {
		wait.Go(func() { taught[k] = teach(part(lessons, func(i int) bool { return i%folds != k })) })
	}
	wait.Wait()
	var where []learn.Example
	var sentences [folds][]learn.Example
	for i, l := range lessons {
		l.e.useMatcher(taught[i%folds])
		l.e.matchAll()
		where = append(where, all[i].where(l.e)...)
		sentences[i%folds] = append(sentences[i%folds], all[i].sentences(l.e)...)
		l.e.forget()
	}
	opt := learn.Options{Ridge: ridge, Trees: trees}
	var others [folds]*learn.Model
	for k := range others {
		others[k] = learn.Fit(slices.Concat(part(sentences[:], func(i int) bool { return i != k })...), opt)
	}
	var graph []learn.Example
	for i, l := range lessons {
		l.e.alone(others[i%folds])
		graph = append(graph, all[i].graph(l.e)...)
	}
	return &model{
		matcher: *teach(lessons), sentence: learn.Fit(slices.Concat(sentences[:]...), opt),
		graph: learn.Fit(graph, opt), where: learn.Fit(where, opt),
	}
}

func part[T any](all []T, keep func(int) bool) []T {
	var out []T
	for i, x := range all {
		if keep(i) {
			out = append(out, x)
		}
	}
	return out
}

// Of the pairs without a claim in common that are less alike than easy at a first
// guess, the matcher sees one in easyOneIn; in an event of more than manySentences one in
// manyOneIn, or else such pairs would be nearly all that it sees.
const (
	easy          = .1
	easyOneIn     = 2
	manySentences = 110
	manyOneIn     = 8
)

// lesson is what the matcher learns of an event.
func (l LabelledEvent) lesson(e *event) *lesson {
	out := newLesson(e)
	readings := l.readings(e)
	claims := l.unitClaims(e)
	keep := easyOneIn
	if len(e.all) > manySentences {
		keep = manyOneIn
	}
	for i := range e.all {
		for j := i + 1; j < len(e.all); j++ {
			if e.all[i].account == e.all[j].account {
				continue
			}
			x := matchExample{a: i, b: j, same: overlaps(readings[i], readings[j]), weight: l.Weight}
			known := true
			if l.Pairs != nil {
				x.same, known = l.judged(e, i, j)
			}
			if !known || !x.same && l.Pairs == nil && (i+j)%keep != 0 && e.met(i, int32(j)).base < easy {
				continue
			}
			for p, u := range e.all[i].units {
				for q, v := range e.all[j].units {
					if x.same && overlaps(claims[u], claims[v]) {
						x.right = append(x.right, [2]int{p, q})
					}
				}
			}
			out.examples = append(out.examples, x)
		}
	}
	return out
}

func (l LabelledEvent) readings(e *event) []map[int]bool {
	out := make([]map[int]bool, len(e.all))
	for i := range e.all {
		s := &e.all[i]
		out[i] = l.claimsIn(e, s.account, e.accounts[s.account].Doc.Sentences[s.index].Span)
	}
	return out
}

// unitClaims are the claims that each unit carries: it meets a reading as readings
// are matched, or is what comes nearest to it.
func (l LabelledEvent) unitClaims(e *event) []map[int]bool {
	out := make([]map[int]bool, len(e.units))
	for i := range out {
		out[i] = map[int]bool{}
	}
	byAccount := map[string][]int{}
	for i := range e.units {
		id := e.accounts[e.units[i].account].Article.ID
		byAccount[id] = append(byAccount[id], i)
	}
	for c, readings := range l.Claims {
		for _, r := range readings {
			best, at := 0., -1
			for _, i := range byAccount[r.Article] {
				v := shared(e.units[i].span, r.Span)
				if v >= .5 {
					out[i][c] = true
				}
				if v > best {
					best, at = v, i
				}
			}
			if at >= 0 {
				out[at][c] = true
			}
		}
	}
	return out
}

// where are pairs of units of sentences that carry a claim in common: those that
// carry it, and the others.
func (l LabelledEvent) where(e *event) []learn.Example {
	if l.Pairs != nil {
		return nil
	}
	var out []learn.Example
	var al alignment
	var fc facing
	readings, claims := l.readings(e), l.unitClaims(e)
	for i := range e.all {
		for _, m := range e.meetings[i] {
			j := int(m.other)
			if j < i || !overlaps(readings[i], readings[j]) {
				continue
			}
			e.align(&al, i, j)
			e.face(&fc, i, j)
			cells := e.cells(&al)
			for k := range cells {
				c := &cells[k]
				f := e.lookWhere(c, cells[0].z, &fc)
				same := overlaps(claims[e.all[i].units[c.x]], claims[e.all[j].units[c.y]])
				out = append(out, learn.Example{Seen: slices.Clone(f[:]), Holds: same, Weight: l.Weight})
			}
		}
	}
	return out
}

// How the matcher is taught.
const (
	epochs    = 4
	rate      = .01
	batchSize = 64
)

// teach shows all examples in batches of one event, in an order that looks
// random and is always the same. What is learned is the mean over the second half
// of the steps, which depends less on the order (Polyak & Juditsky, 1992).
func teach(lessons []*lesson) *matcher {
	m := newMatcher()
	t := newTutor(m, rate)
	var late nn.Mean
	d := dice(1234567)
	type piece struct {
		l    *lesson
		from int
	}
	for ep := range epochs {
		t.rate = rate * (1 - .9*float64(ep)/float64(epochs))
		var pieces []piece
		for _, l := range lessons {
			shuffle(&d, l.examples)
			for f := 0; f < len(l.examples); f += batchSize {
				pieces = append(pieces, piece{l, f})
			}
		}
		shuffle(&d, pieces)
		for _, p := range pieces {
			t.learn(p.l, p.l.examples[p.from:min(len(p.l.examples), p.from+batchSize)])
			if ep < epochs/2 {
				continue
			}
			late.Add([][]float32{m.theta})
		}
	}
	late.Put([][]float32{m.theta})
	return m
}

// dice is a small generator of numbers that look random (Marsaglia, 2003).
type dice uint64

func (d *dice) below(n int) int {
	s := uint64(*d)
	s ^= s << 13
	s ^= s >> 7
	s ^= s << 17
	*d = dice(s)
	return int(s % uint64(n))
}

func shuffle[T any](d *dice, xs []T) {
	for i := len(xs) - 1; i > 0; i-- {
		j := d.below(i + 1)
		xs[i], xs[j] = xs[j], xs[i]
	}
}
