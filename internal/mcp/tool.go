package mcp

import (
	"context"
	"strconv"

	"synoptic/internal/fault"
	"synoptic/internal/query"
	"synoptic/news"
	"synoptic/text"
)

// tools are the calls that a client may make.
type tools struct{ r *query.Reader }

// An answer has so many items unless fewer are asked for.
const mostItems = 10

func limit(n int) int {
	if n <= 0 || n > mostItems {
		return mostItems
	}
	return n
}

type pageIn struct {
	Cursor string `json:"cursor,omitempty" jsonschema:"next_cursor of the answer before"`
	Limit  int    `json:"limit,omitempty" jsonschema:"at most 10"`
}

func (p pageIn) page() query.Cursor { return query.Cursor{After: p.Cursor, Limit: limit(p.Limit)} }

type searchIn struct {
	Query   string `json:"query" jsonschema:"words to look for in what was said"`
	Speaker string `json:"speaker,omitempty" jsonschema:"actor id"`
	Outlet  string `json:"outlet,omitempty"`
	Event   string `json:"event,omitempty" jsonschema:"event id"`
	From    string `json:"from,omitempty" jsonschema:"first day, YYYY-MM-DD"`
	To      string `json:"to,omitempty" jsonschema:"last day"`
	pageIn
}

type statement struct {
	Article     string `json:"article"`
	Outlet      string `json:"outlet,omitempty"`
	Event       string `json:"event,omitempty"`
	Date        string `json:"date,omitempty"`
	Speaker     string `json:"speaker,omitempty" jsonschema:"actor id"`
	SpeakerName string `json:"speaker_name,omitempty"`
	Kind        string `json:"kind" jsonschema:"direct: between quotation marks; mixed: partly; indirect: the outlet's words"`
	Start       int    `json:"start" jsonschema:"byte offset in the article"`
	End         int    `json:"end"`
	Text        string `json:"text"`
}

type searchOut struct {
	Statements []statement `json:"statements"`
	Total      int         `json:"total"`
	AtLeast    bool        `json:"at_least,omitempty" jsonschema:"there are more than total, which nobody counted"`
	NextCursor string      `json:"next_cursor,omitempty"`
}

func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func (t tools) searchStatements(ctx context.Context, in searchIn) (searchOut, error) {
	f := query.SearchFilter{Outlets: one(in.Outlet), Actors: one(in.Speaker), Events: one(in.Event), Page: in.page()}
	var err error
	if f.From, err = news.ParseDate(in.From); err != nil {
		return searchOut{}, err
	}
	if f.To, err = news.ParseDate(in.To); err != nil {
		return searchOut{}, err
	}
	hits, err := t.r.SearchStatements(ctx, in.Query, f)
	out := searchOut{Statements: []statement{}, Total: hits.Total, AtLeast: hits.AtLeast, NextCursor: hits.Next}
	for _, h := range hits.Items {
		out.Statements = append(out.Statements, statementOf(h.StatementRow))
	}
	return out, err
}

func statementOf(r query.StatementRow) statement {
	s := text.Cover(r.Content)
	return statement{r.Article, r.Outlet, r.Event, r.Date.String(), r.Actor, r.Name, string(r.Kind), s.Start, s.End, r.Text}
}

type eventsIn struct {
	Title    string `json:"title,omitempty" jsonschema:"words of the event's title"`
	Actor    string `json:"actor,omitempty" jsonschema:"actor id that takes part"`
	Outlet   string `json:"outlet,omitempty" jsonschema:"reports it"`
	From     string `json:"from,omitempty" jsonschema:"first day, YYYY-MM-DD"`
	To       string `json:"to,omitempty" jsonschema:"last day"`
	Accounts int    `json:"accounts,omitempty" jsonschema:"reported by at least so many articles"`
	pageIn
}

type event struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Date     string   `json:"date,omitempty" jsonschema:"EDTF: XXXX is a year that no text settles"`
	Place    string   `json:"place,omitempty"`
	Outlets  int      `json:"outlets"`
	Origins  int      `json:"independent_origins" jsonschema:"accounts that are no copy of another"`
	Articles []string `json:"articles"`
}

type eventsOut struct {
	Events     []event `json:"events"`
	Total      int     `json:"total"`
	NextCursor string  `json:"next_cursor,omitempty"`
}

func (t tools) listEvents(ctx context.Context, in eventsIn) (eventsOut, error) {
	f := query.EventFilter{Title: in.Title, Actor: in.Actor, Outlet: in.Outlet, Accounts: in.Accounts, Page: in.page()}
	var err error
	if f.From, err = news.ParseDate(in.From); err != nil {
		return eventsOut{}, err
	}
	if f.To, err = news.ParseDate(in.To); err != nil {
		return eventsOut{}, err
	}
	rows, err := t.r.Events(ctx, f)
	out := eventsOut{Events: []event{}, Total: rows.Total, NextCursor: rows.Next}
	for _, r := range rows.Items {
		out.Events = append(out.Events, event{r.ID, r.Title, r.Date.String(), r.Place, r.Outlets, r.Origins, r.Articles})
	}
	return out, err
}

type passageIn struct {
	Article string `json:"article" jsonschema:"article id"`
	Start   int    `json:"start" jsonschema:"byte offset"`
	End     int    `json:"end"`
	Context int    `json:"context,omitempty" jsonschema:"bytes before and after, at most 1000; 200 if not given"`
}

type passageOut struct {
	Article   string `json:"article"`
	Outlet    string `json:"outlet,omitempty"`
	URL       string `json:"url,omitempty"`
	Published string `json:"published,omitempty"`
	SHA256    string `json:"text_sha256" jsonschema:"of the whole article's text"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Before    string `json:"before"`
	Text      string `json:"text"`
	After     string `json:"after"`
}

func (t tools) getPassage(ctx context.Context, in passageIn) (passageOut, error) {
	around := min(in.Context, 1000)
	if around <= 0 {
		around = 200
	}
	p, err := t.r.Passage(ctx, in.Article, text.Span{Start: in.Start, End: in.End}, around)
	if err != nil {
		return passageOut{}, err
	}
	a := &p.Article
	return passageOut{a.ID, a.Outlet, a.URL, a.Published.String(), a.SHA256(), in.Start, in.End, p.Before, p.Text, p.After}, nil
}

// after reads a cursor that counts items.
func after(cursor string) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(cursor)
	if err != nil || n < 0 {
		return 0, fault.New(fault.Usage, "cursor %q is none of mine", cursor)
	}
	return n, nil
}

// window cuts a page out of n items.
func window(cursor string, n, size int) (from, to int, next string, err error) {
	if from, err = after(cursor); err != nil {
		return 0, 0, "", err
	}
	from = min(from, n)
	if to = min(n, from+size); to < n {
		next = strconv.Itoa(to)
	}
	return from, to, next, nil
}
