package reader

import (
	"bytes"
	"math/rand/v2"
	"runtime"
	"testing"

	"synoptic/learn/nn"
)

var ordered = Shape{Mark: 3, Near: 1, Across: 1, Answers: 2, Ordered: true}

// said is a text of marks that are each one of three things.
type said []int

func (s said) read(t *nn.Tape, n *Network) Read {
	x, near := t.Given(len(s), 3), t.Given(len(s)*len(s), 1)
	for i, thing := range s {
		x.X.Row(i)[thing] = 1
	}
	return n.Alone(t, x, near)
}

func answers(t *nn.Tape, n *Network, a, b said) nn.Value {
	c := Crossing{All: t.Given(len(a)*len(b), 1), Best: [2]nn.Value{t.Given(len(a), 1), t.Given(len(b), 1)}}
	for i, x := range a {
		for j, y := range b {
			if x == y {
				c.All.X.Row(i*len(b) + j)[0], c.Best[0].X.Row(i)[0], c.Best[1].X.Row(j)[0] = 1, 1, 1
			}
		}
	}
	return n.Both(t, [2]Read{a.read(t, n), b.read(t, n)}, c).Answers
}

// texts of which the second has thing 0 or has not, and which share a thing or do not.
func texts(r *rand.Rand) [][2]said {
	out := make([][2]said, 256)
	for i := range out {
		for k := range 2 {
			for range 1 + r.IntN(2) {
				out[i][k] = append(out[i][k], r.IntN(3))
			}
		}
	}
	return out
}

func holds(x [2]said) (has, shares bool) {
	for _, b := range x[1] {
		has = has || b == 0
		for _, a := range x[0] {
			shares = shares || a == b
		}
	}
	return has, shares
}

func taught() *Network {
	n := New(ordered)
	Teach(n, Course{Rounds: 12, Rate: 5e-3, Batch: 16, Warm: 10}, texts, func(p *Pupil, x [2]said, r *rand.Rand) {
		p.Begin(r)
		has, shares := holds(x)
		v := answers(&p.Tape, p.Network, x[0], x[1])
		for k, is := range []bool{has, shares} {
			q := v.X.Row(0)[k]
			d := 1 / (1 + nn.Exp(-q))
			if is {
				d--
			}
			v.D.Row(0)[k] += d / 16
		}
		p.Tape.Back()
	})
	return n
}

// A network learns what one text has and what both have, the same on any number of processors.
func TestTeach(t *testing.T) {
	n := taught()
	procs := runtime.GOMAXPROCS(1)
	again := taught()
	runtime.GOMAXPROCS(procs)
	if !bytes.Equal(n.Encode("test"), again.Encode("test")) {
		t.Error("two networks that were taught the same differ")
	}
	read, err := Parse(ordered, string(n.Encode("test")))
	if err != nil {
		t.Fatal(err)
	}
	wrong := 0
	var tape nn.Tape
	for _, x := range texts(rand.New(rand.NewPCG(7, 7))) {
		tape.Begin(nil, nil)
		row := answers(&tape, read, x[0], x[1]).X.Row(0)
		if has, shares := holds(x); has != (row[0] > 0) || shares != (row[1] > 0) {
			wrong++
		}
	}
	if wrong > 12 {
		t.Errorf("%d of 256 are wrong", wrong)
	}
}

func TestParseRefuses(t *testing.T) {
	data := string(New(ordered).Encode("test"))
	other := ordered
	other.Answers = 1
	for name, bad := range map[string]func() error{
		"cut off":       func() error { _, err := Parse(ordered, data[:len(data)-1]); return err },
		"another shape": func() error { _, err := Parse(other, data); return err },
	} {
		if bad() == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
