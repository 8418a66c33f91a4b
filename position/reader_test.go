package position

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"testing"

	"synoptic/learn/reader"
	"synoptic/news"
)

// What a passage says twenty times over, and another that takes it back.
func taughtChanges() []Known {
	var all []Known
	for i := range 20 {
		before, same, back := fmt.Sprint("a", i), fmt.Sprint("b", i), fmt.Sprint("c", i)
		ps := readAll([]Said{said("e1", before, must, 1), said("e2", same, must, 2), said("e3", back, wont, 3)})
		at := func(k int) []news.Passage { return []news.Passage{ps[k].passage()} }
		all = append(all, Known{Passages: ps, Found: len(ps), Changes: []KnownChange{{news.Repeated, at(0), at(1)}, {news.Reversed, at(1), at(2)}, {news.Dropped, at(0), at(2)}}})
	}
	return all
}

func TestFitReader(t *testing.T) {
	got := fitReader(taughtChanges(), senseModel())
	procs := runtime.GOMAXPROCS(1)
	again := fitReader(taughtChanges(), senseModel())
	runtime.GOMAXPROCS(procs)
	if !bytes.Equal(got, again) {
		t.Error("two fits differ")
	}
	if _, err := reader.Parse(readerShape, string(got)); err != nil {
		t.Error(err)
	}
}

func TestReaderIsReadAsWritten(t *testing.T) {
	if data := changeReader().Encode("synoptic changes of positions"); string(data) != embeddedReader {
		t.Error("the reader changes when read and written")
	}
}

func TestReadSteps(t *testing.T) {
	ps := readAll([]Said{said("e1", "a", must, 1), said("e2", "b", wont, 2)})
	said := readSteps(script([][]mark{ps[0].marks()}), script([][]mark{ps[1].marks()}))
	sum := float32(0)
	for _, p := range said {
		sum += p
	}
	if len(said) != len(changes) || sum < .999 || sum > 1.001 {
		t.Errorf("%v: want one likelihood a change, together 1", said)
	}
}

func TestTokens(t *testing.T) {
	got := tokens("We won’t close it: “Cannot”, she said, pay 1,200.50 for Karim's weir.")
	if want := []string{"we", "wo", "not", "close", "it", "can", "not", "she", "said", "pay", "1,200.50", "for", "karim", "weir"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A passage is seen as a whole, then its words in order, whatever form they have, then what is meant by words that
// have no form in common with it.
func TestMarks(t *testing.T) {
	p := readAll([]Said{said("e1", "a", "the/DET flood/NOUN destroyed/VERB/destroy 12/NUM houses/NOUN/house in/ADP Ketterby/PROPN", 1)})[0]
	p.words = append(p.words, word{key: "mayor", form: "mayor", kind: noun, part: referred})
	ms := p.marks()
	var keys []string
	for _, m := range ms {
		keys = append(keys, m.key)
	}
	if want := []string{"", "flood", "destroy", "12", "hous", "ketterbi", "mayor"}; !slices.Equal(keys, want) {
		t.Fatalf("marks %q, want %q", keys, want)
	}
	if ms[0].told[mWhole] != 1 || ms[2].told[mVerb] != 1 || ms[3].number != 12 || ms[5].told[mName] != 1 || ms[5].vector != nil || ms[6].told[mPart] != referred {
		t.Errorf("%+v", ms)
	}
}

// What one says more strongly, the other says less strongly.
func TestAcross(t *testing.T) {
	seen := func(form string) *mark { m := (&word{key: form, form: form}).mark(form); return &m }
	twelve, forty := seen("12"), seen("40")
	may, must := seen("may"), seen("must")
	for _, c := range []struct{ up, down *mark }{{twelve, forty}, {may, must}} {
		row, other := make([]float32, nAcross), make([]float32, nAcross)
		across(c.up, c.down, row)
		across(c.down, c.up, other)
		if got := fromOther(row); !slices.Equal(got[acrossStronger:], other[acrossStronger:]) || slices.Equal(row, other) {
			t.Errorf("%v and %v", row, other)
		}
	}
}

// As many passages are read as there is room for, the first in any case.
func TestScript(t *testing.T) {
	ms := make([]mark, mostMarks-10)
	for _, c := range []struct {
		of   [][]mark
		want int
	}{{[][]mark{ms}, len(ms)}, {[][]mark{ms, ms[:10]}, mostMarks}, {[][]mark{ms, ms[:11]}, len(ms)}, {[][]mark{append(ms, ms...)}, mostMarks}} {
		if got := len(script(c.of)); got != c.want {
			t.Errorf("%d marks, want %d", got, c.want)
		}
	}
}
