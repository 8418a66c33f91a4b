package job

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"synoptic/cluster"
	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/link"
	"synoptic/news"
	"synoptic/reuse"
	"synoptic/text"
)

// RelateStore is what relating reads and writes.
type RelateStore interface {
	store.Reader
	store.Documents
	store.Analyses
	store.Events
	store.Actors
	store.Decisions
	store.States
}

// Relater sets new articles against those before them: copies, actors, events,
// storylines. It keeps the state of the stream in memory and takes it up again
// from the store when it is made; only what a new article changes is written.
// After an article was deleted another is to be made.
// It is not safe for concurrent use, and one store has one Relater at a time.
type Relater struct {
	// Turn, unless nil, runs each round while nobody else changes events.
	Turn func(ctx context.Context, round func() error) error
	// Round is how many articles are related at once, with their documents in
	// memory.
	Round int

	s       RelateStore
	version string // with the digest of the decisions in force

	linker *link.Linker
	copies *reuse.Index
	groups *cluster.Clusterer
	window map[string]bool // articles that groups has seen

	actors     map[string]string // Actor.ID -> digest of what is kept
	events     grouping
	storylines grouping
	unkept     int // articles linked since the Linker was kept
	broken     bool
}

// A round relates so many articles and then writes: grouping anew has a cost of
// its own, whatever their number.
const roundArticles = 500

// NewRelater takes up the stream of s where it stands. Version identifies the
// rules; what another version or other decisions of the analyst derived is
// stale and made anew. progress is told how many articles were taken up; it may
// be nil.
func NewRelater(ctx context.Context, s RelateStore, version string, progress func(done int)) (*Relater, error) {
	decisions, err := s.ListDecisions(ctx)
	if err != nil {
		return nil, err
	}
	known, edition, err := gazetteer(ctx, s)
	if err != nil {
		return nil, err
	}
	r := &Relater{s: s, version: version + decisionsDigest(decisions) + edition,
		copies: reuse.New(reuse.Default(), reuse.NewMemory(reuse.DefaultWindow)),
		groups: cluster.New(cluster.Default()), window: map[string]bool{}, actors: map[string]string{}, Round: roundArticles,
		events: newGrouping("e"), storylines: newGrouping("s")}
	if err := r.loadCounters(ctx); err != nil {
		return nil, err
	}
	mark, err := r.loadLinker(ctx, link.Options{Decisions: decisions, Gazetteer: known})
	if err != nil {
		return nil, err
	}
	return r, r.resume(ctx, mark, progress)
}

// decisionsDigest tells apart what different decisions make of articles that are
// related; "" if there are none. Others change what is kept (DecideActors), or how
// articles are related that come later.
func decisionsDigest(ds []news.Decision) string {
	h := sha256.New()
	n := 0
	for _, d := range ds {
		if RelatesAnew(d.Kind, d.Undone) && (!d.Undone || d.Kind == news.MergeActors) {
			fmt.Fprintf(h, "%q %q %q %v\n", d.Kind, d.Subjects, d.Args, d.Undone)
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return "+" + hex.EncodeToString(h.Sum(nil)[:6])
}

// related is one article on its way through a round.
type related struct {
	at       int // in the list that was loaded
	article  news.Article
	doc      *text.Document
	analysis store.Analysis
}

func (r *Relater) load(ctx context.Context, ids []string) ([]related, error) {
	return r.loadFrom(ctx, ids, 0)
}

// loadFrom loads articles, those from number on with their documents.
func (r *Relater) loadFrom(ctx context.Context, ids []string, number int) ([]related, error) {
	var out []related
	for i, id := range ids {
		a, err := r.s.Article(ctx, id)
		doc := &text.Document{}
		if err == nil && i >= number {
			doc, _, err = r.s.Document(ctx, id)
		}
		if err != nil && fault.Of(err) == fault.NotFound {
			continue // deleted or edited meanwhile
		}
		if err != nil {
			return nil, err
		}
		out = append(out, related{at: i, article: a, doc: doc, analysis: store.Analysis{Version: r.version, Article: id}})
	}
	return out, nil
}

func (r *Relater) findCopies(b *related) {
	b.analysis.Copies = r.copies.AddEntry(reuse.Entry{ID: b.article.ID, Text: b.article.Text, Outlet: b.article.Outlet, Date: b.article.Published})
}

func (r *Relater) findActors(b *related) {
	if b.doc.Chains != nil {
		b.analysis.ActorOf = r.linker.Add(&b.article, b.doc)
	}
}

// item is an article for the clusterer, under the actors' ids of now.
func (r *Relater) item(b *related) cluster.Item {
	for k, id := range b.analysis.ActorOf {
		if id != "" {
			b.analysis.ActorOf[k] = r.linker.Resolve(id)
		}
	}
	r.window[b.article.ID] = true
	return cluster.Item{Article: &b.article, Doc: b.doc, Actors: cluster.MentionedIn(b.doc, b.analysis.ActorOf, nil), Copies: b.analysis.Copies}
}

// Run relates every article that has a document and was not related. progress
// is told after each round how many were; it may be nil. After an error the
// Relater is of no more use: another takes up what is kept.
func (r *Relater) Run(ctx context.Context, progress func(done int)) (done int, err error) {
	if r.broken {
		return 0, fault.New(fault.Internal, "relate: used after an error")
	}
	defer func() { r.broken = r.broken || err != nil }()
	for {
		ids, err := r.s.Unrelated(ctx, r.version, r.Round)
		if err != nil {
			return done, err
		}
		if len(ids) == 0 {
			if err := r.finishActors(ctx); err != nil {
				return done, err
			}
			if err := DecideActors(ctx, r.s); err != nil { // something may have been decided meanwhile
				return done, err
			}
			return done, r.keepLinker(ctx)
		}
		if err := r.turn(ctx, func() error { return r.round(ctx, ids) }); err != nil {
			return done, err
		}
		if done += len(ids); progress != nil {
			progress(done)
		}
	}
}

func (r *Relater) turn(ctx context.Context, round func() error) error {
	if r.Turn == nil {
		return round()
	}
	return r.Turn(ctx, round)
}

func (r *Relater) round(ctx context.Context, ids []string) error {
	batch, err := r.load(ctx, ids)
	if err != nil {
		return err
	}
	if err := r.loadGrouping(ctx, ids); err != nil {
		return err
	}
	for i := range batch {
		r.findCopies(&batch[i])
		r.findActors(&batch[i])
	}
	for i := range batch {
		r.groups.Add(r.item(&batch[i]))
	}
	r.unkept += len(batch)
	changes := make([]store.Analysis, 0, len(batch)+1)
	for i := range batch {
		b := &batch[i]
		b.analysis.Statements = news.StatementsOf(&b.article, b.doc, b.analysis.ActorOf)
		changes = append(changes, b.analysis)
	}
	shared, err := r.settle(ctx)
	if err != nil {
		return err
	}
	if err := r.keepCounters(ctx); err != nil {
		return err
	}
	return r.s.PutAnalyses(ctx, append(changes, shared))
}

// digest tells whether a value is as it was.
func digest(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("job: " + err.Error()) // only types of news are digested
	}
	h := sha256.Sum256(b)
	return string(h[:16])
}
