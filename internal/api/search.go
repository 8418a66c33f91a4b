package api

import (
	"context"

	"synoptic/internal/query"
)

type facetJSON struct {
	Name   string           `json:"name"`
	Values []facetValueJSON `json:"values"`
}

type facetValueJSON struct {
	Value string `json:"value" doc:"as the filter takes it"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

type searchBody[T any] struct {
	ListBody[T]
	Facets []facetJSON `json:"facets"`
}

type searchOut[T any] struct{ Body searchBody[T] }

type searchIn struct {
	PageIn
	DaysIn
	Q        string   `query:"q" required:"true" doc:"words, \"phrases\", prefix*, OR, -without"`
	Outlet   []string `query:"outlet"`
	Language []string `query:"language"`
	Actor    []string `query:"actor" doc:"who speaks or, of articles, is named"`
	Event    []string `query:"event"`
	Newest   bool     `query:"newest" doc:"newest first instead of best first"`
}

func (in *searchIn) filter() (query.SearchFilter, error) {
	from, to, err := in.days()
	return query.SearchFilter{Outlets: in.Outlet, Languages: in.Language, Actors: in.Actor, Events: in.Event, From: from, To: to, Newest: in.Newest, Page: in.cursor()}, err
}

func (s *server) search() {
	get(s, "search-articles", "/search/articles", "Search articles", func(ctx context.Context, in *searchIn) (*searchOut[query.ArticleLine], error) {
		f, err := in.filter()
		if err != nil {
			return nil, err
		}
		hits, err := s.Reader.SearchArticles(ctx, in.Q, f)
		return found(hits, query.LineOfArticleHit), err
	})
	get(s, "search-statements", "/search/statements", "Search what was said", func(ctx context.Context, in *searchIn) (*searchOut[query.StatementLine], error) {
		f, err := in.filter()
		if err != nil {
			return nil, err
		}
		hits, err := s.Reader.SearchStatements(ctx, in.Q, f)
		return found(hits, query.LineOfStatementHit), err
	})
}

func found[R, T any](p query.SearchPage[R], of func(R) T) *searchOut[T] {
	out := &searchOut[T]{searchBody[T]{listOf(p.Page, of).Body, make([]facetJSON, len(p.Facets))}}
	for i, f := range p.Facets {
		out.Body.Facets[i] = facetJSON{f.Name, make([]facetValueJSON, len(f.Values))}
		for k, v := range f.Values {
			out.Body.Facets[i].Values[k] = facetValueJSON(v)
		}
	}
	return out
}
