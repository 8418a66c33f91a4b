package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestWeightsComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	fill := func(w *Weights) {
		for _, p := range w.Params {
			for i := 0; i < p.W.Rows; i++ {
				for j := range p.W.Row(i) {
					p.W.Row(i)[j] = float32(r.NormFloat64())
				}
			}
		}
	}
	shape := func() *Weights {
		var w Weights
		w.Add("dense", 3, 5, false)
		w.Add("table", 4, 7, true)
		return &w
	}
	w, back := shape(), shape()
	fill(w)
	clear(w.Params[1].W.Row(2))
	data := w.Encode([]byte("header"))
	if h, err := Header(data); err != nil || string(h) != "header" {
		t.Fatalf("header %q, %v", h, err)
	}
	if err := back.Decode(data); err != nil {
		t.Fatal(err)
	}
	for k, p := range w.Params {
		for i := 0; i < p.W.Rows; i++ {
			for j, x := range p.W.Row(i) {
				if y := back.Params[k].W.Row(i)[j]; math.Abs(float64(x-y)) > 0.02 {
					t.Errorf("%s[%d][%d] = %v, want %v", p.Name, i, j, y, x)
				}
			}
		}
	}
	for _, bad := range [][]byte{nil, data[:11], data[:30], data[:len(data)-1], append(append([]byte(nil), data...), 0)} {
		if err := shape().Decode(bad); err == nil {
			t.Errorf("%d bytes were read", len(bad))
		}
	}
	var other Weights
	other.Add("dense", 3, 6, false)
	if err := other.Decode(data); err == nil {
		t.Error("another shape was read")
	}
}

func TestHalfPrecision(t *testing.T) {
	for _, x := range []float32{0, 1, -1, 0.5, 65504, -65504, 0.333251953125, 6.103515625e-05} {
		if got := single(half(x)); got != x {
			t.Errorf("%v becomes %v", x, got)
		}
	}
	for x, want := range map[float32]float32{1e6: 65504, -1e6: -65504, 1e-9: 0, 1.0004: 1, 1.0006: 1.0009765625} {
		if got := single(half(x)); got != want {
			t.Errorf("%v becomes %v, want %v", x, got, want)
		}
	}
	if x := float64(single(half(float32(math.NaN())))); !math.IsNaN(x) {
		t.Errorf("NaN becomes %v", x)
	}
}

// Memory stays bounded however requests vary.
func TestArenaKeepsLittle(t *testing.T) {
	var a Arena
	r := rand.New(rand.NewPCG(5, 5))
	for range 2000 {
		a.Reset()
		for total := 0; total < 4*arenaBlock; {
			n := 1 + r.IntN(arenaBlock)
			if got := a.Floats(n); len(got) != n {
				t.Fatalf("%d numbers, want %d", len(got), n)
			}
			total += n
		}
	}
	held := 0
	for _, b := range a.blocks {
		held += len(b)
	}
	if held > 16*arenaBlock {
		t.Errorf("%d numbers held for %d in use", held, 5*arenaBlock)
	}
}
