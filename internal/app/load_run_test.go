package app

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"synoptic/internal/store"
	"synoptic/internal/store/sqlite"
)

// TestLoad measures a server of a large store (see TestMakeLoadStore) with 50
// readers, each asking for a page every five seconds, while articles are
// ingested; then how many pages a second it gives at most. It prints what it
// found and fails for errors only: times are the machine's.
//
//	make build
//	SYNOPTIC_LOAD_STORE=big.db SYNOPTIC_LOAD_BIN=$PWD/synoptic go test -run 'TestLoad$' -v -timeout 30m ./internal/app

const (
	loadReaders = 50
	loadEvery   = 5 * time.Second
)

// loadAddress is where the server under test listens; startServer chooses it.
var loadAddress string

func TestLoad(t *testing.T) {
	path, bin := os.Getenv("SYNOPTIC_LOAD_STORE"), os.Getenv("SYNOPTIC_LOAD_BIN")
	if path == "" || bin == "" {
		t.Skip("SYNOPTIC_LOAD_STORE and SYNOPTIC_LOAD_BIN name no store and program")
	}
	period := 2 * time.Minute
	if p, err := time.ParseDuration(os.Getenv("SYNOPTIC_LOAD_TIME")); err == nil {
		period = p
	}
	asks := loadAsks(t, path)
	server := startServer(t, bin, path)
	t.Logf("resident at rest: %s", resident(server.Process.Pid))

	m := newMeter()
	m.read(t, asks, loadReaders, 30*time.Second, loadEvery) // to warm up
	m = newMeter()
	m.read(t, asks, loadReaders, period, loadEvery)
	t.Logf("50 readers, nothing else:\n%s", m)
	t.Logf("resident: %s", resident(server.Process.Pid))

	ingest := startIngest(t, bin, path)
	time.Sleep(3 * time.Second)
	m = newMeter()
	m.read(t, asks, loadReaders, period, loadEvery)
	t.Logf("50 readers while articles are ingested:\n%s", m)
	t.Logf("resident: %s", resident(server.Process.Pid))
	if ingest.ProcessState != nil {
		t.Error("the ingest was over before the readers were")
	}
	_ = ingest.Process.Kill()
	_ = ingest.Wait()

	m = newMeter()
	started := time.Now()
	m.read(t, asks, 4, 20*time.Second, 0)
	t.Logf("4 readers without pause: %.0f pages a second\n%s", float64(m.count())/time.Since(started).Seconds(), m)
	t.Logf("resident: %s", resident(server.Process.Pid))
}

// startServer starts a server of a store and stops it after the test.
func startServer(t *testing.T, bin, path string) *exec.Cmd {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	loadAddress = l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	server := exec.Command(bin, "serve", "--db", path, "--listen", loadAddress, "--rate", "0")
	server.Env = append(os.Environ(), "SYNOPTIC_LOG_LEVEL=warn")
	server.Stderr = os.Stderr
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(os.Interrupt)
		_ = server.Wait()
	})
	awaitServer(t)
	return server
}

// loadAsks are addresses by kind of page: mostly of what is new and who is often
// in the news, as people ask.
func loadAsks(t *testing.T, path string) map[string][]string {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return asksOf(t, s)
}

func asksOf(t *testing.T, s store.Store) map[string][]string {
	t.Helper()
	ctx := context.Background()
	asks := map[string][]string{"home": {"/"}}
	after := ""
	for len(asks["event"]) < 3000 {
		p, err := s.ListEvents(ctx, store.EventFilter{Accounts: 2, Page: store.Cursor{Limit: 1000, After: after, Uncounted: true}})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range p.Items {
			asks["event"] = append(asks["event"], "/event/"+url.PathEscape(e.ID))
		}
		if after = p.Next; after == "" {
			break
		}
	}
	actors, err := s.ListActors(ctx, store.ActorFilter{Page: store.Cursor{Limit: 1000, Uncounted: true}})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range actors.Items {
		asks["actor"] = append(asks["actor"], "/actor/"+url.PathEscape(a.ID))
	}
	articles, err := s.ListArticles(ctx, store.ArticleFilter{Page: store.Cursor{Limit: 1000, Uncounted: true}})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, row := range articles.Items {
		a, err := s.Article(ctx, row.ID)
		if err != nil {
			t.Fatal(err)
		}
		words := strings.FieldsFunc(a.Text, func(c rune) bool { return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') })
		words = slices.DeleteFunc(words, func(w string) bool { return len(w) < 4 })
		if len(words) < 8 {
			continue
		}
		at := r.IntN(len(words) - 3)
		q := strings.Join(words[at:at+1+r.IntN(3)], " ")
		if r.IntN(5) == 0 {
			q = words[at][:4] + "*"
		}
		in := ""
		if r.IntN(2) == 0 {
			in = "&in=statements"
		}
		asks["search"] = append(asks["search"], "/search?q="+url.QueryEscape(q)+in)
	}
	return asks
}

// pick is an address of a kind: two in three times one of the first hundred.
func pick(r *rand.Rand, all []string) string {
	if r.IntN(3) > 0 {
		return all[r.IntN(min(100, len(all)))]
	}
	return all[r.IntN(len(all))]
}

// meter gathers how long pages took, by kind.
type meter struct {
	mu    sync.Mutex
	took  map[string][]time.Duration
	bytes map[string]int // most
}

func newMeter() *meter { return &meter{took: map[string][]time.Duration{}, bytes: map[string]int{}} }

// count is how many pages were asked for.
func (m *meter) count() (n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, all := range m.took {
		n += len(all)
	}
	return n
}

// read lets some readers ask for a time, each every so often.
func (m *meter) read(t *testing.T, asks map[string][]string, readers int, period, every time.Duration) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), period)
	defer stop()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: readers}, Timeout: 30 * time.Second}
	defer client.CloseIdleConnections()
	kinds := []string{"home", "event", "actor", "search"}
	var wg sync.WaitGroup
	for i := range readers {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(uint64(i), uint64(time.Now().UnixNano())))
			wait := time.Duration(0)
			if every > 0 {
				wait = time.Duration(r.Int64N(int64(every)))
			}
			for {
				select {
				case <-ctx.Done():
					return
				case <-time.After(wait):
				}
				kind := kinds[r.IntN(len(kinds))]
				if err := m.ask(client, kind, "http://"+loadAddress+pick(r, asks[kind])); err != nil {
					t.Errorf("%s: %v", kind, err)
				}
				wait = every
			}
		})
	}
	wg.Wait()
}

func (m *meter) ask(client *http.Client, kind, address string) error {
	started := time.Now()
	res, err := client.Get(address)
	if err != nil {
		return err
	}
	n, err := io.Copy(io.Discard, res.Body)
	took := time.Since(started)
	err = errors.Join(err, res.Body.Close())
	m.mu.Lock()
	defer m.mu.Unlock()
	m.took[kind] = append(m.took[kind], took)
	m.bytes[kind] = max(m.bytes[kind], int(n))
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", address, res.Status)
	}
	return err
}

// String is a line a kind of page.
func (m *meter) String() string {
	var b strings.Builder
	var all []time.Duration
	line := func(name string, took []time.Duration, bytes int) {
		slices.Sort(took)
		at := func(p float64) time.Duration { return took[min(len(took)-1, int(p*float64(len(took))))] }
		fmt.Fprintf(&b, "%-7s %6d pages  p50 %8.1f ms  p90 %8.1f ms  p99 %8.1f ms  most %8.1f ms  largest %d kB unpacked\n", name, len(took),
			ms(at(.5)), ms(at(.9)), ms(at(.99)), ms(took[len(took)-1]), bytes/1000)
	}
	for _, kind := range []string{"home", "event", "actor", "search"} {
		if len(m.took[kind]) > 0 {
			line(kind, m.took[kind], m.bytes[kind])
			all = append(all, m.took[kind]...)
		}
	}
	if len(all) > 0 {
		line("all", all, 0)
	}
	return b.String()
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func awaitServer(t *testing.T) {
	t.Helper()
	for range 300 {
		if res, err := http.Get("http://" + loadAddress + "/readyz"); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the server does not answer")
}

// resident is the memory of a process now and at its most.
func resident(pid int) string {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return "not known here"
	}
	defer f.Close()
	var out []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "VmHWM") || strings.HasPrefix(lines.Text(), "VmRSS") {
			out = append(out, strings.Join(strings.Fields(lines.Text()), " "))
		}
	}
	return strings.Join(out, ", ")
}

// line is an article of a world as a line of JSON, with a sentence that no other
// world has.
func (m *mill) line(world, i int, id string) []byte {
	a, _ := m.article(world%6000, i)
	line, err := json.Marshal(map[string]string{"id": id, "date": a.Published.String(), "title": a.TitleText(), "outlet": a.Outlet, "lang": "en",
		"text": fmt.Sprintf("%s It was day %d.", strings.TrimSpace(a.Text[a.Title.End:]), world)})
	if err != nil {
		panic(err) // strings can be written
	}
	return append(line, '\n')
}

// startIngest lets another process keep and analyse articles of worlds that the
// store has not seen.
func startIngest(t *testing.T, bin, path string) *exec.Cmd {
	t.Helper()
	m := newMill(t)
	file := filepath.Join(t.TempDir(), "new.jsonl")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	first := 1_000_000 + int(time.Now().Unix()%1_000_000)
	for world := first; world < first+1500; world++ {
		for i := range m.base.Articles {
			_, _ = w.Write(m.line(world, i, fmt.Sprintf("n%d-%d", world, i)))
		}
	}
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(bin, "ingest", "--quiet", "--db", path, file)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}
