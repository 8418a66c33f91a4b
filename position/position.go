// Package position lays out what one actor has said over time: the statements
// of many events, by issue, dated, with what changed from one step to the next.
//
// Issues are found, not given: passages on one matter, in whatever words, meet
// by what they are about. Every step rests on passages; a change is claimed only
// by a stated rule whose words stand in both.
package position

import (
	"sort"

	"synoptic/news"
	"synoptic/text"
)

// Said is one statement of the actor, with the document that it stands in.
type Said struct {
	Statement news.Statement
	Doc       *text.Document
	ActorOf   []string // parallel to Doc.Chains: Actor.ID, "" for none; may be nil
	Event     string
	Date      news.Date // of the event, or else of publication
	CopyOf    string    // Article.ID of the origin whose text the article is, "" for own reporting
}

// Occasion is an event of which accounts were captured in which the actor
// speaks.
type Occasion struct {
	Event string
	Date  news.Date
}

// Options are what a user may turn.
type Options struct {
	// Actor is the Actor.ID, Names are the actor's names: they say nothing about
	// what it speaks of.
	Actor string
	Names []string
	// About ranks the issues by their likeness to these words; "" keeps the
	// order of weight.
	About string
	// Occasions are the events at which the actor spoke, whether on an issue or
	// not: the denominator of what was dropped.
	Occasions []Occasion
}

// Issues groups the statements of one actor into issues and tells, step by step,
// what changed. Issues with most events come first, then those with most
// passages. The same statements in any order give the same issues. Cost: linear
// in the statements for the index, and for each issue the square of its
// passages.
func Issues(said []Said, opt Options) []news.Issue {
	said = append([]Said(nil), said...)
	sort.SliceStable(said, func(i, j int) bool { return earlier(&said[i], &said[j]) })
	l := newLexis(opt.Actor, opt.Names)
	units := l.read(said)
	groups := group(l, units)
	issues := make([]news.Issue, 0, len(groups))
	for _, g := range groups {
		issues = append(issues, build(l, said, units, g, opt.Occasions))
	}
	rank(l, issues, units, groups, opt.About)
	return issues
}

// earlier orders statements by date, then by article and place in it.
func earlier(a, b *Said) bool {
	switch {
	case a.Date != b.Date:
		return a.Date.Before(b.Date)
	case a.Event != b.Event:
		return a.Event < b.Event
	case a.Statement.Article != b.Statement.Article:
		return a.Statement.Article < b.Statement.Article
	}
	return text.Cover(a.Statement.Content).Start < text.Cover(b.Statement.Content).Start
}

// build makes the issue of one group.
func build(l *lexis, said []Said, units []unit, g []int, occasions []Occasion) news.Issue {
	issue := news.Issue{Title: title(l, units, g)}
	var steps [][]int
	for _, u := range g {
		if n := len(steps); n > 0 && said[units[steps[n-1][0]].said].Event == said[units[u].said].Event {
			steps[n-1] = append(steps[n-1], u)
		} else {
			steps = append(steps, []int{u})
		}
	}
	for i, step := range steps {
		s := stepOf(said, units, step)
		if i > 0 {
			before := steps[i-1]
			s.Since = said[units[before[0]].said].Event
			c := compare(l, units, before, step)
			s.Change, s.Confidence, s.Note = c.change, c.confidence, c.note
			if !said[units[before[0]].said].Date.Full() || !s.Date.Full() {
				s.Confidence /= 2
				s.Note += "; the texts do not settle which came first"
			}
			s.Spans = passages(said, units, c.before, c.after)
		} else {
			s.Change, s.Confidence = news.First, 1
			s.Spans = passages(said, units, -1, step[0])
		}
		issue.Steps = append(issue.Steps, s)
	}
	issue.ID = identity(said, units, g)
	return withDropped(issue, occasions)
}

// stepOf gathers the statements of one event, each once, with the passages that
// are on the issue as content.
func stepOf(said []Said, units []unit, step []int) news.Step {
	first := &said[units[step[0]].said]
	s := news.Step{Event: first.Event, Date: first.Date}
	at := map[int]int{}
	for _, u := range step {
		k, ok := at[units[u].said]
		if !ok {
			k = len(s.Statements)
			at[units[u].said] = k
			st := said[units[u].said].Statement
			st.Content = nil
			s.Statements = append(s.Statements, st)
		}
		s.Statements[k].Content = append(s.Statements[k].Content, units[u].span)
	}
	return s
}

func passages(said []Said, units []unit, us ...int) []news.Passage {
	var out []news.Passage
	for _, u := range us {
		if u >= 0 {
			out = append(out, news.Passage{Article: said[units[u].said].Statement.Article, Span: units[u].span})
		}
	}
	return out
}

// withDropped adds a step where the actor spoke later and no account has a word
// on the issue: only after the last step that it was spoken of.
func withDropped(issue news.Issue, occasions []Occasion) news.Issue {
	last := issue.Steps[len(issue.Steps)-1]
	for _, o := range occasions {
		if o.Event == last.Event || !last.Date.Before(o.Date) || !last.Date.Full() || !o.Date.Full() {
			continue
		}
		issue.Steps = append(issue.Steps, news.Step{Event: o.Event, Date: o.Date, Change: news.Dropped, Since: last.Event, Confidence: .5,
			Note: "the actor spoke, and no captured account has a word on this", Spans: last.Spans[len(last.Spans)-1:]})
		break
	}
	return issue
}

// rank orders the issues: by likeness to what was asked about, or by events and
// passages.
func rank(l *lexis, issues []news.Issue, units []unit, groups [][]int, about string) {
	weight := make([]float64, len(issues))
	asked := l.query(about)
	for i := range issues {
		weight[i] = float64(len(issues[i].Steps))*1000 + float64(len(groups[i]))
		if asked != nil {
			weight[i] = 0
			for _, u := range groups[i] {
				weight[i] = max(weight[i], l.covered(asked, units[u].terms))
			}
		}
	}
	order := make([]int, len(issues))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return weight[order[a]] > weight[order[b]] })
	sorted := make([]news.Issue, 0, len(issues))
	for _, i := range order {
		sorted = append(sorted, issues[i])
	}
	copy(issues, sorted)
}
