package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

// The kinds of id that may be forwarded.
const (
	actorKind     = "actor"
	eventKind     = "event"
	decidedKind   = "decided" // an event that a decision hides
	storylineKind = "storyline"
)

// PutAnalyses implements store.Analyses.
func (s *Store) PutAnalyses(ctx context.Context, changes []store.Analysis) error {
	return s.update(ctx, "keep analysis", func(x session) error {
		for i := range changes {
			if err := x.putAnalysis(&changes[i]); err != nil {
				return fmt.Errorf("article %q: %w", changes[i].Article, err)
			}
		}
		return nil
	})
}

func (x session) putAnalysis(c *store.Analysis) error {
	if c.Article != "" {
		if err := x.relate(c); err != nil {
			return err
		}
	}
	steps := []func() error{
		func() error { return putAll(c.Copies, x.putCopy) },
		func() error { return putAll(c.Actors, x.putActor) },
		func() error { return putAll(c.Events, x.putEvent) },
		func() error { return putAll(c.Storylines, x.putStoryline) },
		func() error { return putAll(c.GoneActors, x.forwardActor) },
		func() error {
			return putAll(c.GoneEvents, func(f store.Forward) error { return x.forward(eventKind, f) })
		},
		func() error {
			return putAll(c.GoneStorylines, func(f store.Forward) error { return x.forward(storylineKind, f) })
		},
		func() error { return putAll(c.Bases, x.putBase) },
		func() error {
			return putAll(c.Decided, func(f store.Forward) error { return x.forward(decidedKind, f) })
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func putAll[T any](items []T, put func(T) error) error {
	for _, item := range items {
		if err := put(item); err != nil {
			return err
		}
	}
	return nil
}

// relate keeps what concerns the article itself. One that was deleted while it
// was being related is passed over.
func (x session) relate(c *store.Analysis) error {
	seq, found, err := one[int64](x, "SELECT seq FROM article WHERE id = ?", c.Article)
	if err != nil || !found {
		return err
	}
	for _, table := range []string{"related", "article_actor", "statement"} {
		if err := x.exec("DELETE FROM "+table+" WHERE article = ?", seq); err != nil {
			return err
		}
	}
	actors := c.ActorOf
	if actors == nil {
		actors = []string{}
	}
	if err := x.exec(`INSERT INTO related (article, edition, pipeline, version, actors)
		SELECT a.seq, a.version, coalesce(d.pipeline, ''), ?, ? FROM article a LEFT JOIN document d ON d.article = a.seq WHERE a.seq = ?`,
		c.Version, toJSON(actors), seq); err != nil {
		return err
	}
	for _, actor := range c.ActorOf {
		if actor == "" {
			continue
		}
		if err := x.exec("INSERT INTO article_actor (article, actor) VALUES (?,?) ON CONFLICT DO NOTHING", seq, actor); err != nil {
			return err
		}
	}
	return x.putStatements(seq, c.Statements)
}

func (x session) putStatements(article int64, statements []news.Statement) error {
	if len(statements) == 0 {
		return nil
	}
	body, _, err := one[string](x, "SELECT text FROM article WHERE seq = ?", article)
	if err != nil {
		return err
	}
	for _, st := range statements {
		words, err := words(body, st.Content)
		if err != nil {
			return fmt.Errorf("statement %s: %w", st.ID, err)
		}
		if err := x.exec(`INSERT INTO statement (id, article, attribution, actor, published, day, kind, polarity, modality, confidence, spans, text)
			VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`, st.ID, article, st.Attribution, st.Actor, st.Date.String(), day(st.Date),
			string(st.Kind), string(st.Polarity), string(st.Modality), st.Confidence, toJSON(pairs(st.Content)), words); err != nil {
			return err
		}
	}
	return nil
}

// words are the parts of a text that spans cover.
func words(body string, spans []text.Span) (string, error) {
	parts := make([]string, len(spans))
	for i, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(body) {
			return "", fmt.Errorf("content %v lies outside the text of %d bytes", s, len(body))
		}
		parts[i] = s.In(body)
	}
	return strings.Join(parts, " … "), nil
}

func pairs(spans []text.Span) [][2]int {
	out := make([][2]int, len(spans))
	for i, s := range spans {
		out[i] = [2]int{s.Start, s.End}
	}
	return out
}

func spans(data string) ([]text.Span, error) {
	var p [][2]int
	if err := json.Unmarshal([]byte(data), &p); err != nil {
		return nil, fmt.Errorf("kept spans: %w", err)
	}
	out := make([]text.Span, len(p))
	for i := range p {
		out[i] = text.Span{Start: p[i][0], End: p[i][1]}
	}
	return out, nil
}

func (x session) putCopy(c news.Copy) error {
	passages := make([][4]int, len(c.Passages))
	for i, p := range c.Passages {
		passages[i] = [4]int{p.Article.Start, p.Article.End, p.Of.Start, p.Of.End}
	}
	return x.exec(`INSERT INTO copy (article, origin, kind, share, passages)
		SELECT a.seq, o.seq, ?, ?, ? FROM article a, article o WHERE a.id = ? AND o.id = ?
		ON CONFLICT (article, origin) DO UPDATE SET kind = excluded.kind, share = excluded.share, passages = excluded.passages`,
		string(c.Kind), c.Share, toJSON(passages), c.Article, c.Of)
}

// fold makes names comparable: lower case, no diacritics.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x300 && r < 0x370 || r == '’' || r == '‘' || r == '\'' || r == 'ʿ' || r == 'ʾ' {
			return -1
		}
		return r
	}, norm.NFKD.String(strings.ToLower(s)))
}

func (x session) putActor(a news.Actor) error {
	seq, _, err := one[int64](x, `INSERT INTO actor (id, name, folded, type, mentions, record) VALUES (?,?,?,?,?,?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded, type = excluded.type, mentions = excluded.mentions, record = excluded.record
		RETURNING seq`, a.ID, a.Name, fold(a.Name), string(a.Type), a.Mentions, toJSON(a))
	if err != nil {
		return err
	}
	if err := x.exec("DELETE FROM alias WHERE actor = ?", seq); err != nil {
		return err
	}
	for _, alias := range a.Aliases {
		if err := x.exec("INSERT INTO alias (actor, folded) VALUES (?,?) ON CONFLICT DO NOTHING", seq, fold(alias.Text)); err != nil {
			return err
		}
	}
	return x.exec("DELETE FROM forward WHERE kind = ? AND id = ?", actorKind, a.ID)
}

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
		err = fault.New(fault.NotFound, "no event %q in the store", id)
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
