package query

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"synoptic/internal/store"
)

func TestCompared(t *testing.T) {
	r := filled(t)
	known, stale, err := r.Summaries(ctx, []string{"e1", "e9"})
	if err != nil || len(known) != 0 || len(stale) != 1 || stale[0] != "e1" {
		t.Errorf("before any comparison: %v, %v, %v", known, stale, err)
	}
	c, err := r.Compared(ctx, "e1")
	if err != nil || c.Comparison == nil || len(c.Comparison.Accounts) != 2 || c.Summary.Accounts != 2 || len(c.Coverage.Articles) != 2 || c.Coverage.Documents != nil {
		t.Fatalf("compared: %+v, %v", c, err)
	}
	if again, err := r.Compared(ctx, "e1"); err != nil || again.Comparison != c.Comparison {
		t.Errorf("nothing has changed, and it was compared anew: %v", err)
	}
	if known, stale, _ = r.Summaries(ctx, []string{"e1"}); len(stale) != 0 || known["e1"].Points != c.Summary.Points {
		t.Errorf("summaries: %v, %v", known, stale)
	}
	if err := r.s.(store.Analyses).PutAnalyses(ctx, []store.Analysis{{Version: "r2", Article: "a", ActorOf: []string{"lomenz"}}}); err != nil {
		t.Fatal(err)
	}
	if known, stale, _ = r.Summaries(ctx, []string{"e1"}); len(stale) != 1 || known["e1"].Accounts != 2 {
		t.Errorf("after a change the summary before it is to be had, as stale: %v, %v", known, stale)
	}
	if again, err := r.Compared(ctx, "e1"); err != nil || again.Comparison == c.Comparison {
		t.Errorf("something has changed, and the comparison is the one before: %v", err)
	}
	if _, err := r.Compared(ctx, "e9"); err == nil {
		t.Error("an unknown event was compared")
	}
}

func TestCacheForgetsTheLeastUsed(t *testing.T) {
	c := newCache[string](3)
	for _, k := range []string{"a", "b", "c"} {
		c.put(k, "1", "v"+k, 1)
	}
	c.look("a", "1")
	c.put("d", "1", "vd", 1)
	c.put("big", "1", "", 4)
	for k, want := range map[string]bool{"a": true, "b": false, "c": true, "d": true, "big": false} {
		if _, found, _ := c.look(k, "1"); found != want {
			t.Errorf("%s: found %v, want %v", k, found, want)
		}
	}
	if _, found, fresh := c.look("a", "2"); !found || fresh {
		t.Errorf("another state: found %v, fresh %v", found, fresh)
	}
}

func TestCacheComputesOnceForAll(t *testing.T) {
	c := newCache[int](10)
	var computed atomic.Int32
	release := make(chan struct{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			v, err := c.get(ctx, "k", "1", func(context.Context) (int, int, error) {
				computed.Add(1)
				<-release
				return 7, 1, nil
			})
			if v != 7 || err != nil {
				t.Errorf("got %d, %v", v, err)
			}
		})
	}
	close(release)
	wg.Wait()
	if n := computed.Load(); n < 1 || n > 8 {
		t.Errorf("computed %d times", n)
	}
	if _, err := c.get(ctx, "broken", "1", func(context.Context) (int, int, error) { return 0, 0, errors.New("no") }); err == nil {
		t.Error("an error was kept from the caller")
	}
	if _, found, _ := c.look("broken", "1"); found {
		t.Error("what failed was kept")
	}
}
