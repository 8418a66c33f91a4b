package collate

import (
	"fmt"
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

// numberRule: both accounts count the same thing, and no number agrees; or the
// number is the same, but exact in one and a bound in the other.
func numberRule(e *event, a, b *side) finding {
	as, bs := e.numbersOf(a), e.numbersOf(b)
	var f finding
	for _, x := range as {
		for _, y := range bs {
			if x.unit == "" || !e.sameUnit(x.unit, y.unit) {
				continue
			}
			if x.value == y.value && (x.bound == y.bound || x.bound == about || y.bound == about) {
				return finding{}
			}
			if f.kind == "" {
				f = finding{kind: news.NumberDiffers, a: a.doc.SpanOf(x.tokens), b: b.doc.SpanOf(y.tokens), confidence: .7}
			}
		}
	}
	return f
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
// "earlier this week").
func dateRule(e *event, a, b *side) finding {
	var f finding
	for _, x := range e.datesOf(a) {
		for _, y := range e.datesOf(b) {
			n := finding{kind: news.DateDiffers, a: a.doc.SpanOf(x.tokens), b: b.doc.SpanOf(y.tokens), confidence: .7}
			switch compareMoments(x, a.published, y, b.published) {
			case sameTime:
				return finding{}
			case open:
				if x.isYear() || y.isYear() {
					continue // "2031" and "8 March" are told of different things, as a rule
				}
				n.confidence, n.note = .4, "; the texts do not say whether it is one time"
			case lessExact:
				n.confidence, n.note = .4, "; one is less exact"
			}
			if n.confidence > f.confidence {
				f = n
			}
		}
	}
	return f
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
	if len(as) != 1 || len(bs) != 1 || e.alike(a.reading, b.reading) < sure {
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
			k := fmt.Sprint(a.account, x, b.account, y)
			if at, told := e.spelled[k]; !told || at == a.point {
				e.spelled[k] = a.point
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
// otherwise joined, or every word a slip away from its counterpart. Letter case
// and full stops make no other spelling, nor does an ending ("Osk", "Oskan"),
// nor what is of a country ("Estonia", "Estonian").
func variants(x, y string) bool {
	x, y = strings.ToLower(strings.ReplaceAll(x, ".", "")), strings.ToLower(strings.ReplaceAll(y, ".", ""))
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

// derived says that x is y with an ending, or of the country y.
func derived(x, y string) bool {
	return strings.HasPrefix(x, y) || strings.HasPrefix(x, strings.TrimSuffix(y, "s")+"n")
}
