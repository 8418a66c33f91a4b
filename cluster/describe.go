package cluster

import (
	"cmp"
	"fmt"
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

// MostReasons is how many reasons are given for an event.
const MostReasons = 3

// reasons says for the two most central accounts, and for each further one, why
// it is in the event; the strongest three are kept. Confidence is the mean
// similarity of the accounts to the rest, brought to 0..1.
func (e *event) reasons() (float32, []news.Reason) {
	if len(e.docs) < 2 {
		return 1, nil
	}
	docs := e.central()
	a := docs[0]
	var all []news.Reason
	sum := 0.0
	for _, b := range docs[1:] {
		sum += similarity(a, b)
		all = append(all, reasonsOf(a, b)...)
	}
	slices.SortStableFunc(all, func(x, y news.Reason) int { return cmp.Compare(y.Weight, x.Weight) })
	return confidence(sum / float64(len(docs)-1)), distinctReasons(all)
}

// confidence maps a raw similarity of .25 to a half and .55 to nearly one.
func confidence(s float64) float32 {
	return float32(max(0.05, min(0.99, 0.5+(s-0.25)*1.6)))
}

// distinctReasons keeps the first reasons that differ in words.
func distinctReasons(all []news.Reason) []news.Reason {
	var out []news.Reason
	for _, r := range all {
		if len(out) == MostReasons {
			break
		}
		if !slices.ContainsFunc(out, func(o news.Reason) bool { return o.Text == r.Text }) {
			out = append(out, r)
		}
	}
	return out
}

// reasonsOf lists why a and b are in one event, each with what it adds to their
// similarity.
func reasonsOf(a, b *doc) []news.Reason {
	var byKind [copyTerm + 1]struct {
		weight float64
		shared []sharedTerm
	}
	for _, s := range sharedTerms(a, b) {
		k := &byKind[s.kind]
		k.weight += s.weight
		k.shared = append(k.shared, s)
	}
	var out []news.Reason
	add := func(weight float64, words string) {
		out = append(out, news.Reason{A: a.id, B: b.id, Text: words, Weight: float32(weight)})
	}
	if k := byKind[copyTerm]; k.weight > 0 {
		add(k.weight, "one has text of the other")
	}
	if k := byKind[dayTerm]; k.weight > 0 {
		add(k.weight, "both name the same day")
	}
	if k := byKind[actorTerm]; len(k.shared) > 0 {
		add(k.weight, "both are about "+list(k.shared))
	}
	if k := byKind[nameTerm]; len(k.shared) > 0 {
		add(k.weight, "both name "+list(k.shared))
	}
	if k := byKind[numberTerm]; len(k.shared) > 0 {
		add(k.weight, "both give "+list(k.shared))
	}
	if k := byKind[plainTerm]; len(k.shared) > 0 {
		add(k.weight, fmt.Sprintf("both say %s", list(k.shared)))
	}
	return out
}

type sharedTerm struct {
	kind   termKind
	text   string
	weight float64
}

// sharedTerms is the terms of both documents, heaviest first. Those that are
// not among the labels of either have no text and are left out, except marks.
func sharedTerms(a, b *doc) []sharedTerm {
	var out []sharedTerm
	for i, j := 0, 0; i < len(a.vec) && j < len(b.vec); {
		x, y := a.vec[i], b.vec[j]
		switch {
		case x.key < y.key:
			i++
			continue
		case x.key > y.key:
			j++
			continue
		}
		i, j = i+1, j+1
		s := sharedTerm{x.kind, cmp.Or(a.label(x.key), b.label(x.key)), float64(x.weight) * float64(y.weight)}
		if s.text != "" || x.kind == dayTerm || x.kind == copyTerm {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(x, y sharedTerm) int { return cmp.Compare(y.weight, x.weight) })
	return out
}

func (d *doc) label(key uint32) string {
	for _, l := range d.labels {
		if l.key == key {
			return l.text
		}
	}
	return ""
}

// list writes the first three terms as English does.
func list(shared []sharedTerm) string {
	var texts []string
	for _, s := range shared[:min(3, len(shared))] {
		texts = append(texts, s.text)
	}
	switch n := len(texts); n {
	case 1:
		return texts[0]
	case 2:
		return texts[0] + " and " + texts[1]
	default:
		return strings.Join(texts[:n-1], ", ") + " and " + texts[n-1]
	}
}

func byID(e news.Event, id string) int { return compareIDs(e.ID, id) }

// compareIDs orders "e2" before "e10".
func compareIDs(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}
