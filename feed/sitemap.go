package feed

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"time"
)

// MaxSitemap is how many addresses of one sitemap are read; the protocol allows
// no more.
const MaxSitemap = 50000

// sitemapEntry is one address of a sitemap, with the news extension.
type sitemapEntry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
		Date     string `xml:"publication_date"`
		Title    string `xml:"title"`
		Keywords string `xml:"keywords"`
	} `xml:"news"`
}

// sitemap reads a sitemap, a news sitemap or an index of sitemaps, after
// sitemaps.org. One that breaks off keeps what was read.
func sitemap(src, base string) (Feed, error) {
	d := xml.NewDecoder(strings.NewReader(mend(src)))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var f Feed
	seen := map[string]bool{}
	for len(f.Items)+len(f.Maps) < MaxSitemap {
		t, err := d.Token()
		if err != nil {
			if !errors.Is(err, io.EOF) && len(seen) == 0 {
				return f, err
			}
			break
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var e sitemapEntry
		if err := d.DecodeElement(&e, &start); err != nil {
			break
		}
		item := e.item(base)
		if item.URL == "" || seen[item.URL] {
			continue
		}
		seen[item.URL] = true
		if start.Name.Local == "sitemap" {
			f.Maps = append(f.Maps, item)
		} else {
			f.Items = append(f.Items, item)
		}
	}
	return f, nil
}

func (e sitemapEntry) item(base string) Item {
	u := resolve(base, e.Loc)
	i := Item{
		ID: u, URL: u, Title: plain(e.News.Title), Published: stamp(e.News.Date, nil), Updated: stamp(e.LastMod, nil),
		Outlet: plain(e.News.Publication.Name), Language: strings.TrimSpace(e.News.Publication.Language),
	}
	for k := range strings.SplitSeq(e.News.Keywords, ",") {
		if k = plain(k); k != "" {
			i.Categories = append(i.Categories, k)
		}
	}
	return i
}

// Due reports whether an item is newer than t, by its latest stamp; an item
// without a stamp is due.
func (i Item) Due(t time.Time) bool {
	if i.Published.IsZero() && i.Updated.IsZero() {
		return true
	}
	return i.Published.After(t) || i.Updated.After(t)
}
