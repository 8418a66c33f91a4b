package collate

import (
	"strings"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
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
				f.note = against(a, f.a, b, f.b)
			}
		}
	}
	return f
}

// sameUnit says that two counted nouns may be one: the same, or near synonyms.
func (e *event) sameUnit(a, b string) bool {
	if a == b {
		return true
	}
	x, okX := e.lexis.index[a]
	y, okY := e.lexis.index[b]
	return okX && okY && e.lexis.similarity(x, y) > .5
}

// dateRule: the accounts give dates that cannot be the same, or dates of two
// kinds (a weekday, a day of a month) of which the texts do not say that they
// are one day.
func dateRule(e *event, a, b *side) finding {
	as, bs := e.datesOf(a), e.datesOf(b)
	var f finding
	for _, x := range as {
		for _, y := range bs {
			switch {
			case x.differ(y):
				if f.kind == "" || f.confidence < .7 {
					f = dateFinding(a, x, b, y, .7, "")
				}
			case sameKind(x, y):
				return finding{}
			case f.kind == "":
				f = dateFinding(a, x, b, y, .4, "; the texts do not say whether it is one day")
			}
		}
	}
	return f
}

func sameKind(x, y moment) bool {
	return x.weekday > 0 && y.weekday > 0 || x.month > 0 && y.month > 0 && (x.day > 0) == (y.day > 0) ||
		x.year > 0 && y.year > 0 && x.month == 0 && y.month == 0
}

func dateFinding(a *side, x moment, b *side, y moment, confidence float32, more string) finding {
	f := finding{kind: news.DateDiffers, a: a.doc.SpanOf(x.tokens), b: b.doc.SpanOf(y.tokens), confidence: confidence}
	f.note = against(a, f.a, b, f.b) + more
	return f
}

// placeRule: what happens in one place in one account happens in another in the
// other. A place within the other is not known to be one, so confidence is low.
func placeRule(e *event, a, b *side) finding {
	as, bs := a.places(), b.places()
	if len(as) != 1 || len(bs) != 1 || e.alike(a.reading, b.reading) < .6 {
		return finding{}
	}
	x, y := as[0], bs[0]
	if lexicon.Similarity(x.In(a.doc.Text), y.In(b.doc.Text)) > .8 {
		return finding{}
	}
	return finding{news.PlaceDiffers, x, y, .4, against(a, x, b, y)}
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

// nameRule: the same actor's name is spelled in two ways.
func nameRule(e *event, a, b *side) finding {
	for _, m := range a.names() {
		for _, n := range b.names() {
			x, y := m.In(a.doc.Text), n.In(b.doc.Text)
			if x != y && variants(x, y) {
				return finding{news.NameDiffers, m, n, .8, against(a, m, b, n)}
			}
		}
	}
	return finding{}
}

func (s *side) names() []text.Span {
	var out []text.Span
	for _, n := range s.doc.Entities {
		if s.Span.Contains(n.Span) {
			out = append(out, n.Span)
		}
	}
	return out
}

// variants says that two strings are spellings of one name: the same letters
// otherwise joined, or every word a slip away from its counterpart. Letter case
// and full stops make no other spelling, nor does an ending ("Osk", "Oskan").
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
		if wx[i] != wy[i] && (!sameSpelling(wx[i], wy[i]) || strings.HasPrefix(wx[i], wy[i]) || strings.HasPrefix(wy[i], wx[i])) {
			return false
		}
	}
	return true
}
