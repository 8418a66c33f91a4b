package cli

import (
	"bufio"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

// A client that starts the program is answered, and ends it by closing its
// input.
func TestMCP(t *testing.T) {
	db := filepath.Join(t.TempDir(), "s.db")
	if status := Main("1.2.3", []string{"ingest", "--quiet", "--db", db, "../../examples/ketter-dam.jsonl"}, strings.NewReader(""), io.Discard, io.Discard); status != exitDone {
		t.Fatalf("ingest: status %d", status)
	}
	in, ask := io.Pipe()
	answers, out := io.Pipe()
	status := make(chan int, 1)
	go func() { status <- Main("1.2.3", []string{"mcp", "--db", db}, in, out, io.Discard) }()
	lines := bufio.NewScanner(answers)
	say := func(message, want string) {
		t.Helper()
		if _, err := io.WriteString(ask, message+"\n"); err != nil {
			t.Fatal(err)
		}
		if want != "" && (!lines.Scan() || !strings.Contains(lines.Text(), want)) {
			t.Fatalf("no %s in %s", want, lines.Text())
		}
	}
	say(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}`, `"version":"1.2.3"`)
	say(`{"jsonrpc":"2.0","method":"notifications/initialized"}`, "")
	say(`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_events","arguments":{}}}`, `"independent_origins"`)
	ask.Close()
	if got := <-status; got != exitDone {
		t.Errorf("status %d", got)
	}
}
