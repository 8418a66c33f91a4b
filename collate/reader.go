package collate

import (
	"cmp"
	_ "embed"
	"slices"
	"sync"

	"synoptic/learn/nn"
)

// reader tells whether two sentences carry a claim in common by reading both, mark
// by mark: each mark looks at the others of its sentence, then at those of the other
// sentence (decomposable attention: Parikh et al., EMNLP 2016; with what is read of
// one sentence before and after: Chen et al., ACL 2017. "Differs:" attention in place
// of recurrence, and biases by what lists, spelling and the tree know of two marks).
type reader struct {
	weights nn.Weights
	input   *nn.Linear
	first   *nn.Norm
	within  *looking // of one sentence
	down    *nn.Linear
	over    *nn.Attention // to the other sentence
	weigh   *feed
	beside  *looking // of one sentence again
	token   *nn.Linear
	sum     *nn.Linear
	out     *nn.Linear
}

const (
	withinWidth = 64
	overWidth   = 32
	readerHeads = 2
	dropped     = .1 // of values, while learning
	hiddenWords = .1 // of vectors of words, likewise
)

// feed are two layers on what a mark is, which it is added to.
type feed struct {
	wide, narrow *nn.Linear
	norm         *nn.Norm
}

func newFeed(w *nn.Weights, name string, in, width int) *feed {
	return &feed{nn.NewLinear(w, name+".wide", in, 2*width), nn.NewLinear(w, name+".narrow", 2*width, width), nn.NewNorm(w, name, width)}
}

func (f *feed) apply(t *nn.Tape, to, of nn.Value) nn.Value {
	y := t.Linear(f.narrow, t.Positive(t.Linear(f.wide, of)))
	return t.Norm(f.norm, t.Add(to, t.Drop(y, dropped)))
}

// looking lets the marks of a sentence look at each other.
type looking struct {
	attention *nn.Attention
	norm      *nn.Norm
	feed      *feed
}

func newLooking(w *nn.Weights, name string, width int) *looking {
	return &looking{nn.NewAttention(w, name, width, nNear, readerHeads, false), nn.NewNorm(w, name, width), newFeed(w, name+".feed", width, width)}
}

func (l *looking) apply(t *nn.Tape, x, bias nn.Value) nn.Value {
	a := l.attention
	y := t.Attend(a, t.Linear(a.Query, x), t.Linear(a.Key, x), t.Linear(a.Value, x), bias, false)
	x = t.Norm(l.norm, t.Add(x, t.Drop(t.Linear(a.Out, y), dropped)))
	return l.feed.apply(t, x, x)
}

func newReader() *reader {
	r := &reader{}
	w := &r.weights
	r.input, r.first = nn.NewLinear(w, "input", markWidth, withinWidth), nn.NewNorm(w, "input", withinWidth)
	r.within = newLooking(w, "within", withinWidth)
	r.down = nn.NewLinear(w, "down", withinWidth, overWidth)
	r.over = nn.NewAttention(w, "over", overWidth, nAcross, readerHeads, true)
	r.weigh = newFeed(w, "weigh", 3*overWidth+nAcross, overWidth)
	r.beside = newLooking(w, "beside", overWidth)
	r.token = nn.NewLinear(w, "token", overWidth, 1)
	r.sum, r.out = nn.NewLinear(w, "sum", 2*overWidth+3, overWidth), nn.NewLinear(w, "out", overWidth, 1)
	return r
}

func (r *reader) linears() []*nn.Linear {
	out := []*nn.Linear{r.input, r.down, r.weigh.wide, r.weigh.narrow, r.token, r.sum, r.out}
	out = append(out, r.over.Linears()...)
	for _, l := range []*looking{r.within, r.beside} {
		out = append(out, l.feed.wide, l.feed.narrow)
		out = append(out, l.attention.Linears()...)
	}
	return out
}

// read is what the reader made of one sentence alone.
type read struct {
	state             nn.Value
	query, key, value nn.Value // for the other sentence
	bias              nn.Value // of its marks among each other, when it is read again
}

// alone reads a sentence.
func (r *reader) alone(t *nn.Tape, e *event, s *script, hide func() bool) read {
	n := len(s.marks)
	x, near := t.Given(n, markWidth), t.Given(n*n, nNear)
	for i := range n {
		e.lookAt(&s.marks[i], x.X.Row(i), hide())
		for j := range n {
			s.near(i, j, near.X.Row(i*n+j))
		}
	}
	h := t.Norm(r.first, t.Drop(t.Linear(r.input, x), dropped))
	h = r.within.apply(t, h, t.Linear(r.within.attention.Bias, near))
	h = t.Drop(t.Linear(r.down, h), dropped/2)
	return read{h, t.Linear(r.over.Query, h), t.Linear(r.over.Key, h), t.Linear(r.over.Value, h), t.Linear(r.beside.attention.Bias, near)}
}

// verdict is what the reader says of two sentences.
type verdict struct {
	odds   nn.Value    // one number: the logarithm of the odds that they carry a claim in common
	tokens [2]nn.Value // by mark of either, likewise that it belongs to it
}

// both reads two sentences that were read alone.
func (r *reader) both(t *nn.Tape, sides [2]read, c crossing) (v verdict) {
	bias := t.Linear(r.over.Bias, c.all)
	var means, totals [2]nn.Value
	for k, s := range sides {
		other := sides[1-k]
		y := t.Linear(r.over.Out, t.Attend(r.over, s.query, other.key, other.value, bias, k == 1))
		h := r.weigh.apply(t, s.state, t.Beside(s.state, y, t.Times(s.state, y), c.best[k]))
		h = r.beside.apply(t, h, s.bias)
		v.tokens[k] = t.Linear(r.token, h)
		means[k], totals[k] = t.Pool(h, v.tokens[k])
	}
	all := t.Beside(t.Add(means[0], means[1]), t.Times(means[0], means[1]), t.Spread(totals[0], totals[1]))
	v.odds = t.Linear(r.out, t.Drop(t.Positive(t.Linear(r.sum, all)), dropped))
	return v
}

// crossing is what is known of each mark of a sentence and each of another, and the
// most that every mark of either has of it.
type crossing struct {
	all  nn.Value
	best [2]nn.Value
}

func (e *event) crossing(t *nn.Tape, x, y *script, of, with *lemmas) crossing {
	n, m := len(x.marks), len(y.marks)
	cosines := t.Given(n, m).X
	nn.MulAdd(cosines, of.rows, &with.columns)
	c := crossing{t.Given(n*m, nAcross), [2]nn.Value{t.Given(n, nAcross), t.Given(m, nAcross)}}
	for i := range x.marks {
		mine := c.best[0].X.Row(i)
		for j, cosine := range cosines.Row(i) {
			row, yours := c.all.X.Row(i*m+j), c.best[1].X.Row(j)
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

var theReader = sync.OnceValue(func() *reader {
	r, err := parseReader(embeddedReader)
	if err != nil {
		panic("the embedded reader is damaged: " + err.Error())
	}
	return r
})

func parseReader(source string) (*reader, error) {
	r := newReader()
	if err := r.weights.Decode([]byte(source)); err != nil {
		return nil, err
	}
	nn.PackAll(r.linears())
	return r, nil
}

// desk reads pairs of sentences of an event.
type desk struct {
	e      *event
	r      *reader
	kept   nn.Tape // what was read alone
	passed nn.Tape // the pair in hand
	alone  []*read
	lemmas []*lemmas
}

func (e *event) desk(r *reader) *desk {
	e.scripts()
	g := &desk{e: e, r: r, alone: make([]*read, len(e.all)), lemmas: make([]*lemmas, len(e.all))}
	g.kept.Begin(nil, nil)
	return g
}

func (g *desk) of(i int) read {
	if g.alone[i] == nil {
		s := &g.e.scripted[i]
		a := g.r.alone(&g.kept, g.e, s, func() bool { return false })
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
func (e *event) read(r *reader) {
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
	sides := [2]read{g.of(i), g.of(j)}
	t := &g.passed
	t.Begin(nil, nil)
	return g.r.both(t, sides, g.e.crossing(t, x, y, g.lemmas[i], g.lemmas[j])).odds.X.Row(0)[0]
}
