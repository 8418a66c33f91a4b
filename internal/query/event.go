package query

import (
	"context"

	"synoptic/collate"
	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

// Event is one event with its articles' rows.
type Event struct {
	Event     news.Event
	Storyline news.Storyline
	Articles  []ArticleRow // newest first
	Captures  []CaptureCount
}

// Event finds an event, also by an id that was merged into another, and what
// was tried for its outlets: the denominator of silence.
func (r *Reader) Event(ctx context.Context, id string) (Event, error) {
	var out Event
	var err error
	if out.Event, err = r.s.Event(ctx, id); err != nil {
		return out, err
	}
	rows, err := r.s.ListArticles(ctx, ArticleFilter{Event: out.Event.ID, Page: Cursor{Limit: 1000}})
	if err != nil {
		return out, err
	}
	out.Articles = rows.Items
	if out.Event.Storyline != "" {
		if out.Storyline, err = r.s.Storyline(ctx, out.Event.Storyline); err != nil {
			return out, err
		}
	}
	f := CaptureFilter{}
	if day := out.Event.Date.Time(); !day.IsZero() {
		f.From, f.To = day.AddDate(0, 0, -1), day.AddDate(0, 0, 3)
	}
	out.Captures, err = r.s.CountCaptures(ctx, f)
	return out, err
}

// Storyline is one storyline with its events.
type Storyline struct {
	Storyline news.Storyline
	Events    []EventRow // newest first
}

// Storyline finds a storyline.
func (r *Reader) Storyline(ctx context.Context, id string) (Storyline, error) {
	var out Storyline
	var err error
	if out.Storyline, err = r.s.Storyline(ctx, id); err != nil {
		return out, err
	}
	events, err := r.s.ListEvents(ctx, EventFilter{Storyline: out.Storyline.ID, Page: Cursor{Limit: 1000}})
	out.Events = events.Items
	return out, err
}

// Coverage loads events with their articles, documents, actors, copies and
// storylines, and compares the accounts of each that has two or more which were
// analysed, as analysts decided.
func (r *Reader) Coverage(ctx context.Context, eventIDs ...string) (*news.Coverage, error) {
	c := &news.Coverage{}
	var ids []string
	seen := map[string]bool{}
	for _, id := range eventIDs {
		e, err := r.s.Event(ctx, id)
		if err != nil {
			return nil, err
		}
		if seen[e.ID] {
			continue // two ids may have become one
		}
		seen[e.ID] = true
		c.Events = append(c.Events, e)
		ids = append(ids, e.Articles...)
		if l := e.Storyline; l != "" && !seen["storyline "+l] {
			seen["storyline "+l] = true
			line, err := r.s.Storyline(ctx, l)
			if err != nil {
				return nil, err
			}
			c.Storylines = append(c.Storylines, line)
		}
	}
	articles, err := r.s.ArticlesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	return c, r.inTurn(ctx, func() error {
		full, err := r.coverage(ctx, articles)
		if err != nil {
			return err
		}
		full.Events, full.Storylines = c.Events, c.Storylines
		c = full
		return r.compareAll(ctx, c)
	})
}

// CompareArticles compares articles as accounts of one event, whatever events
// the store has them in.
func (r *Reader) CompareArticles(ctx context.Context, ids ...string) (*news.Coverage, error) {
	c, err := r.coverageByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	e := news.Event{ID: "e1", Articles: ids, Storyline: "s1"}
	if len(c.Articles) > 0 {
		e.Title, e.Date = c.Articles[0].TitleText(), c.Articles[0].Published
	}
	c.Events = []news.Event{e}
	c.Storylines = []news.Storyline{{ID: "s1", Title: e.Title, Events: []string{"e1"}}}
	return c, r.inTurn(ctx, func() error {
		Compare(c, r.options)
		return nil
	})
}

func (r *Reader) coverageByID(ctx context.Context, ids []string) (*news.Coverage, error) {
	articles, err := r.s.ArticlesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	return r.coverage(ctx, articles)
}

// coverage gathers what is known of articles, each by itself.
func (r *Reader) coverage(ctx context.Context, articles []news.Article) (*news.Coverage, error) {
	c := &news.Coverage{Articles: articles, Documents: make([]*text.Document, len(articles)), ActorOf: make([][]string, len(articles))}
	var ids, actors []string
	seen := map[string]bool{}
	for i := range articles {
		ids = append(ids, articles[i].ID)
		doc, _, err := r.s.Document(ctx, articles[i].ID)
		if err != nil && fault.Of(err) == fault.NotFound {
			continue // not analysed yet
		}
		if err != nil {
			return nil, err
		}
		c.Documents[i] = doc
		if c.ActorOf[i], err = r.s.ActorOf(ctx, articles[i].ID); err != nil {
			return nil, err
		}
		for _, id := range c.ActorOf[i] {
			if id != "" && !seen[id] {
				seen[id] = true
				actors = append(actors, id)
			}
		}
	}
	var err error
	if c.Actors, err = r.s.ActorsByID(ctx, actors); err != nil {
		return nil, err
	}
	c.Copies, err = r.s.Copies(ctx, ids)
	return c, err
}

// Compare adds the comparisons of the events of c that have two analysed
// accounts or more.
func Compare(c *news.Coverage, options collate.Options) {
	at := c.Index()
	copyOf := news.CopyOf(c.Copies)
	for _, e := range c.Events {
		var accounts []collate.Account
		for _, id := range e.Articles {
			i := at[id]
			if d := c.Documents[i]; d != nil && d.Tokens != nil {
				accounts = append(accounts, collate.Account{Article: &c.Articles[i], Doc: d, Actors: c.ActorOf[i], CopyOf: copyOf[id]})
			}
		}
		if len(accounts) > 1 {
			c.Comparisons = append(c.Comparisons, collate.Compare(e, accounts, options))
		}
	}
}

// SearchPage is a page of hits with the ways to narrow the search.
type SearchPage[T any] struct {
	store.Found[T]
	Sample int // facets were counted among so many of the newest matches; 0: among all
}

// The most values of one facet that are shown.
const facetValues = 12

// SearchArticles finds articles by what a user typed.
func (r *Reader) SearchArticles(ctx context.Context, typed string, f SearchFilter) (SearchPage[ArticleHit], error) {
	return search(ctx, typed, f, r.s.SearchArticles)
}

// SearchStatements finds what was said by what a user typed.
func (r *Reader) SearchStatements(ctx context.Context, typed string, f SearchFilter) (SearchPage[StatementHit], error) {
	return search(ctx, typed, f, r.s.SearchStatements)
}

func search[T any](ctx context.Context, typed string, f SearchFilter,
	find func(context.Context, store.Query, SearchFilter) (store.Found[T], error)) (SearchPage[T], error) {
	var out SearchPage[T]
	q, err := store.ParseQuery(typed)
	if err != nil {
		return out, err
	}
	f.Facets = facetValues
	if out.Found, err = find(ctx, q, f); err != nil {
		return out, err
	}
	if out.Total > store.FacetSample {
		out.Sample = store.FacetSample
	}
	return out, nil
}
