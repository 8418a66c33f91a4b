package query

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/position"
)

// keptReadings are the readings of an actor that were kept (LayOut) of articles that are still in
// the event in which they were.
func (r *Reader) keptReadings(ctx context.Context, actor string, ids []string) (map[string]heardArticle, error) {
	known := map[string]heardArticle{}
	for n := 0; ; n++ {
		data, err := r.s.State(ctx, readingName(actor, n))
		if fault.Of(err) == fault.NotFound {
			break // there are no more
		}
		if err != nil {
			return nil, err
		}
		if data, err = store.Unpack(data); err != nil {
			return nil, err
		}
		var part []heardArticle
		if err := json.Unmarshal(data, &part); err != nil {
			return nil, err
		}
		for _, a := range part {
			known[a.ID] = a
		}
	}
	if len(known) == 0 {
		return nil, nil
	}
	for part := range slices.Chunk(ids, readRows) {
		eventOf, storylineOf, err := r.s.Grouping(ctx, part)
		if err != nil {
			return nil, err
		}
		for _, id := range part {
			if a, ok := known[id]; ok && (a.Event != eventOf[id] || a.Storyline != storylineOf[eventOf[id]]) {
				delete(known, id)
			}
		}
	}
	return known, nil
}

func readingName(actor string, n int) string { return fmt.Sprintf("said/%s/%d", actor, n) }

// articlesPerReading is how many articles' readings are kept together.
const articlesPerReading = 500

// keep adds the readings of s to what is to be kept.
func (s *Spoken) keep(out *LaidOut) error {
	slices.SortStableFunc(s.heard, func(a, b heardArticle) int { return cmp.Compare(a.ID, b.ID) })
	n := 0
	for part := range slices.Chunk(s.heard, articlesPerReading) {
		if err := out.put(readingName(s.actor, n), part); err != nil {
			return err
		}
		n++
	}
	return nil
}

// positionState is a word that changes with what an actor said: with its mentions and its latest
// statement.
func (r *Reader) positionState(ctx context.Context, actor *news.Actor) (string, error) {
	page, err := r.s.Statements(ctx, StatementFilter{Actor: actor.ID, Page: Cursor{Limit: 1}})
	if err != nil || len(page.Items) == 0 {
		return "", err
	}
	return fmt.Sprintf("%s %s %d %s", position.Version(), actor.ID, actor.Mentions, page.Items[0].ID), nil
}

// decided names the decisions about issues.
func decided(ds []news.Decision) string {
	var b strings.Builder
	for _, d := range ds {
		b.WriteString(d.ID + " ")
	}
	return b.String()
}

// laidPage is a part of what was laid out for an actor.
type laidPage struct {
	State   string
	Decided string // the decisions that were applied
	All     int    // issues of all parts
	Issues  []news.Issue
}

// issuesPerPart is how many issues are kept together; steps of an issue beyond the
// latest keptSteps, and statements of a step beyond the first keptStatements, are left to a
// reading of all.
const (
	issuesPerPart  = 20
	keptSteps      = 30
	keptStatements = 8
)

func partName(actor string, n int) string { return fmt.Sprintf("positions/%s/%d", actor, n) }

// laidOut fills p from what was laid out before, if that will do and holds as many issues as
// are asked for.
func (r *Reader) laidOut(ctx context.Context, will func(*laidPage) bool, limit int, p *news.Positions) (bool, error) {
	var issues []news.Issue
	state := ""
	for n := 0; len(issues) < limit; n++ {
		data, err := r.s.State(ctx, partName(p.Actors[0].ID, n))
		if fault.Of(err) == fault.NotFound {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if data, err = store.Unpack(data); err != nil {
			return false, err
		}
		var part laidPage
		if err := json.Unmarshal(data, &part); err != nil {
			return false, err
		}
		if !will(&part) || n > 0 && part.State != state {
			return false, nil
		}
		state = part.State
		if issues = append(issues, part.Issues...); len(issues) >= part.All || len(part.Issues) == 0 {
			p.More = part.All - len(issues)
			break
		}
		p.More = part.All - len(issues)
	}
	if len(issues) > limit {
		p.More += len(issues) - limit
		issues = issues[:limit]
	}
	p.Issues = issues
	return true, nil
}

// LaidOut is what LayOut made for an actor: values to keep by name.
type LaidOut struct {
	Names  []string
	Values [][]byte
}

// put packs a value.
func (l *LaidOut) put(name string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if data, err = store.Pack(data); err != nil {
		return err
	}
	l.Names, l.Values = append(l.Names, name), append(l.Values, data)
	return nil
}

// keptParts is how many parts are kept: the first pages.
const keptParts = 5

// LayOut lays out what an actor said, in parts that Positions reads again, so that
// the first pages of one who says much need no reading of all. It answers none if what is kept is
// of the same state.
func (r *Reader) LayOut(ctx context.Context, actor *news.Actor) (LaidOut, error) {
	var out LaidOut
	ds, err := r.issueDecisions(ctx)
	if err != nil {
		return out, err
	}
	state, err := r.positionState(ctx, actor)
	if err != nil || state == "" {
		return out, err
	}
	p := news.Positions{Actors: []news.Actor{*actor}}
	if same, err := r.laidOut(ctx, func(l *laidPage) bool { return l.State == state && l.Decided == decided(ds) }, 1, &p); same || err != nil {
		return out, err
	}
	said, err := r.layPositions(ctx, actor, PositionAsk{Decisions: ds}, &p)
	if err != nil {
		return out, err
	}
	if said[0].unread > 0 {
		if err := said[0].keep(&out); err != nil {
			return out, err
		}
	}
	all := len(p.Issues)
	for n := 0; n < keptParts && n*issuesPerPart < all; n++ {
		part := laidPage{State: state, Decided: decided(ds), All: all, Issues: slices.Clone(p.Issues[n*issuesPerPart : min(all, (n+1)*issuesPerPart)])}
		for i := range part.Issues {
			issue := &part.Issues[i]
			issue.Earlier = max(0, len(issue.Steps)-keptSteps)
			issue.Steps = slices.Clone(issue.Steps[issue.Earlier:])
			for k := range issue.Steps {
				st := &issue.Steps[k]
				st.Statements = st.Statements[:min(len(st.Statements), keptStatements)]
			}
		}
		if err := out.put(partName(actor.ID, n), part); err != nil {
			return out, err
		}
	}
	return out, nil
}
