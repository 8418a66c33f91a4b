package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"synoptic/internal/fault"
)

func TestAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	var inside, runs atomic.Int32
	var wait sync.WaitGroup
	for range 6 {
		wait.Go(func() {
			err := Alone(ctx, path, "relate", func() error {
				if inside.Add(1) > 1 {
					t.Error("two at once")
				}
				time.Sleep(5 * time.Millisecond)
				inside.Add(-1)
				runs.Add(1)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if runs.Load() != 6 {
		t.Errorf("%d of 6 had a turn", runs.Load())
	}
	failed := errors.New("failed")
	err := Alone(ctx, path, "relate", func() error {
		if err := Alone(ctx, path, "other", func() error { return nil }); err != nil {
			t.Errorf("under another name: %v", err)
		}
		gone, stop := context.WithTimeout(ctx, time.Millisecond)
		defer stop()
		wantFault(t, "a turn that does not come", Alone(gone, path, "relate", func() error { return nil }), fault.Unavailable)
		return failed
	})
	if !errors.Is(err, failed) {
		t.Errorf("got %v, want what f failed with", err)
	}
}
