package app

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"sort"
	"strings"

	"synoptic/eval"
	"synoptic/internal/fault"
	"synoptic/link"
	"synoptic/news"
	"synoptic/nlp/quote"
	"synoptic/text"
)

// jsonMention is a line of mentions.jsonl: of NewsWCL50 with concept, of the
// invented events with actor.
type jsonMention struct {
	Article    string `json:"article"`
	Start, End int
	Text       string `json:"text"`
	Concept    string `json:"concept"`
	Actor      string `json:"actor"`
	Type       string `json:"type"`
	Event      any    `json:"event"`
}

// events scores mentions.jsonl beside articles/*.txt. NewsWCL50 counts offsets in
// code points and its concepts hold inside one event; the invented events count
// bytes and their actors go through the corpus, in the order of dates in
// events.json.
func (s *corefSuite) events(dir string) ([]eval.Row, error) {
	texts, items, err := s.loadEvents(dir)
	if err != nil {
		return nil, err
	}
	return s.eventsRows(dir, texts, items)
}

func (s *corefSuite) eventsRows(dir string, texts []linked, items []goldItem) ([]eval.Row, error) {
	l, err := s.predict(texts, items, link.Options{})
	if err != nil {
		return nil, err
	}
	rows := eventRows(l, items)
	if exists(dir, "attributions.jsonl") {
		row, err := s.speakers(dir, texts, items)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (s *corefSuite) loadEvents(dir string) ([]linked, []goldItem, error) {
	ms, err := readLines[jsonMention](s, dir, "mentions.jsonl")
	if err != nil {
		return nil, nil, err
	}
	dates, err := s.dates(dir)
	if err != nil {
		return nil, nil, err
	}
	texts, at, err := s.articles(dir, ms, dates)
	if err != nil {
		return nil, nil, err
	}
	var items []goldItem
	for _, m := range ms {
		k := at[m.Article]
		doc := texts[k].doc
		span := text.Span{Start: m.Start, End: m.End}
		gold := m.Actor
		if m.Concept != "" {
			span, gold = bytesOf(doc.Text, span), m.Concept
			texts[k].scope = fmt.Sprint(m.Event)
		}
		if m.Concept != "" && m.Type != "ACTOR" && m.Type != "COUNTRY" && m.Type != "GROUP" && m.Type != "ACTOR-I" {
			continue
		}
		r := doc.TokensIn(span)
		if r.Len() <= 0 {
			return nil, nil, fault.New(fault.Input, "%s: mention %q at %d covers no token", m.Article, m.Text, m.Start)
		}
		items = append(items, goldItem{Article: m.Article, Text: m.Text, Type: m.Type, Gold: gold, at: r, doc: k})
	}
	return texts, items, nil
}

// dates reads when the articles of the invented events were published.
func (s *corefSuite) dates(dir string) (map[string]news.Date, error) {
	out := map[string]news.Date{}
	if !exists(dir, "events.json") {
		return out, nil
	}
	data, err := s.read(dir, "events.json")
	if err != nil {
		return nil, err
	}
	var f struct {
		Events []struct {
			ID       string
			Articles []string
			Outlets  map[string]struct{ Published string }
		}
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fault.New(fault.Input, "read %s: %w", filepath.Join(dir, "events.json"), err)
	}
	for _, e := range f.Events {
		for _, a := range e.Articles {
			if out[a], err = news.ParseDate(e.Outlets[strings.TrimPrefix(a, e.ID+"_")].Published); err != nil {
				return nil, fault.New(fault.Input, "%s: %w", a, err)
			}
		}
	}
	return out, nil
}

// articles annotates the texts that have mentions, by date, then id.
func (s *corefSuite) articles(dir string, ms []jsonMention, dates map[string]news.Date) ([]linked, map[string]int, error) {
	at := map[string]int{}
	var ids []string
	for _, m := range ms {
		if _, ok := at[m.Article]; !ok {
			at[m.Article] = 0
			ids = append(ids, m.Article)
		}
	}
	sort.Slice(ids, func(i, j int) bool {
		if a, b := dates[ids[i]], dates[ids[j]]; a != b {
			return a.Before(b)
		}
		return ids[i] < ids[j]
	})
	var texts []linked
	for i, id := range ids {
		at[id] = i
		data, err := s.read(dir, "articles", id+".txt")
		if err != nil {
			return nil, nil, err
		}
		doc := &text.Document{ID: id, Text: string(data)}
		if err := s.english.Annotate(doc); err != nil {
			return nil, nil, err
		}
		if doc.Quotes == nil {
			if err := (quote.Stage{}).Annotate(doc); err != nil {
				return nil, nil, err
			}
		}
		texts = append(texts, linked{article: news.Article{ID: id, Text: doc.Text, Published: dates[id]}, doc: doc})
	}
	return texts, at, nil
}

// bytesOf turns code points into bytes.
func bytesOf(s string, points text.Span) text.Span {
	out := text.Span{Start: len(s), End: len(s)}
	n := 0
	for i := range s {
		if n == points.Start {
			out.Start = i
		}
		if n == points.End {
			out.End = i
			break
		}
		n++
	}
	return out
}
