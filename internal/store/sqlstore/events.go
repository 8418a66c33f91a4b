package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"hash"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

// event reads an event without its lists.
const eventColumns = `e.id, e.title, e.date, e.place, e.confidence, coalesce((SELECT l.id FROM storyline_event y JOIN storyline l ON l.seq = y.storyline WHERE y.event = e.seq), '')`

func scanEvent(e *news.Event, scan func(dest ...any) error, more ...any) error {
	var date string
	if err := scan(append([]any{&e.ID, &e.Title, &date, &e.Place, &e.Confidence, &e.Storyline}, more...)...); err != nil {
		return err
	}
	var err error
	e.Date, err = news.ParseDate(date)
	return err
}

// fillEvent reads the lists of an event.
func (x session) fillEvent(e *news.Event) (err error) {
	if e.Articles, err = column[string](x, `SELECT a.id FROM event_article x JOIN article a ON a.seq = x.article JOIN event e ON e.seq = x.event
		WHERE e.id = ? ORDER BY x.pos, a.seq`, e.ID); err != nil {
		return err
	}
	e.Participants, err = column[string](x, "SELECT x.actor FROM event_actor x JOIN event e ON e.seq = x.event WHERE e.id = ? ORDER BY x.pos, x.actor", e.ID)
	return err
}

// Event implements store.Events.
func (s *Store) Event(ctx context.Context, id string) (news.Event, error) {
	x := s.reading(ctx)
	e, err := x.event(id)
	return e, s.fault("read event "+id, err)
}

func (x session) event(id string) (news.Event, error) {
	var e news.Event
	now, err := x.forwarded(eventKind, id)
	if err == nil {
		now, err = x.forwarded(decidedKind, now)
	}
	if err != nil {
		return e, err
	}
	var reasons string
	err = x.each(func(r *sql.Rows) error { return scanEvent(&e, r.Scan, &reasons) }, "SELECT "+eventColumns+", e.reasons FROM event e WHERE e.id = ?", now)
	if err != nil {
		return e, err
	}
	if e.ID == "" {
		return e, fault.Missing("event", id)
	}
	if err := json.Unmarshal([]byte(reasons), &e.Reasons); err != nil {
		return e, fmt.Errorf("kept reasons: %w", err)
	}
	return e, x.fillEvent(&e)
}

// EventStates implements store.Events.
func (s *Store) EventStates(ctx context.Context, ids []string) (map[string]string, error) {
	parts := map[string]hash.Hash64{}
	err := s.reading(ctx).eachOf(func(r *sql.Rows) error {
		var id, actors string
		var seq, version, related int64
		if err := r.Scan(&id, &seq, &version, &related, &actors); err != nil {
			return err
		}
		if parts[id] == nil {
			parts[id] = fnv.New64a()
		}
		fmt.Fprintf(parts[id], "%d.%d.%d.%s,", seq, version, related, actors)
		return nil
	}, `SELECT e.id, a.seq, a.version, coalesce(r.ord, 0), coalesce((SELECT group_concat(y.actor) FROM article_actor y WHERE y.article = a.seq), '') FROM event e JOIN event_article x ON x.event = e.seq JOIN article a ON a.seq = x.article
		LEFT JOIN related r ON r.article = a.seq WHERE e.id IN (%s) ORDER BY e.id, x.pos, a.seq`, ids)
	out := make(map[string]string, len(parts))
	for id, h := range parts {
		out[id] = strconv.FormatUint(h.Sum64(), 36)
	}
	return out, s.fault("read states of events", err)
}

// eventFilter narrows the table e of events.
func (s *Store) eventFilter(f *store.EventFilter) filter {
	var w filter
	w.days("e.day", f.From, f.To)
	if f.Actor != "" {
		w.add("EXISTS (SELECT 1 FROM event_actor x WHERE x.event = e.seq AND x.actor = ?)", f.Actor)
	}
	if f.Storyline != "" {
		w.add("e.seq IN (SELECT y.event FROM storyline_event y JOIN storyline l ON l.seq = y.storyline WHERE l.id = ?)", f.Storyline)
	}
	if f.Outlet != "" {
		w.add("EXISTS (SELECT 1 FROM event_article x JOIN article a ON a.seq = x.article WHERE x.event = e.seq AND a.outlet = ?)", f.Outlet)
	}
	if f.Accounts > 0 {
		w.add("e.accounts >= ?", f.Accounts)
	}
	for _, word := range strings.Fields(f.Title) {
		like := "%" + likeEscape.Replace(word) + "%"
		w.add(`(e.title LIKE ? ESCAPE '!' OR EXISTS (SELECT 1 FROM event_article x JOIN article a ON a.seq = x.article WHERE x.event = e.seq AND a.title LIKE ? ESCAPE '!'))`, like, like)
	}
	return w
}

var likeEscape = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// ListEvents implements store.Events.
func (s *Store) ListEvents(ctx context.Context, f store.EventFilter) (store.Page[store.EventRow], error) {
	x := s.reading(ctx)
	page, err := list(x, listing{
		columns: eventColumns + `, e.latest,
			(SELECT count(DISTINCT CASE a.outlet WHEN '' THEN a.id ELSE a.outlet END) FROM event_article x JOIN article a ON a.seq = x.article WHERE x.event = e.seq),
			(SELECT count(*) FROM event_article x WHERE x.event = e.seq AND NOT EXISTS (
				SELECT 1 FROM copy c JOIN event_article o ON o.article = c.origin WHERE c.article = x.article AND o.event = e.seq AND c.share >= ` + fmt.Sprint(copyShare) + `))`,
		from: "event e", keys: [2]string{"e.latest", "e.seq"}, filter: s.eventFilter(&f), page: f.Page,
	}, func(scan func(dest ...any) error) (store.EventRow, error) {
		var r store.EventRow
		var latest int
		err := scanEvent(&r.Event, scan, &latest, &r.Outlets, &r.Origins)
		r.Latest = dateOfDay(latest)
		return r, err
	})
	for i := 0; i < len(page.Items) && err == nil; i++ {
		err = x.fillEvent(&page.Items[i].Event)
	}
	return page, s.fault("list events", err)
}

// Storyline implements store.Events.
func (s *Store) Storyline(ctx context.Context, id string) (news.Storyline, error) {
	x := s.reading(ctx)
	l, err := x.storyline(id)
	return l, s.fault("read storyline "+id, err)
}

func (x session) storyline(id string) (l news.Storyline, err error) {
	now, err := x.forwarded(storylineKind, id)
	if err != nil {
		return l, err
	}
	if err = x.each(func(r *sql.Rows) error { return r.Scan(&l.ID, &l.Title) }, "SELECT id, title FROM storyline WHERE id = ?", now); err != nil {
		return l, err
	}
	if l.ID == "" {
		return l, fault.Missing("storyline", id)
	}
	return l, x.fillStoryline(&l)
}

func (x session) fillStoryline(l *news.Storyline) (err error) {
	l.Events, err = column[string](x, `SELECT e.id FROM storyline_event y JOIN event e ON e.seq = y.event JOIN storyline l ON l.seq = y.storyline
		WHERE l.id = ? ORDER BY y.pos, e.seq`, l.ID)
	return err
}

// ListStorylines implements store.Events.
func (s *Store) ListStorylines(ctx context.Context, f store.EventFilter) (store.Page[store.StorylineRow], error) {
	x := s.reading(ctx)
	events := s.eventFilter(&f)
	l := listing{
		columns: "l.id, l.title, l.articles, l.first, l.last",
		from: `(SELECT l.seq, l.id, l.title, max(e.latest) AS latest, sum(e.accounts) AS articles,
			coalesce(min(CASE WHEN e.day >= 10000 THEN e.day END), 0) AS first, coalesce(max(CASE WHEN e.day >= 10000 THEN e.day END), 0) AS last
			FROM storyline l JOIN storyline_event y ON y.storyline = l.seq JOIN event e ON e.seq = y.event GROUP BY l.seq) l`,
		keys: [2]string{"l.latest", "l.seq"}, page: f.Page,
	}
	if len(events.where) > 0 {
		l.filter.add("EXISTS (SELECT 1 FROM storyline_event z JOIN event e ON e.seq = z.event WHERE z.storyline = l.seq AND "+
			strings.Join(events.where, " AND ")+")", events.args...)
	}
	page, err := list(x, l, func(scan func(dest ...any) error) (store.StorylineRow, error) {
		var r store.StorylineRow
		var first, last int
		err := scan(&r.ID, &r.Title, &r.Articles, &first, &last)
		r.First, r.Last = dateOfDay(first), dateOfDay(last)
		return r, err
	})
	for i := 0; i < len(page.Items) && err == nil; i++ {
		err = x.fillStoryline(&page.Items[i].Storyline)
	}
	return page, s.fault("list storylines", err)
}

// Copies implements store.Events.
func (s *Store) Copies(ctx context.Context, articles []string) ([]news.Copy, error) {
	x := s.reading(ctx)
	var out []news.Copy
	seen := map[[2]string]bool{} // a copy is found from both sides
	for _, side := range []string{"a.id", "o.id"} {
		err := x.eachOf(func(r *sql.Rows) error {
			c, err := scanCopy(r)
			if pair := [2]string{c.Article, c.Of}; !seen[pair] {
				seen[pair] = true
				out = append(out, c)
			}
			return err
		}, `SELECT a.id, o.id, c.kind, c.share, c.passages FROM copy c JOIN article a ON a.seq = c.article JOIN article o ON o.seq = c.origin
			WHERE `+side+` IN (%s)`, articles)
		if err != nil {
			return nil, s.fault("read copies", err)
		}
	}
	slices.SortFunc(out, func(a, b news.Copy) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(b.Share, a.Share), cmp.Compare(a.Of, b.Of))
	})
	return out, nil
}

func scanCopy(r *sql.Rows) (c news.Copy, err error) {
	var passages string
	if err := r.Scan(&c.Article, &c.Of, &c.Kind, &c.Share, &passages); err != nil {
		return c, err
	}
	var p [][4]int
	if err := json.Unmarshal([]byte(passages), &p); err != nil {
		return c, fmt.Errorf("kept passages: %w", err)
	}
	for _, q := range p {
		c.Passages = append(c.Passages, news.CopiedPassage{Article: text.Span{Start: q[0], End: q[1]}, Of: text.Span{Start: q[2], End: q[3]}})
	}
	return c, nil
}
