package query

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"synoptic/internal/store"
	"synoptic/news"
)

// change relates an article of e1 anew, so that its comparison is not what it
// would be now.
func change(t *testing.T, r *Reader, version string) {
	t.Helper()
	if err := r.s.(store.Analyses).PutAnalyses(ctx, []store.Analysis{{Version: version, Article: "a", ActorOf: []string{"lomenz"}}}); err != nil {
		t.Fatal(err)
	}
}

// TestComparedWhileRenewing shows the last comparison while another is made, but
// not to whoever has decided which articles the event has.
func TestComparedWhileRenewing(t *testing.T) {
	r := filled(t)
	first, err := r.Compared(ctx, "e1")
	if err != nil || first.Renewing {
		t.Fatalf("a first comparison: renewing %v, %v", first.Renewing, err)
	}
	r.renewing.Store(true) // as Renew does, which does not come to it yet
	change(t, r, "r2")
	last, err := r.Compared(ctx, "e1")
	if err != nil || !last.Renewing || last.Comparison != first.Comparison || !last.Made.Equal(first.Made) {
		t.Errorf("the last comparison is not shown: renewing %v, %v", last.Renewing, err)
	}
	if !slices.Equal(r.behind.ids, []string{"e1"}) {
		t.Errorf("to be compared: %v", r.behind.ids)
	}
	d := news.Decision{ID: "d1", Kind: news.NamePoint, Event: "e1", Subjects: []string{first.Comparison.Points[0].ID}, Args: []string{"the dues"}, When: time.Now()}
	if _, err := r.s.(store.Decisions).PutDecision(ctx, d); err != nil {
		t.Fatal(err)
	}
	if now, err := r.Compared(ctx, "e1"); err != nil || !now.Renewing || now.Comparison.Points[0].Name != "the dues" {
		t.Errorf("a decision about a point does not hold at once: %v", err)
	}
	d = news.Decision{ID: "d2", Kind: news.SplitEvent, Subjects: []string{"e1"}, Names: []string{"a"}, Args: []string{"b"}, When: time.Now().Add(time.Second)}
	if _, err := r.s.(store.Decisions).PutDecision(ctx, d); err != nil {
		t.Fatal(err)
	}
	if now, err := r.Compared(ctx, "e1"); err != nil || now.Renewing || !now.Made.After(first.Made) {
		t.Errorf("after a decision about the event the comparison before it is shown: %v", err)
	}
}

func TestRenew(t *testing.T) {
	r := filled(t)
	work, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.Renew(work, func(event string, err error) { t.Errorf("%s: %v", event, err) })
	}()
	first, err := r.Compared(ctx, "e1")
	if err != nil {
		t.Fatal(err)
	}
	change(t, r, "r2")
	for now := first; !now.Made.After(first.Made); { // the test's own limit ends a Renew that does nothing
		if now, err = r.Compared(ctx, "e1"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
	stop()
	<-done
	change(t, r, "r3")
	if now, err := r.Compared(ctx, "e1"); err != nil || now.Renewing {
		t.Errorf("an old comparison is shown though nobody renews it: %v", err)
	}
}

func TestWaitingLine(t *testing.T) {
	l := newWaitingLine()
	for _, id := range []string{"a", "b", "c", "b"} {
		l.push(id, false)
	}
	l.push("d", true)
	l.push("c", true)
	if want := []string{"c", "d", "a", "b"}; !slices.Equal(l.ids, want) {
		t.Errorf("waiting %v, want %v", l.ids, want)
	}
	for n := range lineLength {
		l.push(strings.Repeat("x", n+1), false)
	}
	if len(l.ids) != lineLength {
		t.Errorf("%d wait, at most %d may", len(l.ids), lineLength)
	}
	if id, ok := l.next(ctx); id != "c" || !ok {
		t.Errorf("next is %q, %v", id, ok)
	}
	gone, stop := context.WithCancel(ctx)
	stop()
	if _, ok := l.next(gone); ok {
		t.Error("something came though nobody waits")
	}
}

// TestCacheStopsWhatNobodyWaitsFor leaves a computation to those who wait with the
// first, and stops it when they have gone.
func TestCacheStopsWhatNobodyWaitsFor(t *testing.T) {
	c := newCache[int](10)
	begun, stopped := make(chan struct{}), make(chan struct{})
	compute := func(ctx context.Context) (int, int, error) {
		close(begun)
		<-ctx.Done()
		close(stopped)
		return 0, 0, ctx.Err()
	}
	one, leave := context.WithCancel(ctx)
	two, leaveToo := context.WithCancel(ctx)
	answers := make(chan error, 2)
	go func() { _, err := c.get(one, "k", "1", compute); answers <- err }()
	<-begun
	go func() { _, err := c.get(two, "k", "1", compute); answers <- err }()
	for waiting := 0; waiting < 2; time.Sleep(time.Millisecond) {
		c.mu.Lock()
		waiting = c.flights["k\x001"].waiting
		c.mu.Unlock()
	}
	leave()
	if err := <-answers; err == nil {
		t.Error("who left was answered")
	}
	select {
	case <-stopped:
		t.Error("stopped though another waits")
	default:
	}
	leaveToo()
	<-answers
	<-stopped
	if v, err := c.get(ctx, "k", "1", func(context.Context) (int, int, error) { return 7, 1, nil }); v != 7 || err != nil {
		t.Errorf("after that: %d, %v", v, err)
	}
	if _, err := c.get(ctx, "k", "2", func(context.Context) (int, int, error) { panic("no") }); err == nil {
		t.Error("a panic is no error")
	}
}

func TestSizeOf(t *testing.T) {
	type leaf [2]int64
	shared := []string{"xxxx"}
	for _, c := range []struct {
		name string
		v    any
		want int
	}{
		{"a number", int64(1), 8},
		{"a string", "abcd", 16 + 4},
		{"a slice with room", make([]leaf, 1, 3), 24 + 3*16},
		{"a pointer", &leaf{}, 8 + 16},
		{"nothing", (*leaf)(nil), 8},
		{"an array of any", [2]any{int64(1), nil}, 2*16 + 8},
		{"what is led to twice", [][]string{shared, shared}, 24 + 2*24 + 16 + 4},
	} {
		if got := sizeOf(c.v); got != c.want {
			t.Errorf("%s: %d bytes, want %d", c.name, got, c.want)
		}
	}
	r := filled(t)
	c, err := r.Compared(ctx, "e1")
	if err != nil {
		t.Fatal(err)
	}
	if n, texts := sizeOf(c), len(c.Coverage.Articles[0].Text)+len(c.Coverage.Articles[1].Text); n < texts+4000 {
		t.Errorf("a comparison of texts of %d bytes takes %d", texts, n)
	}
}
