package report

import (
	"strings"
	"testing"

	"synoptic/news"
)

func TestDecisionWords(t *testing.T) {
	for want, d := range map[string]news.Decision{
		"a, b and c are one actor":                                       {Kind: news.MergeActors, Subjects: []string{"a", "b", "c"}},
		"oshane (Radmer Oshane) and keld (Ada Keld) are never one actor": {Kind: news.NeverSame, Subjects: []string{"oshane", "keld"}, Names: []string{"Radmer Oshane", "Ada Keld"}},
		"x and y: articles of event e4":                                  {Kind: news.MoveArticle, Subjects: []string{"e4"}, Names: []string{"z"}, Args: []string{"x", "y"}},
		"quotation trimmed (x and y): no divergence of point p1":         {Kind: news.DismissDiffer, Subjects: []string{"p1"}, Args: []string{"quote_trimmed", "x", "y"}},
		"issue i1 is called “the weir”":                                  {Kind: news.RenameIssue, Subjects: []string{"i1"}, Names: []string{""}, Args: []string{"the weir"}},
		"p1 (" + strings.Repeat("é", mostCalled) + "…) is no point":      {Kind: news.RejectPoint, Subjects: []string{"p1"}, Names: []string{strings.Repeat("é", 70)}},
		"actor.paint a b": {Kind: "actor.paint", Subjects: []string{"a"}, Args: []string{"b"}},
	} {
		if got := DecisionWords(d); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for _, k := range []news.DecisionKind{news.MergeActors, news.SplitActor, news.RenameActor, news.RejectActor, news.NeverSame, news.MergeEvents, news.SplitEvent,
		news.MoveArticle, news.RenameEvent, news.RejectEvent, news.MergePoints, news.SplitPoint, news.NamePoint, news.RejectPoint, news.ConfirmPoint, news.DismissDiffer,
		news.MergeIssues, news.SplitIssue, news.RenameIssue} {
		if got := DecisionWords(news.Decision{Kind: k, Subjects: []string{"a"}, Args: []string{"b"}}); strings.Contains(got, string(k)) {
			t.Errorf("%s has no words: %s", k, got)
		}
	}
}
