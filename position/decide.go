package position

import (
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/news"
)

// AboutIssues reports whether a kind of decision is about issues.
func AboutIssues(k news.DecisionKind) bool { return strings.HasPrefix(string(k), "issue.") }

// CheckDecision reports what a decision about issues lacks.
func CheckDecision(d news.Decision) error {
	subjects, args := 1, 1
	switch d.Kind {
	case news.MergeIssues:
		subjects, args = 2, 0
	case news.SplitIssue, news.RenameIssue:
	default:
		return fault.New(fault.Usage, "decision: no kind %q is known", d.Kind)
	}
	if len(d.Subjects) < subjects || len(d.Args) < args || d.Kind != news.MergeIssues && len(d.Subjects) != 1 {
		return fault.New(fault.Usage, "%s: give %d issue and %d more", d.Kind, subjects, args)
	}
	return nil
}

// matter is a group on its way to an issue.
type matter struct {
	id, name string
	members  []int
}

// decide applies what analysts settled, in the order in which they did. A decision about
// an issue that is not there waits until it is again.
func decide(ps []Passage, groups [][]int, ds []news.Decision) []matter {
	ms := make([]matter, len(groups))
	for i, g := range groups {
		ms[i] = matter{id: identity(ps, g), members: g}
	}
	find := func(id string) int { return slices.IndexFunc(ms, func(m matter) bool { return m.id == id }) }
	for _, d := range ds {
		if d.Undone || !AboutIssues(d.Kind) || CheckDecision(d) != nil {
			continue
		}
		at := find(d.Subjects[0])
		if at < 0 {
			continue
		}
		switch d.Kind {
		case news.RenameIssue:
			ms[at].name = d.Args[0]
		case news.MergeIssues:
			for _, other := range d.Subjects[1:] {
				if k := find(other); k >= 0 && ms[k].id != ms[at].id {
					ms[at].members = append(ms[at].members, ms[k].members...)
					ms = slices.Delete(ms, k, k+1)
					at = find(d.Subjects[0])
				}
			}
			slices.Sort(ms[at].members)
		case news.SplitIssue:
			var stay, leave []int
			for _, i := range ms[at].members {
				if slices.Contains(d.Args, ps[i].Statement.ID) {
					leave = append(leave, i)
				} else {
					stay = append(stay, i)
				}
			}
			if len(stay) > 0 && len(leave) > 0 {
				ms[at].members = stay
				ms = append(ms, matter{id: apart(identity(ps, leave), ms[at].id), members: leave})
			}
		}
	}
	return ms
}

// apart is an id for what was split off, other than that of what it was split from: the first
// passage may have left.
func apart(id, from string) string {
	if id == from {
		return id + "b"
	}
	return id
}

// Decide applies one decision to the matters that are its subjects, in that order, any of
// which may lack: it has no passages then. It answers them as they are now, and behind
// them one that was split off. Titles stay until all is grouped anew.
func (x *Index) Decide(d news.Decision, ms []Matter) []Matter {
	if CheckDecision(d) != nil || len(ms) != len(d.Subjects) || len(ms[0].Passages) == 0 {
		return ms
	}
	ms = slices.Clone(ms)
	at := &ms[0]
	switch d.Kind {
	case news.RenameIssue:
		at.Title = d.Args[0]
	case news.MergeIssues:
		all := slices.Clone(at.Passages)
		for k := range ms[1:] {
			all = append(all, ms[1+k].Passages...)
			ms[1+k].Passages = nil
		}
		at.Passages, _ = inOrder(all, nil)
	case news.SplitIssue:
		var stay, leave []Passage
		for _, p := range at.Passages {
			if slices.Contains(d.Args, p.Statement.ID) {
				leave = append(leave, p)
			} else {
				stay = append(stay, p)
			}
		}
		if len(stay) > 0 && len(leave) > 0 {
			at.Passages = stay
			ms = append(ms, Matter{ID: apart(identity(leave, []int{0}), at.ID), Title: title(x.vocabulary(leave), leave, allOf(leave)), Passages: leave})
		}
	}
	return ms
}
