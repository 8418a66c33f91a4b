package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/query"
	"synoptic/lexicon/language"
	"synoptic/news"
)

// searchPage is what was found for some words.
type searchPage struct {
	Q, In, Sort  string
	From, To     string
	Problem      string // why nothing could be looked for
	Articles     []articleHit
	Statements   []statementLine
	Facets       []facet
	Chosen       []chosen // filters in force
	Total        int
	AtLeast      bool // there are more than Total
	Next, First  string
	InArticles   string // address of the same search in the other corpus
	InStatements string
	ByRank       string
	ByDate       string
	Atom, RSS    string // the same search as feeds
	Bare         string // its query without the page
	Searched     bool
	Sample       int // facets were counted among so many of the best matches; 0: among all
}

type articleHit struct {
	query.ArticleRow
	Href, OutletHref, EventHref string
	Pieces                      []piece
	Title                       string
}

// facet is one way to narrow a search.
type facet struct {
	Name   string
	Values []facetValue
}

type facetValue struct {
	Label, Href string
	N           int
	Chosen      bool
}

type chosen struct{ Name, Label, Without string }

const searchHits = 15

func (s *Site) search(r *http.Request) (answer, error) {
	q := r.URL.Query()
	p := searchPage{Q: q.Get("q"), In: q.Get("in"), Sort: q.Get("sort"), From: q.Get("from"), To: q.Get("to")}
	if p.In != "statements" {
		p.In = "articles"
	}
	v := view{name: "search", title: s.pages.say("search.title"), data: &p}
	if strings.TrimSpace(p.Q) == "" {
		return v, nil
	}
	f := query.SearchFilter{Outlets: q["outlet"], Languages: q["language"], Actors: q["actor"], Events: q["event"], Newest: p.Sort == "date",
		Page: query.Cursor{After: q.Get("after"), Limit: searchHits}}
	err := p.period(q, &f)
	if err == nil {
		err = s.find(r, &p, f)
	}
	if err != nil && fault.Of(err) != fault.Usage {
		return nil, err
	}
	if err != nil {
		p.Problem, v.status = sentence(err.Error()), http.StatusBadRequest
	}
	p.links(q)
	return v, nil
}

// period narrows a search to days or to a month.
func (p *searchPage) period(q url.Values, f *query.SearchFilter) error {
	var err error
	if f.From, f.To, err = days(q); err != nil {
		return err
	}
	if m := q.Get("month"); m != "" {
		d, err := dayOf(m)
		if err != nil || d.Month == 0 {
			return badRequest("a month is written as 2031-04, not as %q", m)
		}
		f.From, f.To = news.Date{Year: d.Year, Month: d.Month, Day: 1}, news.Date{Year: d.Year, Month: d.Month, Day: 31}
	}
	return nil
}

func (s *Site) find(r *http.Request, p *searchPage, f query.SearchFilter) error {
	var facets []query.Facet
	if p.In == "statements" {
		hits, err := s.Reader.SearchStatements(r.Context(), p.Q, f)
		if err != nil {
			return err
		}
		for _, h := range hits.Items {
			l := lineOf(h.StatementRow)
			l.Pieces = marked(h.Text, h.Marks, "hit")
			p.Statements = append(p.Statements, l)
		}
		p.Total, p.AtLeast, p.Next, facets, p.Sample = hits.Total, hits.AtLeast, hits.Next, hits.Facets, hits.Sample
	} else {
		hits, err := s.Reader.SearchArticles(r.Context(), p.Q, f)
		if err != nil {
			return err
		}
		for _, h := range hits.Items {
			p.Articles = append(p.Articles, hitOf(h))
		}
		p.Total, p.AtLeast, p.Next, facets, p.Sample = hits.Total, hits.AtLeast, hits.Next, hits.Facets, hits.Sample
	}
	p.Searched = true
	return p.facets(s, r, facets)
}

func hitOf(h query.ArticleHit) articleHit {
	out := articleHit{ArticleRow: h.ArticleRow, Href: articleURL(h.ID), Pieces: marked(h.Snippet.Text, h.Snippet.Marks, "hit"), Title: h.ArticleRow.Title}
	if out.Title == "" {
		out.Title = h.ID
	}
	if h.Outlet != "" {
		out.OutletHref = outletURL(h.Outlet)
	}
	if h.Event != "" {
		out.EventHref = eventURL(h.Event)
	}
	if len(h.Snippet.Marks) > 0 {
		m := h.Snippet.Marks[0]
		out.Href = fmt.Sprintf("%s?at=%d-%d#at", out.Href, h.Snippet.Span.Start+m.Start, h.Snippet.Span.Start+m.End)
	}
	return out
}

// facets turns counts into links that narrow the search, and back.
func (p *searchPage) facets(s *Site, r *http.Request, fs []query.Facet) error {
	q := r.URL.Query()
	labels := map[string]string{}
	for _, f := range fs {
		out := facet{Name: f.Name}
		for _, v := range f.Values {
			labels[f.Name+" "+v.Value] = v.Label
			on := slices.Contains(q[f.Name], v.Value)
			out.Values = append(out.Values, facetValue{Label: s.pages.valueOf(f.Name, v.Value, v.Label), Href: toggled(q, f.Name, v.Value), N: v.Count, Chosen: on})
		}
		if len(out.Values) > 0 {
			p.Facets = append(p.Facets, out)
		}
	}
	for _, name := range []string{"outlet", "language", "actor", "event", "month"} {
		for _, v := range q[name] {
			l := labels[name+" "+v]
			if l == "" && name == "actor" {
				var err error
				if l, err = s.actorName(r, v); err != nil {
					return err
				}
			}
			p.Chosen = append(p.Chosen, chosen{name, s.pages.valueOf(name, v, l), toggled(q, name, v)})
		}
	}
	return nil
}

// valueOf is a value of a filter in words: the store's label, if it has one.
func (p pages) valueOf(filter, value, label string) string {
	switch filter {
	case "language":
		label = language.Identify("", value).Name
	case "month":
		if d, err := dayOf(value); err == nil {
			label = p.date(d)
		}
	}
	return cmp.Or(label, value)
}

// toggled is the address of a search with a value of a filter put in or taken
// out.
func toggled(q url.Values, name, value string) string {
	next := url.Values{}
	for k, v := range q {
		if k != "after" {
			next[k] = slices.Clone(v)
		}
	}
	if i := slices.Index(next[name], value); i >= 0 {
		next[name] = slices.Delete(next[name], i, i+1)
	} else {
		next.Add(name, value)
	}
	if name == "month" && next.Get("month") != "" {
		next["month"] = []string{value}
	}
	return "/search?" + next.Encode()
}

func (p *searchPage) links(q url.Values) {
	p.Next, p.First = pager(q, "/search", p.Next)
	bare := url.Values{}
	for k, v := range q {
		if k != "after" {
			bare[k] = v
		}
	}
	p.InArticles, p.InStatements = with(bare, "/search", "in", ""), with(bare, "/search", "in", "statements")
	p.Bare = bare.Encode()
	p.Atom, p.RSS = "/search.atom?"+p.Bare, "/search.rss?"+p.Bare
	p.ByRank, p.ByDate = with(bare, "/search", "sort", ""), with(bare, "/search", "sort", "date")
}

func badRequest(format string, args ...any) error { return fault.New(fault.Usage, format, args...) }

// quotePage is every reading of a sentence in the store.
type quotePage struct {
	Text     string
	Problem  string
	Searched bool
	Readings []quoteLine
	Verbatim int
	Quoted   int
}

type quoteLine struct {
	query.QuoteReading
	Href, OutletHref, EventHref, SpeakerHref string
	Verdict                                  string // key of what it is
	Share                                    string
}

// The longest sentence that is checked, in bytes.
const quoteBytes = 2000

func (s *Site) quote(r *http.Request) (answer, error) {
	p := quotePage{Text: r.URL.Query().Get("text")}
	v := view{name: "quote", title: s.pages.say("quote.title"), data: &p}
	if strings.TrimSpace(p.Text) == "" {
		return v, nil
	}
	if len(p.Text) > quoteBytes {
		p.Problem = s.pages.say("quote.toolong", quoteBytes)
		v.status = http.StatusBadRequest
		return v, nil
	}
	found, err := s.Reader.Quote(r.Context(), p.Text)
	if err != nil && fault.Of(err) == fault.Usage {
		p.Problem, v.status = sentence(err.Error()), http.StatusBadRequest
		return v, nil
	}
	if err != nil {
		return nil, err
	}
	p.Searched = true
	for _, f := range found {
		l := quoteLine{QuoteReading: f, Href: passageURL(f.Article, f.Span), Share: strconv.Itoa(int(100*f.Share+.5)) + " %", Verdict: verdict(f)}
		if f.Outlet != "" {
			l.OutletHref = outletURL(f.Outlet)
		}
		if f.Event != "" {
			l.EventHref = eventURL(f.Event)
		}
		if f.Actor != "" {
			l.SpeakerHref = actorURL(f.Actor)
		}
		if f.Verbatim {
			p.Verbatim++
		}
		if f.Quoted {
			p.Quoted++
		}
		p.Readings = append(p.Readings, l)
	}
	return v, nil
}

// verdict says in what way a reading gives the sentence.
func verdict(f query.QuoteReading) string {
	switch {
	case f.Verbatim && f.Quoted:
		return "quote.verbatim"
	case f.Verbatim:
		return "quote.samewords"
	case f.Quoted:
		return "quote.altered"
	}
	return "quote.reworded"
}
