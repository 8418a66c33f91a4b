package app

import (
	"context"
	"net/http"

	"synoptic/internal/mcp"
)

// ServeMCP answers one client of the Model Context Protocol over standard input
// and output until it leaves.
func (s *Store) ServeMCP(ctx context.Context, version string) error {
	return mcp.Serve(ctx, mcp.Config{Reader: s.Reader, Version: version})
}

// MCP answers its clients over HTTP.
func (s *Store) MCP(version string) http.Handler {
	return mcp.Handler(mcp.Config{Reader: s.Reader, Version: version})
}
