package app

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"synoptic/internal/alert"
	"synoptic/internal/fetch"
)

// searches are the saved searches of the store. A hook is an address that the
// settings let this program reach.
func (s *Store) searches(log *slog.Logger) *alert.Searches {
	client := fetch.New(fetch.Options{UserAgent: s.cfg.UserAgent, AllowPrivate: s.cfg.AllowPrivate})
	return &alert.Searches{States: s.kept, Newest: s.Newest, Log: log, Now: time.Now,
		Post: func(ctx context.Context, address string, body []byte) error {
			res, err := client.Post(ctx, address, http.Header{"Content-Type": {"application/json"}}, body)
			if err == nil && (res.Status < 200 || res.Status > 299) {
				err = fmt.Errorf("%s answered %d %s", address, res.Status, http.StatusText(res.Status))
			}
			return err
		}}
}
