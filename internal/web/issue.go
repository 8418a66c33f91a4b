package web

import (
	"net/http"
	"slices"

	"synoptic/internal/query"
	"synoptic/news"
	"synoptic/text"
)

// issueForms are what an analyst can decide about an issue, and has.
type issueForms struct {
	ID, Title, Back string
	Others          []option       // issues that may be the same
	Passages        []option       // statements that may be on another
	Decided         []decisionLine // in force, the newest first
}

// passageLetters is how many letters of a passage stand for it in a form.
const passageLetters = 90

// offerIssues adds to issues what can be decided about them, for those who may.
func (s *Site) offerIssues(r *http.Request, w passages, issues []news.Issue, lines []issueLine) error {
	if s.may(r) != nil {
		return nil
	}
	decided, err := s.decidedIssues(r)
	if err != nil {
		return err
	}
	for i := range issues {
		f := &issueForms{ID: issues[i].ID, Title: issues[i].Title, Back: r.URL.RequestURI(), Decided: decided[issues[i].ID]}
		for k := range issues {
			if issues[k].ID != f.ID {
				f.Others = append(f.Others, option{Value: issues[k].ID, Name: issues[k].Title})
			}
		}
		for _, st := range issues[i].Steps {
			for _, x := range st.Statements[:min(stepPassages, len(st.Statements))] {
				if words := w.text(news.Passage{Article: x.Article, Span: text.Cover(x.Content)}); words != "" {
					f.Passages = append(f.Passages, option{Value: x.ID, Name: s.pages.date(st.Date) + " " + shorten(words, passageLetters)})
				}
			}
		}
		lines[i].Forms = f
	}
	return nil
}

// decidedIssues are the decisions about issues that are in force, by the issue that
// stays.
func (s *Site) decidedIssues(r *http.Request) (map[string][]decisionLine, error) {
	ds, err := s.Decider.Decisions(r.Context())
	if err != nil {
		return nil, err
	}
	out := map[string][]decisionLine{}
	for _, d := range slices.Backward(ds) {
		if !d.Undone && aboutIssues(d.Kind) && len(d.Subjects) > 0 {
			out[d.Subjects[0]] = append(out[d.Subjects[0]], lineOfDecision(d))
		}
	}
	return out, nil
}

func aboutIssues(k news.DecisionKind) bool {
	return k == news.MergeIssues || k == news.SplitIssue || k == news.RenameIssue
}

// reasonLine is why two accounts are thought to report one happening.
type reasonLine struct {
	A, B string // letters of the accounts; "" for what was decided of all
	Text string
}

// mostReasons is how many reasons a page shows.
const mostReasons = 60

// reasons are why the accounts of an event are together: what was decided, then
// what ties each of those that are compared to the others.
func (s *Site) reasons(r *http.Request, v *eventView) ([]reasonLine, error) {
	var found []news.Reason
	var err error
	switch {
	case len(v.Accounts) < 2:
		found = v.Event.Reasons
	case len(v.Left) == 0:
		found, err = s.Reader.WhyEvent(r.Context(), v.Event.ID)
	default:
		var ids []string
		for _, a := range v.Accounts {
			ids = append(ids, a.ID)
		}
		if found, err = s.Reader.Why(r.Context(), ids...); err == nil {
			found = append(query.Decided(v.Event.Reasons), found...)
		}
	}
	if err != nil {
		return nil, err
	}
	letter := func(article string) string {
		if i, ok := v.acc[article]; ok {
			return v.Accounts[i].Letter
		}
		return ""
	}
	var out []reasonLine
	for _, w := range found[:min(mostReasons, len(found))] {
		out = append(out, reasonLine{letter(w.A), letter(w.B), w.Text})
	}
	return out, nil
}
