package export

import (
	"io"

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
	Confidence float32         `json:"confidence"`
	Note       string          `json:"note,omitempty"`
}

type stepStatement struct {
	Article string    `json:"article"`
	Start   int       `json:"start"`
	End     int       `json:"end"`
	Text    string    `json:"text"`
	Form    text.Kind `json:"form"`
}

type issueJSON struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Steps []stepJSON `json:"steps"`
}

// Positions writes an actor's positions.
func Positions(w io.Writer, c *news.Coverage, actor *news.Actor, issues []news.Issue, opt Options) error {
	ss := newScribes(c, opt.Unit())
	out := struct {
		Version int         `json:"version"`
		Offsets text.Unit   `json:"offsets"`
		Actor   ActorJSON   `json:"actor"`
		Issues  []issueJSON `json:"issues"`
	}{version, opt.Unit(), ActorOf(actor), make([]issueJSON, len(issues))}
	for i, issue := range issues {
		out.Issues[i] = issueJSON{issue.ID, issue.Title, make([]stepJSON, len(issue.Steps))}
		for k := range issue.Steps {
			out.Issues[i].Steps[k] = ss.step(&issue.Steps[k])
		}
	}
	return writeLine(w, out)
}

func (s *scribes) step(st *news.Step) stepJSON {
	j := stepJSON{Date: orNull(st.Date.String()), Event: st.Event, Statements: []stepStatement{}, Change: st.Change,
		Since: orNull(st.Since), Spans: make([]passage, len(st.Spans)), Confidence: round(st.Confidence), Note: st.Note}
	for _, x := range st.Statements {
		for _, c := range x.Content {
			p := s.of(x.Article).passage(c, true)
			j.Statements = append(j.Statements, stepStatement{x.Article, p.Start, p.End, p.Text, x.Kind})
		}
	}
	for i, p := range st.Spans {
		j.Spans[i] = s.of(p.Article).passage(p.Span, false)
		j.Spans[i].Article = p.Article
	}
	return j
}
