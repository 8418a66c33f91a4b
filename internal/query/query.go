// Package query is the reading side: it loads what is kept, puts it together and
// hands the faces what they show. It changes nothing.
package query

import (
	"context"
	"runtime"
	"sync/atomic"

	"synoptic/collate"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

// Store is what a Reader reads.
type Store interface {
	store.Reader
	store.Documents
	store.Analyses
	store.Events
	store.Actors
	store.Captures
	store.Outlets
	store.Searcher
	Counts(ctx context.Context) (store.Counts, error)
	// State and StateNames are those of store.States.
	State(ctx context.Context, name string) ([]byte, error)
	StateNames(ctx context.Context, prefix string) ([]string, error)
	// ListDecisions is that of store.Decisions.
	ListDecisions(ctx context.Context) ([]news.Decision, error)
}

// The faces say what to list in the store's words.
type (
	// ArticleFilter narrows a list of articles.
	ArticleFilter = store.ArticleFilter
	// EventFilter narrows a list of events or storylines.
	EventFilter = store.EventFilter
	// ActorFilter narrows a list of actors.
	ActorFilter = store.ActorFilter
	// StatementFilter narrows a list of statements.
	StatementFilter = store.StatementFilter
	// CaptureFilter narrows capture records.
	CaptureFilter = store.CaptureFilter
	// SearchFilter narrows a search.
	SearchFilter = store.SearchFilter
	// Cursor asks for a page.
	Cursor = store.Cursor
	// ArticleRow is what a list shows of an article.
	ArticleRow = store.ArticleRow
	// EventRow is what a list shows of an event.
	EventRow = store.EventRow
	// StorylineRow is what a list shows of a storyline.
	StorylineRow = store.StorylineRow
	// StatementRow is a statement with its words.
	StatementRow = store.StatementRow
	// Capture is one attempt to get something.
	Capture = store.Capture
	// CaptureCount sums up the attempts on one feed of one outlet.
	CaptureCount = store.CaptureCount
	// ArticleHit is an article that matches a search.
	ArticleHit = store.ArticleHit
	// StatementHit is a statement that matches a search.
	StatementHit = store.StatementHit
	// Facet is one way to narrow a search.
	Facet = store.Facet
	// Counts says how much is kept.
	Counts = store.Counts
	// OutletRow is what a list shows of an outlet.
	OutletRow = store.OutletRow
	// DayCount is how many articles were published on a day.
	DayCount = store.DayCount
	// Speech is how articles give what others say.
	Speech = store.Speech
	// Reach is how many of the events that others report an outlet reports too.
	Reach = store.Reach
	// Version is one state of an article that was edited.
	Version = store.Version
)

// Page is part of a list.
type Page[T any] = store.Page[T]

// Reader answers what the faces ask. It is safe for concurrent use.
type Reader struct {
	s         Store
	options   collate.Options
	compared  *cache[*Compared]
	summaries *cache[Summary]
	turns     chan struct{} // to compare; each takes processor time and memory
	behind    *waitingLine  // events that Renew is to compare
	renewing  atomic.Bool   // whether Renew runs
}

// How many events' summaries are kept.
const summariesRoom = 10_000

// New returns a Reader of s that compares under options.
func New(s Store, options collate.Options) *Reader {
	return &Reader{s: s, options: options, compared: newCache[*Compared](comparedRoom), summaries: newCache[Summary](summariesRoom),
		turns: make(chan struct{}, max(2, runtime.GOMAXPROCS(0))), behind: newWaitingLine()}
}

// Articles is a page of articles, newest first.
func (r *Reader) Articles(ctx context.Context, f ArticleFilter) (Page[ArticleRow], error) {
	return r.s.ListArticles(ctx, f)
}

// Events is a page of events, newest first.
func (r *Reader) Events(ctx context.Context, f EventFilter) (Page[EventRow], error) {
	return r.s.ListEvents(ctx, f)
}

// Storylines is a page of storylines, newest first.
func (r *Reader) Storylines(ctx context.Context, f EventFilter) (Page[StorylineRow], error) {
	return r.s.ListStorylines(ctx, f)
}

// Actors is a page of actors, most mentioned first.
func (r *Reader) Actors(ctx context.Context, f ActorFilter) (Page[news.Actor], error) {
	return r.s.ListActors(ctx, f)
}

// Statements is a page of statements, newest first.
func (r *Reader) Statements(ctx context.Context, f StatementFilter) (Page[StatementRow], error) {
	return r.s.Statements(ctx, f)
}

// Captures is a page of capture records, newest first.
func (r *Reader) Captures(ctx context.Context, f CaptureFilter) (Page[Capture], error) {
	return r.s.ListCaptures(ctx, f)
}

// CaptureCounts sums capture records up by outlet and feed.
func (r *Reader) CaptureCounts(ctx context.Context, f CaptureFilter) ([]CaptureCount, error) {
	return r.s.CountCaptures(ctx, f)
}

// Counts says how much is kept.
func (r *Reader) Counts(ctx context.Context) (Counts, error) { return r.s.Counts(ctx) }

// Article is one article with all that is known of it.
type Article struct {
	Article  news.Article
	Versions []Version
	Document *text.Document // nil if it was not analysed; without layers if its language is not
	ActorOf  []string       // parallel to the document's chains; nil if it was not related
	Actors   []news.Actor   // those of ActorOf
	Event    *news.Event    // nil if it was not related
	Copies   []news.Copy    // with this article on either side
	Captures []Capture      // newest first
}

// Article finds an article with all that is known of it.
func (r *Reader) Article(ctx context.Context, id string) (Article, error) {
	var out Article
	var err error
	if out.Article, err = r.s.Article(ctx, id); err != nil {
		return out, err
	}
	if out.Versions, err = r.s.Versions(ctx, id); err != nil {
		return out, err
	}
	c, err := r.coverage(ctx, []news.Article{out.Article})
	if err != nil {
		return out, err
	}
	out.Document, out.ActorOf, out.Actors, out.Copies = c.Documents[0], c.ActorOf[0], c.Actors, c.Copies
	events, _, err := r.s.Grouping(ctx, []string{id})
	if err != nil {
		return out, err
	}
	if events[id] != "" {
		e, err := r.s.Event(ctx, events[id])
		if err != nil {
			return out, err
		}
		out.Event = &e
	}
	captures, err := r.s.ListCaptures(ctx, CaptureFilter{Article: id})
	out.Captures = captures.Items
	return out, err
}

// Actor is one actor with what they said.
type Actor struct {
	Actor      news.Actor
	Statements Page[StatementRow] // newest first
	Events     Page[EventRow]     // newest first
}

// Actor finds an actor; page says which statements.
func (r *Reader) Actor(ctx context.Context, id string, page Cursor) (Actor, error) {
	var out Actor
	var err error
	if out.Actor, err = r.s.Actor(ctx, id); err != nil {
		return out, err
	}
	if out.Statements, err = r.s.Statements(ctx, StatementFilter{Actor: out.Actor.ID, Page: page}); err != nil {
		return out, err
	}
	out.Events, err = r.s.ListEvents(ctx, EventFilter{Actor: out.Actor.ID})
	return out, err
}
