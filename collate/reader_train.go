package collate

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"synoptic/learn/reader"
)

// FitReader learns the reader, as the file that the package embeds. It is
// deterministic, on any number of processors. Which pairs without a claim in common
// are worth reading is told by the embedded pair scorer.
func FitReader(events []LabelledEvent) []byte {
	var lessons []*readerLesson
	for _, l := range events {
		lessons = append(lessons, l.readerLesson())
	}
	r := reader.New(readerShape)
	reader.Teach(r, reader.Course{Rounds: readerRounds, Rate: readerRate, Batch: readerBatch, Warm: readerWarm},
		func(random *rand.Rand) []readerExample { return drawAll(lessons, random) }, learnPair)
	return r.Encode("synoptic collate reader")
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
	readerRounds = 1 // more learn the manner of the written texts
	readerRate   = 1.5e-3
	readerBatch  = 64
	readerWarm   = 300
	others       = 4  // pairs without a claim in common for each that has one
	tokenShare   = .3 // of the loss
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

func learnPair(p *reader.Pupil, x readerExample, random *rand.Rand) {
	if random.Uint64()&1 == 0 {
		x.i, x.j = x.j, x.i
	}
	p.Begin(random)
	t, e := &p.Tape, x.l.e
	a, b := &e.scripted[x.i], &e.scripted[x.j]
	hide := func() bool { return random.Float64() < hiddenWords }
	sides := [2]reader.Read{e.readAlone(t, p.Network, a, hide), e.readAlone(t, p.Network, b, hide)}
	v := p.Network.Both(t, sides, e.crossing(t, a, b, e.lemmas(a), e.lemmas(b)))
	reader.Regret(v.Answers, 0, x.same, x.l.weight/readerBatch)
	if x.l.belongs != nil {
		x.teachTokens(v)
	}
	t.Back()
}

// teachTokens tells which marks carry a claim that both sentences have.
func (x readerExample) teachTokens(v reader.Verdict) {
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
			reader.Regret(v.Tokens[k], m, holds[m], tokenShare/2/readerBatch/float32(len(marks)))
		}
	}
}
