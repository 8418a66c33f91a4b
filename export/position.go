package export

import (
	"encoding/csv"
	"io"
	"strconv"

	"synoptic/news"
	"synoptic/text"
)

type stepJSON struct {
	Date       *string         `json:"date"`
	Event      string          `json:"event"`
	Statements []stepStatement `json:"statements"`
	Change     news.Change     `json:"change"`
	Since      *string         `json:"since"`
	Spans      []passage       `json:"spans"`
	Accounts   int             `json:"accounts"`
	Heard      int             `json:"heard"`
	Outlet     *string         `json:"only_outlet"`
	Confidence float32         `json:"confidence"`
	Note       string          `json:"note,omitempty"`
}

type stepStatement struct {
	Article string    `json:"article"`
	Start   int       `json:"start"`
	End     int       `json:"end"`
	Text    string    `json:"text"`
	Form    text.Kind `json:"form"`
	ID      string    `json:"statement"`
}

type issueJSON struct {
	ID       string        `json:"id"`
	Actor    string        `json:"actor,omitempty"`
	Title    string        `json:"title"`
	Steps    []stepJSON    `json:"steps"`
	Earlier  int           `json:"earlier_steps,omitempty"`
	Silences []silenceJSON `json:"silences"`
}

type silenceJSON struct {
	Date     *string `json:"date"`
	Event    string  `json:"event"`
	Accounts int     `json:"accounts"`
	Note     string  `json:"note"`
}

type utteranceJSON struct {
	Actor   string    `json:"actor"`
	Issue   string    `json:"issue,omitempty"`
	Date    *string   `json:"date"`
	Event   string    `json:"event"`
	Outlet  *string   `json:"outlet"`
	CopyOf  *string   `json:"copy_of"`
	Article string    `json:"article"`
	Start   int       `json:"start"`
	End     int       `json:"end"`
	Text    string    `json:"text"`
	Form    text.Kind `json:"form"`
	Score   float32   `json:"score"`
}

type sidesJSON struct {
	Date    *string         `json:"date"`
	Event   string          `json:"event"`
	Said    []utteranceJSON `json:"said"`
	Stances []stanceJSON    `json:"stances"`
}

type stanceJSON struct {
	A          string    `json:"a"`
	B          string    `json:"b"`
	Relation   string    `json:"relation"`
	Spans      []passage `json:"spans"`
	Confidence float32   `json:"confidence"`
	Note       string    `json:"note"`
}

// PositionsJSON is what Positions writes.
type PositionsJSON struct {
	Version int             `json:"version"`
	Offsets text.Unit       `json:"offsets"`
	Actor   *ActorJSON      `json:"actor,omitempty"`
	Actors  []ActorJSON     `json:"actors,omitempty"` // where there are several
	About   string          `json:"about,omitempty"`
	Said    []utteranceJSON `json:"said,omitempty"`
	Issues  []issueJSON     `json:"issues"`
	Sides   []sidesJSON     `json:"sides,omitempty"`
}

// Positions writes what was asked about positions as one line of JSON.
func Positions(w io.Writer, c *news.Coverage, p *news.Positions, opt Options) error {
	return writeLine(w, PositionsOf(c, p, opt))
}

// PositionsOf is the JSON shape of what was asked about positions.
func PositionsOf(c *news.Coverage, p *news.Positions, opt Options) PositionsJSON {
	ss := newScribes(c, opt.Unit())
	out := PositionsJSON{Version: version, Offsets: opt.Unit(), About: p.About, Issues: make([]issueJSON, len(p.Issues))}
	if p.Sides == nil && len(p.Actors) > 0 {
		a := ActorOf(&p.Actors[0])
		out.Actor = &a
	}
	if len(p.Actors) > 1 || p.Sides != nil {
		for i := range p.Actors {
			out.Actors = append(out.Actors, ActorOf(&p.Actors[i]))
		}
	}
	for i := range p.Issues {
		out.Issues[i] = ss.issue(&p.Issues[i])
	}
	for i := range p.Said {
		out.Said = append(out.Said, ss.utterance(&p.Said[i]))
	}
	for i := range p.Sides {
		out.Sides = append(out.Sides, ss.sides(&p.Sides[i]))
	}
	return out
}

func (s *scribes) issue(issue *news.Issue) issueJSON {
	j := issueJSON{ID: issue.ID, Actor: issue.Actor, Title: issue.Title, Earlier: issue.Earlier, Steps: make([]stepJSON, len(issue.Steps)), Silences: []silenceJSON{}}
	for k := range issue.Steps {
		j.Steps[k] = s.step(&issue.Steps[k])
	}
	for _, x := range issue.Silences {
		j.Silences = append(j.Silences, silenceJSON{orNull(x.Date.String()), x.Event, x.Accounts, x.Note})
	}
	return j
}

func (s *scribes) step(st *news.Step) stepJSON {
	j := stepJSON{Date: orNull(st.Date.String()), Event: st.Event, Statements: []stepStatement{}, Change: st.Change, Since: orNull(st.Since),
		Spans: s.passages(st.Spans), Accounts: st.Accounts, Heard: st.Heard, Outlet: orNull(st.Outlet), Confidence: round(st.Confidence), Note: st.Note}
	for _, x := range st.Statements {
		for _, c := range x.Content {
			p := s.of(x.Article).passage(c, true)
			j.Statements = append(j.Statements, stepStatement{x.Article, p.Start, p.End, p.Text, x.Kind, x.ID})
		}
	}
	return j
}

func (s *scribes) passages(ps []news.Passage) []passage {
	out := make([]passage, len(ps))
	for i, p := range ps {
		out[i] = s.of(p.Article).passage(p.Span, false)
		out[i].Article = p.Article
	}
	return out
}

func (s *scribes) utterance(u *news.Utterance) utteranceJSON {
	p := s.of(u.Passage.Article).passage(u.Passage.Span, true)
	return utteranceJSON{u.Actor, u.Issue, orNull(u.Date.String()), u.Event, orNull(u.Outlet), orNull(u.CopyOf), u.Passage.Article, p.Start, p.End, p.Text, u.Form, round(float32(u.Score))}
}

func (s *scribes) sides(x *news.Sides) sidesJSON {
	j := sidesJSON{Date: orNull(x.Date.String()), Event: x.Event, Said: []utteranceJSON{}, Stances: []stanceJSON{}}
	for i := range x.Said {
		j.Said = append(j.Said, s.utterance(&x.Said[i]))
	}
	for _, st := range x.Stances {
		relation := "agreement"
		if st.Opposed {
			relation = "opposition"
		}
		j.Stances = append(j.Stances, stanceJSON{st.A, st.B, relation, s.passages(st.Spans), round(st.Confidence), st.Note})
	}
	return j
}

// PositionColumns name the cells of PositionsCSV, in order.
var PositionColumns = []string{"actor", "issue", "title", "date", "event", "change", "since", "confidence", "accounts", "heard", "article", "outlet", "form", "start", "end", "text", "note"}

// PositionsCSV writes a row for each passage of each step; a step without passages,
// one that was dropped, has one row. What answers a question, and the sides, are rows with
// the change "said". A cell that a spreadsheet would take for a formula is led by an
// apostrophe.
func PositionsCSV(w io.Writer, c *news.Coverage, p *news.Positions, opt Options) error {
	out := csv.NewWriter(w)
	if err := out.Write(PositionColumns); err != nil {
		return err
	}
	names := map[string]string{}
	for _, a := range p.Actors {
		names[a.ID] = a.Name
	}
	t := positionTable{newScribes(c, opt.Unit()), names, map[string]string{}}
	for i := range c.Articles {
		t.outlets[c.Articles[i].ID] = c.Articles[i].Outlet
	}
	for i := range p.Issues {
		if err := out.WriteAll(t.issue(&p.Issues[i])); err != nil {
			return err
		}
	}
	for _, s := range p.Sides {
		for i := range s.Said {
			if err := out.Write(t.utterance(&s.Said[i], p.About)); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

type positionTable struct {
	*scribes
	names, outlets map[string]string
}

func (t positionTable) issue(issue *news.Issue) [][]string {
	var rows [][]string
	for i := range issue.Steps {
		j := t.step(&issue.Steps[i])
		row := func(article, form, start, end, words string) {
			rows = append(rows, []string{inert(t.names[issue.Actor]), issue.ID, inert(issue.Title), issue.Steps[i].Date.String(), j.Event, string(j.Change),
				issue.Steps[i].Since, strconv.FormatFloat(float64(j.Confidence), 'f', 2, 32), strconv.Itoa(j.Accounts), strconv.Itoa(j.Heard),
				inert(article), inert(t.outlets[article]), form, start, end, inert(words), inert(j.Note)})
		}
		if len(j.Statements) == 0 {
			row("", "", "", "", "")
		}
		for _, s := range j.Statements {
			row(s.Article, string(s.Form), strconv.Itoa(s.Start), strconv.Itoa(s.End), s.Text)
		}
	}
	return rows
}

func (t positionTable) utterance(u *news.Utterance, about string) []string {
	j := t.scribes.utterance(u)
	return []string{inert(t.names[u.Actor]), "", inert(about), u.Date.String(), j.Event, "said", "", strconv.FormatFloat(float64(j.Score), 'f', 2, 32), "", "",
		inert(j.Article), inert(u.Outlet), string(j.Form), strconv.Itoa(j.Start), strconv.Itoa(j.End), inert(j.Text), ""}
}
