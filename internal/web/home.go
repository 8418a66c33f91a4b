package web

import (
	"net/http"
	"net/url"
	"strings"

	"synoptic/internal/query"
	"synoptic/news"
)

// eventLine is an event in a list.
type eventLine struct {
	query.EventRow
	Href    string
	Known   bool // Differs is known
	Differs query.Summary
	Level   int // 0 to 4: how much the accounts differ, for a small bar
}

// homePage is the newest events and what is kept.
type homePage struct {
	Events  []eventLine
	Outlets []query.OutletRow
	More    int // outlets that are not shown
	Counts  query.Counts
}

// How much the page at the root shows.
const (
	homeEvents  = 25
	homeOutlets = 14
)

func (s *Site) home(r *http.Request) (answer, error) {
	page, err := s.Reader.Events(r.Context(), query.EventFilter{Accounts: 2, Page: query.Cursor{Limit: homeEvents, Uncounted: true}})
	if err != nil {
		return nil, err
	}
	p := homePage{}
	if p.Events, err = s.eventLines(r, page.Items); err != nil {
		return nil, err
	}
	if p.Counts, err = s.counts.get(r.Context()); err != nil {
		return nil, err
	}
	if p.Outlets, err = s.outlets.get(r.Context()); err != nil {
		return nil, err
	}
	if len(p.Outlets) > homeOutlets {
		p.More = len(p.Outlets) - homeOutlets
		p.Outlets = p.Outlets[:homeOutlets]
	}
	return view{name: "home", title: s.pages.say("home.title"), data: p}, nil
}

// eventLines adds to events how much their accounts differ, as far as that is
// known, and has the rest found out.
func (s *Site) eventLines(r *http.Request, rows []query.EventRow) ([]eventLine, error) {
	var ids []string
	for _, e := range rows {
		if len(e.Articles) > 1 {
			ids = append(ids, e.ID)
		}
	}
	known, _, err := s.Reader.Summaries(r.Context(), ids)
	if err != nil {
		return nil, err
	}
	out := make([]eventLine, len(rows))
	for i, e := range rows {
		d, ok := known[e.ID]
		out[i] = eventLine{EventRow: e, Href: eventURL(e.ID), Known: ok, Differs: d, Level: level(d)}
	}
	return out, nil
}

// level grades the divergences a point from 0 to 4.
func level(s query.Summary) int {
	if s.Points == 0 || s.Divergences == 0 {
		return 0
	}
	switch per := float64(s.Divergences) / float64(s.Points); {
	case per < .5:
		return 1
	case per < 1.5:
		return 2
	case per < 3:
		return 3
	}
	return 4
}

// eventListPage is a list of events.
type eventListPage struct {
	Events        []eventLine
	Filter        eventFilter
	Next          string
	First         string // address of the first page, "" on it
	ActorName     string
	StorylineName string
}

// eventFilter is what a list of events was narrowed by.
type eventFilter struct {
	Title, From, To, Outlet, Actor, Accounts string
	Outlets                                  []string
}

func (s *Site) events(r *http.Request) (answer, error) {
	q := r.URL.Query()
	f := query.EventFilter{Title: q.Get("title"), Outlet: q.Get("outlet"), Actor: q.Get("actor"), Accounts: atoi(q.Get("accounts")),
		Page: query.Cursor{After: q.Get("after"), Limit: 40, Uncounted: true}}
	if !q.Has("accounts") {
		f.Accounts = 2
	}
	var err error
	if f.From, f.To, err = days(q); err != nil {
		return nil, err
	}
	page, err := s.Reader.Events(r.Context(), f)
	if err != nil {
		return nil, err
	}
	p := eventListPage{Filter: eventFilter{Title: f.Title, From: q.Get("from"), To: q.Get("to"), Outlet: f.Outlet, Actor: f.Actor, Accounts: q.Get("accounts")}}
	if p.Events, err = s.eventLines(r, page.Items); err != nil {
		return nil, err
	}
	outlets, err := s.outlets.get(r.Context())
	if err != nil {
		return nil, err
	}
	for _, o := range outlets {
		p.Filter.Outlets = append(p.Filter.Outlets, o.Outlet)
	}
	if f.Actor != "" {
		if p.ActorName, err = s.actorName(r, f.Actor); err != nil {
			return nil, err
		}
	}
	p.Next, p.First = pager(q, "/events", page.Next)
	return view{name: "events", title: s.pages.say("events.title"), data: p}, nil
}

// pager gives the addresses of the next page and, on a later one, of the first.
func pager(q url.Values, path, next string) (nextURL, firstURL string) {
	if next != "" {
		nextURL = with(q, path, "after", next)
	}
	if q.Get("after") != "" {
		firstURL = with(q, path, "after", "")
	}
	return nextURL, firstURL
}

// days reads the days of a filter; what a date field leaves out may be a year
// or a month.
func days(q url.Values) (from, to news.Date, err error) {
	if from, err = dayOf(q.Get("from")); err != nil {
		return from, to, err
	}
	to, err = dayOf(q.Get("to"))
	if to.Year > 0 && to.Month == 0 {
		to.Month = 12
	}
	if to.Year > 0 && to.Day == 0 {
		to.Day = 31
	}
	return from, to, err
}

func dayOf(s string) (news.Date, error) {
	d, err := news.ParseDate(strings.TrimSpace(s))
	if err != nil || d.Year == 0 && !d.IsZero() {
		return news.Date{}, badRequest("a day is written as 2031-04-08, not as %q", s)
	}
	return d, nil
}

func (s *Site) actorName(r *http.Request, id string) (string, error) {
	names, err := s.Reader.ActorNames(r.Context(), []string{id})
	if err != nil {
		return "", err
	}
	if n := names[id]; n != "" {
		return n, nil
	}
	return id, nil
}

// storylineLine is a storyline in a list.
type storylineLine struct {
	query.StorylineRow
	Href string
}

func (s *Site) storylines(r *http.Request) (answer, error) {
	q := r.URL.Query()
	page, err := s.Reader.Storylines(r.Context(), query.EventFilter{Title: q.Get("title"), Page: query.Cursor{After: q.Get("after"), Limit: 40, Uncounted: true}})
	if err != nil {
		return nil, err
	}
	p := struct {
		Title, Next, First string
		Lines              []storylineLine
	}{Title: q.Get("title")}
	for _, l := range page.Items {
		p.Lines = append(p.Lines, storylineLine{l, storylineURL(l.ID)})
	}
	p.Next, p.First = pager(q, "/storylines", page.Next)
	return view{name: "storylines", title: s.pages.say("storylines.title"), data: p}, nil
}
