package app

import (
	"context"
	"errors"
	"iter"
	"os/user"
	"slices"
	"strings"
	"time"

	"synoptic/collate"
	"synoptic/internal/config"
	"synoptic/internal/fault"
	"synoptic/internal/job"
	"synoptic/internal/query"
	"synoptic/internal/store"
	"synoptic/internal/store/sqlite"
	"synoptic/lexicon"
	"synoptic/link"
	"synoptic/news"
	"synoptic/nlp/en"
	"synoptic/position"
)

// Store is the opened store with what reads it and what writes to it. It is safe
// for concurrent use, except that one call at a time may write.
type Store struct {
	*query.Reader
	kept store.Store
	cfg  config.Config
}

// OpenStore opens the store that cfg names. One that is only read must be there
// already.
func OpenStore(ctx context.Context, cfg config.Config, readOnly bool) (*Store, error) {
	match, err := collate.ParseMatch(cfg.Match)
	if err != nil {
		return nil, fault.New(fault.Usage, "%w", err)
	}
	s, err := sqlite.Open(ctx, cfg.DB, sqlite.Options{ReadOnly: readOnly})
	if err != nil {
		return nil, err
	}
	return &Store{Reader: query.New(s, collate.Options{Match: match}), kept: s, cfg: cfg}, nil
}

// Close closes the store.
func (s *Store) Close() error { return s.kept.Close() }

// Ingest keeps articles; report is told of each once it is on the disk.
func (s *Store) Ingest(ctx context.Context, articles iter.Seq2[news.Article, error], report func(job.Outcome)) (job.Tally, error) {
	return job.Ingest(ctx, s.kept, nil, articles, report)
}

// Pending is how many articles wait for their analysis.
func (s *Store) Pending(ctx context.Context) (int, error) {
	n, err := s.Counts(ctx)
	return n.Articles - n.Documents, err
}

// Analyse annotates and relates what was not yet, and finishes what an earlier
// run left undone; this process gives way to others meanwhile. The first error concerns single articles, the second the
// store.
func (s *Store) Analyse(ctx context.Context, progress func(done int)) (articles, err error) {
	giveWay()
	engine, err := NewEngine()
	if err != nil {
		return nil, err
	}
	annotator := &job.Annotator{Store: s.kept, Pipeline: en.Version, Annotate: engine.english.Annotate,
		Reads: func(a *news.Article) bool { return Analysed(a.Language) }}
	articles = annotator.All(ctx, s.cfg.Workers, progress)
	return articles, s.relate(ctx)
}

// relate relates what was not yet. A server that carries out a decision and an
// ingest beside it do so one after the other.
func (s *Store) relate(ctx context.Context) error {
	return sqlite.Alone(ctx, s.cfg.DB, "relate", func() error {
		r, err := job.NewRelater(ctx, s.kept, en.Version, nil)
		if err != nil {
			return err
		}
		r.Turn = s.round
		if _, err = r.Run(ctx, nil); err != nil {
			return err
		}
		return s.layOutPositions(ctx)
	})
}

// round lets nobody else change events meanwhile.
func (s *Store) round(ctx context.Context, f func() error) error {
	return sqlite.Alone(ctx, s.cfg.DB, "events", f)
}

// Delete removes articles and all that was derived from them, for good.
func (s *Store) Delete(ctx context.Context, ids ...string) error {
	for _, id := range ids {
		if err := s.kept.DeleteArticle(ctx, id); err != nil {
			return err
		}
	}
	return s.relate(ctx)
}

// Decide keeps a decision of the analyst and applies it; it answers Conflict if
// it contradicts one in force.
func (s *Store) Decide(ctx context.Context, d news.Decision) (id string, err error) {
	if id, err = s.keepDecision(ctx, d); err != nil {
		return "", err
	}
	return id, s.decided(ctx, d.Kind, false)
}

// keepDecision checks a decision and keeps it, without applying it.
func (s *Store) keepDecision(ctx context.Context, d news.Decision) (id string, err error) {
	inForce, err := s.kept.ListDecisions(ctx)
	if err != nil {
		return "", err
	}
	inForce = slices.DeleteFunc(inForce, func(d news.Decision) bool { return d.Undone })
	if err := link.CheckDecision(inForce, d); err != nil {
		return "", err
	}
	switch {
	case position.AboutIssues(d.Kind):
		d, err = s.CheckIssueDecision(ctx, d)
	case job.AboutEvents(d.Kind):
		d, err = job.CheckEventDecision(ctx, s.kept, d)
	case collate.AboutPoints(d.Kind):
		d, err = s.CheckPointDecision(ctx, d)
	default:
		d, err = s.checkActors(ctx, d)
	}
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(slices.Concat(d.Subjects, d.Args), func(s string) bool { return strings.TrimSpace(s) == "" }) {
		return "", fault.New(fault.Usage, "%s: an id or a name is empty", d.Kind)
	}
	if d.When.IsZero() {
		d.When = time.Now().UTC()
	}
	if d.Who == "" {
		d.Who = whoami()
	}
	return s.kept.PutDecision(ctx, d)
}

// checkActors refuses a decision about actors that are not there, and one of a
// kind that nobody knows. It notes what they are called.
func (s *Store) checkActors(ctx context.Context, d news.Decision) (news.Decision, error) {
	if !link.AboutActors(d.Kind) {
		return d, fault.New(fault.Usage, "decision: no kind %q is known", d.Kind)
	}
	d.Names = nil
	var ids []string
	for _, id := range d.Subjects {
		a, err := s.kept.Actor(ctx, id)
		if err != nil {
			return d, err
		}
		if d.Kind == news.NeverSame && slices.Contains(ids, a.ID) {
			return d, fault.New(fault.Conflict, "%s: %q and %q are one actor already; split it, or undo what made them one", d.Kind, d.Subjects[0], id)
		}
		ids, d.Names = append(ids, a.ID), append(d.Names, a.Name)
		switch d.Kind {
		case news.RenameActor:
			d.Subjects = []string{a.ID} // one that was merged away has no name of its own
		case news.SplitActor:
			for _, name := range d.Args {
				if !slices.ContainsFunc(a.Aliases, func(al news.Alias) bool { return lexicon.Fold(al.Text) == lexicon.Fold(name) }) {
					return d, fault.New(fault.NotFound, "%s: %q is not among the names of %q", d.Kind, name, a.ID)
				}
			}
		}
	}
	return d, nil
}

// decided applies a decision of a kind that was made or undone.
func (s *Store) decided(ctx context.Context, k news.DecisionKind, undone bool) error {
	switch {
	case job.AboutEvents(k):
		return s.round(ctx, func() error { return job.DecideEvents(ctx, s.kept) })
	case collate.AboutPoints(k):
		return nil // comparisons are made on demand
	case position.AboutIssues(k):
		return s.layOutPositions(ctx)
	case !job.RelatesAnew(k, undone):
		if err := job.DecideActors(ctx, s.kept); err != nil {
			return err
		}
		return s.layOutPositions(ctx)
	}
	return s.relate(ctx)
}

// Undo takes a decision back in who's name, the user of this process if it is
// empty; it stays in the history.
func (s *Store) Undo(ctx context.Context, id, who string) error {
	kind, err := s.keepUndo(ctx, id, who)
	if err != nil {
		return err
	}
	return s.decided(ctx, kind, true)
}

// keepUndo takes a decision back and tells its kind, without applying what is
// left.
func (s *Store) keepUndo(ctx context.Context, id, who string) (news.DecisionKind, error) {
	ds, err := s.kept.ListDecisions(ctx)
	if err != nil {
		return "", err
	}
	if err := errors.Join(link.CheckUndo(ds, id), job.CheckEventUndo(ds, id), query.CheckPointUndo(ds, id)); err != nil {
		return "", err
	}
	kind := ds[slices.IndexFunc(ds, func(d news.Decision) bool { return d.ID == id })].Kind
	if who == "" {
		who = whoami()
	}
	return kind, s.kept.UndoDecision(ctx, news.Decision{ID: id, UndoneBy: who, UndoneAt: time.Now().UTC()})
}

// Decisions are all decisions in the order they were made.
func (s *Store) Decisions(ctx context.Context) ([]news.Decision, error) {
	return s.kept.ListDecisions(ctx)
}

// whoami names the user for the record of decisions.
func whoami() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}

// Backup copies the store of cfg to target while it may be in use.
func Backup(ctx context.Context, cfg config.Config, target string, force bool) error {
	return sqlite.Backup(ctx, cfg.DB, target, force)
}

// Restore makes the backup at source the store of cfg.
func Restore(ctx context.Context, cfg config.Config, source string, force bool) error {
	return sqlite.Restore(ctx, source, cfg.DB, force)
}
