package web

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"synoptic/internal/web/svg"
	"synoptic/news"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static
var staticFiles embed.FS

// asset is a file that pages load, under a name that changes with its bytes.
type asset struct {
	url, kind string
	data      []byte
}

// loadAssets maps both "synoptic.css" and its name with a digest to the file.
func loadAssets() (map[string]asset, error) {
	out := map[string]asset{}
	files, err := fs.ReadDir(staticFiles, "static")
	if err != nil {
		return nil, err
	}
	kinds := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
	for _, f := range files {
		data, err := fs.ReadFile(staticFiles, "static/"+f.Name())
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(f.Name())
		digested := strings.TrimSuffix(f.Name(), ext) + "-" + base64.RawURLEncoding.EncodeToString(sum[:6]) + ext
		a := asset{"/static/" + digested, kinds[ext], data}
		out[f.Name()], out[digested] = a, a
	}
	return out, nil
}

// static serves the files; under the name with a digest they never change.
func (s *Site) static() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := s.assets[r.PathValue("file")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", a.kind)
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		if r.URL.Path != a.url {
			w.Header().Set("Cache-Control", "no-cache")
		}
		_, _ = w.Write(a.data)
	})
}

// pages are the templates with the messages they show.
type pages struct {
	messages *messages
	of       map[string]*template.Template
}

func (p pages) say(key string, args ...any) string { return p.messages.say(key, args...) }

// navOf is the section of the navigation that a page belongs to.
var navOf = map[string]string{"home": "home", "events": "events", "event": "events", "texts": "events", "labels": "events", "only": "events", "network": "events", "accounts": "events",
	"storylines": "storylines", "storyline": "storylines", "actors": "actors", "actor": "actors", "names": "actors", "positions": "actors", "said": "storylines", "calledby": "actors",
	"outlets": "outlets", "outlet": "outlets", "quote": "quote", "inbox": "inbox", "decisions": "inbox", "settings": "settings", "help": "help"}

// loadPages parses the templates: each page with the frame and the parts that
// pages share.
func loadPages(assets map[string]asset) (pages, error) {
	m, err := loadMessages("en")
	if err != nil {
		return pages{}, err
	}
	p := pages{messages: m, of: map[string]*template.Template{}}
	shared, err := template.New("frame.html").Funcs(p.funcs(assets)).ParseFS(templateFiles, "templates/frame.html", "templates/parts.html")
	if err != nil {
		return p, err
	}
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return p, err
	}
	for _, f := range files {
		name := strings.TrimSuffix(path.Base(f), ".html")
		if name == "frame" || name == "parts" {
			continue
		}
		own, err := shared.Clone()
		if err == nil {
			_, err = own.ParseFS(templateFiles, f)
		}
		if err != nil {
			return p, fmt.Errorf("page %s: %w", name, err)
		}
		p.of[name] = own
	}
	return p, nil
}

func (p pages) execute(w io.Writer, name string, data shown) error {
	t, ok := p.of[name]
	if !ok {
		return fmt.Errorf("no template of page %q", name)
	}
	return t.ExecuteTemplate(w, "frame.html", data)
}

// funcs are what templates can say. None makes markup of an article's words.
func (p pages) funcs(assets map[string]asset) template.FuncMap {
	return template.FuncMap{
		"t":        p.say,
		"asset":    func(name string) string { return assets[name].url },
		"date":     p.date,
		"n":        p.number,
		"add":      func(a, b int) int { return a + b },
		"sub":      func(a, b int) int { return a - b },
		"dict":     dict,
		"list":     func(items ...string) []string { return items },
		"share":    percent,
		"draw":     func(d svg.Drawing) template.HTML { return template.HTML(d) }, // package svg escapes what it is given
		"lang":     func() string { return p.messages.tag.String() },
		"actorURL": actorURL, "articleURL": articleURL, "eventURL": eventURL, "outletURL": outletURL, "storylineURL": storylineURL,
		"short": shorten,
	}
}

// dict gathers pairs of a key and a value, for templates that take several
// things.
func dict(pairs ...any) (map[string]any, error) {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		k, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no key", pairs[i])
		}
		out[k] = pairs[i+1]
	}
	return out, nil
}

// date writes a day as people do, as far as it is known.
func (p pages) date(d news.Date) string {
	month := ""
	if d.Month > 0 {
		month = p.say("month." + strconv.Itoa(d.Month))
	}
	switch {
	case d.IsZero():
		return ""
	case d.Year == 0 && d.Day > 0:
		return p.say("date.noyear", d.Day, month)
	case d.Year == 0:
		return p.say("date.monthonly", month)
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return p.say("date.month", month, d.Year)
	}
	return p.say("date.day", d.Day, month, d.Year)
}

// number writes a count with its thousands set apart.
func (p pages) number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}
