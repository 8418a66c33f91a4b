package sqlstore

import (
	"database/sql"

	"synoptic/internal/store"
	"synoptic/news"
)

// putEvent keeps an event that is as the evidence has it, for all that is known
// yet.
func (x session) putEvent(e news.Event) error {
	if err := x.writeEvent(e); err != nil {
		return err
	}
	if err := x.exec("UPDATE event_article SET base = '' WHERE base <> '' AND event = (SELECT seq FROM event WHERE id = ?)", e.ID); err != nil {
		return err
	}
	return x.exec("DELETE FROM base_event WHERE id = ?", e.ID)
}

func (x session) writeEvent(e news.Event) error {
	reasons := e.Reasons
	if reasons == nil {
		reasons = []news.Reason{}
	}
	seq, _, err := one[int64](x, `INSERT INTO event (id, title, date, day, latest, accounts, place, confidence, reasons) VALUES (?,?,?,?,0,0,?,?,?)
		ON CONFLICT (id) DO UPDATE SET title = excluded.title, date = excluded.date, day = excluded.day, place = excluded.place,
			confidence = excluded.confidence, reasons = excluded.reasons
		RETURNING seq`, e.ID, e.Title, e.Date.String(), day(e.Date), e.Place, e.Confidence, toJSON(reasons))
	if err != nil {
		return err
	}
	if err := x.exec("DELETE FROM event_actor WHERE event = ?", seq); err != nil {
		return err
	}
	if err := x.exec("UPDATE event_article SET pos = -1 WHERE event = ?", seq); err != nil {
		return err
	}
	robbed, err := x.eventsOf(e.Articles)
	if err != nil {
		return err
	}
	for i, id := range e.Articles {
		if err := x.exec(`INSERT INTO event_article (article, event, pos) SELECT seq, ?, ? FROM article WHERE id = ?
			ON CONFLICT (article) DO UPDATE SET event = excluded.event, pos = excluded.pos`, seq, i, id); err != nil {
			return err
		}
	}
	if err := x.exec("DELETE FROM event_article WHERE event = ? AND pos < 0", seq); err != nil {
		return err
	}
	for i, id := range e.Participants {
		if err := x.exec("INSERT INTO event_actor (event, actor, pos) VALUES (?,?,?) ON CONFLICT DO NOTHING", seq, id, i); err != nil {
			return err
		}
	}
	for _, changed := range append(robbed, seq) {
		if err := x.sumEvent(changed); err != nil {
			return err
		}
	}
	return x.exec("DELETE FROM forward WHERE kind IN (?, ?) AND id = ?", eventKind, decidedKind, e.ID)
}

// putBase remembers of the articles of b, which are kept in the events that show
// them, that the evidence has them in b.
func (x session) putBase(b store.Base) error {
	e := b.Event
	if err := x.exec(`INSERT INTO base_event (id, storyline, record) VALUES (?,?,?)
		ON CONFLICT (id) DO UPDATE SET storyline = excluded.storyline, record = excluded.record`, e.ID, e.Storyline, toJSON(e)); err != nil {
		return err
	}
	for _, a := range e.Articles {
		if err := x.exec(`UPDATE event_article SET base = CASE (SELECT e.id FROM event e WHERE e.seq = event_article.event) WHEN ? THEN '' ELSE ? END
			WHERE article = (SELECT seq FROM article WHERE id = ?)`, e.ID, e.ID, a); err != nil {
			return err
		}
	}
	return nil
}

// eventsOf are the events that articles are in.
func (x session) eventsOf(articles []string) (out []int64, err error) {
	err = x.eachOf(func(r *sql.Rows) error {
		var seq int64
		err := r.Scan(&seq)
		out = append(out, seq)
		return err
	}, "SELECT DISTINCT x.event FROM event_article x JOIN article a ON a.seq = x.article WHERE a.id IN (%s)", articles)
	return out, err
}

// sumEvent brings what is counted of an event up to date.
func (x session) sumEvent(seq int64) error {
	return x.exec(`UPDATE event SET
		latest = max(day, coalesce((SELECT max(a.day) FROM event_article x JOIN article a ON a.seq = x.article WHERE x.event = event.seq), 0)),
		accounts = (SELECT count(*) FROM event_article x WHERE x.event = event.seq)
		WHERE seq = ?`, seq)
}

func (x session) putStoryline(l news.Storyline) error {
	seq, _, err := one[int64](x, "INSERT INTO storyline (id, title) VALUES (?,?) ON CONFLICT (id) DO UPDATE SET title = excluded.title RETURNING seq", l.ID, l.Title)
	if err != nil {
		return err
	}
	if err := x.exec("DELETE FROM storyline_event WHERE storyline = ?", seq); err != nil {
		return err
	}
	for i, id := range l.Events {
		if err := x.exec(`INSERT INTO storyline_event (event, storyline, pos) SELECT seq, ?, ? FROM event WHERE id = ?
			ON CONFLICT (event) DO UPDATE SET storyline = excluded.storyline, pos = excluded.pos`, seq, i, id); err != nil {
			return err
		}
	}
	return x.exec("DELETE FROM forward WHERE kind = ? AND id = ?", storylineKind, l.ID)
}
