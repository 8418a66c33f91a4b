// Package sqlstore keeps a store in a relational database. Every query stands
// here once; what databases differ in is a Dialect.
package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// Database is an open database with the tables of package sqlstore.
type Database struct {
	// Read answers queries, with any number of readers at once.
	Read *sql.DB
	// Update runs f in a transaction, commits it durably and then returns; if f
	// fails nothing of it is kept. Calls may share a transaction.
	Update func(ctx context.Context, f func(tx *sql.Tx) error) error
	// Scrub removes from the files what deleted rows left in them.
	Scrub func(ctx context.Context) error
	// Size is the bytes that the files take.
	Size func() int64
	// Close ends all use.
	Close   func() error
	Dialect Dialect
}

// Dialect is what databases differ in.
type Dialect struct {
	// Bind rewrites a query that has ? for its arguments; nil leaves it.
	Bind func(query string) string
	// Fault gives an error of the database its kind; doing says what was being
	// done.
	Fault func(doing string, err error) error
	// Match writes a search in the database's own syntax.
	Match                func(q store.Query) string
	Articles, Statements FullText
}

// FullText is how a table's words are searched. Where has one ? for what Match
// wrote; Marked has two, for the strings that go before and after a match.
type FullText struct {
	Table  string // the index of words
	Seq    string // there, the number of the row
	Where  string
	Rank   string // ascending
	Marked string // the text with its matches marked
}

// Store is a store.Store on a Database.
type Store struct {
	db      Database
	decided decisions
}

var _ store.Store = (*Store)(nil)

// New returns the store that is kept in db.
func New(db Database) *Store { return &Store{db: db} }

// Close implements store.Store.
func (s *Store) Close() error { return s.db.Close() }

// querier is a transaction or a database.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// session runs queries of one transaction, or of none.
type session struct {
	ctx context.Context
	q   querier
	d   *Dialect
}

func (s *Store) reading(ctx context.Context) session {
	return session{ctx, s.db.Read, &s.db.Dialect}
}

// update runs f in a transaction and gives its error a kind.
func (s *Store) update(ctx context.Context, doing string, f func(session) error) error {
	err := s.db.Update(ctx, func(tx *sql.Tx) error { return f(session{ctx, tx, &s.db.Dialect}) })
	return s.fault(doing, err)
}

func (s *Store) fault(doing string, err error) error {
	if err == nil || fault.Of(err) != fault.Internal {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fault.New(fault.Unavailable, "%s: %w", doing, err)
	}
	return s.db.Dialect.Fault(doing, err)
}

func (x session) bind(query string) string {
	if x.d.Bind == nil {
		return query
	}
	return x.d.Bind(query)
}

func (x session) exec(query string, args ...any) error {
	_, err := x.q.ExecContext(x.ctx, x.bind(query), args...)
	return err
}

// each calls scan for every row.
func (x session) each(scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := x.q.QueryContext(x.ctx, x.bind(query), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// The most ids in one query; databases allow some thousands.
const maxIDs = 500

// eachOf calls scan for every row of a query that has %s for a list of ids,
// which come before its other arguments; long lists are asked for in parts.
func (x session) eachOf(scan func(*sql.Rows) error, query string, ids []string, args ...any) error {
	for len(ids) > 0 {
		n := min(len(ids), maxIDs)
		if err := x.each(scan, fmt.Sprintf(query, marks(n)), append(anys(ids[:n]), args...)...); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

// one scans the only column of the only row; false if there is none.
func one[T any](x session, query string, args ...any) (v T, found bool, err error) {
	err = x.each(func(r *sql.Rows) error { found = true; return r.Scan(&v) }, query, args...)
	return v, found, err
}

// column scans the only column of all rows.
func column[T any](x session, query string, args ...any) (out []T, err error) {
	err = x.each(func(r *sql.Rows) error {
		var v T
		err := r.Scan(&v)
		out = append(out, v)
		return err
	}, query, args...)
	return out, err
}

// filter gathers conditions.
type filter struct {
	where []string
	args  []any
}

func (f *filter) add(condition string, args ...any) {
	f.where = append(f.where, condition)
	f.args = append(f.args, args...)
}

// is narrows to one value unless it is "".
func (f *filter) is(column, value string) {
	if value != "" {
		f.add(column+" = ?", value)
	}
}

// in narrows to some values unless there are none.
func (f *filter) in(column string, values []string) {
	if len(values) == 0 {
		return
	}
	f.add(column+" IN ("+marks(len(values))+")", anys(values)...)
}

// days narrows to days that are wholly known.
func (f *filter) days(column string, from, to news.Date) {
	if !from.IsZero() {
		f.add(column+" >= ?", day(from))
	}
	if !to.IsZero() {
		f.add(column+" BETWEEN 10000 AND ?", day(to))
	}
}

// sql is the WHERE clause, with a leading blank; "" without conditions.
func (f *filter) sql() string {
	if len(f.where) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(f.where, " AND ")
}

// with is f and one more condition; f stays.
func (f *filter) with(condition string, args ...any) *filter {
	g := &filter{append([]string(nil), f.where...), append([]any(nil), f.args...)}
	g.add(condition, args...)
	return g
}

// marks are n question marks.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

func anys[T any](values []T) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

// day orders dates as integers; unknown parts count as 0.
func day(d news.Date) int { return d.Year*10000 + d.Month*100 + d.Day }

func dateOfDay(n int) news.Date {
	return news.Date{Year: n / 10000, Month: n / 100 % 100, Day: n % 100}
}

const (
	defaultLimit = 50
	maxLimit     = 1000
)

func limit(c store.Cursor) int {
	if c.Limit <= 0 {
		return defaultLimit
	}
	return min(c.Limit, maxLimit)
}

// keyset continues a list that is ordered by two integer columns, both
// descending, after the row that the cursor names.
func (f *filter) keyset(c store.Cursor, first, second string) (*filter, error) {
	if c.After == "" {
		return f, nil
	}
	a, b, ok := strings.Cut(c.After, ".")
	x, err := strconv.ParseInt(a, 10, 64)
	y, err2 := strconv.ParseInt(b, 10, 64)
	if !ok || err != nil || err2 != nil {
		return nil, fault.New(fault.Usage, "page %q: not the end of a page before", c.After)
	}
	return f.with(fmt.Sprintf("(%s, %s) < (?, ?)", first, second), x, y), nil
}

// listing is a page's query. Its rows begin with the two columns of the key.
type listing struct {
	columns, from string
	keys          [2]string // descending
	filter        filter
	page          store.Cursor
}

// list runs a listing; scan takes the columns after the keys with dest
// appended.
func list[T any](x session, l listing, scan func(scan func(dest ...any) error) (T, error)) (store.Page[T], error) {
	var page store.Page[T]
	where, err := l.filter.keyset(l.page, l.keys[0], l.keys[1])
	if err != nil {
		return page, err
	}
	if page.Total = -1; !l.page.Uncounted {
		if page.Total, _, err = one[int](x, "SELECT count(*) FROM "+l.from+l.filter.sql(), l.filter.args...); err != nil {
			return page, err
		}
	}
	n := limit(l.page)
	query := fmt.Sprintf("SELECT %s, %s, %s FROM %s%s ORDER BY %s DESC, %s DESC LIMIT %d",
		l.keys[0], l.keys[1], l.columns, l.from, where.sql(), l.keys[0], l.keys[1], n+1)
	var a, b int64
	err = x.each(func(r *sql.Rows) error {
		if len(page.Items) == n {
			page.Next = fmt.Sprintf("%d.%d", a, b)
			return nil
		}
		item, err := scan(func(dest ...any) error { return r.Scan(append([]any{&a, &b}, dest...)...) })
		page.Items = append(page.Items, item)
		return err
	}, query, where.args...)
	return page, err
}

func toJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("sqlstore: " + err.Error()) // only types of news are written
	}
	return string(b)
}
