// Package alert keeps searches that people follow and posts what is new of them to
// the addresses they named.
package alert

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"time"

	"synoptic/internal/fault"
	"synoptic/internal/query"
	"synoptic/internal/store"
)

// Where saved searches are kept among the states, and what of each was told.
const (
	searchPrefix = "searches/"
	toldPrefix   = "searches-told/"
)

// Looks of an alert at its search.
const (
	alertReach   = 1000 // the newest findings that are looked at
	alertItems   = 100  // that one post tells; the rest is counted
	longestPause = time.Hour
)

// Searches keeps saved searches and posts what is new to their hooks. It is safe
// for concurrent use by one process.
type Searches struct {
	States store.States
	Newest func(ctx context.Context, s *query.SavedSearch, limit int) ([]query.Found, error)
	// Post sends a JSON body to an address; an error says why it did not arrive.
	Post func(ctx context.Context, address string, body []byte) error
	Log  *slog.Logger
	Now  func() time.Time

	mu sync.Mutex // over changes
}

// Save keeps a search under a new id. What it finds already is taken as told.
func (a *Searches) Save(ctx context.Context, s query.SavedSearch) (id string, err error) {
	if strings.TrimSpace(s.Name) == "" {
		s.Name = s.Words
	}
	if s.Hook != "" && !strings.HasPrefix(s.Hook, "https://") && !strings.HasPrefix(s.Hook, "http://") {
		return "", fault.New(fault.Usage, "alert: %q is no http or https address", s.Hook)
	}
	found, err := a.Newest(ctx, &s, alertReach)
	if err != nil {
		return "", err // a search that cannot be asked is not kept
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	s.ID, s.Made = strings.ToLower(rand.Text()[:10]), a.Now().UTC()
	if err := a.putTold(ctx, s.ID, found); err != nil {
		return "", err
	}
	return s.ID, a.put(ctx, &s)
}

// Remove forgets a search.
func (a *Searches) Remove(ctx context.Context, id string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, err := a.States.State(ctx, searchPrefix+id); err != nil {
		return err
	}
	if err := a.States.PutState(ctx, toldPrefix+id, nil); err != nil {
		return err
	}
	return a.States.PutState(ctx, searchPrefix+id, nil)
}

// All are the saved searches by id.
func (a *Searches) All(ctx context.Context) ([]query.SavedSearch, error) {
	names, err := a.States.StateNames(ctx, searchPrefix)
	if err != nil {
		return nil, err
	}
	var out []query.SavedSearch
	for _, n := range names {
		raw, err := a.States.State(ctx, n)
		if err != nil {
			return nil, err
		}
		var s query.SavedSearch
		if err := json.Unmarshal(raw, &s); err != nil {
			return nil, fault.New(fault.Internal, "saved search %s: %w", n, err)
		}
		out = append(out, s)
	}
	return out, nil
}

func (a *Searches) put(ctx context.Context, s *query.SavedSearch) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return a.States.PutState(ctx, searchPrefix+s.ID, raw)
}

func (a *Searches) putTold(ctx context.Context, id string, found []query.Found) error {
	keys := make([]string, len(found))
	for i, f := range found {
		keys[i] = f.Key
	}
	raw, err := json.Marshal(keys)
	if err != nil {
		return err
	}
	return a.States.PutState(ctx, toldPrefix+id, raw)
}

// Watch looks at all searches with a hook, again and again until ctx ends.
func (a *Searches) Watch(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := a.Look(ctx); err != nil && ctx.Err() == nil {
			a.Log.Error("saved searches", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Look posts what each search with a hook finds that it did not find before. A
// post that does not arrive is repeated, after a pause that doubles, with what
// came meanwhile.
func (a *Searches) Look(ctx context.Context) error {
	all, err := a.All(ctx)
	if err != nil {
		return err
	}
	for i := range all {
		s := &all[i]
		if s.Hook == "" || a.Now().Before(s.NextTry) {
			continue
		}
		if err := a.look(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func (a *Searches) look(ctx context.Context, s *query.SavedSearch) error {
	found, err := a.Newest(ctx, s, alertReach)
	if err != nil {
		return err
	}
	fresh, err := a.fresh(ctx, s.ID, found)
	if err != nil || len(fresh) == 0 {
		return err
	}
	body, err := json.Marshal(alertOf(s, fresh))
	if err != nil {
		return err
	}
	failed := a.Post(ctx, s.Hook, body)
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, err := a.States.State(ctx, searchPrefix+s.ID); err != nil {
		return nil //nolint:nilerr // it was removed meanwhile
	}
	now := a.Now().UTC()
	if failed != nil {
		a.Log.Warn("alert", "search", s.ID, "error", failed)
		s.Failed, s.NextTry = failed.Error(), now.Add(min(longestPause, time.Minute<<min(s.Failures, 10)))
		s.Failures++
		return a.put(ctx, s)
	}
	s.Told, s.Failed, s.Failures, s.NextTry = now, "", 0, time.Time{}
	if err := a.putTold(ctx, s.ID, found); err != nil {
		return err
	}
	return a.put(ctx, s)
}

// fresh are the findings that were not told.
func (a *Searches) fresh(ctx context.Context, id string, found []query.Found) (out []query.Found, err error) {
	raw, err := a.States.State(ctx, toldPrefix+id)
	if err != nil {
		return nil, err
	}
	var keys []string
	if err := json.Unmarshal(raw, &keys); err != nil {
		return nil, err
	}
	told := make(map[string]bool, len(keys))
	for _, k := range keys {
		told[k] = true
	}
	for _, f := range found {
		if !told[f.Key] {
			out = append(out, f)
		}
	}
	return out, nil
}

type alertJSON struct {
	Version int         `json:"version"`
	Search  string      `json:"search"`
	Name    string      `json:"name"`
	Total   int         `json:"total"` // new findings; items are the newest of them
	Items   []alertItem `json:"items"`
}

type alertItem struct {
	Article string `json:"article"`
	Offsets string `json:"offsets"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Title   string `json:"title,omitempty"`
	Text    string `json:"text"`
	Outlet  string `json:"outlet,omitempty"`
	Event   string `json:"event,omitempty"`
	Date    string `json:"date,omitempty"`
}

func alertOf(s *query.SavedSearch, fresh []query.Found) alertJSON {
	j := alertJSON{Version: 1, Search: s.ID, Name: s.Name, Total: len(fresh)}
	for _, f := range fresh[:min(len(fresh), alertItems)] {
		j.Items = append(j.Items, alertItem{f.Article, "utf8", f.Span.Start, f.Span.End, f.Title, f.Text, f.Outlet, f.Event, f.Date.String()})
	}
	return j
}
