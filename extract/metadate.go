package extract

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"synoptic/news"
)

// Properties that hold the time of publication, and of the last change.
var (
	publishedKeys = []string{"article:published_time", "og:published_time", "og:article:published_time", "article:published", "datepublished", "date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dc.date.created", "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published", "date.available", "sailthru.date", "parsely-pub-date", "article.published", "article_date_original", "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date", "originalpublicationdate", "ptime", "datecreated", "created", "displaydate", "bt:pubdate", "article.created", "timestamp", "release_date", "rnews:datepublished", "shareaholic:article_published_time", "vr:published_time", "nrk-page:published"}
	modifiedKeys  = []string{"article:modified_time", "og:updated_time", "article:updated", "datemodified", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "modified", "revised", "updated_time"}
)

// dates fills the times of publication and of the last change. Of several that
// are stated the first whole day counts; Open Graph's comes before JSON-LD's,
// for where they differ it is the one that the page shows.
func (h *head) dates(a *news.Article, l linked, pg *page) {
	published := []string{h.meta["article:published_time"], l.published}
	for _, k := range publishedKeys {
		published = append(published, h.meta[k])
	}
	published = append(published, h.prop("datepublished", "datecreated"), h.shown())
	modified := []string{l.modified, h.prop("datemodified")}
	for _, k := range modifiedKeys {
		modified = append(modified, h.meta[k])
	}
	c := calendar{english: a.Language == "en" || a.Language == "", others: append(slices.Clone(published), modified...), page: pg, url: urlDate(a.URL)}
	for _, s := range published {
		t, d := c.stamp(s)
		if d.Full() || a.Published.IsZero() {
			a.Stamp, a.Published = t, d
		}
		if d.Full() {
			break
		}
	}
	if a.Published.IsZero() {
		a.Published = c.url
	}
	for _, s := range modified {
		if t, d := c.stamp(s); !d.IsZero() {
			if a.Modified = t; t.IsZero() {
				a.Modified = d.Time()
			}
			break
		}
	}
}

// calendar reads the dates of one page.
type calendar struct {
	english bool     // or in no known language
	others  []string // all dates that the page states
	page    *page
	url     news.Date // in the page's address
}

var (
	twoWays = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b(.*)$`) })
	isoLead = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})`) })
)

// stamp reads a moment or a day; zero if s is neither.
func (c *calendar) stamp(s string) (time.Time, news.Date) {
	s = strings.TrimSpace(s)
	if m := twoWays().FindStringSubmatch(s); m != nil {
		s = c.settle(m) + m[4]
	}
	t, d, err := parseStamp(s)
	if err == nil {
		return t, d
	}
	if m := isoLead().FindStringSubmatch(s); m != nil {
		if t, d, err = parseStamp(m[1] + "-" + pad(m[2]) + "-" + pad(m[3])); err == nil {
			return t, d
		}
	}
	b := block{text: s}
	return time.Time{}, b.date()
}

// settle writes a date of two numbers and a year as ISO 8601. If it could be
// either way round, another date of the page decides, then what it shows, then
// the custom of its language.
func (c *calendar) settle(m []string) string {
	first, second := pad(m[1]), pad(m[2])
	dayFirst, monthFirst := m[3]+"-"+second+"-"+first, m[3]+"-"+first+"-"+second
	switch {
	case first > "12":
		return dayFirst
	case second > "12" || first == second:
		return monthFirst
	}
	for _, iso := range []string{dayFirst, monthFirst} {
		d, _ := news.ParseDate(iso)
		if d == c.url || slices.ContainsFunc(c.others, func(s string) bool { return strings.HasPrefix(strings.ReplaceAll(s, "/", "-"), iso) }) || c.page.shows(d) {
			return iso
		}
	}
	if c.english {
		return monthFirst
	}
	return dayFirst
}

func pad(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// prop is the first microdata date of a property.
func (h *head) prop(names ...string) string {
	for _, n := range names {
		for _, t := range h.times {
			if strings.Contains(strings.ToLower(t.prop), n) {
				return t.value
			}
		}
	}
	return ""
}

// shown is the first time element without a property.
func (h *head) shown() string {
	for _, t := range h.times {
		if t.prop == "" {
			return t.value
		}
	}
	return ""
}

var urlDatePattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?:[/_.-]|$)`)
})

// urlDate is the day that a URL's path states.
func urlDate(s string) news.Date {
	u, err := url.Parse(s)
	if err != nil {
		return news.Date{}
	}
	m := urlDatePattern().FindStringSubmatch(u.Path)
	if m == nil {
		return news.Date{}
	}
	d, err := news.ParseDate(m[1] + "-" + m[2] + "-" + m[3])
	if err != nil {
		return news.Date{}
	}
	return d
}
