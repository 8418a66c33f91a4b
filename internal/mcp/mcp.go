// Package mcp serves what the store holds to language models' clients by the
// Model Context Protocol: small answers with cursors, and every passage with its
// article, its offsets and its exact words, so that what a model says can be
// checked.
//
// Source: Model Context Protocol, revision 2025-11-25.
package mcp

import (
	"context"
	"io"
	"net/http"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"synoptic/internal/query"
)

const instructions = `Synoptic holds articles of many outlets, grouped into events, with who said what in each, at exact byte offsets.
It takes no side. Quote only text that a tool returned, and name article, start and end with it. A silence means that an
account which was captured does not have the point; it is no proof that something was not said.`

// Config is what is served.
type Config struct {
	Reader  *query.Reader
	Version string // of the program
}

// New makes the server. It only reads, and is safe for concurrent sessions.
func New(c Config) *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "synoptic", Title: "Synoptic", Version: c.Version}, &mcp.ServerOptions{Instructions: instructions})
	t := tools{c.Reader}
	add(s, "search_statements", "Find what was said by words, speaker, outlet, event or day. Words: \"phrases\", prefix*, OR, -without.", t.searchStatements)
	add(s, "list_events", "List events, newest first: title, date, place, how many outlets and independent origins report them.", t.listEvents)
	add(s, "compare_accounts", "The accounts of one event side by side: each point with every account's own words, who is silent, and how the readings differ.", t.compareAccounts)
	add(s, "actor_positions", "What somebody was reported to have said, grouped by issue, by date, with what changed from one event to the next.", t.actorPositions)
	add(s, "get_passage", "The exact words at an article's byte offsets, with what stands around them.", t.getPassage)
	return s
}

// Serve answers one client that writes to in and reads from out, until it closes
// in. What it asked for last may then go unanswered.
func Serve(ctx context.Context, c Config, in io.Reader, out io.Writer) error {
	return New(c).Run(ctx, &mcp.IOTransport{Reader: io.NopCloser(in), Writer: unclosed{out}})
}

// unclosed is a stream that somebody else closes.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// Handler serves clients by streamable HTTP, each request for itself.
func Handler(c Config) http.Handler {
	s := New(c)
	return mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return s }, &mcp.StreamableHTTPOptions{Stateless: true, JSONResponse: true})
}

// add registers a tool that only reads what is stored here.
func add[In, Out any](s *mcp.Server, name, about string, f func(context.Context, In) (Out, error)) {
	closed := false
	mcp.AddTool(s, &mcp.Tool{Name: name, Description: about, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, OpenWorldHint: &closed}},
		func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
			out, err := f(ctx, in)
			return nil, out, err
		})
}
