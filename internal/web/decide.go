package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/web/guard"
	"synoptic/news"
)

// deciding says of which parts a decision's form is made up; Check by the
// Decider is what counts.
type deciding struct {
	subjects int // at least so many
	args     int
}

var decidings = map[news.DecisionKind]deciding{
	news.MergeActors: {2, 0}, news.SplitActor: {1, 1}, news.RenameActor: {1, 1}, news.RejectActor: {1, 0}, news.NeverSame: {2, 0},
	news.MergeEvents: {2, 0}, news.SplitEvent: {1, 1}, news.RenameEvent: {1, 1}, news.RejectEvent: {1, 0},
	news.MergePoints: {2, 0}, news.SplitPoint: {1, 1}, news.RejectPoint: {1, 0}, news.ConfirmPoint: {1, 0}, news.DismissDiffer: {1, 1}, news.NamePoint: {1, 1},
	news.MergeIssues: {2, 0}, news.SplitIssue: {1, 1}, news.RenameIssue: {1, 1},
}

// may refuses what readers may not do.
func (s *Site) may(r *http.Request) error {
	if s.Decider == nil || guard.UserOf(r.Context()).Role < guard.Analyst {
		return fault.New(fault.Conflict, "%s", s.pages.say("decide.readonly"))
	}
	return nil
}

// decide keeps a decision that a form made.
func (s *Site) decide(r *http.Request) (answer, error) {
	if err := s.may(r); err != nil {
		return nil, err
	}
	if err := r.ParseForm(); err != nil {
		return nil, badRequest("that form could not be read: %v", err)
	}
	d := news.Decision{Kind: news.DecisionKind(r.PostForm.Get("kind")), Who: guard.UserOf(r.Context()).Name, Note: strings.TrimSpace(r.PostForm.Get("note")),
		Event: r.PostForm.Get("event"), Subjects: given(r.PostForm["subject"]), Args: given(r.PostForm["arg"]), When: s.Now().UTC()}
	want, ok := decidings[d.Kind]
	if !ok || len(d.Subjects) < want.subjects || len(d.Args) < want.args {
		return nil, badRequest("%s", s.pages.say("decide.incomplete"))
	}
	if err := s.nameSubjects(r, &d); err != nil {
		return nil, err
	}
	if _, err := s.Decider.Decide(r.Context(), d); err != nil {
		return nil, err
	}
	return redirect(back(r)), nil
}

// given drops empty values and takes an address of ours for the id in it, so
// that people may paste either.
func given(values []string) []string {
	var out []string
	for _, v := range values {
		v = strings.TrimSpace(v)
		if u, err := url.Parse(v); err == nil && u.Path != "" {
			for _, kind := range []string{"/actor/", "/event/", "/article/"} {
				if _, id, ok := strings.Cut(u.Path, kind); ok {
					v = id
				}
			}
		}
		if v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// nameSubjects notes what the subjects were called when it was decided.
func (s *Site) nameSubjects(r *http.Request, d *news.Decision) error {
	for i, id := range d.Subjects {
		name := ""
		switch {
		case strings.HasPrefix(string(d.Kind), "actor."):
			a, err := s.Reader.ActorByID(r.Context(), id)
			if err != nil {
				return err
			}
			name = a.Name
		case strings.HasPrefix(string(d.Kind), "event."):
			e, err := s.Reader.Event(r.Context(), id)
			if err != nil {
				return err
			}
			name = e.Event.Title
		case aboutIssues(d.Kind) && i == 0:
			name = r.PostForm.Get("name") // an issue is found from its actor alone
		}
		d.Names = append(d.Names, name)
	}
	return nil
}

func (s *Site) undo(r *http.Request) (answer, error) {
	if err := s.may(r); err != nil {
		return nil, err
	}
	if err := r.ParseForm(); err != nil {
		return nil, badRequest("that form could not be read: %v", err)
	}
	if err := s.Decider.Undo(r.Context(), r.PostForm.Get("id"), guard.UserOf(r.Context()).Name); err != nil {
		return nil, err
	}
	return redirect(back(r)), nil
}

// back is the page of ours that a form was on.
func back(r *http.Request) string {
	to := r.PostForm.Get("back")
	if u, err := url.Parse(to); err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`) {
		return "/decisions"
	}
	return to
}

// subjectURL leads to what a decision is about; "" for a point or an issue, which
// are found from their event and actor.
func subjectURL(k news.DecisionKind, id string) string {
	switch {
	case strings.HasPrefix(string(k), "actor."):
		return actorURL(id)
	case strings.HasPrefix(string(k), "event."):
		return eventURL(id)
	}
	return ""
}
