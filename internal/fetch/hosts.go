package fetch

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// hosts keeps the distance between requests to one host.
type hosts struct {
	mu sync.Mutex
	m  map[string]*host
}

type host struct {
	next   time.Time     // before this no request is made
	pause  time.Duration // the last back-off, doubled on the next complaint
	paused bool          // next was set by a complaint
}

// More hosts than this are not remembered when their time has passed.
const maxHosts = 10000

// The first back-off from a host that complains without saying for how long.
const firstPause = 30 * time.Second

// wait reserves the host's next turn and waits for it; a turn further off than
// patience is not taken.
func (h *hosts) wait(ctx context.Context, name string, interval, patience time.Duration) error {
	h.mu.Lock()
	now := time.Now()
	e := h.get(name, now)
	turn := e.next
	if turn.Before(now) {
		turn = now
	}
	d := turn.Sub(now)
	if d > patience {
		h.mu.Unlock()
		if e.paused {
			return fmt.Errorf("%w until %s", ErrBackoff, turn.Format(time.TimeOnly))
		}
		return fmt.Errorf("%w: its turn comes in %v", ErrBackoff, d.Round(time.Second))
	}
	e.next = turn.Add(interval)
	h.mu.Unlock()
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// told notes a host's answer: after 429 and 503 it is left alone for as long as
// it asks, or for a time that doubles with each complaint.
func (h *hosts) told(name string, status int, after, longest time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := time.Now()
	e := h.get(name, now)
	if status != http.StatusTooManyRequests && status != http.StatusServiceUnavailable {
		if status < 500 {
			e.pause, e.paused = 0, false
		}
		return
	}
	e.pause = min(max(firstPause, 2*e.pause), longest)
	if after > 0 {
		e.pause = min(after, longest)
	}
	if until := now.Add(e.pause); until.After(e.next) {
		e.next, e.paused = until, true
	}
}

func (h *hosts) get(name string, now time.Time) *host {
	if h.m == nil {
		h.m = map[string]*host{}
	}
	if len(h.m) >= maxHosts {
		for k, e := range h.m {
			if e.next.Before(now) {
				delete(h.m, k)
			}
		}
	}
	e := h.m[name]
	if e == nil {
		e = &host{}
		h.m[name] = e
	}
	return e
}
