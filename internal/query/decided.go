package query

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"synoptic/collate"
	"synoptic/internal/fault"
	"synoptic/news"
)

// compareBare adds the comparisons of the events of c as the evidence has them.
func (r *Reader) compareBare(ctx context.Context, c *news.Coverage) error {
	options := r.options
	var err error
	if options.Arrived, err = r.arrived(ctx, c.Events); err != nil {
		return err
	}
	Compare(c, options)
	return nil
}

// compareAll adds the comparisons of the events of c as analysts decided them.
func (r *Reader) compareAll(ctx context.Context, c *news.Coverage) error {
	if err := r.compareBare(ctx, c); err != nil {
		return err
	}
	ds, err := r.s.ListDecisions(ctx)
	if err != nil {
		return err
	}
	at := c.Index()
	textOf := func(article string) string {
		if i, ok := at[article]; ok {
			return c.Articles[i].Text
		}
		return ""
	}
	for i := range c.Comparisons {
		c.Comparisons[i] = collate.Apply(c.Comparisons[i], ds, textOf)
	}
	return nil
}

// arrived ranks the articles of events by the moment at which the store got
// them.
func (r *Reader) arrived(ctx context.Context, events []news.Event) (map[string]int, error) {
	out := map[string]int{}
	for _, e := range events {
		rows, err := r.s.ListArticles(ctx, ArticleFilter{Event: e.ID, Page: Cursor{Limit: 1000, Uncounted: true}})
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(rows.Items, func(a, b ArticleRow) int { return a.Kept.Compare(b.Kept) })
		rank := 0
		for i, a := range rows.Items {
			if i > 0 && a.Kept.After(rows.Items[i-1].Kept) {
				rank = i
			}
			out[a.ID] = rank
		}
	}
	return out, nil
}

// pointsDecided is a word for what was decided about the points of an event; ""
// for nothing.
func pointsDecided(ds []news.Decision, event string) string {
	h := fnv.New64a()
	n := 0
	for _, d := range ds {
		if d.Event == event && collate.AboutPoints(d.Kind) {
			fmt.Fprintf(h, "%s %v,", d.ID, d.Undone)
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return " " + strconv.FormatUint(h.Sum64(), 36)
}

// CheckPointDecision reports why a decision about points cannot be taken: it is
// malformed (fault.Usage), names what is not there (NotFound), or changes
// nothing (Conflict). It completes one that can: its event is named by the id that
// answers for it, its subjects by their ids and by the words that stand for them.
func (r *Reader) CheckPointDecision(ctx context.Context, d news.Decision) (news.Decision, error) {
	if d.Event == "" {
		return d, fault.New(fault.Usage, "%s: say of which event", d.Kind)
	}
	e, cmp, c, err := r.pointsOf(ctx, d)
	if err != nil {
		return d, err
	}
	d.Event, d.Subjects, d.Names = e, slices.Clone(d.Subjects), nil
	if cmp == nil {
		return d, fault.New(fault.NotFound, "%s: event %q has fewer than two accounts, and so no points", d.Kind, d.Event)
	}
	at := c.Index()
	var points []*news.Point
	for i, id := range d.Subjects {
		k := collate.Find(cmp, id)
		if k < 0 {
			return d, fault.New(fault.NotFound, "%s: event %q has no point %q", d.Kind, d.Event, id)
		}
		p := &cmp.Points[k]
		if slices.Contains(points, p) {
			return d, fault.New(fault.Conflict, "%s: %q and %q are one point already", d.Kind, id, p.ID)
		}
		points = append(points, p)
		stands := p.Readings[p.Standing]
		d.Subjects[i], d.Names = p.ID, append(d.Names, stands.Span.In(c.Articles[at[stands.Account]].Text))
	}
	return d, checkPoints(d, points)
}

// pointsOf is the comparison that a decision about points is about, nil if there
// is none: the one that pages show or, if that leaves accounts out and has not all
// of the points, that of all accounts.
func (r *Reader) pointsOf(ctx context.Context, d news.Decision) (event string, cmp *news.Comparison, c *news.Coverage, err error) {
	shown, err := r.Compared(ctx, d.Event)
	if err != nil {
		return "", nil, nil, err
	}
	known := func(id string) bool { return shown.Comparison != nil && collate.Find(shown.Comparison, id) >= 0 }
	if len(shown.Left) == 0 || !slices.ContainsFunc(d.Subjects, func(id string) bool { return !known(id) }) {
		return shown.Event.ID, shown.Comparison, shown.Coverage, nil
	}
	if c, err = r.Coverage(ctx, d.Event); err == nil && len(c.Comparisons) > 0 {
		cmp = &c.Comparisons[0]
	}
	return shown.Event.ID, cmp, c, err
}

func checkPoints(d news.Decision, points []*news.Point) error {
	least := 1
	if d.Kind == news.MergePoints {
		least = 2
	}
	if len(points) < least {
		return fault.New(fault.Usage, "%s: %d points given, at least %d needed", d.Kind, len(points), least)
	}
	p := points[0]
	switch d.Kind {
	case news.MergePoints, news.RejectPoint, news.ConfirmPoint:
		return nil
	case news.NamePoint:
		if len(d.Args) == 0 || strings.TrimSpace(d.Args[0]) == "" {
			return fault.New(fault.Usage, "%s: give a name", d.Kind)
		}
		if d.Args[0] == p.Name {
			return fault.New(fault.Conflict, "%s: %q has this name already", d.Kind, p.ID)
		}
		return nil
	case news.SplitPoint:
		return checkPointSplit(d, p)
	case news.DismissDiffer:
		if len(d.Args) == 0 {
			return fault.New(fault.Usage, "%s: say which kind of divergence is none", d.Kind)
		}
		for _, v := range p.Divergences {
			if string(v.Kind) == d.Args[0] {
				return nil
			}
		}
		return fault.New(fault.Conflict, "%s: %q has no divergence of kind %q", d.Kind, p.ID, d.Args[0])
	}
	return fault.New(fault.Usage, "%s: there is no such decision about points", d.Kind)
}

func checkPointSplit(d news.Decision, p *news.Point) error {
	if len(d.Args) == 0 {
		return fault.New(fault.Usage, "%s: name the articles whose readings are another point", d.Kind)
	}
	stays := false
	for _, r := range p.Readings {
		stays = stays || !slices.Contains(d.Args, r.Account)
	}
	if !stays {
		return fault.New(fault.Conflict, "%s: point %q would have no reading left", d.Kind, p.ID)
	}
	for _, a := range d.Args {
		if !slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return r.Account == a }) {
			return fault.New(fault.Conflict, "%s: article %q has no reading of point %q", d.Kind, a, p.ID)
		}
	}
	return nil
}

// CheckPointUndo reports, as a Conflict, that a later decision rests on the point
// that the decision with an id made.
func CheckPointUndo(ds []news.Decision, id string) error {
	at := slices.IndexFunc(ds, func(d news.Decision) bool { return d.ID == id })
	if at < 0 || ds[at].Kind != news.SplitPoint {
		return nil
	}
	made := ds[at].Subjects[0] + "/"
	for _, later := range ds[at+1:] {
		if !later.Undone && slices.ContainsFunc(later.Subjects, func(s string) bool { return strings.HasPrefix(s, made) }) {
			return fault.New(fault.Conflict, "undo %s: decision %s (%s by %s) is about a point that it made; undo that first", id, later.ID, later.Kind, later.Who)
		}
	}
	return nil
}
