package position

import (
	"fmt"
	"slices"

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

// build adds the steps that one actor takes on an issue.
func build(issue *news.Issue, ps []Passage, points []point, g []int, occasions []Occasion) {
	heard := make(map[string]int, len(occasions))
	for _, o := range occasions {
		heard[o.Event] = o.Accounts
	}
	var before []int
	for _, step := range byEvent(ps, g) {
		s := stepOf(ps, step)
		s.Heard = max(heard[s.Event], s.Accounts)
		if before == nil {
			s.Change, s.Confidence = news.First, 1
			s.Spans = []news.Passage{ps[step[0]].passage()}
		} else {
			s.Since = ps[before[0]].Event
			c := compare(ps, points, before, step)
			s.Change, s.Confidence, s.Note = c.change, c.confidence, c.note
			s.Spans = []news.Passage{ps[c.before].passage(), ps[c.after].passage()}
			if !ps[before[0]].Date.Full() || !s.Date.Full() {
				s.Confidence /= 2
				s.Note += "; the texts do not settle which came first"
			}
		}
		issue.Steps = append(issue.Steps, s)
		before = step
	}
	fallSilent(issue, ps[g[0]].Storyline, occasions)
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

// maxSilences is how many silences of an issue are listed: the first.
const maxSilences = 20

// fallSilent looks at the events after the first step at which the actor spoke and
// nobody has a word on the issue. After the last step the first of them is a step of its
// own, dropped, if it is of the same storyline and both what was said and the silence
// rest on accounts enough; all else is a silence that tells why it is no more.
func fallSilent(issue *news.Issue, storyline string, occasions []Occasion) {
	spoken := map[string]bool{}
	accounts := 0
	for _, s := range issue.Steps {
		spoken[s.Event] = true
		accounts += s.Accounts
	}
	first, last := issue.Steps[0], issue.Steps[len(issue.Steps)-1]
	dropped := false
	for _, o := range occasions {
		if spoken[o.Event] || !first.Date.Before(o.Date) {
			continue
		}
		silence := news.Silence{Event: o.Event, Date: o.Date, Accounts: o.Accounts}
		switch {
		case !last.Date.Before(o.Date):
			silence.Note = "taken up again later"
		case dropped:
			continue
		case !last.Date.Full() || !o.Date.Full():
			silence.Note = "the texts do not settle which came first"
		case storyline == "" || o.Storyline != storyline:
			silence.Note = "another storyline"
		case o.Accounts < established:
			silence.Note = "not captured: one account alone lets the actor speak there"
		case accounts < established:
			silence.Note = "rests on one account, which says nothing of what others leave out"
		default:
			dropped = true
			issue.Steps = append(issue.Steps, news.Step{Event: o.Event, Date: o.Date, Heard: o.Accounts, Change: news.Dropped, Since: last.Event,
				Confidence: 1 - 1/float32(o.Accounts), Spans: last.Spans[len(last.Spans)-1:],
				Note: fmt.Sprintf("%d accounts let the actor speak and none has a word on this, here or later", o.Accounts)})
			continue
		}
		if len(issue.Silences) < maxSilences {
			issue.Silences = append(issue.Silences, silence)
		}
	}
}
