package sqlite

import (
	"context"
	"database/sql"
	"sync"

	"synoptic/internal/fault"
)

// writer runs all writes in one goroutine. Writes that wait together share a
// transaction, each in a savepoint of its own, so that one that fails takes
// none with it.
type writer struct {
	db    *sql.DB
	fault func(doing string, err error) error
	jobs  chan *writeJob
	done  chan struct{} // closed when the goroutine has ended

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

func startWriter(db *sql.DB, fault func(string, error) error) *writer {
	w := &writer{db: db, fault: fault, jobs: make(chan *writeJob, maxBatch), done: make(chan struct{})}
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
	for j := range w.jobs {
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
		last.err = last.alone(last.ctx, w.db)
		close(last.answer)
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
	tx, err := w.db.Begin()
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
