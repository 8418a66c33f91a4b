package collate

import (
	"strconv"
	"strings"

	"synoptic/text"
)

// moment is a point in time as far as a text settles it. Zero parts are open.
type moment struct {
	year, month, day int
	weekday          int // 1 Monday to 7 Sunday, 0 open
	tokens           text.Range
}

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan.": 1, "feb.": 2, "aug.": 8, "sept.": 9, "sep.": 9, "oct.": 10,
	"nov.": 11, "dec.": 12, "jan": 1, "feb": 2, "aug": 8, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdays = map[string]int{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
}

func year(form string) int {
	if len(form) != 4 {
		return 0
	}
	y, err := strconv.Atoi(form)
	if err != nil || y < 1800 || y > 2199 {
		return 0
	}
	return y
}

func dayOfMonth(form string) int {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		form = strings.TrimSuffix(form, suffix)
	}
	d, err := strconv.Atoi(form)
	if err != nil || d < 1 || d > 31 {
		return 0
	}
	return d
}

// monthAt reads a month's name; "may" and "march" must be capitalised, and
// stand beside a day or after a preposition.
func monthAt(doc *text.Document, t int, r text.Range) int {
	m := months[lower(doc, t, r)]
	if m == 0 || doc.Tokens[t].Form[0] >= 'a' {
		return 0
	}
	if (m == 5 || m == 3) && len(doc.Tokens[t].Form) < 6 {
		switch before := lower(doc, t-1, r); {
		case dayOfMonth(before) > 0, dayOfMonth(lower(doc, t+1, r)) > 0, year(lower(doc, t+1, r)) > 0:
		case before == "in", before == "of", before == "since", before == "until", before == "by", before == "last", before == "early", before == "late", before == "mid":
		default:
			return 0
		}
	}
	return m
}

// isDateNumber says that the number at t is part of a date.
func isDateNumber(doc *text.Document, t int, r text.Range) bool {
	form := lower(doc, t, r)
	if year(form) > 0 {
		return true
	}
	if dayOfMonth(form) == 0 {
		return false
	}
	return monthAt(doc, t-1, r) > 0 || monthAt(doc, t+1, r) > 0 || lower(doc, t+1, r) == "of" && monthAt(doc, t+2, r) > 0
}

// moments finds the dates of r.
func moments(doc *text.Document, r text.Range) []moment {
	var out []moment
	for t := r.Start; t < r.End; {
		m, ok := momentAt(doc, t, r)
		if !ok {
			t++
			continue
		}
		out = append(out, m)
		t = m.tokens.End
	}
	return out
}

func momentAt(doc *text.Document, t int, r text.Range) (moment, bool) {
	form := lower(doc, t, r)
	m := moment{tokens: text.Range{Start: t, End: t + 1}}
	if m.weekday = weekdays[form]; m.weekday > 0 {
		return m, true
	}
	if d := dayOfMonth(form); d > 0 {
		next := t + 1
		if lower(doc, next, r) == "of" {
			next++
		}
		if m.month = monthAt(doc, next, r); m.month > 0 {
			m.day, m.tokens.End = d, next+1
			return withYear(doc, m, r), true
		}
	}
	if m.month = monthAt(doc, t, r); m.month > 0 {
		if d := dayOfMonth(lower(doc, t+1, r)); d > 0 {
			m.day, m.tokens.End = d, t+2
		}
		return withYear(doc, m, r), true
	}
	if m.year = year(form); m.year > 0 {
		return m, true
	}
	return moment{}, false
}

func withYear(doc *text.Document, m moment, r text.Range) moment {
	next := m.tokens.End
	if lower(doc, next, r) == "," {
		next++
	}
	if y := year(lower(doc, next, r)); y > 0 {
		m.year, m.tokens.End = y, next+1
	}
	return m
}

// differ reports whether a and b cannot be one moment: a part that both give
// differs. A weekday against a day of the month decides nothing.
func (a moment) differ(b moment) bool {
	clash := func(x, y int) bool { return x > 0 && y > 0 && x != y }
	return clash(a.year, b.year) || clash(a.month, b.month) || clash(a.day, b.day) || clash(a.weekday, b.weekday)
}
