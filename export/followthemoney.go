package export

import (
	"crypto/sha1" //nolint:gosec // FollowTheMoney's checksum is SHA-1
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// ftmSchema is the nearest schema of an actor; "" for what FollowTheMoney has
// none for.
func ftmSchema(t text.EntityType) string {
	switch t {
	case text.Person:
		return "Person"
	case text.Organization, text.Group:
		return "Organization"
	case text.Polity:
		return "PublicBody"
	case "":
		return "LegalEntity"
	}
	return ""
}

// FollowTheMoney writes a coverage as entities, one a line, for Aleph and
// OpenAleph: articles, actors, events, who is mentioned where, and every
// attributed statement as a note that belongs to its speaker and names its
// article as proof. opt.WithText adds the articles' texts. A date without a
// year is left out: the model has none such.
//
// Source: followthemoney's schemata (Article, Person, Organization, PublicBody,
// LegalEntity, Event, Mention, Note). Differs: the offsets of a statement stand
// in its note's summary, as the model has no place for them.
func FollowTheMoney(w io.Writer, c *news.Coverage, opt Options) error {
	b := ftmBuilder{cov: c, ss: newScribes(c, opt.Unit()), known: map[string]bool{}}
	for i := range c.Actors {
		b.actor(&c.Actors[i])
	}
	for i := range c.Articles {
		b.article(&c.Articles[i], opt)
		b.mentions(i)
		b.statements(i)
	}
	for i := range c.Events {
		b.event(&c.Events[i])
	}
	for _, e := range b.out {
		if err := writeLine(w, e); err != nil {
			return err
		}
	}
	return nil
}

type ftmBuilder struct {
	cov   *news.Coverage
	ss    *scribes
	known map[string]bool // ids of actors that were written
	out   []ftmEntity
}

// ftmID is an id of letters, digits and hyphens, as the model wants.
func ftmID(kind string, ids ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(ids, "\x00")))
	return "synoptic-" + kind + "-" + hex.EncodeToString(sum[:10])
}

func (b *ftmBuilder) put(id, schema string, properties map[string][]string) {
	for k, vs := range properties {
		kept := vs[:0]
		for _, v := range vs {
			if v != "" {
				kept = append(kept, v)
			}
		}
		if properties[k] = kept; len(kept) == 0 {
			delete(properties, k)
		}
	}
	b.out = append(b.out, ftmEntity{id, schema, properties})
}

func (b *ftmBuilder) actor(a *news.Actor) {
	schema := ftmSchema(a.Type)
	if schema == "" {
		return
	}
	b.known[a.ID] = true
	p := map[string][]string{"name": {a.Name}}
	for _, al := range a.Aliases {
		if al.Text != a.Name {
			p["alias"] = append(p["alias"], al.Text)
		}
	}
	for _, x := range a.External {
		if q, ok := strings.CutPrefix(x, "wikidata:"); ok {
			p["wikidataId"] = append(p["wikidataId"], q)
		}
	}
	for _, r := range a.Roles {
		if schema == "Person" {
			p["position"] = append(p["position"], r.Text)
		}
	}
	b.put(ftmID("actor", a.ID), schema, p)
}

func (b *ftmBuilder) article(a *news.Article, opt Options) {
	sum := sha1.Sum([]byte(a.Text))
	schema, p := "Article", map[string][]string{
		"title": {a.TitleText()}, "fileName": {a.ID}, "publisher": {a.Outlet}, "sourceUrl": {a.URL}, "author": append([]string(nil), a.Authors...),
		"publishedAt": {ftmDate(a.Published)}, "contentHash": {hex.EncodeToString(sum[:])}, "mimeType": {"text/plain"}}
	if a.Language == "en" {
		p["language"] = []string{"eng"}
	}
	if opt.WithText {
		// Article has no text of its own; PlainText, its sister, has.
		schema, p["bodyText"] = "PlainText", []string{a.Text}
	}
	b.put(ftmID("article", a.ID), schema, p)
}

func ftmDate(d news.Date) string {
	if d.Year == 0 {
		return ""
	}
	return d.String()
}

// mentions writes one Mention for each actor that an article names.
func (b *ftmBuilder) mentions(i int) {
	if i >= len(b.cov.Documents) || b.cov.Documents[i] == nil {
		return
	}
	d, a := b.cov.Documents[i], &b.cov.Articles[i]
	done := map[string]bool{}
	for k := range d.Chains {
		id := actorAt(b.cov, i, k)
		if !b.known[id] || done[id] {
			continue
		}
		done[id] = true
		b.put(ftmID("mention", a.ID, id), "Mention", map[string][]string{
			"document": {ftmID("article", a.ID)}, "resolved": {ftmID("actor", id)}, "name": {actorName(b.cov, id)}})
	}
}

func (b *ftmBuilder) statements(i int) {
	if i >= len(b.cov.Documents) || b.cov.Documents[i] == nil {
		return
	}
	a := &b.cov.Articles[i]
	var actorOf []string
	if i < len(b.cov.ActorOf) {
		actorOf = b.cov.ActorOf[i]
	}
	s := b.ss.of(a.ID)
	for _, st := range news.StatementsOf(a, b.cov.Documents[i], actorOf) {
		var words, at []string
		for _, span := range st.Content {
			words, at = append(words, span.In(a.Text)), append(at, s.interval(span))
		}
		p := map[string][]string{"description": {strings.Join(words, " … ")}, "name": {string(st.Kind) + " statement"},
			"summary": {string(b.ss.unit) + " " + strings.Join(at, ",")}, "proof": {ftmID("article", a.ID)}}
		if b.known[st.Actor] {
			p["entity"] = []string{ftmID("actor", st.Actor)}
		}
		b.put(ftmID("statement", st.ID), "Note", p)
	}
}

func (b *ftmBuilder) event(e *news.Event) {
	p := map[string][]string{"name": {e.Title}, "date": {ftmDate(e.Date)}, "location": {e.Place}}
	for _, id := range e.Participants {
		if b.known[id] {
			p["involved"] = append(p["involved"], ftmID("actor", id))
		}
	}
	for _, id := range e.Articles {
		p["proof"] = append(p["proof"], ftmID("article", id))
	}
	b.put(ftmID("event", e.ID), "Event", p)
}
