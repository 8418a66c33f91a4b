package export

import (
	"io"
	"strings"

	"synoptic/news"
)

// Row is one line of a comparison as a table: a reading, a silence, a passage of
// a divergence, a label, a decision, or a passage that one account alone has.
type Row struct {
	Event   string     `json:"event"`
	Record  RecordKind `json:"record"`
	Point   string     `json:"point,omitempty"`
	Speaker string     `json:"speaker,omitempty"` // the actor's name; of a label the actor that is named
	Account string     `json:"account"`
	Outlet  string     `json:"outlet,omitempty"`
	Kind    string     `json:"kind,omitempty"` // of the reading, divergence or label
	Fit     string     `json:"fit,omitempty"`
	Start   *int       `json:"start"` // nil of a silence; in the unit asked for
	End     *int       `json:"end"`
	Text    string     `json:"text,omitempty"`
	Note    string     `json:"note,omitempty"` // the rule of a divergence, the voice of a label
}

// RecordKind is what a row tells.
type RecordKind string

// The kinds of record.
const (
	ReadingRecord    RecordKind = "reading"
	UnsettledRecord  RecordKind = "unsettled" // what comes near to a point in an account without a reading
	SilenceRecord    RecordKind = "silent"
	DivergenceRecord RecordKind = "divergence"
	OnlyRecord       RecordKind = "only"
	LabelRecord      RecordKind = "label"
	DecisionRecord   RecordKind = "decision" // of an analyst about a point: Text is its arguments, Note why
)

// Rows are the comparisons of a coverage as one table, in the order of events
// and points. Offsets are in opt's unit.
func Rows(c *news.Coverage, opt Options) []Row {
	b := rowBuilder{ss: newScribes(c, opt.Unit()), cov: c}
	for i := range c.Comparisons {
		b.comparison(&c.Comparisons[i])
	}
	return b.rows
}

// JSONL writes the rows of a coverage, one object a line.
func JSONL(w io.Writer, c *news.Coverage, opt Options) error {
	for _, r := range Rows(c, opt) {
		line := struct {
			Version int    `json:"version"`
			Offsets string `json:"offsets"`
			Row
		}{version, string(opt.Unit()), r}
		if err := writeLine(w, line); err != nil {
			return err
		}
	}
	return nil
}

type rowBuilder struct {
	ss      *scribes
	cov     *news.Coverage
	event   string
	outlets map[string]string
	rows    []Row
}

func (b *rowBuilder) put(r Row, at *news.Passage) {
	r.Event, r.Outlet = b.event, b.outlets[r.Account]
	if at != nil {
		p := b.ss.accountPassage(*at, true)
		r.Start, r.End, r.Text = &p.Start, &p.End, p.Text
	}
	b.rows = append(b.rows, r)
}

func (b *rowBuilder) comparison(c *news.Comparison) {
	b.event, b.outlets = c.Event.ID, map[string]string{}
	for _, a := range c.Accounts {
		b.outlets[a.Article] = a.Outlet
	}
	for i := range c.Points {
		b.point(&c.Points[i])
	}
	for _, d := range c.Decided {
		b.put(Row{Record: DecisionRecord, Point: strings.Join(d.Subjects, " "), Kind: string(d.Kind), Text: strings.Join(d.Args, " "), Note: d.Note}, nil)
	}
	for i := range c.Only {
		b.put(Row{Record: OnlyRecord, Account: c.Only[i].Article}, &c.Only[i])
	}
	for _, l := range c.Labels {
		b.put(Row{Record: LabelRecord, Speaker: b.name(l.Actor), Account: l.Account, Kind: string(l.Kind), Note: string(l.Voice)},
			&news.Passage{Article: l.Account, Span: l.Span})
	}
}

func (b *rowBuilder) point(p *news.Point) {
	speaker := b.name(p.Speaker)
	for _, r := range p.Readings {
		b.put(Row{Record: ReadingRecord, Point: p.ID, Speaker: speaker, Account: r.Account, Kind: string(r.Form), Fit: string(r.Fit)},
			&news.Passage{Article: r.Account, Span: r.Span})
	}
	for i := range p.Unsettled {
		b.put(Row{Record: UnsettledRecord, Point: p.ID, Speaker: speaker, Account: p.Unsettled[i].Article}, &p.Unsettled[i])
	}
	for _, a := range p.Silent {
		b.put(Row{Record: SilenceRecord, Point: p.ID, Speaker: speaker, Account: a}, nil)
	}
	for _, d := range p.Divergences {
		for i := range d.Spans {
			b.put(Row{Record: DivergenceRecord, Point: p.ID, Speaker: speaker, Account: d.Spans[i].Article, Kind: string(d.Kind), Note: d.Note}, &d.Spans[i])
		}
	}
}

func (b *rowBuilder) name(actor string) string { return actorName(b.cov, actor) }

// actorName is the name of an actor, its id where the coverage does not know it.
func actorName(c *news.Coverage, id string) string {
	if a := c.ActorByID(id); a != nil {
		return a.Name
	}
	return id
}
