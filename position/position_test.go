package position

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"synoptic/lexicon/vectors"
	"synoptic/news"
	"synoptic/text"
)

// doc builds a document of one sentence from "form/UPOS" or "form/UPOS/lemma"
// tokens; every token hangs on the first VERB.
func doc(id, line string) *text.Document {
	d := &text.Document{ID: id}
	var b strings.Builder
	root := 0
	for i, f := range strings.Fields(line) {
		p := strings.Split(f, "/")
		if b.Len() > 0 && p[1] != "PUNCT" {
			b.WriteByte(' ')
		}
		start := b.Len()
		b.WriteString(p[0])
		lemma := strings.ToLower(p[0])
		if len(p) > 2 {
			lemma = p[2]
		}
		d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: b.Len()}, Form: p[0]})
		d.Morphs = append(d.Morphs, text.Morph{UPOS: p[1], Lemma: lemma})
		if p[1] == "VERB" && root == 0 {
			root = i
		}
	}
	d.Text = b.String()
	for i := range d.Tokens {
		a := text.Arc{Head: root, Relation: "dep"}
		switch {
		case i == root:
			a = text.Arc{Head: -1, Relation: "root"}
		case d.Morphs[i].UPOS == "NUM":
			a = text.Arc{Head: i + 1, Relation: "nummod"}
		}
		d.Arcs = append(d.Arcs, a)
	}
	all := text.Range{End: len(d.Tokens)}
	d.Sentences = []text.Sentence{{Span: d.SpanOf(all), Tokens: all}}
	return d
}

func said(event, article, line string, day int) Said {
	d := doc(article, line)
	st := news.Statement{ID: article, Article: article, Actor: "x", Content: []text.Span{{End: len(d.Text)}}, Kind: text.Indirect}
	return Said{Statement: st, Doc: d, Event: event, Date: news.Date{Year: 2031, Month: 5, Day: day}}
}

const (
	must     = "the/DET weir/NOUN must/AUX close/VERB before/ADP winter/NOUN"
	should   = "the/DET weir/NOUN should/AUX close/VERB before/ADP winter/NOUN"
	wont     = "the/DET weir/NOUN must/AUX not/PART close/VERB before/ADP winter/NOUN"
	if_      = "the/DET weir/NOUN must/AUX close/VERB if/SCONJ the/DET winter/NOUN is/AUX/be wet/ADJ"
	open     = "the/DET weir/NOUN must/AUX open/VERB before/ADP winter/NOUN"
	twelve   = "the/DET flood/NOUN destroyed/VERB/destroy 12/NUM houses/NOUN/house in/ADP Ketterby/PROPN"
	forty    = "the/DET flood/NOUN destroyed/VERB/destroy 40/NUM houses/NOUN/house in/ADP Ketterby/PROPN"
	nine     = "the/DET flood/NOUN destroyed/VERB/destroy nine/NUM houses/NOUN/house in/ADP Ketterby/PROPN"
	utterly  = "the/DET weir/NOUN must/AUX close/VERB immediately/ADV before/ADP winter/NOUN"
	nolonger = "the/DET weir/NOUN must/AUX no/ADV longer/ADV close/VERB before/ADP winter/NOUN"
)

func TestChange(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          news.Change
	}{
		{must, must, news.Repeated},
		{must, should, news.WeakenedStep},
		{should, must, news.Strengthened},
		{must, wont, news.Reversed},
		{wont, must, news.Reversed},
		{wont, wont, news.Repeated},
		{must, if_, news.WeakenedStep},
		{if_, must, news.Strengthened},
		{must, open, news.Reversed},
		{twelve, forty, news.Strengthened},
		{twelve, nine, news.WeakenedStep},
		{twelve, twelve, news.Repeated},
		{must, utterly, news.Strengthened},
		{utterly, must, news.Repeated}, // an account may have left the word out
		{must, nolonger, news.Reversed},
		{twelve, must, ""}, // another issue
	} {
		issues := Issues([]Said{said("e1", "a", c.before, 1), said("e2", "b", c.after, 9)}, Options{Actor: "x"})
		var got news.Change
		if len(issues) == 1 && len(issues[0].Steps) == 2 {
			got = issues[0].Steps[1].Change
		}
		if got != c.want {
			t.Errorf("%s → %s: %q, want %q", c.before, c.after, got, c.want)
		}
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	var all []Said
	for i, l := range []string{must, twelve, should, forty, open, nine, if_} {
		all = append(all, said(fmt.Sprint("e", i%3), fmt.Sprint("a", i), l, 1+i%3))
	}
	want := fmt.Sprint(Issues(all, Options{Actor: "x"}))
	for range all {
		all = append(all[1:], all[0])
		if got := fmt.Sprint(Issues(all, Options{Actor: "x"})); got != want {
			t.Fatalf("another order, other issues:\n%s\n%s", got, want)
		}
	}
}

func TestDroppedNeedsItsDenominator(t *testing.T) {
	on := func(event string, day, accounts int, storyline string) Occasion {
		return Occasion{Event: event, Storyline: storyline, Date: news.Date{Year: 2031, Month: 5, Day: day}, Accounts: accounts}
	}
	first := on("e1", 1, 2, "s")
	two := []Said{said("e1", "a", must, 1), said("e1", "b", must, 1)}
	copied := []Said{two[0], said("e1", "b", must, 1)}
	copied[1].CopyOf = "a"
	for _, c := range []struct {
		name    string
		said    []Said
		later   []Occasion
		dropped string
		silent  int
	}{
		{"no later word of the actor", two, nil, "", 0},
		{"two accounts let the actor speak", two, []Occasion{on("e2", 9, 2, "s")}, "e2", 0},
		{"the first of two such events", two, []Occasion{on("e2", 9, 2, "s"), on("e3", 12, 3, "s")}, "e2", 0},
		{"one account lets the actor speak", two, []Occasion{on("e2", 9, 1, "s")}, "", 1},
		{"another storyline", two, []Occasion{on("e2", 9, 3, "t")}, "", 1},
		{"an undated event", two, []Occasion{{Event: "e2", Storyline: "s", Accounts: 2}}, "", 0},
		{"one account alone had it", two[:1], []Occasion{on("e2", 9, 3, "s")}, "", 1},
		{"one account and its copy had it", copied, []Occasion{on("e2", 9, 3, "s")}, "", 1},
		{"taken up again", append(slices.Clone(two), said("e3", "c", must, 12)), []Occasion{on("e2", 9, 2, "s"), on("e3", 12, 1, "s")}, "", 1},
	} {
		all := slices.Clone(c.said)
		for i := range all {
			all[i].Storyline = "s"
		}
		issues := Issues(all, Options{Occasions: map[string][]Occasion{"x": append([]Occasion{first}, c.later...)}})
		dropped := ""
		for _, s := range issues[0].Steps {
			if s.Change == news.Dropped {
				dropped = s.Event
			}
		}
		if len(issues) != 1 || dropped != c.dropped || len(issues[0].Silences) != c.silent {
			t.Errorf("%s: dropped at %q, %d silences %+v; want %q and %d", c.name, dropped, len(issues[0].Silences), issues[0].Silences, c.dropped, c.silent)
		}
	}
}

func TestCopiesAreOneVoice(t *testing.T) {
	all := []Said{said("e1", "a", must, 1), said("e1", "b", must, 1), said("e1", "c", must, 1)}
	all[0].Outlet, all[1].Outlet, all[2].Outlet = "Wire", "Ledger", "Tide"
	all[1].CopyOf = "a"
	step := Issues(all, Options{})[0].Steps[0]
	if len(step.Statements) != 3 || step.Accounts != 2 || step.Outlet != "" {
		t.Errorf("%d statements of %d accounts, outlet %q: want 3 of 2, resting on none alone", len(step.Statements), step.Accounts, step.Outlet)
	}
	if step = Issues(all[:2], Options{})[0].Steps[0]; step.Accounts != 1 || step.Outlet != "Wire" {
		t.Errorf("a text and its copy are %d accounts of %q, want 1 of Wire", step.Accounts, step.Outlet)
	}
}

func TestUnsettledOrderIsSaid(t *testing.T) {
	a, b := said("e1", "a", should, 1), said("e2", "b", must, 9)
	a.Date = news.Date{Month: 5, Day: 1}
	step := Issues([]Said{a, b}, Options{})[0].Steps[1]
	if !strings.Contains(step.Note, "do not settle") || step.Confidence > .4 {
		t.Errorf("note %q, confidence %.2f: want the unsettled order said", step.Note, step.Confidence)
	}
}

func TestAbout(t *testing.T) {
	all := []Said{said("e1", "a", must, 1), said("e2", "b", must, 9), said("e1", "c", twelve, 1)}
	if got := Issues(all, Options{About: "houses"})[0].Steps[0].Statements[0].Article; got != "c" {
		t.Errorf("asked about houses, %s comes first, want c", got)
	}
	if got := Issues(all, Options{})[0].Steps[0].Statements[0].Article; got != "a" {
		t.Errorf("%s comes first, want a: it has two steps", got)
	}
}

func TestTitleStandsInTheText(t *testing.T) {
	all := []Said{said("e1", "a", must, 1), said("e2", "b", open, 9), said("e1", "c", forty, 1)}
	for _, issue := range Issues(all, Options{}) {
		found := false
		for _, s := range all {
			found = found || strings.Contains(s.Doc.Text, issue.Title)
		}
		if issue.Title == "" || !found {
			t.Errorf("title %q is not the texts'", issue.Title)
		}
	}
}

// madePassages are n passages on some n/40 matters of seven words each, out of the most
// frequent English words, over n/20 events.
func madePassages(n int) []Passage {
	rnd := rand.New(rand.NewPCG(1, 2))
	r := NewReader(Options{})
	english := vectors.English()
	pick := func(from, to int) word {
		for {
			if w := english.Word(from + rnd.IntN(to-from)); len(w) > 3 && r.stem(w) != "" {
				return word{r.stem(w), w, 1}
			}
		}
	}
	matters := make([][]word, max(1, n/40))
	for i := range matters {
		for range 7 {
			matters[i] = append(matters[i], pick(300, 20000))
		}
	}
	ps := make([]Passage, n)
	for i := range ps {
		p := Passage{Event: fmt.Sprint("e", i/20), Storyline: "s", Date: news.Date{Year: 2000 + i*25/n, Month: 1 + i*300/n%12, Day: 1 + i%28}, text: fmt.Sprint(i)}
		p.Statement = news.Statement{ID: fmt.Sprint("st", i), Article: fmt.Sprint("a", i/4), Actor: "x", Content: []text.Span{{Start: i % 4 * 100, End: i%4*100 + 90}}}
		matter := matters[rnd.IntN(len(matters))]
		for range 5 {
			p.words = append(p.words, matter[rnd.IntN(len(matter))])
		}
		p.words = append(p.words, pick(300, 20000), pick(300, 20000), pick(300, 20000))
		p.phrases = []phrase{{p.words[0].form, []string{p.words[0].key}}}
		ps[i] = p
	}
	return ps
}

// BenchmarkLay shows how cost grows with the passages of one actor.
func BenchmarkLay(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		ps := madePassages(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Lay(ps, Options{})
			}
		})
	}
}
