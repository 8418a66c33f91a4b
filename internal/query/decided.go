package query

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"synoptic/collate"
	"synoptic/internal/fault"
	"synoptic/news"
)

// compareAll adds the comparisons of the events of c as analysts decided them.
func (r *Reader) compareAll(ctx context.Context, c *news.Coverage) error {
	options := r.options
	var err error
	if options.Arrived, err = r.arrived(ctx, c.Events); err != nil {
		return err
	}
	Compare(c, options)
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

// eventStates gives for each event a word that changes whenever a comparison of
// it would, decisions about its points included.
func (r *Reader) eventStates(ctx context.Context, ids []string) (map[string]string, error) {
	states, err := r.s.EventStates(ctx, ids)
	if err != nil {
		return nil, err
	}
	ds, err := r.s.ListDecisions(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range ds {
		if was, ok := states[d.Event]; ok && collate.AboutPoints(d.Kind) {
			sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %v", was, d.ID, d.Undone))
			states[d.Event] = hex.EncodeToString(sum[:12])
		}
	}
	return states, nil
}

// CheckPointDecision reports why a decision about points cannot be taken: it is
// malformed (fault.Usage), names what is not there (NotFound), or changes
// nothing (Conflict). It completes one that can: its event is named by the id that
// answers for it, its subjects by their ids and by the words that stand for them.
func (r *Reader) CheckPointDecision(ctx context.Context, d news.Decision) (news.Decision, error) {
	if d.Event == "" {
		return d, fault.New(fault.Usage, "%s: say of which event", d.Kind)
	}
	c, err := r.Coverage(ctx, d.Event)
	if err != nil {
		return d, err
	}
	d.Event, d.Subjects, d.Names = c.Events[0].ID, slices.Clone(d.Subjects), nil
	if len(c.Comparisons) == 0 {
		return d, fault.New(fault.NotFound, "%s: event %q has fewer than two accounts, and so no points", d.Kind, d.Event)
	}
	cmp := &c.Comparisons[0]
	var points []*news.Point
	for i, id := range d.Subjects {
		at := collate.Find(cmp, id)
		if at < 0 {
			return d, fault.New(fault.NotFound, "%s: event %q has no point %q", d.Kind, d.Event, id)
		}
		p := &cmp.Points[at]
		if slices.Contains(points, p) {
			return d, fault.New(fault.Conflict, "%s: %q and %q are one point already", d.Kind, id, p.ID)
		}
		points = append(points, p)
		stands := p.Readings[p.Standing]
		d.Subjects[i], d.Names = p.ID, append(d.Names, stands.Span.In(c.Articles[c.Index()[stands.Account]].Text))
	}
	return d, checkPoints(d, points)
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
