package query

import (
	"container/list"
	"context"
	"sync"
	"time"

	"synoptic/internal/fault"
)

// cache keeps what was computed of things that carry a state, as long as there
// is room: the least recently used goes first. What several ask for at once is
// computed once. It is safe for concurrent use.
type cache[T any] struct {
	mu      sync.Mutex
	room    int // cost of all entries together
	used    int
	entries map[string]*list.Element
	order   *list.List // of *entry[T], the most recently used first
	flights map[string]*flight[T]
}

type entry[T any] struct {
	key, state string
	value      T
	cost       int
}

// flight is a computation under way.
type flight[T any] struct {
	waiting int // callers; guarded by cache.mu
	stop    context.CancelFunc
	done    chan struct{}
	value   T
	err     error
}

func newCache[T any](room int) *cache[T] {
	return &cache[T]{room: room, entries: map[string]*list.Element{}, order: list.New(), flights: map[string]*flight[T]{}}
}

// look finds what is kept of a key, and whether it is of this state.
func (c *cache[T]) look(key, state string) (value T, found, fresh bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.entries[key]
	if !ok {
		return value, false, false
	}
	c.order.MoveToFront(e)
	kept := e.Value.(*entry[T])
	return kept.value, true, kept.state == state
}

func (c *cache[T]) put(key, state string, value T, cost int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if old, ok := c.entries[key]; ok {
		c.drop(old)
	}
	if cost > c.room {
		return
	}
	c.entries[key] = c.order.PushFront(&entry[T]{key, state, value, cost})
	for c.used += cost; c.used > c.room; {
		c.drop(c.order.Back())
	}
}

func (c *cache[T]) drop(e *list.Element) {
	kept := c.order.Remove(e).(*entry[T])
	delete(c.entries, kept.key)
	c.used -= kept.cost
}

// The longest that one thing may be computed, and wait to be.
const computeTime = time.Minute

// get computes and keeps the value of a key in a state, unless it is kept. A caller that goes away
// leaves the computation to those who wait with it; when nobody is left it is
// told to stop.
func (c *cache[T]) get(ctx context.Context, key, state string, compute func(context.Context) (T, int, error)) (T, error) {
	name := key + "\x00" + state
	c.mu.Lock()
	if e, ok := c.entries[key]; ok && e.Value.(*entry[T]).state == state { // somebody else was faster
		defer c.mu.Unlock()
		return e.Value.(*entry[T]).value, nil
	}
	f, under := c.flights[name]
	if !under {
		f = &flight[T]{done: make(chan struct{})}
		c.flights[name] = f
		var work context.Context
		work, f.stop = context.WithTimeout(context.WithoutCancel(ctx), computeTime)
		go c.fly(work, f, key, state, compute)
	}
	f.waiting++
	c.mu.Unlock()
	select {
	case <-f.done:
		return f.value, f.err
	case <-ctx.Done():
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		f.stop()
		c.land(name, f) // whoever comes now begins anew
	}
	var none T
	return none, ctx.Err()
}

// land takes a flight off the list; c.mu is held.
func (c *cache[T]) land(name string, f *flight[T]) {
	if c.flights[name] == f {
		delete(c.flights, name)
	}
}

func (c *cache[T]) fly(ctx context.Context, f *flight[T], key, state string, compute func(context.Context) (T, int, error)) {
	defer func() {
		if p := recover(); p != nil { // as net/http does for a request, so that the server goes on
			f.err = fault.New(fault.Internal, "compute %s: %v", key, p)
		}
		f.stop()
		c.mu.Lock()
		c.land(key+"\x00"+state, f)
		c.mu.Unlock()
		close(f.done)
	}()
	value, cost, err := compute(ctx)
	if err != nil {
		f.err = err
		return
	}
	f.value = value
	c.put(key, state, value, cost)
}
