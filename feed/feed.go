// Package feed turns bytes into items and back: RSS 2.0 and its relatives,
// Atom, JSON Feed, sitemaps and news sitemaps, OPML subscription lists. It does
// no I/O. Feeds of the wild are broken in many ways; what can be understood is,
// and what cannot is an error that says where.
package feed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"html"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/araddon/dateparse"
	"github.com/mmcdole/gofeed"

	"synoptic/internal/fault"
)

// Feed is one feed or sitemap.
type Feed struct {
	Title    string
	Link     string // the site, absolute; "" if not given
	Language string // as written
	Items    []Item // in the feed's order, without repetitions
	Maps     []Item // of a sitemap index: the sitemaps it lists
}

// Item is one entry of a feed or sitemap.
type Item struct {
	ID         string // what the publisher says, or else the URL, or else a digest of title and date; never ""
	URL        string // absolute where the feed or base allow it
	Title      string // plain text
	Summary    string // HTML or plain text, as given
	Content    string // HTML or plain text, as given
	Authors    []string
	Categories []string
	Published  time.Time // zero if missing or unreadable
	Updated    time.Time
	Outlet     string // of news sitemaps
	Language   string
}

// Parse reads RSS, Atom, JSON Feed, a sitemap or a sitemap index. Relative links
// are resolved against the feed's own link, or else against base, the URL it was
// fetched from ("" if not known). Entries that repeat an id or URL are dropped,
// the first stays. Nothing but an empty item list is no error; bytes that are no
// feed are a fault.Input error.
func Parse(b []byte, base string) (Feed, error) {
	src, err := decode(b)
	if err != nil {
		return Feed{}, err
	}
	root := rootName(src)
	switch root {
	case "urlset", "sitemapindex":
		return sitemap(src, base)
	case "":
		if !strings.HasPrefix(src, "{") {
			return Feed{}, fault.New(fault.Input, "no feed: neither XML nor JSON; is the address that of a page?")
		}
	case "html":
		return Feed{}, fault.New(fault.Input, "no feed: this is a web page; look in it for a link of type application/rss+xml")
	}
	parsed, err := gofeed.NewParser().Parse(strings.NewReader(mend(src)))
	if err != nil {
		return salvage(src, base, err)
	}
	return universal(parsed, base), nil
}

// salvage reads the entries before the place where a feed breaks off.
func salvage(src, base string, cause error) (Feed, error) {
	for _, end := range []string{"item", "entry"} {
		i := strings.LastIndex(src, "</"+end+">")
		if i < 0 {
			continue
		}
		cut := src[:i] + "</" + end + ">" + closing(src[:i], end)
		if parsed, err := gofeed.NewParser().Parse(strings.NewReader(mend(cut))); err == nil {
			return universal(parsed, base), nil
		}
	}
	return Feed{}, fault.New(fault.Input, "no feed that can be read: %w", cause)
}

// closing are the end tags that a feed cut inside its entries lacks.
func closing(before, entry string) string {
	if entry == "entry" {
		return "</feed>"
	}
	if strings.Contains(before, "<rdf:RDF") {
		return "</rdf:RDF>"
	}
	return "</channel></rss>"
}

func universal(f *gofeed.Feed, base string) Feed {
	out := Feed{Title: plain(f.Title), Language: strings.TrimSpace(f.Language)}
	out.Link = resolve(base, f.Link)
	if out.Link == "" && len(f.Links) > 0 {
		out.Link = resolve(base, f.Links[0])
	}
	if out.Link != "" {
		base = out.Link
	}
	seen := map[string]bool{}
	for _, i := range f.Items {
		if i == nil {
			continue
		}
		item := newItem(i, base)
		if seen[item.ID] || item.URL != "" && seen[item.URL] || item.URL == "" && item.Title == "" && item.Summary == "" && item.Content == "" {
			continue
		}
		seen[item.ID] = true
		if item.URL != "" {
			seen[item.URL] = true
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func newItem(i *gofeed.Item, base string) Item {
	item := Item{
		Title: plain(i.Title), Summary: strings.TrimSpace(i.Description), Content: strings.TrimSpace(i.Content),
		Published: stamp(i.Published, i.PublishedParsed), Updated: stamp(i.Updated, i.UpdatedParsed),
	}
	for _, l := range append([]string{i.Link}, i.Links...) {
		if item.URL = resolve(base, l); item.URL != "" {
			break
		}
	}
	guid := strings.TrimSpace(i.GUID)
	if item.URL == "" && strings.Contains(guid, "://") {
		item.URL = resolve(base, guid)
	}
	if item.Published.IsZero() && i.DublinCoreExt != nil && len(i.DublinCoreExt.Date) > 0 {
		item.Published = stamp(i.DublinCoreExt.Date[0], nil)
	}
	for _, a := range i.Authors {
		if a == nil {
			continue
		}
		if n := authorName(a.Name, a.Email); n != "" {
			item.Authors = append(item.Authors, n)
		}
	}
	for _, c := range i.Categories {
		if c = plain(c); c != "" {
			item.Categories = append(item.Categories, c)
		}
	}
	switch {
	case guid != "":
		item.ID = guid
	case item.URL != "":
		item.ID = item.URL
	default:
		item.ID = digest(item.Title, i.Published, item.Summary)
	}
	return item
}

// authorName takes the name from "mail@example.org (A Name)" as well.
func authorName(name, email string) string {
	name = plain(name)
	if i := strings.Index(name, "("); strings.Contains(name, "@") && i >= 0 {
		name = strings.Trim(name[i:], "() ")
	}
	if name == "" {
		if i := strings.Index(email, "("); i >= 0 {
			name = strings.Trim(email[i:], "() ")
		}
	}
	if strings.Contains(name, "@") {
		return ""
	}
	return name
}

func digest(parts ...string) string {
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "sha256:" + hex.EncodeToString(h[:12])
}

// resolve makes ref absolute; "" if it is no address of the web.
func resolve(base, ref string) string {
	ref = strings.TrimSpace(html.UnescapeString(ref))
	if ref == "" {
		return ""
	}
	u, err := url.Parse(strings.ReplaceAll(ref, " ", "%20"))
	if err != nil {
		return ""
	}
	if b, err := url.Parse(strings.TrimSpace(base)); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

var tags = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<[a-zA-Z/!][^>]*>`) })

// plain makes a line of text of a title that may hold markup, escaped once or
// twice.
func plain(s string) string {
	for range 2 {
		if strings.Contains(s, "<") {
			s = tags().ReplaceAllString(s, "")
		}
		if strings.Contains(s, "&") {
			s = html.UnescapeString(s)
		}
	}
	return strings.Join(strings.Fields(s), " ")
}

// Years outside this range are defects of a feed.
const firstYear, lastYear = 1980, 2200

// stamp is the moment that a feed states, in whatever form.
func stamp(s string, parsed *time.Time) time.Time {
	if parsed != nil && parsed.Year() >= firstYear && parsed.Year() < lastYear {
		return *parsed
	}
	s = strings.TrimSpace(html.UnescapeString(s))
	if s == "" {
		return time.Time{}
	}
	for _, try := range []string{s, dayName().ReplaceAllString(s, ""), zoneName().ReplaceAllStringFunc(s, zone)} {
		if t, err := dateparse.ParseAny(strings.TrimSpace(try)); err == nil && t.Year() >= firstYear && t.Year() < lastYear {
			return t
		}
	}
	return foreignStamp(s)
}

var (
	dayName  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\p{L}+,?\s+`) })
	zoneName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s[A-Z]{2,5}$`) })
)

// zone replaces the names of zones by their offset.
func zone(name string) string {
	switch strings.TrimSpace(name) {
	case "GMT", "UTC", "UT", "Z":
		return " +0000"
	case "EST":
		return " -0500"
	case "EDT", "AST":
		return " -0400"
	case "CST":
		return " -0600"
	case "PST":
		return " -0800"
	case "PDT", "MST":
		return " -0700"
	case "CET", "BST":
		return " +0100"
	case "CEST", "EET":
		return " +0200"
	case "EEST", "MSK":
		return " +0300"
	}
	return name
}

// decode turns a feed into UTF-8 without what stands before the first tag.
func decode(b []byte) (string, error) {
	if len(bytes.TrimSpace(b)) == 0 {
		return "", fault.New(fault.Input, "no feed: the answer is empty")
	}
	s, err := toUTF8(b)
	if err != nil {
		return "", err
	}
	s = strings.TrimLeft(s, "\ufeff \t\r\n\x00")
	if strings.HasPrefix(s, "{") {
		return s, nil
	}
	if i := strings.IndexByte(s, '<'); i > 0 {
		s = s[i:]
	}
	return s, nil
}
