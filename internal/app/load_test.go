package app

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"synoptic/internal/store"
	"synoptic/internal/store/sqlite"
	"synoptic/news"
	"synoptic/nlp/en"
	"synoptic/text"
)

// A large store is made out of the examples: they are analysed once, and then
// kept many times over with other names, words, days and outlets. A name or word
// is replaced by one of as many bytes, so that every layer still fits. Who is in
// the news follows Zipf's law; about a third of the articles stands alone.
//
//	SYNOPTIC_LOAD_STORE=big.db go test -run TestMakeLoadStore -timeout 60m ./internal/app

// loadArticles is how many there are if SYNOPTIC_LOAD_ARTICLES does not say.
const loadArticles = 100_000

func TestMakeLoadStore(t *testing.T) {
	path := os.Getenv("SYNOPTIC_LOAD_STORE")
	if path == "" {
		t.Skip("SYNOPTIC_LOAD_STORE names no store to make")
	}
	want := loadArticles
	if n := os.Getenv("SYNOPTIC_LOAD_ARTICLES"); n != "" {
		fmt.Sscan(n, &want)
	}
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m := newMill(t)
	for world := 0; world*len(m.base.Articles) < want; world++ {
		if err := m.keep(ctx, s, world); err != nil {
			t.Fatal(err)
		}
		if world%200 == 199 {
			t.Logf("%d articles", (world+1)*len(m.base.Articles))
		}
	}
	if err := m.keepActors(ctx, s); err != nil {
		t.Fatal(err)
	}
	n, err := s.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", n)
}

// mill makes worlds: copies of the base with other names and words.
type mill struct {
	base   *news.Coverage
	words  map[string][]string // by length and part of speech
	actors map[string]*news.Actor
	lines  map[string]*news.Storyline
}

func newMill(t *testing.T) *mill {
	t.Helper()
	engine, err := NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	var articles []news.Article
	for a, err := range Read([]string{"../../examples"}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	c, errs := engine.Analyse(articles, Options{})
	if len(errs) > 0 || len(c.Events) < 3 {
		t.Fatalf("base: %d events, %v", len(c.Events), errs)
	}
	m := &mill{base: c, words: map[string][]string{}, actors: map[string]*news.Actor{}, lines: map[string]*news.Storyline{}}
	for _, d := range c.Documents {
		for i, tok := range d.Tokens {
			if k := wordClass(d, i); k != "" && !slices.Contains(m.words[k], tok.Form) {
				m.words[k] = append(m.words[k], tok.Form)
			}
		}
	}
	return m
}

// wordClass is the class of words among which one may be replaced, "" if it may
// not.
func wordClass(d *text.Document, i int) string {
	f := d.Tokens[i].Form
	if d.Tokens[i].Span.Len() != len(f) || len(f) < 4 || strings.IndexFunc(f, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
		return ""
	}
	switch u := d.Morphs[i].UPOS; u {
	case "NOUN", "ADJ", "VERB", "ADV":
		return fmt.Sprint(u, len(f), d.Morphs[i].Feats)
	}
	return ""
}

// cast is who is in the news of a world: few casts often, many seldom.
func cast(world int) int {
	r := rand.New(rand.NewPCG(uint64(world), 7))
	return int(rand.NewZipf(r, 1.15, 4, 399).Uint64())
}

// otherName is a name of as many bytes, the same wherever a cast has it.
func otherName(name string, cast int) string {
	h := fnv.New64a()
	fmt.Fprint(h, name, cast)
	r := rand.New(rand.NewPCG(h.Sum64(), 1))
	out := []byte(name)
	for i, c := range []byte(name) {
		letters := "bcdfghklmnprstvz"
		if strings.IndexByte("aeiouyAEIOUY", c) >= 0 {
			letters = "aeiou"
		}
		b := letters[r.IntN(len(letters))]
		if unicode.IsUpper(rune(c)) {
			b = byte(unicode.ToUpper(rune(b)))
		}
		out[i] = b
	}
	return string(out)
}

// renamed is a name of several words with its words replaced.
func renamed(name string, cast int) string {
	words := strings.Fields(name)
	for i, w := range words {
		if isName(w) {
			words[i] = otherName(w, cast)
		}
	}
	return strings.Join(words, " ")
}

func isName(w string) bool {
	return len(w) > 2 && w[0] >= 'A' && w[0] <= 'Z' && strings.IndexFunc(w, func(r rune) bool { return r >= 0x80 || !unicode.IsLetter(r) }) < 0
}

// article is the i-th article of the base in a world.
func (m *mill) article(world, i int) (news.Article, *text.Document) {
	r := rand.New(rand.NewPCG(uint64(world), uint64(i/5+100))) // accounts of one event change alike, as a rule
	own := rand.New(rand.NewPCG(uint64(world), uint64(i+1000)))
	from := m.base.Documents[i]
	body := []byte(from.Text)
	d := *from
	d.Tokens = slices.Clone(from.Tokens)
	swapped := map[string]string{}
	for k := range d.Tokens {
		tok := &d.Tokens[k]
		f := tok.Form
		switch class := wordClass(from, k); {
		case tok.Span.Len() != len(f) || from.Text[tok.Span.Start:tok.Span.End] != f:
			continue
		case from.Morphs[k].UPOS == "PROPN" && isName(f):
			f = otherName(f, cast(world))
		case class != "":
			w, ok := swapped[f]
			if !ok {
				if w = f; r.Float64() < .5 {
					w = m.words[class][r.IntN(len(m.words[class]))]
				}
				swapped[f] = w
			}
			if f = w; own.Float64() < .03 {
				f = m.words[class][own.IntN(len(m.words[class]))]
			}
		}
		tok.Form = f
		copy(body[tok.Span.Start:tok.Span.End], f)
	}
	a := m.base.Articles[i]
	a.ID, a.Path = fmt.Sprintf("w%d-%s", world, a.ID), ""
	a.Text, d.Text, d.ID = string(body), string(body), a.ID
	a.Outlet = fmt.Sprintf("%s %d", a.Outlet, world%12)
	a.URL = fmt.Sprintf("https://outlet%d.example/%d/%d", world%12, world, i)
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, world*1800/5000).Add(time.Duration(i) * time.Hour)
	a.Published, a.Stamp = news.DateOf(day), day
	return a, &d
}

// keep adds a world to a store.
func (m *mill) keep(ctx context.Context, s store.Store, world int) error {
	c := cast(world)
	var articles []news.Article
	var changes []store.Analysis
	var docs []*text.Document
	for i := range m.base.Articles {
		a, d := m.article(world, i)
		articles, docs = append(articles, a), append(docs, d)
		an := store.Analysis{Version: en.Version, Article: a.ID, ActorOf: make([]string, len(m.base.ActorOf[i]))}
		for k, id := range m.base.ActorOf[i] {
			an.ActorOf[k] = m.actor(id, c, a.ID)
		}
		an.Statements = news.StatementsOf(&a, d, an.ActorOf)
		changes = append(changes, an)
	}
	for _, cp := range m.base.Copies {
		cp.Article, cp.Of = fmt.Sprintf("w%d-%s", world, cp.Article), fmt.Sprintf("w%d-%s", world, cp.Of)
		changes[0].Copies = append(changes[0].Copies, cp)
	}
	if _, err := s.PutArticles(ctx, articles); err != nil {
		return err
	}
	errs := make([]error, len(docs))
	var wg sync.WaitGroup
	for i, d := range docs { // writes that wait together share a transaction
		wg.Go(func() { errs[i] = s.PutDocument(ctx, d, en.Version) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	last := &changes[len(changes)-1]
	last.Events = m.events(world, c, articles)
	line := fmt.Sprintf("l%d-%d", c, world/40)
	l := m.lines[line]
	if l == nil {
		l = &news.Storyline{ID: line, Title: last.Events[0].Title}
		m.lines[line] = l
	}
	for _, e := range last.Events {
		l.Events = append(l.Events, e.ID)
	}
	last.Storylines = []news.Storyline{*l}
	return s.PutAnalyses(ctx, changes)
}

// actor is the id of an actor of the base in a cast; what is known of it is
// gathered.
func (m *mill) actor(id string, cast int, article string) string {
	base := m.base.ActorByID(id)
	if base == nil {
		return ""
	}
	now := fmt.Sprintf("%s-%d", id, cast)
	a := m.actors[now]
	if a == nil {
		a = &news.Actor{ID: now, Name: renamed(base.Name, cast), Type: base.Type}
		for _, al := range base.Aliases {
			a.Aliases = append(a.Aliases, news.Alias{Text: renamed(al.Text, cast), Count: al.Count, Evidence: []news.Evidence{{Rule: "name", Place: news.Passage{Article: article}}}})
		}
		for _, ro := range base.Roles {
			a.Roles = append(a.Roles, news.Role{Text: renamed(ro.Text, cast), From: ro.From, To: ro.To, Evidence: []news.Evidence{{Rule: "title", Place: news.Passage{Article: article}}}})
		}
		m.actors[now] = a
	}
	a.Mentions += 2
	return now
}

// events are the events of the base in a world; of each, some articles stand
// alone.
func (m *mill) events(world, cast int, articles []news.Article) []news.Event {
	at := m.base.Index()
	r := rand.New(rand.NewPCG(uint64(world), 3))
	var out []news.Event
	alone := func(i int) {
		out = append(out, news.Event{ID: fmt.Sprintf("e%d-a%d", world, i), Title: articles[i].TitleText(), Date: articles[i].Published, Articles: []string{articles[i].ID}})
	}
	for k, e := range m.base.Events {
		now := news.Event{ID: fmt.Sprintf("e%d-%d", world, k), Place: renamed(e.Place, cast), Confidence: .8}
		for _, id := range e.Articles {
			if i := at[id]; r.Float64() < .35 {
				alone(i)
			} else {
				now.Articles = append(now.Articles, articles[i].ID)
				now.Title, now.Date = articles[i].TitleText(), articles[i].Published
			}
		}
		for _, p := range e.Participants {
			now.Participants = append(now.Participants, fmt.Sprintf("%s-%d", p, cast))
		}
		if len(now.Articles) > 0 {
			out = append(out, now)
		}
	}
	return out
}

// keepActors writes what was gathered of the actors.
func (m *mill) keepActors(ctx context.Context, s store.Store) error {
	an := store.Analysis{Version: en.Version}
	for _, a := range m.actors {
		an.Actors = append(an.Actors, *a)
	}
	slices.SortFunc(an.Actors, func(a, b news.Actor) int { return strings.Compare(a.ID, b.ID) })
	return s.PutAnalyses(ctx, []store.Analysis{an})
}
