package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"synoptic/internal/query"
	"synoptic/news"
)

// eventView is what the pages of one event have in common, and what they are
// made from.
type eventView struct {
	*query.Compared
	Tab      string
	Accounts []account
	Origins  int
	Watched  watched
	Points   []news.Point

	at    map[string]int // article id -> index into Coverage.Articles
	acc   map[string]int // article id -> index into Accounts
	names map[string]string
}

// account is one party to the comparison.
type account struct {
	ID, Letter, Outlet, Title, Href, TextHref, OutletHref string
	Published                                             news.Date
	CopyOf, CopyHref                                      string
	Truncated                                             bool
	Only                                                  int // passages that nobody else has
	Told                                                  int // points that it has a reading of
	Silent                                                int // points that others share and it does not have
}

// watched is the denominator of an event's silence: the outlets that were
// looked at in the days around it.
type watched struct {
	Outlets     int
	Silent      []outletTries // answered, and have nothing on the event
	NotCaptured []outletTries // did not answer once
}

type outletTries struct {
	Outlet, Href  string
	Tries, Failed int
}

// load reads and compares the event that a request is about.
func (s *Site) load(r *http.Request, tab string) (*eventView, error) {
	c, err := s.Reader.Compared(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	v := &eventView{Compared: c, Tab: tab, at: c.Coverage.Index(), acc: map[string]int{}, names: map[string]string{}}
	for _, a := range c.Coverage.Actors {
		v.names[a.ID] = a.Name
	}
	v.accounts()
	if c.Comparison != nil {
		v.Points = c.Comparison.Points
	}
	counts, err := s.Reader.Watched(r.Context(), c.Event.Date)
	if err != nil {
		return nil, err
	}
	v.Watched = watchedOf(counts, v.Accounts)
	return v, nil
}

func (v *eventView) accounts() {
	copyOf := news.CopyOf(v.Coverage.Copies)
	ids := v.Coverage.Events[0].Articles
	if v.Comparison != nil {
		ids = nil
		for _, a := range v.Comparison.Accounts {
			ids = append(ids, a.Article)
		}
	}
	for i, id := range ids {
		a := &v.Coverage.Articles[v.at[id]]
		v.acc[id] = i
		acc := account{ID: id, Letter: letter(i), Outlet: outletName(a), Title: a.TitleText(), Href: articleURL(id), Published: a.Published, Truncated: a.Truncated,
			TextHref: eventURL(v.Event.ID) + "/texts?show=" + letter(i)}
		if a.Outlet != "" {
			acc.OutletHref = outletURL(a.Outlet)
		}
		if of := copyOf[id]; of != "" {
			acc.CopyOf, acc.CopyHref = of, articleURL(of)
			if k, ok := v.at[of]; ok {
				acc.CopyOf = outletName(&v.Coverage.Articles[k])
			}
		} else {
			v.Origins++
		}
		v.Accounts = append(v.Accounts, acc)
	}
	if v.Comparison == nil {
		return
	}
	for _, p := range v.Comparison.Only {
		v.Accounts[v.acc[p.Article]].Only++
	}
	for _, p := range v.Comparison.Points {
		for _, id := range p.Silent {
			v.Accounts[v.acc[id]].Silent++
		}
		for i := range v.Accounts {
			if slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return r.Account == v.Accounts[i].ID }) {
				v.Accounts[i].Told++
			}
		}
	}
}

// outletName is what an article's outlet is called, its id if that is not
// known.
func outletName(a *news.Article) string {
	if a.Outlet != "" {
		return a.Outlet
	}
	return a.ID
}

// watchedOf sorts the outlets that have no account by whether they were
// reached.
func watchedOf(counts []query.CaptureCount, accounts []account) watched {
	var w watched
	has := map[string]bool{}
	for _, a := range accounts {
		has[a.Outlet] = true
	}
	for i := 0; i < len(counts); {
		t := outletTries{Outlet: counts[i].Outlet, Href: outletURL(counts[i].Outlet)}
		reached := false
		for ; i < len(counts) && counts[i].Outlet == t.Outlet; i++ {
			t.Tries += counts[i].Total
			n := counts[i].Results[query.CaptureDone] + counts[i].Results[query.CaptureNothingNew]
			t.Failed += counts[i].Total - n
			reached = reached || n > 0
		}
		if t.Outlet == "" {
			continue
		}
		w.Outlets++
		switch {
		case has[t.Outlet]:
		case reached:
			w.Silent = append(w.Silent, t)
		default:
			w.NotCaptured = append(w.NotCaptured, t)
		}
	}
	return w
}

// textOf is an account's text.
func (v *eventView) textOf(article string) string {
	if i, ok := v.at[article]; ok {
		return v.Coverage.Articles[i].Text
	}
	return ""
}

// name is what an actor is called.
func (v *eventView) name(id string) string {
	if n := v.names[id]; n != "" {
		return n
	}
	return id
}

// anchor is a point's place on the page of the grid.
func anchor(p *news.Point) string {
	return "p-" + strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '_'
	}, p.ID)
}

// pointURL leads to a point in the grid of its event.
func pointURL(event string, p *news.Point) string {
	return eventURL(event) + "?point=" + url.QueryEscape(p.ID) + "#" + anchor(p)
}

// Tabs are the pages of an event.
func (v *eventView) Tabs() []tab {
	base := eventURL(v.Event.ID)
	tabs := []tab{{"grid", base, len(v.Points)}, {"texts", base + "/texts", len(v.Accounts)}, {"labels", base + "/labels", -1}, {"only", base + "/only", v.Summary.Only},
		{"network", base + "/network", -1}, {"accounts", base + "/accounts", -1}}
	return tabs
}

type tab struct {
	Name, Href string
	N          int // -1: not counted
}

// Differs are the kinds of divergence, most frequent first.
func (v *eventView) Differs() []kindCount { return kindCounts(v.Summary.Kinds) }

type kindCount struct {
	Kind news.DivergenceKind
	N    int
}

// percent is a share in words.
func percent(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", 100*float64(n)/float64(of))
}
