package sqlite

import (
	"context"
	"path/filepath"
	"testing"

	"synoptic/internal/store"
	"synoptic/internal/store/storetest"
)

var ctx = context.Background()

func openAt(t *testing.T, path string, opt Options) store.Store {
	t.Helper()
	s, err := Open(ctx, path, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return openAt(t, filepath.Join(t.TempDir(), "s.db"), Options{}) })
}
