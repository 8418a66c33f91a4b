package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/text"
)

// NameSpan is the name inside of a mention with the given head: the run of
// capitalised words around it with the small words between them, titles
// included; not what follows a comma or bracket. It is at least the head.
func NameSpan(doc *text.Document, mention text.Range, head int) text.Range {
	if holder := HolderSpan(doc, mention, head); holder.Len() > 0 {
		return holder
	}
	lo, hi := head, head+1
	headClass, _ := Title(doc.Tokens[head].Form)
	body := headClass&(GroupNoun|PlaceNoun) != 0
	ofOne := sameEntity(doc, head)
	for lo > mention.Start {
		step := 0
		switch {
		case capital(doc, lo-1) || glued(doc, lo):
			step = 1
		case joins(doc, lo-1) && lo-2 >= mention.Start && capital(doc, lo-2) && (!possessive(doc, lo-1) || body && !polity(doc, lo-2) || ofOne.Contains(lo-2)):
			step = 2
		}
		if step == 0 {
			break
		}
		lo -= step
	}
	for lo < head && (!capital(doc, lo) && !glued(doc, lo+1) || strings.EqualFold(doc.Tokens[lo].Form, "the")) {
		lo++
	}
	lo = afterOthers(doc, lo, head)
	for hi < mention.End {
		c, _ := Title(doc.Tokens[hi-1].Form)
		body = body || c&(GroupNoun|PlaceNoun) != 0
		flat := doc.Arcs != nil && strings.HasPrefix(doc.Arcs[hi].Relation, "flat")
		if !(flat || capital(doc, hi) || glued(doc, hi) || joins(doc, hi) && (body || hyphen(doc, hi)) && follows(doc, hi, mention.End)) {
			break
		}
		hi++
	}
	if t := entityOf(doc, head).Type; (t == text.Organization || t == text.Person && properWords(doc, ofOne)) && ofOne.Start >= mention.Start && ofOne.End <= mention.End {
		lo, hi = min(lo, ofOne.Start), max(hi, ofOne.End)
	}
	return text.Range{Start: lo, End: hi}
}

// properWords reports whether r is nothing but the words of a name, with an
// apostrophe or a particle between: no "Lorne spokeswoman Ada Keld".
func properWords(doc *text.Document, r text.Range) bool {
	for i := r.Start; i < r.End; i++ {
		c, _ := Title(doc.Tokens[i].Form)
		if !capital(doc, i) && !possessive(doc, i) && !glued(doc, i) && !Particle(strings.ToLower(doc.Tokens[i].Form)) || c != 0 {
			return false
		}
	}
	return true
}

// afterOthers moves lo to where the name of a person begins, if its entity says
// so and an office stands between: "CEO Steve Harl" in "Averell Ports CEO Steve
// Harl".
func afterOthers(doc *text.Document, lo, head int) int {
	e := entityOf(doc, head)
	if e.Type != text.Person {
		return lo
	}
	for i := e.Tokens.Start - 1; i > lo; i-- {
		c, _ := Title(doc.Tokens[i].Form)
		_, aspect := Country(doc.Tokens[i-1].Form)
		if c&Office != 0 && aspect != Nationwide && !Portfolio(strings.ToLower(doc.Tokens[i-1].Form)) {
			return i
		}
	}
	return lo
}

// sameEntity is the range of the entity of a token, empty if none.
func sameEntity(doc *text.Document, i int) text.Range { return entityOf(doc, i).Tokens }

// entityOf is the entity of a token, zero if none.
func entityOf(doc *text.Document, i int) text.Entity {
	for _, e := range doc.Entities {
		if e.Tokens.Contains(i) {
			return e
		}
	}
	return text.Entity{}
}

// glued reports whether token i stands next to the one before without a blank
// and one of the two is a hyphen: "Jong-un".
func glued(doc *text.Document, i int) bool {
	if i <= 0 || i >= len(doc.Tokens) || doc.Tokens[i-1].Span.End != doc.Tokens[i].Span.Start {
		return false
	}
	return dash(doc.Tokens[i].Form) && i+1 < len(doc.Tokens) && doc.Tokens[i].Span.End == doc.Tokens[i+1].Span.Start || dash(doc.Tokens[i-1].Form)
}

func dash(w string) bool { return w == "-" || w == "–" || w == "‑" }

func possessive(doc *text.Document, i int) bool {
	switch doc.Tokens[i].Form {
	case "'s", "’s", "'", "’":
		return true
	}
	return false
}

// polity reports whether token i names a country or its government.
func polity(doc *text.Document, i int) bool {
	_, aspect := Country(doc.Tokens[i].Form)
	return aspect != NoCountry || entityOf(doc, i).Type == text.Polity
}

func capital(doc *text.Document, i int) bool {
	r, _ := utf8.DecodeRuneInString(doc.Tokens[i].Form)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// joins reports whether a word may stand between the words of a name.
func joins(doc *text.Document, i int) bool {
	switch w := strings.ToLower(doc.Tokens[i].Form); w {
	case "of", "for", "and", "&", "'s", "’s", "'", "’", "-", "–", "the":
		return true
	default:
		return Particle(w) && w != "an" && w != "as" && w != "do" && w != "den"
	}
}

func hyphen(doc *text.Document, i int) bool {
	w := doc.Tokens[i].Form
	return w == "-" || w == "–" || Particle(strings.ToLower(w)) && w != "of"
}

// follows reports whether a capitalised word comes after the joining words from
// i on.
func follows(doc *text.Document, i, end int) bool {
	for n := 0; i < end && n < 3; i, n = i+1, n+1 {
		if capital(doc, i) {
			return true
		}
		if !joins(doc, i) {
			return false
		}
	}
	return false
}
