package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"synoptic/internal/store"
	"synoptic/internal/store/sqlite"
)

// TestSoak lets a server work for long: 50 readers, each asking for a page every
// five seconds, analysts who decide and undo, and one ingest after the other in
// another process, on a store that grows from nothing. It fails for any error, and
// if memory or goroutines of the server grow from the second to the last third.
//
//	SYNOPTIC_LOAD_SOAK=1h SYNOPTIC_LOAD_BIN=$PWD/synoptic go test -run TestSoak -v -timeout 90m ./internal/app

const (
	soakFirst   = 1000 // articles before the readers come
	soakBatch   = 200  // of each ingest
	soakDecides = 5 * time.Second
	soakLook    = 30 * time.Second
)

// soak is a server under work.
type soak struct {
	t         *testing.T
	bin, path string
	pid       int
	until     time.Time
	m         *meter

	mu       sync.Mutex
	asks     map[string][]string
	events   []string // of two accounts or more
	actors   []string
	decided  int
	refused  int // as contradicting others
	ingested int
	errors   []string
}

// look is what was measured of the server at a moment.
type look struct {
	after               time.Duration
	rss, goroutines     int // kB
	pages, faults, kept int
}

func TestSoak(t *testing.T) {
	period, err := time.ParseDuration(os.Getenv("SYNOPTIC_LOAD_SOAK"))
	bin := os.Getenv("SYNOPTIC_LOAD_BIN")
	if err != nil || bin == "" {
		t.Skip("SYNOPTIC_LOAD_SOAK and SYNOPTIC_LOAD_BIN name no time and program")
	}
	s := &soak{t: t, bin: bin, path: filepath.Join(t.TempDir(), "soak.db"), m: newMeter()}
	articles := newSoakArticles(t)
	if err := s.ingest(articles, soakFirst); err != nil {
		t.Fatal(err)
	}
	server := startServer(t, bin, s.path)
	s.pid = server.Process.Pid
	s.refresh()
	ctx, stop := context.WithTimeout(context.Background(), period)
	defer stop()
	started := time.Now()
	s.until = started.Add(period)
	var wait sync.WaitGroup
	wait.Go(func() { s.readAll(ctx) })
	wait.Go(func() { s.decideAll(ctx) })
	wait.Go(func() {
		for ctx.Err() == nil {
			if err := s.ingest(articles, soakBatch); err != nil {
				s.fail("ingest: %v", err)
			}
			s.refresh()
		}
	})
	var looks []look
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-time.After(soakLook):
			looks = append(looks, s.look(time.Since(started)))
		}
	}
	wait.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	t.Logf("pages:\n%s", s.m)
	t.Logf("%d decisions and undoings, %d more refused as contradicting others; %d articles ingested", s.decided, s.refused, s.ingested)
	for _, e := range s.errors {
		t.Error(e)
	}
	checkGrowth(t, looks)
}

// soakMemory is the most that a server may take, in kB.
const soakMemory = 500_000

// checkGrowth fails if what was usual in the last third is much more than in the
// second, or memory was ever more than a server may take. What was most is told
// beside it: it depends on what happened to go on when it was looked at.
func checkGrowth(t *testing.T, looks []look) {
	t.Helper()
	third := len(looks) / 3
	if third == 0 {
		t.Log("too short to tell whether anything grows")
		return
	}
	for _, c := range []struct {
		what string
		of   func(look) int
	}{{"resident kB", func(l look) int { return l.rss }}, {"goroutines", func(l look) int { return l.goroutines }}} {
		usual := func(part []look) (median, most int) {
			var all []int
			for _, l := range part {
				all = append(all, c.of(l))
			}
			slices.Sort(all)
			return all[len(all)/2], all[len(all)-1]
		}
		was, mostWas := usual(looks[third : 2*third])
		is, mostIs := usual(looks[2*third:])
		t.Logf("%s: usually %d in the second third, %d in the last; at the most %d, %d", c.what, was, is, mostWas, mostIs)
		if float64(is) > 1.2*float64(was) {
			t.Errorf("%s grow: %d, then %d", c.what, was, is)
		}
	}
	if most := slices.MaxFunc(looks, func(a, b look) int { return a.rss - b.rss }); most.rss > soakMemory {
		t.Errorf("%d kB resident after %s", most.rss, most.after)
	}
}

func (s *soak) fail(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.errors = append(s.errors, fmt.Sprintf(format, args...))
	fmt.Printf("soak: "+format+"\n", args...)
}

var goroutines = regexp.MustCompile(`(?m)^synoptic_goroutines (\d+)`)

func (s *soak) look(after time.Duration) look {
	l := look{after: after}
	if m := regexp.MustCompile(`VmRSS: (\d+)`).FindStringSubmatch(resident(s.pid)); m != nil {
		l.rss, _ = strconv.Atoi(m[1])
	}
	if res, err := http.Get("http://" + loadAddress + "/metrics"); err != nil {
		s.fail("metrics: %v", err)
	} else {
		b, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if m := goroutines.FindSubmatch(b); m != nil {
			l.goroutines, _ = strconv.Atoi(string(m[1]))
		}
	}
	l.pages = s.m.count()
	s.mu.Lock()
	defer s.mu.Unlock()
	l.faults, l.kept = len(s.errors), s.ingested
	fmt.Printf("soak: %6s  resident %4d MB  goroutines %3d  pages %6d  decisions %5d  articles %6d  errors %d\n",
		after.Round(time.Second), l.rss/1000, l.goroutines, l.pages, s.decided, l.kept, l.faults)
	return l
}

// refresh looks up what readers may ask for now.
func (s *soak) refresh() {
	ctx := context.Background()
	kept, err := sqlite.Open(ctx, s.path, sqlite.Options{ReadOnly: true})
	if err != nil {
		s.fail("refresh: %v", err)
		return
	}
	defer kept.Close()
	asks := asksOf(s.t, kept)
	events, err := kept.ListEvents(ctx, store.EventFilter{Accounts: 2, Page: store.Cursor{Limit: 500, Uncounted: true}})
	if err != nil {
		s.fail("refresh: %v", err)
		return
	}
	actors, err := kept.ListActors(ctx, store.ActorFilter{Page: store.Cursor{Limit: 200, Uncounted: true}})
	if err != nil {
		s.fail("refresh: %v", err)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asks, s.events, s.actors = asks, nil, nil
	for _, e := range events.Items {
		s.events = append(s.events, e.ID)
	}
	for _, a := range actors.Items {
		s.actors = append(s.actors, a.ID)
	}
}

func (s *soak) readAll(ctx context.Context) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: loadReaders}, Timeout: time.Minute}
	defer client.CloseIdleConnections()
	kinds := []string{"home", "event", "actor", "search"}
	var wait sync.WaitGroup
	for i := range loadReaders {
		wait.Go(func() {
			r := rand.New(rand.NewPCG(uint64(i), 5))
			pause := time.Duration(r.Int64N(int64(loadEvery)))
			for {
				select {
				case <-ctx.Done():
					return
				case <-time.After(pause):
				}
				pause = loadEvery
				kind := kinds[r.IntN(len(kinds))]
				s.mu.Lock()
				all := s.asks[kind]
				s.mu.Unlock()
				if len(all) == 0 {
					continue
				}
				if err := s.m.ask(client, kind, "http://"+loadAddress+pick(r, all)); err != nil {
					s.fail("%s: %v", kind, err)
				}
			}
		})
	}
	wait.Wait()
}

// decideAll decides, and undoes most of it after a while, one thing every few
// seconds. Merges of actors are few: to take one back relates all articles anew.
func (s *soak) decideAll(ctx context.Context) {
	r := rand.New(rand.NewPCG(3, 4))
	var made []string
	for n := 1; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-time.After(soakDecides):
		}
		s.mu.Lock()
		events, actors := s.events, s.actors
		s.mu.Unlock()
		if len(events) < 4 || len(actors) < 4 {
			continue
		}
		if len(made) > 10 || r.IntN(3) == 0 && len(made) > 0 {
			s.send(http.MethodDelete, "/api/v1/decisions/"+made[len(made)-1], nil)
			made = made[:len(made)-1]
			continue
		}
		one, two := events[r.IntN(len(events))], events[r.IntN(len(events))]
		d := map[string]any{"kind": "event.rename", "subjects": []string{one}, "args": []string{fmt.Sprint("Named in a soak ", n)}}
		switch {
		case n%100 == 50:
			d = map[string]any{"kind": "actor.merge", "subjects": []string{actors[1], actors[2+r.IntN(len(actors)-2)]}}
		case n%20 == 0:
			d = map[string]any{"kind": "actor.rename", "subjects": actors[:1], "args": []string{fmt.Sprint("Renamed ", n)}}
		case n%4 == 1 && one != two:
			d = map[string]any{"kind": "event.merge", "subjects": []string{one, two}}
		case n%4 == 2:
			point := s.point(one)
			if point == "" {
				continue
			}
			d = map[string]any{"kind": "point.name", "event": one, "subjects": []string{point}, "args": []string{fmt.Sprint("Point ", n)}}
		}
		if id := s.send(http.MethodPost, "/api/v1/decisions", d); id != "" {
			made = append(made, id)
		}
	}
}

// point is a point of an event.
func (s *soak) point(event string) string {
	res, err := http.Get("http://" + loadAddress + "/event/" + url.PathEscape(event))
	if err != nil {
		s.fail("event: %v", err)
		return ""
	}
	b, err := io.ReadAll(res.Body)
	if err = errors.Join(err, res.Body.Close()); err != nil {
		s.fail("event: %v", err)
		return ""
	}
	if m := regexp.MustCompile(`name="subject" value="([^"]+)"`).FindSubmatch(b); m != nil {
		return string(m[1])
	}
	return ""
}

// send asks the API for a decision and returns its id.
func (s *soak) send(method, path string, body any) string {
	b, err := json.Marshal(body)
	if err != nil {
		s.t.Fatal(err)
	}
	req, err := http.NewRequest(method, "http://"+loadAddress+path, bytes.NewReader(b))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	client := http.Client{Timeout: 3 * time.Minute}
	res, err := client.Do(req)
	if err != nil {
		s.fail("decide: %v", err)
		return ""
	}
	var out struct{ ID, Detail string }
	answer, err := io.ReadAll(res.Body)
	if err = errors.Join(err, res.Body.Close()); err == nil && len(answer) > 0 {
		err = json.Unmarshal(answer, &out)
	}
	s.mu.Lock()
	switch {
	case err == nil && res.StatusCode < 300:
		s.decided++
	case err == nil && (res.StatusCode == http.StatusConflict || res.StatusCode == http.StatusNotFound):
		s.refused++
	default:
		defer s.fail("%s %s %s: %s %s %v", method, path, b, res.Status, answer, err)
	}
	s.mu.Unlock()
	return out.ID
}

// ingest keeps and analyses some new articles in another process.
func (s *soak) ingest(from *soakArticles, n int) error {
	file := filepath.Join(s.t.TempDir(), "new.jsonl")
	if err := os.WriteFile(file, from.take(n), 0o600); err != nil {
		return err
	}
	c := exec.Command(s.bin, "ingest", "--quiet", "--db", s.path, file)
	out, err := c.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(string(out)))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ingested += n
	return nil
}

// soakArticles makes articles that no store has seen, as JSON lines.
type soakArticles struct {
	m    *mill
	next int
}

func newSoakArticles(t *testing.T) *soakArticles { return &soakArticles{m: newMill(t)} }

func (a *soakArticles) take(n int) []byte {
	var b bytes.Buffer
	for range n {
		world, i := a.next/len(a.m.base.Articles), a.next%len(a.m.base.Articles)
		a.next++
		b.Write(a.m.line(world, i, fmt.Sprintf("n%d-%d", world, i)))
	}
	return b.Bytes()
}
