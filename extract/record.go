package extract

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/araddon/dateparse"

	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/text"
)

// record is an article as field names and values; the names are those of our
// own format, news-please, Fundus, trafilatura and Media Cloud.
type record map[string]any

// Names of each field, the first that has a value wins.
var (
	idNames       = []string{"id", "uid", "article_id", "stories_id"}
	titleNames    = []string{"title", "headline"}
	textNames     = []string{"text", "maintext", "plaintext", "body", "content", "article", "raw_text"}
	dateNames     = []string{"date", "date_publish", "publishing_date", "published", "publish_date", "datePublished", "date_published", "pubdate"}
	modifiedNames = []string{"modified", "date_modify", "date_modified", "dateModified", "updated"}
	outletNames   = []string{"outlet", "publisher", "source", "source_domain", "source-hostname", "sitename", "hostname", "media_name", "domain"}
	urlNames      = []string{"url", "link", "requested_url", "responded_url"}
	langNames     = []string{"lang", "language"}
	authorNames   = []string{"authors", "author", "byline"}
	sectionNames  = []string{"section", "category"}
)

// first returns the first value of names that is a non-empty string or number.
func (r record) first(names []string) string {
	for _, n := range names {
		switch v := r[n].(type) {
		case string:
			if strings.TrimSpace(v) != "" && v != "NULL" && v != "null" {
				return v
			}
		case json.Number:
			return v.String()
		}
	}
	return ""
}

var errYear = errors.New("year out of range")

// article makes an Article of a record; where names it in messages and number
// makes an id where the record has none. An article that comes with an error
// was read but for its date.
func (r record) article(fileID, path, where, number string) (news.Article, error) {
	body := r.body()
	if strings.TrimSpace(body) == "" && !r.headline() {
		return news.Article{}, fault.New(fault.Input, "%s: no text (looked for %s); the record is left out", where, strings.Join(textNames, ", "))
	}
	a := news.Article{
		ID: r.first(idNames), Path: path, URL: r.first(urlNames), Language: languageCode(r.first(langNames)),
		Authors: r.authors(), Section: r.first(sectionNames), Version: 1,
	}
	if a.ID == "" {
		a.ID = fileID + "#" + number
	}
	a.Outlet = r.outlet(&a)
	compose(&a, r.first(titleNames), body)
	a.Modified, _, _ = parseStamp(r.first(modifiedNames))
	var err error
	if s := r.first(dateNames); s != "" {
		if a.Stamp, a.Published, err = parseStamp(s); err != nil {
			err = fault.New(fault.Input, "%s: date %q cannot be read and counts as unknown; write YYYY-MM-DD", where, s)
		}
	}
	Structure(&a)
	return a, err
}

// headline reports whether r is an article of a title and an empty text, as
// lists of headlines and leads have them.
func (r record) headline() bool {
	if r.first(titleNames) == "" {
		return false
	}
	for _, n := range textNames {
		if v, ok := r[n].(string); ok && strings.TrimSpace(v) == "" {
			return true
		}
	}
	return false
}

// compose sets an article's text: title, two newlines, body; the body alone
// where there is no title.
func compose(a *news.Article, title, body string) {
	if strings.TrimSpace(title) == "" {
		a.Text = body
		return
	}
	a.Text = title + "\n\n" + body
	a.Title = text.Span{Start: 0, End: len(title)}
}

// outlet is the record's outlet; a URL in its place (trafilatura's "source")
// becomes the article's URL if it has none.
func (r record) outlet(a *news.Article) string {
	for _, n := range outletNames {
		v := r.first([]string{n})
		if !strings.Contains(v, "://") {
			if v != "" {
				return strings.TrimPrefix(v, "www.")
			}
			continue
		}
		if u, err := url.Parse(v); err == nil && a.URL == "" && strings.Trim(u.Path, "/") != "" {
			a.URL = v
		}
	}
	return ""
}

// authors reads a list or one string; "A and B" stays one string, as written.
func (r record) authors() []string {
	for _, n := range authorNames {
		switch v := r[n].(type) {
		case string:
			if v = strings.TrimSpace(v); v != "" && v != "[]" {
				return []string{v}
			}
		case []any:
			var out []string
			for _, e := range v {
				if s, ok := e.(string); ok && strings.TrimSpace(s) != "" {
					out = append(out, s)
				}
			}
			return out
		}
	}
	return nil
}

// body is the text of a record. Fundus nests it: a summary and sections of
// headlines and paragraphs, which become lines with an empty line between.
func (r record) body() string {
	if s := r.first(textNames); s != "" {
		return s
	}
	nested, ok := r["body"].(map[string]any)
	if !ok {
		return ""
	}
	parts := stringsIn(nested["summary"])
	sections, _ := nested["sections"].([]any)
	for _, s := range sections {
		if m, ok := s.(map[string]any); ok {
			parts = append(append(parts, stringsIn(m["headline"])...), stringsIn(m["paragraphs"])...)
		}
	}
	return strings.Join(parts, "\n\n")
}

// stringsIn collects the strings of a value that is a string or a list.
func stringsIn(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, stringsIn(e)...)
		}
		return out
	}
	return nil
}

// parseStamp reads a moment or a day. The moment is zero where s holds only a
// day. A day and month that could be either way round are read as dateparse
// does, month first; ISO forms are never ambiguous.
func parseStamp(s string) (time.Time, news.Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, news.Date{}, nil
	}
	if d, err := news.ParseDate(s); err == nil {
		return time.Time{}, d, nil
	}
	t, err := dateparse.ParseAny(s)
	if err != nil {
		return time.Time{}, news.Date{}, err
	}
	day := news.DateOf(t)
	if t.Year() < 1500 || t.Year() > 3000 {
		return time.Time{}, news.Date{}, errYear
	}
	if !strings.Contains(s, ":") && t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		t = time.Time{}
	}
	return t, day, nil
}

// languageCode shortens a language tag to its ISO 639-1 code: "en-GB", "EN" and
// "English" are "en"; "" if s is neither.
func languageCode(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if code, ok := languageNames[s]; ok {
		return code
	}
	if i := strings.IndexAny(s, "-_"); i > 0 {
		s = s[:i]
	}
	if len(s) != 2 {
		return ""
	}
	return s
}
