package mcp

import (
	"context"

	"synoptic/news"
)

type compareIn struct {
	Event string `json:"event" jsonschema:"event id"`
	pageIn
}

type account struct {
	Article   string `json:"article"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`
	CopyOf    string `json:"copy_of,omitempty"`
}

type reading struct {
	Article string `json:"article"`
	Form    string `json:"form" jsonschema:"direct, mixed, indirect, or narrated in the outlet's own voice"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

type span struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

type divergence struct {
	Kind     string   `json:"kind"`
	Articles []string `json:"articles"`
	Note     string   `json:"note"`
}

type point struct {
	ID          string       `json:"id"`
	Speaker     string       `json:"speaker,omitempty"`
	Readings    []reading    `json:"readings"`
	Unsettled   []span       `json:"unsettled" jsonschema:"what comes near in accounts of which the texts do not settle whether they have the point"`
	Silent      []string     `json:"silent" jsonschema:"accounts that were captured and do not have the point"`
	Divergences []divergence `json:"divergences"`
}

type compareOut struct {
	Event      string    `json:"event"`
	Title      string    `json:"title"`
	Date       string    `json:"date,omitempty"`
	Accounts   []account `json:"accounts"`
	Points     []point   `json:"points"`
	Total      int       `json:"total" jsonschema:"points on all pages"`
	NextCursor string    `json:"next_cursor,omitempty"`
}

func (t tools) compareAccounts(ctx context.Context, in compareIn) (compareOut, error) {
	c, err := t.r.Compared(ctx, in.Event)
	if err != nil {
		return compareOut{}, err
	}
	out := compareOut{Event: c.Event.ID, Title: c.Event.Title, Date: c.Event.Date.String(), Accounts: []account{}, Points: []point{}}
	if c.Comparison == nil {
		return out, nil // one account: nothing to set beside it
	}
	for _, a := range c.Comparison.Accounts {
		out.Accounts = append(out.Accounts, account{a.Article, a.Outlet, a.Published.String(), a.CopyOf})
	}
	at := c.Coverage.Index()
	out.Total = len(c.Comparison.Points)
	from, to, next, err := window(in.Cursor, out.Total, limit(in.Limit))
	if err != nil {
		return compareOut{}, err
	}
	out.NextCursor = next
	for i := from; i < to; i++ {
		out.Points = append(out.Points, pointOf(&c.Comparison.Points[i], c.Coverage, at))
	}
	return out, nil
}

func pointOf(p *news.Point, c *news.Coverage, at map[string]int) point {
	out := point{ID: p.ID, Readings: []reading{}, Unsettled: []span{}, Silent: append([]string{}, p.Silent...), Divergences: []divergence{}}
	if a := c.ActorByID(p.Speaker); a != nil {
		out.Speaker = a.Name
	}
	for _, r := range p.Readings {
		out.Readings = append(out.Readings, reading{r.Account, string(r.Form), r.Span.Start, r.Span.End, r.Span.In(c.Articles[at[r.Account]].Text)})
	}
	for _, u := range p.Unsettled {
		out.Unsettled = append(out.Unsettled, span{u.Article, u.Span.Start, u.Span.End, u.Span.In(c.Articles[at[u.Article]].Text)})
	}
	for _, d := range p.Divergences {
		out.Divergences = append(out.Divergences, divergence{string(d.Kind), d.Accounts, d.Note})
	}
	return out
}
