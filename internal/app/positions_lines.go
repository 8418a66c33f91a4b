package app

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"synoptic/eval"
	"synoptic/extract"
	"synoptic/news"
	"synoptic/text"
)

// parseStoryline reads a storyline with marked passages: a head of lines
// "p1 | actor", "i1 | p1 | issue", "e1 | day | event" and "change | e2 i1 KIND | why", then
// accounts, each after "== e1 Outlet", in which {i1|words} is a passage on issue i1.
func parseStoryline(name, source string) (knownStory, error) {
	p := lineParser{name: name, events: map[string]news.Event{}, issues: map[string]*eval.PositionIssue{}, changes: map[[2]string]news.Change{}}
	head, accounts, _ := strings.Cut("\n"+source, "\n== ")
	for line := range strings.Lines(head) {
		if err := p.declare(strings.TrimSpace(line)); err != nil {
			return p.story, err
		}
	}
	for account := range strings.SplitSeq(accounts, "\n== ") {
		if err := p.account(account); err != nil {
			return p.story, err
		}
	}
	return p.finish()
}

type lineParser struct {
	name    string
	story   knownStory
	order   []string // of events
	events  map[string]news.Event
	named   []string // issues, in order
	issues  map[string]*eval.PositionIssue
	changes map[[2]string]news.Change // event and issue → change
}

func (p *lineParser) declare(line string) error {
	kind, rest, ok := strings.Cut(line, " | ")
	switch {
	case line == "" || strings.HasPrefix(line, "storyline:"):
	case !ok:
		return fmt.Errorf("a line of no kind: %q", line)
	case kind == "change":
		fields := strings.Fields(rest)
		if len(fields) < 3 || p.issues[fields[1]] == nil || p.events[fields[0]].ID == "" {
			return fmt.Errorf("a change of no known event and issue: %q", line)
		}
		p.changes[[2]string{fields[0], fields[1]}] = news.Change(fields[2])
	case kind[0] == 'i':
		actor, _, _ := strings.Cut(rest, " | ")
		p.issues[kind] = &eval.PositionIssue{Actor: p.name + " " + actor}
		p.named = append(p.named, kind)
	case kind[0] == 'e':
		day, _, _ := strings.Cut(rest, " | ")
		date, err := news.ParseDate(day)
		if err != nil {
			return err
		}
		p.events[kind] = news.Event{ID: p.name + " " + kind, Date: date, Storyline: p.name}
		p.order = append(p.order, kind)
	case kind[0] == 'p':
	default:
		return fmt.Errorf("a line of no kind: %q", line)
	}
	return nil
}

// account reads the text after "== ": event, outlet, and the words with their marks.
func (p *lineParser) account(source string) error {
	first, rest, _ := strings.Cut(source, "\n")
	event, outlet, _ := strings.Cut(strings.TrimSpace(first), " ")
	e, ok := p.events[event]
	if !ok {
		return fmt.Errorf("an account of no known event: %q", first)
	}
	id := fmt.Sprintf("%s_%s_%d", p.name, event, len(e.Articles))
	body, marks, err := p.marked(strings.TrimSpace(rest))
	if err != nil {
		return err
	}
	a, err := extract.Text(id, id+".txt", []byte(body))
	if err != nil {
		return err
	}
	if a.Text != body {
		return fmt.Errorf("the text of %q is not kept as it is", first)
	}
	a.Outlet, a.Published = outlet, e.Date
	p.story.articles = append(p.story.articles, a)
	e.Articles = append(e.Articles, id)
	p.events[event] = e
	for _, m := range marks {
		p.put(p.issues[m.issue], e.ID, news.Passage{Article: id, Span: m.span})
	}
	return nil
}

type mark struct {
	issue string
	span  text.Span
}

// marked takes the marks out of a text.
func (p *lineParser) marked(source string) (string, []mark, error) {
	var b strings.Builder
	var marks []mark
	for {
		before, rest, ok := strings.Cut(source, "{")
		b.WriteString(before)
		if !ok {
			return b.String(), marks, nil
		}
		inside, after, closed := strings.Cut(rest, "}")
		issue, words, named := strings.Cut(inside, "|")
		if !closed || !named || p.issues[issue] == nil || strings.Contains(words, "{") {
			return "", nil, fmt.Errorf("a mark of no known issue: {%.40s", rest)
		}
		start := b.Len()
		b.WriteString(words)
		marks = append(marks, mark{issue, text.Span{Start: start, End: b.Len()}})
		source = after
	}
}

func (p *lineParser) put(issue *eval.PositionIssue, event string, x news.Passage) {
	k := slices.IndexFunc(issue.Steps, func(s eval.PositionStep) bool { return s.Event == event })
	if k < 0 {
		k = len(issue.Steps)
		issue.Steps = append(issue.Steps, eval.PositionStep{Event: event})
	}
	issue.Steps[k].Passages = append(issue.Steps[k].Passages, x)
}

// finish puts steps in order, and labels them.
func (p *lineParser) finish() (knownStory, error) {
	at := map[string]int{}
	slices.SortStableFunc(p.order, func(a, b string) int { return cmp.Compare(p.events[a].Date.String(), p.events[b].Date.String()) })
	for i, e := range p.order {
		at[p.events[e].ID] = i
		p.story.add(p.events[e])
	}
	for _, name := range p.named {
		issue := p.issues[name]
		for _, e := range p.order {
			if p.changes[[2]string{e, name}] == news.Dropped {
				issue.Steps = append(issue.Steps, eval.PositionStep{Event: p.events[e].ID, Change: news.Dropped})
			}
		}
		slices.SortStableFunc(issue.Steps, func(a, b eval.PositionStep) int { return cmp.Compare(at[a.Event], at[b.Event]) })
		for i := range issue.Steps {
			s := &issue.Steps[i]
			short := strings.TrimPrefix(s.Event, p.name+" ")
			s.Change = cmp.Or(p.changes[[2]string{short, name}], news.Repeated)
			if i == 0 {
				s.Change = news.First
			}
			if s.Change == news.Dropped && len(s.Passages) > 0 {
				return p.story, fmt.Errorf("%s is dropped at %s, where it has passages", name, short)
			}
		}
		if len(issue.Steps) > 0 {
			p.story.issues = append(p.story.issues, *issue)
		}
	}
	return p.story, nil
}
