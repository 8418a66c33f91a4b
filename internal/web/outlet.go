package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"synoptic/internal/query"
	"synoptic/internal/web/svg"
	"synoptic/text"
)

// outletSpeech is how one outlet gives what others say.
type outletSpeech struct {
	Outlet, Href string
	query.Speech
}

// The most outlets whose speech is compared, and of how many articles each.
const (
	speechOutlets  = 40
	speechArticles = 300
)

// speechOfAll is how each outlet gives speech, for those with most articles.
func (s *Site) speechOfAll(ctx context.Context) ([]outletSpeech, error) {
	rows, err := s.outlets.get(ctx)
	if err != nil {
		return nil, err
	}
	var out []outletSpeech
	for _, o := range rows[:min(speechOutlets, len(rows))] {
		sp, err := s.Reader.OutletSpeech(ctx, o.Outlet, speechArticles)
		if err != nil {
			return nil, err
		}
		out = append(out, outletSpeech{o.Outlet, outletURL(o.Outlet), sp})
	}
	return out, nil
}

// speechKinds are the columns of the picture of shares, with their colours.
var speechKinds = []struct {
	kind text.Kind
	fill string
}{{text.Direct, "#1f5fa8"}, {text.Mixed, "#2f7d6b"}, {text.Indirect, "#8f78bd"}}

func (s *Site) speechPicture(rows []outletSpeech, linked bool) svg.Drawing {
	m := s.pages.messages
	d := svg.Shares{Text: svg.Text{Title: m.say("speech.title"), Description: m.say("speech.description", len(rows))}}
	for _, k := range speechKinds {
		d.Legend = append(d.Legend, svg.Key{Class: string(k.kind), Name: m.say("kind." + string(k.kind)), Fill: k.fill})
	}
	for _, o := range rows {
		row := svg.Share{Name: o.Outlet}
		if linked {
			row.Href = o.Href
		}
		for _, k := range speechKinds {
			row.Counts = append(row.Counts, o.Kinds[k.kind])
		}
		d.Rows = append(d.Rows, row)
	}
	return svg.DrawShares(d)
}

// outletListPage is all outlets, and how they give speech.
type outletListPage struct {
	Rows    []outletLine
	Picture svg.Drawing
	Of      int // articles of each that tell
}

type outletLine struct {
	query.OutletRow
	Href           string
	Quoted, Copied string // shares
}

func (s *Site) outletList(r *http.Request) (answer, error) {
	rows, err := s.outlets.get(r.Context())
	if err != nil {
		return nil, err
	}
	speech, err := s.shares.get(r.Context())
	if err != nil {
		return nil, err
	}
	p := outletListPage{Of: speechArticles}
	known := map[string]query.Speech{}
	for _, o := range speech {
		known[o.Outlet] = o.Speech
	}
	for _, o := range rows {
		l := outletLine{OutletRow: o, Href: outletURL(o.Outlet)}
		if sp, ok := known[o.Outlet]; ok {
			l.Quoted = percent(sp.Kinds[text.Direct]+sp.Kinds[text.Mixed], sp.Kinds[text.Direct]+sp.Kinds[text.Mixed]+sp.Kinds[text.Indirect])
			l.Copied = percent(sp.Copies, sp.Articles)
		}
		p.Rows = append(p.Rows, l)
	}
	if len(speech) > 0 {
		p.Picture = s.speechPicture(speech, true)
	}
	return view{name: "outlets", title: s.pages.say("outlets.title"), data: p}, nil
}

func (s *Site) speechFile(r *http.Request) (answer, error) {
	rows, err := s.shares.get(r.Context())
	return drawing{s.speechPicture(rows, false), "speech-by-outlet"}, err
}

func (s *Site) speechCSV(r *http.Request) (answer, error) {
	rows, err := s.shares.get(r.Context())
	t := table{name: "speech-by-outlet", head: []string{"outlet", "articles", "copies", "direct", "mixed", "indirect"}}
	for _, o := range rows {
		t.rows = append(t.rows, []string{o.Outlet, strconv.Itoa(o.Articles), strconv.Itoa(o.Copies), strconv.Itoa(o.Kinds[text.Direct]), strconv.Itoa(o.Kinds[text.Mixed]), strconv.Itoa(o.Kinds[text.Indirect])})
	}
	return t, err
}

// outletPage is one outlet.
type outletPage struct {
	query.Outlet
	Name     string
	Picture  svg.Drawing
	Table    []svg.Bar
	Shares   svg.Drawing
	Lines    []eventLine
	Silences int // points of the events above on which it is silent, as far as they were compared
	Points   int
	Compared int
	Captured []captureLine
}

type captureLine struct {
	query.CaptureCount
	Done, Nothing, Failed int
	LastAt                string
}

func (s *Site) outlet(r *http.Request) (answer, error) {
	o, err := s.Reader.Outlet(r.Context(), r.PathValue("name"))
	if err != nil {
		return nil, err
	}
	p := outletPage{Outlet: o, Name: r.PathValue("name")}
	p.Table = barsOf(o.Days)
	if len(p.Table) > 0 {
		p.Picture = s.daysPicture(p.Name, p.Table)
		p.Shares = s.speechPicture([]outletSpeech{{p.Name, "", o.Speech}}, false)
	}
	if p.Lines, err = s.eventLines(r, o.Events); err != nil {
		return nil, err
	}
	for _, e := range p.Lines {
		if !e.Known {
			continue
		}
		c, err := s.Reader.Compared(r.Context(), e.ID)
		if err != nil {
			return nil, err
		}
		p.silent(c)
	}
	for _, c := range o.Captures {
		l := captureLine{CaptureCount: c, Done: c.Results[query.CaptureDone], Nothing: c.Results[query.CaptureNothingNew], LastAt: c.Last.Format("2006-01-02 15:04")}
		l.Failed = c.Total - l.Done - l.Nothing
		p.Captured = append(p.Captured, l)
	}
	return view{name: "outlet", title: p.Name, data: p}, nil
}

// silent counts the points on which all of the outlet's accounts are silent.
func (p *outletPage) silent(c *query.Compared) {
	if c.Comparison == nil {
		return
	}
	mine := map[string]bool{}
	for _, a := range c.Comparison.Accounts {
		if a.Outlet == p.Name {
			mine[a.Article] = true
		}
	}
	if len(mine) == 0 {
		return
	}
	p.Compared++
	for _, pt := range c.Comparison.Points {
		p.Points++
		silent := 0
		for _, id := range pt.Silent {
			if mine[id] {
				silent++
			}
		}
		if silent == len(mine) {
			p.Silences++
		}
	}
}

// The most bars of a picture of days; beyond, weeks, months or years are counted.
const dayBars = 92

// barsOf counts articles by day, week or month, without gaps.
func barsOf(days []query.DayCount) []svg.Bar {
	if len(days) == 0 {
		return nil
	}
	first, last := days[0].Day.Time(), days[len(days)-1].Day.Time()
	n := int(last.Sub(first).Hours()/24) + 1
	bucket := func(t time.Time) (time.Time, string) { return t, t.Format(time.DateOnly) }
	next := func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }
	switch {
	case n > dayBars*31:
		bucket = func(t time.Time) (time.Time, string) {
			return time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC), t.Format("2006")
		}
		next = func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }
		if old := last.AddDate(-dayBars, 0, 0); first.Before(old) {
			first = old // a date of long ago is a slip of a page, not a paper of that age
		}
	case n > dayBars*7:
		bucket = func(t time.Time) (time.Time, string) {
			m := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
			return m, m.Format("2006-01")
		}
		next = func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }
	case n > dayBars:
		bucket = func(t time.Time) (time.Time, string) {
			y, w := t.ISOWeek()
			return t.AddDate(0, 0, -(int(t.Weekday())+6)%7), fmt.Sprintf("%d-W%02d", y, w)
		}
		next = func(t time.Time) time.Time { return t.AddDate(0, 0, 7) }
	}
	var out []svg.Bar
	at := map[time.Time]int{}
	start, _ := bucket(first)
	for t := start; !t.After(last); t = next(t) {
		_, name := bucket(t)
		at[t] = len(out)
		out = append(out, svg.Bar{Name: name})
	}
	for _, d := range days {
		b, _ := bucket(d.Day.Time())
		if i, ok := at[b]; ok {
			out[i].N += d.Articles
		}
	}
	return out
}

func (s *Site) daysPicture(outlet string, bars []svg.Bar) svg.Drawing {
	return svg.DrawBars(svg.Bars{Text: svg.Text{Title: s.pages.say("days.title", outlet), Description: s.pages.say("days.description", bars[0].Name, bars[len(bars)-1].Name)}, Bars: bars})
}

func (s *Site) outletDays(r *http.Request) ([]svg.Bar, error) {
	o, err := s.Reader.Outlet(r.Context(), r.PathValue("name"))
	if err == nil && len(o.Days) == 0 {
		err = errNoPage
	}
	return barsOf(o.Days), err
}

func (s *Site) outletFile(r *http.Request) (answer, error) {
	bars, err := s.outletDays(r)
	if err != nil {
		return nil, err
	}
	return drawing{s.daysPicture(r.PathValue("name"), bars), "days-" + r.PathValue("name")}, nil
}

func (s *Site) outletCSV(r *http.Request) (answer, error) {
	bars, err := s.outletDays(r)
	t := table{name: "days-" + r.PathValue("name"), head: []string{"time", "articles"}}
	for _, b := range bars {
		t.rows = append(t.rows, []string{b.Name, strconv.Itoa(b.N)})
	}
	return t, err
}
