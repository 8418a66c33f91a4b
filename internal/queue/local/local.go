// Package local is a queue inside one process. It forgets when the process
// ends; a sweep of the store fills it again.
package local

import (
	"context"
	"strconv"
	"sync"
	"time"

	"synoptic/internal/queue"
)

// Queue is a queue.Queue in memory.
type Queue struct {
	opt queue.Options

	mu      sync.Mutex
	changed chan struct{} // closed and renewed whenever a Take may have become possible
	closed  bool
	waiting []waiting // in the order of becoming ready among equals: as they were put
	known   map[queue.Job]bool
	leased  map[string]lease
	dead    []queue.Failed
	serial  int
}

type waiting struct {
	job     queue.Job
	attempt int // the one to come
	ready   time.Time
}

type lease struct {
	queue.Lease
	ends time.Time
}

var _ queue.Queue = (*Queue)(nil)

// New makes an empty queue.
func New(opt queue.Options) *Queue {
	return &Queue{opt: opt.WithDefaults(), changed: make(chan struct{}), known: map[queue.Job]bool{}, leased: map[string]lease{}}
}

// wake lets waiting Takes look again. The caller holds mu.
func (q *Queue) wake() {
	close(q.changed)
	q.changed = make(chan struct{})
}

// Close ends all Takes, those that wait and those to come.
func (q *Queue) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.wake()
}

// Put implements queue.Queue.
func (q *Queue) Put(_ context.Context, jobs ...queue.Job) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return queue.ErrClosed
	}
	for _, j := range jobs {
		q.add(waiting{job: j, attempt: 1})
	}
	q.wake()
	return nil
}

func (q *Queue) add(w waiting) {
	if !q.known[w.job] {
		q.known[w.job] = true
		q.waiting = append(q.waiting, w)
	}
}

// Take implements queue.Queue.
func (q *Queue) Take(ctx context.Context, kind queue.Kind) (queue.Lease, error) {
	for {
		q.mu.Lock()
		if err := ctx.Err(); err != nil {
			q.mu.Unlock()
			return queue.Lease{}, err
		}
		if q.closed {
			q.mu.Unlock()
			return queue.Lease{}, queue.ErrClosed
		}
		now := time.Now()
		q.expire(now)
		l, found := q.next(kind, now)
		changed, wait := q.changed, q.untilNext(now)
		q.mu.Unlock()
		if found {
			return l, nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-changed:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// expire takes back jobs whose lease has ended. The caller holds mu.
func (q *Queue) expire(now time.Time) {
	for token, l := range q.leased {
		if now.After(l.ends) {
			delete(q.leased, token)
			q.again(l.Lease, "its lease ended", now)
		}
	}
}

// next leases the first job that is ready. The caller holds mu.
func (q *Queue) next(kind queue.Kind, now time.Time) (queue.Lease, bool) {
	for i, w := range q.waiting {
		if w.job.Kind != kind || w.ready.After(now) {
			continue
		}
		q.waiting = append(q.waiting[:i], q.waiting[i+1:]...)
		delete(q.known, w.job)
		q.serial++
		l := queue.Lease{Job: w.job, Attempt: w.attempt, Token: strconv.Itoa(q.serial)}
		q.leased[l.Token] = lease{l, now.Add(q.opt.Lease)}
		return l, true
	}
	return queue.Lease{}, false
}

// untilNext is when something may become ready by itself. The caller holds mu.
func (q *Queue) untilNext(now time.Time) time.Duration {
	wait := q.opt.Lease
	for _, w := range q.waiting {
		if d := w.ready.Sub(now); d > 0 {
			wait = min(wait, d)
		}
	}
	for _, l := range q.leased {
		wait = min(wait, l.ends.Sub(now)+time.Millisecond)
	}
	return max(wait, time.Millisecond)
}

// Ack implements queue.Queue.
func (q *Queue) Ack(_ context.Context, l queue.Lease) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.leased, l.Token)
	return nil
}

// Fail implements queue.Queue.
func (q *Queue) Fail(_ context.Context, l queue.Lease, reason string) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, ok := q.leased[l.Token]; !ok {
		return nil
	}
	delete(q.leased, l.Token)
	q.again(l, reason, time.Now())
	q.wake()
	return nil
}

// again puts a job back or gives it up. The caller holds mu.
func (q *Queue) again(l queue.Lease, reason string, now time.Time) {
	if l.Attempt >= q.opt.Attempts {
		q.dead = append(q.dead, queue.Failed{Job: l.Job, Attempts: l.Attempt, Reason: reason})
		return
	}
	q.add(waiting{job: l.Job, attempt: l.Attempt + 1, ready: now.Add(q.opt.Backoff << (l.Attempt - 1))})
}

// Status implements queue.Queue.
func (q *Queue) Status(context.Context) (queue.Status, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.expire(time.Now())
	s := queue.Status{Waiting: map[queue.Kind]int{}, Leased: map[queue.Kind]int{}, Dead: append([]queue.Failed(nil), q.dead...)}
	for _, w := range q.waiting {
		s.Waiting[w.job.Kind]++
	}
	for _, l := range q.leased {
		s.Leased[l.Kind]++
	}
	return s, nil
}
