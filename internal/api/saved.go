package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"synoptic/internal/query"
)

// Searches keeps searches that people follow.
type Searches interface {
	// Save keeps a search and gives its id; Usage if it cannot be asked.
	Save(ctx context.Context, s query.SavedSearch) (id string, err error)
	// Remove forgets a search.
	Remove(ctx context.Context, id string) error
	// All are the saved searches by id.
	All(ctx context.Context) ([]query.SavedSearch, error)
}

// askedSearch is what a saved search looks for.
type askedSearch struct {
	Name     string   `json:"name,omitempty" maxLength:"200" doc:"the words, where none is given"`
	Q        string   `json:"q" minLength:"1" doc:"words, \"phrases\", prefix*, OR, -without"`
	In       string   `json:"in,omitempty" enum:"articles,statements" default:"articles"`
	Outlet   []string `json:"outlet,omitempty"`
	Language []string `json:"language,omitempty"`
	Actor    []string `json:"actor,omitempty"`
	Event    []string `json:"event,omitempty"`
	From     string   `json:"from,omitempty" doc:"first day, YYYY-MM-DD"`
	To       string   `json:"to,omitempty" doc:"last day"`
	Hook     string   `json:"hook,omitempty" maxLength:"2000" doc:"where what is new is posted"`
}

type savedSearch struct {
	ID    string    `json:"id"`
	Owner string    `json:"owner,omitempty"`
	Made  time.Time `json:"made"`
	askedSearch
	Told   *time.Time `json:"told,omitempty" doc:"when something was posted last"`
	Failed string     `json:"failed,omitempty" doc:"why the last post did not arrive"`
}

func savedOf(s query.SavedSearch) savedSearch {
	in := "articles"
	if s.Statements {
		in = "statements"
	}
	j := savedSearch{ID: s.ID, Owner: s.Owner, Made: s.Made, Failed: s.Failed, askedSearch: askedSearch{Name: s.Name, Q: s.Words, In: in, Outlet: s.Outlets, Language: s.Languages,
		Actor: s.Actors, Event: s.Events, From: s.From.String(), To: s.To.String(), Hook: s.Hook}}
	if !s.Told.IsZero() {
		j.Told = &s.Told
	}
	return j
}

func (a *askedSearch) search(owner string) (query.SavedSearch, error) {
	from, to, err := DaysIn{a.From, a.To}.days()
	return query.SavedSearch{Name: a.Name, Owner: owner, Words: a.Q, Statements: a.In == "statements", Outlets: a.Outlet, Languages: a.Language,
		Actors: a.Actor, Events: a.Event, From: from, To: to, Hook: a.Hook}, err
}

type saveIn struct{ Body askedSearch }

func (s *server) searches() {
	if s.Searches == nil {
		return
	}
	get(s, "list-searches", "/searches", "Searches that were saved", func(ctx context.Context, _ *struct{}) (*listOut[savedSearch], error) {
		all, err := s.Searches.All(ctx)
		return listOf(query.Page[query.SavedSearch]{Items: all, Total: len(all)}, savedOf), err
	})
	huma.Register(s.api, huma.Operation{OperationID: "save-search", Method: http.MethodPost, Path: Prefix + "/searches", Tags: []string{"searches"},
		Summary: "Save a search, and have what is new posted to an address", DefaultStatus: http.StatusCreated},
		func(ctx context.Context, in *saveIn) (*decidedOut, error) {
			who, err := s.who(ctx)
			if err != nil {
				return nil, err
			}
			saved, err := in.Body.search(who)
			if err != nil {
				return nil, failed(err)
			}
			out := &decidedOut{}
			out.Body.ID, err = s.Searches.Save(ctx, saved)
			return out, failed(err)
		})
	huma.Register(s.api, huma.Operation{OperationID: "remove-search", Method: http.MethodDelete, Path: Prefix + "/searches/{id}", Tags: []string{"searches"},
		Summary: "Forget a saved search", DefaultStatus: http.StatusNoContent},
		func(ctx context.Context, in *IDIn) (*struct{}, error) {
			if _, err := s.who(ctx); err != nil {
				return nil, err
			}
			return nil, failed(s.Searches.Remove(ctx, in.ID))
		})
}
