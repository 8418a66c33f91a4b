package sqlite

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"synoptic/internal/fault"
)

// writer runs all writes in one goroutine. Writes that wait together share a
// transaction, each in a savepoint of its own, so that one that fails takes
// none with it.
type writer struct {
	db    *sql.DB
	fault func(doing string, err error) error
	wait  time.Duration // for another process
	jobs  chan *writeJob
	done  chan struct{} // closed when the goroutine has ended
	held  time.Time     // since when no other process had a turn

	mu     sync.RWMutex // guards sending on jobs against closing it
	closed bool
}

type writeJob struct {
	ctx    context.Context
	do     func(*sql.Tx) error
	alone  func(context.Context, *sql.DB) error // instead of do: outside a transaction
	err    error
	answer chan struct{}
}

// Writes that share one transaction; more would make the first wait long.
const maxBatch = 64

// Who writes without pause and who waits for a turn. SQLite itself looks every
// 100 ms, in the end, whether it may write, and another process that writes one
// transaction after the other leaves it less than one ms between two: it could
// wait for ever. So a writer looks every 10 ms at the latest, and lets others have
// a turn that long after a quarter of a second.
const (
	lookOften = 18 * time.Millisecond // SQLite's looks are then 1, 2, 5 and 10 ms apart
	turnTime  = 250 * time.Millisecond
	turnGap   = 12 * time.Millisecond
)

func startWriter(db *sql.DB, fault func(string, error) error, wait time.Duration) *writer {
	w := &writer{db: db, fault: fault, wait: wait, held: time.Now(), jobs: make(chan *writeJob, maxBatch), done: make(chan struct{})}
	go w.run()
	return w
}

func (w *writer) update(ctx context.Context, do func(*sql.Tx) error) error {
	return w.submit(&writeJob{ctx: ctx, do: do, answer: make(chan struct{})})
}

// outside runs f between transactions.
func (w *writer) outside(ctx context.Context, f func(context.Context, *sql.DB) error) error {
	return w.submit(&writeJob{ctx: ctx, alone: f, answer: make(chan struct{})})
}

// submit waits for the answer even if ctx ends meanwhile: only the answer tells
// whether the write is kept.
func (w *writer) submit(j *writeJob) error {
	w.mu.RLock()
	if w.closed {
		w.mu.RUnlock()
		return fault.New(fault.Unavailable, "the store is closed")
	}
	w.jobs <- j
	w.mu.RUnlock()
	<-j.answer
	return j.err
}

func (w *writer) close() error {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.jobs)
	}
	w.mu.Unlock()
	<-w.done
	return nil
}

func (w *writer) run() {
	defer close(w.done)
	for idle := time.Now(); ; idle = time.Now() {
		j, ok := <-w.jobs
		if !ok {
			return
		}
		w.giveTurn(idle)
		batch := []*writeJob{j}
		for more := true; more && j.alone == nil && len(batch) < maxBatch; {
			select {
			case next, ok := <-w.jobs:
				if more = ok; ok {
					batch = append(batch, next)
					more = next.alone == nil
				}
			default:
				more = false
			}
		}
		last := batch[len(batch)-1]
		if last.alone == nil {
			w.commit(batch)
			continue
		}
		w.commit(batch[:len(batch)-1])
		last.err = w.patiently(func() error { return last.alone(last.ctx, w.db) })
		close(last.answer)
	}
}

// giveTurn leaves others time to write, if they have had none for long; idle is
// when the writer last had nothing to do.
func (w *writer) giveTurn(idle time.Time) {
	now := time.Now()
	if now.Sub(idle) < turnGap {
		if now.Sub(w.held) < turnTime {
			return
		}
		time.Sleep(turnGap)
	}
	w.held = time.Now()
}

// patiently does what other processes may hold up, until they let it.
func (w *writer) patiently(do func() error) error {
	for deadline := time.Now().Add(w.wait); ; {
		if err := do(); err == nil || !locked(err) || time.Now().After(deadline) {
			return err
		}
	}
}

// commit runs a batch and answers it.
func (w *writer) commit(batch []*writeJob) {
	if len(batch) == 0 {
		return
	}
	if err := w.transact(batch); err != nil {
		for _, j := range batch {
			if j.err == nil {
				j.err = err
			}
		}
	}
	for _, j := range batch {
		close(j.answer)
	}
}

func (w *writer) transact(batch []*writeJob) error {
	// Not a caller's context: its end would roll back what others wrote.
	var tx *sql.Tx
	err := w.patiently(func() (err error) { tx, err = w.db.Begin(); return err })
	if err != nil {
		return err
	}
	defer tx.Rollback() // no effect after Commit
	for _, j := range batch {
		if j.err = j.ctx.Err(); j.err != nil {
			continue
		}
		if _, err := tx.Exec("SAVEPOINT write"); err != nil {
			return err
		}
		end := "RELEASE write"
		if j.err = j.do(tx); j.err != nil {
			end = "ROLLBACK TO write; RELEASE write"
		}
		if _, err := tx.Exec(end); err != nil {
			if j.err != nil {
				return j.err // the database has given up the transaction, for this reason
			}
			return err
		}
	}
	return tx.Commit()
}
