package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"synoptic/export"
	"synoptic/internal/fault"
	"synoptic/internal/query"
	"synoptic/news"
)

type eventLine struct {
	export.EventJSON
	Outlets int     `json:"outlets" doc:"distinct"`
	Origins int     `json:"origins" doc:"accounts that are no copy of another"`
	Latest  *string `json:"latest" doc:"day of the newest account"`
}

func lineOfEvent(r query.EventRow) eventLine {
	l := eventLine{EventJSON: export.EventOf(&r.Event), Outlets: r.Outlets, Origins: r.Origins}
	if d := r.Latest.String(); d != "" {
		l.Latest = &d
	}
	return l
}

type storylineLine struct {
	export.StorylineJSON
	Articles int    `json:"articles"`
	First    string `json:"first,omitempty"`
	Last     string `json:"last,omitempty"`
}

func lineOfStoryline(r query.StorylineRow) storylineLine {
	return storylineLine{export.StorylinesOf([]news.Storyline{r.Storyline})[0], r.Articles, r.First.String(), r.Last.String()}
}

type eventOut struct {
	Body struct {
		export.EventJSON
		Storyline *export.StorylineJSON `json:"storyline,omitempty"`
		Accounts  []query.ArticleLine   `json:"accounts"`
	}
}

// fileOut is an answer in a format of its own.
type fileOut struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *server) events() {
	type filter struct {
		PageIn
		DaysIn
		Actor     string `query:"actor" doc:"takes part"`
		Outlet    string `query:"outlet" doc:"reports it"`
		Storyline string `query:"storyline"`
		Accounts  int    `query:"accounts" minimum:"0" doc:"at least so many"`
		Title     string `query:"title" doc:"words of the title or of an account's"`
	}
	of := func(in *filter) (query.EventFilter, error) {
		from, to, err := in.days()
		return query.EventFilter{From: from, To: to, Actor: in.Actor, Outlet: in.Outlet, Storyline: in.Storyline, Accounts: in.Accounts, Title: in.Title, Page: in.cursor()}, err
	}
	get(s, "list-events", "/events", "Events, newest first", func(ctx context.Context, in *filter) (*listOut[eventLine], error) {
		f, err := of(in)
		if err != nil {
			return nil, err
		}
		rows, err := s.Reader.Events(ctx, f)
		return listOf(rows, lineOfEvent), err
	})
	get(s, "get-event", "/events/{id}", "An event and its accounts", s.event)
	get(s, "list-storylines", "/storylines", "Storylines, newest first", func(ctx context.Context, in *filter) (*listOut[storylineLine], error) {
		f, err := of(in)
		if err != nil {
			return nil, err
		}
		rows, err := s.Reader.Storylines(ctx, f)
		return listOf(rows, lineOfStoryline), err
	})
	get(s, "get-storyline", "/storylines/{id}", "A storyline's events, newest first", func(ctx context.Context, in *IDIn) (*listOut[eventLine], error) {
		line, err := s.Reader.Storyline(ctx, in.ID)
		return listOf(query.Page[query.EventRow]{Items: line.Events, Total: len(line.Events)}, lineOfEvent), err
	})
	s.comparison()
}

func (s *server) event(ctx context.Context, in *IDIn) (*eventOut, error) {
	e, err := s.Reader.Event(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &eventOut{}
	out.Body.EventJSON = export.EventOf(&e.Event)
	if e.Storyline.ID != "" {
		out.Body.Storyline = &export.StorylinesOf([]news.Storyline{e.Storyline})[0]
	}
	out.Body.Accounts = listOf(query.Page[query.ArticleRow]{Items: e.Articles}, query.LineOfArticle).Body.Items
	return out, nil
}

// comparison serves an event's accounts side by side, in any format. It is
// registered by hand because its answer's type depends on the format.
func (s *server) comparison() {
	type in struct {
		IDIn
		OffsetsIn
		Format   string `query:"format" default:"json" doc:"as of \"synoptic compare\""`
		WithText bool   `query:"with_text" doc:"add the articles' texts"`
	}
	schema := s.api.OpenAPI().Components.Schemas.Schema(typeOf[export.ComparisonsJSON](), true, "")
	content := map[string]*huma.MediaType{}
	for _, f := range s.Formats {
		content[f.Media] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Format: "binary"}}
	}
	content["application/json"] = &huma.MediaType{Schema: schema}
	huma.Register(s.api, huma.Operation{OperationID: "compare-accounts", Method: http.MethodGet, Path: Prefix + "/events/{id}/comparison", Tags: []string{"events"},
		Summary: "The accounts of an event side by side: points, readings, divergences, silences, labels", Responses: map[string]*huma.Response{"200": {Description: "OK", Content: content}}},
		func(ctx context.Context, in *in) (*fileOut, error) {
			opt := in.options()
			opt.WithText = in.WithText
			out, err := s.compare(ctx, in.ID, in.Format, opt)
			return out, failed(err)
		})
}

func (s *server) compare(ctx context.Context, event, format string, opt export.Options) (*fileOut, error) {
	for _, f := range s.Formats {
		if f.Name != format {
			continue
		}
		cov, err := s.Reader.Coverage(ctx, event)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := f.Write(&b, cov, opt); err != nil {
			return nil, err
		}
		out := &fileOut{ContentType: f.Media, Body: b.Bytes()}
		if format != "json" && format != "html" {
			out.Disposition = `attachment; filename="` + cov.Events[0].ID + f.Ext + `"`
		}
		return out, nil
	}
	return nil, fault.New(fault.Usage, "format %q is not known", format)
}
