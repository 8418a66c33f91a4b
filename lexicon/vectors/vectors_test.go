package vectors

import (
	"math"
	"testing"
)

func TestBuildAndLookup(t *testing.T) {
	words := []string{"the", "said", "told", "é"}
	rows := make([][]float32, len(words))
	for i := range rows {
		rows[i] = make([]float32, Dim)
		for j := range rows[i] {
			rows[i][j] = float32(math.Sin(float64(i*Dim + j)))
		}
	}
	data, err := Build(words, rows)
	if err != nil {
		t.Fatal(err)
	}
	table, err := Open(string(data))
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range words {
		v, ok := table.Lookup(w)
		if !ok || table.Rank(w) != i || table.Word(i) != w {
			t.Fatalf("%q: found %v, rank %d", w, ok, table.Rank(w))
		}
		for j, x := range v.AppendTo(nil) {
			if math.Abs(float64(x-rows[i][j])) > 0.005 {
				t.Errorf("%q component %d: %v, want %v", w, j, x, rows[i][j])
			}
		}
	}
	for _, w := range []string{"", "The", "zzz"} {
		if _, ok := table.Lookup(w); ok {
			t.Errorf("%q found", w)
		}
	}
	for _, bad := range []string{"", "SYNVEC01", string(data[:len(data)-1]), "X" + string(data[1:])} {
		if _, err := Open(bad); err == nil {
			t.Errorf("a damaged table of %d bytes opened", len(bad))
		}
	}
	if _, err := Build([]string{"a", "a"}, rows[:2]); err == nil {
		t.Error("a word that stands twice was built")
	}
}

func TestEnglishKnowsWhatIsNear(t *testing.T) {
	e := English()
	cosine := func(a, b string) float64 {
		v, ok := e.Lookup(a)
		w, ok2 := e.Lookup(b)
		if !ok || !ok2 {
			t.Fatalf("%q or %q is not in the table", a, b)
		}
		return v.Cosine(w)
	}
	for _, c := range []struct{ a, near, far string }{
		{"said", "told", "river"}, {"minister", "president", "banana"}, {"talks", "negotiations", "purple"},
	} {
		if n, f := cosine(c.a, c.near), cosine(c.a, c.far); n <= f+0.2 {
			t.Errorf("%s: %s %.2f, %s %.2f", c.a, c.near, n, c.far, f)
		}
	}
	if e.Rank("the") != 0 {
		t.Errorf("rank of the: %d", e.Rank("the"))
	}
}

func BenchmarkLookup(b *testing.B) {
	e := English()
	b.ReportAllocs()
	for b.Loop() {
		e.Lookup("negotiations")
	}
}
