package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"synoptic/internal/fault"
)

// schema holds the steps from an empty file to the newest version, one file a
// version, in order. A step that was released is never changed.
//
//go:embed schema/*.sql
var schema embed.FS

// applicationID marks a SQLite file as a store: "SYNO".
const applicationID = 0x53594e4f

// steps are the SQL of the schema; the version of a store is how many it has
// seen.
func steps() ([]string, error) {
	names, err := fs.Glob(schema, "schema/*.sql") // in lexical order
	if err != nil {
		return nil, err
	}
	out := make([]string, len(names))
	for i, name := range names {
		b, err := schema.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out[i] = string(b)
	}
	return out, nil
}

// state is what the head of a database file says.
type state struct{ application, version, tables int }

type queryRower interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func readState(ctx context.Context, q queryRower) (s state, err error) {
	for _, x := range []struct {
		ask string
		to  *int
	}{{"PRAGMA application_id", &s.application}, {"PRAGMA user_version", &s.version}, {"SELECT count(*) FROM sqlite_master", &s.tables}} {
		if err := q.QueryRowContext(ctx, x.ask).Scan(x.to); err != nil {
			return s, err
		}
	}
	return s, nil
}

// check refuses what this program cannot use. An empty file becomes a store.
func (f files) check(s state, newest int) error {
	switch {
	case s.tables == 0 && s.application == 0:
		return nil
	case s.application != applicationID:
		return fault.New(fault.Conflict, "%s is a database of another program, not a Synoptic store: choose another file", f.path)
	case s.version > newest:
		return fault.New(fault.Conflict, "store %s was made by a newer Synoptic (store version %d; this one reads up to %d): update Synoptic, or choose another store with --db", f.path, s.version, newest)
	}
	return nil
}

// upgrade brings a store to the newest version in one transaction.
func (f files) upgrade(ctx context.Context, db *sql.DB) error {
	all, err := steps()
	if err != nil {
		return err
	}
	return f.upgradeBy(ctx, db, all)
}

func (f files) upgradeBy(ctx context.Context, db *sql.DB, all []string) error {
	s, err := readState(ctx, db)
	if err != nil {
		return f.fault("open", err)
	}
	if err := f.check(s, len(all)); err != nil {
		return err
	}
	if s.version == len(all) {
		return nil
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return f.fault("upgrade", err)
	}
	defer tx.Rollback()                          // no effect after Commit
	if s, err = readState(ctx, tx); err != nil { // another process may have been faster
		return f.fault("upgrade", err)
	}
	if err := f.check(s, len(all)); err != nil {
		return err
	}
	for n := s.version; n < len(all); n++ {
		if _, err := tx.ExecContext(ctx, all[n]); err != nil {
			return f.fault("upgrade (the store stays as it was)", err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(all))); err != nil {
		return f.fault("upgrade (the store stays as it was)", err)
	}
	if err := tx.Commit(); err != nil {
		return f.fault("upgrade (the store stays as it was)", err)
	}
	return nil
}

// usable tells whether a store that may not be upgraded can be read.
func (f files) usable(ctx context.Context, db *sql.DB) error {
	all, err := steps()
	if err != nil {
		return err
	}
	s, err := readState(ctx, db)
	if err != nil {
		return f.fault("open", err)
	}
	if err := f.check(s, len(all)); err != nil {
		return err
	}
	if s.version < len(all) {
		return fault.New(fault.Conflict, "store %s was made by an older Synoptic (store version %d; this one reads %d) and must be upgraded, but may not be written here", f.path, s.version, len(all))
	}
	return nil
}
