package web

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"time"

	"synoptic/internal/query"
	"synoptic/news"
)

// How many findings a feed tells.
const feedItems = 50

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  *string  `xml:"author>name"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

type rssFeed struct {
	XMLName xml.Name  `xml:"rss"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"channel>title"`
	Link    string    `xml:"channel>link"`
	About   string    `xml:"channel>description"`
	Items   []rssItem `xml:"channel>item"`
}

type rssItem struct {
	Title string  `xml:"title"`
	Link  string  `xml:"link"`
	GUID  rssGUID `xml:"guid"`
	Date  string  `xml:"pubDate,omitempty"`
	About string  `xml:"description"`
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	Value     string `xml:",chardata"`
}

// feedFile is a feed; texts in it are text, never markup: encoding/xml escapes
// them.
type feedFile struct {
	media string
	body  any
}

func (f feedFile) write(_ *Site, w http.ResponseWriter, _ *http.Request) error {
	b, err := xml.MarshalIndent(f.body, "", " ")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", f.media+"; charset=utf-8")
	_, err = w.Write(append([]byte(xml.Header), append(b, '\n')...))
	return ignoreGone(err)
}

// searchOf is the search that an address of the search page asks for.
func searchOf(q url.Values) (query.SavedSearch, error) {
	s := query.SavedSearch{Words: strings.TrimSpace(q.Get("q")), Statements: q.Get("in") == "statements",
		Outlets: q["outlet"], Languages: q["language"], Actors: q["actor"], Events: q["event"]}
	if s.Words == "" {
		return s, badRequest("search: give at least one word to look for")
	}
	var f query.SearchFilter
	err := (&searchPage{}).period(q, &f)
	s.From, s.To = f.From, f.To
	return s, err
}

// addressOf is the address of the search page for a search.
func addressOf(s *query.SavedSearch) string {
	q := url.Values{"q": {s.Words}, "sort": {"date"}, "outlet": s.Outlets, "language": s.Languages, "actor": s.Actors, "event": s.Events}
	if s.Statements {
		q.Set("in", "statements")
	}
	for k, d := range map[string]news.Date{"from": s.From, "to": s.To} {
		if !d.IsZero() {
			q.Set(k, d.String())
		}
	}
	return "/search?" + q.Encode()
}

// feedOf finds what a feed tells, and the address of this server as the reader
// knows it.
func (s *Site) feedOf(r *http.Request) (query.SavedSearch, []query.Found, string, error) {
	q, err := searchOf(r.URL.Query())
	if err != nil {
		return q, nil, "", err
	}
	found, err := s.Reader.Newest(r.Context(), &q, feedItems)
	base := "http://"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		base = "https://"
	}
	return q, found, base + r.Host, err
}

// atom answers a search as an Atom feed (RFC 4287).
func (s *Site) atom(r *http.Request) (answer, error) {
	q, found, base, err := s.feedOf(r)
	if err != nil {
		return nil, err
	}
	f := atomFeed{ID: base + r.URL.RequestURI(), Title: "Synoptic: " + q.Words, Author: "Synoptic", Updated: stampOf(s.Now()),
		Links: []atomLink{{"self", base + r.URL.RequestURI()}, {"alternate", base + addressOf(&q)}}}
	for i, x := range found {
		at := momentOf(x)
		if i == 0 && !at.IsZero() {
			f.Updated = stampOf(at)
		}
		href := base + passageURL(x.Article, x.Span)
		e := atomEntry{ID: href, Title: titleOf(x), Updated: stampOf(at), Link: atomLink{"alternate", href}, Summary: x.Text}
		if at.IsZero() {
			e.Updated = f.Updated
		}
		if x.Outlet != "" {
			e.Author = &x.Outlet
		}
		f.Entries = append(f.Entries, e)
	}
	return feedFile{"application/atom+xml", f}, nil
}

// rss answers a search as RSS 2.0.
func (s *Site) rss(r *http.Request) (answer, error) {
	q, found, base, err := s.feedOf(r)
	if err != nil {
		return nil, err
	}
	f := rssFeed{Version: "2.0", Title: "Synoptic: " + q.Words, Link: base + addressOf(&q), About: q.Words}
	for _, x := range found {
		href := base + passageURL(x.Article, x.Span)
		item := rssItem{Title: titleOf(x), Link: href, GUID: rssGUID{true, href}, About: x.Text}
		if at := momentOf(x); !at.IsZero() {
			item.Date = at.UTC().Format(time.RFC1123Z)
		}
		f.Items = append(f.Items, item)
	}
	return feedFile{"application/rss+xml", f}, nil
}

func titleOf(x query.Found) string {
	parts := []string{}
	for _, p := range []string{x.Outlet, x.Title} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if len(parts) == 0 {
		return x.Article
	}
	return strings.Join(parts, ": ")
}

func momentOf(x query.Found) time.Time {
	if !x.Kept.IsZero() {
		return x.Kept
	}
	return x.Date.Time()
}

func stampOf(t time.Time) string { return t.UTC().Format(time.RFC3339) }
