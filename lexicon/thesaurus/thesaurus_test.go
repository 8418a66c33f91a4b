package thesaurus

import (
	"os"
	"slices"
	"testing"
)

const (
	someEntries = `# a comment
reprieve: respite stay_of_execution | deadline extend ! execute
respite: reprieve
extension: prolong | deadline
extend: prolong lengthen
`
	someClaims = `deadline_moved: reprieve postpone until
vote_delayed: postpone reprieve adjourn
rain_falls: drizzle shower wet
`
)

func made(t *testing.T) Table {
	t.Helper()
	data, err := Build(someEntries, someClaims)
	if err != nil {
		t.Fatal(err)
	}
	table, err := Open(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestBuild(t *testing.T) {
	table := made(t)
	between := func(a, b string) Link {
		x, y := table.Find(Stem(a)), table.Find(Stem(b))
		link := table.Between(x, y)
		if back := table.Between(y, x); back != link {
			t.Errorf("%s, %s: %+v, and %+v the other way", a, b, link, back)
		}
		return link
	}
	for _, c := range []struct {
		a, b                 string
		same, near, opposite float32
		alike                bool
	}{
		{"reprieve", "respite", 1, 0, 0, true},             // each has the other
		{"reprieve", "stay_of_execution", .5, 0, 0, false}, // a phrase
		{"reprieve", "deadline", 0, .5, 0, false},
		{"reprieve", "execute", 0, 0, .5, false},
		{"reprieves", "extended", 0, .5, 0, false}, // found by the stem
		{"reprieve", "postpone", 0, 0, 0, true},    // by what claims they tell
		{"drizzle", "shower", 0, 0, 0, true},
		{"drizzle", "postpone", 0, 0, 0, false},
		{"reprieve", "reprieve", 0, 0, 0, false},
		{"nowhere", "reprieve", 0, 0, 0, false},
	} {
		l := between(c.a, c.b)
		if l.Same != c.same || l.Near != c.near || l.Opposite != c.opposite || (l.Alike > 0) != c.alike {
			t.Errorf("%s, %s: %+v, want %+v", c.a, c.b, l, c)
		}
	}
}

func TestBuildIsDeterministic(t *testing.T) {
	one, _ := Build(someEntries, someClaims)
	for range 5 {
		if other, _ := Build(someEntries, someClaims); !slices.Equal(one, other) {
			t.Fatal("two tables of the same entries differ")
		}
	}
}

func TestBuildRefuses(t *testing.T) {
	for _, entries := range []string{"reprieve respite", ": respite", "two words: respite"} {
		if _, err := Build(entries, ""); err == nil {
			t.Errorf("%q is taken", entries)
		}
	}
}

func TestLinked(t *testing.T) {
	table := made(t)
	a := table.Find("respit")
	var others []int
	for b, link := range table.Linked(a) {
		others = append(others, b)
		if link != table.Between(a, b) {
			t.Errorf("word %d: %+v, and between the two %+v", b, link, table.Between(a, b))
		}
	}
	if !slices.IsSorted(others) || !slices.Contains(others, table.Find("repriev")) {
		t.Errorf("linked are %v", others)
	}
	for range table.Linked(-1) {
		t.Error("no word is linked")
	}
}

// The table that is embedded is of the entries that stand beside it.
func TestEmbedded(t *testing.T) {
	data, err := BuildFolder(os.DirFS("entries"))
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != embedded {
		t.Error("entries and thesaurus.bin differ: go run ./cmd/synoptic-train thesaurus")
	}
}

func TestEnglish(t *testing.T) {
	for _, pair := range [][2]string{{"withdraw", "pull_out"}, {"militia", "gunman"}, {"reprieve", "deadline"}, {"resign", "quit"}} {
		if l := English().Between(English().Find(Stem(pair[0])), English().Find(Stem(pair[1]))); l == (Link{}) {
			t.Errorf("%s and %s are not related", pair[0], pair[1])
		}
	}
	if l := English().Between(English().Find("steel"), English().Find("window")); l != (Link{}) {
		t.Errorf("steel and window: %+v", l)
	}
}

func FuzzOpen(f *testing.F) {
	data, err := Build(someEntries, someClaims)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add(magic)
	f.Fuzz(func(t *testing.T, data string) {
		table, err := Open(data)
		if err != nil {
			return
		}
		table.Between(0, 1)
		table.Between(table.n-1, 0)
		table.Find("reprieve")
		for range table.Linked(0) {
		}
	})
}
