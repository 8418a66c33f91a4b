package query

import (
	"testing"

	"synoptic/internal/fault"
	"synoptic/news"
)

func TestOffice(t *testing.T) {
	for _, same := range [][]string{
		{"Zelmoran Prime Minister of Ketter", "prime minister of Ketter, Zelmoran"},
		{"chief of the harbour guard", "Harbour Guard chief"},
	} {
		if office(same[0]) != office(same[1]) || office(same[0]) == "" {
			t.Errorf("%q is %q, %q is %q: want one office", same[0], office(same[0]), same[1], office(same[1]))
		}
	}
	for _, nobodys := range []string{"Prime Minister", "leader", ""} {
		if office(nobodys) != "" {
			t.Errorf("%q is the office %q, want none", nobodys, office(nobodys))
		}
	}
}

func TestFindActor(t *testing.T) {
	actor := func(id, name string) news.Actor {
		return news.Actor{ID: id, Name: name, Aliases: []news.Alias{{Text: name}}}
	}
	c := &news.Coverage{Actors: []news.Actor{actor("a1", "Ada Lorne"), actor("a2", "Ada Keld"), actor("a3", "Lomenz")}}
	for name, want := range map[string]string{"a2": "a2", "ada lorne": "a1", "Keld": "a2", "Lomenz": "a3"} {
		if a, err := FindActor(c, name); err != nil || a.ID != want {
			t.Errorf("%q: %v %v, want %s", name, a, err, want)
		}
	}
	for _, name := range []string{"Ada", "Oshane"} {
		if _, err := FindActor(c, name); fault.Of(err) != fault.NotFound {
			t.Errorf("%q: %v, want NotFound", name, err)
		}
	}
}

func TestPositionsOfNobody(t *testing.T) {
	r := filled(t)
	if _, _, err := r.Positions(ctx, PositionAsk{Actor: "Lomens"}); fault.Of(err) != fault.NotFound {
		t.Errorf("%v, want NotFound with the nearest", err)
	}
}
