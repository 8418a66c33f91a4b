// Package timex finds expressions of time in English news text and says which
// days they mean: "Tuesday 21 July", "on Wednesday", "last week", "8 January
// 2025", "two weeks ago", "date 2025-01-09". The name is that of the field's
// annotation standard (TIMEX3 in ISO-TimeML, ISO 24617-1).
//
// What an expression leaves open stays open. "Tuesday 21 July" has no year
// until a date of publication, a range of years or another account settles it;
// until then it is XXXX-07-21. "09/01/2025" is a day in 2025 and no more, since
// nobody knows the order of its parts.
//
// Differs: The libraries there are resolve a bare weekday into the future and
// complete a missing year by the current one without asking whether the
// weekday agrees; the press names the weekday just past, and this package
// never contradicts a weekday that the text gives.
package timex

import (
	"time"

	"synoptic/news"
	"synoptic/text"
)

// Expression is one expression of time in a text.
type Expression struct {
	Span  text.Span
	Value Value
}

// Value is what an expression says by itself, without a date of publication.
type Value struct {
	Date    news.Date // the parts of a calendar date that the text gives
	Weekday Weekday   // the weekday that it gives, alone or beside Date
	Sense   Sense     // which of the days with that name, or of the dates without a year, is meant
	Unit    Unit      // not "" if relative to the day of publication: Shift units from it
	Shift   int       // negative is past
	Stamp   bool      // a machine's stamp at the head of a text, or its dateline: the text's own date
	Until   *Value    // the last day of a range, nil if there is none
}

// Weekday is a day of the week by ISO 8601: Monday is 1, Sunday 7, 0 is none.
type Weekday int

// WeekdayOf is the weekday of a full date, 0 of any other.
func WeekdayOf(d news.Date) Weekday {
	if !d.Full() {
		return 0
	}
	return Weekday((int(d.Time().Weekday())+6)%7 + 1)
}

// Sense is which of several days an expression means.
type Sense int

// The senses. Recent is how the press uses a bare weekday: the last one, or the
// day of publication itself.
const (
	Recent Sense = iota
	Before       // "last Saturday": before the day of publication
	Coming       // "next Friday", "will meet on Friday": after it
)

// Unit is the unit of a relative expression.
type Unit string

// The units of relative expressions. A Week is a calendar week, Monday to
// Sunday.
const (
	Day   Unit = "day"
	Week  Unit = "week"
	Month Unit = "month"
	Year  Unit = "year"
)

// Interval is a stretch of days, first and last. Both are the same where one
// day or one partial date is meant.
type Interval struct{ From, To news.Date }

// String writes the interval in EDTF: one date, or two with a slash.
func (i Interval) String() string {
	if i.From == i.To {
		return i.From.String()
	}
	return i.From.String() + "/" + i.To.String()
}

// nearby is the greatest distance in days at which the press leaves out a year.
const nearby = 200

// Resolve says which days v means in a text published on anchor; the zero
// Interval if that stays open. A year that anchor does not settle is 0. An
// anchor that is not a full date settles nothing.
func (v Value) Resolve(anchor news.Date) Interval {
	first := v.first(anchor)
	if v.Until == nil || first.From.IsZero() {
		return first
	}
	last := v.Until.first(anchor)
	if last.To.IsZero() || last.To.Year == first.From.Year && last.To.Before(first.From) {
		return first
	}
	return Interval{first.From, last.To}
}

// first resolves v without its Until.
func (v Value) first(anchor news.Date) Interval {
	switch {
	case v.Unit != "" && anchor.Full():
		return v.shifted(anchor)
	case v.Unit != "":
		return Interval{}
	case v.Date.Year == 0 && v.Date.Month > 0 && anchor.Full():
		return same(v.inYearNear(anchor))
	case !v.Date.IsZero():
		return same(v.Date)
	case v.Weekday > 0 && anchor.Full():
		return same(v.weekdayNear(anchor))
	}
	return Interval{}
}

func same(d news.Date) Interval { return Interval{d, d} }

// weekdayNear is the day named Weekday that lies nearest to anchor on the side
// that the sense tells.
func (v Value) weekdayNear(anchor news.Date) news.Date {
	back := (int(WeekdayOf(anchor)) - int(v.Weekday) + 7) % 7
	switch {
	case v.Sense == Coming:
		return plus(anchor, 7-back)
	case v.Sense == Before && back == 0:
		back = 7
	}
	return plus(anchor, -back)
}

// inYearNear completes a date without a year by the year that brings it nearest
// to anchor, if that is near enough and the weekday agrees.
func (v Value) inYearNear(anchor news.Date) news.Date {
	best, distance := v.Date, nearby+1
	for year := anchor.Year - 1; year <= anchor.Year+1; year++ {
		d := v.Date
		d.Year = year
		middle := d
		if d.Day == 0 {
			middle.Day = 15
		}
		away := Between(anchor, middle)
		if !exists(middle) || v.Weekday > 0 && WeekdayOf(d) != v.Weekday {
			continue
		}
		if v.Sense == Before && away > 0 || v.Sense == Coming && away < 0 && d.Day > 0 {
			away = 366 + max(away, -away)
		}
		if away = max(away, -away); away < distance {
			best, distance = d, away
		}
	}
	return best
}

// shifted is the period of the relative expression v, seen from anchor.
func (v Value) shifted(anchor news.Date) Interval {
	switch v.Unit {
	case Day:
		return same(plus(anchor, v.Shift))
	case Week:
		monday := plus(anchor, 7*v.Shift+1-int(WeekdayOf(anchor)))
		return Interval{monday, plus(monday, 6)}
	case Month:
		t := time.Date(anchor.Year, time.Month(anchor.Month+v.Shift), 1, 0, 0, 0, 0, time.UTC)
		return same(news.Date{Year: t.Year(), Month: int(t.Month())})
	}
	return same(news.Date{Year: anchor.Year + v.Shift})
}

// Settle completes a date without a year by the only year from first to last in
// which its weekday agrees. It returns the date as it is where no year or more
// than one fits, or the text gives no weekday.
func (v Value) Settle(first, last int) news.Date {
	if v.Date.Year > 0 || v.Date.Day == 0 || v.Weekday == 0 {
		return v.Date
	}
	found := v.Date
	for year := first; year <= last; year++ {
		d := v.Date
		d.Year = year
		if exists(d) && WeekdayOf(d) == v.Weekday {
			if found.Year > 0 {
				return v.Date
			}
			found = d
		}
	}
	return found
}

// IsDay reports whether v means one day, not a longer period.
func (v Value) IsDay() bool {
	return v.Date.Day > 0 || v.Unit == Day || v.Unit == "" && v.Date.IsZero() && v.Weekday > 0
}

// Between is the number of days from a to b, both full; negative if b is
// earlier.
func Between(a, b news.Date) int {
	return int(b.Time().Sub(a.Time()) / (24 * time.Hour))
}

// plus is the date so many days after a full date.
func plus(d news.Date, days int) news.Date { return news.DateOf(d.Time().AddDate(0, 0, days)) }

// exists reports whether the calendar has the full date d.
func exists(d news.Date) bool { return d.Full() && news.DateOf(d.Time()) == d }
