package query

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"time"
)

// cache keeps what was computed of things that carry a state, for as long as
// the state is the same and there is room: the least recently used goes first.
// What several ask for at once is computed once. It is safe for concurrent use.
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
	done  chan struct{}
	value T
	err   error
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

// errPanicked is what those who wait are told when the one who computes panics.
var errPanicked = errors.New("query: the computation that this waited for panicked")

// The longest that one thing may be computed.
const computeTime = time.Minute

// get gives what is kept, or computes and keeps it. A caller that goes away
// leaves the computation to those who wait with it.
func (c *cache[T]) get(ctx context.Context, key, state string, compute func(context.Context) (T, int, error)) (T, error) {
	if v, _, fresh := c.look(key, state); fresh {
		return v, nil
	}
	c.mu.Lock()
	f, under := c.flights[key+"\x00"+state]
	if !under {
		f = &flight[T]{done: make(chan struct{})}
		c.flights[key+"\x00"+state] = f
	}
	c.mu.Unlock()
	if under {
		select {
		case <-f.done:
			return f.value, f.err
		case <-ctx.Done():
			return f.value, ctx.Err()
		}
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), computeTime)
	defer stop()
	defer func() {
		c.mu.Lock()
		delete(c.flights, key+"\x00"+state)
		c.mu.Unlock()
		close(f.done)
	}()
	f.err = errPanicked // unless compute comes back
	var cost int
	if f.value, cost, f.err = compute(ctx); f.err == nil {
		c.put(key, state, f.value, cost)
	}
	return f.value, f.err
}
