// Package reader is a small network that reads two texts, mark by mark, and tells how they
// stand to each other: each mark looks at the others of its text, then at those of the
// other text (decomposable attention: Parikh et al., EMNLP 2016; with what is read of one
// text before and after: Chen et al., ACL 2017. "Differs:" attention in place of
// recurrence, and biases by what is known of two marks). What a mark is, and what is
// known of two, is the caller's.
package reader

import (
	"math/rand/v2"

	"synoptic/learn/nn"
)

// Shape is how many numbers a network sees and gives.
type Shape struct {
	Mark    int  // of a mark
	Near    int  // of two marks of one text
	Across  int  // of two marks of two texts
	Answers int  // that it gives
	Ordered bool // which text is the first matters
}

// Network reads two texts.
type Network struct {
	shape   Shape
	weights nn.Weights
	input   *nn.Linear
	first   *nn.Norm
	within  *looking // of one text
	down    *nn.Linear
	over    *nn.Attention // to the other text
	weigh   *feed
	beside  *looking // of one text again
	token   *nn.Linear
	sum     *nn.Linear
	out     *nn.Linear
}

const (
	withinWidth = 64
	overWidth   = 32
	heads       = 2
	dropped     = .1 // of values, while learning
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

// looking lets the marks of a text look at each other.
type looking struct {
	attention *nn.Attention
	norm      *nn.Norm
	feed      *feed
}

func newLooking(w *nn.Weights, name string, width, near int) *looking {
	return &looking{nn.NewAttention(w, name, width, near, heads, false), nn.NewNorm(w, name, width), newFeed(w, name+".feed", width, width)}
}

func (l *looking) apply(t *nn.Tape, x, bias nn.Value) nn.Value {
	a := l.attention
	y := t.Attend(a, t.Linear(a.Query, x), t.Linear(a.Key, x), t.Linear(a.Value, x), bias, false)
	x = t.Norm(l.norm, t.Add(x, t.Drop(t.Linear(a.Out, y), dropped)))
	return l.feed.apply(t, x, x)
}

// New makes a network that has learned nothing.
func New(s Shape) *Network {
	n := &Network{shape: s}
	w := &n.weights
	n.input, n.first = nn.NewLinear(w, "input", s.Mark, withinWidth), nn.NewNorm(w, "input", withinWidth)
	n.within = newLooking(w, "within", withinWidth, s.Near)
	n.down = nn.NewLinear(w, "down", withinWidth, overWidth)
	n.over = nn.NewAttention(w, "over", overWidth, s.Across, heads, true)
	n.weigh = newFeed(w, "weigh", 3*overWidth+s.Across, overWidth)
	n.beside = newLooking(w, "beside", overWidth, s.Near)
	n.token = nn.NewLinear(w, "token", overWidth, 1)
	means := 2*overWidth + 3
	if s.Ordered {
		means = 3*overWidth + 2
	}
	n.sum, n.out = nn.NewLinear(w, "sum", means, overWidth), nn.NewLinear(w, "out", overWidth, s.Answers)
	return n
}

// Parse reads what Encode wrote of a network of this shape.
func Parse(s Shape, data string) (*Network, error) {
	n := New(s)
	if err := n.weights.Decode([]byte(data)); err != nil {
		return nil, err
	}
	n.pack()
	return n, nil
}

// Encode writes the network, under a name.
func (n *Network) Encode(name string) []byte { return n.weights.Encode([]byte(name)) }

func (n *Network) linears() []*nn.Linear {
	out := []*nn.Linear{n.input, n.down, n.weigh.wide, n.weigh.narrow, n.token, n.sum, n.out}
	out = append(out, n.over.Linears()...)
	for _, l := range []*looking{n.within, n.beside} {
		out = append(out, l.feed.wide, l.feed.narrow)
		out = append(out, l.attention.Linears()...)
	}
	return out
}

// draw draws all weights.
func (n *Network) draw(random *rand.Rand) {
	for _, l := range n.linears() {
		l.Init(random)
	}
	n.pack()
}

// pack must be called when the weights changed.
func (n *Network) pack() { nn.PackAll(n.linears()) }

// Read is what a network made of one text alone.
type Read struct {
	state             nn.Value
	query, key, value nn.Value // for the other text
	bias              nn.Value // of its marks among each other, when it is read again
}

// Kept copies it to another tape, which is not for learning.
func (r Read) Kept(t *nn.Tape) Read {
	return Read{t.Keep(r.state), t.Keep(r.query), t.Keep(r.key), t.Keep(r.value), t.Keep(r.bias)}
}

// Alone reads a text: its marks, a row each, and what is known of every two of them, a row
// each.
func (n *Network) Alone(t *nn.Tape, marks, near nn.Value) Read {
	h := t.Norm(n.first, t.Drop(t.Linear(n.input, marks), dropped))
	h = n.within.apply(t, h, t.Linear(n.within.attention.Bias, near))
	h = t.Drop(t.Linear(n.down, h), dropped/2)
	return Read{h, t.Linear(n.over.Query, h), t.Linear(n.over.Key, h), t.Linear(n.over.Value, h), t.Linear(n.beside.attention.Bias, near)}
}

// Crossing is what is known of each mark of a text and each of another, and the
// most that every mark of either has of it.
type Crossing struct {
	All  nn.Value
	Best [2]nn.Value
}

// Verdict is what a network says of two texts.
type Verdict struct {
	Answers nn.Value    // one row: logarithms of odds
	Tokens  [2]nn.Value // by mark of either, likewise that the answer rests on it
}

// Both reads two texts that were read alone.
func (n *Network) Both(t *nn.Tape, sides [2]Read, c Crossing) (v Verdict) {
	bias := t.Linear(n.over.Bias, c.All)
	var means, totals [2]nn.Value
	for k, s := range sides {
		other := sides[1-k]
		y := t.Linear(n.over.Out, t.Attend(n.over, s.query, other.key, other.value, bias, k == 1))
		h := n.weigh.apply(t, s.state, t.Beside(s.state, y, t.Times(s.state, y), c.Best[k]))
		h = n.beside.apply(t, h, s.bias)
		v.Tokens[k] = t.Linear(n.token, h)
		means[k], totals[k] = t.Pool(h, v.Tokens[k])
	}
	var all nn.Value
	if n.shape.Ordered {
		all = t.Beside(means[0], means[1], t.Times(means[0], means[1]), totals[0], totals[1])
	} else {
		all = t.Beside(t.Add(means[0], means[1]), t.Times(means[0], means[1]), t.Spread(totals[0], totals[1]))
	}
	v.Answers = t.Linear(n.out, t.Drop(t.Positive(t.Linear(n.sum, all)), dropped))
	return v
}
