package api

import (
	"context"

	"synoptic/export"
	"synoptic/internal/fault"
	"synoptic/internal/query"
	"synoptic/news"
	"synoptic/text"
)

// PageIn asks for a page of a list.
type PageIn struct {
	After string `query:"after" doc:"\"next\" of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"50"`
}

func (p PageIn) cursor() query.Cursor { return query.Cursor{After: p.After, Limit: p.Limit} }

// ListBody is a page of a list.
type ListBody[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"\"after\" for the next page; absent at the end"`
	Total int    `json:"total" doc:"on all pages; -1 where it was not counted"`

	AtLeast bool `json:"at_least,omitempty" doc:"there are more than total, which nobody counted"`
}

type listOut[T any] struct{ Body ListBody[T] }

func listOf[R, T any](p query.Page[R], of func(R) T) *listOut[T] {
	out := &listOut[T]{ListBody[T]{Items: make([]T, len(p.Items)), Next: p.Next, Total: p.Total, AtLeast: p.AtLeast}}
	for i, r := range p.Items {
		out.Body.Items[i] = of(r)
	}
	return out
}

// DaysIn narrows a list to days.
type DaysIn struct {
	From string `query:"from" doc:"first day, YYYY-MM-DD" example:"2031-04-08"`
	To   string `query:"to" doc:"last day"`
}

func (d DaysIn) days() (from, to news.Date, err error) {
	if from, err = news.ParseDate(d.From); err != nil {
		return from, to, fault.New(fault.Usage, "from: %w", err)
	}
	if to, err = news.ParseDate(d.To); err != nil {
		return from, to, fault.New(fault.Usage, "to: %w", err)
	}
	return from, to, nil
}

// IDIn names one of them.
type IDIn struct {
	ID string `path:"id"`
}

// OffsetsIn chooses what offsets count.
type OffsetsIn struct {
	Offsets string `query:"offsets" enum:"utf8,codepoint,utf16" default:"utf8" doc:"what offsets count"`
}

func (o OffsetsIn) options() export.Options { return export.Options{Offsets: text.Unit(o.Offsets)} }

type articleOut struct{ Body export.AnnotationJSON }

type passageOut struct {
	Body struct {
		Article    string    `json:"article"`
		Offsets    text.Unit `json:"offsets"`
		Start      int       `json:"start"`
		End        int       `json:"end"`
		Text       string    `json:"text" doc:"the exact characters of the span"`
		Before     string    `json:"before"`
		After      string    `json:"after"`
		TextSHA256 string    `json:"text_sha256" doc:"of the whole article's text"`
		Outlet     string    `json:"outlet,omitempty"`
		URL        string    `json:"url,omitempty"`
		Published  string    `json:"published,omitempty"`
	}
}

func (s *server) articles() {
	get(s, "list-articles", "/articles", "Articles, newest first", func(ctx context.Context, in *struct {
		PageIn
		DaysIn
		Outlet   []string `query:"outlet"`
		Language []string `query:"language"`
		Event    string   `query:"event"`
		Actor    string   `query:"actor" doc:"speaks in it or is named"`
	}) (*listOut[query.ArticleLine], error) {
		from, to, err := in.days()
		if err != nil {
			return nil, err
		}
		rows, err := s.Reader.Articles(ctx, query.ArticleFilter{Outlets: in.Outlet, Languages: in.Language, Event: in.Event, Actor: in.Actor, From: from, To: to, Page: in.cursor()})
		return listOf(rows, query.LineOfArticle), err
	})
	get(s, "get-article", "/articles/{id}", "An article with its text and annotation", func(ctx context.Context, in *struct {
		IDIn
		OffsetsIn
	}) (*articleOut, error) {
		a, err := s.Reader.Article(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		doc := a.Document
		if doc == nil {
			doc = &text.Document{Text: a.Article.Text}
		}
		opt := in.options()
		opt.WithText = true
		return &articleOut{export.AnnotationOf(&a.Article, doc, a.ActorOf, a.Actors, opt)}, nil
	})
	get(s, "get-passage", "/articles/{id}/passage", "The exact words of a span, with what stands around it", func(ctx context.Context, in *struct {
		IDIn
		Start   int `query:"start" minimum:"0" required:"true" doc:"in bytes of UTF-8"`
		End     int `query:"end" minimum:"0" required:"true"`
		Context int `query:"context" minimum:"0" maximum:"2000" default:"200" doc:"bytes before and after"`
	}) (*passageOut, error) {
		p, err := s.Reader.Passage(ctx, in.ID, text.Span{Start: in.Start, End: in.End}, in.Context)
		if err != nil {
			return nil, err
		}
		out := &passageOut{}
		b := &out.Body
		b.Article, b.Offsets, b.Start, b.End, b.Text, b.Before, b.After = p.Article.ID, text.UTF8, in.Start, in.End, p.Text, p.Before, p.After
		b.TextSHA256, b.Outlet, b.URL, b.Published = p.Article.SHA256(), p.Article.Outlet, p.Article.URL, p.Article.Published.String()
		return out, nil
	})
}
