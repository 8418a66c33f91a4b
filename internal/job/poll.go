package job

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"synoptic/feed"
	"synoptic/internal/fault"
	"synoptic/internal/fetch"
	"synoptic/internal/store"
)

// memory is what is remembered of a feed between polls, in the store's states.
type memory struct {
	ETag         string               `json:"etag,omitempty"`
	LastModified string               `json:"lastModified,omitempty"`
	Next         time.Time            `json:"next"`
	Failures     int                  `json:"failures,omitempty"` // polls in a row that failed
	Seen         map[string]seenEntry `json:"seen,omitempty"`     // by feed.Item.ID
}

type seenEntry struct {
	Updated time.Time `json:"u,omitzero"`
	At      time.Time `json:"a"`
	Tries   int       `json:"t,omitempty"` // that failed; 0 once it is kept
}

// Bounds of what is remembered of a feed, and of how often an entry that fails
// is tried.
const (
	maxSeen    = 5000
	seenFor    = 30 * 24 * time.Hour
	maxTries   = 5
	maxMaps    = 5
	maxEntries = 500 // of one poll; the rest waits for the next
)

func stateName(address string) string { return "watch/feed/" + address }

// recall reads a feed's memory; a feed that is new, or whose memory cannot be
// read, has none.
func (c *Collector) recall(ctx context.Context, address string) (memory, error) {
	m := memory{Seen: map[string]seenEntry{}}
	b, err := c.Store.State(ctx, stateName(address))
	if fault.Of(err) == fault.NotFound && err != nil {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	if json.Unmarshal(b, &m) != nil || m.Seen == nil {
		m = memory{Seen: map[string]seenEntry{}}
	}
	return m, nil
}

func (c *Collector) remember(ctx context.Context, address string, m memory) error {
	now := time.Now()
	for id, e := range m.Seen {
		if now.Sub(e.At) > seenFor && len(m.Seen) > maxEntries || len(m.Seen) > maxSeen && now.Sub(e.At) > 24*time.Hour {
			delete(m.Seen, id)
		}
	}
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return c.Store.PutState(context.WithoutCancel(ctx), stateName(address), b)
}

// Poll asks a feed once and takes in what is new or was updated since it was
// last asked. An entry counts as seen once its article is kept, or after some
// tries that failed; a poll that is interrupted goes on where it stopped. The
// error is that of the store or of the feed itself; an entry that fails is
// reported and recorded.
func (c *Collector) Poll(ctx context.Context, s Source, report func(Outcome)) (Tally, error) {
	m, err := c.recall(ctx, s.URL)
	if err != nil {
		return Tally{}, err
	}
	return c.poll(ctx, s, &m, report)
}

func (c *Collector) poll(ctx context.Context, s Source, m *memory, report func(Outcome)) (Tally, error) {
	var t Tally
	rec := store.Capture{At: time.Now(), Outlet: s.Outlet, Feed: s.URL, URL: s.URL, Kind: store.PollCapture}
	items, v, err := c.items(ctx, s.URL, fetch.Validators{ETag: m.ETag, LastModified: m.LastModified}, &rec)
	if ctx.Err() != nil {
		return t, ctx.Err()
	}
	due := c.due(items, m)
	if len(due) == 0 && rec.Result == store.Captured {
		rec.Result = store.NotModified
	}
	if put := c.record(ctx, rec); put != nil {
		return t, put
	}
	if err != nil {
		m.Failures++
		return t, errors.Join(err, c.remember(ctx, s.URL, *m))
	}
	m.Failures = 0
	whole := true
	for n, i := range due {
		if n >= maxEntries || ctx.Err() != nil {
			whole = false
			break
		}
		if err := c.entry(ctx, s, i, m, &t, report); err != nil {
			return t, err
		}
		if m.Seen[i.ID].Tries > 0 && m.Seen[i.ID].Tries < maxTries {
			whole = false
		}
	}
	// Validators are kept only once all entries are done: else "not modified"
	// would hide those that are left.
	if m.ETag, m.LastModified = "", ""; whole {
		m.ETag, m.LastModified = v.ETag, v.LastModified
	}
	return t, errors.Join(ctx.Err(), c.remember(ctx, s.URL, *m))
}

// entry takes in one entry and remembers it.
func (c *Collector) entry(ctx context.Context, s Source, i feed.Item, m *memory, t *Tally, report func(Outcome)) error {
	out, err := c.page(ctx, s, i)
	if err != nil && out.Err == nil {
		return err // the store's, or the end of ctx
	}
	seen := seenEntry{Updated: i.Updated, At: time.Now()}
	if out.Err != nil {
		seen.Tries = m.Seen[i.ID].Tries + 1
	}
	t.Count(out)
	m.Seen[i.ID] = seen
	report(out)
	return c.remember(ctx, s.URL, *m)
}

// Count counts one outcome.
func (t *Tally) Count(o Outcome) {
	switch {
	case o.Kept.ID == "":
		t.Failed++
	case o.Kept.Change == store.Added:
		t.Added++
	case o.Kept.Change == store.Revised:
		t.Revised++
	default:
		t.Unchanged++
	}
}

// Plus adds two tallies.
func (t Tally) Plus(u Tally) Tally {
	return Tally{t.Added + u.Added, t.Revised + u.Revised, t.Unchanged + u.Unchanged, t.Failed + u.Failed}
}

// due are the entries that are not seen, were updated, or failed and may be
// tried again; oldest first, for feeds list the newest first.
func (c *Collector) due(items []feed.Item, m *memory) []feed.Item {
	var out []feed.Item
	for k := len(items) - 1; k >= 0; k-- {
		i := items[k]
		e, seen := m.Seen[i.ID]
		retry := e.Tries > 0 && e.Tries < maxTries
		if !seen || retry || i.Updated.After(e.Updated) && e.Tries == 0 {
			out = append(out, i)
		}
	}
	return out
}

// items fetches and reads a feed; of an index of sitemaps the newest few.
func (c *Collector) items(ctx context.Context, address string, v fetch.Validators, rec *store.Capture) ([]feed.Item, fetch.Validators, error) {
	res, err := c.get(ctx, address, v, rec)
	if err != nil {
		return nil, v, err
	}
	if res.NotModified() {
		return nil, v, nil
	}
	f, err := feed.Parse(res.Body, res.URL)
	if err != nil {
		err = fault.New(fault.Input, "%s: %w", address, err)
		rec.Result, rec.Detail = store.Unreadable, err.Error()
		return nil, v, err
	}
	items := f.Items
	for _, sm := range newestMaps(f.Maps) {
		res, err := c.Fetch.Get(ctx, sm.URL, fetch.Validators{})
		if err != nil || res.Status/100 != 2 {
			c.Log.Warn("sitemap not read", "url", sm.URL, "error", err)
			continue
		}
		if inner, err := feed.Parse(res.Body, res.URL); err == nil {
			items = append(items, inner.Items...)
		}
	}
	if len(items) > 0 && rec.Outlet == "" {
		rec.Outlet = f.Title
	}
	return items, res.Validators, nil
}

// newestMaps are the few sitemaps of an index that changed last; those without
// a date come as they stand.
func newestMaps(maps []feed.Item) []feed.Item {
	out := append([]feed.Item(nil), maps...)
	for i := 1; i < len(out); i++ {
		for k := i; k > 0 && out[k].Updated.After(out[k-1].Updated); k-- {
			out[k], out[k-1] = out[k-1], out[k]
		}
	}
	return out[:min(len(out), maxMaps)]
}
