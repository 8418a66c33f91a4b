package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

func decodeActor(data string) (a news.Actor, err error) {
	if err = json.Unmarshal([]byte(data), &a); err != nil {
		err = fmt.Errorf("kept actor: %w", err)
	}
	return a, err
}

// Actor implements store.Actors.
func (s *Store) Actor(ctx context.Context, id string) (news.Actor, error) {
	found, err := s.ActorsByID(ctx, []string{id})
	if err != nil {
		return news.Actor{}, err
	}
	if len(found) == 0 {
		return news.Actor{}, fault.Missing("actor", id)
	}
	return found[0], nil
}

// ActorsByID implements store.Actors.
func (s *Store) ActorsByID(ctx context.Context, ids []string) ([]news.Actor, error) {
	x := s.reading(ctx)
	now, err := x.forwardedAll(actorKind, ids)
	if err != nil {
		return nil, s.fault("read actors", err)
	}
	found := make(map[string]news.Actor, len(now))
	err = x.eachOf(func(r *sql.Rows) error {
		var data string
		if err := r.Scan(&data); err != nil {
			return err
		}
		a, err := decodeActor(data)
		found[a.ID] = a
		return err
	}, "SELECT record FROM actor WHERE id IN (%s)", now)
	var out []news.Actor
	for _, id := range now {
		if a, ok := found[id]; ok {
			out = append(out, a)
		}
	}
	return out, s.fault("read actors", err)
}

// ActorNames implements store.Actors.
func (s *Store) ActorNames(ctx context.Context, ids []string) (map[string]string, error) {
	x := s.reading(ctx)
	now, err := x.forwardedAll(actorKind, ids)
	if err != nil {
		return nil, s.fault("read names of actors", err)
	}
	names := map[string]string{}
	err = x.eachOf(func(r *sql.Rows) error {
		var id, name string
		err := r.Scan(&id, &name)
		names[id] = name
		return err
	}, "SELECT id, name FROM actor WHERE id IN (%s)", now)
	out := make(map[string]string, len(ids))
	for i, id := range ids {
		if name, ok := names[now[i]]; ok {
			out[id] = name
		}
	}
	return out, s.fault("read names of actors", err)
}

// ListActors implements store.Actors.
func (s *Store) ListActors(ctx context.Context, f store.ActorFilter) (store.Page[news.Actor], error) {
	l := listing{columns: "a.record", from: "actor a", keys: [2]string{"a.mentions", "a.seq"}, page: f.Page}
	l.filter.is("a.type", string(f.Type))
	if f.Name != "" {
		part := "%" + likeEscape.Replace(fold(f.Name)) + "%"
		l.filter.add("a.seq IN (SELECT actor FROM alias WHERE folded LIKE ? ESCAPE '!' UNION SELECT seq FROM actor WHERE folded LIKE ? ESCAPE '!')", part, part)
	}
	page, err := list(s.reading(ctx), l, func(scan func(dest ...any) error) (news.Actor, error) {
		var data string
		if err := scan(&data); err != nil {
			return news.Actor{}, err
		}
		return decodeActor(data)
	})
	return page, s.fault("list actors", err)
}

const statementColumns = `st.id, a.id, st.attribution, st.actor, st.spans, st.published, st.kind, st.polarity, st.modality, st.confidence,
	st.text, a.outlet, coalesce(e.id, ''), coalesce(p.name, '')`

const statementTables = `statement st JOIN article a ON a.seq = st.article LEFT JOIN event_article ea ON ea.article = a.seq
	LEFT JOIN event e ON e.seq = ea.event LEFT JOIN actor p ON p.id = st.actor`

func scanStatement(scan func(dest ...any) error, more ...any) (store.StatementRow, error) {
	var r store.StatementRow
	var where, published string
	var kind, polarity, modality string
	dest := []any{&r.ID, &r.Article, &r.Attribution, &r.Actor, &where, &published, &kind, &polarity, &modality, &r.Confidence, &r.Text, &r.Outlet, &r.Event, &r.Name}
	err := scan(append(dest, more...)...)
	if err != nil {
		return r, err
	}
	r.Kind, r.Polarity, r.Modality = text.Kind(kind), text.Polarity(polarity), text.Modality(modality)
	if r.Content, err = spans(where); err != nil {
		return r, err
	}
	r.Date, err = news.ParseDate(published)
	return r, err
}

// Statements implements store.Actors.
func (s *Store) Statements(ctx context.Context, f store.StatementFilter) (store.Page[store.StatementRow], error) {
	l := listing{columns: statementColumns, from: statementTables, keys: [2]string{"st.day", "st.seq"}, page: f.Page}
	l.filter.is("st.actor", f.Actor)
	if f.Article != "" {
		l.filter.add("st.article IN (SELECT x.seq FROM article x WHERE x.id = ?)", f.Article)
	}
	if f.Event != "" {
		l.filter.add("st.article IN (SELECT x.article FROM event_article x JOIN event v ON v.seq = x.event WHERE v.id = ?)", f.Event)
	}
	l.filter.days("st.day", f.From, f.To)
	page, err := list(s.reading(ctx), l, func(scan func(dest ...any) error) (store.StatementRow, error) { return scanStatement(scan) })
	return page, s.fault("list statements", err)
}

// SpeaksIn implements store.Actors.
func (s *Store) SpeaksIn(ctx context.Context, actor string) (map[string][]string, error) {
	out := map[string][]string{}
	err := s.reading(ctx).each(func(r *sql.Rows) error {
		var article, statement string
		err := r.Scan(&article, &statement)
		out[article] = append(out[article], statement)
		return err
	}, "SELECT a.id, st.id FROM statement st JOIN article a ON a.seq = st.article WHERE st.actor = ? ORDER BY st.article, st.seq", actor)
	return out, s.fault("list articles of "+actor, err)
}
