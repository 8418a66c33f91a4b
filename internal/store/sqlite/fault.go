package sqlite

import (
	"errors"

	driver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"

	"synoptic/internal/fault"
)

// locked reports whether another process was writing.
func locked(err error) bool {
	var e *driver.Error
	return errors.As(err, &e) && (e.Code()&0xff == code.SQLITE_BUSY || e.Code()&0xff == code.SQLITE_LOCKED)
}

// fault gives an error of SQLite its kind and says what to do.
func (f files) fault(doing string, err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return fault.New(fault.Internal, "%s in store %s: %w", doing, f.path, err)
	}
	switch e.Code() & 0xff {
	case code.SQLITE_BUSY, code.SQLITE_LOCKED:
		return fault.New(fault.Unavailable, "%s: store %s is locked by another program that writes to it: try again when it is done (%w)", doing, f.path, err)
	case code.SQLITE_FULL:
		return fault.New(fault.Unavailable, "%s: no room left for store %s: free some disk space and run it again; what was kept is safe (%w)", doing, f.path, err)
	case code.SQLITE_READONLY, code.SQLITE_PERM, code.SQLITE_AUTH:
		return fault.New(fault.Unavailable, "%s: store %s may not be written: check the permissions of the file and its folder (%w)", doing, f.path, err)
	case code.SQLITE_CANTOPEN:
		return fault.New(fault.Unavailable, "%s: store %s cannot be opened: check the permissions of the file and its folder (%w)", doing, f.path, err)
	case code.SQLITE_IOERR:
		return fault.New(fault.Unavailable, "%s: the disk of store %s fails (%w)", doing, f.path, err)
	case code.SQLITE_CORRUPT:
		return fault.New(fault.Conflict, "%s: store %s is damaged: restore a backup (%w)", doing, f.path, err)
	case code.SQLITE_NOTADB:
		return fault.New(fault.Conflict, "%s: %s is not a Synoptic store: choose another file (%w)", doing, f.path, err)
	}
	return fault.New(fault.Internal, "%s in store %s: %w", doing, f.path, err)
}
