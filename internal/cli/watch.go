package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/app"
	"synoptic/internal/config"
	"synoptic/internal/fault"
	"synoptic/internal/job"
)

func watchCommand(e *env) *cobra.Command {
	c := &cobra.Command{
		Use:   "watch FEED|FOLDER…",
		Short: "Take in feeds for as long as it runs, and analyse what comes",
		Long: `Watch polls feeds (RSS, Atom, JSON Feed, sitemaps), fetches the pages they name
and keeps their articles. A FEED is an address, an OPML file, or a text file of
one feed a line: its address, then the outlet's name; a folder is looked into
for files that are new or changed. Every attempt is recorded,
whatever comes of it. Hosts are asked for robots.txt and not asked too often.
Stopped or killed at any moment it loses nothing that was kept; started again it
goes on with what is due.`,
		Example: "  synoptic watch feeds.opml\n  synoptic watch --every 10m --metrics 127.0.0.1:9464 feeds.txt",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("watch: give the address of a feed, a file of feeds, or a folder; see 'synoptic watch --help'")
			}
			return nil
		},
	}
	e.dbFlag(c)
	var p job.Pace
	c.Flags().DurationVar(&p.Every, "every", 15*time.Minute, "time between two polls of a feed")
	c.Flags().DurationVar(&p.Longest, "longest", 6*time.Hour, "to which that grows while a feed fails")
	c.Flags().IntVar(&p.Workers, "workers", 8, "feeds polled at once")
	metrics := c.Flags().String("metrics", "", "serve Prometheus metrics at this address, as 127.0.0.1:9464, under /metrics")
	c.RunE = func(c *cobra.Command, args []string) error {
		if p.Every < time.Second || p.Workers < 1 {
			return usage("--every %v --workers %d: want at least a second and one worker", p.Every, p.Workers)
		}
		folders, rest := app.Folders(args)
		var sources []job.Source
		if len(rest) > 0 {
			var err error
			if sources, err = app.Sources(rest); err != nil {
				return err
			}
		}
		return e.watch(c.Context(), sources, folders, p, *metrics)
	}
	return c
}

func (e *env) watch(ctx context.Context, sources []job.Source, folders []string, p job.Pace, address string) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	log, m := e.logger(cfg), app.NewMetrics()
	if address != "" {
		closing, err := serveMetrics(address, m, log)
		if err != nil {
			return err
		}
		defer closing()
	}
	fetcher := app.NewFetcher(cfg)
	defer fetcher.Close()
	return e.withStore(ctx, false, func(s *app.Store) error {
		log.Info("watching", "feeds", len(sources), "folders", len(folders), "every", p.Every, "store", cfg.DB)
		s.Watch(ctx, s.Collector(fetcher, log, m), sources, folders, p)
		log.Info("stopped")
		return nil
	})
}

// logger writes to standard error as the settings say.
func (e *env) logger(cfg config.Config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(cfg.LogLevel)) // checked by config
	o := &slog.HandlerOptions{Level: level}
	if cfg.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(e.err, o))
	}
	return slog.New(slog.NewTextHandler(e.err, o))
}

func serveMetrics(address string, m *app.Metrics, log *slog.Logger) (func(), error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fault.New(fault.Usage, "--metrics %s: %w", address, err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m)
	s := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics", "error", err)
		}
	}()
	log.Info("metrics", "address", "http://"+l.Addr().String()+"/metrics")
	return func() { _ = s.Close() }, nil
}

// collected are the sources of ingest that are no files.
type collected struct{ urls, feeds []string }

func (w *collected) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&w.urls, "url", nil, "fetch the page at this address; may be given several times")
	c.Flags().StringArrayVar(&w.feeds, "feed", nil, "take in what a feed names now: an address, an OPML file or a list as of watch; may be given several times")
}

func (w *collected) empty() bool { return len(w.urls)+len(w.feeds) == 0 }

// collect fetches pages and feeds into the store and reports as ingest does.
func (e *env) collect(ctx context.Context, s *app.Store, w *collected, report func(job.Outcome)) (job.Tally, error) {
	var t job.Tally
	cfg, err := e.config()
	if err != nil {
		return t, err
	}
	var sources []job.Source
	if len(w.feeds) > 0 {
		if sources, err = app.Sources(w.feeds); err != nil {
			return t, err
		}
	}
	fetcher := app.NewFetcher(cfg)
	defer fetcher.Close()
	c := s.Collector(fetcher, e.logger(cfg), nil)
	for _, u := range w.urls {
		out, err := c.Page(ctx, u, "")
		if err != nil && out.Err == nil {
			return t, err
		}
		t.Count(out)
		report(out)
	}
	for i, src := range sources {
		n, err := c.Poll(ctx, src, report)
		t = t.Plus(n)
		if ctx.Err() != nil {
			return t, ctx.Err()
		}
		if err != nil {
			report(job.Outcome{Path: src.URL, Err: err})
		}
		if len(sources) > 1 {
			e.note("%s", fmt.Sprintf("feed %d of %d: %d added, %d failed", i+1, len(sources), n.Added, n.Failed))
		}
	}
	return t, nil
}
