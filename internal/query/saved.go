package query

import (
	"context"
	"time"

	"synoptic/news"
	"synoptic/text"
)

// SavedSearch is a search that is asked again and again: people follow it as a
// feed, or are told of what is new.
type SavedSearch struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Owner      string    `json:"owner"`
	Words      string    `json:"words"`
	Statements bool      `json:"statements"` // search what was said, not articles
	Outlets    []string  `json:"outlets,omitempty"`
	Languages  []string  `json:"languages,omitempty"`
	Actors     []string  `json:"actors,omitempty"`
	Events     []string  `json:"events,omitempty"`
	From       news.Date `json:"from,omitzero"`
	To         news.Date `json:"to,omitzero"`
	Hook       string    `json:"hook,omitempty"` // where news of it is posted, "" for nowhere
	Made       time.Time `json:"made"`
	Told       time.Time `json:"told,omitzero"`      // when something was posted last
	Failed     string    `json:"failed,omitempty"`   // why the last post did not arrive
	Failures   int       `json:"failures,omitempty"` // in a row
	NextTry    time.Time `json:"next_try,omitzero"`  // not before
}

// Filter is what the search narrows itself to.
func (s *SavedSearch) Filter() SearchFilter {
	return SearchFilter{Outlets: s.Outlets, Languages: s.Languages, Actors: s.Actors, Events: s.Events, From: s.From, To: s.To, Newest: true}
}

// Found is what a search finds, as a feed or an alert tells it.
type Found struct {
	Key     string // the same for the same finding
	Article string
	Span    text.Span // of the words that match, in the article's text
	Title   string    // of the article, or who said it
	Text    string    // the exact words
	Outlet  string
	Event   string
	Date    news.Date
	Kept    time.Time // when the store first had it; zero of a statement
}

// Newest are the newest findings of a search, at most so many.
func (r *Reader) Newest(ctx context.Context, s *SavedSearch, limit int) ([]Found, error) {
	f := s.Filter()
	f.Page = Cursor{Limit: limit, Uncounted: true}
	var out []Found
	if s.Statements {
		hits, err := r.SearchStatements(ctx, s.Words, f)
		if err != nil {
			return nil, err
		}
		for _, h := range hits.Items {
			out = append(out, Found{Key: "statement " + h.ID, Article: h.Article, Span: text.Cover(h.Content), Title: h.Name, Text: h.Text, Outlet: h.Outlet, Event: h.Event, Date: h.Date})
		}
		return out, nil
	}
	hits, err := r.SearchArticles(ctx, s.Words, f)
	if err != nil {
		return nil, err
	}
	for _, h := range hits.Items {
		out = append(out, Found{Key: "article " + h.ID, Article: h.ID, Span: h.Snippet.Span, Title: h.Title, Text: h.Snippet.Text, Outlet: h.Outlet, Event: h.Event, Date: h.Published, Kept: h.Kept})
	}
	return out, nil
}
