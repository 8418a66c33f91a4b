package sqlite

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

// generate makes an article of invented words; the same n gives the same one.
func generate(n int) news.Article {
	r := rand.New(rand.NewSource(int64(n)))
	title := fmt.Sprintf("Title %d %s", n, word(r))
	body := title + "\n\n"
	for range 60 + r.Intn(400) {
		body += word(r) + " "
	}
	return news.Article{ID: fmt.Sprintf("g%06d", n), URL: fmt.Sprintf("https://outlet%d.example/%d", n%7, n), Outlet: fmt.Sprint("Outlet ", n%7), Language: "en",
		Published: news.Date{Year: 2031, Month: 1 + n/2800%12, Day: 1 + n/100%28}, Title: text.Span{End: len(title)}, Text: body}
}

// word is one of some 8000, the first ones most often.
func word(r *rand.Rand) string {
	n := int(8000 * r.Float64() * r.Float64() * r.Float64())
	return string([]byte{'b' + byte(n%20), 'a' + byte(n/20%4)*4, 'l' + byte(n/80%10), 'e' + byte(n/800%10)})
}

func keep(t testing.TB, s store.Store, from, to int) {
	t.Helper()
	var batch []news.Article
	for n := from; n < to; n++ {
		batch = append(batch, generate(n))
	}
	if _, err := s.PutArticles(ctx, batch); err != nil {
		t.Fatal(err)
	}
}

func articles(t testing.TB, s store.Store) int {
	t.Helper()
	c, err := s.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return c.Articles
}

func wantFault(t *testing.T, what string, err error, kind fault.Kind) {
	t.Helper()
	if err == nil || fault.Of(err) != kind {
		t.Errorf("%s: got %v (kind %d), want a fault of kind %d", what, err, fault.Of(err), kind)
	}
}

func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "s.db"), filepath.Join(dir, "s.backup")
	s := openAt(t, path, Options{})
	keep(t, s, 0, 50)
	if err := Backup(ctx, path, backup, false); err != nil { // while it is open
		t.Fatal(err)
	}
	keep(t, s, 50, 60)
	wantFault(t, "a second backup to the same file", Backup(ctx, path, backup, false), fault.Conflict)
	wantFault(t, "a backup onto the store", Backup(ctx, path, path, true), fault.Usage)
	wantFault(t, "a restore over a store", Restore(ctx, backup, path, false), fault.Conflict)

	other := filepath.Join(dir, "new", "other.db")
	if err := Restore(ctx, backup, other, false); err != nil {
		t.Fatal(err)
	}
	if n := articles(t, openAt(t, other, Options{})); n != 50 {
		t.Errorf("%d articles restored, want 50", n)
	}
	s.Close()
	if err := Restore(ctx, backup, path, true); err != nil {
		t.Fatal(err)
	}
	again := openAt(t, path, Options{})
	if n := articles(t, again); n != 50 {
		t.Errorf("%d articles after a restore over the store, want 50", n)
	}
	if k, err := again.PutArticles(ctx, []news.Article{generate(55)}); err != nil || k[0].Change != store.Added {
		t.Errorf("an article that the backup does not have: %v, %v", k, err)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".synoptic-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "s.db"), filepath.Join(dir, "s.backup")
	s := openAt(t, path, Options{})
	keep(t, s, 0, 200)
	if err := Backup(ctx, path, backup, false); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole)
	for i := len(damaged) / 2; i < len(damaged)/2+3*pageBytes; i++ {
		damaged[i] ^= 0x5a
	}
	for name, content := range map[string][]byte{"damaged": damaged, "cut": whole[:len(whole)/2], "text": []byte("These are minutes of a meeting, not a backup."), "empty": nil} {
		bad := filepath.Join(dir, name)
		if err := os.WriteFile(bad, content, 0o600); err != nil {
			t.Fatal(err)
		}
		wantFault(t, name, Restore(ctx, bad, filepath.Join(dir, "new.db"), false), fault.Conflict)
		wantFault(t, name+" over the store", Restore(ctx, bad, path, true), fault.Conflict)
	}
	wantFault(t, "a missing backup", Restore(ctx, filepath.Join(dir, "none"), path, true), fault.NotFound)
	wantFault(t, "a store in use", Restore(ctx, backup, path, true), fault.Unavailable)
	if n := articles(t, s); n != 200 {
		t.Errorf("%d articles after restores that were refused, want 200", n)
	}
}
