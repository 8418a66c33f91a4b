package collate

import (
	"cmp"
	_ "embed"
	"slices"
	"sync"

	"synoptic/learn/nn"
	"synoptic/learn/reader"
)

// A reader tells whether two sentences carry a claim in common by reading both, mark
// by mark.
var readerShape = reader.Shape{Mark: markWidth, Near: nNear, Across: nAcross, Answers: 1}

const hiddenWords = .1 // of vectors of words, while learning

// readAlone reads a sentence.
func (e *event) readAlone(t *nn.Tape, r *reader.Network, s *script, hide func() bool) reader.Read {
	n := len(s.marks)
	x, near := t.Given(n, markWidth), t.Given(n*n, nNear)
	for i := range n {
		e.lookAt(&s.marks[i], x.X.Row(i), hide())
		for j := range n {
			s.near(i, j, near.X.Row(i*n+j))
		}
	}
	return r.Alone(t, x, near)
}

// crossing sees the marks of two sentences.
func (e *event) crossing(t *nn.Tape, x, y *script, of, with *lemmas) reader.Crossing {
	n, m := len(x.marks), len(y.marks)
	cosines := t.Given(n, m).X
	nn.MulAdd(cosines, of.rows, &with.columns)
	c := reader.Crossing{All: t.Given(n*m, nAcross), Best: [2]nn.Value{t.Given(n, nAcross), t.Given(m, nAcross)}}
	for i := range x.marks {
		mine := c.Best[0].X.Row(i)
		for j, cosine := range cosines.Row(i) {
			row, yours := c.All.X.Row(i*m+j), c.Best[1].X.Row(j)
			if e.across(&x.marks[i], &y.marks[j], row) {
				for k, v := range row {
					mine[k], yours[k] = max(mine[k], v), max(yours[k], v)
				}
			}
			row[acrossVector] = cosine
			mine[acrossVector], yours[acrossVector] = max(mine[acrossVector], cosine), max(yours[acrossVector], cosine)
		}
	}
	return c
}

// reader.model holds what FitReader learned.
//
//go:embed reader.model
var embeddedReader string

var theReader = sync.OnceValue(func() *reader.Network {
	r, err := reader.Parse(readerShape, embeddedReader)
	if err != nil {
		panic("the embedded reader is damaged: " + err.Error())
	}
	return r
})

// desk reads pairs of sentences of an event.
type desk struct {
	e      *event
	r      *reader.Network
	kept   nn.Tape // what was read alone
	passed nn.Tape // the sentence or the pair in hand
	alone  []*reader.Read
	lemmas []*lemmas
}

func (e *event) desk(r *reader.Network) *desk {
	e.scripts()
	g := &desk{e: e, r: r, alone: make([]*reader.Read, len(e.all)), lemmas: make([]*lemmas, len(e.all))}
	g.kept.Begin(nil, nil)
	return g
}

func (g *desk) of(i int) reader.Read {
	if g.alone[i] == nil {
		s := &g.e.scripted[i]
		g.passed.Begin(nil, nil)
		a := g.e.readAlone(&g.passed, g.r, s, func() bool { return false }).Kept(&g.kept)
		g.alone[i], g.lemmas[i] = &a, g.e.lemmas(s)
	}
	return *g.alone[i]
}

// Of the pairs whose log-odds are between readFrom and readTo, for of others its word
// changes nothing, the reader is asked about the mostRead that are nearest to readMost;
// its word counts readShare. It learned from more pairs with a claim in common
// than there are, hence readLess.
const (
	readFrom  = -1
	readTo    = 1.5
	readMost  = .1
	mostRead  = 640
	readShare = .3
	readLess  = .3
)

// read gives meetings that may be one a mean, in logarithms of odds, of their
// confidence and of what the reader says.
func (e *event) read(r *reader.Network) {
	d := e.desk(r)
	for _, p := range e.doubtful() {
		e.confide(p.i, p.j, logistic(float64((1-readShare)*p.odds+readShare*(d.odds(p.i, p.j)-readLess))))
	}
}

// doubt is a pair of sentences of which it is not clear whether they share a claim.
type doubt struct {
	i, j int
	odds float32
}

// doubtful are the pairs that the reader is asked about.
func (e *event) doubtful() []doubt {
	var all []doubt
	for i := range e.all {
		for k := range e.meetings[i] {
			m := &e.meetings[i][k]
			if z := oddsOf(m.p); int(m.other) > i && z > readFrom && z < readTo {
				all = append(all, doubt{i, int(m.other), z})
			}
		}
	}
	if len(all) > mostRead {
		slices.SortStableFunc(all, func(a, b doubt) int {
			return cmp.Compare(max(a.odds-readMost, readMost-a.odds), max(b.odds-readMost, readMost-b.odds))
		})
		all = all[:mostRead]
	}
	return all
}

// odds that two sentences carry a claim in common, in logarithms.
func (g *desk) odds(i, j int) float32 {
	x, y := &g.e.scripted[i], &g.e.scripted[j]
	sides := [2]reader.Read{g.of(i), g.of(j)}
	t := &g.passed
	t.Begin(nil, nil)
	return g.r.Both(t, sides, g.e.crossing(t, x, y, g.lemmas[i], g.lemmas[j])).Answers.X.Row(0)[0]
}
