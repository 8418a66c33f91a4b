package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// Unrelated implements store.Analyses.
func (s *Store) Unrelated(ctx context.Context, version string, limit int) ([]string, error) {
	ids, err := column[string](s.reading(ctx), `SELECT a.id FROM article a JOIN document d ON d.article = a.seq AND d.version = a.version
		WHERE NOT EXISTS (SELECT 1 FROM related r WHERE r.article = a.seq AND r.version = ? AND r.edition = a.version AND r.pipeline = d.pipeline)
		ORDER BY a.day, a.stamp, a.seq LIMIT ?`, version, limit)
	return ids, s.fault("find articles to relate", err)
}

// Related implements store.Analyses.
func (s *Store) Related(ctx context.Context, version string, after int64, limit int) (ids []string, last int64, err error) {
	if limit <= 0 {
		limit = math.MaxInt32
	}
	last = after
	err = s.reading(ctx).each(func(r *sql.Rows) error {
		var id string
		var ord int64
		err := r.Scan(&id, &ord)
		ids, last = append(ids, id), max(last, ord)
		return err
	}, `SELECT a.id, r.ord FROM related r JOIN article a ON a.seq = r.article AND a.version = r.edition
		JOIN document d ON d.article = a.seq AND d.version = a.version AND d.pipeline = r.pipeline
		WHERE r.version = ? AND r.ord > ? ORDER BY r.ord DESC LIMIT ?`, version, after, limit)
	slices.Reverse(ids)
	return ids, last, s.fault("find related articles", err)
}

// baseID is, of the tables x and e, the event that the evidence has an article in.
const baseID = "CASE x.base WHEN '' THEN e.id ELSE x.base END"

// Grouping implements store.Analyses.
func (s *Store) Grouping(ctx context.Context, articles []string) (events, storylines map[string]string, err error) {
	events, storylines = map[string]string{}, map[string]string{}
	err = s.reading(ctx).eachOf(func(r *sql.Rows) error {
		var article, event, storyline string
		err := r.Scan(&article, &event, &storyline)
		if events[article] = event; storyline != "" {
			storylines[event] = storyline
		}
		return err
	}, `SELECT a.id, `+baseID+`, coalesce((SELECT b.storyline FROM base_event b WHERE b.id = `+baseID+`), l.id, '')
		FROM article a JOIN event_article x ON x.article = a.seq JOIN event e ON e.seq = x.event
		LEFT JOIN storyline_event y ON y.event = e.seq LEFT JOIN storyline l ON l.seq = y.storyline WHERE a.id IN (%s)`, articles)
	return events, storylines, s.fault("read events of articles", err)
}

// Base implements store.Analyses.
func (s *Store) Base(ctx context.Context, id string) (store.Base, error) {
	x := s.reading(ctx)
	b, err := x.base(id)
	return b, s.fault("read event "+id, err)
}

func (x session) base(id string) (b store.Base, err error) {
	if id, err = x.forwarded(eventKind, id); err != nil {
		return b, err
	}
	if b.Event, err = x.baseRecord(id); err != nil {
		return b, err
	}
	order := b.Event.Articles
	b.Event.Articles = nil
	line := ""
	err = x.each(func(r *sql.Rows) error {
		var article, shown string
		err := r.Scan(&article, &shown, &line)
		b.Event.Articles = append(b.Event.Articles, article)
		if !slices.Contains(b.Shown, shown) {
			b.Shown = append(b.Shown, shown)
		}
		return err
	}, `SELECT a.id, e.id, coalesce((SELECT b.storyline FROM base_event b WHERE b.id = ?), l.id, '')
		FROM event_article x JOIN event e ON e.seq = x.event JOIN article a ON a.seq = x.article
		LEFT JOIN storyline_event y ON y.event = e.seq LEFT JOIN storyline l ON l.seq = y.storyline
		WHERE x.base = ? AND x.base <> '' OR x.base = '' AND x.event = (SELECT seq FROM event WHERE id = ?) ORDER BY e.id, x.pos, a.seq`, id, id, id)
	b.Event.Storyline = line
	slices.SortStableFunc(b.Event.Articles, func(p, q string) int { return cmp.Compare(slices.Index(order, p), slices.Index(order, q)) })
	if err == nil && b.Event.Articles == nil {
		err = fault.Missing("event", id)
	}
	return b, err
}

// baseRecord is what is kept of an event that decisions concern.
func (x session) baseRecord(id string) (e news.Event, err error) {
	record, _, err := one[string](x, "SELECT record FROM base_event WHERE id = ?", id)
	if err == nil && record != "" {
		if err = json.Unmarshal([]byte(record), &e); err != nil {
			return e, fmt.Errorf("kept event: %w", err)
		}
		e.Participants, err = x.forwardedAll(actorKind, e.Participants)
	}
	e.ID = id
	return e, err
}

// Bases implements store.Analyses.
func (s *Store) Bases(ctx context.Context) ([]store.Base, error) {
	x := s.reading(ctx)
	ids, err := column[string](x, "SELECT id FROM base_event ORDER BY id")
	var out []store.Base
	for i := 0; i < len(ids) && err == nil; i++ {
		var b store.Base
		if b, err = x.base(ids[i]); err == nil {
			out = append(out, b)
		} else if fault.Of(err) == fault.NotFound { // its articles were deleted
			err = nil
		}
	}
	return out, s.fault("read events that decisions concern", err)
}

// ResetAnalyses implements store.Analyses.
func (s *Store) ResetAnalyses(ctx context.Context) error {
	return s.update(ctx, "forget analyses", func(x session) error {
		for _, table := range []string{"related", "statement", "copy", "article_actor", "alias", "actor", "event_article", "event_actor",
			"storyline_event", "storyline", "event", "base_event", "forward"} {
			if err := x.exec("DELETE FROM " + table); err != nil {
				return err
			}
		}
		return nil
	})
}

// ActorOf implements store.Actors.
func (s *Store) ActorOf(ctx context.Context, article string) ([]string, error) {
	x := s.reading(ctx)
	data, found, err := one[string](x, "SELECT r.actors FROM related r JOIN article a ON a.seq = r.article AND a.version = r.edition WHERE a.id = ?", article)
	if err != nil || !found {
		return nil, s.fault("read actors of article "+article, err)
	}
	var ids []string
	if err := json.Unmarshal([]byte(data), &ids); err != nil {
		return nil, fmt.Errorf("kept actors of article %s: %w", article, err)
	}
	ids, err = x.forwardedAll(actorKind, ids)
	return ids, s.fault("read actors of article "+article, err)
}
