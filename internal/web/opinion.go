package web

import (
	"context"
	"net/http"

	"synoptic/news"
)

// Opinions has a language model that the user named asked about points. What it
// answers is shown as its opinion and counts for nothing.
type Opinions interface {
	// Model is its name.
	Model() string
	// Kept notes on the points of c what it answered before; nobody is asked.
	Kept(ctx context.Context, c *news.Coverage) error
	// Ask has it asked about the points of an event, in the background.
	Ask(event string) error
	// Asking reports whether it is being asked about an event, and why that failed
	// the last time.
	Asking(event string) (now bool, failed error)
}

// asked says of an event whether a model is being asked about it.
type asked struct {
	Model, Failed string
	Now           bool
}

// opinionLine is what a model answered about the readings of two accounts.
type opinionLine struct {
	A, B          string // letters of the accounts
	Verdict       news.Verdict
	Model, Prompt string
}

// opinionsOn adds to points of an event what the model answered about them.
func (s *Site) opinionsOn(r *http.Request, v *eventView, points []point) (*asked, error) {
	if s.Opinions == nil || len(points) == 0 {
		return nil, nil
	}
	at := make([]int, len(points))
	for i, p := range points {
		at[i] = p.N - 1
	}
	c := v.ForNotes(at...)
	if err := s.Opinions.Kept(r.Context(), c); err != nil {
		return nil, err
	}
	for i, p := range c.Comparisons[0].Points {
		for _, o := range p.Opinions {
			points[i].Opinions = append(points[i].Opinions, opinionLine{v.Accounts[v.acc[o.Accounts[0]]].Letter, v.Accounts[v.acc[o.Accounts[1]]].Letter, o.Verdict, o.Model, o.Prompt})
		}
	}
	out := &asked{Model: s.Opinions.Model()}
	var failed error
	if out.Now, failed = s.Opinions.Asking(v.Event.ID); failed != nil {
		out.Failed = failed.Error()
	}
	return out, nil
}

// askOpinions has the model asked about an event.
func (s *Site) askOpinions(r *http.Request) (answer, error) {
	if s.Opinions == nil {
		return nil, errNoPage
	}
	if err := s.may(r); err != nil {
		return nil, err
	}
	e, err := s.Reader.Event(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	if err := s.Opinions.Ask(e.Event.ID); err != nil {
		return nil, err
	}
	return redirect(eventURL(e.Event.ID) + "#opinions"), nil
}
