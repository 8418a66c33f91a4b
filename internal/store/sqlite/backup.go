package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"synoptic/internal/fault"
)

// Backup writes a copy of the store at path to target, a whole store in one
// file, while the store may be in use: the copy is its state at one moment. An
// existing target is replaced only if force is set, and then in one step; a
// backup that fails leaves it as it was.
func Backup(ctx context.Context, path, target string, force bool) error {
	if err := vacant(target, force, "backup"); err != nil {
		return err
	}
	if same, err := sameFile(path, target); err != nil {
		return err
	} else if same {
		return fault.New(fault.Usage, "the backup %s would be the store itself", target)
	}
	if err := reachable(path, true); err != nil {
		return err
	}
	from := files{path: path, wait: defaultWait}
	// Not as a reader: one that may not write cannot make another file either.
	db, err := sql.Open("sqlite", from.dsn(url.Values{"mode": {"rw"}}))
	if err != nil {
		return from.fault("back up", err)
	}
	defer db.Close()
	if err := from.recognise(ctx, db); err != nil {
		return err
	}
	return replace(target, func(temporary string) error {
		if _, err := db.ExecContext(ctx, "VACUUM INTO ?", temporary); err != nil {
			return (files{path: target}).fault("back up "+path, err)
		}
		return verify(ctx, temporary, target)
	})
}

// Restore makes the backup at source the store at path. The backup is checked
// first, whole: that it is a store, of a version that this program reads, and
// not damaged. An existing store is replaced only if force is set, and then in
// one step; no other program may use it meanwhile. A restore that fails leaves
// it as it was.
func Restore(ctx context.Context, source, path string, force bool) error {
	if err := vacant(path, force, "restore"); err != nil {
		return err
	}
	if same, err := sameFile(source, path); err != nil {
		return err
	} else if same {
		return fault.New(fault.Usage, "the backup %s is the store itself", source)
	}
	if err := reachable(source, true); err != nil {
		return err
	}
	if err := reachable(path, false); err != nil {
		return err
	}
	return replace(path, func(temporary string) error {
		if err := copyFile(source, temporary); err != nil {
			return fault.New(fault.Unavailable, "restore %s: %w", source, err)
		}
		if err := verify(ctx, temporary, source); err != nil {
			return fmt.Errorf("restore: %w", err)
		}
		return files{path: path, wait: defaultWait}.retire(ctx)
	})
}

// vacant asks that there is no file at path, unless force is set.
func vacant(path string, force bool, doing string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fault.New(fault.Unavailable, "%s to %s: %w", doing, path, err)
	case !info.Mode().IsRegular():
		return fault.New(fault.Usage, "%s to %s: that is no file", doing, path)
	case !force:
		return fault.New(fault.Conflict, "%s to %s: there is a file already; --force replaces it", doing, path)
	}
	return nil
}

func sameFile(a, b string) (bool, error) {
	x, err := os.Stat(a)
	if errors.Is(err, fs.ErrNotExist) {
		return false, fault.New(fault.NotFound, "there is no file %s", a)
	}
	if err != nil {
		return false, fault.New(fault.Unavailable, "%w", err)
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y), nil
}

// replace lets write make a file beside path and then puts it in path's place.
func replace(path string, write func(temporary string) error) error {
	folder, err := os.MkdirTemp(filepath.Dir(path), ".synoptic-*")
	if err != nil {
		return fault.New(fault.Unavailable, "write %s: %w", path, err)
	}
	defer os.RemoveAll(folder)
	temporary := filepath.Join(folder, "store")
	if err := write(temporary); err != nil {
		return err
	}
	if err := errors.Join(syncFile(temporary), os.Rename(temporary, path)); err != nil {
		return fault.New(fault.Unavailable, "write %s: %w", path, err)
	}
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// verify reads all of a store that nobody uses and asks that it is sound; name
// is what errors call it.
func verify(ctx context.Context, path, name string) error {
	f := files{path: name, wait: defaultWait}
	db, err := sql.Open("sqlite", files{path: path}.dsn(url.Values{"mode": {"ro"}, "immutable": {"1"}}))
	if err != nil {
		return f.fault("check", err)
	}
	defer db.Close()
	if err := f.recognise(ctx, db); err != nil {
		return err
	}
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict); err != nil {
		return f.fault("check", err)
	}
	if verdict != "ok" {
		return fault.New(fault.Conflict, "%s is damaged: %s", name, verdict)
	}
	return nil
}

// recognise asks that db is a store, of a version that this program knows.
func (f files) recognise(ctx context.Context, db *sql.DB) error {
	all, err := steps()
	if err != nil {
		return err
	}
	s, err := readState(ctx, db)
	if err != nil {
		return f.fault("open", err)
	}
	if s.application != applicationID {
		return fault.New(fault.Conflict, "%s is not a Synoptic store", f.path)
	}
	return f.check(s, len(all))
}

// retire makes ready to replace a store: it moves its journal into it, so that
// the file is whole, and removes the journal, which would else be taken for the
// new store's. A file that is no sound store just loses its journal.
func (f files) retire(ctx context.Context) error {
	if _, err := os.Stat(f.path); errors.Is(err, fs.ErrNotExist) {
		return f.dropJournal()
	}
	db, err := sql.Open("sqlite", f.dsn(url.Values{"_txlock": {"exclusive"}}))
	if err != nil {
		return f.fault("replace", err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var busy, pages, moved int
	err = db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	if err = f.inUse(busy != 0, err); err == nil {
		// Leaving WAL needs the file for itself: this finds who else has it open.
		var mode string
		err = f.inUse(false, db.QueryRowContext(ctx, "PRAGMA journal_mode=DELETE").Scan(&mode))
	}
	if err != nil && fault.Of(err) != fault.Conflict {
		return err
	}
	if err := db.Close(); err != nil {
		return f.fault("replace", err)
	}
	return f.dropJournal()
}

func (f files) inUse(busy bool, err error) error {
	if err != nil {
		err = f.fault("replace", err)
	}
	if busy || fault.Of(err) == fault.Unavailable && err != nil {
		return fault.New(fault.Unavailable, "store %s is in use: stop the programs that have it open and try again", f.path)
	}
	return err
}

func (f files) dropJournal() error {
	for _, p := range []string{f.wal(), f.shm()} {
		if err := os.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fault.New(fault.Unavailable, "replace %s: %w", f.path, err)
		}
	}
	return nil
}
