package app

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"synoptic/news"
)

// live takes decisions while a server runs: each is checked and kept at once,
// and carried out by one goroutine, since that may mean to derive much anew. It
// is safe for concurrent use.
type live struct {
	*Store
	log  *slog.Logger
	work chan liveJob
	left atomic.Int64 // decisions to carry out

	mu sync.Mutex // decisions are checked and kept one at a time
}

// liveJob is one decision to carry out.
type liveJob struct {
	kind   news.DecisionKind
	undone bool
	done   chan struct{}
}

// How many decisions may wait to be carried out, and how long whoever decides
// waits to see it done.
const (
	liveQueue = 1024
	liveWait  = 2 * time.Second
)

func newLive(s *Store, log *slog.Logger) *live {
	return &live{Store: s, log: log, work: make(chan liveJob, liveQueue)}
}

// run carries decisions out until ctx ends. What is left then is done by
// whatever relates articles next: decisions are kept in the store.
func (l *live) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-l.work:
			started := time.Now()
			if err := l.decided(ctx, j.kind, j.undone); err != nil {
				l.log.Error("carry out decision", "kind", j.kind, "error", err)
			} else {
				l.log.Info("carried out decision", "kind", j.kind, "took", time.Since(started).Round(time.Millisecond))
			}
			l.left.Add(-1)
			close(j.done)
		}
	}
}

// Working reports whether decisions are being carried out.
func (l *live) Working() bool { return l.left.Load() > 0 }

// Decide keeps a decision, and waits a little for it to be carried out.
func (l *live) Decide(ctx context.Context, d news.Decision) (string, error) {
	l.mu.Lock()
	id, err := l.keepDecision(ctx, d)
	l.mu.Unlock()
	if err == nil {
		l.carryOut(ctx, d.Kind, false)
	}
	return id, err
}

// Undo takes a decision back, and waits likewise.
func (l *live) Undo(ctx context.Context, id, who string) error {
	l.mu.Lock()
	kind, err := l.keepUndo(ctx, id, who)
	l.mu.Unlock()
	if err == nil {
		l.carryOut(ctx, kind, true)
	}
	return err
}

func (l *live) carryOut(ctx context.Context, kind news.DecisionKind, undone bool) {
	j := liveJob{kind, undone, make(chan struct{})}
	l.left.Add(1)
	select {
	case l.work <- j:
	default:
		l.left.Add(-1) // those that wait carry this one out too: all that are in force are
		return
	}
	timer := time.NewTimer(liveWait)
	defer timer.Stop()
	select {
	case <-j.done:
	case <-timer.C:
	case <-ctx.Done():
	}
}
