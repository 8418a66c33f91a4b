package job

import (
	"context"
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// AboutEvents reports whether a kind of decision is about events.
func AboutEvents(k news.DecisionKind) bool { return strings.HasPrefix(string(k), "event.") }

// EventsAndGroups is what decisions about events are checked against.
type EventsAndGroups interface {
	store.Events
	store.Analyses
}

// CheckEventDecision reports why a decision about events cannot be taken: it is
// malformed (fault.Usage), names what is not there (NotFound), or changes
// nothing (Conflict). It completes one that can: its subjects are named by the ids
// that answer for them, and by an article of each.
func CheckEventDecision(ctx context.Context, s EventsAndGroups, d news.Decision) (news.Decision, error) {
	d.Subjects, d.Names = slices.Clone(d.Subjects), nil
	var events []news.Event
	for i, id := range d.Subjects {
		e, err := s.Event(ctx, id)
		if err != nil {
			return d, err
		}
		if slices.ContainsFunc(events, func(o news.Event) bool { return o.ID == e.ID }) {
			return d, fault.New(fault.Conflict, "%s: %q and %q are one event already", d.Kind, id, e.ID)
		}
		d.Subjects[i], d.Names = e.ID, append(d.Names, e.Articles[0])
		events = append(events, e)
	}
	switch least := map[news.DecisionKind]int{news.MergeEvents: 2}[d.Kind]; {
	case len(events) < max(1, least):
		return d, fault.New(fault.Usage, "%s: %d events given, at least %d needed", d.Kind, len(events), max(1, least))
	case d.Kind == news.SplitEvent:
		return d, checkSplit(d, events[0])
	case d.Kind == news.MoveArticle:
		return d, checkMove(ctx, s, d, events[0])
	case d.Kind == news.RenameEvent && (len(d.Args) == 0 || strings.TrimSpace(d.Args[0]) == ""):
		return d, fault.New(fault.Usage, "%s: give a title", d.Kind)
	case d.Kind == news.RenameEvent && d.Args[0] == events[0].Title:
		return d, fault.New(fault.Conflict, "%s: %q has this title already", d.Kind, events[0].ID)
	case d.Kind == news.RejectEvent && len(events[0].Articles) < 2:
		return d, fault.New(fault.Conflict, "%s: %q has one article only", d.Kind, events[0].ID)
	}
	return d, nil
}

func checkSplit(d news.Decision, e news.Event) error {
	if len(d.Args) == 0 {
		return fault.New(fault.Usage, "%s: name the articles that belong to another event", d.Kind)
	}
	for _, id := range d.Args {
		if !slices.Contains(e.Articles, id) {
			return fault.New(fault.Conflict, "%s: article %q is not in event %q", d.Kind, id, e.ID)
		}
	}
	left := slices.DeleteFunc(slices.Clone(e.Articles), func(id string) bool { return slices.Contains(d.Args, id) })
	if len(left) == 0 {
		return fault.New(fault.Conflict, "%s: event %q would have no article left", d.Kind, e.ID)
	}
	return nil
}

func checkMove(ctx context.Context, s EventsAndGroups, d news.Decision, to news.Event) error {
	if len(d.Args) == 0 {
		return fault.New(fault.Usage, "%s: name the articles to move", d.Kind)
	}
	for _, id := range d.Args {
		if slices.Contains(to.Articles, id) {
			return fault.New(fault.Conflict, "%s: article %q is in event %q already", d.Kind, id, to.ID)
		}
		events, _, err := s.Grouping(ctx, []string{id})
		if err != nil {
			return err
		}
		if events[id] == "" {
			return fault.New(fault.NotFound, "%s: no event of the store has an article %q", d.Kind, id)
		}
	}
	return nil
}

// CheckEventUndo reports why the decision with an id cannot be undone: it is
// undone already, or a later one rests on the event that it made. An id that is
// not there is left to others.
func CheckEventUndo(ds []news.Decision, id string) error {
	at := slices.IndexFunc(ds, func(d news.Decision) bool { return d.ID == id })
	if at < 0 {
		return nil
	}
	for _, later := range ds[at+1:] {
		made := func(subject string) bool { return strings.Contains(subject+".", "."+id+".") }
		if k := slices.IndexFunc(later.Subjects, made); k >= 0 && !later.Undone {
			return fault.New(fault.Conflict, "undo %s: decision %s (%s by %s) is about the event %q that it made; undo that first", id, later.ID, later.Kind, later.Who, later.Subjects[k])
		}
	}
	return nil
}
