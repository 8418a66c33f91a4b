package job

import (
	"context"
	"errors"
	"hash/fnv"
	"sync"
	"time"
)

// Pace is how a watch is paced; zero values stand for the defaults.
type Pace struct {
	Every   time.Duration // between two polls of one feed; 15 min
	Longest time.Duration // to which that grows while a feed fails; 6 h
	Workers int           // feeds that are polled at once; 8
}

// Watch polls sources until ctx ends, each at its own time: Every with a jitter
// of a tenth, so that they do not come in step, and twice as long after every
// failure in a row. When each is due is kept in the store: a watch that was
// killed goes on with what was due, in the order in which it was. Errors are
// logged and the watch goes on; a store that cannot be written to is tried again
// after a minute.
func (c *Collector) Watch(ctx context.Context, sources []Source, p Pace) {
	if p.Every == 0 {
		p.Every = 15 * time.Minute
	}
	if p.Longest == 0 {
		p.Longest = 6 * time.Hour
	}
	if p.Workers == 0 {
		p.Workers = 8
	}
	turns := make(chan struct{}, p.Workers)
	var done sync.WaitGroup
	for n, s := range sources {
		done.Go(func() {
			first := time.Now().Add(time.Duration(n) * p.Every / time.Duration(10*len(sources)))
			c.keep(ctx, s, p, turns, first)
		})
	}
	done.Wait()
}

// keep polls one source for as long as ctx runs.
func (c *Collector) keep(ctx context.Context, s Source, p Pace, turns chan struct{}, first time.Time) {
	next := first
	if m, err := c.recall(ctx, s.URL); err == nil && !m.Next.IsZero() {
		next = m.Next
	}
	for {
		if !sleep(ctx, time.Until(next)) {
			return
		}
		select {
		case turns <- struct{}{}:
		case <-ctx.Done():
			return
		}
		next = c.tick(ctx, s, p)
		<-turns
	}
}

// The pause after the store failed.
const storePause = time.Minute

// tick polls a source once, logs how it went and says when it is due again.
func (c *Collector) tick(ctx context.Context, s Source, p Pace) time.Time {
	started := time.Now()
	m, err := c.recall(ctx, s.URL)
	if err != nil {
		c.Log.Error("store", "feed", s.URL, "error", err)
		return started.Add(storePause)
	}
	t, err := c.poll(ctx, s, &m, func(o Outcome) {
		if o.Err != nil {
			c.Log.Warn("entry", "feed", s.URL, "url", o.Path, "error", o.Err)
		}
	})
	if ctx.Err() != nil {
		return started
	}
	next := started.Add(wait(s.URL, m.Failures, p, started))
	m.Next = next
	if put := c.remember(ctx, s.URL, m); put != nil {
		err = errors.Join(err, put)
		next = started.Add(storePause)
	}
	if err != nil {
		c.Log.Warn("poll", "feed", s.URL, "failures", m.Failures, "next", next, "error", err)
	} else {
		c.Log.Info("poll", "feed", s.URL, "added", t.Added, "revised", t.Revised, "unchanged", t.Unchanged, "failed", t.Failed, "took", time.Since(started).Round(time.Millisecond), "next", next)
	}
	return next
}

// wait is the time to the next poll: twice as long with every failure, give or
// take a tenth that differs between feeds and polls.
func wait(address string, failures int, p Pace, now time.Time) time.Duration {
	d := p.Every
	for ; failures > 0 && d < p.Longest; failures-- {
		d *= 2
	}
	d = min(d, max(p.Longest, p.Every))
	h := fnv.New32a()
	h.Write([]byte(address + now.Format(time.RFC3339Nano)))
	return d + time.Duration(float64(d)*(float64(h.Sum32()%2001)/1000-1)/10)
}

// sleep waits and reports whether ctx still runs.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
