// Package job is the writing side: each job is one load, one computation and
// one save, and is safe to repeat.
package job

import (
	"context"
	"iter"
	"path/filepath"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/queue"
	"synoptic/internal/store"
	"synoptic/news"
)

// A batch of articles is kept in one transaction, which ends at either limit.
const (
	batchArticles = 200
	batchBytes    = 4 << 20
)

// Outcome is what became of one article that was to be kept: Kept, Err or both
// (an article may be kept although something of it could not be read).
type Outcome struct {
	Kept store.Kept
	Path string // where it was read from, "" if it was not
	Err  error
}

// Tally counts outcomes.
type Tally struct{ Added, Revised, Unchanged, Failed int }

// Ingest keeps articles and asks for their annotation. report is told of every
// article once it is on the disk, or cannot be kept; articles that are read with
// an error are as package extract says. It stops at the first error that
// concerns the store and not one article, which it returns; what was reported
// as kept is safe, and running it again finishes the work. q may be nil.
func Ingest(ctx context.Context, s store.Articles, q queue.Queue, articles iter.Seq2[news.Article, error], report func(Outcome)) (Tally, error) {
	in := ingest{ctx: ctx, s: s, q: q, report: report}
	for a, err := range articles {
		if ctx.Err() != nil {
			break
		}
		if err := in.add(a, err); err != nil {
			return in.tally, err
		}
	}
	if err := in.flush(); err != nil {
		return in.tally, err
	}
	if err := ctx.Err(); err != nil {
		return in.tally, fault.New(fault.Unavailable, "stopped: run it again to keep the rest: %w", err)
	}
	return in.tally, nil
}

type ingest struct {
	ctx    context.Context
	s      store.Articles
	q      queue.Queue
	report func(Outcome)
	tally  Tally

	batch []news.Article
	errs  []error // parallel to batch
	bytes int
}

func (in *ingest) add(a news.Article, err error) error {
	if a.Text == "" && err != nil {
		in.tally.Failed++
		in.report(Outcome{Path: a.Path, Err: err})
		return nil
	}
	if bad := store.CheckArticle(&a); bad != nil {
		in.tally.Failed++
		in.report(Outcome{Path: a.Path, Err: bad})
		return nil
	}
	a.Path = absolute(a.Path)
	in.batch, in.errs = append(in.batch, a), append(in.errs, err)
	if in.bytes += len(a.Text); len(in.batch) < batchArticles && in.bytes < batchBytes {
		return nil
	}
	return in.flush()
}

// absolute makes a file's path mean the same tomorrow, from another folder.
func absolute(path string) string {
	if path == "" || path == "-" || strings.Contains(path, "://") {
		return path
	}
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

func (in *ingest) flush() error {
	if len(in.batch) == 0 {
		return nil
	}
	// A caller who gives up must still learn what is kept of this batch.
	ctx := context.WithoutCancel(in.ctx)
	kept, err := in.s.PutArticles(ctx, in.batch)
	if err != nil {
		return err
	}
	for i, k := range kept {
		switch k.Change {
		case store.Added:
			in.tally.Added++
		case store.Revised:
			in.tally.Revised++
		default:
			in.tally.Unchanged++
		}
		if in.q != nil && k.Change != store.Unchanged {
			if err := in.q.Put(ctx, queue.Job{Kind: queue.Annotate, Key: k.ID}); err != nil {
				return err
			}
		}
		in.report(Outcome{Kept: k, Path: in.batch[i].Path, Err: in.errs[i]})
	}
	in.batch, in.errs, in.bytes = in.batch[:0], in.errs[:0], 0
	return nil
}
