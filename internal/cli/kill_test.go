package cli

import (
	"bufio"
	"bytes"
	"context"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"synoptic/eval/madenews"
	"synoptic/internal/app"
	"synoptic/internal/config"
	"synoptic/internal/query"
)

// setting is a number from the environment: the tests of kills take minutes at
// the size that doc/intake.md states.
func setting(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// TestKillIngest kills an ingest of a web archive with a signal that cannot be
// caught, starts it anew each time and lets it finish at last: nothing that was
// reported as kept is lost, and nothing is there twice. SYNOPTIC_TEST_KILLS,
// SYNOPTIC_TEST_ARTICLES and SYNOPTIC_TEST_DELAY_MS set how often, of how many
// articles, and how long after a report at most.
func TestKillIngest(t *testing.T) {
	kills, articles := setting("SYNOPTIC_TEST_KILLS", 4), setting("SYNOPTIC_TEST_ARTICLES", 600)
	k := killer{t: t, db: filepath.Join(t.TempDir(), "s.db"), reported: map[string]bool{}}
	archive := filepath.Join(t.TempDir(), "made.warc.gz")
	k.args = []string{"ingest", "--no-analysis", "--db", k.db, archive}
	f, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := madenews.Archive(f, 1, articles); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	// Every run goes on where the last one stopped. Half are killed at some time
	// after their start, half after their first report.
	rng := rand.New(rand.NewSource(8))
	for n := range kills {
		k.run(rng.Intn(2), time.Duration(rng.Intn(setting("SYNOPTIC_TEST_DELAY_MS", 50)))*time.Millisecond)
		if n%10 == 0 {
			k.check()
		}
	}
	t.Logf("%d of %d articles reported as kept before the last kill", len(k.reported), articles)
	k.run(-1, 0)
	if n := k.check(); n != articles || len(k.reported) != articles {
		t.Errorf("%d articles in the end and %d reported, want %d", n, len(k.reported), articles)
	}
}

// TestKillAnalysis kills an ingest while it analyses; what is found in the end
// is what a run that nobody disturbed finds, but for the numbers of events.
func TestKillAnalysis(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses the examples several times")
	}
	undisturbed := killer{t: t, db: filepath.Join(t.TempDir(), "s.db"), reported: map[string]bool{}}
	undisturbed.args = []string{"ingest", "--db", undisturbed.db, "../../examples"}
	undisturbed.run(-1, 0)
	k := killer{t: t, db: filepath.Join(t.TempDir(), "s.db"), reported: map[string]bool{}}
	k.args = []string{"ingest", "--db", k.db, "../../examples"}
	rng := rand.New(rand.NewSource(8))
	for range setting("SYNOPTIC_TEST_KILLS", 3) {
		k.run(1, time.Duration(rng.Intn(setting("SYNOPTIC_TEST_ANALYSIS_MS", 400)))*time.Millisecond)
		k.check()
	}
	k.run(-1, 0)
	for _, list := range [][]string{{"events", "--format", "json"}, {"articles", "--format", "json", "--limit", "1000"}, {"actors", "--format", "json", "--limit", "1000"}} {
		if got, want := unnumbered(k.output(list...)), unnumbered(undisturbed.output(list...)); got != want {
			t.Errorf("%s differs:\n%s\nwant\n%s", list[0], got, want)
		}
	}
}

// TestInterrupt asks that a run which only reads ends at once when it is told to.
func TestInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no process sends another an interrupt there")
	}
	c := exec.Command("synoptic", "compare", "-")
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	// More than a pipe holds: when it is written the program reads, and waits for more.
	if _, err := in.Write(bytes.Repeat([]byte("The weir must close. "), 10000)); err != nil {
		t.Fatal(err)
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); c.ProcessState.ExitCode() != exitStopped {
		t.Errorf("it ends with %v", err)
	}
}

// unnumbered are the lines of a list, sorted, without the numbers of events: a
// grouping that was cut off may have used up some.
func unnumbered(list string) string {
	lines := strings.Split(regexp.MustCompile(`"e\d+"`).ReplaceAllString(list, `"e"`), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// killer runs the program and kills it.
type killer struct {
	t        *testing.T
	db       string
	args     []string
	reported map[string]bool // ids that were reported as kept
}

// run runs an ingest and kills it some time after it has reported so many
// articles; with lines below 0 it is left to finish.
func (k *killer) run(lines int, after time.Duration) {
	k.t.Helper()
	c := exec.Command("synoptic", k.args...)
	var messages strings.Builder
	c.Stderr = &messages
	out, err := c.StdoutPipe()
	if err != nil {
		k.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		k.t.Fatal(err)
	}
	n := 0
	kill := func() {
		if n == lines {
			time.AfterFunc(after, func() { _ = c.Process.Kill() })
		}
	}
	kill()
	for in := bufio.NewReader(out); ; {
		line, err := in.ReadString('\n')
		if err != nil {
			break // what was cut by the kill was not reported
		}
		if _, id, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " "); ok {
			k.reported[id] = true
		}
		n++
		kill()
	}
	if err := c.Wait(); err != nil && lines < 0 {
		k.t.Fatal(err, messages.String())
	}
}

// output is what a command prints of the store.
func (k *killer) output(args ...string) string {
	k.t.Helper()
	out, err := exec.Command("synoptic", append(args, "--db", k.db)...).Output()
	if err != nil {
		k.t.Fatal(args, err)
	}
	return string(out)
}

// check returns how many articles there are.
func (k *killer) check() int {
	k.t.Helper()
	if _, err := os.Stat(k.db); os.IsNotExist(err) && len(k.reported) == 0 {
		return 0
	}
	s, err := app.OpenStore(context.Background(), config.Config{DB: k.db, Match: "normal", Workers: 1}, false)
	if err != nil {
		k.t.Fatal(err)
	}
	defer s.Close()
	seen, present := map[string]bool{}, map[string]bool{}
	for c := (query.Cursor{Limit: 1000}); ; {
		page, err := s.Articles(context.Background(), query.ArticleFilter{Page: c})
		if err != nil {
			k.t.Fatal(err)
		}
		for _, a := range page.Items {
			key := a.URL
			if key == "" {
				key = a.ID
			}
			if seen[key] || a.Versions != 1 {
				k.t.Errorf("%s is there twice", a.ID)
			}
			seen[key], present[a.ID] = true, true
		}
		if c.After = page.Next; c.After == "" {
			break
		}
	}
	lost := 0
	for id := range k.reported {
		if !present[id] {
			lost++
		}
	}
	if lost > 0 {
		k.t.Errorf("%d articles that were reported as kept are lost", lost)
	}
	return len(seen)
}
