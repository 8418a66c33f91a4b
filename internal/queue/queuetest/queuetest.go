// Package queuetest is what every queue must do, as tests.
package queuetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/queue"
)

// Run tests queues that open gives: a new and empty one at each call, closed by
// the test's clean-up.
func Run(t *testing.T, open func(t *testing.T, opt queue.Options) queue.Queue) {
	fast := queue.Options{Lease: 60 * time.Millisecond, Attempts: 3, Backoff: 5 * time.Millisecond}
	for _, c := range []struct {
		name string
		opt  queue.Options
		test func(*testing.T, queue.Queue)
	}{
		{"InOrder", queue.Options{}, inOrder},
		{"OnceWaiting", queue.Options{}, onceWaiting},
		{"KindsApart", queue.Options{}, kindsApart},
		{"WaitsForAJob", queue.Options{}, waitsForAJob},
		{"LeaseEnds", fast, leaseEnds},
		{"FailThenDead", fast, failThenDead},
		{"ManyWorkers", queue.Options{}, manyWorkers},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t, c.opt)) })
	}
}

func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func job(key string) queue.Job { return queue.Job{Kind: queue.Annotate, Key: key} }

func take(t *testing.T, q queue.Queue, kind queue.Kind) queue.Lease {
	t.Helper()
	l, err := q.Take(soon(t), kind)
	ok(t, err)
	return l
}

func inOrder(t *testing.T, q queue.Queue) {
	ok(t, q.Put(soon(t), job("a"), job("b"), job("c")))
	for _, want := range []string{"a", "b", "c"} {
		l := take(t, q, queue.Annotate)
		if l.Key != want || l.Attempt != 1 {
			t.Errorf("got %+v, want %s", l, want)
		}
		ok(t, q.Ack(soon(t), l))
	}
}

func onceWaiting(t *testing.T, q queue.Queue) {
	ok(t, q.Put(soon(t), job("a"), job("a")))
	ok(t, q.Put(soon(t), job("a")))
	s, err := q.Status(soon(t))
	ok(t, err)
	if s.Waiting[queue.Annotate] != 1 {
		t.Errorf("a job that was put three times waits %d times", s.Waiting[queue.Annotate])
	}
	l := take(t, q, queue.Annotate)
	ok(t, q.Put(soon(t), job("a"))) // it may have changed since it was taken
	ok(t, q.Ack(soon(t), l))
	take(t, q, queue.Annotate)
}

func kindsApart(t *testing.T, q queue.Queue) {
	ok(t, q.Put(soon(t), job("a"), queue.Job{Kind: queue.Relate}))
	if l := take(t, q, queue.Relate); l.Kind != queue.Relate {
		t.Errorf("got %+v", l)
	}
	short, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if l, err := q.Take(short, queue.Relate); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("nothing to take, but got %+v, %v", l, err)
	}
}

func waitsForAJob(t *testing.T, q queue.Queue) {
	got := make(chan error, 1)
	go func() {
		l, err := q.Take(soon(t), queue.Annotate)
		if err == nil && l.Key != "late" {
			err = fmt.Errorf("got %+v", l)
		}
		got <- err
	}()
	time.Sleep(10 * time.Millisecond)
	ok(t, q.Put(soon(t), job("late")))
	ok(t, <-got)
}

func leaseEnds(t *testing.T, q queue.Queue) {
	ok(t, q.Put(soon(t), job("a")))
	first := take(t, q, queue.Annotate)
	second := take(t, q, queue.Annotate) // waits for the end of the lease
	if second.Job != first.Job || second.Attempt != 2 || second.Token == first.Token {
		t.Errorf("got %+v after %+v", second, first)
	}
	ok(t, q.Ack(soon(t), first)) // too late
	s, err := q.Status(soon(t))
	ok(t, err)
	if s.Leased[queue.Annotate] != 1 {
		t.Errorf("an acknowledgement of an ended lease took the job from its new holder: %+v", s)
	}
}

func failThenDead(t *testing.T, q queue.Queue) {
	ok(t, q.Put(soon(t), job("a")))
	for n := 1; n <= 3; n++ {
		l := take(t, q, queue.Annotate)
		if l.Attempt != n {
			t.Errorf("attempt %d, want %d", l.Attempt, n)
		}
		ok(t, q.Fail(soon(t), l, fmt.Sprint("reason ", n)))
	}
	s, err := q.Status(soon(t))
	ok(t, err)
	if diff := cmp.Diff([]queue.Failed{{Job: job("a"), Attempts: 3, Reason: "reason 3"}}, s.Dead); diff != "" {
		t.Error(diff)
	}
	if s.Waiting[queue.Annotate] != 0 {
		t.Errorf("a job that was given up waits: %+v", s)
	}
	ok(t, q.Put(soon(t), job("a"))) // asked for anew
	take(t, q, queue.Annotate)
}

func manyWorkers(t *testing.T, q queue.Queue) {
	const jobs = 500
	ctx, stop := context.WithCancel(soon(t))
	defer stop()
	var mu sync.Mutex
	seen := map[string]int{}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for {
				l, err := q.Take(ctx, queue.Annotate)
				if err != nil {
					return
				}
				mu.Lock()
				seen[l.Key]++
				if len(seen) == jobs {
					stop()
				}
				mu.Unlock()
				if err := q.Ack(context.Background(), l); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range jobs {
		ok(t, q.Put(soon(t), job(fmt.Sprint(i))))
	}
	wg.Wait()
	for key, n := range seen {
		if n != 1 {
			t.Errorf("%s was done %d times", key, n)
		}
	}
	if len(seen) != jobs {
		t.Errorf("%d jobs done, want %d", len(seen), jobs)
	}
}
