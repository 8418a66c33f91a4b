package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/query"
	"synoptic/news"
)

// inboxPage is what waits for an analyst.
type inboxPage struct {
	Alikes         []alikeLine
	Contradictions []contradiction
	Looked, Newest int // events whose accounts were compared, of the newest
}

type alikeLine struct {
	query.Alike
	AHref, BHref   string
	AAlso, BAlso   []string
	ARoles, BRoles []string
}

// contradiction is a point on which accounts contradict each other.
type contradiction struct {
	EventTitle, EventHref string
	PointHref             string
	Speaker               string
	Divergence            divergence
}

// How many of the newest events are looked through for contradictions, and how
// many of these are shown.
const (
	inboxEvents         = 60
	inboxContradictions = 40
)

func (s *Site) inbox(r *http.Request) (answer, error) {
	p := inboxPage{}
	decided, err := s.decidedPairs(r)
	if err != nil {
		return nil, err
	}
	alikes, err := s.Reader.Alikes(r.Context(), decided)
	if err != nil {
		return nil, err
	}
	for _, a := range alikes {
		p.Alikes = append(p.Alikes, alikeLine{a, actorURL(a.A.ID), actorURL(a.B.ID), alsoCalled(a.A), alsoCalled(a.B), rolesOf(a.A), rolesOf(a.B)})
	}
	events, err := s.Reader.Events(r.Context(), query.EventFilter{Accounts: 2, Page: query.Cursor{Limit: inboxEvents, Uncounted: true}})
	if err != nil {
		return nil, err
	}
	lines, err := s.eventLines(r, events.Items)
	if err != nil {
		return nil, err
	}
	p.Newest = len(lines)
	for _, e := range lines {
		if !e.Known {
			continue
		}
		p.Looked++
		if e.Differs.Contradictions == 0 || len(p.Contradictions) >= inboxContradictions {
			continue
		}
		if err := s.contradictions(r, &p, e); err != nil {
			return nil, err
		}
	}
	return view{name: "inbox", title: s.pages.say("inbox.title"), data: p}, nil
}

func (s *Site) contradictions(r *http.Request, p *inboxPage, e eventLine) error {
	c, err := s.Reader.Compared(r.Context(), e.ID)
	if err != nil || c.Comparison == nil {
		return err
	}
	v := &eventView{Compared: c, at: c.Coverage.Index(), acc: map[string]int{}, names: map[string]string{}}
	for _, a := range c.Coverage.Actors {
		v.names[a.ID] = a.Name
	}
	v.accounts()
	for i := range c.Comparison.Points {
		pt := &c.Comparison.Points[i]
		for k := range pt.Divergences {
			if pt.Divergences[k].Kind != news.Contradiction || len(p.Contradictions) >= inboxContradictions {
				continue
			}
			p.Contradictions = append(p.Contradictions, contradiction{EventTitle: e.Title, EventHref: e.Href, PointHref: pointURL(e.ID, pt),
				Speaker: v.names[pt.Speaker], Divergence: v.divergence(&pt.Divergences[k])})
		}
	}
	return nil
}

// decidedPairs are the actors about which it was decided whether they are one.
func (s *Site) decidedPairs(r *http.Request) (map[[2]string]bool, error) {
	out := map[[2]string]bool{}
	if s.Decider == nil {
		return out, nil
	}
	ds, err := s.Decider.Decisions(r.Context())
	for _, d := range ds {
		if d.Undone || d.Kind != news.MergeActors && d.Kind != news.NeverSame {
			continue
		}
		for i, a := range d.Subjects {
			for _, b := range d.Subjects[i+1:] {
				out[[2]string{a, b}] = true
			}
		}
	}
	return out, err
}

func alsoCalled(a news.Actor) []string {
	var out []string
	for _, al := range a.Aliases {
		if al.Text != a.Name && len(out) < 4 {
			out = append(out, al.Text)
		}
	}
	return out
}

func rolesOf(a news.Actor) []string {
	var out []string
	for _, ro := range slices.Backward(a.Roles) {
		if len(out) < 2 {
			out = append(out, ro.Text)
		}
	}
	return out
}

// decisionLine is one decision in the history.
type decisionLine struct {
	news.Decision
	When, UndoneWhen string
	Subjects         []subjectLine
}

type subjectLine struct{ Name, Href string }

func (s *Site) decisions(r *http.Request) (answer, error) {
	p := struct {
		Lines   []decisionLine
		Working bool
	}{}
	if s.Decider == nil {
		return nil, errNoPage
	}
	ds, err := s.Decider.Decisions(r.Context())
	if err != nil {
		return nil, err
	}
	p.Working = s.Decider.Working()
	const most = 300
	for _, d := range slices.Backward(ds) {
		if len(p.Lines) == most {
			break
		}
		l := lineOfDecision(d)
		if strings.HasPrefix(string(d.Kind), "event.") {
			if err := s.nameEvents(r, l.Subjects, d.Subjects); err != nil {
				return nil, err
			}
		}
		p.Lines = append(p.Lines, l)
	}
	return view{name: "decisions", title: s.pages.say("decisions.title"), data: p}, nil
}

// nameEvents calls the events that a decision is about by their titles; the
// decision itself knows each by one of its articles.
func (s *Site) nameEvents(r *http.Request, lines []subjectLine, ids []string) error {
	for i, id := range ids {
		e, err := s.Reader.Event(r.Context(), id)
		if err != nil && fault.Of(err) != fault.NotFound {
			return err
		}
		if e.Event.ID == id { // one that was merged away has no title of its own
			lines[i].Name = cmp.Or(e.Event.Title, lines[i].Name)
		}
	}
	return nil
}

func lineOfDecision(d news.Decision) decisionLine {
	l := decisionLine{Decision: d, When: d.When.Format("2006-01-02 15:04"), UndoneWhen: d.UndoneAt.Format("2006-01-02 15:04")}
	for i, id := range d.Subjects {
		name := id
		if i < len(d.Names) {
			name = cmp.Or(d.Names[i], id)
		}
		l.Subjects = append(l.Subjects, subjectLine{name, subjectURL(d.Kind, id)})
	}
	return l
}
