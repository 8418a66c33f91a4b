package wordnet

import (
	"slices"
	"testing"

	"synoptic/lexicon/vectors"
)

func TestRelation(t *testing.T) {
	table := English()
	between := func(a, b string) (float32, bool) {
		return table.Between(vectors.English().Rank(a), vectors.English().Rank(b))
	}
	for _, c := range []struct {
		a, b     string
		least    float32
		opposite bool
	}{
		{"stop", "halt", .5, false},
		{"withdraw", "withdrawal", .8, false},
		{"suspend", "suspension", .8, false},
		{"begin", "start", .6, false},
		{"win", "lose", 0, true},
		{"steel", "window", 0, false},
		{"zzz", "steel", 0, false},
	} {
		s, o := between(c.a, c.b)
		if back, opposed := between(c.b, c.a); back != s || opposed != o {
			t.Errorf("%s %s: not symmetric", c.a, c.b)
		}
		if s < c.least || c.least == 0 && s > 0 || o != c.opposite {
			t.Errorf("%s %s: %.2f, opposite %v; want at least %.2f, %v", c.a, c.b, s, o, c.least, c.opposite)
		}
	}
}

func TestBuild(t *testing.T) {
	table, err := Open(string(Build(4, []Link{{A: 2, B: 0, Strength: .5}, {A: 0, B: 2, Strength: .8}, {A: 1, B: 2, Opposite: true}})))
	if err != nil {
		t.Fatal(err)
	}
	if s, _ := table.Between(0, 2); s < .79 || s > .81 {
		t.Errorf("the stronger link counts: %v", s)
	}
	if _, opposed := table.Between(2, 1); !opposed {
		t.Error("2 and 1 are opposites")
	}
	if s, opposed := table.Between(3, 1); s != 0 || opposed {
		t.Error("3 is related to nothing")
	}
	if table.n == vectors.English().Len() {
		t.Error("the table is the embedded one")
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(string(Build(3, []Link{{A: 0, B: 2, Strength: .5}})))
	f.Add(magic)
	f.Fuzz(func(t *testing.T, data string) {
		table, err := Open(data)
		if err != nil {
			return
		}
		table.Between(0, 1)
		table.Between(table.n-1, 0)
	})
}

func TestLinked(t *testing.T) {
	table, err := Open(string(Build(4, []Link{{A: 1, B: 3, Strength: .5}, {A: 1, B: 0, Opposite: true}})))
	if err != nil {
		t.Fatal(err)
	}
	for a, want := range map[int][]int{1: {0, 3}, 3: {1}, 2: nil, -1: nil, 4: nil} {
		if got := slices.Collect(table.Linked(a)); !slices.Equal(got, want) {
			t.Errorf("word %d is linked to %v, want %v", a, got, want)
		}
	}
}
