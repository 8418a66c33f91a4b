package position

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"synoptic/internal/fault"
	"synoptic/lexicon/vectors"
)

// grown is a Layout of all but the last passages, and these.
func grown(n, last int) (*Layout, []Passage) {
	ps := madePassages(n)
	return NewLayout(ps[:n-last], Options{}), ps[n-last:]
}

// placed places passages as a store does, and answers all matters.
func placed(l *Layout, x *Index, said []Passage) []Matter {
	var all []Matter
	for i := range l.Len() {
		all = append(all, l.Matter(i))
	}
	near := x.Near(said)
	var among []Matter
	for _, n := range near {
		among = append(among, all[n])
	}
	for i, m := range x.Place(said, among) {
		number := len(all)
		if i < len(near) {
			number = near[i]
			all[number] = m
		} else {
			all = append(all, m)
		}
		x.Put(number, m.Passages)
	}
	x.Count(said, 1)
	return all
}

func show(ms []Matter) string {
	out := ""
	for _, m := range ms {
		out += fmt.Sprintln(m.ID, m.Title)
		for i := range m.Passages {
			out += fmt.Sprint(" ", m.Passages[i].Statement.Article, m.Passages[i].span())
		}
	}
	return out
}

// What is placed one by one must come out nearly as when all is grouped anew; of two
// passages that stand together after one, seven in ten do after the other.
func TestPlaceAsGroupedAnew(t *testing.T) {
	const n, last = 500, 40
	l, said := grown(n, last)
	x := l.Index()
	ms := placed(l, x, said)
	of := map[string]int{}
	for m := range ms {
		for i := range ms[m].Passages {
			of[ms[m].Passages[i].Statement.ID] = m
		}
	}
	if len(of) != n {
		t.Fatalf("%d passages are on a matter, of %d", len(of), n)
	}
	new := map[string]bool{}
	for i := range said {
		new[said[i].Statement.ID] = true
	}
	whole := NewLayout(madePassages(n), Options{})
	both, one, other := 0, 0, 0
	count := func(ids []string, to func(a, b string)) {
		for i, a := range ids {
			for _, b := range ids[:i] {
				if new[a] || new[b] {
					to(a, b)
				}
			}
		}
	}
	for m := range ms {
		var ids []string
		for i := range ms[m].Passages {
			ids = append(ids, ms[m].Passages[i].Statement.ID)
		}
		count(ids, func(a, b string) { one++ })
	}
	for i := range whole.Len() {
		var ids []string
		for _, p := range whole.Matter(i).Passages {
			ids = append(ids, p.Statement.ID)
		}
		count(ids, func(a, b string) {
			if other++; of[a] == of[b] {
				both++
			}
		})
	}
	t.Logf("pairs of new passages: %d together when placed, %d when all is grouped, %d both", one, other, both)
	if 10*both < 7*other || 10*both < 7*one {
		t.Errorf("%d pairs are together when placed, %d when all is grouped, %d both: want seven in ten", one, other, both)
	}
}

func TestPlaceInAnyOrder(t *testing.T) {
	l, said := grown(400, 40)
	want := show(placed(l, l.Index(), said))
	shuffled := slices.Clone(said)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	l, _ = grown(400, 40)
	if got := show(placed(l, l.Index(), shuffled)); got != want {
		t.Errorf("placed in another order they come out otherwise:\n%s\nand\n%s", got, want)
	}
}

// An index that was written and read places what it would have placed.
func TestIndexKept(t *testing.T) {
	l, said := grown(400, 40)
	x := l.Index()
	data, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	var again Index
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	if got, want := show(placed(l, &again, said)), show(placed(l, x, said)); got != want {
		t.Errorf("%s\nand\n%s", got, want)
	}
	a, _ := json.Marshal(x)
	b, _ := json.Marshal(&again)
	if string(a) != string(b) {
		t.Error("both know the same, and write it otherwise")
	}
}

func TestIndexRefusesWhatDoesNotFit(t *testing.T) {
	mean := make([]float32, vectors.Dim)
	for name, k := range map[string]keptIndex{
		"no mean":             {},
		"a word not there":    {Mean: mean, N: []int{1}, Words: [][]int32{{0, 1}}},
		"a word without form": {Mean: mean, Keys: []string{"a"}, Kinds: []byte{noun}, Places: []int{1}},
		"an empty key":        {Mean: mean, Keys: []string{""}, Forms: []string{"a"}, Kinds: []byte{noun}, Places: []int{1}},
	} {
		data, _ := json.Marshal(k)
		if err := new(Index).UnmarshalJSON(data); fault.Of(err) != fault.Input {
			t.Errorf("%s: %v, want Input", name, err)
		}
	}
}

// A matter that lost all its passages is never near again.
func TestIndexForgets(t *testing.T) {
	l, said := grown(400, 4)
	x := l.Index()
	near := x.Near(said)
	if len(near) == 0 {
		t.Fatal("nothing is near")
	}
	for _, n := range near {
		x.Count(l.Matter(n).Passages, -1)
		x.Put(n, nil)
	}
	for _, n := range x.Near(said) {
		if slices.Contains(near, n) {
			t.Errorf("matter %d holds nothing and is near", n)
		}
	}
}

func TestMatchesComeInOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	var q matches
	var all []match
	for i := range 500 {
		m := match{odds: float64(rnd.IntN(20)), a: int32(i), b: int32(i + 1)}
		all = append(all, m)
		q.push(m)
	}
	slices.SortFunc(all, func(x, y match) int {
		if x.before(&y) {
			return -1
		}
		return 1
	})
	for i, want := range all {
		if got := q.pop(); got != want {
			t.Fatalf("number %d is %v, want %v", i, got, want)
		}
	}
}

// What Silent finds it finds again, and otherwise when there are other occasions.
func TestSilentAgain(t *testing.T) {
	l := NewLayout(madePassages(200), Options{})
	s := l.Steps(0)
	var os []Occasion
	for i, e := range s.Events {
		os = append(os, Occasion{Event: e, Storyline: "s", Date: s.Issue.Steps[i].Date, Accounts: 2})
	}
	later := s.Issue.Steps[len(s.Issue.Steps)-1].Date
	later.Year++
	none, one := NewOccasions(os), NewOccasions(append(os, Occasion{Event: "later", Storyline: "s", Date: later, Accounts: 3}))
	s.Silent(none)
	want := fmt.Sprint(s.Issue)
	s.Silent(one)
	if n := len(s.Issue.Steps); s.Issue.Steps[n-1].Event != "later" {
		t.Errorf("the last step is %+v, want it dropped later", s.Issue.Steps[n-1])
	}
	s.Silent(one)
	if n := len(s.Issue.Steps); n != len(s.Events)+1 {
		t.Errorf("%d steps at %d events: want one dropped", n, len(s.Events))
	}
	s.Silent(none)
	if got := fmt.Sprint(s.Issue); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// BenchmarkPlace shows what four passages more cost, by how many there are.
func BenchmarkPlace(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			l, said := grown(n, 4)
			x := l.Index()
			for b.Loop() {
				near := x.Near(said)
				among := make([]Matter, len(near))
				for i, number := range near {
					among[i] = l.Matter(number)
				}
				x.Place(said, among)
			}
		})
	}
}
