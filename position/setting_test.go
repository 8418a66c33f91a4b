package position

import (
	"slices"
	"testing"
)

func TestRuns(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"The weir must close.", "the weir, must not close", 2},
		{"The weir must close", "Close the weir", 1},
		{"weir", "weir", 0},
		{"no no no", "No, no", 1},
	} {
		a, b := runs(c.a), runs(c.b)
		if !slices.IsSorted(a) || common(a, b) != c.want || common(b, a) != c.want {
			t.Errorf("%q and %q have %d and %d in common, want %d", c.a, c.b, common(a, b), common(b, a), c.want)
		}
	}
}

// Where two passages stand is seen alike from both sides.
func TestSetting(t *testing.T) {
	ps := readAll([]Said{said("e1", "a", must, 1), said("e1", "b", should, 1), said("e2", "c", open, 9)})
	ps = append(ps, ps[0])
	ps[3].Statement.Content = slices.Clone(ps[0].Statement.Content)
	ps[3].Statement.Content[0].Start, ps[3].Statement.Content[0].End = 900, 940
	ps[3].sentence = 5
	x := &pairs{ps: ps, settings: settings(ps)}
	for _, c := range []struct {
		i, j        int
		seen        int
		want        float32
		description string
	}{
		{0, 3, sSameText, 1, "one article"}, {0, 3, sStatement, 1, "one statement"}, {0, 3, sApart, 1, "the next passage"}, {0, 3, sNextTo, 0, "not the next sentence"}, {0, 3, sRuns, 1, "the same words"},
		{0, 1, sSameEvent, 1, "one event"}, {0, 1, sOrder, .75, "the first of two, the only one"}, {0, 1, sStatement, 0, "two statements"}, {0, 1, sApart, 0, "two articles"},
		{0, 2, sSameEvent, 0, "two events"}, {0, 2, sOrder, 0, "two events"},
	} {
		var f, g seen
		x.setting(&f, c.i, c.j)
		x.setting(&g, c.j, c.i)
		if f != g || f[c.seen] != c.want {
			t.Errorf("passages %d and %d, %s: %g, the other way round %g, want %g", c.i, c.j, c.description, f[c.seen], g[c.seen], c.want)
		}
	}
}

// Words are near by their vectors even where no list has them, and a name is near to itself alone.
func TestNearness(t *testing.T) {
	v := &vocabulary{index: map[string]int32{}, senses: plainSense()}
	for _, w := range []word{{key: "soldier", form: "soldier", kind: noun}, {key: "troop", form: "troops", kind: noun}, {key: "cake", form: "cake", kind: noun}, {key: "@x", form: "troops", kind: name}} {
		v.places[v.put(w)]++
	}
	v.weigh(3)
	if near, far := v.nearness(0, 1), v.nearness(0, 2); near <= far || near > 1 || far < 0 {
		t.Errorf("soldiers are %g near to troops, %g to cake", near, far)
	}
	if v.nearness(3, 3) != 1 || v.nearness(3, 1) != 0 {
		t.Errorf("a name is %g near to itself, %g to a word", v.nearness(3, 3), v.nearness(3, 1))
	}
}
