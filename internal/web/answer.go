package web

import (
	"bytes"
	"encoding/csv"
	"errors"
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/fault"
	"synoptic/internal/web/guard"
	"synoptic/internal/web/svg"
)

// answer is what a route gives: a page, a file or another address.
type answer interface {
	write(s *Site, w http.ResponseWriter, r *http.Request) error
}

// view is a page: the name of its template and what that shows.
type view struct {
	name   string
	title  string
	data   any
	status int // 0 is 200
}

// shown is what every template is given.
type shown struct {
	Title    string
	Data     any
	Path     string // of the request, with query: to come back to
	Nav      string // section that is open
	User     guard.User
	CanAct   bool // may decide
	SignedIn bool
	Working  bool
	Theme    string
	Density  string
	Version  string
	Typed    string // in the search field
}

func (v view) write(s *Site, w http.ResponseWriter, r *http.Request) error {
	var b bytes.Buffer
	u := guard.UserOf(r.Context())
	p := shown{Title: v.title, Data: v.data, Path: r.URL.RequestURI(), Nav: navOf[v.name], User: u, SignedIn: s.SignedIn,
		CanAct: s.Decider != nil && u.Role >= guard.Analyst, Working: s.Decider != nil && s.Decider.Working(),
		Theme: choice(r, themeCookie, themes), Density: choice(r, densityCookie, densities), Version: s.Version}
	if v.name == "search" {
		p.Typed = r.URL.Query().Get("q")
	}
	if err := s.pages.execute(&b, v.name, p); err != nil {
		return err
	}
	h := fnv.New64a()
	h.Write(b.Bytes())
	tag := `W/"` + strconv.FormatUint(h.Sum64(), 36) + `"`
	set := w.Header()
	set.Set("Content-Type", "text/html; charset=utf-8")
	set.Set("Cache-Control", "private, no-cache")
	set.Add("Vary", "Cookie")
	set.Set("ETag", tag)
	if v.status == 0 && r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if v.status != 0 {
		w.WriteHeader(v.status)
	}
	_, err := w.Write(b.Bytes())
	return ignoreGone(err)
}

// ignoreGone drops errors of writing: the client has gone.
func ignoreGone(error) error { return nil }

// redirect sends the browser on after something was done.
type redirect string

func (to redirect) write(_ *Site, w http.ResponseWriter, r *http.Request) error {
	http.Redirect(w, r, string(to), http.StatusSeeOther)
	return nil
}

// drawing is a picture as a file.
type drawing struct {
	picture svg.Drawing
	name    string
}

func (d drawing) write(_ *Site, w http.ResponseWriter, r *http.Request) error {
	set := w.Header()
	set.Set("Content-Type", "image/svg+xml; charset=utf-8")
	set.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	attach(w, r, d.name+".svg")
	_, err := w.Write([]byte(d.picture.Standalone()))
	return ignoreGone(err)
}

// table is the rows behind a picture or a list, as CSV.
type table struct {
	name string
	head []string
	rows [][]string
}

func (t table) write(_ *Site, w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	attach(w, r, t.name+".csv")
	c := csv.NewWriter(w)
	_ = c.Write(t.head)
	for _, row := range t.rows {
		for i := range row {
			row[i] = tame(row[i])
		}
		_ = c.Write(row)
	}
	c.Flush()
	return nil
}

// tame keeps a spreadsheet from taking an article's words for a formula.
func tame(s string) string {
	if s != "" && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@' || s[0] == '\t' || s[0] == '\r') {
		return "'" + s
	}
	return s
}

// attach names a file for saving, if it is asked for to be saved.
func attach(w http.ResponseWriter, r *http.Request, name string) {
	if r.URL.Query().Has("save") {
		w.Header().Set("Content-Disposition", `attachment; filename="`+fileName(name)+`"`)
	}
}

// fileName keeps of a name what every system takes.
func fileName(s string) string {
	b := []byte(s)
	for i, c := range b {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '-' || c == '_') {
			b[i] = '-'
		}
	}
	return string(b)
}

// statusOf maps kinds of fault to statuses of HTTP: here and nowhere else.
func statusOf(err error) int {
	if errors.Is(err, errNoPage) {
		return http.StatusNotFound
	}
	switch fault.Of(err) {
	case fault.Usage, fault.Input:
		return http.StatusBadRequest
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// handler runs a route and shows what went wrong.
func (s *Site) handler(f func(*http.Request) (answer, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := f(r)
		if err == nil {
			err = a.write(s, w, r)
		}
		if err == nil || r.Context().Err() != nil {
			return
		}
		status := statusOf(err)
		if status == http.StatusInternalServerError {
			s.Log.Error("page", "path", r.URL.Path, "error", err)
		}
		if err := s.problem(r, status, err).write(s, w, r); err != nil {
			s.Log.Error("page", "path", r.URL.Path, "error", err)
			http.Error(w, http.StatusText(status), status)
		}
	})
}

// sectionOf are the lists in which what an address names can be looked for.
var sectionOf = map[string]string{"event": "events", "storyline": "storylines", "actor": "actors", "outlet": "outlets", "article": "search"}

// problem is the page of an error. What went wrong inside is for the log.
func (s *Site) problem(r *http.Request, status int, err error) view {
	message := sentence(err.Error())
	if status == http.StatusInternalServerError {
		message = s.pages.say("problem.internal")
	}
	if errors.Is(err, errNoPage) {
		message = s.pages.say("problem.nopage")
	}
	noun, _, named := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	section := ""
	if named && status == http.StatusNotFound {
		section = sectionOf[noun]
	}
	return view{name: "problem", title: http.StatusText(status), status: status, data: struct {
		Status           int
		Message, Section string
	}{status, message, section}}
}

// sentence is an error's text as a sentence.
func sentence(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[n:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}
