package report

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"synoptic/news"
	"synoptic/text"
)

//go:embed positions.html
var positionsSource string

//go:embed positions.css
var positionsStyle string

var positionsTemplate = template.Must(template.New("positions").Parse(positionsSource))

// WritePositions renders what was asked about positions as one HTML page with a
// line of time for each issue. It needs nothing outside itself and runs no script.
// The same input gives the same bytes.
func WritePositions(w io.Writer, c *news.Coverage, p *news.Positions) error {
	b := positionsBuilder{at: c.Index(), c: c, names: map[string]string{}, many: len(p.Actors) > 1}
	for _, a := range p.Actors {
		b.names[a.ID] = a.Name
	}
	return positionsTemplate.Execute(w, struct {
		positionsPage
		Style template.CSS
	}{b.page(p), template.CSS(styleSource + positionsStyle)})
}

type positionsPage struct {
	Title, About string
	Years        []tick
	Issues       []issueView
	Said         []passageView
	Sides        []sidesView
	More         int
}

type tick struct {
	X    string // per cent
	Name string
}

type issueView struct {
	ID, Key, Title, Actor string
	Dots                  []dot
	Steps                 []stepView
	Silences              []silenceView
}

type dot struct {
	X, Key, Class, Label string
}

type stepView struct {
	Key, When, Event, Change, Note, Rests string
	Confidence                            string
	Passages                              []passageView
	Before                                *passageView // what the change is measured against
}

type silenceView struct{ When, Event, Note string }

type passageView struct {
	Actor, When, Article, Outlet, Form, Text string
	Lead, Rest                               string // the sentences around it
}

type sidesView struct {
	When, Event string
	Actors      []sideView
	Opposed     []opposedView
}

type sideView struct {
	Name     string
	Passages []passageView
}

type opposedView struct {
	A, B, Note string
	Spans      []passageView
}

type positionsBuilder struct {
	c          *news.Coverage
	at         map[string]int
	names      map[string]string
	many       bool
	start, end float64 // days
}

func (b *positionsBuilder) page(p *news.Positions) positionsPage {
	var names []string
	for _, a := range p.Actors {
		names = append(names, a.Name)
	}
	out := positionsPage{Title: strings.Join(names, " · "), About: p.About, More: p.More}
	b.measure(p)
	out.Years = b.years()
	for i := range p.Issues {
		out.Issues = append(out.Issues, b.issue(&p.Issues[i], i))
	}
	for i := range p.Said {
		out.Said = append(out.Said, b.utterance(&p.Said[i]))
	}
	for i := range p.Sides {
		out.Sides = append(out.Sides, b.sides(&p.Sides[i]))
	}
	return out
}

// measure finds the first and last day.
func (b *positionsBuilder) measure(p *news.Positions) {
	first := true
	for _, issue := range p.Issues {
		for _, s := range issue.Steps {
			if d := day(s.Date); s.Date.Full() {
				if first || d < b.start {
					b.start = d
				}
				if first || d > b.end {
					b.end = d
				}
				first = false
			}
		}
	}
}

func day(d news.Date) float64 { return float64(d.Time().Unix()) / 86400 }

// The line of time leaves room at its ends, at the left for what has no full date.
const (
	lineStart = 8.
	lineEnd   = 97.
)

func (b *positionsBuilder) x(d news.Date) string {
	if !d.Full() {
		return "2"
	}
	if b.end == b.start {
		return fmt.Sprintf("%.2f", (lineStart+lineEnd)/2)
	}
	return fmt.Sprintf("%.2f", lineStart+(lineEnd-lineStart)*(day(d)-b.start)/(b.end-b.start))
}

// maxTicks is how many years are named at most.
const maxTicks = 12

// years are the beginnings of years on the line of time; where it crosses none,
// its first and its last day.
func (b *positionsBuilder) years() []tick {
	if b.end == 0 {
		return nil
	}
	from, to := yearOf(b.start)+1, yearOf(b.end)
	if from > to {
		out := []tick{b.dayTick(b.start)}
		if b.end > b.start {
			out = append(out, b.dayTick(b.end))
		}
		return out
	}
	every := (to-from)/maxTicks + 1
	var out []tick
	for y := from; y <= to; y += every {
		out = append(out, tick{b.x(news.Date{Year: y, Month: 1, Day: 1}), fmt.Sprint(y)})
	}
	return out
}

func (b *positionsBuilder) dayTick(day float64) tick {
	t := time.Unix(int64(day)*86400, 0).UTC()
	return tick{b.x(news.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}), t.Format(time.DateOnly)}
}

func yearOf(day float64) int { return time.Unix(int64(day)*86400, 0).UTC().Year() }

func (b *positionsBuilder) issue(issue *news.Issue, n int) issueView {
	v := issueView{ID: issue.ID, Key: fmt.Sprintf("i%d", n+1), Title: issue.Title}
	if b.many {
		v.Actor = b.names[issue.Actor]
	}
	for k := range issue.Steps {
		s := &issue.Steps[k]
		key := fmt.Sprintf("%s-%d", v.Key, k+1)
		v.Dots = append(v.Dots, dot{b.x(s.Date), key, string(s.Change), fmt.Sprintf("%s: %s", whenIs(s.Date), s.Change)})
		v.Steps = append(v.Steps, b.step(s, key))
	}
	for _, s := range issue.Silences {
		v.Dots = append(v.Dots, dot{b.x(s.Date), v.Key, "silence", fmt.Sprintf("%s: not heard of, %s", whenIs(s.Date), s.Note)})
		v.Silences = append(v.Silences, silenceView{whenIs(s.Date), s.Event, fmt.Sprintf("%d let the actor speak; %s", s.Accounts, s.Note)})
	}
	return v
}

func (b *positionsBuilder) step(s *news.Step, key string) stepView {
	v := stepView{Key: key, When: whenIs(s.Date), Event: s.Event, Change: string(s.Change), Note: s.Note, Confidence: fmt.Sprintf("%.2f", s.Confidence),
		Rests: fmt.Sprintf("in %d of %s", s.Accounts, heard(s.Heard))}
	if s.Outlet != "" && s.Heard > 1 {
		v.Rests += ", only " + s.Outlet
	}
	if s.Change == news.Dropped {
		v.Rests = "in none of " + heard(s.Heard)
	}
	for _, st := range s.Statements {
		for _, c := range st.Content {
			p := b.passage(news.Passage{Article: st.Article, Span: c})
			p.Form = kindNames[st.Kind]
			v.Passages = append(v.Passages, p)
		}
	}
	if s.Change != news.First && s.Change != news.Repeated && len(s.Spans) > 0 {
		p := b.passage(s.Spans[0])
		v.Before = &p
	}
	return v
}

func (b *positionsBuilder) passage(p news.Passage) passageView {
	i, ok := b.at[p.Article]
	if !ok {
		return passageView{Article: p.Article}
	}
	a := &b.c.Articles[i]
	v := passageView{Article: a.ID, Outlet: a.Outlet, When: a.Published.Words(), Text: p.Span.In(a.Text)}
	around := text.Span{Start: 1 + strings.LastIndexByte(a.Text[:p.Span.Start], '\n'), End: len(a.Text)}
	if n := strings.IndexByte(a.Text[p.Span.End:], '\n'); n >= 0 {
		around.End = p.Span.End + n
	}
	v.Lead, v.Rest = a.Text[around.Start:p.Span.Start], a.Text[p.Span.End:around.End]
	return v
}

func (b *positionsBuilder) utterance(u *news.Utterance) passageView {
	v := b.passage(u.Passage)
	v.Form, v.When = string(u.Form), whenIs(u.Date)
	if b.many {
		v.Actor = b.names[u.Actor]
	}
	return v
}

func (b *positionsBuilder) sides(s *news.Sides) sidesView {
	v := sidesView{When: whenIs(s.Date), Event: s.Event}
	last := ""
	for i := range s.Said {
		u := &s.Said[i]
		if u.Actor != last {
			v.Actors = append(v.Actors, sideView{Name: b.names[u.Actor]})
			last = u.Actor
		}
		side := &v.Actors[len(v.Actors)-1]
		side.Passages = append(side.Passages, b.utterance(u))
	}
	for _, st := range s.Stances {
		if st.Opposed {
			o := opposedView{A: b.names[st.A], B: b.names[st.B], Note: st.Note}
			for _, p := range st.Spans {
				o.Spans = append(o.Spans, b.passage(p))
			}
			v.Opposed = append(v.Opposed, o)
		}
	}
	return v
}

func heard(accounts int) string {
	if accounts == 1 {
		return "1 account that lets the actor speak"
	}
	return fmt.Sprintf("%d accounts that let the actor speak", accounts)
}

func whenIs(d news.Date) string { return cmp.Or(d.Words(), "undated") }
