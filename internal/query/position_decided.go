package query

import (
	"context"
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/position"
)

// issueArticles is how many articles are read for the issues of those who were not laid out.
const issueArticles = 1000

// CheckIssueDecision reports why a decision about issues cannot be taken: it is malformed
// (fault.Usage), names what no actor has now (NotFound), or changes nothing (Conflict). It
// completes one that can: its subjects are named by their titles. In a store of
// more articles than are read for it, an issue that was not found is taken to be there.
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
	found, all, err := r.issuesNow(ctx, d.Subjects, ds)
	if err != nil {
		return d, err
	}
	d.Names = append(slices.Clone(d.Names), make([]string, len(d.Subjects))...)[:len(d.Subjects)]
	for i, id := range d.Subjects {
		if now, ok := found[id]; ok {
			d.Names[i] = now.title
		} else if all {
			return d, noIssue(d.Kind, id, ds)
		}
	}
	if first, ok := found[d.Subjects[0]]; ok {
		err = checkIssue(d, first)
	}
	return d, err
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
// those who speak in an article that an issue may begin with, the newest first. All reports
// whether all were looked at.
func (r *Reader) issuesNow(ctx context.Context, ids []string, ds []news.Decision) (found map[string]issueNow, all bool, err error) {
	found = map[string]issueNow{}
	if err := r.issuesKept(ctx, ids, ds, found); err != nil {
		return nil, false, err
	}
	f := ArticleFilter{Page: Cursor{Limit: readArticles, Uncounted: true}}
	for read := 0; len(found) < len(ids); read += readArticles {
		if read >= issueArticles {
			return found, false, nil
		}
		page, err := r.s.ListArticles(ctx, f)
		if err != nil {
			return nil, false, err
		}
		var articles []string
		for _, a := range page.Items {
			articles = append(articles, a.ID)
		}
		if err := r.issuesIn(ctx, articles, ids, ds, found); err != nil {
			return nil, false, err
		}
		if f.Page.After = page.Next; page.Next == "" {
			break
		}
	}
	return found, true, nil
}

// issuesIn adds to found the issues that begin in articles and have one of the ids.
func (r *Reader) issuesIn(ctx context.Context, articles, ids []string, ds []news.Decision, found map[string]issueNow) error {
	c, err := r.coverageOf(ctx, articles, map[string]news.Event{})
	if err != nil {
		return err
	}
	looked := map[string]bool{}
	reader := position.NewReader(position.Options{})
	for i, said := range Hear(c).statements {
		begins := func(st news.Statement) bool {
			ps := reader.Read(&position.Said{Statement: st, Doc: c.Documents[i], ActorOf: c.ActorOf[i]})
			return slices.ContainsFunc(ps, func(p position.Passage) bool { return slices.ContainsFunc(ids, p.Begins) })
		}
		if !slices.ContainsFunc(said, begins) {
			continue
		}
		for _, actor := range c.ActorOf[i] {
			if actor == "" || looked[actor] {
				continue
			}
			looked[actor] = true
			if err := r.issuesOf(ctx, actor, ids, ds, found); err != nil {
				return err
			}
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
