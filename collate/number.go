package collate

import (
	"strconv"
	"strings"

	"synoptic/text"
)

// quantity is a number that a text gives.
type quantity struct {
	value  float64
	unit   string // "percent", a currency, or the noun that is counted as it is keyed in the lexis; "" if none
	bound  bound
	tokens text.Range
}

// bound says how exactly a number is meant.
type bound int8

const (
	exactly bound = iota
	about
	atLeast // "at least", "more than", "over"
	atMost  // "up to", "fewer than", "nearly"
)

var cardinals = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90, "dozen": 12, "twice": 2, "thrice": 3,
}

var multipliers = map[string]float64{
	"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "k": 1e3,
	"mn": 1e6, "tn": 1e12,
}

var fractions = map[string]float64{"half": 50, "third": 100. / 3, "quarter": 25, "thirds": 200. / 3, "quarters": 75}

// numberWord is the canonical value of a token that is a number by itself:
// "28,000" and "28000" are one word, so are "three" and "3".
func numberWord(form string) (string, bool) {
	v, ok := value(form)
	if !ok || form == "one" {
		return "", false
	}
	return strconv.FormatFloat(v, 'g', 6, 64), true
}

// value reads digits with separators, a trailing percent sign or magnitude, and
// number words up to ninety-nine.
func value(form string) (float64, bool) {
	if v, ok := cardinals[form]; ok {
		return v, true
	}
	if tens, unit, ok := strings.Cut(form, "-"); ok {
		t, okT := cardinals[tens]
		u, okU := cardinals[unit]
		if okT && okU && t >= 20 && t < 100 && u > 0 && u < 10 {
			return t + u, true
		}
	}
	s := strings.TrimLeft(form, "$€£¥")
	scale := 1.0
	for suffix, m := range multipliers {
		if rest, ok := strings.CutSuffix(s, suffix); ok && rest != "" && rest[len(rest)-1] >= '0' && rest[len(rest)-1] <= '9' {
			s, scale = rest, m
			break
		}
	}
	s = strings.ReplaceAll(strings.TrimSuffix(s, "%"), ",", "")
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, false
	}
	return v * scale, true
}

var bounds = map[string]bound{
	"about": about, "around": about, "roughly": about, "some": about, "approximately": about, "circa": about,
	"least": atLeast, "over": atLeast, "exceeding": atLeast, "minimum": atLeast,
	"most": atMost, "nearly": atMost, "almost": atMost, "under": atMost, "below": atMost, "maximum": atMost, "to": atMost,
}

var twoWordBounds = map[string]bound{
	"more than": atLeast, "at least": atLeast, "no less": atLeast, "no fewer": atLeast, "less than": atMost,
	"fewer than": atMost, "up to": atMost, "at most": atMost, "at minimum": atLeast, "no more": atMost,
}

// quantities finds the numbers of r. Years, days of a month and clock times are
// dates' business.
func quantities(doc *text.Document, r text.Range) []quantity {
	var out []quantity
	for t := r.Start; t < r.End; {
		q, ok := quantityAt(doc, t, r)
		if !ok {
			t++
			continue
		}
		out = append(out, q)
		t = q.tokens.End
	}
	return out
}

func lower(doc *text.Document, t int, r text.Range) string {
	if !r.Contains(t) {
		return ""
	}
	return strings.ToLower(doc.Tokens[t].Form)
}

func quantityAt(doc *text.Document, t int, r text.Range) (quantity, bool) {
	form := lower(doc, t, r)
	v, ok := value(form)
	end := t + 1
	if f, frac := fractions[form]; !ok && frac && (lower(doc, t-1, r) == "a" || lower(doc, t-1, r) == "one" || form == "half" || strings.HasSuffix(form, "s")) && lower(doc, end, r) == "of" {
		return quantity{value: f, unit: "percent", bound: boundBefore(doc, t, r), tokens: text.Range{Start: t, End: end}}, true
	}
	if !ok {
		m, isMultiplier := multipliers[form]
		if !isMultiplier || len(form) < 4 {
			return quantity{}, false
		}
		v, end = m, t+1
	} else {
		for m, isMul := multipliers[lower(doc, end, r)]; isMul; m, isMul = multipliers[lower(doc, end, r)] {
			v *= m
			end++
		}
	}
	if isDateNumber(doc, t, r) {
		return quantity{}, false
	}
	q := quantity{value: v, bound: boundBefore(doc, t, r), tokens: text.Range{Start: t, End: end}}
	q.unit = unitAfter(doc, t, end, r)
	return q, true
}

func boundBefore(doc *text.Document, t int, r text.Range) bound {
	one := lower(doc, t-1, r)
	if one == "$" || one == "€" || one == "£" {
		t--
		one = lower(doc, t-1, r)
	}
	two := lower(doc, t-2, r) + " " + one
	if before := lower(doc, t-3, r); before == "no" || before == "not" {
		switch two { // "no less than five" is at least five
		case "less than", "fewer than":
			return atLeast
		case "more than":
			return atMost
		}
	}
	if b, ok := twoWordBounds[two]; ok {
		return b
	}
	if one == "over" && calendar[strings.TrimSuffix(lower(doc, t+1, r), "s")] {
		return about // over six years: in the course of them, or more
	}
	if one == "to" || one == "most" || one == "least" {
		return exactly
	}
	return bounds[one]
}

// unitAfter is what the number at [t, end) counts: the first noun within three
// words, or percent, or the currency before it.
func unitAfter(doc *text.Document, t, end int, r text.Range) string {
	if strings.HasSuffix(doc.Tokens[t].Form, "%") {
		return "percent"
	}
	switch lower(doc, t-1, r) {
	case "$", "€", "£", "¥":
		return "money"
	}
	switch lower(doc, end, r) {
	case "%", "percent", "percentage", "pct":
		return "percent"
	case "per":
		if lower(doc, end+1, r) == "cent" {
			return "percent"
		}
	}
	if first := doc.Tokens[t].Form[0]; first == '$' {
		return "money"
	}
	for k := end; k < min(end+4, r.End); k++ {
		if e, ok := entryOf(doc, k); ok && e.kind != numeral && countable(doc, k) {
			return e.key
		}
	}
	return ""
}

func countable(doc *text.Document, t int) bool {
	return doc.Morphs == nil || doc.Morphs[t].UPOS == "NOUN"
}
