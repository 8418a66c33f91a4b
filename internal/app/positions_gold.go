package app

import (
	"cmp"
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
	"synoptic/text"
)

// knownStory is articles with their events, and the positions in them that are known.
// Names of actors are made unlike those of other stories by the story's.
type knownStory struct {
	articles []news.Article
	events   []news.Event
	lines    []news.Storyline
	issues   []eval.PositionIssue
}

// readPositions reads the stories of dir: storylines with marked passages (*.txt), or
// positions.json or events.json beside articles/.
func readPositions(dir string, sum hash.Hash) ([]knownStory, error) {
	files, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	if len(files) > 0 {
		var out []knownStory
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				return nil, fault.New(fault.Input, "read a storyline: %w", err)
			}
			sum.Write(data)
			s, err := parseStoryline(strings.TrimSuffix(filepath.Base(f), ".txt"), string(data))
			if err != nil {
				return nil, fault.New(fault.Input, "%s: %w", f, err)
			}
			out = append(out, s)
		}
		return out, nil
	}
	var g goldPositions
	data, err := os.ReadFile(filepath.Join(dir, "positions.json"))
	if err != nil {
		if data, err = os.ReadFile(filepath.Join(dir, "events.json")); err != nil {
			return nil, fault.New(fault.Input, "%s: no storylines (*.txt), positions.json or events.json in this folder", dir)
		}
	}
	sum.Write(data)
	if err := json.Unmarshal(data, &g); err != nil {
		return nil, fault.New(fault.Input, "%s: the gold positions: %w", dir, err)
	}
	if len(g.Positions) == 0 {
		return nil, fault.New(fault.Input, "%s: the gold has no positions", dir)
	}
	s, err := g.story(dir, sum)
	return []knownStory{s}, err
}

// covered analyses the articles, and puts the story's events in the place of those
// found.
func (s *knownStory) covered(engine *Engine) (*news.Coverage, error) {
	c, errs := engine.Analyse(s.articles, Options{})
	if len(errs) > 0 {
		return nil, errs[0]
	}
	c.Events, c.Storylines = s.events, s.lines
	return c, nil
}

// heard is what a known actor of a story was found to say.
type heard struct {
	name string
	said *query.Spoken
}

// speakers are the known actors of s, each as that actor found in c that speaks most
// of its passages. Who speaks none is left out.
func (s *knownStory) speakers(c *news.Coverage) []heard {
	var names []string
	for _, issue := range s.issues {
		if !slices.Contains(names, issue.Actor) {
			names = append(names, issue.Actor)
		}
	}
	voices := query.Hear(c)
	var out []heard
	for _, name := range names {
		if a := speakerOf(c, voices, s.issues, name); a != nil {
			out = append(out, heard{name, query.SpokenBy(c, a)})
		}
	}
	return out
}

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

func (g *goldPositions) story(dir string, sum hash.Hash) (knownStory, error) {
	var s knownStory
	points := goldPoints{dir: dir, sum: sum, of: map[string]map[string][]news.Passage{}}
	for _, p := range g.Positions {
		issue := eval.PositionIssue{Actor: p.Actor}
		for _, known := range p.Steps {
			step := eval.PositionStep{Event: known.Event, Change: known.Change}
			for _, point := range known.Points {
				ps, err := points.passages(known.Event, point)
				if err != nil {
					return s, err
				}
				step.Passages = append(step.Passages, ps...)
			}
			for article, spans := range known.Passages {
				for _, sp := range spans {
					step.Passages = append(step.Passages, news.Passage{Article: article, Span: text.Span{Start: sp[0], End: sp[1]}})
				}
			}
			slices.SortFunc(step.Passages, func(a, b news.Passage) int {
				return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Span.Start, b.Span.Start))
			})
			issue.Steps = append(issue.Steps, step)
		}
		s.issues = append(s.issues, issue)
	}
	return s, g.read(&s, dir)
}

// read reads the articles of the events that have positions.
func (g *goldPositions) read(s *knownStory, dir string) error {
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
		s.add(news.Event{ID: e.ID, Date: date, Place: e.Place, Articles: e.Articles, Storyline: e.Storyline})
		for _, id := range e.Articles {
			body, err := os.ReadFile(filepath.Join(dir, "articles", id+".txt"))
			if err != nil {
				return fault.New(fault.Input, "read an article of the gold: %w", err)
			}
			a, err := extract.Text(id, id+".txt", body)
			if err != nil {
				return err
			}
			o := e.Outlets[id[strings.IndexByte(id, '_')+1:]]
			a.Outlet = o.Name
			a.Published, _ = news.ParseDate(o.Published)
			s.articles = append(s.articles, a)
		}
	}
	return nil
}

// add takes an event, the next of its storyline.
func (s *knownStory) add(e news.Event) {
	s.events = append(s.events, e)
	if n := len(s.lines); n == 0 || s.lines[n-1].ID != e.Storyline {
		s.lines = append(s.lines, news.Storyline{ID: e.Storyline, Title: e.Storyline})
	}
	line := &s.lines[len(s.lines)-1]
	line.Events = append(line.Events, e.ID)
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

// speakerOf is the actor that speaks most of the passages of a gold actor; nil
// if nobody does.
func speakerOf(c *news.Coverage, voices *query.Voices, gold []eval.PositionIssue, actor string) *news.Actor {
	at := c.Index()
	var best *news.Actor
	most := 0
	for i := range c.Actors {
		a := &c.Actors[i]
		n := 0
		for _, issue := range gold {
			if issue.Actor == actor {
				n += spoken(voices, at, issue, a.ID)
			}
		}
		if n > most {
			best, most = a, n
		}
	}
	return best
}

// spoken counts the passages of an issue that an actor was found to say.
func spoken(voices *query.Voices, at map[string]int, issue eval.PositionIssue, actor string) int {
	n := 0
	for _, s := range issue.Steps {
		for _, p := range s.Passages {
			i, ok := at[p.Article]
			if ok && slices.ContainsFunc(voices.Of(i, actor), func(st news.Statement) bool { return text.Cover(st.Content).Overlap(p.Span) > 0 }) {
				n++
			}
		}
	}
	return n
}
