// Package store says what is kept, as small interfaces, one for each reader of
// them. Implementations are chosen in package app; package storetest holds the
// contract as a conformance suite.
//
// Everything is addressed by the ids of package news. Writes are atomic, one
// call a transaction, and durable once the call has returned. Every method is
// safe for concurrent use. Errors are faults: NotFound for an id that is not
// there, Conflict for a store that this program cannot use or a write that
// contradicts what is kept, Unavailable for a full disk, a lock or a store that
// may only be read.
package store

import (
	"context"
	"time"

	"synoptic/news"
	"synoptic/text"
)

// Store is all of it, for the one place that opens a store.
type Store interface {
	Articles
	Reader
	Documents
	Analyses
	Events
	Actors
	Decisions
	Captures
	Outlets
	Searcher
	States
	// Counts says how much there is.
	Counts(ctx context.Context) (Counts, error)
	Close() error
}

// Articles is the writing side of articles.
type Articles interface {
	// PutArticles keeps articles, in the order given, and tells for each what
	// became of it; parallel to its argument. It can be repeated: an article
	// whose text is kept already changes nothing. See Kept for what is the same
	// article.
	PutArticles(ctx context.Context, articles []news.Article) ([]Kept, error)
	// DeleteArticle removes articles, their versions and all that was derived
	// from them, for good: after it has returned no byte of the texts is left in
	// the store's files, nor any state under KeptWords. All or none. It may cost
	// as much as copying the store.
	DeleteArticle(ctx context.Context, ids ...string) error
}

// Kept is what became of an article that was put.
//
// An article is the same as one that is kept if both have the same URL; or, at
// least one of them having none, the same ID. A text that differs from every
// version of it becomes its newest version. An ID that is nothing but the end
// of a file's path (Article.Path without extension) names the file, not the
// article: then the paths must be the same as well, or the texts. An ID that
// belongs to another article is lengthened: by more of the path, or by "~2".
type Kept struct {
	ID      string // under which it is kept
	Version int    // 1 for the first; of the version with this text
	Change  Change
}

// KeptWords begins the names of states that hold words of articles; they can be
// made again.
const KeptWords = "kept-words/"

// Change is what a write did.
type Change string

// The changes.
const (
	Added     Change = "added"     // a new article
	Revised   Change = "revised"   // a new version of an article
	Unchanged Change = "unchanged" // this text was kept already
)

// Reader reads articles.
type Reader interface {
	// Article is the newest version of an article.
	Article(ctx context.Context, id string) (news.Article, error)
	// ArticlesByID are the newest versions, parallel to ids.
	ArticlesByID(ctx context.Context, ids []string) ([]news.Article, error)
	// Versions are all versions of an article, the first one first.
	Versions(ctx context.Context, id string) ([]Version, error)
	// ListArticles is a page of a list without texts, newest day first.
	ListArticles(ctx context.Context, f ArticleFilter) (Page[ArticleRow], error)
}

// Version is one state of an article that was edited.
type Version struct {
	Article news.Article
	Kept    time.Time // when this store first saw it
}

// ArticleRow is what a list shows of an article.
type ArticleRow struct {
	ID        string
	URL       string
	Outlet    string
	Language  string
	Title     string
	Published news.Date
	Versions  int
	Kept      time.Time // first time
	Event     string    // Event.ID, "" if not related yet
	CopyOf    string    // Article.ID of the origin that most of its text is from, "" if none
	Pipeline  string    // version that made its document, "" if it was not analysed yet
}

// ArticleFilter narrows a list of articles. Zero fields do not narrow.
type ArticleFilter struct {
	Outlets   []string
	Languages []string
	From, To  news.Date // days of publication, both included; articles without a full date are left out
	Event     string
	Actor     string // speaks in it, or is named
	Page      Cursor
}

// Cursor asks for a page.
type Cursor struct {
	After string // Page.Next of the page before, "" for the first
	Limit int    // at most 1000; 0 is 50

	// Uncounted spares the store counting what is on all pages: Total is -1.
	Uncounted bool
}

// Page is part of a list.
type Page[T any] struct {
	Items []T
	Next  string // Cursor.After for the next page, "" at the end
	Total int    // how many there are on all pages; -1 where counting was not asked for

	AtLeast bool // there are more than Total, which nobody counted
}

// Documents keeps annotated documents: for each article the one of its newest
// version.
type Documents interface {
	// PutDocument keeps the layers of a document. It answers Conflict if
	// doc.Text is not the newest text of the article doc.ID, so that an
	// annotation that an edit overtook is not kept.
	PutDocument(ctx context.Context, doc *text.Document, pipeline string) error
	// Document is the document of an article and the version of the pipeline
	// that made it. A document made for an older text of the article is not
	// found.
	Document(ctx context.Context, id string) (*text.Document, string, error)
	// Unannotated are ids of at most limit articles that have no document made
	// by pipeline from their newest text, in the order they were kept, after
	// the article after ("" for all).
	Unannotated(ctx context.Context, pipeline, after string, limit int) ([]string, error)
}

// Counts says how much is kept.
type Counts struct {
	Articles, Versions, Documents, Statements, Actors, Events, Storylines, Captures, Decisions int
	Bytes                                                                                      int64 // of the store's files
}

// States keeps small named values that are nobody's noun: validators of feeds,
// saved searches, settings. Names are "room/what".
type States interface {
	// State is a value; NotFound if there is none.
	State(ctx context.Context, name string) ([]byte, error)
	// PutState sets a value; nil removes it.
	PutState(ctx context.Context, name string, value []byte) error
	// StateNames are the names with a prefix, in order.
	StateNames(ctx context.Context, prefix string) ([]string, error)
}
