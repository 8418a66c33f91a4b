package timex

import (
	"cmp"

	"synoptic/news"
	"synoptic/text"
)

// Find returns the expressions of time in s, in text order, none overlapping
// another.
func Find(s string) []Expression {
	if !timely(s) {
		return nil
	}
	f := finder{s: s, p: scan(s)}
	var found []Expression
	for i := 0; i < len(f.p); {
		v, end := f.at(i)
		if end == i {
			i++
			continue
		}
		if v.Sense == Recent && v.Unit == "" && f.future(i) {
			v.Sense = Coming
		}
		found = append(found, Expression{text.Span{Start: f.p[i].span.Start, End: f.p[end-1].span.End}, v})
		i = end
	}
	return found
}

type finder struct {
	s string
	p []piece
}

// word is the lower-case piece i, "" outside the text.
func (f *finder) word(i int) string {
	if i < 0 || i >= len(f.p) {
		return ""
	}
	return f.p[i].lower
}

// num is the number at piece i, -1 if there is none.
func (f *finder) num(i int) int {
	if i < 0 || i >= len(f.p) {
		return -1
	}
	return f.p[i].num
}

// at reads the longest expression that begins at piece i and returns the piece
// after it; i if there is none.
func (f *finder) at(i int) (Value, int) {
	if v, end := f.numeric(i); end > i {
		v.Stamp = f.stamped(i, end)
		return v, end
	}
	if v, end := f.calendar(i); end > i {
		v.Stamp = f.dateline(i, end)
		return f.until(v, end)
	}
	if v, end := f.weekday(i); end > i {
		return f.until(v, end)
	}
	if v, end := f.relative(i); end > i {
		return v, end
	}
	return f.period(i)
}

// until reads the second half of a range after v.
func (f *finder) until(v Value, end int) (Value, int) {
	switch f.word(end) {
	case "-", "–", "—", "to", "until", "till", "through", "and":
	default:
		return v, end
	}
	if v.Until != nil || f.word(end) == "and" && (v.Date.Day > 0 || f.word(end-2) != "between") {
		return v, end
	}
	next, after := f.calendar(end + 1)
	if after == end+1 {
		next, after = f.weekday(end + 1)
	}
	if after == end+1 || next.Date.Day > 0 != (v.Date.Day > 0) {
		return v, end
	}
	if v.Date.Year == 0 {
		v.Date.Year = next.Date.Year
	}
	v.Until = &next
	return v, after
}

// numeric reads "2025-01-09", "2025/01/09", "9.1.2025", "09/01/2025".
func (f *finder) numeric(i int) (Value, int) {
	if i+4 >= len(f.p) || f.num(i) < 0 || f.num(i+2) < 0 || f.num(i+4) < 0 || f.word(i+1) != f.word(i+3) {
		return Value{}, i
	}
	if f.p[i].span.End != f.p[i+1].span.Start || f.p[i+1].span.End != f.p[i+2].span.Start || f.p[i+3].span.End != f.p[i+4].span.Start {
		return Value{}, i
	}
	a, b, c := f.num(i), f.num(i+2), f.num(i+4)
	d := news.Date{Year: c, Month: b, Day: a}
	switch sep := f.word(i + 1); {
	case isYear(a) && (sep == "-" || sep == "/" || sep == "."):
		d = news.Date{Year: a, Month: b, Day: c}
	case !isYear(c):
		return Value{}, i
	case sep == "." || sep == "/" && a > 12 || sep == "-" && a > 12:
	case (sep == "/" || sep == "-") && b > 12:
		d.Month, d.Day = a, b
	case sep == "/" || sep == "-":
		if a > 12 || b > 12 || a == 0 || b == 0 {
			return Value{}, i
		}
		d = news.Date{Year: c}
	default:
		return Value{}, i
	}
	if d.Month > 0 && !exists(d) {
		return Value{}, i
	}
	return Value{Date: d}, i + 5
}

// stamped reports whether a numeric date from i to end stands at the head of the
// text, or alone in its line, or after the word "date" or "published".
func (f *finder) stamped(i, end int) bool {
	switch f.word(i - 1) {
	case "date", "published", "updated":
		return true
	case ":":
		return f.word(i-2) == "date" || f.word(i-2) == "published" || f.word(i-2) == "updated"
	}
	first := i == 0 || f.p[i-1].line < f.p[i].line
	return first && (i == 0 || end >= len(f.p) || f.p[end].line > f.p[i].line)
}

// dateline reports whether a calendar date stands between the place and the
// dash of a dateline: "LOMENZ, April 8 (Norrex) -".
func (f *finder) dateline(i, end int) bool {
	if i < 2 || f.word(i-1) != "," || f.p[i].span.Start > 300 {
		return false
	}
	begin := i - 2
	for begin > 0 && f.p[begin-1].line == f.p[i].line && i-begin < 8 {
		begin--
	}
	if begin > 0 && f.p[begin-1].line == f.p[i].line || !f.p[begin].upper {
		return false
	}
	for k := end; k < len(f.p) && k < end+6 && f.p[k].line == f.p[i].line; k++ {
		switch f.word(k) {
		case "-", "–", "—", ":":
			return true
		}
	}
	return false
}

func isYear(n int) bool { return n >= 1900 && n <= 2099 }

// month reads a month's name, with the stop of an abbreviation.
func (f *finder) month(i int) (int, int) {
	m := months[f.word(i)]
	if m == 0 || !f.p[i].upper {
		return 0, i
	}
	if f.word(i+1) == "." && len(f.p[i].lower) <= 4 && f.p[i].span.End == f.p[i+1].span.Start {
		return m, i + 2
	}
	return m, i + 1
}

// year reads a year after a date, with the comma before it.
func (f *finder) year(i int) (int, int) {
	at := i
	if f.word(at) == "," {
		at++
	}
	if isYear(f.num(at)) {
		return f.num(at), at + 1
	}
	return 0, i
}

// isDay reports whether piece i can be a day of the month; "12.5" cannot.
func (f *finder) isDay(i int) bool {
	n := f.num(i)
	return n >= 1 && n <= 31 && (f.word(i+1) != "." || f.num(i+2) < 0)
}

// calendar reads "8 January 2025", "January 8, 2025", "Jan. 8", "8-10 January",
// "21st of July", each with or without a weekday before it.
func (f *finder) calendar(i int) (Value, int) {
	at := i
	day, at := f.weekdayName(at, true)
	switch f.word(at) {
	case ",", "(", "the":
		if day > 0 {
			at++
		}
	}
	v, end := f.dayMonth(at)
	if end == at {
		v, end = f.monthDay(at)
	}
	if end == at {
		return Value{}, i
	}
	if f.word(at-1) == "(" && day > 0 && f.word(end) == ")" {
		end++
	}
	v.Weekday = day
	if v.Date.Full() && (!exists(v.Date) || day > 0 && WeekdayOf(v.Date) != day) {
		v.Weekday = 0
	}
	if v.Date.Full() && !exists(v.Date) {
		return Value{}, i
	}
	return v, end
}

// dayMonth reads "8 January 2025", "8th of January", "8-10 January", "8 and 9
// January".
func (f *finder) dayMonth(i int) (Value, int) {
	if !f.isDay(i) {
		return Value{}, i
	}
	first, last, at := f.num(i), 0, i+1
	switch f.word(at) {
	case "-", "–", "to", "and":
		if f.isDay(at+1) && f.num(at+1) > first {
			last, at = f.num(at+1), at+2
		}
	}
	if f.word(at) == "of" {
		at++
	}
	if at >= len(f.p) {
		return Value{}, i
	}
	m, at := f.month(at)
	if m == 0 {
		return Value{}, i
	}
	year, at := f.year(at)
	return ranged(news.Date{Year: year, Month: m, Day: first}, last), at
}

// monthDay reads "January 8, 2025", "Jan. 8", "January 8-10".
func (f *finder) monthDay(i int) (Value, int) {
	if i >= len(f.p) {
		return Value{}, i
	}
	m, at := f.month(i)
	if m == 0 || !f.isDay(at) {
		return Value{}, i
	}
	first, last := f.num(at), 0
	at++
	switch f.word(at) {
	case "-", "–", "to", "and":
		if _, taken := f.dayMonth(at + 1); taken == at+1 && f.isDay(at+1) && f.num(at+1) > first {
			last, at = f.num(at+1), at+2
		}
	}
	year, at := f.year(at)
	return ranged(news.Date{Year: year, Month: m, Day: first}, last), at
}

// ranged is the value of d, to the given day of the same month if that is not 0.
func ranged(d news.Date, last int) Value {
	v := Value{Date: d}
	if last > 0 {
		d.Day = last
		v.Until = &Value{Date: d}
	}
	return v
}

// weekdayName reads a weekday. Short forms that are also words need more: a
// stop, or a date that follows.
func (f *finder) weekdayName(i int, dated bool) (Weekday, int) {
	if i >= len(f.p) {
		return 0, i
	}
	d := weekdays[f.p[i].lower]
	if d == 0 {
		return 0, i
	}
	if len(f.p[i].lower) >= 6 {
		return d, i + 1
	}
	if !f.p[i].upper {
		return 0, i
	}
	if f.word(i+1) == "." && f.p[i].span.End == f.p[i+1].span.Start {
		return d, i + 2
	}
	if dated {
		return d, i + 1
	}
	return 0, i
}

// weekday reads "Wednesday", "last Saturday", "Monday evening", "next Friday".
func (f *finder) weekday(i int) (Value, int) {
	sense, at := Recent, i
	switch f.word(i) {
	case "last", "past":
		sense, at = Before, i+1
	case "next", "coming":
		sense, at = Coming, i+1
	case "this":
		at = i + 1
	}
	day, end := f.weekdayName(at, false)
	if day == 0 {
		return Value{}, i
	}
	if partsOfDay[f.word(end)] {
		end++
	}
	return Value{Weekday: day, Sense: sense}, end
}

// relative reads "yesterday evening", "this morning", "last week", "two weeks
// ago".
func (f *finder) relative(i int) (Value, int) {
	switch w := f.word(i); w {
	case "today", "tonight":
		return Value{Unit: Day}, i + 1
	case "yesterday", "tomorrow":
		v := Value{Unit: Day, Shift: -1}
		if w == "tomorrow" {
			v.Shift = 1
		}
		if partsOfDay[f.word(i+1)] {
			return v, i + 2
		}
		return v, i + 1
	case "last", "this", "next":
		shift := map[string]int{"last": -1, "this": 0, "next": 1}[w]
		if partsOfDay[f.word(i+1)] {
			return Value{Unit: Day, Shift: min(shift, 0)}, i + 2
		}
		if u := units[f.word(i+1)]; u != "" && f.word(i+1) == string(u) && u != Day {
			return Value{Unit: u, Shift: shift}, i + 2
		}
	}
	return f.counted(i)
}

// counted reads "two weeks ago", "a year ago".
func (f *finder) counted(i int) (Value, int) {
	n := cmp.Or(smallNumbers[f.word(i)], max(0, f.num(i)))
	u := units[f.word(i+1)]
	if n == 0 || u == "" || f.word(i+2) != "ago" {
		return Value{}, i
	}
	if u == Week {
		u, n = Day, 7*n
	}
	return Value{Unit: u, Shift: -n}, i + 3
}

// period reads "in 2014", "January 2025", "in January", "last July".
func (f *finder) period(i int) (Value, int) {
	if i >= len(f.p) {
		return Value{}, i
	}
	if m, at := f.month(i); m > 0 {
		if year, end := f.year(at); year > 0 {
			return Value{Date: news.Date{Year: year, Month: m}}, end
		}
		switch f.word(i - 1) {
		case "in", "since", "last", "until", "by", "early", "late", "mid", "of", "from":
			v := Value{Date: news.Date{Month: m}}
			if f.word(i-1) == "last" {
				v.Sense = Before
			}
			return v, at
		}
	}
	if isYear(f.num(i)) && f.p[i].span.Len() == 4 && f.word(i+1) != "s" && f.word(i+1) != "-" && f.word(i+1) != "%" {
		switch f.word(i - 1) {
		case "in", "since", "of", "during", "until", "by", "early", "late", "mid", "from", "the", "summer", "spring", "autumn", "fall", "winter":
			return Value{Date: news.Date{Year: f.num(i)}}, i + 1
		}
	}
	return Value{}, i
}

// future reports whether the words before piece i in its sentence speak of what
// is to come: "will meet on", "is due on", "is to open on".
func (f *finder) future(i int) bool {
	for k := i - 1; k >= 0 && k >= i-12; k-- {
		switch f.p[k].lower {
		case ".", "!", "?", ";", ",", "said", "told", "after", "was", "were", "had", "on":
			if k != i-1 {
				return false
			}
		case "will", "shall", "due", "scheduled", "planned", "expected", "until", "till", "upcoming":
			return true
		case "to":
			if w := f.word(k - 1); w == "is" || w == "are" || w == "set" || w == "plans" {
				return true
			}
		}
	}
	return false
}
