package extract

import (
	"encoding/json"
	"strings"
)

// linked is what the JSON-LD of a page says about its article, after
// schema.org.
type linked struct {
	headline, name, published, modified, publisher, section, language, url, body string
	authors                                                                      []string
	paid                                                                         bool // isAccessibleForFree is false
	article                                                                      bool // an article was described, not only a page
}

// How much JSON-LD is read, in bytes, and how deep.
const (
	maxLinked      = 1 << 20
	maxLinkedDepth = 12
)

// readLinked reads the JSON-LD scripts of a page. The first article wins; a page
// or site object fills what it leaves open.
func readLinked(scripts []string) linked {
	var l linked
	var objects []map[string]any
	for _, s := range scripts {
		if len(s) > maxLinked {
			continue
		}
		var v any
		if json.Unmarshal([]byte(mendJSON(s)), &v) != nil {
			continue
		}
		objects = flatten(v, objects, 0)
	}
	byID := map[string]map[string]any{}
	for _, o := range objects {
		if id := str(o["@id"]); id != "" && len(o) > 1 {
			byID[id] = o
		}
	}
	questions := 0
	for _, o := range objects {
		if isType(o, "question") {
			questions++
		}
	}
	for _, o := range objects {
		if (isType(o, "article", "posting", "report", "reportage", "review") || questions == 1 && isType(o, "question")) && !l.article {
			l.article = true
			l.read(o, byID)
		}
	}
	for _, o := range objects {
		if isType(o, "webpage", "itempage", "videoobject", "recipe", "podcastepisode") && !l.article {
			l.read(o, byID)
		}
	}
	for _, o := range objects {
		if l.publisher == "" && isType(o, "newsmediaorganization", "website") {
			l.publisher = str(o["name"])
		}
	}
	return l
}

func (l *linked) read(o map[string]any, byID map[string]map[string]any) {
	fill(&l.headline, str(o["headline"]))
	if fill(&l.name, str(o["name"])); l.article {
		fill(&l.headline, l.name)
	}
	fill(&l.published, str(o["datePublished"]))
	fill(&l.published, str(o["dateCreated"]))
	fill(&l.modified, str(o["dateModified"]))
	fill(&l.section, str(o["articleSection"]))
	fill(&l.language, str(o["inLanguage"]))
	fill(&l.url, str(o["url"]))
	fill(&l.body, str(o["articleBody"]))
	if names := names(o["publisher"], byID); len(names) > 0 {
		fill(&l.publisher, names[0])
	}
	if len(l.authors) == 0 {
		l.authors = names(o["author"], byID)
	}
	if len(l.authors) == 0 {
		l.authors = names(o["creator"], byID)
	}
	switch v := o["isAccessibleForFree"].(type) {
	case bool:
		l.paid = l.paid || !v
	case string:
		l.paid = l.paid || strings.EqualFold(v, "false")
	}
}

func fill(to *string, s string) {
	if s = strings.TrimSpace(s); *to == "" && s != "" {
		*to = s
	}
}

// flatten collects the objects of a JSON-LD value.
func flatten(v any, out []map[string]any, depth int) []map[string]any {
	if depth > maxLinkedDepth {
		return out
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = flatten(e, out, depth+1)
		}
	case map[string]any:
		out = append(out, v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"} {
			if inner, ok := v[key]; ok && (key != "itemListElement" || !isType(v, "breadcrumblist", "itemlist")) {
				out = flatten(inner, out, depth+1)
			}
		}
		for _, key := range []string{"author", "publisher"} {
			if m, ok := v[key].(map[string]any); ok && str(m["@id"]) != "" {
				out = append(out, m)
			}
		}
	}
	return out
}

// isType reports whether an object's @type ends with one of the names.
func isType(o map[string]any, names ...string) bool {
	for _, t := range stringsIn(o["@type"]) {
		t = strings.ToLower(t[strings.LastIndexAny(t, "/:")+1:])
		for _, n := range names {
			if strings.HasSuffix(t, n) {
				return true
			}
		}
	}
	return false
}

// str is the first string of a value: a string, a list's first, an object's
// value or name.
func str(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		for _, e := range v {
			if s := str(e); s != "" {
				return s
			}
		}
	case map[string]any:
		for _, k := range []string{"@value", "name"} {
			if s, ok := v[k].(string); ok {
				return s
			}
		}
	}
	return ""
}

// names are the names of persons or bodies, references followed.
func names(v any, byID map[string]map[string]any) []string {
	switch v := v.(type) {
	case string:
		if v = strings.TrimSpace(v); v != "" && !strings.Contains(v, "://") {
			return []string{v}
		}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, names(e, byID)...)
		}
		return out
	case map[string]any:
		if v["name"] == nil {
			v = byID[str(v["@id"])]
		}
		var out []string
		for _, n := range stringsIn(v["name"]) {
			if n = strings.TrimSpace(n); n != "" && !strings.Contains(n, "://") {
				out = append(out, n)
			}
		}
		return out
	}
	return nil
}

// mendJSON makes JSON of what pages write: comment and CDATA fences go, line
// breaks and tabs inside strings become white space, commas before a closing
// bracket go.
func mendJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, fence := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, fence))
	}
	for _, fence := range []string{"-->", "//]]>", "/*]]>*/", "]]>", ";"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, fence))
	}
	if json.Valid([]byte(s)) {
		return s
	}
	out := make([]byte, 0, len(s))
	quoted := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quoted && c == '\\' && i+1 < len(s):
			out = append(out, c, s[i+1])
			i++
			continue
		case c == '"':
			quoted = !quoted
		case quoted && c < 0x20:
			c = ' '
		case !quoted && c == ',':
			rest := strings.TrimLeft(s[i+1:], " \t\r\n,")
			if rest == "" || rest[0] == '}' || rest[0] == ']' {
				continue
			}
		}
		out = append(out, c)
	}
	return string(out)
}
