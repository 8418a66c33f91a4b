package job

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"synoptic/extract"
	"synoptic/news"
)

// readFiles reads files as the program does.
func readFiles(paths []string) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for i, id := range extract.IDs(paths) {
			b, err := os.ReadFile(paths[i])
			if err != nil {
				yield(news.Article{}, err)
				return
			}
			for a, err := range extract.Articles(id, paths[i], strings.NewReader(string(b))) {
				if !yield(a, err) {
					return
				}
			}
		}
	}
}

func TestFolder(t *testing.T) {
	dir, s := t.TempDir(), open(t)
	c := newCollector(t, s)
	write := func(name, content string, age time.Duration) {
		p := filepath.Join(dir, name)
		ok(t, os.WriteFile(p, []byte(content), 0o600))
		at := time.Now().Add(-age)
		ok(t, os.Chtimes(p, at, at))
	}
	look := func() Tally {
		tally, err := c.Folder(ctx, dir, readFiles, func(Outcome) {})
		ok(t, err)
		return tally
	}
	write("a.txt", "The ministers met in Harsk.", time.Hour)
	write("b.txt", "Rail fares rise in May.", time.Hour)
	write("notes.xyz", "not for us", time.Hour)
	write("fresh.txt", "Half a sen", 0)
	for i, want := range []Tally{{Added: 2}, {}} {
		if got := look(); got != want {
			t.Errorf("look %d: %+v, want %+v", i, got, want)
		}
	}
	write("a.txt", "The ministers met in Harsk again.", time.Minute)
	write("c.txt", "", time.Hour)
	write("fresh.txt", "Half a sentence is now whole.", time.Minute)
	if got := look(); got != (Tally{Added: 1, Revised: 1, Failed: 1}) {
		t.Errorf("after changes: %+v", got)
	}
	if _, err := c.Folder(ctx, filepath.Join(dir, "none"), readFiles, func(Outcome) {}); err == nil {
		t.Error("a folder that is not there: no error")
	}
}

// What the system would not let be read is read once it lets it; what a link leads to
// is what counts; a file of tomorrow is none that is being written.
func TestFolderUnread(t *testing.T) {
	dir, elsewhere := t.TempDir(), filepath.Join(t.TempDir(), "there.txt")
	c := newCollector(t, open(t))
	refuse := true
	read := func(paths []string) iter.Seq2[news.Article, error] {
		if refuse {
			return func(yield func(news.Article, error) bool) {
				yield(news.Article{}, &fs.PathError{Op: "read", Path: paths[0], Err: errors.New("input/output error")})
			}
		}
		return readFiles(paths)
	}
	write := func(path, content string, age time.Duration) {
		ok(t, os.WriteFile(path, []byte(content), 0o600))
		at := time.Now().Add(-age)
		ok(t, os.Chtimes(path, at, at))
	}
	look := func(what string, want Tally) {
		t.Helper()
		got, err := c.Folder(ctx, dir, read, func(Outcome) {})
		ok(t, err)
		if got != want {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	write(filepath.Join(dir, "a.txt"), "The ministers met in Harsk.", time.Hour)
	look("the disk fails", Tally{Failed: 1})
	refuse = false
	look("it works again", Tally{Added: 1})
	look("nothing new", Tally{})

	ok(t, os.Symlink(elsewhere, filepath.Join(dir, "b.txt")))
	look("a link to nowhere", Tally{})
	write(elsewhere, "Rail fares rise in May.", time.Hour)
	look("a link", Tally{Added: 1})
	write(elsewhere, "Rail fares rise in June.", time.Minute)
	look("what it leads to changed", Tally{Revised: 1})

	write(filepath.Join(dir, "c.txt"), "The council sat on Tuesday.", -time.Hour)
	look("a file of tomorrow", Tally{Added: 1})
	look("nothing new", Tally{})
}
