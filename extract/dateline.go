package extract

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synoptic/news"
	"synoptic/text"
)

// A dateline: place, perhaps region, date and agency, then a dash or a colon.
// Place and agency are names in capitals or with capital initials.
var datelinePattern = sync.OnceValue(func() *regexp.Regexp {
	const (
		word   = `[\p{Lu}][\p{L}\p{M}'’.\-]*`
		place  = `(?:` + word + `)(?:[ /](?:de|del|la|el|al|of|the|upon|am|an der|sur|` + word + `)){0,4}`
		region = `(?:, (?:` + word + `)(?: ` + word + `){0,2})`
		agency = `(?:[\p{Lu}][\p{L}\d&.\-]*(?:[ /][\p{L}\d&.\-]+){0,5})`
	)
	return regexp.MustCompile(`^(?:(` + place + `)(` + region + `{0,2}))?` + // 1 place, 2 regions or agency
		`(?:(?:^|,? )(` + datePart + `),?)?` + // 3 date
		`(?:(?:^| )?[(\[](` + agency + `)[)\]])?` + // 4 agency
		`(?: ?(—|–|―|--|−)[ \x{a0}]?| ?([-_]) | (-)|(:) )`) // 5-8 the mark that ends it
})

// Words in capitals before a dash or colon that are no place.
var noPlace = map[string]bool{
	"UPDATE": true, "UPDATED": true, "BREAKING": true, "DEVELOPING": true, "EXCLUSIVE": true, "WATCH": true, "VIDEO": true, "LIVE": true,
	"OPINION": true, "ANALYSIS": true, "CORRECTION": true, "REPORT": true, "REVEALED": true, "NEW": true, "NOTE": true, "PHOTOS": true,
	"READ": true, "RELATED": true, "SPOILER": true, "WARNING": true, "FACTBOX": true, "TIMELINE": true, "ABSTRACT": true, "I": true, "A": true,
}

// parseDateline reads the dateline at the start of line; spans are offsets into
// line, Span runs from its first byte to just after the closing mark.
func parseDateline(line string) (news.Dateline, bool) {
	m := datelinePattern().FindStringSubmatchIndex(line)
	if m == nil {
		return news.Dateline{}, false
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return line[m[2*i]:m[2*i+1]]
	}
	d := news.Dateline{
		Span: text.Span{End: m[1]}, Place: strings.TrimSpace(group(1)), Agency: group(4), Date: writtenDate(group(3)),
	}
	regions := strings.Split(strings.TrimPrefix(group(2), ", "), ", ")
	if last := regions[len(regions)-1]; d.Agency == "" && isAcronym(last) && (!isUpper(d.Place) || len(regions) > 1 || group(3) == "") {
		d.Agency = last
	}
	if !plausible(d, line, m[1], group(8) != "", group(6)+group(7) != "") {
		return news.Dateline{}, false
	}
	d.Span = trim(line, d.Span)
	d.Place = placeName(d.Place)
	return d, true
}

// plausible weighs what the pattern found. An agency or a date makes a dateline
// of it; a bare name before a dash must be in capitals, or be short, lead to a
// capital and not be followed by a second dash ("Harbour Air – the ferry line –
// is …").
func plausible(d news.Dateline, line string, end int, colon, hyphen bool) bool {
	rest := strings.TrimLeft(line[end:], " \u00a0")
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "\"'“‘«"))
	if d.Place == "" && d.Agency == "" || noPlace[strings.ToUpper(d.Place)] || rest == "" && d.Agency == "" && d.Date.IsZero() {
		return false
	}
	if d.Place == "" && d.Date.IsZero() {
		return !colon
	}
	if d.Agency != "" || !d.Date.IsZero() {
		return true
	}
	words := len(strings.Fields(d.Place))
	if isUpper(d.Place) && (!colon || words <= 2 && unicode.IsUpper(next)) {
		return utf8.RuneCountInString(d.Place) > 2 && !unicode.IsLower(next)
	}
	if colon || !unicode.IsUpper(next) && !unicode.IsDigit(next) || words > 3 {
		return false
	}
	second := strings.IndexAny(rest, "—–―")
	if hyphen {
		second = strings.Index(rest, " - ")
	}
	stop := strings.Index(rest, ". ")
	return second < 0 || stop >= 0 && stop < second
}

func isUpper(s string) bool { return s != "" && strings.ToUpper(s) == s }

// isAcronym reports whether s is two to eight capitals, as "RSN".
func isAcronym(s string) bool {
	if n := utf8.RuneCountInString(s); n < 2 || n > 8 {
		return false
	}
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// placeName writes a place in capitals as a name: "NEW HARSK" is "New Harsk".
func placeName(s string) string {
	if !isUpper(s) {
		return s
	}
	out := []rune(strings.ToLower(s))
	start := true
	for i, r := range out {
		if start {
			out[i] = unicode.ToUpper(r)
		}
		start = !unicode.IsLetter(r) && r != '\'' && r != '’'
	}
	return string(out)
}

// dateline reads the dateline of a line of the account and returns the rest of
// the line.
func (s *structurer) dateline(sp text.Span) text.Span {
	if !s.a.Dateline.Span.Empty() {
		return sp
	}
	d, ok := parseDateline(sp.In(s.a.Text))
	if !ok {
		return sp
	}
	d.Span.Start += sp.Start
	d.Span.End += sp.Start
	s.a.Dateline = d
	s.mark(d.Span, news.Slug)
	if s.a.Published.IsZero() {
		s.a.Published = d.Date
	}
	return trim(s.a.Text, text.Span{Start: d.Span.End, End: sp.End})
}
