package export

import (
	"io"

	"synoptic/news"
	"synoptic/text"
)

type eventJSON struct {
	ID           string       `json:"id"`
	Title        string       `json:"title"`
	Date         *string      `json:"date"`
	Place        *string      `json:"place"`
	Participants []string     `json:"participants"`
	Articles     []string     `json:"articles"`
	Confidence   float32      `json:"confidence"`
	Reasons      []reasonJSON `json:"reasons,omitempty"`
}

type reasonJSON struct {
	Articles [2]string `json:"articles"`
	Text     string    `json:"text"`
}

func eventOf(e *news.Event) eventJSON {
	j := eventJSON{ID: e.ID, Title: e.Title, Date: orNull(e.Date.String()), Place: orNull(e.Place),
		Participants: list(e.Participants), Articles: list(e.Articles), Confidence: round(e.Confidence)}
	for _, r := range e.Reasons {
		j.Reasons = append(j.Reasons, reasonJSON{[2]string{r.A, r.B}, r.Text})
	}
	return j
}

// EventRows writes the event of each row as a line.
func EventRows[T any](w io.Writer, rows []T, event func(T) *news.Event) error {
	for _, r := range rows {
		line := struct {
			Version int `json:"version"`
			eventJSON
		}{version, eventOf(event(r))}
		if err := writeLine(w, line); err != nil {
			return err
		}
	}
	return nil
}

type storylineJSON struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Events []string `json:"events"`
}

func storylinesOf(ss []news.Storyline) []storylineJSON {
	out := make([]storylineJSON, len(ss))
	for i, s := range ss {
		out[i] = storylineJSON{s.ID, s.Title, list(s.Events)}
	}
	return out
}

type copyJSON struct {
	Article  string        `json:"article"`
	Of       string        `json:"of"`
	Kind     news.CopyKind `json:"kind"`
	Share    float64       `json:"share"`
	Passages []copiedJSON  `json:"passages"`
}

type copiedJSON struct {
	Article [2]int `json:"article"`
	Of      [2]int `json:"of"`
}

// scribes makes the offset converters of a coverage once per article.
type scribes struct {
	cov  *news.Coverage
	unit text.Unit
	at   map[string]int
	made map[string]*scribe
}

func newScribes(c *news.Coverage, u text.Unit) *scribes {
	return &scribes{c, u, c.Index(), map[string]*scribe{}}
}

func (s *scribes) of(article string) *scribe {
	if sc := s.made[article]; sc != nil {
		return sc
	}
	t := ""
	if i, ok := s.at[article]; ok {
		t = s.cov.Articles[i].Text
	}
	s.made[article] = newScribe(t, s.unit)
	return s.made[article]
}

func (s *scribes) accountPassage(p news.Passage, withText bool) passage {
	j := s.of(p.Article).passage(p.Span, withText)
	j.Account = p.Article
	return j
}

func (s *scribes) accountPassages(ps []news.Passage) []passage {
	out := make([]passage, len(ps))
	for i, p := range ps {
		out[i] = s.accountPassage(p, false)
	}
	return out
}

// Events writes what was grouped: events, storylines, copies.
func Events(w io.Writer, c *news.Coverage, opt Options) error {
	ss := newScribes(c, opt.Unit())
	out := struct {
		Version    int             `json:"version"`
		Offsets    text.Unit       `json:"offsets"`
		Events     []eventJSON     `json:"events"`
		Storylines []storylineJSON `json:"storylines"`
		Copies     []copyJSON      `json:"copies"`
		Actors     []actorJSON     `json:"actors"`
	}{version, opt.Unit(), make([]eventJSON, len(c.Events)), storylinesOf(c.Storylines), make([]copyJSON, len(c.Copies)), actorsJSON(c.Actors)}
	for i := range c.Events {
		out.Events[i] = eventOf(&c.Events[i])
	}
	for i, cp := range c.Copies {
		j := copyJSON{cp.Article, cp.Of, cp.Kind, float64(int(cp.Share*1000+.5)) / 1000, make([]copiedJSON, len(cp.Passages))}
		for k, p := range cp.Passages {
			j.Passages[k] = copiedJSON{ss.of(cp.Article).pair(p.Article), ss.of(cp.Of).pair(p.Of)}
		}
		out.Copies[i] = j
	}
	return writeLine(w, out)
}

type originJSON struct {
	Kind string  `json:"kind"`
	Of   *string `json:"of"`
}

type accountJSON struct {
	ID         string     `json:"id"`
	Outlet     *string    `json:"outlet"`
	Published  *string    `json:"published"`
	TextSHA256 string     `json:"text_sha256"`
	Origin     originJSON `json:"origin"`
	Truncated  bool       `json:"truncated"`
	Text       string     `json:"text,omitempty"`
}

type readingJSON struct {
	Account    string    `json:"account"`
	Start      int       `json:"start"`
	End        int       `json:"end"`
	Text       string    `json:"text"`
	Sentence   [2]int    `json:"sentence"`
	Form       news.Form `json:"form"`
	Fit        news.Fit  `json:"fit"`
	Speaker    *string   `json:"speaker,omitempty"`
	Confidence float32   `json:"confidence"`
}

type divergenceJSON struct {
	Kind       news.DivergenceKind `json:"kind"`
	Accounts   []string            `json:"accounts"`
	Spans      []passage           `json:"spans"`
	Confidence float32             `json:"confidence"`
	Note       string              `json:"note"`
}

type pointJSON struct {
	ID          string           `json:"id"`
	Text        string           `json:"text"`
	Speaker     *string          `json:"speaker"`
	Readings    []readingJSON    `json:"readings"`
	Silent      []string         `json:"silent"`
	NotCaptured []string         `json:"not_captured"`
	Divergences []divergenceJSON `json:"divergences"`
}

type labelJSON struct {
	Actor   string         `json:"actor"`
	Account string         `json:"account"`
	Start   int            `json:"start"`
	End     int            `json:"end"`
	Text    string         `json:"text"`
	Voice   news.Voice     `json:"voice"`
	Kind    news.LabelKind `json:"kind"`
}

type comparedJSON struct {
	eventJSON
	Accounts []accountJSON `json:"accounts"`
	Points   []pointJSON   `json:"points"`
	Only     []passage     `json:"only"`
	Labels   []labelJSON   `json:"labels"`
}

// Compare writes the comparisons of a coverage.
func Compare(w io.Writer, c *news.Coverage, opt Options) error {
	ss := newScribes(c, opt.Unit())
	out := struct {
		Version    int             `json:"version"`
		Offsets    text.Unit       `json:"offsets"`
		Events     []comparedJSON  `json:"events"`
		Storylines []storylineJSON `json:"storylines"`
		Actors     []actorJSON     `json:"actors"`
	}{version, opt.Unit(), make([]comparedJSON, len(c.Comparisons)), storylinesOf(c.Storylines), actorsJSON(c.Actors)}
	for i := range c.Comparisons {
		out.Events[i] = ss.comparison(&c.Comparisons[i], opt)
	}
	return writeLine(w, out)
}

func (s *scribes) comparison(c *news.Comparison, opt Options) comparedJSON {
	j := comparedJSON{eventJSON: eventOf(&c.Event), Accounts: make([]accountJSON, len(c.Accounts)),
		Points: make([]pointJSON, len(c.Points)), Only: make([]passage, len(c.Only)), Labels: make([]labelJSON, len(c.Labels))}
	for i, a := range c.Accounts {
		origin := originJSON{"own", nil}
		if a.CopyOf != "" {
			origin = originJSON{"copy", &a.CopyOf}
		}
		j.Accounts[i] = accountJSON{ID: a.Article, Outlet: orNull(a.Outlet), Published: orNull(a.Published.String()),
			TextSHA256: a.SHA256, Origin: origin, Truncated: a.Truncated}
		if opt.WithText {
			j.Accounts[i].Text = s.of(a.Article).text
		}
	}
	for i := range c.Points {
		j.Points[i] = s.point(&c.Points[i])
	}
	for i, o := range c.Only {
		j.Only[i] = s.accountPassage(o, true)
	}
	for i, l := range c.Labels {
		sc := s.of(l.Account)
		p := sc.pair(l.Span)
		j.Labels[i] = labelJSON{l.Actor, l.Account, p[0], p[1], l.Span.In(sc.text), l.Voice, l.Kind}
	}
	return j
}

func (s *scribes) point(p *news.Point) pointJSON {
	j := pointJSON{ID: p.ID, Speaker: orNull(p.Speaker), Readings: make([]readingJSON, len(p.Readings)), Silent: list(p.Silent),
		NotCaptured: list(p.NotCaptured), Divergences: make([]divergenceJSON, len(p.Divergences))}
	for i, r := range p.Readings {
		sc := s.of(r.Account)
		a, b := sc.conv.Span(r.Span)
		j.Readings[i] = readingJSON{r.Account, a, b, r.Span.In(sc.text), sc.pair(r.Sentence), r.Form, r.Fit, orNull(r.Speaker), round(r.Confidence)}
		if i == p.Standing {
			j.Text = j.Readings[i].Text
		}
	}
	for i, d := range p.Divergences {
		j.Divergences[i] = divergenceJSON{d.Kind, list(d.Accounts), s.accountPassages(d.Spans), round(d.Confidence), d.Note}
	}
	return j
}
