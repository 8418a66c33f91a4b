package links

import (
	"maps"
	"reflect"
	"testing"
)

func TestTable(t *testing.T) {
	of := [][]Link{{{3, "ab"}, {1, "cd"}}, {{0, "cd"}}, nil, {{0, "ab"}, {70_000, "ef"}}}
	table, err := Open(string(Build(of)), len(of), 2)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[int]map[int]string{0: {1: "cd", 3: "ab"}, 1: {0: "cd"}, 2: {}, 3: {0: "ab", 70_000: "ef"}, 4: {}, -1: {}} {
		if got := maps.Collect(table.Of(word)); !reflect.DeepEqual(got, want) {
			t.Errorf("word %d has %v, want %v", word, got, want)
		}
		for other := range 5 {
			if got := table.Between(word, other); got != want[other] {
				t.Errorf("between %d and %d is %q, want %q", word, other, got, want[other])
			}
		}
	}
	if got := table.Between(3, 70_000); got != "ef" {
		t.Errorf("a large number: %q", got)
	}
	last := -1
	for other := range table.Of(0) {
		if other <= last {
			t.Error("others are out of order")
		}
		last = other
	}
}

func TestOpenRefuses(t *testing.T) {
	good := string(Build([][]Link{{{1, "a"}}, {{0, "a"}}}))
	for name, c := range map[string]struct {
		data          string
		words, record int
	}{
		"cut off":       {good[:len(good)-1], 2, 1},
		"longer":        {good + "x", 2, 1},
		"other records": {good, 2, 2},
		"more words":    {good, 1 << 30, 1},
		"no words":      {good, -1, 1},
		"nothing":       {"", 0, 1},
		"out of order":  {"\x02\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00" + good[12:], 2, 1},
	} {
		if _, err := Open(c.data, c.words, c.record); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(string(Build([][]Link{{{1, "a"}}, {{0, "a"}}})), 2)
	f.Fuzz(func(t *testing.T, data string, words int) {
		table, err := Open(data, words, 1)
		if err != nil {
			return
		}
		table.Between(0, 1)
		table.Between(words-1, 0)
		for range table.Of(0) {
		}
	})
}
