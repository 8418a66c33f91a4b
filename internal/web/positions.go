package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"synoptic/internal/fault"
	"synoptic/internal/query"
	"synoptic/news"
	"synoptic/text"
)

// positionsPage is what an actor said, by issue and over time.
type positionsPage struct {
	actorView
	About  string
	Issues []issueLine
	More   int    // issues that are not shown
	Next   string // address of a page with more of them
	Said   []utteranceLine
	None   string // why nothing is shown
}

// issueLine is one matter with its steps, oldest first.
type issueLine struct {
	Title    string
	Who      string // whose, where several are shown
	WhoHref  string
	Steps    []stepLine
	Earlier  int
	Silences int
	Forms    *issueForms // nil for those who may not decide
}

// stepLine is what the accounts of one event let somebody say on a matter.
type stepLine struct {
	news.Step
	EventHref string
	Passages  []saidPassage
}

type saidPassage struct {
	Text, Href, Outlet string
	Kind               text.Kind
}

// utteranceLine is a passage on what was asked about.
type utteranceLine struct {
	news.Utterance
	Text, Href, EventHref string
}

// How many issues a page shows at first and at most, and how many passages of
// one step.
const (
	issuesAtFirst = 12
	issuesAtMost  = 100
	stepPassages  = 4
)

func (s *Site) actorPositions(r *http.Request) (answer, error) {
	v, err := s.loadActor(r, "positions")
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	limit := issuesAtFirst
	if n := atoi(q.Get("issues")); n > 0 {
		limit = min(n, issuesAtMost)
	}
	p := positionsPage{actorView: v, About: q.Get("about")}
	c, found, err := s.Reader.Positions(r.Context(), query.PositionAsk{Actor: v.Actor.ID, About: p.About, Limit: limit})
	if err != nil && (fault.Of(err) == fault.NotFound || fault.Of(err) == fault.Usage) {
		p.None = err.Error()
		return view{name: "positions", title: v.Actor.Name, data: p}, nil
	}
	if err != nil {
		return nil, err
	}
	w := passages{at: c.Index(), c: c}
	for i := range found.Issues {
		p.Issues = append(p.Issues, w.issue(&found.Issues[i], nil))
	}
	if err := s.offerIssues(r, w, found.Issues, p.Issues); err != nil {
		return nil, err
	}
	for _, u := range found.Said {
		p.Said = append(p.Said, utteranceLine{u, w.text(u.Passage), passageURL(u.Passage.Article, u.Passage.Span), eventURL(u.Event)})
	}
	if p.More = found.More; p.More > 0 && limit < issuesAtMost {
		p.Next = with(q, v.Href+"/positions", "issues", strconv.Itoa(min(issuesAtMost, 2*limit)))
	}
	return view{name: "positions", title: v.Actor.Name, data: p}, nil
}

// passages finds the words of passages.
type passages struct {
	c  *news.Coverage
	at map[string]int
}

func (w passages) text(p news.Passage) string {
	i, ok := w.at[p.Article]
	if !ok || p.Span.End > len(w.c.Articles[i].Text) {
		return ""
	}
	return p.Span.In(w.c.Articles[i].Text)
}

// issue shapes an issue; only, unless nil, are the events whose steps are shown.
func (w passages) issue(issue *news.Issue, only map[string]bool) issueLine {
	out := issueLine{Title: issue.Title, Earlier: issue.Earlier, Silences: len(issue.Silences)}
	for _, st := range issue.Steps {
		if only != nil && !only[st.Event] {
			continue
		}
		line := stepLine{Step: st, EventHref: eventURL(st.Event)}
		for _, x := range st.Statements[:min(stepPassages, len(st.Statements))] {
			i, ok := w.at[x.Article]
			if !ok {
				continue
			}
			a := &w.c.Articles[i]
			line.Passages = append(line.Passages, saidPassage{joined(a.Text, fitting(x.Content, a.Text)), passageURL(x.Article, text.Cover(x.Content)), outletName(a), x.Kind})
		}
		out.Steps = append(out.Steps, line)
	}
	return out
}

// fitting are the spans that lie in a text, which may have been edited since.
func fitting(spans []text.Span, t string) []text.Span {
	return slices.DeleteFunc(slices.Clone(spans), func(s text.Span) bool { return s.Start < 0 || s.End > len(t) || s.End < s.Start })
}

// storylineSaid is what was said again, changed or dropped from one event of a
// storyline to the next.
type storylineSaid struct {
	query.Storyline
	Issues []issueLine
	Asked  []actorLine // whose positions were looked at
}

// How many of those who take part most are looked at, and how many issues of
// each.
const (
	saidActors = 4
	saidIssues = 20
)

func (s *Site) storylineSaid(r *http.Request) (answer, error) {
	l, err := s.Reader.Storyline(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	p := storylineSaid{Storyline: l}
	events := map[string]bool{}
	for _, e := range l.Events {
		events[e.ID] = true
	}
	for _, id := range takingPart(l.Events) {
		if len(p.Asked) == saidActors {
			break
		}
		c, found, err := s.Reader.Positions(r.Context(), query.PositionAsk{Actor: id, Limit: saidIssues})
		if err != nil && (fault.Of(err) == fault.NotFound || fault.Of(err) == fault.Usage) {
			continue // takes part and says nothing
		}
		if err != nil {
			return nil, err
		}
		who := found.Actors[0]
		p.Asked = append(p.Asked, actorLine{Name: who.Name, Href: actorURL(who.ID)})
		w := passages{at: c.Index(), c: c}
		for i := range found.Issues {
			if line := w.issue(&found.Issues[i], events); moved(line) {
				line.Who, line.WhoHref = who.Name, actorURL(who.ID)
				p.Issues = append(p.Issues, line)
			}
		}
	}
	slices.SortStableFunc(p.Issues, func(a, b issueLine) int { return cmp.Compare(len(b.Steps), len(a.Steps)) })
	return view{name: "said", title: l.Storyline.Title, data: p}, nil
}

// takingPart are the actors of events: first those of most events, and of these
// those who stand further ahead among the participants, which are in the order of
// their weight.
func takingPart(events []query.EventRow) []string {
	in, place := counter{}, counter{}
	var ids []string
	for _, e := range events {
		for i, id := range e.Participants {
			if in[id] == 0 {
				ids = append(ids, id)
			}
			in[id]++
			place[id] += i
		}
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(in[b], in[a]), cmp.Compare(place[a], place[b]), cmp.Compare(a, b))
	})
	return ids
}

// moved reports whether an issue comes up at two events or more.
func moved(l issueLine) bool { return len(l.Steps) > 1 }
