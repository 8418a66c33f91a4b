package report

import (
	"strings"

	"synoptic/news"
)

// DecisionWords says in words what was decided: of whatever has an id, the id and, if it is known,
// what it was called.
func DecisionWords(d news.Decision) string {
	of, args, called := listed(subjectsOf(d)), listed(d.Args), " is called “"+strings.Join(d.Args, " ")+"”"
	switch d.Kind {
	case news.MergeActors:
		return of + " are one actor"
	case news.NeverSame:
		return of + " are never one actor"
	case news.SplitActor:
		return args + ": names of another actor than " + of
	case news.RejectActor:
		return of + " is no actor"
	case news.MergeEvents:
		return of + " are one event"
	case news.SplitEvent:
		return args + ": articles of another event than " + of
	case news.MoveArticle:
		return args + ": articles of event " + of
	case news.RejectEvent:
		return of + " is no event"
	case news.MergePoints:
		return of + " are one point"
	case news.SplitPoint:
		return args + ": their readings are of another point than " + of
	case news.RejectPoint:
		return of + " is no point"
	case news.ConfirmPoint:
		return "point " + of + " is right as it stands"
	case news.DismissDiffer:
		kind := KindName(news.DivergenceKind(strings.Join(d.Args[:min(1, len(d.Args))], "")))
		if len(d.Args) > 1 {
			kind += " (" + listed(d.Args[1:]) + ")"
		}
		return kind + ": no divergence of point " + of
	case news.MergeIssues:
		return of + " are one issue"
	case news.SplitIssue:
		return args + ": statements on another issue than " + of
	case news.RenameActor:
		return "actor " + of + called
	case news.RenameEvent:
		return "event " + of + called
	case news.NamePoint:
		return "point " + of + called
	case news.RenameIssue:
		return "issue " + of + called
	}
	return strings.TrimSpace(string(d.Kind) + " " + of + " " + args)
}

// mostCalled is how many letters of what a subject was called are told.
const mostCalled = 60

func subjectsOf(d news.Decision) []string {
	out := make([]string, len(d.Subjects))
	for i, id := range d.Subjects {
		out[i] = id
		if strings.HasPrefix(string(d.Kind), "event.") || i >= len(d.Names) || d.Names[i] == "" { // events are named by an article's id
			continue
		}
		name := []rune(d.Names[i])
		if len(name) > mostCalled {
			name = append(name[:mostCalled:mostCalled], '…')
		}
		out[i] += " (" + string(name) + ")"
	}
	return out
}

// listed is "a, b and c".
func listed(xs []string) string {
	if n := len(xs); n > 1 {
		return strings.Join(xs[:n-1], ", ") + " and " + xs[n-1]
	}
	return strings.Join(xs, "")
}
