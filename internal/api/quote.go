package api

import (
	"context"

	"synoptic/internal/query"
)

type quoteReading struct {
	Article  string        `json:"article"`
	Outlet   string        `json:"outlet,omitempty"`
	Event    string        `json:"event,omitempty"`
	Date     string        `json:"date,omitempty"`
	Actor    string        `json:"actor,omitempty"`
	Speaker  string        `json:"speaker,omitempty"`
	Said     bool          `json:"said" doc:"the article gives it as somebody's words"`
	Kind     string        `json:"kind,omitempty"`
	Start    int           `json:"start" doc:"in bytes of the article's text"`
	End      int           `json:"end"`
	Verbatim bool          `json:"verbatim" doc:"all words, in order, and none between them"`
	Quoted   bool          `json:"quoted" doc:"it stands between quotation marks"`
	Share    float64       `json:"share" doc:"part of the sentence's words that it has, in order"`
	Changes  []quoteChange `json:"changes"`
}

type quoteChange struct {
	Kind string `json:"kind" enum:"same,left_out,put_in"`
	Text string `json:"text"`
}

type quoteOut struct {
	Body struct {
		Offsets  string         `json:"offsets"`
		Readings []quoteReading `json:"readings"`
	}
}

func (s *server) quotes() {
	get(s, "check-quote", "/quote", "Every reading in the store of a sentence that somebody is said to have said", func(ctx context.Context, in *struct {
		Text string `query:"text" required:"true" maxLength:"4000"`
	}) (*quoteOut, error) {
		found, err := s.Reader.Quote(ctx, in.Text)
		if err != nil {
			return nil, err
		}
		out := &quoteOut{}
		out.Body.Offsets, out.Body.Readings = "utf8", make([]quoteReading, len(found))
		for i, r := range found {
			out.Body.Readings[i] = readingOf(r)
		}
		return out, nil
	})
}

func readingOf(r query.QuoteReading) quoteReading {
	j := quoteReading{r.Article, r.Outlet, r.Event, r.Date.String(), r.Actor, r.Speaker, r.Said, string(r.Kind), r.Span.Start, r.Span.End, r.Verbatim, r.Quoted, r.Share, make([]quoteChange, len(r.Changes))}
	for i, c := range r.Changes {
		j.Changes[i] = quoteChange(c)
	}
	return j
}
