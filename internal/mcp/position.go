package mcp

import (
	"context"

	"synoptic/internal/query"
	"synoptic/news"
)

type positionsIn struct {
	Actor string `json:"actor" jsonschema:"id or name"`
	pageIn
}

type said struct {
	Article string `json:"article"`
	Kind    string `json:"kind"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

type step struct {
	Event    string `json:"event"`
	Date     string `json:"date,omitempty"`
	Change   string `json:"change" jsonschema:"first, repeated, strengthened, weakened, reversed or dropped, against the step before"`
	Since    string `json:"since,omitempty" jsonschema:"event of the step compared with"`
	Why      string `json:"why,omitempty"`
	Accounts int    `json:"accounts" jsonschema:"that have it, copies not counted"`
	Heard    int    `json:"heard" jsonschema:"accounts that let the actor speak at the event"`
	Said     []said `json:"said"`
}

type issue struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Steps []step `json:"steps"`
}

type positionsOut struct {
	Actor      string  `json:"actor"`
	Name       string  `json:"name"`
	Issues     []issue `json:"issues"`
	NextCursor string  `json:"next_cursor,omitempty"`
}

// The most passages that a step tells.
const stepPassages = 5

func (t tools) actorPositions(ctx context.Context, in positionsIn) (positionsOut, error) {
	from, err := after(in.Cursor)
	if err != nil {
		return positionsOut{}, err
	}
	size := limit(in.Limit)
	c, p, err := t.r.Positions(ctx, query.PositionAsk{Actor: in.Actor, Limit: from + size})
	if err != nil {
		return positionsOut{}, err
	}
	out := positionsOut{Actor: p.Actors[0].ID, Name: p.Actors[0].Name, Issues: []issue{}}
	first, last, next, err := window(in.Cursor, len(p.Issues)+p.More, size)
	if err != nil {
		return positionsOut{}, err
	}
	at := c.Index()
	for i := first; i < min(last, len(p.Issues)); i++ {
		out.Issues = append(out.Issues, issueOf(&p.Issues[i], c, at))
	}
	out.NextCursor = next
	return out, nil
}

func issueOf(x *news.Issue, c *news.Coverage, at map[string]int) issue {
	out := issue{ID: x.ID, Title: x.Title, Steps: []step{}}
	for i := range x.Steps {
		s := &x.Steps[i]
		j := step{s.Event, s.Date.String(), string(s.Change), s.Since, s.Note, s.Accounts, s.Heard, []said{}}
		for _, st := range s.Statements {
			k, known := at[st.Article]
			for _, span := range st.Content {
				if known && len(j.Said) < stepPassages {
					j.Said = append(j.Said, said{st.Article, string(st.Kind), span.Start, span.End, span.In(c.Articles[k].Text)})
				}
			}
		}
		out.Steps = append(out.Steps, j)
	}
	return out
}
