// Package sqlite keeps a store in one SQLite file, without cgo. It is the
// default: no server, no set-up.
//
// Readers are many and see the last commit; there is one writer goroutine,
// which puts writes that wait at the same time into one transaction. The file
// may be used by several processes at once. A write that has returned is on the
// disk (WAL, synchronous=FULL).
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	_ "modernc.org/sqlite" // the driver

	"synoptic/internal/fault"
	"synoptic/internal/store/sqlstore"
)

// Options say how a store is opened. The zero value is right for most.
type Options struct {
	// ReadOnly opens a store that is there already and may be write-protected;
	// every write is Unavailable.
	ReadOnly bool
	// Wait is how long a write waits for another process; 0 is two minutes.
	Wait time.Duration
	// MaxBytes limits the size of the file; 0 does not.
	MaxBytes int64
}

const (
	defaultWait = 2 * time.Minute // another may upgrade the store, or scrub it
	pageBytes   = 4096
)

// Open opens the store at path. Unless it is read only it makes the file, and
// the folder it lies in, if there is none, and upgrades a store that an older
// version made: in one transaction, so that it stays as it was should that fail.
// It answers Conflict for a store of a newer version and for a file that is no
// store; NotFound for a read-only store that is not there.
func Open(ctx context.Context, path string, opt Options) (*sqlstore.Store, error) {
	db, err := open(ctx, path, opt)
	if err != nil {
		return nil, err
	}
	return sqlstore.New(*db), nil
}

func open(ctx context.Context, path string, opt Options) (*sqlstore.Database, error) {
	if opt.Wait == 0 {
		opt.Wait = defaultWait
	}
	if err := reachable(path, opt.ReadOnly); err != nil {
		return nil, err
	}
	f := files{path: path, wait: opt.Wait}
	if opt.ReadOnly {
		return f.openReadOnly(ctx)
	}
	write, err := sql.Open("sqlite", f.dsn(url.Values{"_txlock": {"immediate"}}, "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)",
		"foreign_keys(ON)", "max_page_count("+strconv.FormatInt(maxPages(opt.MaxBytes), 10)+")"))
	if err != nil {
		return nil, f.fault("open", err)
	}
	write.SetMaxOpenConns(1)
	if err := f.upgrade(ctx, write); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read, err := f.readers(nil)
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	if _, err := write.ExecContext(ctx, "PRAGMA busy_timeout = "+strconv.FormatInt(min(lookOften, opt.Wait).Milliseconds(), 10)); err != nil {
		return nil, errors.Join(f.fault("open", err), read.Close(), write.Close())
	}
	w := startWriter(write, f.fault, opt.Wait)
	return &sqlstore.Database{
		Read: read, Update: w.update, Scrub: func(ctx context.Context) error { return f.scrub(ctx, w) }, Size: f.size,
		Close:   func() error { return errors.Join(read.Close(), w.close(), write.Close()) },
		Dialect: dialect(f.fault),
	}, nil
}

func maxPages(bytes int64) int64 {
	if bytes <= 0 {
		return 1<<32 - 2 // SQLite's own limit
	}
	return max(1, bytes/pageBytes)
}

// reachable finds out early, and in the words of the file system, why a store
// cannot be opened.
func reachable(path string, readOnly bool) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fault.New(fault.Usage, "store %s is a folder: name a file in it", path)
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist) && readOnly:
		return fault.New(fault.NotFound, "there is no store %s yet: keep some articles first, with 'synoptic ingest'", path)
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return fault.New(fault.Unavailable, "make a folder for store %s: %w", path, err)
		}
		return nil
	}
	return fault.New(fault.Unavailable, "store %s: %w", path, err)
}

// openReadOnly opens a store for reading only. Where even the journal's index
// cannot be written, as on a read-only disk, the file is read as it lies there.
func (f files) openReadOnly(ctx context.Context) (*sqlstore.Database, error) {
	read, err := f.readers(nil)
	if err == nil {
		err = f.usable(ctx, read)
	}
	if err != nil && fault.Of(err) == fault.Unavailable && f.settled() {
		read, err = f.readers(url.Values{"immutable": {"1"}})
		if err == nil {
			err = f.usable(ctx, read)
		}
	}
	if err != nil {
		return nil, err
	}
	refuse := func(context.Context, func(*sql.Tx) error) error {
		return fault.New(fault.Unavailable, "store %s was opened for reading only", f.path)
	}
	return &sqlstore.Database{Read: read, Update: refuse, Scrub: func(context.Context) error { return nil },
		Size: f.size, Close: read.Close, Dialect: dialect(f.fault)}, nil
}

// files are the files of a store: the database, its journal and the journal's
// index.
type files struct {
	path string
	wait time.Duration
}

func (f files) wal() string { return f.path + "-wal" }
func (f files) shm() string { return f.path + "-shm" }

// settled reports whether the database holds everything, and the journal
// nothing.
func (f files) settled() bool {
	info, err := os.Stat(f.wal())
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
}

func (f files) size() int64 {
	var n int64
	for _, p := range []string{f.path, f.wal()} {
		if info, err := os.Stat(p); err == nil {
			n += info.Size()
		}
	}
	return n
}

// dsn is the name under which the driver opens the database.
func (f files) dsn(params url.Values, pragmas ...string) string {
	if params == nil {
		params = url.Values{}
	}
	params["_pragma"] = append([]string{"busy_timeout(" + strconv.FormatInt(f.wait.Milliseconds(), 10) + ")"}, pragmas...)
	params.Set("_error_rc", "1")
	path := f.path
	if abs, err := filepath.Abs(path); err == nil {
		path = filepath.ToSlash(abs)
	}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: params.Encode()}).String()
}

func (f files) readers(params url.Values) (*sql.DB, error) {
	if params == nil {
		params = url.Values{}
	}
	params.Set("mode", "ro")
	read, err := sql.Open("sqlite", f.dsn(params, "query_only(ON)", "temp_store(MEMORY)", "cache_size(-16000)"))
	if err != nil {
		return nil, f.fault("open", err)
	}
	n := max(4, 2*runtime.GOMAXPROCS(0))
	read.SetMaxOpenConns(n)
	read.SetMaxIdleConns(n)
	return read, nil
}

// scrub writes the database anew and empties the journal into it: pages keep
// scraps of deleted rows where SQLite moved rows about, even under
// secure_delete. It costs as much as copying the store. Readers of an older
// state may hold it up.
func (f files) scrub(ctx context.Context, w *writer) error {
	err := w.outside(ctx, func(ctx context.Context, db *sql.DB) error {
		_, err := db.ExecContext(ctx, "VACUUM")
		return err
	})
	busy := true
	for try := 0; err == nil && busy && try < 500; try++ {
		if try > 0 {
			time.Sleep(20 * time.Millisecond)
		}
		err = w.outside(ctx, func(ctx context.Context, db *sql.DB) error {
			var pages, moved int
			return db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
		})
	}
	if err == nil && !busy {
		return nil
	}
	if err == nil {
		err = errors.New("another reader holds the journal")
	}
	return fault.New(fault.Unavailable, "the article is deleted, but scraps of its text may still lie in the files of store %s; the next deletion wipes them: %w", f.path, err)
}
