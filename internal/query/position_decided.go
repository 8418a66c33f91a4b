package query

import (
	"context"
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/position"
)

// CheckIssueDecision reports why a decision about issues cannot be taken: it is malformed
// (fault.Usage), names what no actor has now (NotFound), or changes nothing (Conflict). It
// completes one that can: its subjects are named by their titles.
func (r *Reader) CheckIssueDecision(ctx context.Context, d news.Decision) (news.Decision, error) {
	if err := position.CheckDecision(d); err != nil {
		return d, err
	}
	for i, id := range d.Subjects {
		if slices.Contains(d.Subjects[:i], id) {
			return d, fault.New(fault.Conflict, "%s: %q is given twice", d.Kind, id)
		}
	}
	ds, err := r.issueDecisions(ctx)
	if err != nil {
		return d, err
	}
	found, err := r.issuesNow(ctx, d.Subjects, ds)
	if err != nil {
		return d, err
	}
	d.Names = append(slices.Clone(d.Names), make([]string, len(d.Subjects))...)[:len(d.Subjects)]
	for i, id := range d.Subjects {
		now, ok := found[id]
		if !ok {
			return d, noIssue(d.Kind, id, ds)
		}
		d.Names[i] = now.title
	}
	return d, checkIssue(d, found[d.Subjects[0]])
}

// noIssue says why id is no issue's, as far as decisions tell.
func noIssue(k news.DecisionKind, id string, ds []news.Decision) error {
	for _, d := range ds {
		if d.Kind == news.MergeIssues && slices.Contains(d.Subjects[1:], id) {
			return fault.New(fault.Conflict, "%s: %q is one with %q already, by decision %s; undo that to part them", k, id, d.Subjects[0], d.ID)
		}
	}
	return fault.New(fault.NotFound, "%s: no issue %q is in the store; the positions of an actor show the ids of its issues", k, id)
}

// issueNow is an issue as it is now.
type issueNow struct {
	title      string
	statements []string
}

func checkIssue(d news.Decision, now issueNow) error {
	id := d.Subjects[0]
	switch d.Kind {
	case news.RenameIssue:
		if d.Args[0] == now.title {
			return fault.New(fault.Conflict, "%s: %q has this name already", d.Kind, id)
		}
	case news.SplitIssue:
		for _, st := range d.Args {
			if !slices.Contains(now.statements, st) {
				return fault.New(fault.NotFound, "%s: issue %q has no statement %q; positions with --format json show their ids", d.Kind, id, st)
			}
		}
		if !slices.ContainsFunc(now.statements, func(st string) bool { return !slices.Contains(d.Args, st) }) {
			return fault.New(fault.Conflict, "%s: issue %q would have no statement left", d.Kind, id)
		}
	}
	return nil
}

// issuesNow finds issues by id as the decisions ds have them: of those who were laid out, then of
// all who are named in an article that an issue begins in.
func (r *Reader) issuesNow(ctx context.Context, ids []string, ds []news.Decision) (map[string]issueNow, error) {
	found := map[string]issueNow{}
	if err := r.issuesKept(ctx, ids, ds, found); err != nil {
		return nil, err
	}
	looked := map[string]bool{}
	f := ArticleFilter{Page: Cursor{Limit: readRows, Uncounted: true}}
	for len(found) < len(ids) {
		page, err := r.s.ListArticles(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, a := range page.Items {
			if slices.ContainsFunc(ids, func(id string) bool { return strings.HasPrefix(id, position.BeginsIn(a.ID)) }) {
				if err := r.issuesIn(ctx, a.ID, ids, ds, looked, found); err != nil {
					return nil, err
				}
			}
		}
		if f.Page.After = page.Next; page.Next == "" {
			break
		}
	}
	return found, nil
}

// issuesIn adds to found the issues of those named in an article that have one of the ids.
func (r *Reader) issuesIn(ctx context.Context, article string, ids []string, ds []news.Decision, looked map[string]bool, found map[string]issueNow) error {
	c, err := r.coverageByID(ctx, []string{article})
	if err != nil {
		return err
	}
	for _, actor := range slices.Concat(c.ActorOf...) {
		if actor == "" || looked[actor] || len(found) == len(ids) {
			continue
		}
		looked[actor] = true
		if err := r.issuesOf(ctx, actor, ids, ds, found); err != nil {
			return err
		}
	}
	return nil
}

// issuesOf adds to found the issues of an actor who was not laid out, and of those who hold its office
// beside it, that have one of the ids.
func (r *Reader) issuesOf(ctx context.Context, id string, ids []string, ds []news.Decision, found map[string]issueNow) error {
	actor, err := r.s.Actor(ctx, id)
	if err != nil {
		return err
	}
	if k, err := r.roster(ctx, actor.ID); err != nil || len(k.Articles) > 0 {
		return err
	}
	for _, office := range []bool{false, true} {
		p := news.Positions{Actors: []news.Actor{actor}}
		if err := r.layPositions(ctx, &actor, PositionAsk{Office: office, Decisions: ds}, &p); err != nil {
			if fault.Of(err) == fault.NotFound { // it says nothing
				return nil
			}
			return err
		}
		for _, issue := range p.Issues {
			if slices.Contains(ids, issue.ID) {
				found[issue.ID] = nowOf(&issue)
			}
		}
	}
	return nil
}

func nowOf(issue *news.Issue) issueNow {
	now := issueNow{title: issue.Title}
	for _, step := range issue.Steps {
		for _, st := range step.Statements {
			now.statements = append(now.statements, st.ID)
		}
	}
	return now
}

// issuesKept adds to found the issues of those who were laid out that have one of the ids; also those that
// were merged, until what was decided since is carried out.
func (r *Reader) issuesKept(ctx context.Context, ids []string, ds []news.Decision, found map[string]issueNow) error {
	names, err := r.s.StateNames(ctx, "said/")
	if err != nil {
		return err
	}
	for _, name := range names {
		actor, ok := strings.CutSuffix(strings.TrimPrefix(name, "said/"), "/roster")
		if !ok {
			continue
		}
		k, err := r.roster(ctx, actor)
		if err != nil {
			return err
		}
		l := laying{r: r, actor: actor, roster: k, shelves: map[int][]shelved{}}
		for n, m := range k.Matters {
			if !slices.Contains(ids, m.ID) || m.Passages == 0 && k.Decided == decided(ds) {
				continue
			}
			matter, err := l.matter(ctx, n)
			if err != nil {
				return err
			}
			now := issueNow{title: m.Title}
			for i := range matter.Passages {
				now.statements = append(now.statements, matter.Passages[i].Statement.ID)
			}
			found[m.ID] = now
		}
	}
	return nil
}
