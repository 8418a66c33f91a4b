package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

// DeleteArticle implements store.Articles. What was derived from several
// articles, this among them, is cleaned of what it alone gave: names only it
// has, titles taken from it, reasons and places that rest on it.
func (s *Store) DeleteArticle(ctx context.Context, ids ...string) error {
	doing := "delete " + strings.Join(ids, ", ")
	err := s.update(ctx, doing, func(x session) error {
		for _, id := range ids {
			seq, found, err := one[int64](x, "SELECT seq FROM article WHERE id = ?", id)
			if err == nil && !found {
				err = fault.Missing("article", id)
			}
			if err == nil {
				err = x.deleteArticle(seq, id)
			}
			if err != nil {
				return err
			}
		}
		return x.exec("DELETE FROM state WHERE name >= ? AND name < ?", store.KeptWords, store.KeptWords+"\U0010FFFF")
	})
	if err != nil {
		return err
	}
	return s.fault(doing, s.db.Scrub(ctx))
}

func (x session) deleteArticle(seq int64, id string) error {
	if err := x.cleanActors(seq, id); err != nil {
		return err
	}
	event, related, err := one[int64](x, "SELECT event FROM event_article WHERE article = ?", seq)
	if err != nil {
		return err
	}
	if err := x.exec(`UPDATE capture SET url = '', detail = '', article = '' WHERE (article = ? AND article <> '')
		OR (kind = ? AND url <> '' AND url = (SELECT url FROM article WHERE seq = ?))`, id, string(store.PageCapture), seq); err != nil {
		return err
	}
	if err := x.exec(`UPDATE base_event SET record = '' WHERE id IN (SELECT `+baseID+`
		FROM event_article x JOIN event e ON e.seq = x.event WHERE x.article = ?)`, seq); err != nil {
		return err
	}
	for _, table := range []string{"statement", "event_article"} {
		if err := x.exec("DELETE FROM "+table+" WHERE article = ?", seq); err != nil {
			return err
		}
	}
	if err := x.exec("DELETE FROM article WHERE seq = ?", seq); err != nil {
		return err
	}
	if !related {
		return nil
	}
	return x.cleanEvent(event, id)
}

// cleanActors takes from the actors what rests on the article.
func (x session) cleanActors(seq int64, id string) error {
	lost, err := x.mentionsLost(seq)
	if err != nil {
		return err
	}
	place := strings.TrimSuffix(toJSON(struct{ Article string }{id})[1:], "}") // as it stands in a record
	records, err := column[string](x, `SELECT record FROM actor WHERE id IN (SELECT actor FROM article_actor WHERE article = ?) OR record LIKE ? ESCAPE '!'`,
		seq, "%"+likeEscape.Replace(place)+"%")
	if err != nil {
		return err
	}
	for _, data := range records {
		a, err := decodeActor(data)
		if err != nil {
			return err
		}
		if a = withoutArticle(a, id, lost[a.ID]); len(a.Aliases) > 0 {
			err = x.putActor(a)
		} else {
			err = x.forwardActor(store.Forward{ID: a.ID})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mentionsLost counts by actor and wording the mentions that an article has.
func (x session) mentionsLost(seq int64) (map[string]map[string]int, error) {
	var d text.Document
	var layers []byte
	var actors string
	err := x.each(func(r *sql.Rows) error { return r.Scan(&d.Text, &layers, &actors) },
		`SELECT a.text, d.layers, r.actors FROM article a JOIN document d ON d.article = a.seq AND d.version = a.version
		JOIN related r ON r.article = a.seq AND r.edition = a.version AND r.pipeline = d.pipeline WHERE a.seq = ?`, seq)
	if err != nil || layers == nil {
		return nil, err
	}
	var ids []string
	if err := json.Unmarshal([]byte(actors), &ids); err != nil {
		return nil, fmt.Errorf("kept actors: %w", err)
	}
	if err := store.DecodeLayers(layers, &d); err != nil {
		return nil, err
	}
	if ids, err = x.forwardedAll(actorKind, ids); err != nil {
		return nil, err
	}
	lost := map[string]map[string]int{}
	for _, m := range d.Mentions {
		if m.Chain < 0 || m.Chain >= len(ids) || ids[m.Chain] == "" {
			continue
		}
		if lost[ids[m.Chain]] == nil {
			lost[ids[m.Chain]] = map[string]int{}
		}
		lost[ids[m.Chain]][m.Span.In(d.Text)]++
	}
	return lost, nil
}

// withoutArticle is a without what one article gave.
func withoutArticle(a news.Actor, id string, lost map[string]int) news.Actor {
	inArticle := func(e news.Evidence) bool { return e.Place.Article == id }
	a.Aliases = slices.Clone(a.Aliases)
	for i := range a.Aliases {
		l := &a.Aliases[i]
		l.Evidence = slices.DeleteFunc(slices.Clone(l.Evidence), inArticle)
		l.Count = max(0, l.Count-lost[l.Text])
	}
	a.Aliases = slices.DeleteFunc(a.Aliases, func(l news.Alias) bool { return len(l.Evidence) == 0 })
	a.Roles = slices.Clone(a.Roles)
	for i := range a.Roles {
		a.Roles[i].Evidence = slices.DeleteFunc(slices.Clone(a.Roles[i].Evidence), inArticle)
	}
	a.Roles = slices.DeleteFunc(a.Roles, func(r news.Role) bool { return len(r.Evidence) == 0 })
	for _, n := range lost {
		a.Mentions = max(0, a.Mentions-n)
	}
	named := slices.ContainsFunc(a.Aliases, func(l news.Alias) bool { return l.Text == a.Name })
	if !named && len(a.Aliases) > 0 {
		a.Name = slices.MaxFunc(a.Aliases, func(l, m news.Alias) int { return len(l.Text) - len(m.Text) }).Text
	}
	return a
}

// cleanEvent takes from an event, and from its storyline, what rests on an
// article that is no longer among its own.
func (x session) cleanEvent(seq int64, gone string) error {
	id, found, err := one[string](x, "SELECT id FROM event WHERE seq = ?", seq)
	if err != nil || !found {
		return err
	}
	e, err := x.event(id)
	if err != nil {
		return err
	}
	if len(e.Articles) == 0 {
		if err := x.forward(eventKind, store.Forward{ID: id}); err != nil {
			return err
		}
		return x.cleanStoryline(e.Storyline)
	}
	titles, all, err := x.textsOf([]string{id})
	if err != nil {
		return err
	}
	if !strings.Contains(all, e.Title) {
		e.Title = titles[0]
	}
	if !strings.Contains(all, e.Place) {
		e.Place = ""
	}
	e.Reasons = slices.DeleteFunc(e.Reasons, func(r news.Reason) bool { return r.A == gone || r.B == gone })
	there, err := column[string](x, "SELECT DISTINCT y.actor FROM event_article x JOIN article_actor y ON y.article = x.article WHERE x.event = ?", seq)
	if err != nil {
		return err
	}
	e.Participants = slices.DeleteFunc(e.Participants, func(p string) bool { return !slices.Contains(there, p) })
	if err := x.writeEvent(e); err != nil {
		return err
	}
	return x.cleanStoryline(e.Storyline)
}

// cleanStoryline removes a storyline without events and gives another title to
// one whose title stands in none of its texts.
func (x session) cleanStoryline(id string) error {
	if id == "" {
		return nil
	}
	l, err := x.storyline(id)
	if fault.Of(err) == fault.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if len(l.Events) == 0 {
		return x.forward(storylineKind, store.Forward{ID: id})
	}
	titles, all, err := x.textsOf(l.Events)
	if err != nil || strings.Contains(all, l.Title) {
		return err
	}
	l.Title = titles[0]
	return x.putStoryline(l)
}

// textsOf are titles and texts of the articles of events, in their order.
func (x session) textsOf(events []string) (titles []string, all string, err error) {
	var b strings.Builder
	err = x.eachOf(func(r *sql.Rows) error {
		var title, body string
		err := r.Scan(&title, &body)
		titles = append(titles, title)
		b.WriteString(body)
		b.WriteByte('\n')
		return err
	}, `SELECT a.title, a.text FROM event e JOIN event_article x ON x.event = e.seq JOIN article a ON a.seq = x.article
		WHERE e.id IN (%s) ORDER BY e.day, e.seq, x.pos`, events)
	return titles, b.String(), err
}
