package query

import (
	"context"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// What came of an attempt to get something that counts as having reached the
// outlet.
const (
	CaptureDone       = store.Captured
	CaptureNothingNew = store.NotModified
)

// Outlets are all outlets that are known by name, those with the most articles
// first.
func (r *Reader) Outlets(ctx context.Context) ([]OutletRow, error) { return r.s.ListOutlets(ctx) }

// OutletSpeech tells how the newest articles of an outlet, at most so many,
// give speech.
func (r *Reader) OutletSpeech(ctx context.Context, outlet string, articles int) (Speech, error) {
	return r.s.OutletSpeech(ctx, outlet, articles)
}

// Watched sums up what was tried to get articles around a day, by outlet: the
// denominator of silence. For a day that is not known it is empty.
func (r *Reader) Watched(ctx context.Context, d news.Date) ([]CaptureCount, error) {
	day := d.Time()
	if day.IsZero() {
		return nil, nil
	}
	return r.s.CountCaptures(ctx, CaptureFilter{From: day.AddDate(0, 0, -1), To: day.AddDate(0, 0, 3)})
}

// Outlet is what is kept of one outlet.
type Outlet struct {
	Row      OutletRow
	Days     []DayCount
	Speech   Speech // of its newest articles
	Reach    Reach  // over the days from its first article to its last
	Articles []ArticleRow
	Events   []EventRow
	Captures []CaptureCount
}

// How many of an outlet's newest articles tell how it gives speech.
const speechArticles = 500

// Outlet sums up one outlet; one of which nothing is kept is NotFound.
func (r *Reader) Outlet(ctx context.Context, name string) (Outlet, error) {
	var out Outlet
	rows, err := r.s.ListArticles(ctx, ArticleFilter{Outlets: []string{name}, Page: Cursor{Limit: 30, Uncounted: true}})
	if err != nil {
		return out, err
	}
	out.Articles = rows.Items
	if out.Captures, err = r.s.CountCaptures(ctx, CaptureFilter{Outlet: name}); err != nil {
		return out, err
	}
	if len(out.Articles)+len(out.Captures) == 0 {
		return out, noOutlet(name)
	}
	if out.Days, err = r.s.OutletDays(ctx, name); err != nil {
		return out, err
	}
	out.Row = OutletRow{Outlet: name}
	for _, d := range out.Days {
		out.Row.Articles += d.Articles
	}
	if n := len(out.Days); n > 0 {
		out.Row.First, out.Row.Last = out.Days[0].Day, out.Days[n-1].Day
		if out.Reach, err = r.s.OutletEvents(ctx, name, out.Row.First, out.Row.Last); err != nil {
			return out, err
		}
	}
	if out.Speech, err = r.s.OutletSpeech(ctx, name, speechArticles); err != nil {
		return out, err
	}
	events, err := r.s.ListEvents(ctx, EventFilter{Outlet: name, Accounts: 2, Page: Cursor{Limit: 20, Uncounted: true}})
	out.Events = events.Items
	return out, err
}

func noOutlet(name string) error {
	return fault.New(fault.NotFound, "nothing of an outlet %q is in the store", name)
}

// ActorNames are what actors are called, by id; of ids that were merged away,
// what they became is called.
func (r *Reader) ActorNames(ctx context.Context, ids []string) (map[string]string, error) {
	out := make(map[string]string, len(ids))
	for _, id := range ids { // one by one: an id that was merged away comes back as another
		if _, ok := out[id]; ok || id == "" {
			continue
		}
		found, err := r.s.ActorsByID(ctx, []string{id})
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			out[id] = found[0].Name
		}
	}
	return out, nil
}

// ActorByID finds an actor alone, also by an id that was merged away.
func (r *Reader) ActorByID(ctx context.Context, id string) (news.Actor, error) {
	return r.s.Actor(ctx, id)
}
