package mcp_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"synoptic/internal/app"
	"synoptic/internal/config"
	"synoptic/internal/job"
	"synoptic/internal/mcp"
	"synoptic/internal/query"
)

// On the project's examples: every reading of every point is what stands at its
// place, and the cursor leads through all points.
func TestCompareExamples(t *testing.T) {
	ctx := context.Background()
	s, err := app.OpenStore(ctx, config.Config{DB: filepath.Join(t.TempDir(), "s.db"), Match: "normal", Workers: 2}, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, err := s.Ingest(ctx, app.Read([]string{"../../examples"}, nil), func(job.Outcome) {}); err != nil {
		t.Fatal(err)
	}
	if bad, err := s.Analyse(ctx, nil); bad != nil || err != nil {
		t.Fatal(bad, err)
	}
	client, server := sdk.NewInMemoryTransports()
	go func() { _ = mcp.New(mcp.Config{Reader: s.Reader, Version: "test"}).Run(t.Context(), server) }()
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, client, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	positions, err := session.CallTool(ctx, &sdk.CallToolParams{Name: "actor_positions", Arguments: map[string]any{"actor": "Radmer Oshane", "limit": 2}})
	if err != nil || positions.IsError {
		t.Fatal(err, positions)
	}
	if raw, _ := json.Marshal(positions.StructuredContent); !strings.Contains(string(raw), `"change":"first"`) || !strings.Contains(string(raw), `"next_cursor":"2"`) {
		t.Errorf("positions %.600s", raw)
	}
	if res, err := session.CallTool(ctx, &sdk.CallToolParams{Name: "actor_positions", Arguments: map[string]any{"actor": "Nobody Atall"}}); err != nil || !res.IsError {
		t.Error("an unknown actor has positions")
	}
	events, err := s.Events(ctx, query.EventFilter{Accounts: 2})
	if err != nil || len(events.Items) == 0 {
		t.Fatalf("no events: %v", err)
	}
	points := 0
	for _, e := range events.Items {
		cursor, seen := "", 0
		var total int
		for {
			res, err := session.CallTool(ctx, &sdk.CallToolParams{Name: "compare_accounts", Arguments: map[string]any{"event": e.ID, "cursor": cursor, "limit": 3}})
			if err != nil || res.IsError {
				t.Fatal(err, res)
			}
			var out struct {
				Points []struct {
					Readings []struct {
						Article, Text string
						Start, End    int
					}
				}
				Total      int
				NextCursor string `json:"next_cursor"`
			}
			raw, _ := json.Marshal(res.StructuredContent)
			if err := json.Unmarshal(raw, &out); err != nil {
				t.Fatal(err)
			}
			for _, p := range out.Points {
				seen++
				for _, r := range p.Readings {
					a, err := s.Article(ctx, r.Article)
					if err != nil {
						t.Fatal(err)
					}
					if got := a.Article.Text[r.Start:r.End]; got != r.Text {
						t.Errorf("%s %d-%d is %q, not %q", r.Article, r.Start, r.End, got, r.Text)
					}
				}
			}
			if total, cursor = out.Total, out.NextCursor; cursor == "" {
				break
			}
		}
		if seen != total {
			t.Errorf("event %s: saw %d of %d points", e.ID, seen, total)
		}
		points += total
	}
	if points == 0 {
		t.Error("no points at all")
	}
}
