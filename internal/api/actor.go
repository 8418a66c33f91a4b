package api

import (
	"context"
	"reflect"
	"time"

	"synoptic/export"
	"synoptic/internal/query"
	"synoptic/news"
	"synoptic/text"
)

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }

type actorOut struct{ Body export.ActorJSON }

type positionsOut struct{ Body export.PositionsJSON }

type outletLine struct {
	Outlet   string `json:"outlet"`
	Articles int    `json:"articles"`
	First    string `json:"first,omitempty"`
	Last     string `json:"last,omitempty"`
}

type captureLine struct {
	At      time.Time `json:"at"`
	Outlet  string    `json:"outlet,omitempty"`
	Feed    string    `json:"feed,omitempty"`
	URL     string    `json:"url"`
	Kind    string    `json:"kind"`
	Result  string    `json:"result"`
	Detail  string    `json:"detail,omitempty"`
	Status  int       `json:"status,omitempty" doc:"of HTTP"`
	Article string    `json:"article,omitempty"`
}

func (s *server) actors() {
	get(s, "list-actors", "/actors", "Actors, most mentioned first", func(ctx context.Context, in *struct {
		PageIn
		Name string `query:"name" doc:"part of a name, in any case and without diacritics"`
		Type string `query:"type" enum:"PER,ORG,GPE,LOC,NORP,MISC"`
	}) (*listOut[export.ActorJSON], error) {
		rows, err := s.Reader.Actors(ctx, query.ActorFilter{Name: in.Name, Type: text.EntityType(in.Type), Page: in.cursor()})
		return listOf(rows, func(a news.Actor) export.ActorJSON { return export.ActorOf(&a) }), err
	})
	get(s, "get-actor", "/actors/{id}", "An actor: names with their evidence, roles", func(ctx context.Context, in *IDIn) (*actorOut, error) {
		a, err := s.Reader.Actor(ctx, in.ID, query.Cursor{Limit: 1})
		return &actorOut{export.ActorOf(&a.Actor)}, err
	})
	get(s, "get-positions", "/actors/{id}/positions", "What an actor said, by issue and over time, with what changed", func(ctx context.Context, in *struct {
		IDIn
		OffsetsIn
		About  string `query:"about" doc:"rank passages by these words instead"`
		Office bool   `query:"office" doc:"with the other holders of the office"`
		Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"20" doc:"of issues"`
	}) (*positionsOut, error) {
		c, p, err := s.Reader.Positions(ctx, query.PositionAsk{Actor: in.ID, About: in.About, Office: in.Office, Limit: in.Limit})
		if err != nil {
			return nil, err
		}
		return &positionsOut{export.PositionsOf(c, &p, in.options())}, nil
	})
	get(s, "list-statements", "/statements", "What was said, newest first", func(ctx context.Context, in *struct {
		PageIn
		DaysIn
		Actor   string `query:"actor" doc:"who said it"`
		Article string `query:"article"`
		Event   string `query:"event"`
	}) (*listOut[query.StatementLine], error) {
		from, to, err := in.days()
		if err != nil {
			return nil, err
		}
		rows, err := s.Reader.Statements(ctx, query.StatementFilter{Actor: in.Actor, Article: in.Article, Event: in.Event, From: from, To: to, Page: in.cursor()})
		return listOf(rows, query.LineOfStatement), err
	})
	get(s, "list-outlets", "/outlets", "Outlets, those with the most articles first", func(ctx context.Context, _ *struct{}) (*listOut[outletLine], error) {
		rows, err := s.Reader.Outlets(ctx)
		return listOf(query.Page[query.OutletRow]{Items: rows, Total: len(rows)}, func(r query.OutletRow) outletLine {
			return outletLine{r.Outlet, r.Articles, r.First.String(), r.Last.String()}
		}), err
	})
	get(s, "list-captures", "/captures", "What was tried, when, with what result: the denominator of silence", func(ctx context.Context, in *struct {
		PageIn
		Outlet string `query:"outlet"`
		Feed   string `query:"feed"`
	}) (*listOut[captureLine], error) {
		rows, err := s.Reader.Captures(ctx, query.CaptureFilter{Outlet: in.Outlet, Feed: in.Feed, Page: in.cursor()})
		return listOf(rows, func(c query.Capture) captureLine {
			return captureLine{c.At, c.Outlet, c.Feed, c.URL, string(c.Kind), string(c.Result), c.Detail, c.Status, c.Article}
		}), err
	})
}
