// Package web is the workbench in a browser: pages that the server renders,
// each under an address that lasts, useful without scripts. It shows what
// package query finds and hands an analyst's decisions on; it knows no store.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"synoptic/internal/query"
	"synoptic/news"
)

// Decider keeps the analyst's decisions and carries them out.
type Decider interface {
	// Decide keeps a decision; it answers Conflict if it contradicts one in
	// force. It may be carried out later: Working tells.
	Decide(ctx context.Context, d news.Decision) (id string, err error)
	// Undo takes a decision back in somebody's name.
	Undo(ctx context.Context, id, who string) error
	// Decisions are all, in the order they were made.
	Decisions(ctx context.Context) ([]news.Decision, error)
	// Working reports whether decisions are still being carried out.
	Working() bool
}

// Options say what the pages show.
type Options struct {
	Reader   *query.Reader
	Decider  Decider // nil: nothing can be decided here
	Searches Searches
	Opinions Opinions // nil: no model is asked
	Version  string
	Log      *slog.Logger // nil: nowhere
	// SignedIn reports whether people sign in, so that the pages offer signing
	// out.
	SignedIn bool
	Now      func() time.Time // nil: time.Now
}

// Site is the pages. It is safe for concurrent use.
type Site struct {
	Options
	pages   pages
	assets  map[string]asset
	outlets fresh[[]query.OutletRow]
	shares  fresh[[]outletSpeech]
	counts  fresh[query.Counts]
}

// New makes the pages.
func New(o Options) (*Site, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Site{Options: o}
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if s.pages, err = loadPages(s.assets); err != nil {
		return nil, err
	}
	s.outlets = newFresh(o.Now, time.Minute, o.Reader.Outlets)
	s.counts = newFresh(o.Now, 30*time.Second, o.Reader.Counts)
	s.shares = newFresh(o.Now, 10*time.Minute, s.speechOfAll)
	return s, nil
}

// Register adds the routes of the pages to a mux.
func (s *Site) Register(mux *http.ServeMux) {
	for _, r := range s.routes() {
		mux.Handle(r.pattern, s.handler(r.answer))
	}
	mux.Handle("GET /static/{file}", s.static())
	mux.Handle("/", s.handler(func(*http.Request) (answer, error) { return nil, errNoPage }))
}

// route is one pattern of a mux with what answers it.
type route struct {
	pattern string
	answer  func(*http.Request) (answer, error)
}

// routes are all pages, in the order of the documentation.
func (s *Site) routes() []route {
	return []route{
		{"GET /{$}", s.home},
		{"GET /events", s.events},
		{"GET /event/{id}", s.event},
		{"POST /event/{id}/opinions", s.askOpinions},
		{"GET /event/{id}/texts", s.eventTexts},
		{"GET /event/{id}/labels", s.eventLabels},
		{"GET /event/{id}/only", s.eventOnly},
		{"GET /event/{id}/network", s.eventNetwork},
		{"GET /event/{id}/accounts", s.eventAccounts},
		{"GET /event/{id}/grid.svg", s.eventHeatFile},
		{"GET /event/{id}/grid.csv", s.eventCSV},
		{"GET /event/{id}/network.svg", s.eventNetworkFile},
		{"GET /event/{id}/network.csv", s.eventNetworkCSV},
		{"GET /storylines", s.storylines},
		{"GET /storyline/{id}", s.storyline},
		{"GET /storyline/{id}/said", s.storylineSaid},
		{"GET /storyline/{id}/timeline.svg", s.storylineFile},
		{"GET /storyline/{id}/timeline.csv", s.storylineCSV},
		{"GET /actors", s.actors},
		{"GET /actor/{id}", s.actor},
		{"GET /actor/{id}/positions", s.actorPositions},
		{"GET /actor/{id}/names", s.actorNames},
		{"GET /actor/{id}/labels", s.actorLabels},
		{"GET /actor/{id}/statements.csv", s.actorCSV},
		{"GET /outlets", s.outletList},
		{"GET /outlets/speech.svg", s.speechFile},
		{"GET /outlets/speech.csv", s.speechCSV},
		{"GET /outlet/{name}", s.outlet},
		{"GET /outlet/{name}/days.svg", s.outletFile},
		{"GET /outlet/{name}/days.csv", s.outletCSV},
		{"GET /article/{id}", s.article},
		{"GET /article/{id}/versions", s.articleVersions},
		{"GET /search", s.search},
		{"GET /search.atom", s.atom},
		{"GET /search.rss", s.rss},
		{"GET /searches", s.savedSearches},
		{"POST /searches/save", s.saveSearch},
		{"POST /searches/remove", s.removeSearch},
		{"GET /quote", s.quote},
		{"GET /inbox", s.inbox},
		{"GET /decisions", s.decisions},
		{"POST /decide", s.decide},
		{"POST /undo", s.undo},
		{"GET /settings", s.settings},
		{"POST /settings", s.saveSettings},
		{"GET /help", s.help},
	}
}

var errNoPage = errors.New("no such page")

// Warm compares events that have changed, or that pages list, until ctx ends.
func (s *Site) Warm(ctx context.Context) {
	s.Reader.Renew(ctx, func(event string, err error) { s.Log.Warn("compare", "event", event, "error", err) })
}
