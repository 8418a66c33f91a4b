package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

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

// How much of an analysis one transaction keeps ahead of the rest, so that it
// ends soon.
const (
	aheadArticles = 25
	aheadActors   = 100
)

// PutAnalyses implements store.Analyses. What takes long, and stands for itself,
// comes before the transaction that all the rest depends on: words of statements
// are indexed, and actors described, a few at a time, so that others who write
// never wait long. Should that be all that is kept, the articles are as unrelated
// as before.
func (s *Store) PutAnalyses(ctx context.Context, changes []store.Analysis) error {
	for part := range slices.Chunk(changes, aheadArticles) {
		if err := s.update(ctx, "keep statements", func(x session) error { return eachAnalysis(part, x.putStatementsOf) }); err != nil {
			return err
		}
	}
	for i := range changes {
		for part := range slices.Chunk(changes[i].Actors, aheadActors) {
			if err := s.update(ctx, "keep actors", func(x session) error { return putAll(part, x.putActor) }); err != nil {
				return err
			}
		}
	}
	return s.update(ctx, "keep analysis", func(x session) error { return eachAnalysis(changes, x.putAnalysis) })
}

func eachAnalysis(changes []store.Analysis, put func(*store.Analysis) error) error {
	for i := range changes {
		if err := put(&changes[i]); err != nil {
			return fmt.Errorf("article %q: %w", changes[i].Article, err)
		}
	}
	return nil
}

func (x session) putAnalysis(c *store.Analysis) error {
	if c.Article != "" {
		if err := x.relate(c); err != nil {
			return err
		}
	}
	steps := []func() error{
		func() error { return putAll(c.Copies, x.putCopy) },
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
	for _, table := range []string{"related", "article_actor"} {
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
	return nil
}

// statement is a row of the table of that name, but for its words.
type statement struct {
	id                       string
	attribution              int
	actor, published         string
	day                      int
	kind, polarity, modality string
	confidence               float64
	spans                    string
}

// putStatementsOf keeps the statements of an analysis, if its article is there.
func (x session) putStatementsOf(c *store.Analysis) error {
	if c.Article == "" {
		return nil
	}
	seq, found, err := one[int64](x, "SELECT seq FROM article WHERE id = ?", c.Article)
	if err != nil || !found {
		return err
	}
	return x.putStatements(seq, c.Statements)
}

// putStatements keeps the statements of an article. Rows with the same words stay,
// and are changed if need be: to index words anew costs far more than all else.
func (x session) putStatements(article int64, statements []news.Statement) error {
	body, _, err := one[string](x, "SELECT text FROM article WHERE seq = ?", article)
	if err != nil {
		return err
	}
	kept, numbers, err := x.keptStatements(article)
	if err != nil {
		return err
	}
	for _, st := range statements {
		words, err := words(body, st.Content)
		if err != nil {
			return fmt.Errorf("statement %s: %w", st.ID, err)
		}
		now := statement{st.ID, st.Attribution, st.Actor, st.Date.String(), day(st.Date), string(st.Kind), string(st.Polarity), string(st.Modality), float64(st.Confidence), toJSON(pairs(st.Content))}
		args := []any{now.id, now.attribution, now.actor, now.published, now.day, now.kind, now.polarity, now.modality, now.confidence, now.spans}
		if same := numbers[words]; len(same) > 0 {
			seq := same[0]
			numbers[words] = same[1:]
			if was := kept[seq]; was != now {
				err = x.exec(`UPDATE statement SET id = ?, attribution = ?, actor = ?, published = ?, day = ?, kind = ?, polarity = ?, modality = ?, confidence = ?, spans = ?
					WHERE seq = ?`, append(args, seq)...)
			}
			delete(kept, seq)
		} else {
			err = x.exec(`INSERT INTO statement (id, attribution, actor, published, day, kind, polarity, modality, confidence, spans, article, text)
				VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`, append(args, article, words)...)
		}
		if err != nil {
			return err
		}
	}
	for _, seq := range slices.Sorted(maps.Keys(kept)) {
		if err := x.exec("DELETE FROM statement WHERE seq = ?", seq); err != nil {
			return err
		}
	}
	return nil
}

// keptStatements are an article's rows by their numbers, and the numbers by the
// words, in order.
func (x session) keptStatements(article int64) (map[int64]statement, map[string][]int64, error) {
	rows, numbers := map[int64]statement{}, map[string][]int64{}
	err := x.each(func(r *sql.Rows) error {
		var seq int64
		var st statement
		var words string
		err := r.Scan(&seq, &st.id, &st.attribution, &st.actor, &st.published, &st.day, &st.kind, &st.polarity, &st.modality, &st.confidence, &st.spans, &words)
		rows[seq], numbers[words] = st, append(numbers[words], seq)
		return err
	}, "SELECT seq, id, attribution, actor, published, day, kind, polarity, modality, confidence, spans, text FROM statement WHERE article = ? ORDER BY seq", article)
	return rows, numbers, err
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
