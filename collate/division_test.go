package collate

import (
	"fmt"
	"testing"
)

func accountsOf(texts ...string) (out []Account) {
	for i, t := range texts {
		out = append(out, plainAccount(fmt.Sprint("a", i), t))
	}
	return out
}

// Two falls from one mountain, told in much the same words.
var (
	oneFall = []string{
		"A climber from Harsk fell from Mount Ketter on Monday.",
		"Mount Ketter: Harsk teacher, 36, dies in fall from ridge.",
		"The teacher, 36, from Harsk slipped on the ridge.",
		"A teacher of Harsk was killed on the ridge of Mount Ketter.",
	}
	otherFall = []string{
		"A climber from Lomenz fell from Mount Ketter on Friday.",
		"Lomenz brothers climbed the glacier when one fell.",
		"One of the Lomenz brothers died on the glacier of Mount Ketter.",
		"The brothers from Lomenz were on the glacier on Friday.",
	}
)

func TestDivide(t *testing.T) {
	e := newEvent(accountsOf(append(append([]string{}, oneFall...), otherFall...)...))
	d := e.divide()
	if d.clear < .5 {
		t.Fatalf("two falls divide by %v", d.clear)
	}
	var within, across float64
	for a := range e.accounts {
		for b := range a {
			x := d.against(a, b)
			if y := d.against(b, a); x != y {
				t.Errorf("accounts %d and %d: %v one way, %v the other", a, b, x, y)
			}
			if (a < 4) == (b < 4) {
				within += x / 12
			} else {
				across += x / 16
			}
		}
	}
	if across < 2 || within > across/3 {
		t.Errorf("against claims of one fall speaks %v, of both %v", within, across)
	}
}

func TestDivideNothing(t *testing.T) {
	for name, texts := range map[string][]string{
		"too few": append(append([]string{}, oneFall[:2]...), otherFall[:2]...),
		"one occasion": {
			"A teacher from Harsk fell from Mount Ketter on Monday.", "A Harsk teacher died on Mount Ketter.", "A teacher fell on the ridge of Mount Ketter.",
			"The teacher from Harsk died on Monday.", "Mount Ketter: teacher fell on ridge.", "On Monday a teacher died on the ridge.", "Harsk teacher fell on the ridge on Monday.",
		},
		"nothing shared": {"Apples fell.", "Boats sank.", "Mayors met.", "Dogs barked.", "Trains left.", "Rain came."},
		"empty":          {"", "", "", "", "", ""},
	} {
		e := newEvent(accountsOf(texts...))
		d := e.divide()
		for a := range e.accounts {
			if x := d.against(a, 0); x > 1e-9 {
				t.Errorf("%s: %v speaks against accounts %d and 0", name, x, a)
			}
		}
	}
}
