//go:build unix

package cli

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestOutputWritesIntoAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	read := make(chan string)
	go func() {
		b, _ := os.ReadFile(path)
		read <- string(b)
	}()
	e := &env{}
	if err := e.output(path, func(w io.Writer) error { _, err := io.WriteString(w, "all"); return err }); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		t.Fatalf("the pipe was replaced: %v, %v", info, err)
	}
	if got := <-read; got != "all" {
		t.Errorf("%q came out of the pipe", got)
	}
}

func TestOutputSaysTheWayOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.html")
	for cause, want := range map[error]string{syscall.ENOSPC: "a.html: no space left on device: free", syscall.EACCES: "a.html: permission denied: name"} {
		err := (&env{}).output(path, func(io.Writer) error { return &fs.PathError{Op: "write", Path: ".synoptic-1", Err: cause} })
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), ".synoptic") {
			t.Errorf("%v", err)
		}
	}
}
