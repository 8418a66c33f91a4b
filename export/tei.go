package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

type teiDoc struct {
	XMLName xml.Name  `xml:"http://www.tei-c.org/ns/1.0 TEI"`
	Header  teiHeader `xml:"teiHeader"`
	Events  []teiDiv  `xml:"text>body>div"`
}

type teiHeader struct {
	Title       string       `xml:"fileDesc>titleStmt>title"`
	Publication string       `xml:"fileDesc>publicationStmt>p"`
	Witnesses   []teiWitness `xml:"fileDesc>sourceDesc>listWit>witness"`
	Encoding    string       `xml:"encodingDesc>p"`
}

type teiWitness struct {
	ID        string   `xml:"xml:id,attr"`
	Article   string   `xml:"idno"`
	Publisher string   `xml:"publisher,omitempty"`
	Title     string   `xml:"title,omitempty"`
	Date      *teiDate `xml:"date"`
	Ref       *teiRef  `xml:"ref"`
}

type teiDate struct {
	When string `xml:"when,attr,omitempty"`
	Text string `xml:",chardata"`
}

type teiRef struct {
	Target string `xml:"target,attr"`
}

type teiDiv struct {
	Type string   `xml:"type,attr"`
	N    string   `xml:"n,attr"`
	Head string   `xml:"head"`
	Apps []teiApp `xml:"p>app"`
}

type teiApp struct {
	N        string       `xml:"n,attr"`
	Lemma    *teiReading  `xml:"lem"`
	Readings []teiReading `xml:"rdg"`
	Notes    []teiNote    `xml:"note"`
}

type teiReading struct {
	Witness string `xml:"wit,attr"`
	Type    string `xml:"type,attr"`
	Passage string `xml:"corresp,attr,omitempty"`
	Text    string `xml:",chardata"`
}

type teiNote struct {
	Type    string `xml:"type,attr"`
	Subtype string `xml:"subtype,attr,omitempty"`
	Passage string `xml:"corresp,attr,omitempty"`
	Text    string `xml:",chardata"`
}

// TEI writes the comparisons of a coverage as a critical apparatus: the accounts
// are the witnesses, a point is an app, the reading that stands for it its lem,
// the others rdg, an empty rdg of type "silent" an account without one, a
// divergence a note. Passages are RFC 5147 fragments of the witnesses' texts and
// count code points, whatever opt says. The grammar of what is written is in
// doc/formats/tei-apparatus.rng.
//
// Source: TEI Consortium: P5 Guidelines, chapter 13 (Critical Apparatus).
func TEI(w io.Writer, c *news.Coverage, _ Options) error {
	b := teiBuilder{ss: newScribes(c, text.CodePoint), cov: c, witness: map[string]string{}}
	doc := teiDoc{Header: teiHeader{Title: "Accounts side by side", Publication: "Written by Synoptic; the texts are their publishers'.",
		Encoding: "app: a point; lem and rdg: readings, type says in which voice; corresp: the passage in code points of the witness's text (RFC 5147)."}}
	for i := range c.Comparisons {
		doc.Header.Witnesses = append(doc.Header.Witnesses, b.witnesses(&c.Comparisons[i])...)
		doc.Events = append(doc.Events, b.event(&c.Comparisons[i]))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type teiBuilder struct {
	ss      *scribes
	cov     *news.Coverage
	witness map[string]string // Article.ID -> xml:id
}

func (b *teiBuilder) witnesses(c *news.Comparison) (out []teiWitness) {
	for _, a := range c.Accounts {
		if b.witness[a.Article] != "" {
			continue
		}
		id := fmt.Sprintf("w%d", len(b.witness)+1)
		b.witness[a.Article] = id
		w := teiWitness{ID: id, Article: a.Article, Publisher: a.Outlet}
		if at, ok := b.ss.at[a.Article]; ok {
			w.Title = b.cov.Articles[at].TitleText()
			if u := b.cov.Articles[at].URL; u != "" {
				w.Ref = &teiRef{u}
			}
		}
		if s := a.Published.String(); s != "" {
			w.Date = &teiDate{Text: s}
			if a.Published.Year > 0 {
				w.Date.When = s
			}
		}
		out = append(out, w)
	}
	return out
}

func (b *teiBuilder) event(c *news.Comparison) teiDiv {
	d := teiDiv{Type: "event", N: c.Event.ID, Head: c.Event.Title}
	for i := range c.Points {
		d.Apps = append(d.Apps, b.app(&c.Points[i]))
	}
	return d
}

func (b *teiBuilder) app(p *news.Point) teiApp {
	app := teiApp{N: p.ID}
	for i, r := range p.Readings {
		rdg := teiReading{"#" + b.witness[r.Account], string(r.Form), b.fragment(r.Account, r.Span), r.Span.In(b.ss.of(r.Account).text)}
		if i == p.Standing {
			app.Lemma = &rdg
		} else {
			app.Readings = append(app.Readings, rdg)
		}
	}
	for _, u := range p.Unsettled {
		app.Readings = append(app.Readings, teiReading{"#" + b.witness[u.Article], "unsettled", b.fragment(u.Article, u.Span), u.Span.In(b.ss.of(u.Article).text)})
	}
	for _, a := range p.Silent {
		app.Readings = append(app.Readings, teiReading{Witness: "#" + b.witness[a], Type: "silent"})
	}
	if name := actorName(b.cov, p.Speaker); name != "" {
		app.Notes = append(app.Notes, teiNote{Type: "speaker", Text: name})
	}
	for _, d := range p.Divergences {
		var at []string
		for _, s := range d.Spans {
			at = append(at, b.fragment(s.Article, s.Span))
		}
		app.Notes = append(app.Notes, teiNote{"divergence", string(d.Kind), strings.Join(at, " "), d.Note})
	}
	return app
}

// fragment names a passage of a witness, whose text is taken to be kept under its
// xml:id.
func (b *teiBuilder) fragment(article string, s text.Span) string {
	p := b.ss.of(article).pair(s)
	return fmt.Sprintf("%s.txt#char=%d,%d", b.witness[article], p[0], p[1])
}
