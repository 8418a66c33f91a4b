//go:build unix

package app

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Nobody may write into a pipe that lies in a folder, and reading it would wait for ever.
func TestExpandPassesOverPipes(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	files, errs := expand([]string{dir})
	if len(errs) > 0 || len(files) != 1 || filepath.Base(files[0]) != "a.txt" {
		t.Errorf("%v, %v", files, errs)
	}
}
