package job

import (
	"context"
	"errors"
	"sync"

	"synoptic/internal/fault"
	"synoptic/internal/queue"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

// Annotator keeps the documents of articles.
type Annotator struct {
	Store interface {
		store.Reader
		store.Documents
	}
	// Pipeline is the version of Annotate: documents by another are stale.
	Pipeline string
	// Annotate adds the layers; safe for concurrent use.
	Annotate func(*text.Document) error
	// Reads tells whether Annotate knows an article's language; nil is: always.
	// The document of another article is kept without layers.
	Reads func(a *news.Article) bool
}

// One annotates one article. An article that is deleted or edited meanwhile is
// passed over: an edit asks for its own annotation.
func (j *Annotator) One(ctx context.Context, id string) error {
	a, err := j.Store.Article(ctx, id)
	if fault.Of(err) == fault.NotFound && err != nil {
		return nil
	}
	if err != nil {
		return err
	}
	doc := &text.Document{ID: a.ID, Text: a.Text, Language: a.Language}
	if j.Reads == nil || j.Reads(&a) {
		if err := j.Annotate(doc); err != nil {
			return err
		}
		if err := doc.Check(); err != nil {
			return err
		}
	}
	err = j.Store.PutDocument(ctx, doc, j.Pipeline)
	if err != nil && (fault.Of(err) == fault.Conflict || fault.Of(err) == fault.NotFound) {
		return nil
	}
	return err
}

// Missing puts a job for every article that has no document of this pipeline.
func (j *Annotator) Missing(ctx context.Context, q queue.Queue) (n int, err error) {
	for after := ""; ; {
		ids, err := j.Store.Unannotated(ctx, j.Pipeline, after, batchArticles)
		if err != nil || len(ids) == 0 {
			return n, err
		}
		for _, id := range ids {
			if err := q.Put(ctx, queue.Job{Kind: queue.Annotate, Key: id}); err != nil {
				return n, err
			}
		}
		n += len(ids)
		after = ids[len(ids)-1]
	}
}

// All annotates every article that has no document of this pipeline, with some
// workers. progress is told after each, never by two goroutines at once; it may
// be nil. Errors that concern one article are returned together, at the end; an
// error of the store ends it at once.
func (j *Annotator) All(ctx context.Context, workers int, progress func(done int)) error {
	work := make(chan string)
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var mu sync.Mutex
	var failed []error
	done := 0
	var wg sync.WaitGroup
	for range max(1, workers) {
		wg.Go(func() {
			for id := range work {
				err := j.One(ctx, id)
				mu.Lock()
				if err != nil && fault.Of(err) == fault.Unavailable {
					stop(err)
				} else if err != nil {
					failed = append(failed, err)
				}
				if done++; progress != nil {
					progress(done)
				}
				mu.Unlock()
			}
		})
	}
	err := j.feed(ctx, work)
	close(work)
	wg.Wait()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return errors.Join(append(failed, err)...)
}

// feed sends the ids of all articles to annotate.
func (j *Annotator) feed(ctx context.Context, work chan<- string) error {
	for after := ""; ; {
		ids, err := j.Store.Unannotated(ctx, j.Pipeline, after, batchArticles)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			select {
			case work <- id:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		after = ids[len(ids)-1]
	}
}

// Work does jobs of a kind, one after the other, until ctx ends or the queue is
// closed. A job that fails is handed back with the reason; failed is told of it
// and may be nil.
func Work(ctx context.Context, q queue.Queue, kind queue.Kind, do func(ctx context.Context, key string) error, failed func(queue.Lease, error)) error {
	for {
		l, err := q.Take(ctx, kind)
		if errors.Is(err, queue.ErrClosed) || ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if err = do(ctx, l.Key); err == nil {
			err = q.Ack(context.WithoutCancel(ctx), l)
		} else {
			if failed != nil {
				failed(l, err)
			}
			err = q.Fail(context.WithoutCancel(ctx), l, err.Error())
		}
		if err != nil {
			return err
		}
	}
}
