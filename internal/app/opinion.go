package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"synoptic/internal/config"
	"synoptic/internal/fault"
	"synoptic/internal/fetch"
	"synoptic/internal/job"
	"synoptic/internal/opinion"
	"synoptic/internal/store"
	"synoptic/news"
)

// SecondOpinion has the model that cfg names asked about the points of c, and the
// answers noted on them. Answers are kept in s, which may be nil. The endpoint may
// lie on this machine or in its network, since the user named it; it is the only
// address that is asked.
func SecondOpinion(ctx context.Context, cfg config.Config, s *Store, c *news.Coverage, progress func(done int)) error {
	web := opinionFetcher(cfg)
	defer web.Close()
	ask, err := opinion.New(web, cfg.SecondOpinion, cfg.SecondOpinionModel, cfg.SecondOpinionKey)
	if err != nil {
		return err
	}
	var kept store.States
	if s != nil {
		kept = s.kept
	}
	return job.SecondOpinion(ctx, kept, ask, c, progress)
}

func opinionFetcher(cfg config.Config) *fetch.Client {
	return fetch.New(fetch.Options{UserAgent: cfg.UserAgent, AllowPrivate: true, MaxBytes: 1 << 20, Timeout: 2 * time.Minute})
}

// asking has the model that the settings name asked about events while a server
// runs, one event after the other. It is safe for concurrent use.
type asking struct {
	s    *Store
	web  *fetch.Client
	ask  *opinion.Client
	log  *slog.Logger
	work chan string

	mu     sync.Mutex
	now    map[string]bool  // by event
	failed map[string]error // the last time
}

// How many events may wait for the model.
const askingQueue = 64

func (s *Store) newAsking(log *slog.Logger) (*asking, error) {
	web := opinionFetcher(s.cfg)
	ask, err := opinion.New(web, s.cfg.SecondOpinion, s.cfg.SecondOpinionModel, s.cfg.SecondOpinionKey)
	if err != nil {
		return nil, err
	}
	return &asking{s: s, web: web, ask: ask, log: log, work: make(chan string, askingQueue), now: map[string]bool{}, failed: map[string]error{}}, nil
}

// run asks until ctx ends.
func (a *asking) run(ctx context.Context) {
	defer a.web.Close()
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-a.work:
			err := a.askAbout(ctx, event)
			if err != nil && ctx.Err() == nil {
				a.log.Warn("second opinion", "event", event, "error", err)
			}
			a.mu.Lock()
			delete(a.now, event)
			delete(a.failed, event)
			if err != nil {
				a.failed[event] = err
			}
			a.mu.Unlock()
		}
	}
}

func (a *asking) askAbout(ctx context.Context, event string) error {
	c, err := a.s.Compared(ctx, event)
	if err != nil || c.Comparison == nil {
		return err
	}
	all := make([]int, len(c.Comparison.Points))
	for i := range all {
		all[i] = i
	}
	return job.SecondOpinion(ctx, a.s.kept, a.ask, c.ForNotes(all...), nil)
}

// Model implements web.Opinions.
func (a *asking) Model() string { return a.ask.Model() }

// Kept implements web.Opinions.
func (a *asking) Kept(ctx context.Context, c *news.Coverage) error {
	return job.KeptOpinions(ctx, a.s.kept, a.ask, c)
}

// Ask implements web.Opinions.
func (a *asking) Ask(event string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.now[event] {
		return nil
	}
	select {
	case a.work <- event:
		a.now[event] = true
		return nil
	default:
		return fault.New(fault.Unavailable, "%s is asked about too many events already: try again later", a.ask.Model())
	}
}

// Asking implements web.Opinions.
func (a *asking) Asking(event string) (now bool, failed error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now[event], a.failed[event]
}
