// Package queue carries keys of work. What there is to do can always be told
// from the store; a queue that loses a job costs time, never data.
package queue

import (
	"context"
	"time"
)

// Kind is what is to be done.
type Kind string

// The kinds of job.
const (
	Annotate Kind = "annotate" // the article Key
	Relate   Kind = "relate"   // whatever is annotated and not related; Key is ""
)

// Job is one piece of work. It is safe to do twice.
type Job struct {
	Kind Kind
	Key  string
}

// Lease is a job that somebody works on.
type Lease struct {
	Job
	Attempt int    // 1 the first time
	Token   string // of this lease
}

// Failed is a job that was given up.
type Failed struct {
	Job
	Attempts int
	Reason   string // of the last failure
}

// Queue hands out jobs. Every job is handed out at least once; it is handed out
// again if it is neither acknowledged nor failed before its lease ends. All
// methods are safe for concurrent use.
type Queue interface {
	// Put adds jobs. One that waits already is not added again; one that is
	// being worked on is.
	Put(ctx context.Context, jobs ...Job) error
	// Take leases the job of a kind that has waited longest, and waits for one
	// until ctx ends, whose error it then returns. After Close it returns
	// ErrClosed.
	Take(ctx context.Context, kind Kind) (Lease, error)
	// Ack says that a job is done. A lease that has ended is passed over: its
	// job is somebody else's.
	Ack(ctx context.Context, l Lease) error
	// Fail says that a job could not be done, and why. It is handed out again
	// after a while that doubles with each attempt, or given up after the last.
	Fail(ctx context.Context, l Lease, reason string) error
	// Status says what there is.
	Status(ctx context.Context) (Status, error)
}

// Status is what a queue holds.
type Status struct {
	Waiting map[Kind]int // jobs that a Take would get now or later
	Leased  map[Kind]int
	Dead    []Failed // jobs that were given up, oldest first
}

// Options of a queue.
type Options struct {
	Lease    time.Duration // how long a job may take; 0 is five minutes
	Attempts int           // before a job is given up; 0 is three
	Backoff  time.Duration // before the second attempt; 0 is one second
}

// WithDefaults fills what is 0.
func (o Options) WithDefaults() Options {
	if o.Lease == 0 {
		o.Lease = 5 * time.Minute
	}
	if o.Attempts == 0 {
		o.Attempts = 3
	}
	if o.Backoff == 0 {
		o.Backoff = time.Second
	}
	return o
}

// ErrClosed is returned by a queue that was closed.
var ErrClosed = closedError{}

type closedError struct{}

func (closedError) Error() string { return "the queue is closed" }
