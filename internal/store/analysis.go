package store

import (
	"context"

	"synoptic/news"
	"synoptic/text"
)

// Analyses is the writing side of what is derived between articles. All of it
// can be made again from articles, documents and decisions.
type Analyses interface {
	// PutAnalyses applies changes in order, all or none.
	PutAnalyses(ctx context.Context, changes []Analysis) error
	// Unrelated are ids of at most limit articles that have a document but no
	// analysis of it by version, by day and moment of publication, then in the
	// order they were kept.
	Unrelated(ctx context.Context, version string, limit int) ([]string, error)
	// Related are the latest articles that were related by version, in the order
	// in which they were, at most limit (0 for all); only those after the mark
	// after, 0 for the first. It returns the mark of the last, or after.
	Related(ctx context.Context, version string, after int64, limit int) (ids []string, last int64, err error)
	// Grouping tells the event of each article that has one, and the storyline
	// of each of these events; as the evidence has them, whatever was decided.
	Grouping(ctx context.Context, articles []string) (events, storylines map[string]string, err error)
	// Base is an event as the evidence has it, also by an id that was merged
	// away; NotFound if no article is in it.
	Base(ctx context.Context, id string) (Base, error)
	// Bases are the events that were kept as Analysis.Bases, by id.
	Bases(ctx context.Context) ([]Base, error)
	// ResetAnalyses forgets everything that PutAnalyses wrote.
	ResetAnalyses(ctx context.Context) error
}

// Analysis is what relating one article to those before it has changed.
type Analysis struct {
	Version    string   // of what made it
	Article    string   // the article that was related; "" for a change that came from elsewhere
	ActorOf    []string // parallel to the chains of its document: Actor.ID, "" for none
	Statements []news.Statement
	Copies     []news.Copy // of any article; each replaces the one of the same two articles

	// What is new or changed, whole; and what an id that is gone became, "" if
	// nothing: merged into another, whose id answers for it from then on.
	Actors         []news.Actor
	Events         []news.Event
	Storylines     []news.Storyline
	GoneActors     []Forward
	GoneEvents     []Forward
	GoneStorylines []Forward

	// What decisions of the analyst concern: the events as the evidence has
	// them, and what became of those of their ids that Events no longer shows.
	// An event in Events and not in Bases is as the evidence has it.
	Bases   []Base
	Decided []Forward
}

// Base is an event as the evidence has it, where a decision of the analyst may
// show its articles otherwise.
type Base struct {
	// Event always has its ID, Storyline and Articles; nothing else if no
	// decision concerned it or one of its articles was deleted since it was kept.
	Event news.Event
	Shown []string // ids of the events in which its articles are shown, in order; not written
}

// Forward says what became of an id.
type Forward struct{ ID, Now string }

// Events reads what articles report.
type Events interface {
	// Event finds an event; an id that was merged away finds what it became.
	Event(ctx context.Context, id string) (news.Event, error)
	// EventStates gives for each event that is there a word that changes whenever
	// one of its articles does: its text, its document, its actors, its being one.
	EventStates(ctx context.Context, ids []string) (map[string]string, error)
	// ListEvents is a page of events, newest first.
	ListEvents(ctx context.Context, f EventFilter) (Page[EventRow], error)
	// Storyline finds a storyline, also by an id that was merged away.
	Storyline(ctx context.Context, id string) (news.Storyline, error)
	// ListStorylines is a page of storylines, newest first.
	ListStorylines(ctx context.Context, f EventFilter) (Page[StorylineRow], error)
	// Copies are the copies with one of the articles on either side, by article,
	// the largest share first.
	Copies(ctx context.Context, articles []string) ([]news.Copy, error)
}

// EventRow is what a list shows of an event. Its Reasons are left out.
type EventRow struct {
	news.Event
	Outlets int // distinct; an article of unknown outlet counts as one of its own
	Origins int // articles that are no copy of another of the event
	Latest  news.Date
}

// StorylineRow is what a list shows of a storyline.
type StorylineRow struct {
	news.Storyline
	Articles    int
	First, Last news.Date // of its events' dates
}

// EventFilter narrows a list of events or storylines. Zero fields do not
// narrow.
type EventFilter struct {
	From, To  news.Date // days of the event, both included; events without a full date are left out
	Actor     string    // takes part
	Storyline string
	Outlet    string // reports it
	Accounts  int    // at least so many articles
	Title     string // words of the title or of an account's title, in any case
	Page      Cursor
}

// Actors reads who is spoken of and who speaks.
type Actors interface {
	// Actor finds an actor; an id that was merged away finds what it became.
	Actor(ctx context.Context, id string) (news.Actor, error)
	// ActorsByID are the actors with ids, in that order; unknown ids are left
	// out.
	ActorsByID(ctx context.Context, ids []string) ([]news.Actor, error)
	// ActorNames are the names of the actors that answer for ids; unknown ids are
	// left out.
	ActorNames(ctx context.Context, ids []string) (map[string]string, error)
	// ListActors is a page of actors, most mentioned first.
	ListActors(ctx context.Context, f ActorFilter) (Page[news.Actor], error)
	// ActorOf gives for each chain of an article's document its actor, "" for
	// none; nil if the article was not related.
	ActorOf(ctx context.Context, article string) ([]string, error)
	// Statements is a page of statements, newest first.
	Statements(ctx context.Context, f StatementFilter) (Page[StatementRow], error)
	// SpeaksIn gives for each article with statements of an actor their ids, in the
	// order in which they were kept.
	SpeaksIn(ctx context.Context, actor string) (map[string][]string, error)
}

// ActorFilter narrows a list of actors.
type ActorFilter struct {
	Name string // part of an alias, in any case and without diacritics
	Type text.EntityType
	Page Cursor
}

// StatementRow is a statement with its words.
type StatementRow struct {
	news.Statement
	Text   string // the content's parts joined by " … "
	Outlet string
	Event  string
	Name   string // of the actor
}

// StatementFilter narrows a list of statements.
type StatementFilter struct {
	Actor    string
	Article  string
	Event    string
	From, To news.Date
	Page     Cursor
}

// Decisions keeps what analysts settled. Checking that a decision contradicts
// none before it is the caller's.
type Decisions interface {
	// PutDecision appends a decision and returns its id, which it gives if
	// d.ID is empty. An id that is there already is a Conflict.
	PutDecision(ctx context.Context, d news.Decision) (string, error)
	// UndoDecision marks a decision as undone: By and At are taken from d's
	// UndoneBy and UndoneAt. Undoing twice is a Conflict.
	UndoDecision(ctx context.Context, d news.Decision) error
	// ListDecisions are all decisions in the order they were made, undone ones
	// included. The list is the caller's, what its decisions hold is not.
	ListDecisions(ctx context.Context) ([]news.Decision, error)
}
