package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"path/filepath"
	"strings"
	"time"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// PutArticles implements store.Articles.
func (s *Store) PutArticles(ctx context.Context, articles []news.Article) ([]store.Kept, error) {
	for i := range articles {
		if err := store.CheckArticle(&articles[i]); err != nil {
			return nil, err
		}
	}
	var kept []store.Kept
	now := time.Now().UnixMilli()
	err := s.update(ctx, "keep articles", func(x session) error {
		kept = make([]store.Kept, len(articles)) // anew should the transaction be tried again
		for i := range articles {
			var err error
			if kept[i], err = x.putArticle(articles[i], now); err != nil {
				return fmt.Errorf("article %q: %w", articles[i].ID, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return kept, nil
}

// held is what identifies an article that is kept.
type held struct {
	seq           int64
	id, url, path string
	version       int
}

func (x session) putArticle(a news.Article, now int64) (store.Kept, error) {
	digest := a.SHA256()
	same, id, err := x.identify(&a, digest)
	if err != nil {
		return store.Kept{}, err
	}
	if same == nil {
		a.ID, a.Version = id, 1
		return store.Kept{ID: id, Version: 1, Change: store.Added}, x.addArticle(a, digest, now)
	}
	n, found, err := one[int](x, "SELECT n FROM version WHERE article = ? AND sha256 = ?", same.seq, digest)
	if err != nil || found {
		return store.Kept{ID: same.id, Version: n, Change: store.Unchanged}, err
	}
	a.ID, a.Version = same.id, same.version+1
	if a.URL == "" {
		a.URL = same.url
	}
	return store.Kept{ID: a.ID, Version: a.Version, Change: store.Revised}, x.reviseArticle(same.seq, a, digest, now)
}

// identify finds the article that a is, or else an id for it.
func (x session) identify(a *news.Article, digest string) (*held, string, error) {
	if a.URL != "" {
		// The condition of the partial index is repeated, or it would not be used.
		if same, err := x.held("url = ? AND url <> ''", a.URL); len(same) > 0 || err != nil {
			return first(same), "", err
		}
	}
	for id := range candidateIDs(a) {
		same, err := x.held("id = ?", id)
		if err != nil {
			return nil, "", err
		}
		if len(same) == 0 {
			return nil, id, nil
		}
		is, err := x.isSame(&same[0], a, digest)
		if is || err != nil {
			return &same[0], "", err
		}
	}
	return nil, "", fault.New(fault.Conflict, "more than %d different articles have this id", maxNamesakes)
}

func first(h []held) *held {
	if len(h) == 0 {
		return nil
	}
	return &h[0]
}

func (x session) held(condition string, arg any) (out []held, err error) {
	err = x.each(func(r *sql.Rows) error {
		var h held
		err := r.Scan(&h.seq, &h.id, &h.url, &h.path, &h.version)
		out = append(out, h)
		return err
	}, "SELECT seq, id, url, path, version FROM article WHERE "+condition, arg)
	return out, err
}

// isSame decides whether a is the article h, whose id it has, as store.Kept
// says.
func (x session) isSame(h *held, a *news.Article, digest string) (bool, error) {
	if h.url != "" && a.URL != "" {
		return false, nil // identify has looked for a's
	}
	if !store.NamedByFile(a) || h.path == a.Path {
		return true, nil
	}
	_, found, err := one[int](x, "SELECT n FROM version WHERE article = ? AND sha256 = ?", h.seq, digest)
	return found, err
}

// An id that so many articles share is a mistake of whoever gave it.
const maxNamesakes = 10000

// candidateIDs are a's own id, then longer ones: first by parts of its path
// where the id came from there, then by a number.
func candidateIDs(a *news.Article) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(a.ID) {
			return
		}
		if store.NamedByFile(a) {
			rest := strings.TrimSuffix(strings.TrimSuffix(filepath.ToSlash(store.PathStem(a.Path)), a.ID), "/")
			for id, n := a.ID, 0; rest != "" && n < 4; n++ {
				at := strings.LastIndexByte(rest, '/')
				id = rest[at+1:] + "/" + id
				rest = rest[:max(at, 0)]
				if !yield(id) {
					return
				}
			}
		}
		for n := 2; n <= maxNamesakes; n++ {
			if !yield(fmt.Sprintf("%s~%d", a.ID, n)) {
				return
			}
		}
	}
}

// record is an article without its text.
func record(a news.Article) string {
	a.Text = ""
	return toJSON(a)
}

func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func (x session) addArticle(a news.Article, digest string, now int64) error {
	seq, _, err := one[int64](x, `INSERT INTO article (id, url, path, outlet, language, published, day, stamp, version, kept, title, text, record)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING seq`,
		a.ID, a.URL, a.Path, a.Outlet, a.Language, a.Published.String(), day(a.Published), stamp(a.Stamp), a.Version, now, a.TitleText(), a.Text, record(a))
	if err != nil {
		return err
	}
	return x.exec("INSERT INTO version (article, n, sha256, kept) VALUES (?,?,?,?)", seq, a.Version, digest, now)
}

// reviseArticle makes a the newest version and keeps the one before whole.
func (x session) reviseArticle(seq int64, a news.Article, digest string, now int64) error {
	before, _, err := x.article("seq = ?", seq)
	if err != nil {
		return err
	}
	packed, err := store.Pack([]byte(toJSON(before)))
	if err != nil {
		return err
	}
	if err := x.exec("UPDATE version SET record = ? WHERE article = ? AND n = ?", packed, seq, a.Version-1); err != nil {
		return err
	}
	if err := x.exec(`UPDATE article SET url=?, path=?, outlet=?, language=?, published=?, day=?, stamp=?, version=?, title=?, text=?, record=? WHERE seq=?`,
		a.URL, a.Path, a.Outlet, a.Language, a.Published.String(), day(a.Published), stamp(a.Stamp), a.Version, a.TitleText(), a.Text, record(a), seq); err != nil {
		return err
	}
	if err := x.exec("INSERT INTO version (article, n, sha256, kept) VALUES (?,?,?,?)", seq, a.Version, digest, now); err != nil {
		return err
	}
	// What was derived points into the text that was.
	for _, table := range []string{"document", "statement", "copy"} {
		if err := x.exec("DELETE FROM "+table+" WHERE article = ?", seq); err != nil {
			return err
		}
	}
	return x.exec("DELETE FROM copy WHERE origin = ?", seq)
}

// articleQuery reads newest versions for scanArticle; a condition follows.
const articleQuery = "SELECT record, text FROM article WHERE "

func scanArticle(r *sql.Rows) (a news.Article, err error) {
	var rec, text string
	if err := r.Scan(&rec, &text); err != nil {
		return a, err
	}
	if err := json.Unmarshal([]byte(rec), &a); err != nil {
		return a, fmt.Errorf("kept article: %w", err)
	}
	a.Text = text
	return a, nil
}

// article is the newest version of one article; false if there is none.
func (x session) article(condition string, arg any) (a news.Article, found bool, err error) {
	err = x.each(func(r *sql.Rows) error {
		found = true
		a, err = scanArticle(r)
		return err
	}, articleQuery+condition, arg)
	return a, found, err
}

// Article implements store.Reader.
func (s *Store) Article(ctx context.Context, id string) (news.Article, error) {
	a, found, err := s.reading(ctx).article("id = ?", id)
	if err == nil && !found {
		err = fault.Missing("article", id)
	}
	return a, s.fault("read article "+id, err)
}

// ArticlesByID implements store.Reader.
func (s *Store) ArticlesByID(ctx context.Context, ids []string) ([]news.Article, error) {
	found := make(map[string]news.Article, len(ids))
	err := s.reading(ctx).eachOf(func(r *sql.Rows) error {
		a, err := scanArticle(r)
		found[a.ID] = a
		return err
	}, articleQuery+"id IN (%s)", ids)
	if err != nil {
		return nil, s.fault("read articles", err)
	}
	out := make([]news.Article, len(ids))
	for i, id := range ids {
		a, ok := found[id]
		if !ok {
			return nil, fault.Missing("article", id)
		}
		out[i] = a
	}
	return out, nil
}

// Versions implements store.Reader.
func (s *Store) Versions(ctx context.Context, id string) ([]store.Version, error) {
	newest, err := s.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []store.Version
	x := s.reading(ctx)
	err = x.each(func(r *sql.Rows) error {
		var n int
		var kept int64
		var packed []byte
		if err := r.Scan(&n, &kept, &packed); err != nil {
			return err
		}
		v := store.Version{Article: newest, Kept: time.UnixMilli(kept).UTC()}
		if packed != nil {
			b, err := store.Unpack(packed)
			if err != nil {
				return err
			}
			v.Article = news.Article{}
			if err := json.Unmarshal(b, &v.Article); err != nil {
				return err
			}
		}
		out = append(out, v)
		return nil
	}, "SELECT v.n, v.kept, v.record FROM version v JOIN article a ON a.seq = v.article WHERE a.id = ? ORDER BY v.n", id)
	return out, s.fault("read versions of article "+id, err)
}

// An article that takes so much of its text from another is shown as its copy.
const copyShare = news.CopiedShare

// rowColumns are what scanRow reads of the tables that rowTables joins.
var rowColumns = fmt.Sprintf(`a.id, a.url, a.outlet, a.language, a.title, a.published, a.version, a.kept, coalesce(e.id, ''),
	coalesce((SELECT o.id FROM copy c JOIN article o ON o.seq = c.origin WHERE c.article = a.seq AND c.share >= %g ORDER BY c.share DESC, o.seq LIMIT 1), ''),
	coalesce(d.pipeline, '')`, copyShare)

const rowTables = `article a LEFT JOIN event_article ea ON ea.article = a.seq LEFT JOIN event e ON e.seq = ea.event LEFT JOIN document d ON d.article = a.seq`

func scanRow(scan func(dest ...any) error, more ...any) (store.ArticleRow, error) {
	var r store.ArticleRow
	var published string
	var kept int64
	dest := []any{&r.ID, &r.URL, &r.Outlet, &r.Language, &r.Title, &published, &r.Versions, &kept, &r.Event, &r.CopyOf, &r.Pipeline}
	if err := scan(append(dest, more...)...); err != nil {
		return r, err
	}
	r.Kept = time.UnixMilli(kept).UTC()
	var err error
	r.Published, err = news.ParseDate(published)
	return r, err
}

// ListArticles implements store.Reader.
func (s *Store) ListArticles(ctx context.Context, f store.ArticleFilter) (store.Page[store.ArticleRow], error) {
	l := listing{columns: rowColumns, from: rowTables, keys: [2]string{"a.day", "a.seq"}, page: f.Page}
	l.filter.in("a.outlet", f.Outlets)
	l.filter.in("a.language", f.Languages)
	l.filter.days("a.day", f.From, f.To)
	if f.Event != "" { // not as a condition on e: then all articles would be walked through by day
		l.filter.add("a.seq IN (SELECT x.article FROM event_article x JOIN event v ON v.seq = x.event WHERE v.id = ?)", f.Event)
	}
	if f.Actor != "" {
		l.filter.add("a.seq IN (SELECT x.article FROM article_actor x WHERE x.actor = ?)", f.Actor)
	}
	page, err := list(s.reading(ctx), l, func(scan func(dest ...any) error) (store.ArticleRow, error) { return scanRow(scan) })
	return page, s.fault("list articles", err)
}
