package job

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"

	"synoptic/cluster"
	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/link"
	"synoptic/reuse"
)

// actorsName is the state that holds a Linker; it is made again every so many
// articles, and those that came since are linked again at the start.
const (
	actorsName  = store.KeptWords + "actors"
	actorsEvery = 1000
)

// keptLinker is what the state holds: what the articles up to a mark taught.
type keptLinker struct {
	Version string
	Mark    int64
	Linker  []byte
}

// loadLinker takes up the kept Linker, if it is of this version, and returns the mark
// of the last article that it knows; 0 if there is none.
func (r *Relater) loadLinker(ctx context.Context, o link.Options) (mark int64, err error) {
	r.linker = link.New(o)
	b, err := r.s.State(ctx, actorsName)
	if err != nil && fault.Of(err) == fault.NotFound {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	var k keptLinker
	if gob.NewDecoder(bytes.NewReader(b)).Decode(&k) != nil || k.Version != r.version {
		return 0, nil // of another program: it is made again
	}
	l, err := link.Resume(o, k.Linker)
	if err != nil {
		return 0, nil
	}
	r.linker = l
	return k.Mark, nil
}

// keepLinker keeps the Linker if enough has come since it was kept.
func (r *Relater) keepLinker(ctx context.Context) error {
	if r.unkept < actorsEvery {
		return nil
	}
	_, mark, err := r.s.Related(ctx, r.version, 0, 1)
	if err != nil {
		return err
	}
	k := keptLinker{Version: r.version, Mark: mark}
	if k.Linker, err = r.linker.Snapshot(); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(k); err != nil {
		return fmt.Errorf("keep actors: %w", err)
	}
	if err := r.s.PutState(ctx, actorsName, b.Bytes()); err != nil {
		return err
	}
	r.unkept = 0
	return nil
}

// resume takes up the stream where it stands: of the articles that were related
// already, the Linker learns those that came after mark, the others those of
// their windows. What comes of them is taken for what is kept.
func (r *Relater) resume(ctx context.Context, mark int64, progress func(int)) error {
	unlinked, _, err := r.s.Related(ctx, r.version, mark, 0)
	if err != nil {
		return err
	}
	ids := unlinked
	if len(ids) < reuse.DefaultWindow {
		if ids, _, err = r.s.Related(ctx, r.version, 0, reuse.DefaultWindow); err != nil {
			return err
		}
	}
	r.unkept = len(unlinked)
	known := len(ids) - len(unlinked) // of ids, the first ones that the Linker knows
	recent := max(0, len(ids)-cluster.Default().Window)
	for n := 0; n < len(ids); n += batchArticles {
		end := min(len(ids), n+batchArticles)
		batch, err := r.loadFrom(ctx, ids[n:end], min(known, recent)-n)
		if err != nil {
			return err
		}
		if err := r.again(ctx, batch, known-n, recent-n); err != nil {
			return err
		}
		if progress != nil {
			progress(end)
		}
	}
	return r.takeForKept(ctx, ids[recent:])
}

// again takes up articles that were related before: of those before known the
// actors are kept, those before recent have left the window of events.
func (r *Relater) again(ctx context.Context, batch []related, known, recent int) error {
	for i := range batch {
		b := &batch[i]
		r.findCopies(b)
		switch {
		case b.at >= known:
			r.findActors(b)
		case b.at >= recent:
			var err error
			if b.analysis.ActorOf, err = r.s.ActorOf(ctx, b.article.ID); err != nil {
				return err
			}
		}
		if b.at >= recent {
			r.groups.Load([]cluster.Item{r.item(b)})
		}
	}
	return nil
}

// takeForKept notes what is kept, so that only what changes is written.
func (r *Relater) takeForKept(ctx context.Context, window []string) error {
	if err := r.loadGrouping(ctx, window); err != nil {
		return err
	}
	if err := r.loadActors(ctx); err != nil {
		return err
	}
	g := r.regroup()
	for _, e := range g.events {
		r.events.kept[e.ID] = digest(e)
	}
	for _, l := range g.storylines {
		r.storylines.kept[l.ID] = digest(l)
	}
	return nil
}
