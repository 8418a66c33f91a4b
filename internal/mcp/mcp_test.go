package mcp

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"synoptic/collate"
	"synoptic/internal/query"
	"synoptic/internal/store"
	"synoptic/internal/store/sqlite"
	"synoptic/news"
	"synoptic/text"
)

const body = "Dues rise\n\nThe harbour master, Ada Keld, said dues will rise by a tenth.\n\nLomenz fishermen protested."

func reader(t *testing.T) *query.Reader {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "s.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	const words = "dues will rise by a tenth"
	said := text.Span{Start: strings.Index(body, words), End: strings.Index(body, words) + len(words)}
	var changes []store.Analysis
	event := news.Event{ID: "e1", Title: "Dues rise", Date: news.Date{Year: 2031, Month: 4, Day: 8}}
	for i := range 12 {
		a := news.Article{ID: fmt.Sprintf("a%02d", i), Outlet: fmt.Sprintf("Outlet %d", i), Text: body, Title: text.Span{End: 9}}
		if _, err := s.PutArticles(ctx, []news.Article{a}); err != nil {
			t.Fatal(err)
		}
		if err := s.PutDocument(ctx, &text.Document{ID: a.ID, Text: body, Language: "en"}, "p1"); err != nil {
			t.Fatal(err)
		}
		event.Articles = append(event.Articles, a.ID)
		changes = append(changes, store.Analysis{Version: "r1", Article: a.ID, ActorOf: []string{},
			Statements: []news.Statement{{ID: "s" + a.ID, Article: a.ID, Actor: "keld", Content: []text.Span{said}, Kind: text.Indirect}}})
	}
	changes = append(changes, store.Analysis{Events: []news.Event{event}, Actors: []news.Actor{{ID: "keld", Name: "Ada Keld"}}})
	if err := s.PutAnalyses(ctx, changes); err != nil {
		t.Fatal(err)
	}
	return query.New(s, collate.Options{Match: collate.Normal})
}

func connected(t *testing.T, transport func(*mcp.Server) mcp.Transport) *mcp.ClientSession {
	t.Helper()
	s := New(Config{Reader: reader(t), Version: "test"})
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(context.Background(), transport(s), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session
}

func inMemory(t *testing.T) func(*mcp.Server) mcp.Transport {
	return func(s *mcp.Server) mcp.Transport {
		client, server := mcp.NewInMemoryTransports()
		go func() { _ = s.Run(t.Context(), server) }()
		return client
	}
}

func call[T any](t *testing.T, s *mcp.ClientSession, tool string, args map[string]any) (T, *mcp.CallToolResult) {
	t.Helper()
	res, err := s.CallTool(context.Background(), &mcp.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		t.Fatal(err)
	}
	var out T
	raw, _ := json.Marshal(res.StructuredContent)
	if !res.IsError {
		if err := json.Unmarshal(raw, &out); err != nil {
			t.Fatalf("%v in %s", err, raw)
		}
	}
	return out, res
}

func TestTools(t *testing.T) {
	s := connected(t, inMemory(t))
	list, err := s.ListTools(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range list.Tools {
		names = append(names, tool.Name)
		if !tool.Annotations.ReadOnlyHint || tool.InputSchema == nil || tool.OutputSchema == nil {
			t.Errorf("%s: %+v", tool.Name, tool)
		}
	}
	for _, want := range []string{"search_statements", "list_events", "compare_accounts", "get_passage"} {
		if !slices.Contains(names, want) {
			t.Errorf("no tool %s in %v", want, names)
		}
	}
}

// Cursors lead through everything once, ten at most at a time.
func TestCursors(t *testing.T) {
	s := connected(t, inMemory(t))
	seen := map[string]bool{}
	cursor := ""
	for range 5 {
		out, _ := call[searchOut](t, s, "search_statements", map[string]any{"query": "dues", "cursor": cursor, "limit": 100})
		if len(out.Statements) > mostItems || out.Total != 12 {
			t.Fatalf("%d statements of %d", len(out.Statements), out.Total)
		}
		for _, st := range out.Statements {
			seen[st.Article] = true
			if body[st.Start:st.End] != st.Text || st.SpeakerName != "Ada Keld" {
				t.Errorf("statement %+v", st)
			}
		}
		if cursor = out.NextCursor; cursor == "" {
			break
		}
	}
	if len(seen) != 12 {
		t.Errorf("saw %d of 12 articles", len(seen))
	}
}

func TestPassage(t *testing.T) {
	s := connected(t, inMemory(t))
	p, _ := call[passageOut](t, s, "get_passage", map[string]any{"article": "a03", "start": 0, "end": 4, "context": 6})
	if p.Text != "Dues" || p.After != " rise\n" || p.Before != "" || p.Outlet != "Outlet 3" || len(p.SHA256) != 64 {
		t.Errorf("passage %+v", p)
	}
	for _, bad := range []map[string]any{{"article": "a03", "start": 4, "end": 2}, {"article": "nobody", "start": 0, "end": 1}} {
		if _, res := call[passageOut](t, s, "get_passage", bad); !res.IsError {
			t.Errorf("%v: no error", bad)
		}
	}
}

func TestEvents(t *testing.T) {
	s := connected(t, inMemory(t))
	out, _ := call[eventsOut](t, s, "list_events", map[string]any{"title": "dues"})
	if len(out.Events) != 1 || out.Events[0].Outlets != 12 || out.Events[0].Date != "2031-04-08" {
		t.Errorf("events %+v", out)
	}
	if _, res := call[eventsOut](t, s, "list_events", map[string]any{"from": "yesterday"}); !res.IsError {
		t.Error("a date that is none was taken")
	}
}

func TestWindow(t *testing.T) {
	for _, c := range []struct {
		cursor   string
		n, size  int
		from, to int
		next     string
		bad      bool
	}{
		{"", 25, 10, 0, 10, "10", false}, {"10", 25, 10, 10, 20, "20", false}, {"20", 25, 10, 20, 25, "", false},
		{"99", 25, 10, 25, 25, "", false}, {"", 0, 10, 0, 0, "", false}, {"-1", 25, 10, 0, 0, "", true}, {"x", 25, 10, 0, 0, "", true},
	} {
		from, to, next, err := window(c.cursor, c.n, c.size)
		if from != c.from || to != c.to || next != c.next || (err != nil) != c.bad {
			t.Errorf("window(%q, %d, %d) = %d, %d, %q, %v", c.cursor, c.n, c.size, from, to, next, err)
		}
	}
}

func TestStreamableHTTP(t *testing.T) {
	srv := httptest.NewServer(Handler(Config{Reader: reader(t), Version: "test"}))
	t.Cleanup(srv.Close)
	s := connected(t, func(*mcp.Server) mcp.Transport { return &mcp.StreamableClientTransport{Endpoint: srv.URL} })
	if out, _ := call[eventsOut](t, s, "list_events", map[string]any{}); len(out.Events) != 1 {
		t.Errorf("events %+v", out)
	}
}
