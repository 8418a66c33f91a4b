package collate

import (
	"strconv"
	"strings"

	"synoptic/news"
	"synoptic/text"
	"synoptic/timex"
)

// moment is a point or stretch of time as far as a text settles it. Zero parts
// are open.
type moment struct {
	year, month, day int
	weekday          int // 1 Monday to 7 Sunday, 0 open
	value            timex.Value
	tokens           text.Range
}

// moments finds the expressions of time in r.
func moments(doc *text.Document, r text.Range) []moment {
	var out []moment
	at := doc.SpanOf(r)
	for _, x := range timex.Find(at.In(doc.Text)) {
		d, tokens := x.Value.Date, doc.TokensIn(text.Span{Start: at.Start + x.Span.Start, End: at.Start + x.Span.End})
		if tokens.Len() > 0 && !x.Value.Stamp && !isDateline(doc, tokens) && lower(doc, tokens.Start-1, r) != "a" {
			out = append(out, moment{d.Year, d.Month, d.Day, int(x.Value.Weekday), x.Value, tokens})
		}
	}
	return out
}

// isDateline says that a date stands before the dash that ends a dateline.
func isDateline(doc *text.Document, date text.Range) bool {
	si := doc.SentenceAt(doc.Tokens[date.Start].Span.Start)
	if si < 0 {
		return false
	}
	r := doc.Sentences[si].Tokens
	return r.Contains(date.Start) && date.Start-r.Start <= longDateline && date.End < r.End && dashes[doc.Tokens[date.End].Form]
}

const longDateline = 6 // tokens before the date

var dashes = set("— – --")

// differ reports whether a and b cannot be one moment: a part that both give
// differs. A weekday against a day of the month decides nothing.
func (a moment) differ(b moment) bool {
	clash := func(x, y int) bool { return x > 0 && y > 0 && x != y }
	return clash(a.year, b.year) || clash(a.month, b.month) || clash(a.day, b.day) || clash(a.weekday, b.weekday)
}

// agree says that a and b are named by the same parts of a date, or as the same
// period before or after the day of publication.
func (a moment) agree(b moment) bool {
	if a.value.Unit != "" || b.value.Unit != "" {
		return a.value.Unit == b.value.Unit && a.value.Shift == b.value.Shift
	}
	return a.weekday > 0 && a.weekday == b.weekday || a.month > 0 && a.month == b.month && (a.day == b.day) ||
		a.year > 0 && a.year == b.year && a.month == 0 && b.month == 0
}

// within says that a is a day or month of what b gives as a month or year.
func (a moment) within(b moment) bool {
	return b.month > 0 && a.month == b.month && b.day == 0 && a.day > 0 || b.isYear() && b.year > 0 && a.year == b.year && a.month > 0
}

// isYear says that a moment tells the year alone.
func (a moment) isYear() bool {
	return a.month == 0 && a.weekday == 0 && (a.year > 0 || a.value.Unit == timex.Year)
}

// days are the days that a moment means in a text published on the given day,
// as far as that is settled.
func (a moment) days(published news.Date) timex.Interval { return a.value.Resolve(published) }

// isDateNumber says that the number at t is part of a date.
func isDateNumber(doc *text.Document, t int, r text.Range) bool {
	form := lower(doc, t, r)
	if year(form) > 0 {
		return true
	}
	return dayOfMonth(form) > 0 && (isMonth(doc, t-1, r) || isMonth(doc, t+1, r) || lower(doc, t+1, r) == "of" && isMonth(doc, t+2, r))
}

var months = set(`january february march april may june july august september october november december
	jan feb aug sept sep oct nov dec`)

// isMonth says that t names a month, as a name is written.
func isMonth(doc *text.Document, t int, r text.Range) bool {
	return months[strings.TrimSuffix(lower(doc, t, r), ".")] && doc.Tokens[t].Form[0] < 'a'
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
