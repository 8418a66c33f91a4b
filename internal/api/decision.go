package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"synoptic/internal/query"
	"synoptic/news"
)

type pastDecision struct {
	ID       string     `json:"id"`
	When     time.Time  `json:"when"`
	Who      string     `json:"who"`
	Kind     string     `json:"kind"`
	Subjects []string   `json:"subjects" doc:"the first is the one that stays"`
	Args     []string   `json:"args,omitempty"`
	Event    string     `json:"event,omitempty"`
	Note     string     `json:"note,omitempty"`
	Undone   bool       `json:"undone"`
	UndoneBy string     `json:"undone_by,omitempty"`
	UndoneAt *time.Time `json:"undone_at,omitempty"`
}

func decisionOf(d news.Decision) pastDecision {
	j := pastDecision{ID: d.ID, When: d.When, Who: d.Who, Kind: string(d.Kind), Subjects: d.Subjects, Args: d.Args, Event: d.Event, Note: d.Note, Undone: d.Undone, UndoneBy: d.UndoneBy}
	if !d.UndoneAt.IsZero() {
		j.UndoneAt = &d.UndoneAt
	}
	return j
}

type decideIn struct {
	Body struct {
		Kind     string   `json:"kind" doc:"actor.merge, actor.split, actor.rename, actor.reject, actor.never_same, event.merge … as doc/formats/json.md lists them"`
		Subjects []string `json:"subjects" minItems:"1" doc:"ids; the first is the one that stays"`
		Args     []string `json:"args,omitempty"`
		Event    string   `json:"event,omitempty" doc:"in which the points stand, of a decision about points"`
		Note     string   `json:"note,omitempty" maxLength:"4000" doc:"why"`
	}
}

type decidedOut struct {
	Body struct {
		ID string `json:"id"`
	}
}

func (s *server) decisions() {
	if s.Decider == nil {
		return
	}
	get(s, "list-decisions", "/decisions", "What analysts decided, newest first, undone decisions included", func(ctx context.Context, _ *struct{}) (*listOut[pastDecision], error) {
		ds, err := s.Decider.Decisions(ctx)
		out := listOf(query.Page[news.Decision]{Items: ds, Total: len(ds)}, decisionOf)
		for i, k := 0, len(out.Body.Items)-1; i < k; i, k = i+1, k-1 {
			out.Body.Items[i], out.Body.Items[k] = out.Body.Items[k], out.Body.Items[i]
		}
		return out, err
	})
	huma.Register(s.api, huma.Operation{OperationID: "decide", Method: http.MethodPost, Path: Prefix + "/decisions", Tags: []string{"decisions"},
		Summary: "Keep a decision and apply it", DefaultStatus: http.StatusCreated},
		func(ctx context.Context, in *decideIn) (*decidedOut, error) {
			who, err := s.who(ctx)
			if err != nil {
				return nil, err
			}
			out := &decidedOut{}
			out.Body.ID, err = s.Decider.Decide(ctx, news.Decision{Who: who, Kind: news.DecisionKind(in.Body.Kind), Subjects: in.Body.Subjects, Args: in.Body.Args, Event: in.Body.Event, Note: in.Body.Note})
			return out, failed(err)
		})
	huma.Register(s.api, huma.Operation{OperationID: "undo", Method: http.MethodDelete, Path: Prefix + "/decisions/{id}", Tags: []string{"decisions"},
		Summary: "Take a decision back; it stays in the history", DefaultStatus: http.StatusNoContent},
		func(ctx context.Context, in *IDIn) (*struct{}, error) {
			who, err := s.who(ctx)
			if err != nil {
				return nil, err
			}
			return nil, failed(s.Decider.Undo(ctx, in.ID, who))
		})
}

// who decides; a request that may not is forbidden.
func (s *server) who(ctx context.Context) (string, error) {
	if s.Who == nil {
		return "", nil
	}
	who, err := s.Who(ctx)
	if err != nil {
		return "", huma.Error403Forbidden(err.Error())
	}
	return who, nil
}
