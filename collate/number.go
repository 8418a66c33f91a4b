package collate

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"synoptic/text"
)

// quantity is a number that a text gives.
type quantity struct {
	value  float64
	unit   string // "percent", a currency, or the noun that is counted as it is keyed in the lexis; "" if none
	bound  bound
	part   bool // a share in words ("a third"), exact to a percent or two
	tokens text.Range
	noun   int // token of the noun that is counted, -1 if none
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
	if s == "" || s[0] != ',' && (s[0] < '0' || s[0] > '9') {
		return 0, false
	}
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

// ceilings are nouns that make the number after them a bound: "a ceiling of five".
var ceilings = set("ceiling cap limit maximum")

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

// quantities are those of r; most stretches hold no number.
func (p *page) quantities(r text.Range) []quantity {
	if !slices.Contains(p.counts[r.Start:r.End], true) {
		return nil
	}
	return quantities(p.Document, r)
}

// counts says that a number may begin with a token of this form.
func counts(form string) bool {
	_, share := fractions[form]
	_, many := multipliers[form]
	_, digits := value(form)
	return share || many || digits
}

func lower(doc *text.Document, t int, r text.Range) string {
	if !r.Contains(t) {
		return ""
	}
	return strings.ToLower(doc.Tokens[t].Form)
}

func quantityAt(doc *text.Document, t int, r text.Range) (quantity, bool) {
	form := lower(doc, t, r)
	if f, frac := fractions[form]; frac && isShare(doc, t, r) {
		return quantity{value: f, unit: "percent", part: true, bound: boundBefore(doc, t, r), tokens: text.Range{Start: t, End: t + 1}, noun: -1}, true
	}
	v, end, ok := numberAt(doc, t, r)
	if !ok || isDateNumber(doc, t, r) || isVague(doc, t, end, r) || isRange(doc, t, end, r) {
		return quantity{}, false
	}
	q := quantity{value: v, bound: boundBefore(doc, t, r), tokens: text.Range{Start: t, End: end}, noun: -1}
	if all, ok := ofAll(doc, end, r); ok { // 46 of the 150 houses are 46 houses
		end = all
	}
	q.unit, q.noun = unitAfter(doc, t, end, r)
	return q, true
}

// isShare says that the fraction word at t stands for a share of something, not for a
// place in a row ("the third").
func isShare(doc *text.Document, t int, r text.Range) bool {
	before := lower(doc, t-1, r)
	return (before == "a" || before == "one" || lower(doc, t, r) == "half" || strings.HasSuffix(lower(doc, t, r), "s")) && lower(doc, t+1, r) == "of"
}

// numberAt reads the number that begins at t, in digits or words: "1.5 million",
// "two hundred and fourteen", "forty - six" as tokens.
func numberAt(doc *text.Document, t int, r text.Range) (v float64, end int, ok bool) {
	form := lower(doc, t, r)
	v, ok = value(form)
	end = t + 1
	if !ok {
		m, isMultiplier := multipliers[form]
		if !isMultiplier || len(form) < 4 {
			return 0, 0, false
		}
		v = m
	}
	whole := 0.0 // thousands and millions that were read
	for {
		next := lower(doc, end, r)
		m, isMultiplier := multipliers[next]
		switch more, past, joined := rest(doc, end, r, v); {
		case next == "dozen" && v > 0:
			v, end = 12*v, end+1
		case isMultiplier && m >= 1000 && !joined:
			whole, v, end = whole+v*m, 0, end+1
		case isMultiplier:
			v, end = v*m, end+1
		case joined:
			v, end = v+more, past
		default:
			return whole + v, end, true
		}
	}
}

// rest reads words that go on with a number of value v: the units after "forty", with
// or without a hyphen, and what follows "hundred", with or without "and".
func rest(doc *text.Document, at int, r text.Range, v float64) (more float64, end int, ok bool) {
	if next := lower(doc, at, r); next == "-" || next == "and" {
		at++
	}
	word := lower(doc, at, r)
	u, isCardinal := cardinals[word]
	if tens, units, cut := strings.Cut(word, "-"); cut && !isCardinal {
		u, isCardinal = cardinals[tens]+cardinals[units], cardinals[tens] >= 20 && cardinals[units] > 0 && cardinals[units] < 10
	}
	written := wordly(doc, at-1, r) || at > 1 && wordly(doc, at-2, r)
	if !isCardinal || !written || u == 0 || word == "dozen" || word == "twice" || word == "thrice" {
		return 0, 0, false
	}
	open := int(v) % 100
	ok = open == 0 || open >= 20 && open%10 == 0 && u < 10 && lower(doc, at-1, r) != "and"
	return u, at + 1, ok
}

// wordly says that the token at t is a number word, not digits.
func wordly(doc *text.Document, t int, r text.Range) bool {
	form := lower(doc, t, r)
	_, cardinal := cardinals[form]
	_, multiplier := multipliers[form]
	return cardinal || multiplier && len(form) > 3
}

// ofAll reads "of the 150" after a number, and where it ends.
func ofAll(doc *text.Document, at int, r text.Range) (end int, ok bool) {
	if lower(doc, at, r) != "of" {
		return at, false
	}
	at++
	if w := lower(doc, at, r); w == "the" || w == "its" || w == "their" || w == "his" || w == "her" || w == "all" {
		at++
	}
	_, end, ok = numberAt(doc, at, r)
	return end, ok
}

// referring are words before which "one" counts nothing.
var referring = set("of who that which")

// isVague says that the number at [t, end) is not how many there are: "one of the", "the one who",
// "five out of six", "the 150" of which so many, "a few dozen", "half a dozen".
func isVague(doc *text.Document, t, end int, r text.Range) bool {
	before, next := lower(doc, t-1, r), lower(doc, end, r)
	if before == "the" || before == "its" || before == "their" || before == "his" || before == "her" || before == "all" {
		if _, ok := value(lower(doc, t-3, r)); ok && lower(doc, t-2, r) == "of" {
			return true
		}
	}
	_, ratio := value(lower(doc, end+1, r))
	switch {
	case lower(doc, t, r) == "one" && referring[next], next == "out", before == "of" && lower(doc, t-2, r) == "out", next == "in" && ratio:
		return true
	case before == "few" || before == "several" || before == "many" || before == "half":
		return true
	}
	return before == "a" && lower(doc, t-2, r) == "half"
}

// isRange says that the number at [t, end) is an end of a range ("40 to 50"): of
// which it is neither.
func isRange(doc *text.Document, t, end int, r text.Range) bool {
	_, after := value(lower(doc, end+1, r))
	_, before := value(lower(doc, t-2, r))
	return spans[lower(doc, end, r)] && after || spans[lower(doc, t-1, r)] && before
}

var spans = set("to – — -")

func boundBefore(doc *text.Document, t int, r text.Range) bound {
	one := lower(doc, t-1, r)
	if _, share := fractions[lower(doc, t, r)]; share && one == "a" {
		t--
		one = lower(doc, t-1, r)
	}
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
	if one == "of" && ceilings[lower(doc, t-2, r)] {
		return atMost
	}
	return bounds[one]
}

// boundStart is where the words begin that make the number at t a bound.
func boundStart(doc *text.Document, t int, r text.Range) int {
	if _, share := fractions[lower(doc, t, r)]; share && lower(doc, t-1, r) == "a" {
		t--
	}
	if a := lower(doc, t-1, r); a == "$" || a == "€" || a == "£" {
		t--
	}
	one, two, three := lower(doc, t-1, r), lower(doc, t-2, r), lower(doc, t-3, r)
	_, double := twoWordBounds[two+" "+one]
	switch {
	case double && (three == "no" || three == "not"):
		return t - 3
	case double, one == "of" && ceilings[two]:
		return t - 2
	case bounds[one] != exactly:
		return t - 1
	}
	return t
}

// unitAfter is what the number at [t, end) counts: the first noun within three
// words, and its token, or percent, or the currency before it.
func unitAfter(doc *text.Document, t, end int, r text.Range) (string, int) {
	if strings.HasSuffix(doc.Tokens[t].Form, "%") {
		return "percent", -1
	}
	switch lower(doc, t-1, r) {
	case "$", "€", "£", "¥":
		return "money", -1
	}
	switch lower(doc, end, r) {
	case "%", "percent", "percentage", "pct":
		return "percent", end
	case "per":
		if lower(doc, end+1, r) == "cent" {
			return "percent", end + 1
		}
	}
	if first := doc.Tokens[t].Form[0]; first == '$' {
		return "money", -1
	}
	for k := end; k < min(end+4, r.End); k++ {
		if e, ok := glossOf(doc, k); ok && e.kind != numeral && countable(doc, k) {
			return e.key, k
		}
	}
	return "", -1
}

func countable(doc *text.Document, t int) bool {
	return doc.Morphs == nil || doc.Morphs[t].UPOS == "NOUN"
}

// equals says that two numbers of one unit can be one: the same, or as shares in
// words to a percent or two.
func (q quantity) equals(p quantity) bool {
	if q.value == p.value || rounded(q.value, p.value) || rounded(p.value, q.value) {
		return true
	}
	return (q.part || p.part) && math.Abs(q.value-p.value) <= shareExact
}

// rounded says that a whole number is a fraction rounded.
func rounded(whole, v float64) bool {
	return whole == math.Trunc(whole) && v != math.Trunc(v) && math.Abs(whole) >= 10 && math.Round(v) == whole
}

// How far a share in words and one in percent may lie apart that are one, and that
// are nearly.
const (
	shareExact = 1.5
	shareRough = 5
)

// allows says that q is a bound within which the exact p lies, near it.
func (q quantity) allows(p quantity) bool {
	if q.part && math.Abs(q.value-p.value) <= shareRough {
		return true
	}
	switch q.bound {
	case atLeast:
		return p.bound == exactly && p.value > q.value && p.value <= loose*q.value
	case atMost:
		return p.bound == exactly && p.value < q.value && loose*p.value >= q.value
	}
	return false
}

// loose is how far from a bound a number may lie that was told by it.
const loose = 1.25
