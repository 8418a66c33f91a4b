package job

import (
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
