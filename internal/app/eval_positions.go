package app

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/eval"
	"synoptic/extract"
	"synoptic/internal/fault"
	"synoptic/internal/query"
	"synoptic/news"
	"synoptic/position"
	"synoptic/text"
)

// goldPositions is positions.json of the corpus of positions, or events.json of
// the written set, whose steps name points of align/EVENT.json in place of
// passages.
type goldPositions struct {
	Events []struct {
		ID, Storyline, Date, Place string
		Articles                   []string
		Outlets                    map[string]struct{ Name, Published string }
	}
	Positions []struct {
		Actor, Issue string
		Steps        []struct {
			Event    string
			Change   news.Change
			Points   []string
			Passages map[string][][2]int
		}
	}
}

// evalPositions scores issues and changes against positions.json or events.json
// in dir, with its articles in articles/. Which articles are of one event, and of one
// storyline, is gold's; who speaks, and what, is found. A gold actor is the
// one found that speaks most of its passages.
func evalPositions(dir string) (eval.Table, error) {
	t := eval.Table{Suite: "positions", Corpus: filepath.Base(dir)}
	sum := sha256.New()
	g, gold, err := readPositions(dir, sum)
	if err != nil {
		return t, err
	}
	t.Digest = hex.EncodeToString(sum.Sum(nil))
	engine, err := NewEngine()
	if err != nil {
		return t, err
	}
	c, err := g.coverage(dir, engine)
	if err != nil {
		return t, err
	}
	var system, given []eval.PositionIssue
	var actors []string
	for _, issue := range gold {
		if !slices.Contains(actors, issue.Actor) {
			actors = append(actors, issue.Actor)
		}
	}
	for _, name := range actors {
		a := speakerOf(c, gold, name)
		if a == nil {
			continue
		}
		said := query.SpokenBy(c, a)
		for _, issue := range position.Lay(said.Passages, said.Options) {
			system = append(system, positionIssue(name, issue))
		}
		given = append(given, asGiven(said, gold, name)...)
	}
	t.Rows = eval.ScorePositions(gold, system).Rows()
	rules := eval.ScorePositions(gold, given).Changes
	t.Rows = append(t.Rows, eval.Row{Measure: "changes after the first step, issues given", Value: rules.Recall(), N: rules.Gold})
	return t, nil
}

// asGiven lays each gold issue of an actor out by itself, of the passages found
// that overlap it: what the rules of change do when grouping is right.
func asGiven(said *query.Spoken, gold []eval.PositionIssue, actor string) []eval.PositionIssue {
	said.Options.OneIssue = true
	var out []eval.PositionIssue
	for _, issue := range gold {
		if issue.Actor != actor {
			continue
		}
		var on []position.Passage
		for _, p := range said.Passages {
			if holds(issue, p.Statement.Article, p.Statement.Content[0]) {
				on = append(on, p)
			}
		}
		for _, laid := range position.Lay(on, said.Options) {
			out = append(out, positionIssue(actor, laid))
		}
	}
	return out
}

func holds(issue eval.PositionIssue, article string, span text.Span) bool {
	for _, s := range issue.Steps {
		for _, p := range s.Passages {
			if p.Article == article && p.Span.Overlap(span) > 0 {
				return true
			}
		}
	}
	return false
}

func positionIssue(actor string, issue news.Issue) eval.PositionIssue {
	out := eval.PositionIssue{Actor: actor}
	for _, s := range issue.Steps {
		step := eval.PositionStep{Event: s.Event, Change: s.Change}
		for _, st := range s.Statements {
			for _, c := range st.Content {
				step.Passages = append(step.Passages, news.Passage{Article: st.Article, Span: c})
			}
		}
		out.Steps = append(out.Steps, step)
	}
	return out
}

// readPositions reads the gold of dir.
func readPositions(dir string, sum hash.Hash) (*goldPositions, []eval.PositionIssue, error) {
	var g goldPositions
	data, err := os.ReadFile(filepath.Join(dir, "positions.json"))
	if err != nil {
		if data, err = os.ReadFile(filepath.Join(dir, "events.json")); err != nil {
			return nil, nil, fault.New(fault.Input, "%s: neither positions.json nor events.json in this folder", dir)
		}
	}
	sum.Write(data)
	if err := json.Unmarshal(data, &g); err != nil {
		return nil, nil, fault.New(fault.Input, "%s: the gold positions: %w", dir, err)
	}
	if len(g.Positions) == 0 {
		return nil, nil, fault.New(fault.Input, "%s: the gold has no positions", dir)
	}
	points := goldPoints{dir: dir, sum: sum, of: map[string]map[string][]news.Passage{}}
	var issues []eval.PositionIssue
	for _, p := range g.Positions {
		issue := eval.PositionIssue{Actor: p.Actor}
		for _, s := range p.Steps {
			step := eval.PositionStep{Event: s.Event, Change: s.Change}
			for _, point := range s.Points {
				ps, err := points.passages(s.Event, point)
				if err != nil {
					return nil, nil, err
				}
				step.Passages = append(step.Passages, ps...)
			}
			for article, spans := range s.Passages {
				for _, sp := range spans {
					step.Passages = append(step.Passages, news.Passage{Article: article, Span: text.Span{Start: sp[0], End: sp[1]}})
				}
			}
			slices.SortFunc(step.Passages, func(a, b news.Passage) int {
				return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Span.Start, b.Span.Start))
			})
			issue.Steps = append(issue.Steps, step)
		}
		issues = append(issues, issue)
	}
	return &g, issues, nil
}

// goldPoints finds the passages of points in align/EVENT.json.
type goldPoints struct {
	dir string
	sum hash.Hash
	of  map[string]map[string][]news.Passage // event → point → what carries it, in somebody's words
}

func (g *goldPoints) passages(event, point string) ([]news.Passage, error) {
	if g.of[event] == nil {
		file := filepath.Join(g.dir, "align", event+".json")
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fault.New(fault.Input, "read the points of an event: %w", err)
		}
		g.sum.Write(data)
		var e struct {
			Points []struct {
				ID       string
				Readings map[string][]struct {
					Start, End int
					Form       news.Form
				}
			}
		}
		if err := json.Unmarshal(data, &e); err != nil {
			return nil, fault.New(fault.Input, "%s: %w", file, err)
		}
		g.of[event] = map[string][]news.Passage{}
		for _, p := range e.Points {
			g.of[event][p.ID] = nil
			for article, readings := range p.Readings {
				for _, r := range readings {
					if r.Form != news.Narrated { // no statement of the actor's
						g.of[event][p.ID] = append(g.of[event][p.ID], news.Passage{Article: article, Span: text.Span{Start: r.Start, End: r.End}})
					}
				}
			}
		}
	}
	return g.of[event][point], nil
}

// coverage analyses the articles, and puts the gold's events in the place of those found.
func (g *goldPositions) coverage(dir string, engine *Engine) (*news.Coverage, error) {
	var articles []news.Article
	var events []news.Event
	var lines []news.Storyline
	wanted := map[string]bool{}
	for _, p := range g.Positions {
		for _, s := range p.Steps {
			wanted[s.Event] = true
		}
	}
	for _, e := range g.Events {
		if !wanted[e.ID] {
			continue
		}
		date, _ := news.ParseDate(e.Date)
		events = append(events, news.Event{ID: e.ID, Date: date, Place: e.Place, Articles: e.Articles, Storyline: e.Storyline})
		if n := len(lines); n == 0 || lines[n-1].ID != e.Storyline {
			lines = append(lines, news.Storyline{ID: e.Storyline, Title: e.Storyline})
		}
		lines[len(lines)-1].Events = append(lines[len(lines)-1].Events, e.ID)
		for _, id := range e.Articles {
			body, err := os.ReadFile(filepath.Join(dir, "articles", id+".txt"))
			if err != nil {
				return nil, fault.New(fault.Input, "read an article of the gold: %w", err)
			}
			a, err := extract.Text(id, id+".txt", body)
			if err != nil {
				return nil, err
			}
			o := e.Outlets[id[strings.IndexByte(id, '_')+1:]]
			a.Outlet = o.Name
			a.Published, _ = news.ParseDate(o.Published)
			articles = append(articles, a)
		}
	}
	c, errs := engine.Analyse(articles, Options{})
	if len(errs) > 0 {
		return nil, errs[0]
	}
	c.Events, c.Storylines = events, lines
	return c, nil
}

// speakerOf is the actor that speaks most of the passages of a gold actor; nil
// if nobody does.
func speakerOf(c *news.Coverage, gold []eval.PositionIssue, actor string) *news.Actor {
	votes := map[string]int{}
	at := c.Index()
	for _, issue := range gold {
		if issue.Actor != actor {
			continue
		}
		for _, s := range issue.Steps {
			for _, p := range s.Passages {
				i, ok := at[p.Article]
				if !ok {
					continue
				}
				for _, st := range news.StatementsOf(&c.Articles[i], c.Documents[i], c.ActorOf[i]) {
					if st.Actor != "" && text.Cover(st.Content).Overlap(p.Span) > 0 {
						votes[st.Actor]++
					}
				}
			}
		}
	}
	var best *news.Actor
	for i := range c.Actors {
		if a := &c.Actors[i]; votes[a.ID] > 0 && (best == nil || votes[a.ID] > votes[best.ID]) {
			best = a
		}
	}
	return best
}
