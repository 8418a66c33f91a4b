package app

import (
	"bytes"
	"context"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"synoptic/feed"
	"synoptic/internal/config"
	"synoptic/internal/fault"
	"synoptic/internal/fetch"
	"synoptic/internal/job"
	"synoptic/news"
)

// NewFetcher makes the client that gets pages and feeds, as cfg says.
func NewFetcher(cfg config.Config) *fetch.Client {
	return fetch.New(fetch.Options{UserAgent: cfg.UserAgent, AllowPrivate: cfg.AllowPrivate})
}

// FetchArticle gets one page of the web and reads it; nothing is kept.
func FetchArticle(ctx context.Context, cfg config.Config, url string) (news.Article, error) {
	f := NewFetcher(cfg)
	defer f.Close()
	return (&job.Collector{Fetch: f}).Read(ctx, url)
}

// Collector takes in pages and feeds into the store; m may be nil.
func (s *Store) Collector(f job.Fetcher, log *slog.Logger, m *Metrics) *job.Collector {
	c := &job.Collector{Fetch: f, Store: s.kept, Log: log}
	if m != nil {
		c.Observe = m.Observe
	}
	return c
}

// How often a watch looks whether there is something to analyse, and into its
// folders.
const (
	analysePause = 30 * time.Second
	folderPause  = 10 * time.Second
)

// Watch polls sources, looks into folders and analyses what came, until ctx
// ends.
func (s *Store) Watch(ctx context.Context, c *job.Collector, sources []job.Source, folders []string, p job.Pace) {
	var done sync.WaitGroup
	done.Go(func() {
		for pause(ctx, analysePause) {
			s.analysePending(ctx, c.Log)
		}
	})
	if len(folders) > 0 {
		done.Go(func() {
			c.WatchFolders(ctx, folders, folderPause, func(paths []string) iter.Seq2[news.Article, error] { return Read(paths, nil) })
		})
	}
	c.Watch(ctx, sources, p)
	done.Wait()
}

func (s *Store) analysePending(ctx context.Context, log *slog.Logger) {
	n, err := s.Pending(ctx)
	if err != nil || n <= 0 {
		if err != nil && ctx.Err() == nil {
			log.Error("store", "error", err)
		}
		return
	}
	started := time.Now()
	articles, err := s.Analyse(ctx, nil)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		log.Error("analyse", "error", err)
	case articles != nil:
		log.Warn("analyse", "error", articles)
	default:
		log.Info("analyse", "articles", n, "took", time.Since(started).Round(time.Millisecond))
	}
}

func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Folders parts the folders among args from what Sources reads; their paths are
// made absolute.
func Folders(args []string) (folders, rest []string) {
	for _, a := range args {
		if info, err := os.Stat(a); err == nil && info.IsDir() && !isAddress(a) {
			if abs, err := filepath.Abs(a); err == nil {
				a = abs
			}
			folders = append(folders, a)
			continue
		}
		rest = append(rest, a)
	}
	return folders, rest
}

// Sources reads what is to be watched: addresses of feeds, OPML files, and text
// files of one feed a line, its address and then the outlet's name; lines that
// begin with # are passed over. A feed that stands twice is watched once.
func Sources(args []string) ([]job.Source, error) {
	var out []job.Source
	seen := map[string]bool{}
	add := func(s job.Source) {
		if !seen[s.URL] {
			seen[s.URL] = true
			out = append(out, s)
		}
	}
	for _, arg := range args {
		if isAddress(arg) {
			add(job.Source{URL: arg})
			continue
		}
		b, err := os.ReadFile(arg)
		if err != nil {
			return nil, fault.New(fault.Input, "%w: give the address of a feed, or a file of them", err)
		}
		found, err := sourcesIn(arg, b)
		if err != nil {
			return nil, err
		}
		for _, s := range found {
			add(s)
		}
	}
	if len(out) == 0 {
		return nil, fault.New(fault.Input, "no feed to watch in what was given")
	}
	return out, nil
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

func sourcesIn(name string, b []byte) ([]job.Source, error) {
	var out []job.Source
	if bytes.HasPrefix(bytes.TrimLeft(b, "\ufeff \t\r\n"), []byte("<")) {
		subs, err := feed.ReadOPML(b)
		if err != nil {
			return nil, fault.New(fault.Input, "%s: %w", name, err)
		}
		for _, s := range subs {
			out = append(out, job.Source{URL: s.URL, Outlet: s.Title})
		}
		return out, nil
	}
	for n, line := range strings.Split(strings.TrimPrefix(string(b), "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		address, outlet, _ := strings.Cut(line, " ")
		if !isAddress(address) {
			return nil, fault.New(fault.Input, "%s:%d: %q is no address; write one feed a line: https://…, then the outlet's name", name, n+1, address)
		}
		out = append(out, job.Source{URL: address, Outlet: strings.TrimSpace(outlet)})
	}
	return out, nil
}
