package position

import (
	"encoding/json"
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

// Where the order is open no change has a direction.
func TestUnsettledOrderIsSaid(t *testing.T) {
	for _, later := range []string{must, wont} {
		a, b := said("e1", "a", should, 1), said("e2", "b", later, 9)
		if step := Issues([]Said{a, b}, Options{})[0].Steps[1]; step.Change == news.Repeated {
			t.Fatalf("with full dates %q is no change", later)
		}
		a.Date = news.Date{Month: 5, Day: 1}
		step := Issues([]Said{a, b}, Options{})[0].Steps[1]
		if step.Change != news.Repeated || !strings.Contains(step.Note, "do not settle") || step.Confidence > .4 {
			t.Errorf("%s, note %q, confidence %.2f: want the unsettled order said and no change", step.Change, step.Note, step.Confidence)
		}
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

func readAll(all []Said) []Passage {
	r := NewReader(Options{})
	var ps []Passage
	for i := range all {
		ps = append(ps, r.Read(&all[i])...)
	}
	return ps
}

func TestKeptPassagesLayTheSame(t *testing.T) {
	ps := readAll([]Said{said("e1", "a", must, 1), said("e2", "b", nolonger, 9), said("e1", "c", twelve, 1), said("e3", "d", forty, 12)})
	data := make([][]byte, len(ps))
	again := make([]Passage, len(ps))
	for i := range ps {
		var err error
		if data[i], err = json.Marshal(&ps[i]); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data[i], &again[i]); err != nil {
			t.Fatal(err)
		}
	}
	if want, got := fmt.Sprintf("%+v", Lay(ps, Options{})), fmt.Sprintf("%+v", Lay(again, Options{})); got != want {
		t.Errorf("read again, passages give\n%s\nwant\n%s", got, want)
	}
}

func TestAsk(t *testing.T) {
	ps := readAll([]Said{said("e1", "a", must, 1), said("e2", "b", open, 9), said("e1", "c", twelve, 1)})
	issues := Lay(ps, Options{})
	got := Ask(ps, issues, "flooded houses", 0)
	if len(got) == 0 || got[0].Passage.Article != "c" || got[0].Issue == "" {
		t.Errorf("asked about houses: %+v, want c first, with its issue", got)
	}
	for k := 1; k < len(got); k++ {
		if got[k].Score > got[k-1].Score {
			t.Error("answers are not in order of nearness")
		}
	}
	if got = Ask(ps, nil, "the of and", 0); got != nil {
		t.Errorf("a question without a telling word is answered by %+v", got)
	}
	if got = Ask(ps, nil, "weir", 1); len(got) != 1 {
		t.Errorf("%d answers, want the one that was asked for", len(got))
	}
}

func TestSides(t *testing.T) {
	all := []Said{said("e1", "a", must, 1), said("e1", "b", wont, 1), said("e1", "c", should, 1)}
	for i, actor := range []string{"mayor", "miller", "smith"} {
		all[i].Statement.Actor = actor
	}
	sides := Sides(readAll(all), "closing the weir")
	if len(sides) != 1 || len(sides[0].Said) != 3 || len(sides[0].Stances) != 3 {
		t.Fatalf("%+v: want one event, three voices, three pairs", sides)
	}
	for _, s := range sides[0].Stances {
		if want := s.A == "miller" || s.B == "miller"; s.Opposed != want {
			t.Errorf("%s and %s opposed: %v, want %v (%s)", s.A, s.B, s.Opposed, want, s.Note)
		}
	}
}

func TestHoldersStandSideBySide(t *testing.T) {
	all := []Said{said("e1", "a", must, 1), said("e2", "b", should, 9), said("e3", "c", must, 12)}
	all[2].Statement.Actor = "y"
	issues := Issues(all, Options{})
	if len(issues) != 2 || issues[0].ID != issues[1].ID || issues[0].Actor != "x" || issues[1].Actor != "y" {
		t.Fatalf("%+v: want one issue of two actors", issues)
	}
	if len(issues[0].Steps) != 2 || issues[1].Steps[0].Change != news.First {
		t.Error("the step of one actor is measured against another's")
	}
}

func TestDecisions(t *testing.T) {
	ps := readAll([]Said{said("e1", "a", must, 1), said("e2", "b", should, 9), said("e1", "c", twelve, 1)})
	plain := Lay(ps, Options{})
	if len(plain) != 2 {
		t.Fatalf("%d issues, want the weir and the houses", len(plain))
	}
	weir, houses := plain[0].ID, plain[1].ID
	merge := news.Decision{ID: "d1", Kind: news.MergeIssues, Subjects: []string{weir, houses}}
	name := news.Decision{ID: "d2", Kind: news.RenameIssue, Subjects: []string{weir}, Args: []string{"the river"}}
	split := news.Decision{ID: "d3", Kind: news.SplitIssue, Subjects: []string{weir}, Args: []string{"b"}}
	for _, d := range []news.Decision{merge, name, split} {
		if err := CheckDecision(d); err != nil {
			t.Error(err)
		}
	}
	one := Lay(ps, Options{Decisions: []news.Decision{merge, name}})
	if len(one) != 1 || one[0].ID != weir || one[0].Title != "the river" {
		t.Errorf("merged and named: %+v", one)
	}
	if three := Lay(ps, Options{Decisions: []news.Decision{split}}); len(three) != 3 {
		t.Errorf("split: %d issues, want 3", len(three))
	}
	merge.Undone = true
	if got := Lay(ps, Options{Decisions: []news.Decision{merge}}); fmt.Sprint(got) != fmt.Sprint(plain) {
		t.Error("an undone decision still counts")
	}
	for _, bad := range []news.Decision{{Kind: news.MergeIssues, Subjects: []string{weir}}, {Kind: news.SplitIssue, Subjects: []string{weir}}, {Kind: "issue.paint", Subjects: []string{weir}}} {
		if CheckDecision(bad) == nil {
			t.Errorf("%+v is let pass", bad)
		}
	}
}

func TestWhatStandsInsideAnother(t *testing.T) {
	inner := said("e1", "a", must, 1)
	inner.Statement.ID = "inner"
	inner.Statement.Content = []text.Span{{Start: 4, End: 33}}
	if issues := Issues([]Said{said("e1", "a", must, 1), inner}, Options{}); len(issues) != 1 || len(issues[0].Steps[0].Statements) != 1 {
		t.Errorf("%+v: want the outer passage alone", issues)
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
				return word{key: r.stem(w), form: w, part: 1, kind: noun}
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
	for _, n := range []int{1000, 10000} {
		ps := madePassages(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Lay(ps, Options{})
			}
		})
	}
}

func TestInOneArticle(t *testing.T) {
	r := NewReader(Options{})
	k := Known{Issues: map[news.Passage]int{}}
	for i, s := range []Said{said("e1", "a", must, 1), said("e1", "b", should, 1), said("e2", "c", must, 2)} {
		for _, p := range r.Read(&s) {
			k.Passages, k.Issues[p.passage()] = append(k.Passages, p), i
		}
	}
	one := k.inOneArticle()
	if len(one.Issues) != len(k.Issues) || len(one.Passages) != len(k.Passages) {
		t.Fatalf("%d issues of %d passages, want as many as before", len(one.Issues), len(one.Passages))
	}
	for i := range one.Passages {
		p, was := &one.Passages[i], &k.Passages[i]
		if p.Statement.Article != was.Event || one.Issues[p.passage()] != k.Issues[was.passage()] || was.Statement.Article == p.Statement.Article {
			t.Errorf("%s in %s, on issue %d", was.Statement.Article, p.Statement.Article, one.Issues[p.passage()])
		}
	}
}

// A note that says the same of both steps says so.
func TestNotesOfBoth(t *testing.T) {
	for _, x := range [][3]string{{"not", "not", "negation: “not” in both"}, {"not", "nobody", "negation: “not” in one, “nobody” in the other"}} {
		ps := make([]Passage, 2)
		ps[0].traits.signs[signDenied], ps[1].traits.signs[signDenied] = x[0], x[1]
		c := &comparison{}
		c.sign(ps, []int{0}, []int{1}, signDenied, pair{0, 1, 1})
		if got := c.note[3*int(signDenied)+2]; got != x[2] {
			t.Errorf("%s, want %s", got, x[2])
		}
	}
	for word, want := range map[string]string{"oppose": "stance: “support” against “oppose”", "support": "stance: “support” for it in one and against it in the other"} {
		b, a := &Passage{}, &Passage{}
		b.traits.stance, b.traits.stanceIs, a.traits.stance, a.traits.stanceIs = 1, "support", -1, word
		c := &comparison{}
		if c.passages(b, a, pair{}); c.note[cTurned] != want {
			t.Errorf("%s, want %s", c.note[cTurned], want)
		}
	}
	c := &comparison{}
	c.number(cNumberUp, 5, 5, pair{}, " ship")
	if got := c.note[cSame]; got != "number: 5 ship in both" {
		t.Error(got)
	}
}
