package sqlstore

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// PutDecision implements store.Decisions.
func (s *Store) PutDecision(ctx context.Context, d news.Decision) (string, error) {
	if d.ID == "" {
		d.ID = rand.Text()[:12]
	}
	d.Undone, d.UndoneBy, d.UndoneAt = false, "", time.Time{}
	return d.ID, s.update(ctx, "keep decision", func(x session) error {
		_, taken, err := one[int64](x, "SELECT seq FROM decision WHERE id = ?", d.ID)
		if err != nil {
			return err
		}
		if taken {
			return fault.New(fault.Conflict, "a decision %q is kept already", d.ID)
		}
		return x.exec("INSERT INTO decision (id, record) VALUES (?,?)", d.ID, toJSON(d))
	})
}

// UndoDecision implements store.Decisions.
func (s *Store) UndoDecision(ctx context.Context, d news.Decision) error {
	return s.update(ctx, "undo decision "+d.ID, func(x session) error {
		undone, found, err := one[bool](x, "SELECT undone FROM decision WHERE id = ?", d.ID)
		switch {
		case err != nil:
			return err
		case !found:
			return fault.New(fault.NotFound, "no decision %q in the store", d.ID)
		case undone:
			return fault.New(fault.Conflict, "decision %q was undone before", d.ID)
		}
		return x.exec("UPDATE decision SET undone = 1, undone_by = ?, undone_at = ? WHERE id = ?", d.UndoneBy, d.UndoneAt.Format(time.RFC3339Nano), d.ID)
	})
}

// decisions are those that were read last; every page asks for all.
type decisions struct {
	mu    sync.Mutex
	state [2]int64 // the newest, and how many are undone: nothing else ever changes
	all   []news.Decision
}

// ListDecisions implements store.Decisions.
func (s *Store) ListDecisions(ctx context.Context) ([]news.Decision, error) {
	x := s.reading(ctx)
	var now [2]int64
	err := x.each(func(r *sql.Rows) error { return r.Scan(&now[0], &now[1]) }, "SELECT coalesce(max(seq), 0), coalesce(sum(undone), 0) FROM decision")
	if err != nil {
		return nil, s.fault("read decisions", err)
	}
	s.decided.mu.Lock()
	defer s.decided.mu.Unlock()
	if s.decided.state != now {
		var all []news.Decision
		err := x.each(func(r *sql.Rows) error {
			d, err := scanDecision(r)
			all = append(all, d)
			return err
		}, "SELECT record, undone, undone_by, undone_at FROM decision ORDER BY seq")
		if err != nil {
			return nil, s.fault("read decisions", err)
		}
		s.decided.state, s.decided.all = now, all
	}
	return slices.Clone(s.decided.all), nil
}

func scanDecision(r *sql.Rows) (d news.Decision, err error) {
	var record, by, at string
	var undone bool
	if err := r.Scan(&record, &undone, &by, &at); err != nil {
		return d, err
	}
	if err := json.Unmarshal([]byte(record), &d); err != nil {
		return d, fmt.Errorf("kept decision: %w", err)
	}
	d.Undone, d.UndoneBy = undone, by
	if undone {
		d.UndoneAt, err = time.Parse(time.RFC3339Nano, at)
	}
	return d, err
}

// PutCaptures implements store.Captures.
func (s *Store) PutCaptures(ctx context.Context, records []store.Capture) error {
	return s.update(ctx, "keep capture records", func(x session) error {
		for _, c := range records {
			if err := x.exec(`INSERT INTO capture (at, outlet, feed, url, kind, result, detail, status, bytes, took, article) VALUES (?,?,?,?,?,?,?,?,?,?,?)`,
				c.At.UnixMilli(), c.Outlet, c.Feed, c.URL, string(c.Kind), string(c.Result), c.Detail, c.Status, c.Bytes, c.Took.Milliseconds(), c.Article); err != nil {
				return err
			}
		}
		return nil
	})
}

func captureFilter(f *store.CaptureFilter) filter {
	var w filter
	w.is("outlet", f.Outlet)
	w.is("feed", f.Feed)
	w.is("url", f.URL)
	if f.Article != "" {
		w.add("article = ? AND article <> ''", f.Article) // as the index has it
	}
	w.is("kind", string(f.Kind))
	results := make([]string, len(f.Results))
	for i, r := range f.Results {
		results[i] = string(r)
	}
	w.in("result", results)
	if !f.From.IsZero() {
		w.add("at >= ?", f.From.UnixMilli())
	}
	if !f.To.IsZero() {
		w.add("at < ?", f.To.UnixMilli())
	}
	return w
}

// ListCaptures implements store.Captures.
func (s *Store) ListCaptures(ctx context.Context, f store.CaptureFilter) (store.Page[store.Capture], error) {
	l := listing{columns: "at, outlet, feed, url, kind, result, detail, status, bytes, took, article", from: "capture",
		keys: [2]string{"at", "seq"}, filter: captureFilter(&f), page: f.Page}
	page, err := list(s.reading(ctx), l, func(scan func(dest ...any) error) (store.Capture, error) {
		var c store.Capture
		var at, took int64
		err := scan(&at, &c.Outlet, &c.Feed, &c.URL, &c.Kind, &c.Result, &c.Detail, &c.Status, &c.Bytes, &took, &c.Article)
		c.At, c.Took = time.UnixMilli(at).UTC(), time.Duration(took)*time.Millisecond
		return c, err
	})
	return page, s.fault("list capture records", err)
}

// CountCaptures implements store.Captures.
func (s *Store) CountCaptures(ctx context.Context, f store.CaptureFilter) ([]store.CaptureCount, error) {
	w := captureFilter(&f)
	var out []store.CaptureCount
	err := s.reading(ctx).each(func(r *sql.Rows) error {
		var c store.CaptureCount
		var result store.CaptureResult
		var n int
		var first, last int64
		if err := r.Scan(&c.Outlet, &c.Feed, &c.Kind, &result, &n, &first, &last); err != nil {
			return err
		}
		c.First, c.Last = time.UnixMilli(first).UTC(), time.UnixMilli(last).UTC()
		out = addCount(out, c, result, n)
		return nil
	}, "SELECT outlet, feed, kind, result, count(*), min(at), max(at) FROM capture"+w.sql()+" GROUP BY outlet, feed, kind, result ORDER BY outlet, feed, kind, result", w.args...)
	return out, s.fault("count capture records", err)
}

// addCount puts a result to the counts of its feed, which is the last or new.
func addCount(counts []store.CaptureCount, c store.CaptureCount, result store.CaptureResult, n int) []store.CaptureCount {
	last := len(counts) - 1
	if last < 0 || counts[last].Outlet != c.Outlet || counts[last].Feed != c.Feed || counts[last].Kind != c.Kind {
		c.Results = map[store.CaptureResult]int{}
		counts = append(counts, c)
		last++
	}
	p := &counts[last]
	p.Results[result] += n
	p.Total += n
	if c.First.Before(p.First) {
		p.First = c.First
	}
	if c.Last.After(p.Last) {
		p.Last = c.Last
	}
	return counts
}
