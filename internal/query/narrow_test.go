package query

import (
	"testing"

	"synoptic/internal/fault"
	"synoptic/news"
)

func TestNarrow(t *testing.T) {
	c := &news.Coverage{
		Articles: []news.Article{{ID: "a"}, {ID: "b"}, {ID: "c"}},
		Actors:   []news.Actor{{ID: "keld", Name: "Nivaro Keld"}, {ID: "oshane", Name: "Radmer Oshane"}},
		Comparisons: []news.Comparison{{Points: []news.Point{
			{ID: "p1", Speaker: "keld", Readings: []news.Reading{{Account: "a"}, {Account: "b"}}, Divergences: []news.Divergence{{Kind: news.NumberDiffers}}},
			{ID: "p2", Speaker: "oshane", Readings: []news.Reading{{Account: "b"}, {Account: "c"}}},
		}}}}
	for _, x := range []struct {
		n    Narrowing
		want string
	}{
		{Narrowing{}, "p1 p2 "}, {Narrowing{Speaker: "keld"}, "p1 "}, {Narrowing{Speaker: "OSHANE"}, "p2 "}, {Narrowing{Kind: "number"}, "p1 "},
		{Narrowing{Kind: "any"}, "p1 "}, {Narrowing{Kind: "date"}, ""}, {Narrowing{Account: "b"}, "p1 p2 "}, {Narrowing{Account: "c", Speaker: "keld"}, ""},
	} {
		got, err := Narrow(c, x.n)
		if err != nil {
			t.Fatal(err)
		}
		ids := ""
		for _, p := range got.Comparisons[0].Points {
			ids += p.ID + " "
		}
		if ids != x.want {
			t.Errorf("%+v: %q, want %q", x.n, ids, x.want)
		}
	}
	if len(c.Comparisons[0].Points) != 2 {
		t.Error("the coverage that was given is changed")
	}
	for _, n := range []Narrowing{{Speaker: "nobody"}, {Account: "d"}} {
		if _, err := Narrow(c, n); fault.Of(err) != fault.NotFound {
			t.Errorf("%+v: %v, want NotFound", n, err)
		}
	}
}
