package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"time"

	"synoptic/internal/fault"
)

// Alone runs f while no other process, nor another caller in this one, runs what
// was asked for under this name for the store at path: work that rests on what it
// read long before it writes. The turn is a lock on an empty file beside the store;
// it ends with the process, however that ends. Whoever waits longer than ctx allows
// is told that the store is Unavailable.
func Alone(ctx context.Context, path, name string, f func() error) error {
	turn := files{path: path + "-" + name}
	db, err := sql.Open("sqlite", turn.dsn(url.Values{"_txlock": {"exclusive"}}))
	if err != nil {
		return turn.fault("wait for a turn", err)
	}
	defer db.Close()
	for {
		tx, err := db.Begin()
		if err == nil {
			return errors.Join(f(), tx.Rollback())
		}
		if !locked(err) {
			return turn.fault("wait for a turn", err)
		}
		select {
		case <-ctx.Done():
			return fault.New(fault.Unavailable, "store %s: another program is at %s: %w", path, name, ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}
