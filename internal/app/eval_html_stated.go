package app

import (
	"bytes"
	"encoding/json"
	"html"
	"io"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/araddon/dateparse"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"synoptic/eval"
)

// Meta tags that state title, day, authors and outlet.
var statedBy = map[string]string{
	"og:title": "title", "twitter:title": "title",
	"article:published_time": "day", "og:article:published_time": "day", "og:published_time": "day", "datepublished": "day", "dc.date": "day", "dc.date.issued": "day",
	"dcterms.date": "day", "pubdate": "day", "publishdate": "day", "date": "day", "parsely-pub-date": "day", "sailthru.date": "day",
	"author": "author", "article:author": "author", "og:article:author": "author", "dc.creator": "author", "parsely-author": "author", "sailthru.author": "author", "byl": "author",
	"og:site_name": "outlet", "dc.publisher": "outlet", "publisher": "outlet",
}

// stated reads what a page's JSON-LD and meta tags state. It shares nothing with
// package extract, which it is to judge, and takes every statement as it stands.
func stated(page []byte) eval.Stated {
	var s eval.Stated
	var r io.Reader = bytes.NewReader(page)
	if !utf8.Valid(page) {
		var err error
		if r, err = charset.NewReader(r, ""); err != nil {
			return s
		}
	}
	seen := map[string]int{}
	for z := nethtml.NewTokenizer(r); ; {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			return s
		}
		t := z.Token()
		switch {
		case t.DataAtom == atom.Meta:
			addMeta(&s, t, seen)
		case t.DataAtom == atom.Script && kind == nethtml.StartTagToken && strings.Contains(attrOf(t, "type"), "ld+json") && z.Next() == nethtml.TextToken:
			var v any
			if json.Unmarshal(bytes.TrimSpace(z.Text()), &v) == nil {
				addLinked(&s, v)
			}
		}
	}
}

func attrOf(t nethtml.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// addMeta adds what the first meta tag of a name states, and all authors of one
// name; seen is how many statements of its kind there were with each name.
func addMeta(s *eval.Stated, t nethtml.Token, seen map[string]int) {
	content := html.UnescapeString(strings.TrimSpace(attrOf(t, "content")))
	for _, key := range []string{"property", "name", "itemprop"} {
		name := strings.ToLower(strings.TrimSpace(attrOf(t, key)))
		what := statedBy[name]
		switch n, again := seen[name]; {
		case content == "" || what == "":
		case !again:
			addStated(s, what, content)
			seen[name] = len(s.Authors)
		case what == "author" && n > 0 && !strings.Contains(content, "://"): // one tag an author
			s.Authors[n-1] = append(s.Authors[n-1], content)
		}
	}
}

func addStated(s *eval.Stated, what, value string) {
	address := strings.Contains(value, "://")
	switch {
	case what == "title":
		s.Titles = append(s.Titles, value)
	case what == "day":
		if d := statedDay(value); d != "" {
			s.Days = append(s.Days, d)
		}
	case what == "author" && !address && value != "admin":
		s.Authors = append(s.Authors, []string{value})
	case what == "outlet" && !address:
		s.Outlets = append(s.Outlets, value)
	}
}

// addLinked adds what the articles in a JSON-LD value state.
func addLinked(s *eval.Stated, v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			addLinked(s, e)
		}
	case map[string]any:
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			addLinked(s, v[key])
		}
		kinds := strings.Join(textsOf(v["@type"]), " ")
		if !strings.Contains(kinds, "Article") && !strings.Contains(kinds, "Posting") && !strings.Contains(kinds, "Report") {
			return
		}
		for key, what := range map[string]string{"headline": "title", "datePublished": "day", "publisher": "outlet"} {
			for _, value := range textsOf(v[key]) {
				addStated(s, what, value)
			}
		}
		if names := textsOf(v["author"]); len(names) > 0 && names[0] != "admin" && !strings.Contains(names[0], "://") {
			s.Authors = append(s.Authors, names)
		}
	}
}

// textsOf are the strings of a value: itself, its parts, their names.
func textsOf(v any) []string {
	switch v := v.(type) {
	case string:
		if v = strings.TrimSpace(html.UnescapeString(v)); v != "" {
			return []string{v}
		}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, textsOf(e)...)
		}
		return out
	case map[string]any:
		return textsOf(v["name"])
	}
	return nil
}

// Days that begin with a year can be read one way only; of two numbers and a
// year that could be either way round, no day is stated.
var (
	yearFirst = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:19|20)\d\d-\d\d-\d\d`) })
	unsure    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{1,2}[./]\d{1,2}[./]\d{4}`) })
)

func statedDay(s string) string {
	if d := yearFirst().FindString(s); d != "" {
		return d
	}
	t, err := dateparse.ParseAny(s)
	if err != nil || unsure().MatchString(s) || t.Year() < 1990 || len(s) < len("2006-1-2") {
		return ""
	}
	return t.Format("2006-01-02")
}
