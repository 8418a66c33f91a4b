package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

// ListOutlets implements store.Outlets.
func (s *Store) ListOutlets(ctx context.Context) ([]store.OutletRow, error) {
	var out []store.OutletRow
	err := s.reading(ctx).each(func(r *sql.Rows) error {
		var row store.OutletRow
		var first, last int
		err := r.Scan(&row.Outlet, &row.Articles, &first, &last)
		row.First, row.Last = dateOfDay(first), dateOfDay(last)
		out = append(out, row)
		return err
	}, `SELECT outlet, count(*) AS n, coalesce(min(CASE WHEN day >= 10000 THEN day END), 0), max(CASE WHEN day >= 10000 THEN day ELSE 0 END)
		FROM article WHERE outlet <> '' GROUP BY outlet ORDER BY n DESC, outlet`)
	return out, s.fault("list outlets", err)
}

// OutletDays implements store.Outlets.
func (s *Store) OutletDays(ctx context.Context, outlet string) ([]store.DayCount, error) {
	var out []store.DayCount
	err := s.reading(ctx).each(func(r *sql.Rows) error {
		var n, d int
		err := r.Scan(&d, &n)
		out = append(out, store.DayCount{Day: dateOfDay(d), Articles: n})
		return err
	}, "SELECT day, count(*) FROM article WHERE outlet = ? AND day >= 10000 AND day % 100 > 0 GROUP BY day ORDER BY day", outlet)
	return out, s.fault("count articles of outlet "+outlet, err)
}

// OutletSpeech implements store.Outlets.
func (s *Store) OutletSpeech(ctx context.Context, outlet string, articles int) (store.Speech, error) {
	out := store.Speech{Kinds: map[text.Kind]int{}}
	x := s.reading(ctx)
	const newest = "(SELECT seq FROM article WHERE outlet = ? ORDER BY day DESC, seq DESC LIMIT ?) a"
	err := x.each(func(r *sql.Rows) error { return r.Scan(&out.Articles, &out.Copies) },
		fmt.Sprintf("SELECT count(*), coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM copy c WHERE c.article = a.seq AND c.share >= %g) THEN 1 ELSE 0 END), 0) FROM %s", copyShare, newest), outlet, articles)
	if err != nil {
		return out, s.fault("read outlet "+outlet, err)
	}
	err = x.each(func(r *sql.Rows) error {
		var kind string
		var n int
		err := r.Scan(&kind, &n)
		out.Kinds[text.Kind(kind)] = n
		return err
	}, "SELECT st.kind, count(*) FROM "+newest+" JOIN statement st ON st.article = a.seq GROUP BY st.kind ORDER BY st.kind", outlet, articles)
	return out, s.fault("read outlet "+outlet, err)
}

// OutletEvents implements store.Outlets.
func (s *Store) OutletEvents(ctx context.Context, outlet string, from, to news.Date) (store.Reach, error) {
	var out store.Reach
	err := s.reading(ctx).each(func(r *sql.Rows) error { return r.Scan(&out.Events, &out.Reported) },
		`SELECT count(*), coalesce(sum(CASE WHEN mine > 0 THEN 1 ELSE 0 END), 0) FROM (SELECT count(DISTINCT a.outlet) AS outlets, sum(CASE WHEN a.outlet = ? THEN 1 ELSE 0 END) AS mine
			FROM event e JOIN event_article x ON x.event = e.seq JOIN article a ON a.seq = x.article
			WHERE e.day BETWEEN ? AND ? AND e.accounts > 1 GROUP BY e.seq) q WHERE outlets > 1`, outlet, day(from), day(to))
	return out, s.fault("count events of outlet "+outlet, err)
}
