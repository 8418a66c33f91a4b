package alert

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"synoptic/internal/fault"
	"synoptic/internal/query"
)

// states keeps values in a map.
type states map[string][]byte

func (m states) State(_ context.Context, name string) ([]byte, error) {
	if v, ok := m[name]; ok {
		return v, nil
	}
	return nil, fault.New(fault.NotFound, "no state %q", name)
}

func (m states) PutState(_ context.Context, name string, value []byte) error {
	if value == nil {
		delete(m, name)
	} else {
		m[name] = value
	}
	return nil
}

func (m states) StateNames(_ context.Context, prefix string) (out []string, _ error) {
	for k := range m {
		if strings.HasPrefix(k, prefix) {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out, nil
}

type alerted struct {
	Searches
	found []query.Found
	posts []alertJSON
	down  bool
	now   time.Time
}

func newAlerted() *alerted {
	a := &alerted{now: time.Date(2031, 4, 8, 0, 0, 0, 0, time.UTC)}
	a.Searches = Searches{States: states{}, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return a.now },
		Newest: func(_ context.Context, s *query.SavedSearch, _ int) ([]query.Found, error) {
			if s.Words == "" {
				return nil, fault.New(fault.Usage, "nothing to look for")
			}
			return a.found, nil
		},
		Post: func(_ context.Context, _ string, body []byte) error {
			if a.down {
				return errors.New("connection refused")
			}
			var j alertJSON
			if err := json.Unmarshal(body, &j); err != nil {
				return err
			}
			a.posts = append(a.posts, j)
			return nil
		}}
	return a
}

func (a *alerted) find(n int) {
	a.found = slices.Insert(a.found, 0, query.Found{Key: fmt.Sprint("article a", n), Article: fmt.Sprint("a", n), Text: "dues"})
}

// What was there when the search was saved is not told; what comes is, once.
func TestAlerts(t *testing.T) {
	ctx, a := context.Background(), newAlerted()
	a.find(1)
	id, err := a.Save(ctx, query.SavedSearch{Words: "dues", Hook: "https://desk.example/hook"})
	if err != nil {
		t.Fatal(err)
	}
	look := func(want int) {
		t.Helper()
		if err := a.Look(ctx); err != nil {
			t.Fatal(err)
		}
		if len(a.posts) != want {
			t.Fatalf("%d posts, want %d", len(a.posts), want)
		}
	}
	look(0)
	a.find(2)
	a.find(3)
	look(1)
	if p := a.posts[0]; p.Total != 2 || p.Items[0].Article != "a3" || p.Search != id || p.Name != "dues" {
		t.Errorf("told %+v", p)
	}
	look(1)
	if err := a.Remove(ctx, id); err != nil {
		t.Fatal(err)
	}
	a.find(4)
	look(1)
	if left := len(a.States.(states)); left != 0 {
		t.Errorf("%d states are left", left)
	}
	if err := a.Remove(ctx, id); fault.Of(err) != fault.NotFound {
		t.Errorf("removing twice: %v", err)
	}
}

// A hook that is down loses nothing: it is told all that came, later.
func TestAlertsAreRepeated(t *testing.T) {
	ctx, a := context.Background(), newAlerted()
	if _, err := a.Save(ctx, query.SavedSearch{Words: "dues", Hook: "http://desk.example/"}); err != nil {
		t.Fatal(err)
	}
	a.down = true
	a.find(1)
	for range 3 {
		if err := a.Look(ctx); err != nil {
			t.Fatal(err)
		}
	}
	all, err := a.All(ctx)
	if err != nil || all[0].Failed != "connection refused" || all[0].Failures != 1 {
		t.Fatalf("after failing: %+v %v", all, err)
	}
	a.down = false
	a.find(2)
	a.now = a.now.Add(2 * time.Minute)
	if err := a.Look(ctx); err != nil {
		t.Fatal(err)
	}
	if len(a.posts) != 1 || a.posts[0].Total != 2 {
		t.Fatalf("told %+v", a.posts)
	}
	if all, _ = a.All(ctx); all[0].Failed != "" || all[0].Told.IsZero() {
		t.Errorf("after arriving: %+v", all)
	}
}

func TestSavingRefuses(t *testing.T) {
	ctx, a := context.Background(), newAlerted()
	for _, s := range []query.SavedSearch{{Words: ""}, {Words: "x", Hook: "file:///etc/passwd"}, {Words: "x", Hook: "desk.example"}} {
		if _, err := a.Save(ctx, s); fault.Of(err) != fault.Usage {
			t.Errorf("%+v: %v", s, err)
		}
	}
	if len(a.States.(states)) != 0 {
		t.Error("something was kept")
	}
}
