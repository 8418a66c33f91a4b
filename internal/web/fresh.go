package web

import (
	"context"
	"sync"
	"time"
)

// fresh is a value that costs something to find and may be a little old: it is
// found when it is first asked for, and again, in the background, when somebody
// asks for it and it is older than its time. It is safe for concurrent use.
type fresh[T any] struct {
	of *freshState[T]
}

type freshState[T any] struct {
	find func(context.Context) (T, error)
	last time.Duration
	now  func() time.Time

	mu      sync.Mutex
	value   T
	at      time.Time
	finding bool
}

func newFresh[T any](now func() time.Time, last time.Duration, find func(context.Context) (T, error)) fresh[T] {
	return fresh[T]{&freshState[T]{find: find, last: last, now: now}}
}

// The longest that finding may take in the background.
const findTime = 2 * time.Minute

// get gives the value.
func (f fresh[T]) get(ctx context.Context) (T, error) {
	s := f.of
	s.mu.Lock()
	if s.at.IsZero() {
		defer s.mu.Unlock() // those who come meanwhile wait for the first
		v, err := s.find(context.WithoutCancel(ctx))
		if err == nil {
			s.value, s.at = v, s.now()
		}
		return v, err
	}
	if s.now().Sub(s.at) > s.last && !s.finding {
		s.finding = true
		go s.renew(context.WithoutCancel(ctx))
	}
	defer s.mu.Unlock()
	return s.value, nil
}

func (s *freshState[T]) renew(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, findTime)
	defer stop()
	v, err := s.find(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.finding = false
	if err == nil {
		s.value = v
	}
	s.at = s.now() // after an error the old value does for another while
}
