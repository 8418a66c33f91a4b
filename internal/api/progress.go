package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/sse"

	"synoptic/internal/query"
)

// progressJSON says how much is kept and how far the analysis is.
type progressJSON struct {
	Articles   int `json:"articles"`
	Annotated  int `json:"annotated" doc:"of the articles"`
	Events     int `json:"events"`
	Storylines int `json:"storylines"`
	Actors     int `json:"actors"`
	Statements int `json:"statements"`
}

func progressOf(c query.Counts) progressJSON {
	return progressJSON{c.Articles, c.Documents, c.Events, c.Storylines, c.Actors, c.Statements}
}

type progressOut struct{ Body progressJSON }

func (s *server) progress() {
	get(s, "get-counts", "/counts", "How much is kept", func(ctx context.Context, _ *struct{}) (*progressOut, error) {
		c, err := s.Reader.Counts(ctx)
		return &progressOut{progressOf(c)}, err
	})
	sse.Register(s.api, huma.Operation{OperationID: "follow-progress", Method: http.MethodGet, Path: Prefix + "/progress", Tags: []string{"counts"},
		Summary: "Server-sent events: how much is kept, whenever it changes"}, map[string]any{"progress": progressJSON{}},
		func(ctx context.Context, _ *struct{}, send sse.Sender) {
			tick := time.NewTicker(s.Tick)
			defer tick.Stop()
			var last progressJSON
			for first := true; ; first = false {
				c, err := s.Reader.Counts(ctx)
				if err != nil {
					return
				}
				if now := progressOf(c); first || now != last {
					if last = now; send.Data(now) != nil {
						return
					}
				}
				select {
				case <-ctx.Done():
					return
				case <-tick.C:
				}
			}
		})
}
