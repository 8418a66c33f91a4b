package extract

import (
	"html"
	"net/url"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"synoptic/news"
)

// head is what the markup of a page says beside its text.
type head struct {
	meta      map[string]string // property, name or itemprop in small letters; the first wins
	scripts   []string          // JSON-LD
	title     string            // of the title element
	headings  []string          // level one
	canonical string
	lang      string
	times     []stampAt // time elements and dates in microdata
	persons   []string  // microdata, rel=author and classes of bylines
}

// stampAt is a machine-readable date with the microdata property it stands for.
type stampAt struct{ prop, value string }

// readHead collects the metadata of a page in one walk.
func readHead(root *nethtml.Node) *head {
	h := &head{meta: map[string]string{}}
	h.walk(root, 0)
	return h
}

func (h *head) walk(n *nethtml.Node, depth int) {
	for c := n.FirstChild; c != nil && depth < maxDepth; c = c.NextSibling {
		if c.Type != nethtml.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.Html:
			h.lang = attr(c, "lang")
			if h.lang == "" {
				h.lang = attr(c, "xml:lang")
			}
		case atom.Meta:
			h.metaTag(c)
			continue
		case atom.Link:
			if h.canonical == "" && strings.EqualFold(attr(c, "rel"), "canonical") {
				h.canonical = strings.TrimSpace(attr(c, "href"))
			}
			continue
		case atom.Script:
			if c.FirstChild != nil && linkedScript(c) {
				h.scripts = append(h.scripts, c.FirstChild.Data)
			}
			continue
		case atom.Style, atom.Svg, atom.Iframe, atom.Template:
			continue
		case atom.Title:
			if h.title == "" {
				h.title = flatText(c)
			}
			continue
		case atom.H1:
			if s := flatText(c); s != "" {
				h.headings = append(h.headings, s)
			}
		case atom.Time:
			if v := attr(c, "datetime"); v != "" {
				h.times = append(h.times, stampAt{attr(c, "itemprop"), v})
			}
		}
		t := traitsOf(c)
		if t&(commenting|related) != 0 && c.DataAtom != atom.Body {
			continue
		}
		h.micro(c)
		h.walk(c, depth+1)
	}
}

// linkedScript reports whether a script is JSON-LD, as it says or by what it
// begins with.
func linkedScript(n *nethtml.Node) bool {
	if kind := strings.ToLower(attr(n, "type")); kind != "" {
		return strings.Contains(kind, "ld+json")
	}
	s := strings.TrimSpace(n.FirstChild.Data[:min(len(n.FirstChild.Data), 100)])
	return strings.HasPrefix(s, "{") && strings.Contains(s, "\"@context\"")
}

// How long the names of a page's authors are together, in bytes.
const maxAuthorList = 400

func (h *head) metaTag(n *nethtml.Node) {
	value := strings.TrimSpace(html.UnescapeString(attr(n, "content")))
	if value == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop"} {
		if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" {
			if key == "itemprop" && strings.HasPrefix(k, "date") {
				h.times = append(h.times, stampAt{attr(n, "itemprop"), value})
			}
			switch first, ok := h.meta[k]; {
			case !ok:
				h.meta[k] = value
			case slices.Contains(authorKeys, k) && len(first) < maxAuthorList && !strings.Contains(first, value): // one tag an author
				h.meta[k] = first + "; " + value
			}
		}
	}
}

// How many names a page's markup may offer before it is a list of authors.
const maxPersons = 12

// micro reads microdata, rel=author and the classes that bylines go by.
func (h *head) micro(n *nethtml.Node) {
	if len(h.persons) >= maxPersons {
		return
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "itemprop" && strings.HasPrefix(a.Val, "date") && n.DataAtom != atom.Time:
			if v := attr(n, "content"); v != "" {
				h.times = append(h.times, stampAt{a.Val, v})
			} else if s := flatText(n); len(s) < 60 {
				h.times = append(h.times, stampAt{a.Val, s})
			}
		case a.Key == "itemprop" && a.Val == "author", a.Key == "rel" && a.Val == "author":
			if s := flatText(n); s != "" && len(s) < 80 {
				h.persons = append(h.persons, s)
			}
		case a.Key == "class" && n.DataAtom != atom.Body && bylineClass(a.Val):
			if s := flatText(n); s != "" && len(s) < 80 {
				h.persons = append(h.persons, s)
			}
		}
	}
}

// bylineClass reports whether a class is one that bylines go by.
func bylineClass(class string) bool {
	for name := range strings.FieldsSeq(strings.ToLower(class)) {
		switch name {
		case "author", "byline", "author-name", "authorname", "author__name", "article-author", "article__author", "post-author", "entry-author", "by-author",
			"autor", "vcard", "byline-name", "byline__name", "c-byline__author", "article-byline", "authors", "field--name-field-author", "story-author", "news-author":
			return true
		}
	}
	return false
}

func attr(n *nethtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// flatText is the text below n with white space collapsed; it stops at a length
// no title or name has.
func flatText(n *nethtml.Node) string {
	var b strings.Builder
	var walk func(*nethtml.Node)
	walk = func(n *nethtml.Node) {
		for c := n.FirstChild; c != nil && b.Len() < 1000; c = c.NextSibling {
			switch {
			case c.Type == nethtml.TextNode:
				b.WriteString(c.Data)
			case c.DataAtom == atom.Br || blockLevel[c.DataAtom]:
				b.WriteByte(' ')
				walk(c)
			case !skipped[c.DataAtom]:
				walk(c)
			}
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// first returns the first meta value among keys.
func (h *head) first(keys ...string) string {
	for _, k := range keys {
		if v := h.meta[k]; v != "" {
			return v
		}
	}
	return ""
}

// describe fills an article from a page's metadata.
func (h *head) describe(a *news.Article, pageURL string, pg *page) (title string, l linked) {
	l = readLinked(h.scripts)
	a.URL = h.address(pageURL, l.url)
	a.Outlet = h.outlet(l)
	title = h.headline(l, namesOf(a.Outlet, Host(a.URL)))
	a.Authors = h.authors(l, a.Outlet)
	a.Section = clean(firstOf(h.first("article:section"), l.section, h.first("section", "category", "dc.subject.section")))
	a.Language = languageCode(firstOf(h.lang, l.language, h.first("og:locale", "content-language", "language", "dc.language")))
	h.dates(a, l, pg)
	return title, l
}

// address is the canonical URL; one that leads to the front page is not
// believed.
func (h *head) address(page, ld string) string {
	base, _ := url.Parse(page)
	for _, s := range []string{h.canonical, h.first("og:url"), ld} {
		u, err := url.Parse(strings.TrimSpace(s))
		if s == "" || err != nil {
			continue
		}
		if base != nil && page != "" {
			u = base.ResolveReference(u)
			if strings.Trim(u.Path, "/") == "" && strings.Trim(base.Path, "/") != "" {
				continue
			}
		}
		if u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
			return u.String()
		}
	}
	return page
}

// absolute resolves a link against the page's address; "" if it leads nowhere on
// the web.
func absolute(page, link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if base, bad := url.Parse(page); err == nil && bad == nil && page != "" {
		u = base.ResolveReference(u)
	}
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

func firstOf(ss ...string) string {
	for _, s := range ss {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// clean undoes double escaping and collapses white space.
func clean(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return strings.Join(strings.Fields(s), " ")
}
