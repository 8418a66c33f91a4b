package cluster

import (
	"cmp"
	"slices"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// describe makes the event that others see.
func describe(e *event) news.Event {
	if len(e.docs) == 0 {
		return e.summary.event
	}
	out := news.Event{
		ID: e.id(), Title: e.title(), Date: e.happened(), Place: e.place(),
		Participants: e.participants(), Articles: e.articles(),
	}
	out.Confidence, out.Reasons = e.reasons()
	if e.summary != nil {
		out.Date, out.Place = firstDate(e.summary.event.Date, out.Date), cmp.Or(e.summary.event.Place, out.Place)
	}
	return out
}

func firstDate(a, b news.Date) news.Date {
	if a.IsZero() {
		return b
	}
	return a
}

// closedEvent is the description of an event that has left the window.
func (e *event) closedEvent(c *Clusterer) news.Event {
	ev := e.summary.event
	ev.Articles = slices.Clone(e.gone)
	return ev
}

// articles lists the event's articles by date of publication, undated ones
// last, then by id.
func (e *event) articles() []string {
	docs := slices.Clone(e.docs)
	slices.SortFunc(docs, func(a, b *doc) int {
		switch {
		case a.date.IsZero() != b.date.IsZero():
			if b.date.IsZero() {
				return -1
			}
			return 1
		case a.date.Before(b.date):
			return -1
		case b.date.Before(a.date):
			return 1
		}
		return strings.Compare(a.id, b.id)
	})
	ids := slices.Clone(e.gone)
	for _, d := range docs {
		ids = append(ids, d.id)
	}
	return ids
}

// central returns the documents by how close they are to all, closest first.
func (e *event) central() []*doc {
	docs := slices.Clone(e.docs)
	score := make(map[*doc]float64, len(docs))
	for _, d := range docs {
		score[d] = dot(d.vec, e.group.vec)
	}
	slices.SortStableFunc(docs, func(a, b *doc) int { return cmp.Compare(score[b], score[a]) })
	return docs
}

// title is the headline of the most central account that has one, own reports
// before copies; where none has one, the first words of the most central.
func (e *event) title() string {
	central := e.central()
	for _, fits := range []func(*doc) bool{
		func(d *doc) bool { return d.headed && !d.isCopy },
		func(d *doc) bool { return d.headed },
		func(*doc) bool { return true },
	} {
		if i := slices.IndexFunc(central, func(d *doc) bool { return d.title != "" && fits(d) }); i >= 0 {
			return central[i].title
		}
	}
	return ""
}

// place is the place that most accounts give, the earliest of them first.
func (e *event) place() string {
	votes := make(map[string]int)
	best := ""
	for _, d := range e.docs {
		if d.place != "" {
			votes[strings.ToLower(d.place)]++
		}
	}
	for _, d := range e.docs {
		if d.place != "" && (best == "" || votes[strings.ToLower(d.place)] > votes[strings.ToLower(best)]) {
			best = d.place
		}
	}
	return best
}

// participants is the actors of at least a third of the accounts, most
// mentioned first.
func (e *event) participants() []string {
	accounts, mentions := make(map[string]int), make(map[string]int)
	var ids []string
	for _, d := range e.docs {
		for _, m := range d.actors {
			if accounts[m.Actor] == 0 {
				ids = append(ids, m.Actor)
			}
			accounts[m.Actor]++
			mentions[m.Actor] += m.Count
		}
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return 3*accounts[id] < len(e.docs) })
	slices.SortStableFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(accounts[b], accounts[a]), cmp.Compare(mentions[b], mentions[a]), strings.Compare(a, b))
	})
	return ids
}

// longestTitle is the most bytes of a first sentence that serves as a title.
const longestTitle = 160

// titleOf is an article's title in one line; of an article without one, its
// first sentence, cut at a word if it is long.
func titleOf(a *news.Article) string {
	if t := strings.Join(strings.Fields(a.TitleText()), " "); t != "" {
		return t
	}
	line, _, _ := strings.Cut(strings.TrimLeft(a.Text[a.Dateline.Span.End:], " \t\r\n–—-:"), "\n")
	if i := strings.Index(line, ". "); i > 40 {
		line = line[:i+1]
	}
	if len(line) > longestTitle {
		line = line[:strings.LastIndexByte(line[:longestTitle], ' ')+1]
		return strings.TrimSpace(line) + " …"
	}
	return strings.Clone(strings.TrimSpace(line))
}

// placeOf is the place of the dateline, or else the first place that the layers
// name in the lead.
func placeOf(a *news.Article, d *text.Document) string {
	if a.Dateline.Place != "" || d == nil {
		return a.Dateline.Place
	}
	for _, en := range d.Entities {
		if en.Span.Start > 600 {
			break
		}
		if en.Type == text.Place || en.Type == text.Polity {
			return strings.Clone(en.Span.In(d.Text))
		}
	}
	return ""
}

func byID(e news.Event, id string) int { return compareIDs(e.ID, id) }

// compareIDs orders "e2" before "e10".
func compareIDs(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}
