package local

import (
	"context"
	"errors"
	"testing"

	"go.uber.org/goleak"

	"synoptic/internal/queue"
	"synoptic/internal/queue/queuetest"
)

func TestQueue(t *testing.T) {
	defer goleak.VerifyNone(t)
	queuetest.Run(t, func(t *testing.T, opt queue.Options) queue.Queue {
		q := New(opt)
		t.Cleanup(q.Close)
		return q
	})
}

func TestClose(t *testing.T) {
	q := New(queue.Options{})
	got := make(chan error)
	go func() { _, err := q.Take(context.Background(), queue.Annotate); got <- err }()
	q.Close()
	if err := <-got; !errors.Is(err, queue.ErrClosed) {
		t.Errorf("Take of a closed queue: %v", err)
	}
	if err := q.Put(context.Background(), queue.Job{}); !errors.Is(err, queue.ErrClosed) {
		t.Errorf("Put into a closed queue: %v", err)
	}
}
