package timex

import (
	"cmp"
	"slices"

	"synoptic/news"
)

// Reading is what one text says of when its main matter happened.
type Reading struct {
	Anchor news.Date // day of publication, or else the text's own stamp or dateline; may lack a year
	Days   []Value   // the days that the head of the text names, those to come left out, in text order
}

// What Read looks at.
const (
	headBytes = 1500
	headDays  = 4
)

// Read reads the head of a text that was published on the given day, zero if
// that is not known.
func Read(text string, published news.Date) Reading {
	r := Reading{Anchor: published}
	for _, e := range Find(head(text)) {
		switch v := e.Value; {
		case v.Stamp && !r.Anchor.Full():
			r.Anchor = v.Date
		case v.Stamp:
		case v.IsDay() && v.Sense != Coming && v.Shift <= 0 && v.Shift > -7 && len(r.Days) < headDays:
			v.Until = nil
			r.Days = append(r.Days, v)
		}
	}
	return r
}

// head cuts a text at a white space near headBytes.
func head(s string) string {
	if len(s) <= headBytes {
		return s
	}
	for i := headBytes; i < len(s); i++ {
		if s[i] == ' ' || s[i] == '\n' {
			return s[:i]
		}
	}
	return s
}

// Happened combines what the accounts of one event say of its day: "Wednesday"
// in one and a date of publication in another settle it for all. The day that
// most accounts name first wins. Where no account settles the year, or nothing at
// all, that part stays zero.
func Happened(accounts []Reading) news.Date {
	var borrowed, inYear news.Date
	for _, a := range accounts {
		if inYear.Day == 0 {
			inYear = a.Anchor
		}
		if a.Anchor.Full() && (borrowed.IsZero() || a.Anchor.Before(borrowed)) {
			borrowed = a.Anchor
		}
	}
	votes := make(map[news.Date]float64)
	for _, a := range accounts {
		a.vote(borrowed, inYear, votes)
	}
	return winner(votes)
}

// vote adds what a says, the first day with weight 1 and later ones with less.
// Borrowed and inYear are dates of other accounts for one that has none.
func (a Reading) vote(borrowed, inYear news.Date, votes map[news.Date]float64) {
	anchor, weight := a.Anchor, 1.0
	if !anchor.Full() {
		anchor, weight = borrowed, 0.5
	}
	if a.Anchor.Day > 0 {
		inYear = a.Anchor
	}
	seen := make(map[news.Date]bool, len(a.Days)+1)
	add := func(d news.Date, w float64) {
		if d.Day > 0 && !seen[d] {
			seen[d] = true
			votes[d] += w
		}
	}
	for i, v := range a.Days {
		w := weight / float64(1+i)
		if v.Date.Day > 0 && inYear.Day > 0 && apartInYear(inYear, v.Date) > newsDays {
			w *= 0.2 // looks back or ahead
		}
		add(v.Resolve(anchor).From, w)
	}
	if !a.Anchor.Full() { // a dateline gives the day on which it was written
		add(Value{Date: a.Anchor}.Resolve(borrowed).From, 0.4)
	}
}

// newsDays is how long ago something may lie that is still news.
const newsDays = 10

// apartInYear is about how many days lie between two days of the year, by the
// shorter way round.
func apartInYear(a, b news.Date) int {
	d := 30*(a.Month-b.Month) + a.Day - b.Day
	d = max(d, -d)
	return min(d, 365-d)
}

// winner is the date with most votes: a full date before one without its year,
// then the earliest.
func winner(votes map[news.Date]float64) news.Date {
	dates := make([]news.Date, 0, len(votes))
	for d := range votes {
		dates = append(dates, d)
	}
	if len(dates) == 0 {
		return news.Date{}
	}
	return slices.MinFunc(dates, func(a, b news.Date) int {
		switch {
		case a.Full() != b.Full():
			if a.Full() {
				return -1
			}
			return 1
		case a.Before(b):
			return cmp.Or(cmp.Compare(votes[b], votes[a]), -1)
		case b.Before(a):
			return cmp.Or(cmp.Compare(votes[b], votes[a]), 1)
		}
		return 0
	})
}
