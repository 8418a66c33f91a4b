package export

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/google/uuid"

	"synoptic/news"
	"synoptic/text"
)

// quoteContext is how many bytes, at least, of the text around a passage its
// quote selector keeps where there are as many.
const quoteContext = 32

type collectionLD struct {
	Context string `json:"@context"`
	ID      string `json:"id"`
	Type    string `json:"type"`
	Label   string `json:"label"`
	Total   int    `json:"total"`
	First   pageLD `json:"first"`
}

type pageLD struct {
	ID         string         `json:"id"`
	Type       string         `json:"type"`
	StartIndex int            `json:"startIndex"`
	Items      []annotationLD `json:"items"`
}

type annotationLD struct {
	ID         string     `json:"id"`
	Type       string     `json:"type"`
	Motivation string     `json:"motivation"`
	Body       []bodyLD   `json:"body"`
	Target     []targetLD `json:"target"`
}

type bodyLD struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value"`
	Format  string `json:"format"`
}

type targetLD struct {
	Type     string       `json:"type"`
	Source   sourceLD     `json:"source"`
	Selector []selectorLD `json:"selector"`
}

type sourceLD struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Format   string `json:"format"`
	Language string `json:"language,omitempty"`
	Via      string `json:"via,omitempty"`
}

type selectorLD struct {
	Type   string `json:"type"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// WebAnnotations writes the readings, divergences and labels of a coverage as one
// annotation collection in JSON-LD. The target of each is the article's text,
// named by its digest (RFC 6920), "via" its URL; a passage is selected both by
// position and by quotation. Positions count code points, as the recommendation
// asks, unless opt says UTF-16, as the DOM of a browser counts.
//
// Source: Sanderson, Ciccarese, Young: Web Annotation Data Model, W3C
// Recommendation, 2017.
func WebAnnotations(w io.Writer, c *news.Coverage, opt Options) error {
	if opt.Unit() == text.UTF8 {
		opt.Offsets = text.CodePoint
	}
	b := annotationBuilder{ss: newScribes(c, opt.Unit()), cov: c, items: []annotationLD{}}
	for i := range c.Comparisons {
		b.comparison(&c.Comparisons[i])
	}
	id := b.urn("collection")
	return writeLine(w, collectionLD{Context: "http://www.w3.org/ns/anno.jsonld", ID: id, Type: "AnnotationCollection", Label: "Accounts side by side",
		Total: len(b.items), First: pageLD{ID: b.urn("page"), Type: "AnnotationPage", Items: b.items}})
}

type annotationBuilder struct {
	ss    *scribes
	cov   *news.Coverage
	event string
	items []annotationLD
}

func (b *annotationBuilder) comparison(c *news.Comparison) {
	b.event = c.Event.ID
	for i := range c.Points {
		p := &c.Points[i]
		standing := ""
		if p.Standing < len(p.Readings) {
			r := p.Readings[p.Standing]
			standing = r.Span.In(b.ss.of(r.Account).text)
		}
		for _, r := range p.Readings {
			b.add("classifying", []news.Passage{{Article: r.Account, Span: r.Span}}, tag(p.ID), tag(string(r.Form)), tag(string(r.Fit)),
				note("describing", standing), note("identifying", actorName(b.cov, p.Speaker)))
		}
		for _, u := range p.Unsettled {
			b.add("classifying", []news.Passage{u}, tag(p.ID), tag(string(UnsettledRecord)), note("describing", standing))
		}
		for _, d := range p.Divergences {
			b.add("assessing", d.Spans, tag(p.ID), tag(string(d.Kind)), note("assessing", d.Note))
		}
	}
	for _, l := range c.Labels {
		b.add("identifying", []news.Passage{{Article: l.Account, Span: l.Span}}, note("identifying", actorName(b.cov, l.Actor)), tag(string(l.Kind)), tag(string(l.Voice)))
	}
}

func tag(value string) bodyLD { return note("tagging", value) }

func note(purpose, value string) bodyLD {
	return bodyLD{"TextualBody", purpose, value, "text/plain"}
}

func (b *annotationBuilder) add(motivation string, at []news.Passage, bodies ...bodyLD) {
	a := annotationLD{Type: "Annotation", Motivation: motivation}
	name := motivation
	for _, body := range bodies {
		if body.Value != "" {
			a.Body = append(a.Body, body)
			name += "\x00" + body.Value
		}
	}
	for _, p := range at {
		a.Target = append(a.Target, b.target(p))
		name += fmt.Sprintf("\x00%s %d %d", p.Article, p.Span.Start, p.Span.End)
	}
	a.ID = b.urn(name)
	b.items = append(b.items, a)
}

// urn is the same for the same thing of the same event.
func (b *annotationBuilder) urn(name string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte("synoptic\x00"+b.event+"\x00"+name)).URN()
}

func (b *annotationBuilder) target(p news.Passage) targetLD {
	s := b.ss.of(p.Article)
	start, end := s.conv.Span(p.Span)
	src := sourceLD{ID: p.Article, Type: "Text", Format: "text/plain"}
	if i, ok := b.ss.at[p.Article]; ok {
		a := &b.cov.Articles[i]
		src = sourceLD{ID: digestIRI(a.SHA256()), Type: "Text", Format: "text/plain", Language: a.Language, Via: a.URL}
	}
	from, to := contextOf(s.text, p.Span)
	return targetLD{"SpecificResource", src, []selectorLD{
		{Type: "TextPositionSelector", Start: &start, End: &end},
		{Type: "TextQuoteSelector", Exact: p.Span.In(s.text), Prefix: s.text[from:p.Span.Start], Suffix: s.text[p.Span.End:to]}}}
}

// digestIRI is the name of a text by its digest (RFC 6920).
func digestIRI(sha256 string) string {
	raw, err := hex.DecodeString(sha256)
	if err != nil {
		return "ni:///sha-256;" + sha256
	}
	return "ni:///sha-256;" + base64.RawURLEncoding.EncodeToString(raw)
}

// contextOf is the stretch that holds a passage and its context, at boundaries
// of characters.
func contextOf(t string, s text.Span) (from, to int) {
	from, to = max(0, s.Start-quoteContext), min(len(t), s.End+quoteContext)
	for from > 0 && !utf8.RuneStart(t[from]) {
		from--
	}
	for to < len(t) && !utf8.RuneStart(t[to]) {
		to++
	}
	return from, to
}
