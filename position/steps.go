package position

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"synoptic/news"
)

// Occasion is an event at which the actor spoke to accounts that were captured.
type Occasion struct {
	Event     string
	Storyline string // "" if the event is in none
	Date      news.Date
	Accounts  int // that let the actor speak, copies not counted
}

// established is how many accounts of its own a position, and how many the
// silence after it, must rest on before anything is called dropped.
const established = 2

const unordered = "the texts do not settle which came first"

// Steps are what one actor says on a matter, step by step. Events that it is silent at
// are told by Silent.
type Steps struct {
	Issue     news.Issue
	Storyline string    // of the first passage
	Since     news.Date // of the first step
	Events    []string  // of all steps, in order
	Accounts  int       // of all steps together
}

// stepsOf are the steps that one actor takes on an issue.
func stepsOf(issue news.Issue, ps []Passage, points []point, g []int) Steps {
	out := Steps{Issue: issue, Storyline: ps[g[0]].Storyline, Since: ps[g[0]].Date}
	var before []int
	for _, step := range byEvent(ps, g) {
		s := stepOf(ps, step)
		if before == nil {
			s.Change, s.Confidence = news.First, 1
			s.Spans = []news.Passage{ps[step[0]].passage()}
		} else {
			s.Since = ps[before[0]].Event
			c := compare(ps, points, before, step)
			s.Change, s.Confidence, s.Note = c.change, c.confidence, c.note
			s.Spans = []news.Passage{ps[c.before].passage(), ps[c.after].passage()}
			if !ps[before[0]].Date.Full() || !s.Date.Full() {
				// From which to which is open, and with it whether anything was strengthened or reversed.
				s.Change, s.Confidence, s.Note = news.Repeated, s.Confidence/2, unordered
			}
		}
		out.Issue.Steps = append(out.Issue.Steps, s)
		out.Events = append(out.Events, s.Event)
		out.Accounts += s.Accounts
		before = step
	}
	return out
}

// byEvent parts the passages of an issue by event, in order of time.
func byEvent(ps []Passage, g []int) [][]int {
	var steps [][]int
	at := map[string]int{}
	for _, i := range g {
		k, ok := at[ps[i].Event]
		if !ok {
			k = len(steps)
			at[ps[i].Event] = k
			steps = append(steps, nil)
		}
		steps[k] = append(steps[k], i)
	}
	return steps
}

// stepOf gathers the statements of one event, each once, with the passages that
// are on the issue as content.
func stepOf(ps []Passage, step []int) news.Step {
	s := news.Step{Event: ps[step[0]].Event, Date: ps[step[0]].Date}
	at := map[string]int{}
	var own, outlets []string
	for _, i := range step {
		p := &ps[i]
		if p.CopyOf == "" && !slices.Contains(own, p.Statement.Article) {
			own = append(own, p.Statement.Article)
			if !slices.Contains(outlets, p.Outlet) {
				outlets = append(outlets, p.Outlet)
			}
		}
		k, ok := at[p.Statement.ID]
		if !ok {
			at[p.Statement.ID] = len(s.Statements)
			s.Statements = append(s.Statements, p.Statement)
			continue
		}
		s.Statements[k].Content = append(slices.Clip(s.Statements[k].Content), p.span())
	}
	s.Accounts = max(1, len(own)) // copies of what was not captured are one voice
	if len(outlets) == 1 {
		s.Outlet = outlets[0]
	}
	return s
}

// Occasions are those of one actor, in order and by storyline.
type Occasions struct {
	all   []Occasion
	heard map[string]int        // event → accounts
	lines map[string][]Occasion // by storyline
}

// NewOccasions orders the occasions of one actor, each of another event.
func NewOccasions(all []Occasion) *Occasions {
	o := &Occasions{all: slices.Clone(all), heard: make(map[string]int, len(all)), lines: map[string][]Occasion{}}
	slices.SortFunc(o.all, func(a, b Occasion) int { return cmp.Or(compareDates(a.Date, b.Date), cmp.Compare(a.Event, b.Event)) })
	for _, x := range o.all {
		o.heard[x.Event] = x.Accounts
		if x.Storyline != "" {
			o.lines[x.Storyline] = append(o.lines[x.Storyline], x)
		}
	}
	return o
}

// after are the occasions after a date.
func after(all []Occasion, date news.Date) []Occasion {
	return all[sort.Search(len(all), func(i int) bool { return date.Before(all[i].Date) }):]
}

// maxSilences is how many silences of an issue are listed: the first.
const maxSilences = 20

// Silent looks at the events after the first step at which the actor spoke and
// nobody has a word on the issue. After the last step the first of them is a step of its
// own, dropped, if it is of the same storyline and both what was said and the silence
// rest on accounts enough; all else is a silence that tells why it is no more, until something is
// dropped. What an earlier call found is found anew.
func (s *Steps) Silent(occasions *Occasions) {
	issue := &s.Issue
	issue.Silences = nil
	if n := len(issue.Steps); issue.Steps[n-1].Change == news.Dropped {
		issue.Steps = issue.Steps[: n-1 : n-1]
	}
	for i := range issue.Steps {
		issue.Steps[i].Heard = max(occasions.heard[issue.Steps[i].Event], issue.Steps[i].Accounts)
	}
	spoken := make(map[string]bool, len(s.Events))
	for _, e := range s.Events {
		spoken[e] = true
	}
	last := issue.Steps[len(issue.Steps)-1]
	dropped := s.droppedAt(occasions, last, spoken)
	for _, o := range after(occasions.all, s.Since) {
		if len(issue.Silences) == maxSilences || dropped != nil && o.Event == dropped.Event {
			break
		}
		if !spoken[o.Event] {
			issue.Silences = append(issue.Silences, news.Silence{Event: o.Event, Date: o.Date, Accounts: o.Accounts, Note: s.noMore(o, last)})
		}
	}
	if o := dropped; o != nil {
		issue.Steps = append(issue.Steps, news.Step{Event: o.Event, Date: o.Date, Heard: o.Accounts, Change: news.Dropped, Since: last.Event,
			Confidence: 1 - 1/float32(o.Accounts), Spans: last.Spans[len(last.Spans)-1:],
			Note: fmt.Sprintf("%d accounts let the actor speak and none has a word on this, here or later", o.Accounts)})
	}
}

// droppedAt is the first event at which the issue was dropped, nil if it was not.
func (s *Steps) droppedAt(occasions *Occasions, last news.Step, spoken map[string]bool) *Occasion {
	if s.Storyline == "" || !last.Date.Full() || s.Accounts < established {
		return nil
	}
	line := after(occasions.lines[s.Storyline], last.Date)
	for i := range line {
		if !spoken[line[i].Event] && line[i].Date.Full() && line[i].Accounts >= established {
			return &line[i]
		}
	}
	return nil
}

// noMore is why a silence is no more than that.
func (s *Steps) noMore(o Occasion, last news.Step) string {
	switch {
	case !last.Date.Before(o.Date):
		return "taken up again later"
	case !last.Date.Full() || !o.Date.Full():
		return unordered
	case s.Storyline == "" || o.Storyline != s.Storyline:
		return "another storyline"
	case o.Accounts < established:
		return "not captured: one account alone lets the actor speak there"
	}
	return "rests on one account, which says nothing of what others leave out"
}
