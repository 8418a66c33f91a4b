package eval

import "testing"

func TestBelow(t *testing.T) {
	f := Floor{Digest: "d", Least: map[string]float64{"a": 50, "b": 60, "c": 1}}
	for _, c := range []struct {
		name  string
		table Table
		want  int
	}{
		{"above and at", Table{Digest: "d", Rows: []Row{{Measure: "a", Value: 50}, {Measure: "b", Value: 61}}}, 0},
		{"below", Table{Digest: "d", Rows: []Row{{Measure: "a", Value: 49.9}, {Measure: "b", Value: 59}}}, 2},
		{"another edition", Table{Digest: "e", Rows: []Row{{Measure: "a", Value: 1}}}, 0},
		{"without a floor", Table{Digest: "d", Rows: []Row{{Measure: "z", Value: 1}}}, 0},
	} {
		if got := f.Below(c.table); len(got) != c.want {
			t.Errorf("%s: %q, want %d", c.name, got, c.want)
		}
	}
}

func TestFloorsAreSane(t *testing.T) {
	floors, err := Floors()
	if err != nil {
		t.Fatal(err)
	}
	for _, corpus := range []string{"own gold", "conllu EWT", "conllu GUM-open", "ner uner-ewt", "attribution polnear-dev"} {
		if len(floors[corpus].Least) == 0 {
			t.Errorf("no floors for %q", corpus)
		}
	}
	for corpus, f := range floors {
		for measure, least := range f.Least {
			if least <= 0 || least > 100 {
				t.Errorf("%s, %s: %v is no percentage", corpus, measure, least)
			}
		}
	}
}
