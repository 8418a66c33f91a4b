package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"synoptic/internal/query"
	"synoptic/internal/web/svg"
	"synoptic/news"
	"synoptic/text"
)

// actorListPage is a list of actors.
type actorListPage struct {
	Name, Next, First string
	Type              text.EntityType
	Types             []text.EntityType
	Actors            []actorRow
}

type actorRow struct {
	news.Actor
	Href  string
	Other []string // other names
}

var entityTypes = []text.EntityType{text.Person, text.Organization, text.Polity, text.Place, text.Group}

func (s *Site) actors(r *http.Request) (answer, error) {
	q := r.URL.Query()
	f := query.ActorFilter{Name: q.Get("name"), Type: text.EntityType(q.Get("type")), Page: query.Cursor{After: q.Get("after"), Limit: 60, Uncounted: true}}
	page, err := s.Reader.Actors(r.Context(), f)
	if err != nil {
		return nil, err
	}
	p := actorListPage{Name: f.Name, Type: f.Type, Types: entityTypes}
	for _, a := range page.Items {
		row := actorRow{Actor: a, Href: actorURL(a.ID)}
		for _, al := range a.Aliases {
			if al.Text != a.Name && len(row.Other) < 4 {
				row.Other = append(row.Other, al.Text)
			}
		}
		p.Actors = append(p.Actors, row)
	}
	p.Next, p.First = pager(q, "/actors", page.Next)
	return view{name: "actors", title: s.pages.say("actors.title"), data: p}, nil
}

// actorView is what the pages of one actor have in common.
type actorView struct {
	Actor news.Actor
	Tab   string
	Href  string
	Roles []news.Role // newest first, at most a few
	Also  []string    // other names, at most a few
}

func (s *Site) loadActor(r *http.Request, tab string) (actorView, error) {
	a, err := s.Reader.ActorByID(r.Context(), r.PathValue("id"))
	if err != nil {
		return actorView{}, err
	}
	v := actorView{Actor: a, Tab: tab, Href: actorURL(a.ID)}
	v.Roles = slices.Clone(a.Roles)
	slices.Reverse(v.Roles)
	v.Roles = v.Roles[:min(3, len(v.Roles))]
	for _, al := range a.Aliases {
		if al.Text != a.Name && len(v.Also) < 6 {
			v.Also = append(v.Also, al.Text)
		}
	}
	return v, nil
}

// Tabs are the pages of an actor.
func (v actorView) Tabs() []tab {
	return []tab{{"statements", v.Href, -1}, {"positions", v.Href + "/positions", -1}, {"names", v.Href + "/names", len(v.Actor.Aliases)}, {"calledby", v.Href + "/labels", -1}}
}

// actorPage is what an actor said.
type actorPage struct {
	actorView
	Days        []saidOn
	Events      []eventLine
	Next, First string
}

// saidOn are the statements of one day.
type saidOn struct {
	Date       news.Date
	Statements []statementLine
}

// statementLine is a statement in a list.
type statementLine struct {
	query.StatementRow
	Href, OutletHref, EventHref, ActorHref string
	Pieces                                 []piece
}

func lineOf(st query.StatementRow) statementLine {
	l := statementLine{StatementRow: st, Href: passageURL(st.Article, text.Cover(st.Content)), Pieces: []piece{{Text: st.Text}}}
	if st.Outlet != "" {
		l.OutletHref = outletURL(st.Outlet)
	}
	if st.Event != "" {
		l.EventHref = eventURL(st.Event)
	}
	if st.Actor != "" {
		l.ActorHref = actorURL(st.Actor)
	}
	return l
}

func (s *Site) actor(r *http.Request) (answer, error) {
	v, err := s.loadActor(r, "statements")
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	p := actorPage{actorView: v}
	page, err := s.Reader.Statements(r.Context(), query.StatementFilter{Actor: v.Actor.ID, Page: query.Cursor{After: q.Get("after"), Limit: 60, Uncounted: true}})
	if err != nil {
		return nil, err
	}
	for _, st := range page.Items {
		if n := len(p.Days); n == 0 || p.Days[n-1].Date != st.Date {
			p.Days = append(p.Days, saidOn{Date: st.Date})
		}
		d := &p.Days[len(p.Days)-1]
		d.Statements = append(d.Statements, lineOf(st))
	}
	events, err := s.Reader.Events(r.Context(), query.EventFilter{Actor: v.Actor.ID, Page: query.Cursor{Limit: 12, Uncounted: true}})
	if err != nil {
		return nil, err
	}
	if p.Events, err = s.eventLines(r, events.Items); err != nil {
		return nil, err
	}
	p.Next, p.First = pager(q, v.Href, page.Next)
	return view{name: "actor", title: v.Actor.Name, data: p}, nil
}

func (s *Site) actorCSV(r *http.Request) (answer, error) {
	a, err := s.Reader.ActorByID(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	t := table{name: "statements-" + a.ID, head: []string{"date", "outlet", "article", "event", "kind", "polarity", "modality", "confidence", "text"}}
	page, err := s.Reader.Statements(r.Context(), query.StatementFilter{Actor: a.ID, Page: query.Cursor{After: r.URL.Query().Get("after"), Limit: 1000, Uncounted: true}})
	for _, st := range page.Items {
		t.rows = append(t.rows, []string{st.Date.String(), st.Outlet, st.Article, st.Event, string(st.Kind), string(st.Polarity), string(st.Modality),
			strconv.FormatFloat(float64(st.Confidence), 'f', 2, 32), st.Text})
	}
	return t, err
}

// namesPage is how an actor is named, with the evidence, and its roles.
type namesPage struct {
	actorView
	Aliases []aliasLine
	AllOf   []roleLine
	More    int
}

type aliasLine struct {
	news.Alias
	Evidence []evidenceLine
	More     int
}

type roleLine struct {
	news.Role
	Evidence []evidenceLine
}

type evidenceLine struct{ Rule, Comment, Article, Href string }

// The most lines of evidence for one thing, and of names, on one page.
const (
	evidenceLines = 4
	aliasLines    = 120
)

func evidenceOf(es []news.Evidence) []evidenceLine {
	var out []evidenceLine
	for _, e := range es[:min(evidenceLines, len(es))] {
		l := evidenceLine{Rule: e.Rule, Comment: e.Comment, Article: e.Place.Article}
		if l.Article != "" {
			l.Href = passageURL(l.Article, e.Place.Span)
		}
		out = append(out, l)
	}
	return out
}

func (s *Site) actorNames(r *http.Request) (answer, error) {
	v, err := s.loadActor(r, "names")
	if err != nil {
		return nil, err
	}
	p := namesPage{actorView: v}
	for i, al := range v.Actor.Aliases {
		if i == aliasLines {
			p.More = len(v.Actor.Aliases) - aliasLines
			break
		}
		p.Aliases = append(p.Aliases, aliasLine{al, evidenceOf(al.Evidence), max(0, len(al.Evidence)-evidenceLines)})
	}
	for _, ro := range v.Actor.Roles {
		p.AllOf = append(p.AllOf, roleLine{ro, evidenceOf(ro.Evidence)})
	}
	return view{name: "names", title: v.Actor.Name, data: p}, nil
}

// calledPage is who calls an actor what, in its newest events.
type calledPage struct {
	actorView
	Outlets []calledBy
	Events  int // that were looked at
	Picture svg.Drawing
}

type calledBy struct {
	Outlet, Href string
	Labels       []label
	n            int
}

// How many of an actor's events tell what it is called.
const calledEvents = 10

func (s *Site) actorLabels(r *http.Request) (answer, error) {
	v, err := s.loadActor(r, "calledby")
	if err != nil {
		return nil, err
	}
	p := calledPage{actorView: v}
	events, err := s.Reader.Events(r.Context(), query.EventFilter{Actor: v.Actor.ID, Accounts: 2, Page: query.Cursor{Limit: calledEvents, Uncounted: true}})
	if err != nil {
		return nil, err
	}
	by := map[string]int{}
	var edges []query.Speaks
	names := map[string]string{}
	for _, e := range events.Items {
		c, err := s.Reader.Compared(r.Context(), e.ID)
		if err != nil {
			return nil, err
		}
		p.Events++
		p.count(c, by)
		for _, x := range c.Speaks {
			if x.Speaker == v.Actor.ID || x.Of == v.Actor.ID {
				edges = append(edges, x)
			}
		}
		for _, a := range c.Coverage.Actors {
			names[a.ID] = a.Name
		}
	}
	slices.SortStableFunc(p.Outlets, func(a, b calledBy) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.Outlet, b.Outlet)) })
	for _, o := range p.Outlets {
		slices.SortStableFunc(o.Labels, func(a, b label) int { return cmp.Compare(b.N, a.N) })
	}
	if len(edges) > 0 {
		p.Picture = network(s.pages.messages, s.pages.say("network.title", v.Actor.Name), gather(edges), func(id string) string { return cmp.Or(names[id], id) }, actorURL)
	}
	return view{name: "calledby", title: v.Actor.Name, data: p}, nil
}

// count adds what the accounts of an event call the actor.
func (p *calledPage) count(c *query.Compared, by map[string]int) {
	if c.Comparison == nil {
		return
	}
	at := c.Coverage.Index()
	for _, l := range c.Comparison.Labels {
		i, ok := at[l.Account]
		if l.Actor != p.Actor.ID || !ok {
			continue
		}
		a := &c.Coverage.Articles[i]
		name, href := outletName(a), articleURL(a.ID)
		if a.Outlet != "" {
			href = outletURL(a.Outlet)
		}
		k, ok := by[href]
		if !ok {
			k = len(p.Outlets)
			by[href] = k
			p.Outlets = append(p.Outlets, calledBy{Outlet: name, Href: href})
		}
		p.Outlets[k].n++
		p.Outlets[k].Labels = addLabel(p.Outlets[k].Labels, label{l.Span.In(a.Text), passageURL(l.Account, l.Span), l.Voice, l.Kind, 1})
	}
}

// gather adds up edges between the same two.
func gather(edges []query.Speaks) []query.Speaks {
	at := map[[2]string]int{}
	var out []query.Speaks
	for _, e := range edges {
		k := [2]string{e.Speaker, e.Of}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, query.Speaks{Speaker: e.Speaker, Of: e.Of})
		}
		out[i].Times += e.Times
	}
	slices.SortStableFunc(out, func(a, b query.Speaks) int { return cmp.Compare(b.Times, a.Times) })
	return out
}
