package collate

import (
	"strings"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
	"synoptic/timex"
)

func (e *event) numbersOf(s *side) []quantity {
	var out []quantity
	for _, x := range s.units {
		out = append(out, e.units[x].numbers...)
	}
	return out
}

func (e *event) datesOf(s *side) []moment {
	var out []moment
	for _, x := range s.units {
		out = append(out, e.units[x].dates...)
	}
	return out
}

// numberRule: both accounts count the same thing, and no number agrees, also not one
// elsewhere in the sentences; or the number is the same, but exact in one and a
// bound in the other.
func numberRule(e *event, a, b *side) finding {
	as, bs := e.numbersOf(a), e.numbersOf(b)
	if e.givenBy(as, b) || e.givenBy(bs, a) {
		return finding{settled: true}
	}
	var f finding
	for _, x := range as {
		for _, y := range bs {
			if x.unit == "" || !e.sameUnit(x.unit, y.unit) || max(x.value, y.value) >= otherThing*min(x.value, y.value) {
				continue
			}
			n := finding{kind: news.NumberDiffers, a: a.counted(x), b: b.counted(y), confidence: .7}
			if x.allows(y) || y.allows(x) {
				n.confidence, n.note = .4, lessExactly
			}
			if f.kind == "" || n.confidence < f.confidence {
				f = n
			}
		}
	}
	return f
}

// givenBy says that the sentence of a side gives one of some numbers.
func (e *event) givenBy(numbers []quantity, s *side) bool {
	return len(numbers) > 0 && e.agree(numbers, quantities(s.doc.Document, s.sentence()))
}

const lessExactly = "; one is less exact"

// otherThing is how many times as great a number is that counts something else.
const otherThing = 100

// agree says that two lists of numbers have one of one unit in common.
func (e *event) agree(as, bs []quantity) bool {
	for _, x := range as {
		for _, y := range bs {
			if x.unit != "" && e.sameUnit(x.unit, y.unit) && x.equals(y) && (x.bound == y.bound || x.bound == about || y.bound == about || x.part || y.part) {
				return true
			}
		}
	}
	return false
}

// counted is a number with the words that make it a bound, and the noun that it
// counts.
func (s *side) counted(q quantity) text.Span {
	r := text.Range{Start: q.tokens.Start, End: max(q.tokens.End, q.noun+1)}
	if q.bound != exactly {
		r.Start = boundStart(s.doc.Document, r.Start, s.sentence())
	}
	return s.doc.SpanOf(r)
}

// sameUnit says that two counted nouns may be one: the same, or near synonyms.
func (e *event) sameUnit(a, b string) bool {
	if a == b || calendar[a] || calendar[b] {
		return a == b
	}
	x, okX := e.lexis.index[a]
	y, okY := e.lexis.index[b]
	return okX && okY && e.lexis.similarity(x, y) > .6
}

// dateRule: the accounts give dates that cannot be the same, or in terms of
// which the texts do not say that they mean one time ("on Tuesday", "on 8 May",
// "earlier this week"), and no two that are.
func dateRule(e *event, a, b *side) finding {
	var f finding
	for _, x := range e.datesOf(a) {
		for _, y := range e.datesOf(b) {
			n := finding{kind: news.DateDiffers, a: a.doc.SpanOf(x.tokens), b: b.doc.SpanOf(y.tokens), confidence: .7}
			switch compareMoments(x, a.published, y, b.published) {
			case sameTime:
				return finding{settled: true}
			case open:
				if x.isYear() || y.isYear() {
					continue // "2031" and "8 March" are told of different things, as a rule
				}
				n.confidence, n.note = .4, "; the texts do not say whether it is one time"
			case lessExact:
				if !y.within(x) && e.toldExactly(x, a.published, b) || !x.within(y) && e.toldExactly(y, b.published, a) {
					return finding{settled: true}
				}
				n.confidence, n.note = .4, lessExactly
			}
			if (f.kind == "" || n.confidence < f.confidence) && (n.note == lessExactly || e.oneDeed(a, x, b, y)) {
				f = n // dates that may be one are told of one thing
			}
		}
	}
	return f
}

// toldExactly says that the account of a side gives a date at some place as exactly.
func (e *event) toldExactly(x moment, published news.Date, s *side) bool {
	return e.anyUnit(s.account, func(u *unit) bool {
		for _, y := range u.dates {
			if compareMoments(x, published, y, s.published) == sameTime {
				return true
			}
		}
		return false
	})
}

// oneDeed says that two expressions of time are tied to like words, as far as trees
// tell.
func (e *event) oneDeed(a *side, x moment, b *side, y moment) bool {
	p, q := a.deed(x.tokens), b.deed(y.tokens)
	return p < 0 || q < 0 || e.alikeTokens(a.doc, p, b.doc, q)
}

// deed is the verb on which an expression of time depends, or what is done by it if it
// says little ("made a decision"), or else the noun; -1 without trees.
func (s *side) deed(r text.Range) int {
	if s.doc.Arcs == nil || s.doc.Morphs == nil {
		return -1
	}
	top := r.Start
	for top >= 0 && (r.Contains(top) || s.doc.Morphs[top].UPOS != "VERB") && s.doc.Arcs[top].Head >= 0 {
		top = s.doc.Arcs[top].Head
	}
	if top >= 0 && light[strings.ToLower(s.doc.Morphs[top].Lemma)] {
		for t, end := top+1, s.sentence().End; t < end; t++ {
			if s.doc.Arcs[t].Head == top && s.doc.Arcs[t].Relation == "obj" {
				return t
			}
		}
	}
	return top
}

// alikeTokens says that two tokens have like words.
func (e *event) alikeTokens(a *page, t int, b *page, u int) bool {
	x, okX := a.gloss(t)
	y, okY := b.gloss(u)
	i, knownX := e.lexis.index[x.key]
	j, knownY := e.lexis.index[y.key]
	return okX && okY && knownX && knownY && e.lexis.similarity(i, j) > likeWord
}

// relation is how two expressions of time stand to each other.
type relation int

const (
	open relation = iota
	sameTime
	lessExact
	apart
)

func compareMoments(x moment, publishedX news.Date, y moment, publishedY news.Date) relation {
	if x.agree(y) && !x.differ(y) && (publishedX == publishedY || x.value.Unit == "") {
		return sameTime
	}
	i, j := x.days(publishedX), y.days(publishedY)
	switch {
	case x.differ(y):
		return apart
	case x.within(y) || y.within(x):
		return lessExact
	case !settled(i) || !settled(j):
		return open
	case i == j:
		return sameTime
	case beyond(i, j) || beyond(j, i):
		return apart
	}
	return lessExact
}

func settled(i timex.Interval) bool { return i.From.Year > 0 && i.To.Year > 0 }

// beyond says that i begins after j has ended.
func beyond(i, j timex.Interval) bool {
	end := j.To
	if end.Month == 0 {
		end.Month = 12
	}
	if end.Day == 0 {
		end.Day = 31
	}
	return end.Before(i.From)
}

// placeRule: what happens in one place in one account happens in another in the
// other. A place within the other is not known to be one, so confidence is low.
func placeRule(e *event, a, b *side) finding {
	as, bs := a.places(), b.places()
	if len(as) != 1 || len(bs) != 1 || e.alike(a.reading, b.reading) < comparable {
		return finding{}
	}
	x, y := as[0], bs[0]
	if lexicon.Similarity(x.In(a.doc.Text), y.In(b.doc.Text)) > .8 || samePlace(x.In(a.doc.Text), y.In(b.doc.Text)) {
		return finding{}
	}
	return finding{kind: news.PlaceDiffers, a: x, b: y, confidence: .4}
}

// samePlace says that two names are of one country.
func samePlace(x, y string) bool {
	a, _ := lexicon.Country(x)
	b, _ := lexicon.Country(y)
	return a != "" && a == b
}

var locating = set("in at near")

// places are the names of places after a preposition that locates.
func (s *side) places() []text.Span {
	var out []text.Span
	for _, n := range s.doc.Entities {
		if (n.Type == text.Polity || n.Type == text.Place) && s.Span.Contains(n.Span) && n.Tokens.Start > 0 {
			if t := n.Tokens.Start - 1; locating[s.form(t)] || s.form(t) == "the" && t > 0 && locating[s.form(t-1)] {
				out = append(out, n.Span)
			}
		}
	}
	return out
}

// nameRule: the same actor's name is spelled in two ways, in the sentences of the
// readings. The same two spellings are told at one point, the first.
func nameRule(e *event, a, b *side) finding {
	for _, m := range a.names() {
		for _, n := range b.names() {
			x, y := m.In(a.doc.Text), n.In(b.doc.Text)
			if x == y || !variants(x, y) {
				continue
			}
			if e.news(a.point, a.account, x, b.account, y) {
				return finding{kind: news.NameDiffers, a: m, b: n, confidence: .8}
			}
		}
	}
	return finding{}
}

func (s *side) names() []text.Span {
	var out []text.Span
	for _, n := range s.doc.Entities {
		if s.Sentence.Contains(n.Span) {
			out = append(out, n.Span)
		}
	}
	return out
}

// variants says that two strings are spellings of one name: the same letters
// otherwise joined, or every word a slip away from its counterpart. Letter case, full
// stops and how an apostrophe is set make no other spelling, nor does an ending ("Osk", "Oskan"),
// nor what is of a country ("Estonia", "Estonian").
func variants(x, y string) bool {
	x, y = strings.ToLower(unset.Replace(x)), strings.ToLower(unset.Replace(y))
	if x == y || lettersOf(x) == lettersOf(y) {
		return x != y
	}
	wx, wy := strings.Fields(x), strings.Fields(y)
	if len(wx) != len(wy) {
		return false
	}
	for i := range wx {
		if wx[i] != wy[i] && (!sameSpelling(wx[i], wy[i]) || derived(wx[i], wy[i]) || derived(wy[i], wx[i])) {
			return false
		}
	}
	return true
}

var unset = strings.NewReplacer(".", "", "’", "'", "‘", "'")

// derived says that x is y with an ending, or of the country y.
func derived(x, y string) bool {
	return strings.HasPrefix(x, y) || strings.HasPrefix(x, strings.TrimSuffix(y, "s")+"n")
}
