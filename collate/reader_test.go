package collate

import (
	"bytes"
	"runtime"
	"slices"
	"testing"

	"synoptic/learn/reader"
)

func readerEvents() []LabelledEvent {
	l := LabelledEvent{Weight: 1, Accounts: []Account{
		plainAccount("x", "Zelmora fills the reservoir in July. Fishermen in Lomenz sold their boats. The bridge at Harsk is closed."),
		plainAccount("y", "The reservoir is filled in July by Zelmora. The mayor of Harsk wants a bridge. Boats lie in Lomenz."),
	}}
	l.Claims = [][]LabelledSpan{{spanOf(l.Accounts[0], "Zelmora fills the reservoir in July"), spanOf(l.Accounts[1], "The reservoir is filled in July by Zelmora")}}
	var all []LabelledEvent
	for range 150 {
		all = append(all, l)
	}
	return all
}

// The same events give the same reader, on any number of processors, and it has
// learned from them.
func TestFitReader(t *testing.T) {
	got := FitReader(readerEvents())
	procs := runtime.GOMAXPROCS(1)
	again := FitReader(readerEvents())
	runtime.GOMAXPROCS(procs)
	if !bytes.Equal(got, again) {
		t.Error("two fits differ")
	}
	r, err := reader.Parse(readerShape, string(got))
	if err != nil {
		t.Fatal(err)
	}
	e := newEvent(readerEvents()[0].Accounts)
	d := e.desk(r)
	if same, other := d.odds(0, 3), d.odds(1, 4); same <= other {
		t.Errorf("odds of the claim %.2f, of none %.2f", same, other)
	}
}

func TestReaderIsReadAsWritten(t *testing.T) {
	r := theReader()
	if data := r.Encode("synoptic collate reader"); string(data) != embeddedReader {
		t.Error("the reader changes when read and written")
	}
	if _, err := reader.Parse(readerShape, embeddedReader[:len(embeddedReader)-1]); err == nil {
		t.Error("a reader that is cut off is read")
	}
}

// Which sentence comes first makes no difference but in the last digits.
func TestReaderTakesEitherSentenceFirst(t *testing.T) {
	e := newEvent(threeAccounts())
	d := e.desk(theReader())
	for i := range e.all {
		for j := range e.all {
			if a, b := d.odds(i, j), d.odds(j, i); a-b > 1e-3 || b-a > 1e-3 {
				t.Errorf("sentences %d and %d: odds %.4f and %.4f", i, j, a, b)
			}
		}
	}
}

func TestScript(t *testing.T) {
	e := newEvent([]Account{plainAccount("x", "Zelmora will not fill the 3 reservoirs of Lomenz, the mayor said."), plainAccount("y", "Nothing.")})
	s := e.scripts()[0]
	doc := e.accounts[0].Doc
	var forms []string
	for _, m := range s.marks {
		forms = append(forms, doc.Tokens[m.token].Form)
	}
	if want := []string{"Zelmora", "will", "not", "fill", "3", "reservoirs", "Lomenz", "mayor"}; !slices.Equal(forms, want) {
		t.Errorf("marks %q, want %q", forms, want)
	}
}
