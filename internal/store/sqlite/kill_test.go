package sqlite

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"synoptic/internal/store"
	"synoptic/news"
)

var kills = flag.Int("kills", 8, "how often TestKill kills an ingest")

// The child of TestKill finds the store's path here.
const childVariable = "SYNOPTIC_TEST_INGEST"

const killArticles = 2000

func TestMain(m *testing.M) {
	if path := os.Getenv(childVariable); path != "" {
		ingestChild(path)
		return
	}
	os.Exit(m.Run())
}

// ingestChild keeps articles and says of each, once it is kept, that it is.
func ingestChild(path string) {
	s, err := Open(ctx, path, Options{})
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	for n := 0; n < killArticles; n += 20 {
		var batch []news.Article
		for i := n; i < n+20; i++ {
			batch = append(batch, generate(i))
		}
		kept, err := s.PutArticles(ctx, batch)
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		for _, k := range kept {
			fmt.Println(k.ID)
		}
	}
	s.Close()
}

// TestKill kills an ingest at random moments, starts it anew each time and at
// last lets it finish: nothing that was reported as kept may be lost and
// nothing be there twice.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	reported := map[string]bool{}
	for n := range *kills {
		runChild(t, path, time.Duration(r.Intn(250))*time.Millisecond, reported)
		if n%10 == 0 {
			checkKilled(t, path, reported)
		}
	}
	checkKilled(t, path, reported)
	t.Logf("%d articles reported as kept before the last kill", len(reported))
	runChild(t, path, 0, reported)
	if n := checkKilled(t, path, reported); n != killArticles {
		t.Errorf("%d articles in the end, want %d", n, killArticles)
	}
}

// runChild runs an ingest, killed after some time unless that is 0.
func runChild(t *testing.T, path string, after time.Duration, reported map[string]bool) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childVariable+"="+path)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if after > 0 {
		defer time.AfterFunc(after, func() { c.Process.Kill() }).Stop()
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if len(lines.Text()) != len("g000000") {
			continue // cut by the kill, or an error that the count will show
		}
		reported[lines.Text()] = true
	}
	if err := c.Wait(); err != nil && after == 0 {
		t.Fatal(err)
	}
}

// checkKilled returns how many articles there are.
func checkKilled(t *testing.T, path string, reported map[string]bool) int {
	t.Helper()
	s := openAt(t, path, Options{})
	defer s.Close()
	seen, present := map[string]bool{}, map[string]bool{}
	cursor := store.Cursor{Limit: 1000}
	for {
		page, err := s.ListArticles(ctx, store.ArticleFilter{Page: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range page.Items {
			if seen[a.URL] || a.Versions != 1 {
				t.Errorf("%s is there twice", a.ID)
			}
			seen[a.URL] = true
			present[a.ID] = true
		}
		if cursor.After = page.Next; page.Next == "" {
			break
		}
	}
	for id := range reported {
		if !present[id] {
			t.Errorf("%s was reported as kept and is lost", id)
		}
	}
	db, err := files{path: path, wait: time.Second}.readers(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity: %s, %v", verdict, err)
	}
	return len(seen)
}
