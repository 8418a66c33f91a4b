// Package fault holds the few kinds of error that the faces tell apart. An error
// carries its kind from where it arises; a face maps the kind once, to an exit
// status or an HTTP status.
package fault

import (
	"errors"
	"fmt"
)

// Kind is what a caller can do about an error.
type Kind int

// The kinds.
const (
	Internal    Kind = iota // a defect or a broken machine; nothing the user can mend
	Usage                   // the request itself is wrong
	Input                   // one input cannot be used; the rest can
	NotFound                // what was asked for is not there
	Conflict                // it contradicts what is stored or was decided
	Unavailable             // disk full, locked store, unreachable host: try again
)

type fault struct {
	kind Kind
	err  error
}

func (f *fault) Error() string { return f.err.Error() }
func (f *fault) Unwrap() error { return f.err }

// New makes an error of a kind; format is as for fmt.Errorf, %w included. The
// text names the input, the fault and the way out.
func New(k Kind, format string, args ...any) error {
	return &fault{k, fmt.Errorf(format, args...)}
}

// Of is the kind of the outermost fault in err's chain; Internal if there is
// none.
func Of(err error) Kind {
	var f *fault
	if errors.As(err, &f) {
		return f.kind
	}
	return Internal
}

// missing is what is not in the store.
type missing struct{ noun, id string }

func (m *missing) Error() string { return fmt.Sprintf("no %s %q in the store", m.noun, m.id) }

// Missing is a NotFound error for an article, an event or the like that is not in the store.
func Missing(noun, id string) error { return &fault{NotFound, &missing{noun, id}} }

// Lacks is the noun of the Missing in err's chain, "" if there is none.
func Lacks(err error) string {
	if m := (*missing)(nil); errors.As(err, &m) {
		return m.noun
	}
	return ""
}
