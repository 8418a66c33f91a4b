package job

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"time"

	"synoptic/extract"
	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// A file is read once it has not changed for this long, so that none is read
// while it is being written.
const settled = 2 * time.Second

// fileMark tells a file from its later states.
type fileMark struct {
	Size int64     `json:"s"`
	Time time.Time `json:"t"`
	Left bool      `json:"l,omitempty"` // it could not be read
}

// Folder takes in the files of a folder that are new or changed since it was
// last looked at; read reads them. What was read is kept in the store, so that
// a watch that was killed goes on where it stopped. A file that the system would not
// let be read is tried again once it can be opened. Every look leaves a capture
// record.
func (c *Collector) Folder(ctx context.Context, dir string, read func(paths []string) iter.Seq2[news.Article, error], report func(Outcome)) (Tally, error) {
	rec := store.Capture{At: time.Now(), Feed: dir, URL: dir, Kind: store.PollCapture, Result: store.NotModified}
	marks, err := c.marks(ctx, dir)
	if err != nil {
		return Tally{}, err
	}
	found, err := look(dir, rec.At)
	if err != nil {
		rec.Result, rec.Detail = store.Failed, err.Error()
		return Tally{}, errors.Join(err, c.record(ctx, rec))
	}
	var paths []string
	for _, f := range found {
		if old, ok := marks[f.path]; !ok || old.Size != f.mark.Size || !old.Time.Equal(f.mark.Time) || old.Left && opens(f.path) {
			paths = append(paths, f.path)
		}
	}
	left := map[string]bool{}
	var t Tally
	if len(paths) > 0 {
		t, err = Ingest(ctx, c.Store, c.Queue, read(paths), func(o Outcome) {
			if system := (*fs.PathError)(nil); errors.As(o.Err, &system) {
				left[system.Path] = true
			}
			report(o)
		})
		if err != nil {
			return t, err
		}
		rec.Result = store.Captured
	}
	now := map[string]fileMark{}
	for _, f := range found {
		f.mark.Left = left[f.path] || marks[f.path].Left && !slices.Contains(paths, f.path)
		now[f.path] = f.mark
	}
	b, err := json.Marshal(now)
	if err != nil {
		return t, err
	}
	if len(paths) > 0 {
		if err := c.Store.PutState(context.WithoutCancel(ctx), "watch/folder/"+dir, b); err != nil {
			return t, err
		}
	}
	return t, c.record(ctx, rec)
}

func (c *Collector) marks(ctx context.Context, dir string) (map[string]fileMark, error) {
	m := map[string]fileMark{}
	b, err := c.Store.State(ctx, "watch/folder/"+dir)
	if err != nil {
		if fault.Of(err) == fault.NotFound {
			return m, nil
		}
		return m, err
	}
	if json.Unmarshal(b, &m) != nil {
		m = map[string]fileMark{}
	}
	return m, nil
}

type seenFile struct {
	path string
	mark fileMark
}

// look lists the files of a folder that a reader knows and that have settled, by
// name.
func look(dir string, now time.Time) ([]seenFile, error) {
	var out []seenFile
	if _, err := os.Stat(dir); err != nil {
		return nil, fault.New(fault.Input, "%w: check the name", err)
	}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !extract.Known(p) {
			return nil // what cannot be listed now may be at the next look
		}
		info, err := os.Stat(p) // of what a link leads to
		// A time to come tells of a clock that is wrong, not of a file being written.
		if err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()).Abs() >= settled {
			out = append(out, seenFile{p, fileMark{Size: info.Size(), Time: info.ModTime()}})
		}
		return nil
	})
	return out, err
}

func opens(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	return f.Close() == nil
}

// WatchFolders looks at folders every so often until ctx ends; errors are
// logged.
func (c *Collector) WatchFolders(ctx context.Context, dirs []string, every time.Duration, read func(paths []string) iter.Seq2[news.Article, error]) {
	for ctx.Err() == nil {
		for _, dir := range dirs {
			t, err := c.Folder(ctx, dir, read, func(o Outcome) {
				if o.Err != nil {
					c.Log.Warn("file", "path", o.Path, "error", o.Err)
				}
			})
			switch {
			case err != nil && ctx.Err() == nil:
				c.Log.Error("folder", "path", dir, "error", err)
			case t != (Tally{}):
				c.Log.Info("folder", "path", dir, "added", t.Added, "revised", t.Revised, "unchanged", t.Unchanged, "failed", t.Failed)
			}
		}
		if !sleep(ctx, every) {
			return
		}
	}
}
