package sqlite

import (
	"database/sql"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestTurns lets one program write without pause, as an ingest does, and asks
// that another one, which decides something now and then, has its turn.
func TestTurns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	busy, err := open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	other := openAt(t, path, Options{Wait: 20 * time.Second})
	var over atomic.Bool
	var wait sync.WaitGroup
	for range 2 { // so that one always waits
		wait.Go(func() {
			for !over.Load() {
				if err := busy.Update(ctx, func(tx *sql.Tx) error {
					time.Sleep(40 * time.Millisecond)
					_, err := tx.Exec("INSERT INTO state VALUES ('busy', '') ON CONFLICT DO NOTHING")
					return err
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	var longest time.Duration
	for range 8 {
		started := time.Now()
		if err := other.PutState(ctx, "other", []byte("x")); err != nil {
			t.Error(err)
		}
		longest = max(longest, time.Since(started))
		time.Sleep(time.Millisecond)
	}
	over.Store(true)
	wait.Wait()
	t.Logf("the longest wait was %s", longest)
}
