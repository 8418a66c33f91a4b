package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/text"
)

// PutDocument implements store.Documents.
func (s *Store) PutDocument(ctx context.Context, doc *text.Document, pipeline string) error {
	layers, err := store.EncodeLayers(doc)
	if err != nil {
		return fmt.Errorf("keep document %s: %w", doc.ID, err)
	}
	return s.update(ctx, "keep document "+doc.ID, func(x session) error {
		var seq int64
		var version int
		var newest string
		err := x.each(func(r *sql.Rows) error { return r.Scan(&seq, &version, &newest) }, "SELECT seq, version, text FROM article WHERE id = ?", doc.ID)
		if err != nil {
			return err
		}
		if version == 0 {
			return fault.Missing("article", doc.ID)
		}
		if newest != doc.Text {
			return fault.New(fault.Conflict, "document %s: the article has another text by now", doc.ID)
		}
		return x.exec(`INSERT INTO document (article, version, pipeline, layers) VALUES (?,?,?,?)
			ON CONFLICT (article) DO UPDATE SET version = excluded.version, pipeline = excluded.pipeline, layers = excluded.layers`,
			seq, version, pipeline, layers)
	})
}

// Document implements store.Documents.
func (s *Store) Document(ctx context.Context, id string) (*text.Document, string, error) {
	d := &text.Document{ID: id}
	var pipeline string
	var layers []byte
	err := s.reading(ctx).each(func(r *sql.Rows) error { return r.Scan(&d.Text, &pipeline, &layers) },
		"SELECT a.text, d.pipeline, d.layers FROM article a JOIN document d ON d.article = a.seq AND d.version = a.version WHERE a.id = ?", id)
	if err != nil {
		return nil, "", s.fault("read document "+id, err)
	}
	if layers == nil {
		return nil, "", fault.New(fault.NotFound, "no document of an article %q in the store", id)
	}
	if err := store.DecodeLayers(layers, d); err != nil {
		return nil, "", fmt.Errorf("read document %s: %w", id, err)
	}
	return d, pipeline, nil
}

// Unannotated implements store.Documents.
func (s *Store) Unannotated(ctx context.Context, pipeline, after string, limit int) ([]string, error) {
	ids, err := column[string](s.reading(ctx), `SELECT a.id FROM article a
		WHERE a.seq > coalesce((SELECT seq FROM article WHERE id = ?), 0)
		AND NOT EXISTS (SELECT 1 FROM document d WHERE d.article = a.seq AND d.version = a.version AND d.pipeline = ?)
		ORDER BY a.seq LIMIT ?`, after, pipeline, limit)
	return ids, s.fault("find articles without annotation", err)
}

// Counts implements store.Store.
func (s *Store) Counts(ctx context.Context) (store.Counts, error) {
	c := store.Counts{Bytes: s.db.Size()}
	x := s.reading(ctx)
	for table, n := range map[string]*int{
		"article": &c.Articles, "version": &c.Versions, "document": &c.Documents, "statement": &c.Statements, "actor": &c.Actors,
		"event": &c.Events, "storyline": &c.Storylines, "capture": &c.Captures, "decision": &c.Decisions,
	} {
		v, _, err := one[int](x, "SELECT count(*) FROM "+table)
		if err != nil {
			return c, s.fault("count what is kept", err)
		}
		*n = v
	}
	return c, nil
}

// State implements store.States.
func (s *Store) State(ctx context.Context, name string) ([]byte, error) {
	v, found, err := one[[]byte](s.reading(ctx), "SELECT value FROM state WHERE name = ?", name)
	if err != nil {
		return nil, s.fault("read "+name, err)
	}
	if !found {
		return nil, fault.New(fault.NotFound, "no %q in the store", name)
	}
	return v, nil
}

// PutState implements store.States.
func (s *Store) PutState(ctx context.Context, name string, value []byte) error {
	return s.update(ctx, "keep "+name, func(x session) error {
		if value == nil {
			return x.exec("DELETE FROM state WHERE name = ?", name)
		}
		return x.exec("INSERT INTO state (name, value) VALUES (?,?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
	})
}

// StateNames implements store.States.
func (s *Store) StateNames(ctx context.Context, prefix string) ([]string, error) {
	names, err := column[string](s.reading(ctx), "SELECT name FROM state WHERE substr(name, 1, ?) = ? ORDER BY name", len([]rune(prefix)), prefix)
	return names, s.fault("list "+prefix, err)
}
