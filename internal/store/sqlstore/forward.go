package sqlstore

import (
	"database/sql"

	"synoptic/internal/store"
)

// forward removes an id and leaves word of what it became.
func (x session) forward(kind string, f store.Forward) error {
	table := kind
	if kind == decidedKind {
		table = eventKind
	}
	if err := x.exec("DELETE FROM "+table+" WHERE id = ?", f.ID); err != nil {
		return err
	}
	if kind == eventKind {
		if err := x.exec("DELETE FROM base_event WHERE id = ?", f.ID); err != nil {
			return err
		}
	}
	if kind == storylineKind {
		if err := x.exec("UPDATE base_event SET storyline = ? WHERE storyline = ?", f.Now, f.ID); err != nil {
			return err
		}
	}
	if f.Now == "" || f.Now == f.ID {
		return x.exec("DELETE FROM forward WHERE kind = ? AND (id = ? OR now = ?)", kind, f.ID, f.ID)
	}
	if err := x.exec("UPDATE forward SET now = ? WHERE kind = ? AND now = ?", f.Now, kind, f.ID); err != nil {
		return err
	}
	return x.exec("INSERT INTO forward (kind, id, now) VALUES (?,?,?) ON CONFLICT (kind, id) DO UPDATE SET now = excluded.now", kind, f.ID, f.Now)
}

// forwardActor also hands what the actor said and did to what it became.
func (x session) forwardActor(f store.Forward) error {
	if err := x.exec("UPDATE statement SET actor = ? WHERE actor = ?", f.Now, f.ID); err != nil {
		return err
	}
	if f.Now != "" {
		if err := x.exec("INSERT INTO article_actor (article, actor) SELECT article, ? FROM article_actor WHERE actor = ? ON CONFLICT DO NOTHING", f.Now, f.ID); err != nil {
			return err
		}
		if err := x.exec("INSERT INTO event_actor (event, actor, pos) SELECT event, ?, pos FROM event_actor WHERE actor = ? ON CONFLICT DO NOTHING", f.Now, f.ID); err != nil {
			return err
		}
	}
	for _, table := range []string{"article_actor", "event_actor"} {
		if err := x.exec("DELETE FROM "+table+" WHERE actor = ?", f.ID); err != nil {
			return err
		}
	}
	return x.forward(actorKind, f)
}

// forwarded is the id that answers for id now.
func (x session) forwarded(kind, id string) (string, error) {
	now, found, err := one[string](x, "SELECT now FROM forward WHERE kind = ? AND id = ?", kind, id)
	if err != nil || !found {
		return id, err
	}
	return now, nil
}

// forwardedAll are the ids that answer for ids now, parallel to them.
func (x session) forwardedAll(kind string, ids []string) ([]string, error) {
	now := map[string]string{}
	err := x.eachOf(func(r *sql.Rows) error {
		var id, to string
		err := r.Scan(&id, &to)
		now[id] = to
		return err
	}, "SELECT id, now FROM forward WHERE id IN (%s) AND kind = ?", ids, kind)
	out := make([]string, len(ids))
	for i, id := range ids {
		if out[i] = id; now[id] != "" {
			out[i] = now[id]
		}
	}
	return out, err
}
