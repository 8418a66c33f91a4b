package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"synoptic/news"
)

var csvHeader = []string{"event", "record", "point", "speaker", "account", "outlet", "kind", "fit", "start", "end", "text", "note"}

// CSV writes the comparisons of a coverage as one table: a row a reading,
// silence, divergence passage, label, and passage that one account alone has.
// Offsets are in opt's unit. A cell that a spreadsheet would take for a formula
// is led by an apostrophe.
func CSV(w io.Writer, c *news.Coverage, opt Options) error {
	t := csvTable{csv.NewWriter(w), newScribes(c, opt.unit()), c}
	if err := t.w.Write(csvHeader); err != nil {
		return err
	}
	for i := range c.Comparisons {
		if err := t.comparison(&c.Comparisons[i]); err != nil {
			return err
		}
	}
	t.w.Flush()
	return t.w.Error()
}

type csvTable struct {
	w   *csv.Writer
	ss  *scribes
	cov *news.Coverage
}

type csvRow struct{ record, point, speaker, account, kind, fit, note string }

func (t *csvTable) comparison(c *news.Comparison) error {
	outlets := map[string]string{}
	for _, a := range c.Accounts {
		outlets[a.Article] = a.Outlet
	}
	put := func(r csvRow, at *news.Passage) error {
		start, end, body := "", "", ""
		if at != nil {
			p := t.ss.accountPassage(*at, true)
			start, end, body = strconv.Itoa(p.Start), strconv.Itoa(p.End), p.Text
		}
		return t.w.Write([]string{c.Event.ID, r.record, r.point, inert(r.speaker), inert(r.account), inert(outlets[r.account]),
			r.kind, r.fit, start, end, inert(body), inert(r.note)})
	}
	for i := range c.Points {
		if err := t.point(&c.Points[i], put); err != nil {
			return err
		}
	}
	for _, o := range c.Only {
		if err := put(csvRow{record: "only", account: o.Article}, &o); err != nil {
			return err
		}
	}
	for _, l := range c.Labels {
		err := put(csvRow{record: "label", speaker: t.name(l.Actor), account: l.Account, kind: string(l.Kind), note: string(l.Voice)},
			&news.Passage{Article: l.Account, Span: l.Span})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *csvTable) point(p *news.Point, put func(csvRow, *news.Passage) error) error {
	speaker := t.name(p.Speaker)
	for _, r := range p.Readings {
		err := put(csvRow{record: "reading", point: p.ID, speaker: speaker, account: r.Account, kind: string(r.Form), fit: string(r.Fit)},
			&news.Passage{Article: r.Account, Span: r.Span})
		if err != nil {
			return err
		}
	}
	for _, a := range p.Silent {
		if err := put(csvRow{record: "silent", point: p.ID, speaker: speaker, account: a}, nil); err != nil {
			return err
		}
	}
	for _, d := range p.Divergences {
		for i := range d.Spans {
			err := put(csvRow{record: "divergence", point: p.ID, speaker: speaker, account: d.Spans[i].Article, kind: string(d.Kind), note: d.Note}, &d.Spans[i])
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *csvTable) name(actor string) string {
	if a := t.cov.ActorByID(actor); a != nil {
		return a.Name
	}
	return actor
}

// inert keeps a spreadsheet from running a cell as a formula (OWASP, CSV
// injection).
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
