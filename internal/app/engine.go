package app

import (
	"runtime"
	"sort"
	"sync"

	"synoptic/cluster"
	"synoptic/collate"
	"synoptic/internal/fault"
	"synoptic/internal/query"
	"synoptic/link"
	"synoptic/news"
	"synoptic/nlp"
	"synoptic/nlp/en"
	"synoptic/reuse"
	"synoptic/text"
)

// Engine runs the product's analysis in memory. It is safe for concurrent use.
type Engine struct {
	english   *en.English
	gazetteer *link.Gazetteer
}

// Know makes the engine link by a gazetteer, too; nil for none. It is to be called
// before the engine is used.
func (e *Engine) Know(g *link.Gazetteer) { e.gazetteer = g }

// NewEngine loads the embedded model.
func NewEngine() (*Engine, error) {
	e, err := en.Load()
	if err != nil {
		return nil, err
	}
	return &Engine{english: e}, nil
}

// Pipeline annotates English text.
func (e *Engine) Pipeline() *nlp.Pipeline { return e.english.Pipeline() }

// Annotate annotates one article; one in another language than English is
// refused.
func (e *Engine) Annotate(a *news.Article) (*text.Document, error) {
	doc := &text.Document{ID: a.ID, Text: a.Text, Language: a.Language}
	if err := e.english.Annotate(doc); err != nil {
		return nil, fault.New(fault.Of(err), "%s: it is not analysed: %w", a.Path, err)
	}
	doc.Language = "en"
	return doc, nil
}

// AnnotateTokens annotates a document that has tokens and sentences.
func (e *Engine) AnnotateTokens(doc *text.Document) error { return e.english.AnnotateTokens(doc) }

// Options of an analysis.
type Options struct {
	OneEvent bool           // all articles are accounts of one event
	Progress func(done int) // called after each article, never by two goroutines at once; may be nil
}

// Analyse annotates the articles, links their actors and groups them into
// events. It takes articles as a stream in the order of their dates, whatever
// their order in the argument. An error concerns one article, which is kept
// without annotation.
func (e *Engine) Analyse(articles []news.Article, opt Options) (*news.Coverage, []error) {
	articles = append([]news.Article(nil), articles...)
	sort.SliceStable(articles, func(i, j int) bool {
		if articles[i].Published != articles[j].Published {
			return articles[i].Published.Before(articles[j].Published)
		}
		return articles[i].ID < articles[j].ID
	})
	c := &news.Coverage{Articles: articles, Documents: make([]*text.Document, len(articles)), ActorOf: make([][]string, len(articles))}
	errs := e.annotateAll(c, opt.Progress)
	relate(c, opt.OneEvent, e.gazetteer)
	return c, errs
}

// annotateAll fills Documents with as many workers as there are cores.
func (e *Engine) annotateAll(c *news.Coverage, progress func(int)) []error {
	errs := make([]error, len(c.Articles))
	var wait sync.WaitGroup
	var mu sync.Mutex
	next, done := 0, 0
	for range min(runtime.GOMAXPROCS(0), len(c.Articles)) {
		wait.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= len(c.Articles) {
					return
				}
				doc, err := e.Annotate(&c.Articles[i])
				if err != nil {
					errs[i] = err
				} else {
					c.Documents[i] = doc
				}
				mu.Lock()
				if done++; progress != nil {
					progress(done)
				}
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	var failed []error
	for _, err := range errs {
		if err != nil {
			failed = append(failed, err)
		}
	}
	return failed
}

// relate sets the articles against one another: copies, actors, events. Actors
// are settled before events are formed, because a later article may show that
// two actors are one.
func relate(c *news.Coverage, oneEvent bool, known *link.Gazetteer) {
	linker := link.New(link.Options{Gazetteer: known})
	copies := reuse.New(reuse.Default(), reuse.NewMemory(reuse.DefaultWindow))
	found := make([][]news.Copy, len(c.Articles))
	for i := range c.Articles {
		a := &c.Articles[i]
		found[i] = copies.AddEntry(reuse.Entry{ID: a.ID, Text: a.Text, Outlet: a.Outlet, Date: a.Published})
		c.Copies = append(c.Copies, found[i]...)
		if c.Documents[i] != nil {
			c.ActorOf[i] = linker.Add(a, c.Documents[i])
		}
	}
	c.Actors = linker.Actors()
	names := map[string]string{}
	for _, a := range c.Actors {
		names[a.ID] = a.Name
	}
	items := make([]cluster.Item, len(c.Articles))
	for i := range items {
		for k, id := range c.ActorOf[i] {
			c.ActorOf[i][k] = linker.Resolve(id)
		}
		items[i] = cluster.Item{Article: &c.Articles[i], Doc: c.Documents[i], Actors: cluster.MentionedIn(c.Documents[i], c.ActorOf[i], names), Copies: found[i]}
	}
	if oneEvent {
		e := cluster.AsOne(items)
		e.Storyline = "s1"
		c.Events, c.Storylines = []news.Event{e}, []news.Storyline{{ID: e.Storyline, Title: e.Title, Events: []string{e.ID}}}
		return
	}
	groups := cluster.New(cluster.Default())
	for _, it := range items {
		groups.Add(it)
	}
	c.Events, c.Storylines = groups.Events(), groups.Storylines()
}

// EachAnnotated annotates each article alone and hands it over as a coverage of
// one, in order; an error in place of a coverage concerns one article. It stops
// at the first error of use.
func (e *Engine) EachAnnotated(articles []news.Article, progress func(int), use func(*news.Coverage, error) error) error {
	c := &news.Coverage{Articles: articles, Documents: make([]*text.Document, len(articles))}
	for _, err := range e.annotateAll(c, progress) {
		if err := use(nil, err); err != nil {
			return err
		}
	}
	for i, doc := range c.Documents {
		if doc == nil {
			continue
		}
		linker := link.New(link.Options{Gazetteer: e.gazetteer})
		actorOf := linker.Add(&articles[i], doc)
		one := &news.Coverage{Articles: articles[i : i+1], Documents: []*text.Document{doc}, ActorOf: [][]string{actorOf}, Actors: linker.Actors()}
		if err := use(one, nil); err != nil {
			return err
		}
	}
	return nil
}

// Comparer compares the accounts of events.
type Comparer struct{ opt collate.Options }

// NewComparer takes the name of a match setting, and the outlets that were
// expected.
func NewComparer(match string, expected []string) (*Comparer, error) {
	m, err := collate.ParseMatch(match)
	if err != nil {
		return nil, fault.New(fault.Usage, "--%w", err)
	}
	return &Comparer{collate.Options{Match: m, NotCaptured: expected}}, nil
}

// All adds the comparisons of every event of c with two accounts or more.
func (k *Comparer) All(c *news.Coverage) { query.Compare(c, k.opt) }
