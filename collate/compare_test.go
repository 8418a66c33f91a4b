package collate

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"synoptic/lexicon/vectors"
	"synoptic/news"
	"synoptic/text"
)

// plainAccount has tokens and sentences only.
func plainAccount(id, s string) Account {
	d := &text.Document{ID: id, Text: s}
	for start := 0; start < len(s); {
		end := len(s)
		if i := strings.Index(s[start:], ". "); i >= 0 {
			end = start + i + 1
		}
		first := len(d.Tokens)
		for _, m := range testToken.FindAllStringIndex(s[start:end], -1) {
			sp := text.Span{Start: start + m[0], End: start + m[1]}
			d.Tokens = append(d.Tokens, text.Token{Span: sp, Form: sp.In(s)})
		}
		if len(d.Tokens) > first {
			r := text.Range{Start: first, End: len(d.Tokens)}
			d.Sentences = append(d.Sentences, text.Sentence{Span: d.SpanOf(r), Tokens: r})
		}
		start = end
	}
	return Account{Article: &news.Article{ID: id, Text: s, Outlet: id}, Doc: d}
}

func threeAccounts() []Account {
	return []Account{
		plainAccount("ledger", "Zelmora will fill the Ketter reservoir in July. The dam is 86 percent complete. Fishermen in Lomenz sold their boats."),
		plainAccount("norrex", "The Ketter reservoir will be filled by Zelmora in July. Engineers praised the turbines of the northern plant."),
		plainAccount("whistle", "The Ketter dam is 88 percent complete. Zelmora fills the Ketter reservoir in July."),
	}
}

func TestCompareFindsWhatIsShared(t *testing.T) {
	c := Compare(news.Event{ID: "e1"}, threeAccounts(), Options{NotCaptured: []string{"zena"}})
	var filling *news.Point
	textOf := map[string]string{}
	for _, a := range threeAccounts() {
		textOf[a.Article.ID] = a.Article.Text
	}
	for i, p := range c.Points {
		july := 0
		for _, r := range p.Readings {
			if strings.Contains(r.Span.In(textOf[r.Account]), "July") {
				july++
			}
		}
		if july == 3 {
			filling = &c.Points[i]
		}
	}
	if filling == nil || len(filling.Silent) != 0 {
		t.Fatalf("the filling is told by all three: %+v", c.Points)
	}
	if len(filling.NotCaptured) != 1 {
		t.Errorf("not captured %v, want zena", filling.NotCaptured)
	}
	for _, p := range c.Points {
		heard := map[string]bool{}
		for _, r := range p.Readings {
			heard[r.Account] = true
		}
		if len(heard)+len(p.Unsettled)+len(p.Silent) != 3 {
			t.Errorf("%d speak, of %d it is not settled and %d are silent of 3", len(heard), len(p.Unsettled), len(p.Silent))
		}
	}
	if len(c.Only) == 0 {
		t.Error("nothing is told by one account alone; the boats are")
	}
}

// The same accounts in any order, and by any number of goroutines at once, give
// the same bytes.
func TestCompareIgnoresOrderAndWorkers(t *testing.T) {
	accounts := append(threeAccounts(), generated(3)...)
	want := written(t, Compare(news.Event{}, accounts, Options{}))
	random := rand.New(rand.NewPCG(7, 31))
	got := make([]string, 6)
	var wait sync.WaitGroup
	for i := range got {
		shuffled := slices.Clone(accounts)
		random.Shuffle(len(shuffled), func(x, y int) { shuffled[x], shuffled[y] = shuffled[y], shuffled[x] })
		wait.Go(func() { got[i] = written(t, Compare(news.Event{}, shuffled, Options{})) })
	}
	wait.Wait()
	for i := range got {
		if got[i] != want {
			t.Errorf("order %d of the accounts gives another comparison", i)
		}
	}
}

func written(t *testing.T, c news.Comparison) string {
	b, err := json.Marshal(c)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}

// TestPointsKeepTheirIDs adds accounts one by one, in every order, and asks that a
// point which goes on does so under its id, if no older one had its first reading.
func TestPointsKeepTheirIDs(t *testing.T) {
	all := generated(6)
	arrived := map[string]int{}
	for i, k := range []int{3, 0, 5, 1, 4, 2} { // later accounts stand before earlier ones
		arrived[all[k].Article.ID] = i
	}
	sort.Slice(all, func(i, j int) bool { return arrived[all[i].Article.ID] < arrived[all[j].Article.ID] })
	before := Compare(news.Event{}, all[:2], Options{Match: Loose, Arrived: arrived})
	for n := 3; n <= len(all); n++ {
		now := Compare(news.Event{}, all[:n], Options{Match: Loose, Arrived: arrived})
		ids := map[string]bool{}
		for _, p := range now.Points {
			if ids[p.ID] {
				t.Errorf("%d accounts: two points have the id %s", n, p.ID)
			}
			ids[p.ID] = true
		}
		for _, p := range before.Points {
			at := Find(&now, p.Readings[0].Key)
			first := anchor(p, arrived)
			if at >= 0 && anchor(now.Points[at], arrived) == first && p.ID == first && !ids[p.ID] {
				t.Errorf("%d accounts: point %s is gone, though its first reading %s is there", n, p.ID, anchor(p, arrived))
			}
		}
		before = now
	}
	if len(before.Points) < 10 {
		t.Errorf("%d points only: the test says nothing", len(before.Points))
	}
}

// anchor is the key of the reading of a point that arrived first.
func anchor(p news.Point, arrived map[string]int) string {
	first := p.Readings[0]
	for _, r := range p.Readings {
		if arrived[r.Account] < arrived[first.Account] {
			first = r
		}
	}
	return first.Key
}

// Two accounts alone share what they share beside a third.
func TestCompareOfTwo(t *testing.T) {
	for _, m := range []Match{Strict, Normal, Loose} {
		if c := Compare(news.Event{}, threeAccounts()[1:], Options{Match: m}); len(c.Points) != 1 {
			t.Errorf("%v: %d points", m, len(c.Points))
		}
	}
	apart := []Account{plainAccount("a", "Engineers praised the turbines of the northern plant."), plainAccount("b", "Fishermen in Lomenz sold their boats.")}
	if c := Compare(news.Event{}, apart, Options{Match: Loose}); len(c.Points) != 0 {
		t.Errorf("of two matters: %+v", c.Points)
	}
}

// A point that was decided about is found again whatever arrives, and reading by
// reading.
func TestPointAnswersToAnyReading(t *testing.T) {
	a := threeAccounts()
	two := Compare(news.Event{}, a[1:], Options{})
	three := Compare(news.Event{}, a, Options{})
	if len(two.Points) == 0 {
		t.Fatal("no point of two accounts")
	}
	if Find(&three, two.Points[0].ID) < 0 {
		t.Errorf("point %s is not found after an earlier account was added: %+v", two.Points[0].ID, three.Points)
	}
	d := news.Decision{Kind: news.NamePoint, Subjects: []string{two.Points[0].ID}, Args: []string{"the filling"}}
	got := Apply(three, []news.Decision{d}, nil)
	if at := Find(&got, two.Points[0].ID); at < 0 || got.Points[at].ID != two.Points[0].ID || got.Points[at].Name != "the filling" {
		t.Errorf("after the decision: %+v", got.Points)
	}
}

func TestCompareOfOneOrNoAccount(t *testing.T) {
	if c := Compare(news.Event{}, nil, Options{}); len(c.Points) != 0 {
		t.Errorf("points of nothing: %v", c.Points)
	}
	if c := Compare(news.Event{}, threeAccounts()[:1], Options{}); len(c.Points) != 0 || len(c.Only) == 0 {
		t.Errorf("one account: %d points, %d only", len(c.Points), len(c.Only))
	}
}

// generated accounts of 40 sentences of some 25 words, each drawing on a common
// stock of claims in varying words.
func generated(accounts int) []Account {
	table := vectors.English()
	var out []Account
	for a := range accounts {
		var b strings.Builder
		for s := range 40 {
			claim := (s*7 + a*3) % 200
			for k := range 25 {
				i := 300 + (claim*977+k*k*131)%6000
				if (k+a)%4 == 0 {
					i = 300 + (i+a*331+k*77)%6000
				}
				b.WriteString(table.Word(i))
				b.WriteByte(' ')
			}
			b.WriteString(". ")
		}
		out = append(out, plainAccount(fmt.Sprintf("account%03d", a), b.String()))
	}
	return out
}

func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{5, 20, 80, 320} {
		accounts := generated(n)
		b.Run(fmt.Sprintf("accounts=%d", n), func(b *testing.B) {
			for b.Loop() {
				Compare(news.Event{}, accounts, Options{})
			}
		})
	}
}

func TestWhoSaysWhereIsNoUnit(t *testing.T) {
	for s, want := range map[string]int{
		"[m: The mayor of Osk said] on Monday in a meeting with ministers in Harsk":          0,
		"[m: The mayor of Osk said] while workers dug trenches behind the flooded warehouse": 1,
	} {
		a := account(t, "x", s)
		for i := range a.Doc.Attributions {
			a.Doc.Attributions[i].Content = nil // what is said stands in another sentence
		}
		if got := len(unitsOf(newLexis(), 0, a)); got != want {
			t.Errorf("%d units, want %d: %s", got, want, s)
		}
	}
}

// What an account says word for word as a reading of a point is no open question.
func TestCopyIsSettled(t *testing.T) {
	a := threeAccounts()
	a = append(a, plainAccount("copy", a[1].Article.Text))
	e := newEvent(a)
	first := map[string]int{} // by account, its unit about the reservoir
	for i := range e.units {
		u := &e.units[i]
		if acc := e.accounts[u.account]; strings.Contains(u.span.In(acc.Article.Text), "reservoir") {
			first[acc.Article.ID] = i
		}
	}
	g, near := e.settled([]int{first["ledger"], first["norrex"]}, []int{first["copy"], first["whistle"]})
	if !slices.Contains(g, first["copy"]) || len(g) != 3 || len(near) != 1 || near[0] != first["whistle"] {
		t.Errorf("readings %v and open %v of units %v", g, near, first)
	}
}
