package app

import (
	"context"
	"time"

	"synoptic/internal/config"
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
	web := fetch.New(fetch.Options{UserAgent: cfg.UserAgent, AllowPrivate: true, MaxBytes: 1 << 20, Timeout: 2 * time.Minute})
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
