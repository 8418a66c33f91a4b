package export

import (
	"io"
	"time"

	"synoptic/news"
	"synoptic/text"
)

// EventJSON is an event.
type EventJSON struct {
	ID           string       `json:"id"`
	Title        string       `json:"title"`
	Date         *string      `json:"date"`
	Place        *string      `json:"place"`
	Participants []string     `json:"participants"`
	Articles     []string     `json:"articles"`
	Confidence   float32      `json:"confidence"`
	Reasons      []ReasonJSON `json:"reasons,omitempty"`
}

// ReasonJSON says why two articles are in one event.
type ReasonJSON struct {
	Articles [2]string `json:"articles"`
	Text     string    `json:"text"`
}

// EventOf is the shape of an event.
func EventOf(e *news.Event) EventJSON {
	j := EventJSON{ID: e.ID, Title: e.Title, Date: orNull(e.Date.String()), Place: orNull(e.Place),
		Participants: list(e.Participants), Articles: list(e.Articles), Confidence: round(e.Confidence)}
	for _, r := range e.Reasons {
		j.Reasons = append(j.Reasons, ReasonJSON{[2]string{r.A, r.B}, r.Text})
	}
	return j
}

// EventRows writes the event of each row as a line.
func EventRows[T any](w io.Writer, rows []T, event func(T) *news.Event) error {
	for _, r := range rows {
		line := struct {
			Version int `json:"version"`
			EventJSON
		}{version, EventOf(event(r))}
		if err := writeLine(w, line); err != nil {
			return err
		}
	}
	return nil
}

// StorylineJSON is a storyline.
type StorylineJSON struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Events []string `json:"events"`
}

// StorylinesOf are the shapes of storylines.
func StorylinesOf(ss []news.Storyline) []StorylineJSON {
	out := make([]StorylineJSON, len(ss))
	for i, s := range ss {
		out[i] = StorylineJSON{s.ID, s.Title, list(s.Events)}
	}
	return out
}

// CopyJSON says that an article holds text of another.
type CopyJSON struct {
	Article  string        `json:"article"`
	Of       string        `json:"of"`
	Kind     news.CopyKind `json:"kind"`
	Share    float64       `json:"share"`
	Passages []CopiedJSON  `json:"passages"`
}

// CopiedJSON is one stretch that two articles share.
type CopiedJSON struct {
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
		Events     []EventJSON     `json:"events"`
		Storylines []StorylineJSON `json:"storylines"`
		Copies     []CopyJSON      `json:"copies"`
		Actors     []ActorJSON     `json:"actors"`
	}{version, opt.Unit(), make([]EventJSON, len(c.Events)), StorylinesOf(c.Storylines), make([]CopyJSON, len(c.Copies)), ActorsOf(c.Actors)}
	for i := range c.Events {
		out.Events[i] = EventOf(&c.Events[i])
	}
	for i, cp := range c.Copies {
		j := CopyJSON{cp.Article, cp.Of, cp.Kind, float64(int(cp.Share*1000+.5)) / 1000, make([]CopiedJSON, len(cp.Passages))}
		for k, p := range cp.Passages {
			j.Passages[k] = CopiedJSON{ss.of(cp.Article).pair(p.Article), ss.of(cp.Of).pair(p.Of)}
		}
		out.Copies[i] = j
	}
	return writeLine(w, out)
}

// OriginJSON says whether an account is its own or a copy.
type OriginJSON struct {
	Kind string  `json:"kind"`
	Of   *string `json:"of"`
}

// AccountJSON is an article as a party to a comparison.
type AccountJSON struct {
	ID         string     `json:"id"`
	Outlet     *string    `json:"outlet"`
	Published  *string    `json:"published"`
	TextSHA256 string     `json:"text_sha256"`
	Origin     OriginJSON `json:"origin"`
	Truncated  bool       `json:"truncated"`
	Words      int        `json:"words"`
	Text       string     `json:"text,omitempty"`
}

// ReadingJSON is how one account renders a point.
type ReadingJSON struct {
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

// DivergenceJSON is one way in which readings differ.
type DivergenceJSON struct {
	Kind       news.DivergenceKind `json:"kind"`
	Accounts   []string            `json:"accounts"`
	Spans      []passage           `json:"spans"`
	Confidence float32             `json:"confidence"`
	Note       string              `json:"note"`
}

// PointJSON is one thing that accounts share.
type PointJSON struct {
	ID          string           `json:"id"`
	Name        string           `json:"name,omitempty"` // that an analyst gave it
	Text        string           `json:"text"`
	Speaker     *string          `json:"speaker"`
	Readings    []ReadingJSON    `json:"readings"`
	Unsettled   []passage        `json:"unsettled"` // of accounts without a reading: what comes near
	Silent      []string         `json:"silent"`
	NotCaptured []string         `json:"not_captured"`
	Divergences []DivergenceJSON `json:"divergences"`
	Decisions   []string         `json:"decisions,omitempty"` // what an analyst decided about it
	Opinions    []OpinionJSON    `json:"second_opinion,omitempty"`
}

// OpinionJSON is what a language model answered about two readings: no evidence.
type OpinionJSON struct {
	Accounts [2]string    `json:"accounts"`
	Answer   news.Verdict `json:"answer"`
	Model    string       `json:"model"`
	Prompt   string       `json:"prompt"`
}

// DecisionJSON is what an analyst decided about points.
type DecisionJSON struct {
	ID       string            `json:"id"`
	When     time.Time         `json:"when"`
	Who      string            `json:"who"`
	Kind     news.DecisionKind `json:"kind"`
	Subjects []string          `json:"subjects"`
	Args     []string          `json:"args"`
	Note     string            `json:"note"`
}

// LabelJSON is what an account calls an actor, at one place.
type LabelJSON struct {
	Actor   string         `json:"actor"`
	Account string         `json:"account"`
	Start   int            `json:"start"`
	End     int            `json:"end"`
	Text    string         `json:"text"`
	Voice   news.Voice     `json:"voice"`
	Kind    news.LabelKind `json:"kind"`
}

// ComparedJSON is an event with its accounts side by side.
type ComparedJSON struct {
	EventJSON
	Accounts  []AccountJSON  `json:"accounts"`
	Points    []PointJSON    `json:"points"`
	Only      []passage      `json:"only"`
	Labels    []LabelJSON    `json:"labels"`
	Decisions []DecisionJSON `json:"decisions,omitempty"` // that are in force about its points
}

// ComparisonsJSON is what Compare writes.
type ComparisonsJSON struct {
	Version    int             `json:"version"`
	Offsets    text.Unit       `json:"offsets"`
	Events     []ComparedJSON  `json:"events"`
	Storylines []StorylineJSON `json:"storylines"`
	Actors     []ActorJSON     `json:"actors"`
}

// ComparisonsOf is the shape of a coverage's comparisons.
func ComparisonsOf(c *news.Coverage, opt Options) ComparisonsJSON {
	ss := newScribes(c, opt.Unit())
	out := ComparisonsJSON{version, opt.Unit(), make([]ComparedJSON, len(c.Comparisons)), StorylinesOf(c.Storylines), ActorsOf(c.Actors)}
	for i := range c.Comparisons {
		out.Events[i] = ss.comparison(&c.Comparisons[i], opt)
	}
	return out
}

// Compare writes the comparisons of a coverage.
func Compare(w io.Writer, c *news.Coverage, opt Options) error {
	return writeLine(w, ComparisonsOf(c, opt))
}

func (s *scribes) comparison(c *news.Comparison, opt Options) ComparedJSON {
	j := ComparedJSON{EventJSON: EventOf(&c.Event), Accounts: make([]AccountJSON, len(c.Accounts)),
		Points: make([]PointJSON, len(c.Points)), Only: make([]passage, len(c.Only)), Labels: make([]LabelJSON, len(c.Labels))}
	for i, a := range c.Accounts {
		origin := OriginJSON{"own", nil}
		if a.CopyOf != "" {
			origin = OriginJSON{"copy", &a.CopyOf}
		}
		j.Accounts[i] = AccountJSON{ID: a.Article, Outlet: orNull(a.Outlet), Published: orNull(a.Published.String()),
			TextSHA256: a.SHA256, Origin: origin, Truncated: a.Truncated, Words: a.Words}
		if opt.WithText {
			j.Accounts[i].Text = s.of(a.Article).text
		}
	}
	for i := range c.Points {
		j.Points[i] = s.point(&c.Points[i])
	}
	for _, d := range c.Decided {
		j.Decisions = append(j.Decisions, DecisionJSON{d.ID, d.When, d.Who, d.Kind, list(d.Subjects), list(d.Args), d.Note})
	}
	for i, o := range c.Only {
		j.Only[i] = s.accountPassage(o, true)
	}
	for i, l := range c.Labels {
		sc := s.of(l.Account)
		p := sc.pair(l.Span)
		j.Labels[i] = LabelJSON{l.Actor, l.Account, p[0], p[1], l.Span.In(sc.text), l.Voice, l.Kind}
	}
	return j
}

func (s *scribes) point(p *news.Point) PointJSON {
	j := PointJSON{ID: p.ID, Name: p.Name, Decisions: p.Decided, Speaker: orNull(p.Speaker), Readings: make([]ReadingJSON, len(p.Readings)), Unsettled: make([]passage, len(p.Unsettled)), Silent: list(p.Silent),
		NotCaptured: list(p.NotCaptured), Divergences: make([]DivergenceJSON, len(p.Divergences))}
	for i, r := range p.Readings {
		sc := s.of(r.Account)
		a, b := sc.conv.Span(r.Span)
		j.Readings[i] = ReadingJSON{r.Account, a, b, r.Span.In(sc.text), sc.pair(r.Sentence), r.Form, r.Fit, orNull(r.Speaker), round(r.Confidence)}
		if i == p.Standing {
			j.Text = j.Readings[i].Text
		}
	}
	for i, u := range p.Unsettled {
		j.Unsettled[i] = s.accountPassage(u, true)
	}
	for _, o := range p.Opinions {
		j.Opinions = append(j.Opinions, OpinionJSON{o.Accounts, o.Verdict, o.Model, o.Prompt})
	}
	for i, d := range p.Divergences {
		j.Divergences[i] = DivergenceJSON{d.Kind, list(d.Accounts), s.accountPassages(d.Spans), round(d.Confidence), d.Note}
	}
	return j
}
