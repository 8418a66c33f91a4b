package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"synoptic/internal/query"
	"synoptic/internal/web/svg"
)

// storylinePage is the events of one running affair.
type storylinePage struct {
	query.Storyline
	Picture  svg.Drawing
	Lines    []eventLine // oldest first
	Articles int
	More     int
	Network  svg.Drawing
	Known    int // events whose accounts were compared
}

// The most events of a storyline that one page shows.
const storylineEvents = 150

func (s *Site) storyline(r *http.Request) (answer, error) {
	l, err := s.Reader.Storyline(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	p := storylinePage{Storyline: l}
	rows := slices.Clone(l.Events)
	slices.SortStableFunc(rows, func(a, b query.EventRow) int {
		return cmp.Or(a.Date.Time().Compare(b.Date.Time()), cmp.Compare(a.ID, b.ID))
	})
	for _, e := range rows {
		p.Articles += len(e.Articles)
	}
	if len(rows) > storylineEvents {
		p.More = len(rows) - storylineEvents
		rows = rows[p.More:]
	}
	if p.Lines, err = s.eventLines(r, rows); err != nil {
		return nil, err
	}
	p.Picture = s.timeline(l, rows, true)
	var edges []query.Speaks
	names := map[string]string{}
	for _, e := range p.Lines {
		if !e.Known {
			continue
		}
		c, err := s.Reader.Compared(r.Context(), e.ID)
		if err != nil {
			return nil, err
		}
		p.Known++
		edges = append(edges, c.Speaks...)
		for _, a := range c.Coverage.Actors {
			names[a.ID] = a.Name
		}
	}
	if len(edges) > 0 {
		p.Network = network(s.pages.messages, s.pages.say("network.title", l.Storyline.Title), gather(edges), func(id string) string { return cmp.Or(names[id], id) }, actorURL)
	}
	return view{name: "storyline", title: l.Storyline.Title, data: p}, nil
}

func (s *Site) timeline(l query.Storyline, rows []query.EventRow, linked bool) svg.Drawing {
	t := svg.Timeline{Text: svg.Text{Title: s.pages.say("timeline.title", l.Storyline.Title), Description: s.pages.say("timeline.description", len(rows))}}
	for _, e := range rows {
		m := svg.Mark{When: e.Date.Time(), Date: e.Date.Words(), Title: e.Title, Weight: len(e.Articles)}
		if linked {
			m.Href = eventURL(e.ID)
		}
		t.Marks = append(t.Marks, m)
	}
	return svg.DrawTimeline(t)
}

func (s *Site) storylineFile(r *http.Request) (answer, error) {
	l, err := s.Reader.Storyline(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	slices.Reverse(l.Events)
	return drawing{s.timeline(l, l.Events, false), "timeline-" + l.Storyline.ID}, nil
}

func (s *Site) storylineCSV(r *http.Request) (answer, error) {
	l, err := s.Reader.Storyline(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	t := table{name: "timeline-" + l.Storyline.ID, head: []string{"event", "date", "title", "place", "accounts", "outlets", "origins"}}
	for _, e := range l.Events {
		t.rows = append(t.rows, []string{e.ID, e.Date.String(), e.Title, e.Place, strconv.Itoa(len(e.Articles)), strconv.Itoa(e.Outlets), strconv.Itoa(e.Origins)})
	}
	return t, nil
}
