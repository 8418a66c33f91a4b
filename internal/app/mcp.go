package app

import (
	"context"
	"io"
	"net/http"

	"synoptic/internal/mcp"
)

// ServeMCP answers one client of the Model Context Protocol that writes to in and
// reads from out, until it closes in.
func (s *Store) ServeMCP(ctx context.Context, version string, in io.Reader, out io.Writer) error {
	return mcp.Serve(ctx, mcp.Config{Reader: s.Reader, Version: version}, in, out)
}

// MCP answers its clients over HTTP.
func (s *Store) MCP(version string) http.Handler {
	return mcp.Handler(mcp.Config{Reader: s.Reader, Version: version})
}
