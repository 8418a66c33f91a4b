// Package export turns nouns into the formats that leave the program. The JSON
// shapes are a contract: a field may be added; none changes its name or meaning
// without a new version.
package export

import (
	"encoding/json"
	"io"
	"strconv"

	"synoptic/news"
	"synoptic/text"
)

// version of the JSON shapes.
const version = 1

// Options of the JSON encoders.
type Options struct {
	Offsets  text.Unit // unit of every offset; "" is text.UTF8
	WithText bool      // add the articles' texts
}

// Unit is the unit of every offset.
func (o Options) Unit() text.Unit {
	if o.Offsets == "" {
		return text.UTF8
	}
	return o.Offsets
}

// scribe converts offsets of one article.
type scribe struct {
	text string
	conv *text.Converter
}

func newScribe(t string, u text.Unit) *scribe { return &scribe{t, text.NewConverter(t, u)} }

func (s *scribe) pair(sp text.Span) [2]int {
	a, b := s.conv.Span(sp)
	return [2]int{a, b}
}

func (s *scribe) pairs(sps []text.Span) [][2]int {
	out := make([][2]int, len(sps))
	for i, sp := range sps {
		out[i] = s.pair(sp)
	}
	return out
}

type passage struct {
	Account string `json:"account,omitempty"`
	Article string `json:"article,omitempty"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text,omitempty"`
}

func (s *scribe) passage(sp text.Span, withText bool) passage {
	a, b := s.conv.Span(sp)
	p := passage{Start: a, End: b}
	if withText {
		p.Text = sp.In(s.text)
	}
	return p
}

// orNull is nil for "", so that JSON says null.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// list is never null in JSON.
func list[T any](xs []T) []T {
	if xs == nil {
		return []T{}
	}
	return xs
}

func writeLine(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// EvidenceJSON is where, and by which rule, something was learned.
type EvidenceJSON struct {
	Rule    string `json:"rule"`
	Article string `json:"article,omitempty"`
	Comment string `json:"comment,omitempty"`
}

// AliasJSON is one wording by which an actor is named.
type AliasJSON struct {
	Text     string         `json:"text"`
	Count    int            `json:"count"`
	Evidence string         `json:"evidence"`
	Sources  []EvidenceJSON `json:"sources,omitempty"`
}

// RoleJSON is an office somebody held.
type RoleJSON struct {
	Text    string         `json:"text"`
	From    *string        `json:"from"`
	To      *string        `json:"to"`
	Sources []EvidenceJSON `json:"sources,omitempty"` // who says so
}

// ActorJSON is an actor.
type ActorJSON struct {
	ID       string      `json:"id"`
	Name     string      `json:"name"`
	Type     string      `json:"type"`
	Aliases  []AliasJSON `json:"aliases"`
	Roles    []RoleJSON  `json:"roles"`
	External []string    `json:"external,omitempty"`
}

// ActorsOf are the shapes of actors.
func ActorsOf(as []news.Actor) []ActorJSON {
	out := make([]ActorJSON, len(as))
	for i := range as {
		out[i] = ActorOf(&as[i])
	}
	return out
}

// ActorOf is the shape of an actor.
func ActorOf(a *news.Actor) ActorJSON {
	j := ActorJSON{ID: a.ID, Name: a.Name, Type: string(a.Type), External: a.External,
		Aliases: make([]AliasJSON, len(a.Aliases)), Roles: make([]RoleJSON, len(a.Roles))}
	for i, al := range a.Aliases {
		j.Aliases[i] = AliasJSON{Text: al.Text, Count: al.Count}
		for k, e := range al.Evidence {
			if k == 0 {
				j.Aliases[i].Evidence = e.Rule
			}
			j.Aliases[i].Sources = append(j.Aliases[i].Sources, EvidenceJSON{e.Rule, e.Place.Article, e.Comment})
		}
	}
	for i, r := range a.Roles {
		j.Roles[i] = RoleJSON{Text: r.Text, From: orNull(r.From.String()), To: orNull(r.To.String())}
		for _, e := range r.Evidence {
			j.Roles[i].Sources = append(j.Roles[i].Sources, EvidenceJSON{e.Rule, e.Place.Article, e.Comment})
		}
	}
	return j
}

// Actor writes one actor as a line.
func Actor(w io.Writer, a *news.Actor) error {
	return writeLine(w, struct {
		Version int `json:"version"`
		ActorJSON
	}{version, ActorOf(a)})
}

// interval writes a span as "start-end".
func (s *scribe) interval(sp text.Span) string {
	a, b := s.conv.Span(sp)
	return strconv.Itoa(a) + "-" + strconv.Itoa(b)
}
