package query

import (
	"context"
	"slices"
	"sync"

	"synoptic/internal/fault"
)

// Renew compares events whose comparison is not what it would be now, one after
// the other, those first that somebody has asked for, until ctx ends. While it
// runs, Compared does not wait for it. failed is told what could not be compared.
func (r *Reader) Renew(ctx context.Context, failed func(event string, err error)) {
	r.renewing.Store(true)
	defer r.renewing.Store(false)
	for {
		id, ok := r.behind.next(ctx)
		if !ok {
			return
		}
		if err := r.renew(ctx, id); err != nil && ctx.Err() == nil && fault.Of(err) != fault.NotFound { // it may have become another
			failed(id, err)
		}
	}
}

func (r *Reader) renew(ctx context.Context, id string) error {
	e, err := r.s.Event(ctx, id)
	if err != nil {
		return err
	}
	states, err := r.s.EventStates(ctx, []string{e.ID})
	if err != nil {
		return err
	}
	ds, err := r.s.ListDecisions(ctx)
	if err != nil {
		return err
	}
	_, err = r.compareAnew(ctx, e, states[e.ID], ds)
	return err
}

// inTurn runs what takes much processor time and memory beside few others like
// it. Renew is one of them at the most, so that those who wait always have a
// turn.
func (r *Reader) inTurn(ctx context.Context, f func() error) error {
	select {
	case r.turns <- struct{}{}:
		defer func() { <-r.turns }()
		return f()
	case <-ctx.Done():
		return fault.New(fault.Unavailable, "too many events are being compared; try again: %w", ctx.Err())
	}
}

// The most events that wait to be compared; of more the last are dropped, and
// asked for again when a page shows them.
const lineLength = 256

// waitingLine is events that wait, each once. It is safe for concurrent use.
type waitingLine struct {
	mu   sync.Mutex
	ids  []string      // the first is next
	some chan struct{} // has one if ids may not be empty
}

func newWaitingLine() *waitingLine { return &waitingLine{some: make(chan struct{}, 1)} }

// push puts an event into the line, or to its front.
func (l *waitingLine) push(id string, first bool) {
	l.mu.Lock()
	at := slices.Index(l.ids, id)
	switch {
	case at < 0 && first:
		l.ids = slices.Insert(l.ids, 0, id)
	case at < 0:
		l.ids = append(l.ids, id)
	case first:
		copy(l.ids[1:at+1], l.ids[:at])
		l.ids[0] = id
	}
	l.ids = l.ids[:min(len(l.ids), lineLength)]
	l.mu.Unlock()
	select {
	case l.some <- struct{}{}:
	default:
	}
}

// next takes the first event out, and waits for one; false if ctx ends.
func (l *waitingLine) next(ctx context.Context) (string, bool) {
	for ctx.Err() == nil {
		l.mu.Lock()
		if len(l.ids) > 0 {
			id := l.ids[0]
			l.ids = slices.Delete(l.ids, 0, 1)
			l.mu.Unlock()
			return id, true
		}
		l.mu.Unlock()
		select {
		case <-l.some:
		case <-ctx.Done():
		}
	}
	return "", false
}
