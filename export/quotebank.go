package export

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"unicode"

	"synoptic/news"
	"synoptic/text"
)

type quotationLine struct {
	ID          string          `json:"quoteID"`
	Quotation   string          `json:"quotation"`
	Speaker     string          `json:"speaker"`
	QIDs        []string        `json:"qids"`
	Date        *string         `json:"date"`
	Occurrences int             `json:"numOccurrences"`
	Probas      [][2]any        `json:"probas"`
	URLs        []string        `json:"urls"`
	Phase       string          `json:"phase"`
	Where       []quotationSite `json:"occurrences"`
}

type quotationSite struct {
	Article string  `json:"article"`
	Outlet  *string `json:"outlet"`
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Text    string  `json:"text"`
}

// Quotations writes every quotation of a coverage with its speaker, one a line,
// in the shape of Quotebank's quote-centric files; the same words of several
// articles are one line. Only what stands between quotation marks is one; the
// first article's wording is shown, and "occurrences", which Quotebank has not,
// gives each place.
//
// Source: Vaucher, Spitz, Catasta, West: Quotebank: A Corpus of Quotations from
// a Decade of News, WSDM 2021. Differs: a speaker that is not resolved is
// "None" as there, a resolved one has the probability of the attribution; the
// phase names this program.
func Quotations(w io.Writer, c *news.Coverage, opt Options) error {
	b := quotationBuilder{cov: c, ss: newScribes(c, opt.Unit()), at: map[string]int{}}
	for i := range c.Articles {
		if i < len(c.Documents) && c.Documents[i] != nil {
			b.article(i)
		}
	}
	for i := range b.out {
		if err := writeLine(w, &b.out[i]); err != nil {
			return err
		}
	}
	return nil
}

type quotationBuilder struct {
	cov *news.Coverage
	ss  *scribes
	at  map[string]int // folded words and speaker -> index into out
	out []quotationLine
}

func (b *quotationBuilder) article(i int) {
	d := b.cov.Documents[i]
	for k := range d.Attributions {
		at := &d.Attributions[k]
		for _, q := range d.Quotes {
			if q.Depth == 0 && q.Complete && text.Cover(at.Content).Overlap(q.Inner) == q.Inner.Len() && !q.Inner.Empty() && inOne(at.Content, q.Inner) {
				b.add(i, at, q.Inner)
			}
		}
	}
}

func inOne(spans []text.Span, s text.Span) bool {
	for _, x := range spans {
		if x.Contains(s) {
			return true
		}
	}
	return false
}

func (b *quotationBuilder) add(i int, at *text.Attribution, inner text.Span) {
	a := &b.cov.Articles[i]
	actor := actorAt(b.cov, i, at.Speaker)
	words := inner.In(a.Text)
	key := actor + "\x00" + folded(words)
	k, seen := b.at[key]
	if !seen {
		k = len(b.out)
		b.at[key] = k
		b.out = append(b.out, b.line(a, actor, words, key, at.Confidence))
	}
	p := b.ss.of(a.ID).pair(inner)
	q := &b.out[k]
	for _, site := range q.Where {
		if site.Article == a.ID && site.Start == p[0] {
			return
		}
	}
	q.Where = append(q.Where, quotationSite{a.ID, orNull(a.Outlet), p[0], p[1], words})
	q.Occurrences++
	if a.URL != "" {
		q.URLs = append(q.URLs, a.URL)
	}
}

func (b *quotationBuilder) line(a *news.Article, actor, words, key string, p float32) quotationLine {
	sum := sha256.Sum256([]byte(key))
	date := a.Published.String()
	q := quotationLine{Quotation: words, Speaker: "None", QIDs: []string{}, Date: orNull(date), URLs: []string{}, Phase: "synoptic",
		ID: strings.TrimPrefix(date+"-"+hex.EncodeToString(sum[:4]), "-")}
	if act := b.cov.ActorByID(actor); act != nil {
		q.Speaker = act.Name
		q.Probas = [][2]any{{act.Name, round(p)}}
		for _, x := range act.External {
			if id, ok := strings.CutPrefix(x, "wikidata:"); ok {
				q.QIDs = append(q.QIDs, id)
			}
		}
	} else {
		q.Probas = [][2]any{{"None", 1 - round(p)}}
	}
	return q
}

// folded are the letters and digits of a quotation, in lower case: reprints
// restyle marks and spaces.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
