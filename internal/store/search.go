package store

import (
	"context"

	"synoptic/news"
	"synoptic/text"
)

// Searcher finds words.
type Searcher interface {
	// SearchArticles ranks articles by how well they match, best first. Of very
	// many matches the newest are ranked, pages end with them, and they are
	// counted up to a number (Page.AtLeast).
	SearchArticles(ctx context.Context, q Query, f SearchFilter) (Found[ArticleHit], error)
	// SearchStatements does so for statements.
	SearchStatements(ctx context.Context, q Query, f SearchFilter) (Found[StatementHit], error)
}

// Found is a page of what a search finds, with the ways to narrow it.
type Found[T any] struct {
	Page[T]
	Facets []Facet // if SearchFilter.Facets asks for them
}

// FacetSample is how many matches facets are counted of.
const FacetSample = 300

// SearchFilter narrows a search. Zero fields do not narrow.
type SearchFilter struct {
	Outlets   []string
	Languages []string
	Actors    []string // who speaks or, in articles, is named
	Events    []string
	From, To  news.Date // days of publication, both included
	Newest    bool      // newest first instead of best first
	// Facets is how many values of each facet are counted, most frequent first.
	// Of the filters each facet ignores its own, so that its other values stay to
	// choose. Of more than FacetSample matches the newest so many are counted.
	Facets int
	Page   Cursor
}

// ArticleHit is an article that matches.
type ArticleHit struct {
	ArticleRow
	Snippet Snippet
}

// StatementHit is a statement that matches.
type StatementHit struct {
	StatementRow
	Marks []text.Span // what matches, in Text
}

// Snippet is a stretch of an article's text around the best matches.
type Snippet struct {
	Span  text.Span   // in the article's text
	Text  string      // the bytes of Span
	Marks []text.Span // what matches, in Text
}

// Facet is one way to narrow a search, with how much each value would leave.
type Facet struct {
	Name   string // "outlet", "language", "actor", "event", "month"
	Values []FacetValue
}

// FacetValue is one value of a facet.
type FacetValue struct {
	Value string // as a filter takes it; a month is "2031-04"
	Label string // what to show: the actor's name, the event's title
	Count int
}
