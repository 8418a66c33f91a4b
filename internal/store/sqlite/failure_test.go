package sqlite

import (
	"bytes"
	"database/sql"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	newer := filepath.Join(dir, "newer.db")
	s := openAt(t, newer, Options{})
	keep(t, s, 0, 3)
	s.Close()
	run(t, newer, "PRAGMA user_version = 99")
	before, err := os.ReadFile(newer)
	if err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "foreign.db")
	run(t, foreign, "CREATE TABLE recipe (name TEXT)")
	noise := filepath.Join(dir, "noise.db")
	if err := os.WriteFile(noise, []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, says string
		opt        Options
		kind       fault.Kind
	}{
		{newer, "newer Synoptic", Options{}, fault.Conflict},
		{newer, "newer Synoptic", Options{ReadOnly: true}, fault.Conflict},
		{foreign, "another program", Options{}, fault.Conflict},
		{noise, "not a Synoptic store", Options{}, fault.Conflict},
		{dir, "is a folder", Options{}, fault.Usage},
		{filepath.Join(dir, "none.db"), "no store", Options{ReadOnly: true}, fault.NotFound},
		{filepath.Join(noise, "s.db"), "", Options{}, fault.Unavailable},
	} {
		_, err := Open(ctx, c.path, c.opt)
		wantFault(t, c.path, err, c.kind)
		if err != nil && (!strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.path)) {
			t.Errorf("%s: %v: want it to name the file and to say %q", c.path, err, c.says)
		}
	}
	if after, err := os.ReadFile(newer); err != nil || !bytes.Equal(before, after) {
		t.Errorf("a store that was refused was changed (%v)", err)
	}
}

// run runs SQL on a database file, past the store.
func run(t *testing.T, path, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", files{path: path, wait: time.Second}.dsn(nil))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
}

func TestUpgrade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := openAt(t, path, Options{})
	keep(t, s, 0, 20)
	s.Close()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all, err := steps()
	if err != nil {
		t.Fatal(err)
	}
	upgrade := func(more ...string) error {
		f := files{path: path, wait: time.Second}
		db, err := sql.Open("sqlite", f.dsn(nil))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		return f.upgradeBy(ctx, db, append(append([]string(nil), all...), more...))
	}
	if err := upgrade("ALTER TABLE article ADD COLUMN mood TEXT; DELETE FROM article", "CREATE TABLE article (x)"); err == nil {
		t.Fatal("a step that cannot be taken was taken")
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Fatalf("an upgrade that failed changed the store (%v)", err)
	}
	if n := articles(t, openAt(t, path, Options{})); n != 20 {
		t.Errorf("%d articles after an upgrade that failed, want 20", n)
	}
	if err := upgrade("ALTER TABLE article ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'", "CREATE TABLE weather (day INTEGER)"); err != nil {
		t.Fatal(err)
	}
	_, err = Open(ctx, path, Options{})
	wantFault(t, "an upgraded store", err, fault.Conflict)
}

func TestDiskFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := openAt(t, path, Options{MaxBytes: 600_000})
	kept := 0
	var err error
	for ; kept < 3000; kept += 10 {
		var batch []news.Article
		for n := kept; n < kept+10; n++ {
			batch = append(batch, generate(n))
		}
		if _, err = s.PutArticles(ctx, batch); err != nil {
			break
		}
	}
	wantFault(t, "a write to a full disk", err, fault.Unavailable)
	if kept == 0 || !strings.Contains(fmt.Sprint(err), "no room left") {
		t.Errorf("after %d articles: %v", kept, err)
	}
	if n := articles(t, s); n != kept {
		t.Errorf("%d articles, want the %d that were reported as kept", n, kept)
	}
	s.Close()
	roomy := openAt(t, path, Options{})
	keep(t, roomy, kept, kept+10)
	if n := articles(t, roomy); n != kept+10 {
		t.Errorf("%d articles when there is room again, want %d", n, kept+10)
	}
}

func TestLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := openAt(t, path, Options{Wait: 30 * time.Millisecond})
	keep(t, s, 0, 5)
	db, err := sql.Open("sqlite", files{path: path, wait: time.Second}.dsn(map[string][]string{"_txlock": {"immediate"}}))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.PutArticles(ctx, []news.Article{generate(6)})
	wantFault(t, "a write to a locked store", err, fault.Unavailable)
	if n := articles(t, s); n != 5 {
		t.Errorf("%d articles while another writes, want 5", n)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	keep(t, s, 6, 7)
}

func TestReadOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "in")
	path := filepath.Join(dir, "s.db")
	s := openAt(t, path, Options{})
	keep(t, s, 0, 5)
	reader := openAt(t, path, Options{ReadOnly: true}) // beside a writer
	keep(t, s, 5, 7)
	if n := articles(t, reader); n != 7 {
		t.Errorf("a reader beside a writer sees %d articles, want 7", n)
	}
	_, err := reader.PutArticles(ctx, []news.Article{generate(8)})
	wantFault(t, "a write to a store opened for reading", err, fault.Unavailable)
	wantFault(t, "a deletion", reader.DeleteArticle(ctx, "g000001"), fault.Unavailable)
	reader.Close()
	s.Close()

	if os.Getuid() == 0 {
		t.Skip("root may write everything")
	}
	for p, mode := range map[string]os.FileMode{path: 0o400, dir: 0o500} {
		if err := os.Chmod(p, mode); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(dir, 0o700)
	if n := articles(t, openAt(t, path, Options{ReadOnly: true})); n != 7 {
		t.Errorf("%d articles in a write-protected store, want 7", n)
	}
	if w, err := Open(ctx, path, Options{}); err == nil {
		_, err = w.PutArticles(ctx, []news.Article{generate(8)})
		w.Close()
		wantFault(t, "a write to a write-protected store", err, fault.Unavailable)
	} else {
		wantFault(t, "a write-protected store", err, fault.Unavailable)
	}
}

// TestDeleteLeavesNoByte greps the files for the words of articles that were
// deleted: texts, versions, index, statements.
func TestDeleteLeavesNoByte(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := openAt(t, path, Options{})
	const n = 120
	canary := func(i int) string { return fmt.Sprintf("zq%dvx%dwk", i*7919, i) }
	var batch []news.Article
	var changes []store.Analysis
	for i := range n {
		a := generate(i)
		at := strings.LastIndexByte(a.Text[:len(a.Text)*2/3], ' ')
		a.Text = a.Text[:at] + " " + canary(i) + a.Text[at:]
		old := a
		old.Text += " " + canary(i) + "old"
		batch = append(batch, old, a)
		said := text.Span{Start: at, End: at + 1 + len(canary(i))}
		evidence := []news.Evidence{{Place: news.Passage{Article: a.ID, Span: said}}}
		changes = append(changes, store.Analysis{Version: "r", Article: a.ID, Statements: []news.Statement{{ID: a.ID, Article: a.ID, Content: []text.Span{said}}},
			Events:     []news.Event{{ID: "e" + a.ID, Title: canary(i), Articles: []string{a.ID}}},
			Storylines: []news.Storyline{{ID: "s" + a.ID, Title: canary(i), Events: []string{"e" + a.ID}}},
			Actors:     []news.Actor{{ID: "x" + a.ID, Name: canary(i), Aliases: []news.Alias{{Text: canary(i), Evidence: evidence}}}}})
	}
	if _, err := s.PutArticles(ctx, batch); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(batch); i += 2 {
		if err := s.PutDocument(ctx, &text.Document{ID: batch[i].ID, Text: batch[i].Text, Tokens: []text.Token{}}, "p"); err != nil {
			t.Fatal(err)
		}
	}
	for i := range changes { // each by itself, so that pages fill as they do in life
		if err := s.PutAnalyses(ctx, changes[i:i+1]); err != nil {
			t.Fatal(err)
		}
	}
	order := rand.New(rand.NewSource(1)).Perm(n)
	gone := order[:n/3]
	var ids []string
	for _, i := range gone {
		ids = append(ids, generate(i).ID)
	}
	if err := s.DeleteArticle(ctx, ids...); err != nil {
		t.Fatal(err)
	}
	left := 0
	for _, p := range []string{path, path + "-wal"} {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range gone {
			a := generate(i)
			for _, form := range []string{canary(i), canary(i)[2:], a.URL + `"`, a.TitleText()} {
				if bytes.Contains(b, []byte(form)) {
					left++
					t.Logf("%s still holds %q", filepath.Base(p), form)
				}
			}
		}
	}
	if left > 0 {
		t.Errorf("%d traces of %d deleted articles", left, len(gone))
	}
	if c := articles(t, s); c != n-len(gone) {
		t.Errorf("%d articles left, want %d", c, n-len(gone))
	}
	q, err := store.ParseQuery(canary(order[n-1]))
	if err != nil {
		t.Fatal(err)
	}
	if page, err := s.SearchArticles(ctx, q, store.SearchFilter{}); err != nil || page.Total != 1 {
		t.Errorf("an article that stays is not found: %+v, %v", page, err)
	}
}

// TestUpgradeOfSearch asks that a store made before beginnings of words were
// indexed finds what it held, and that what goes is gone.
func TestUpgradeOfSearch(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	all, err := steps()
	if err != nil {
		t.Fatal(err)
	}
	f := files{path: path, wait: time.Second}
	db, err := sql.Open("sqlite", f.dsn(nil))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.upgradeBy(ctx, db, all[:2]); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`INSERT INTO article (id, url, path, outlet, language, published, day, stamp, version, kept, title, text, record)
		VALUES ('old', '', '', 'Wire', 'en', '', 0, 0, 1, 0, 'Lomenz harbour', 'The harbour master resigned.', '{}')`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, path, Options{})
	found := func() int {
		q, err := store.ParseQuery("mast*")
		if err != nil {
			t.Fatal(err)
		}
		page, err := s.SearchArticles(ctx, q, store.SearchFilter{})
		if err != nil {
			t.Fatal(err)
		}
		return page.Total
	}
	if n := found(); n != 1 {
		t.Errorf("%d articles found after the upgrade, want 1", n)
	}
	if err := s.DeleteArticle(ctx, "old"); err != nil {
		t.Fatal(err)
	}
	if n := found(); n != 0 {
		t.Errorf("%d articles found after it was deleted, want 0", n)
	}
}

// TestIndexesAreUsed asks that what every ingest looks up is not scanned for.
func TestIndexesAreUsed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	openAt(t, path, Options{})
	db, err := files{path: path, wait: time.Second}.readers(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, index := range map[string]string{
		"SELECT seq FROM article WHERE url = ? AND url <> ''":         "article_url",
		"SELECT seq FROM article WHERE id = ?":                        "sqlite_autoindex_article",
		"SELECT n FROM version WHERE article = ? AND sha256 = ?":      "INDEX",
		"SELECT at FROM capture WHERE article = ? AND article <> ''":  "capture_article",
		"SELECT seq FROM article ORDER BY day DESC, seq DESC LIMIT 9": "article_day",
	} {
		var id, parent, unused int
		var plan string
		if err := db.QueryRow("EXPLAIN QUERY PLAN "+query, "x", "y").Scan(&id, &parent, &unused, &plan); err != nil || !strings.Contains(plan, index) {
			t.Errorf("%s: %s, %v, want it to use %s", query, plan, err, index)
		}
	}
}
