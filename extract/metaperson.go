package extract

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synoptic/news"
)

// authors are the persons or bodies that markup names: JSON-LD, meta tags, then what the
// page shows. An address or an account is no name, nor, where only the page shows it, the
// outlet's.
func (h *head) authors(l linked, outlet string) []string {
	sources := [][]string{l.authors}
	for _, k := range []string{"citation_author", "author", "article:author", "byl", "dc.creator", "dc.creator.name", "dcterms.creator", "parsely-author", "sailthru.author", "article.author", "cxenseparse:author", "sa-author", "authors", "creator", "twitter:data1"} {
		if k == "twitter:data1" && !authorLabel(h.meta["twitter:label1"]) {
			continue
		}
		if v := h.meta[k]; v != "" {
			sources = append(sources, []string{v})
		}
	}
	for _, s := range sources {
		if names := personNames(s, ""); len(names) > 0 {
			return names // a body may be the author, the outlet itself as well
		}
	}
	return personNames(h.persons, outlet)
}

func authorLabel(s string) bool {
	s = strings.ToLower(s)
	for _, w := range []string{"written", "author", "verfasst", "geschrieben", "écrit", "escrito", "scritto", "autor", "napisan"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

var bylineLead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:by|von|par|por|di|autor(?:in)?(?:en)?|author|text|ein (?:beitrag|artikel|gastbeitrag|kommentar) von|written by|posted by|published by)\b[:\s]*`)
})

// personNames cleans names and splits "A B and C D".
func personNames(raw []string, outlet string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range raw {
		if s = clean(s); strings.Contains(s, "://") || commenter(s) {
			continue
		}
		s = bylineLead().ReplaceAllString(s, "")
		for _, n := range personSplit().Split(s, -1) {
			n = strings.Trim(strings.TrimSpace(n), ".,;:|–- ")
			if !personLike(n, outlet) || seen[strings.ToLower(n)] {
				continue
			}
			seen[strings.ToLower(n)] = true
			out = append(out, n)
		}
	}
	return out
}

// commenter reports whether a name is the head of a reader's comment.
func commenter(s string) bool {
	for _, end := range []string{" says", " said", " sagt", " meint", " dit", " dice", " ha detto", " pisze", ":"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

var personSplit = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\s*[;|/•·]\s*|,\s+|\s+(?:and|und|et|y|e|i|&)\s+`)
})

func personLike(n, outlet string) bool {
	if n == "" || len(n) > 60 || strings.ContainsAny(n, "@{}<>=") || strings.Contains(n, "://") || strings.Contains(n, "www.") {
		return false
	}
	if outlet != "" && strings.EqualFold(n, outlet) || len(strings.Fields(n)) > 6 {
		return false
	}
	switch strings.ToLower(n) {
	case "admin", "administrator", "author", "autor", "webmaster", "staff", "none", "null", "unknown", "anonymous", "gast", "guest", "posts", "user", "root":
		return false
	}
	r, _ := utf8.DecodeRuneInString(n)
	return unicode.IsLetter(r)
}

// Properties that hold the time of publication, and of the last change.
var (
	publishedKeys = []string{"article:published_time", "og:published_time", "og:article:published_time", "article:published", "datepublished", "date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dc.date.created", "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published", "date.available", "sailthru.date", "parsely-pub-date", "article.published", "article_date_original", "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date", "originalpublicationdate", "ptime", "datecreated", "created", "displaydate", "bt:pubdate", "article.created", "timestamp", "release_date", "rnews:datepublished", "shareaholic:article_published_time", "vr:published_time", "nrk-page:published"}
	modifiedKeys  = []string{"article:modified_time", "og:updated_time", "article:updated", "datemodified", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "modified", "revised", "updated_time"}
)

// dates fills the times of publication and of the last change.
func (h *head) dates(a *news.Article, l linked) {
	published := []string{l.published, h.first(publishedKeys[0])}
	for _, k := range publishedKeys {
		published = append(published, h.meta[k])
	}
	published = append(published, h.prop("datepublished", "datecreated"), h.shown())
	for _, s := range published {
		if t, d, err := parseStamp(s); err == nil && !d.IsZero() {
			a.Stamp, a.Published = t, d
			break
		}
	}
	if a.Published.IsZero() {
		a.Published = urlDate(a.URL)
	}
	modified := []string{l.modified, h.prop("datemodified")}
	for _, k := range modifiedKeys {
		modified = append(modified, h.meta[k])
	}
	for _, s := range modified {
		if t, d, err := parseStamp(s); err == nil && !d.IsZero() {
			if a.Modified = t; t.IsZero() {
				a.Modified = d.Time()
			}
			break
		}
	}
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
