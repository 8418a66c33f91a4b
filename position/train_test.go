package position

import (
	"testing"

	"synoptic/news"
)

// Steps as they are found: those of the issue with most of what is known, each with what is known of its event; what was not
// found is in none.
func TestAsFound(t *testing.T) {
	all := readAll([]Said{said("e1", "a", must, 1), said("e1", "b", must, 1), said("e2", "c", wont, 2), said("e2", "d", twelve, 2)})
	missed := all[1]
	k := Known{Passages: []Passage{all[0], all[2], all[3], missed}, Found: 3, Issues: map[news.Passage]int{all[0].passage(): 7, all[1].passage(): 7, all[2].passage(): 7, all[3].passage(): 8},
		Changes: []KnownChange{{news.Reversed, []news.Passage{all[0].passage(), missed.passage()}, []news.Passage{all[2].passage()}}, {news.Repeated, nil, nil}}}
	got := k.asFound(senseModel(), pairModel())
	if len(got.Passages) != 3 || len(got.Changes) != 1 {
		t.Fatalf("%d passages, %d changes: want 3 and 1", len(got.Passages), len(got.Changes))
	}
	c := got.Changes[0]
	if c.Change != news.Reversed || len(c.Before) != 1 || c.Before[0] != all[0].passage() || len(c.After) != 1 || c.After[0] != all[2].passage() {
		t.Errorf("%+v", c)
	}
}
