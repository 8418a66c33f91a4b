package extract

import (
	"regexp"
	"slices"
	"strconv"
	"sync"

	"synoptic/news"
)

// Where the visible date of a page is looked for: how many blocks before and
// inside the body, and how long a block may be that bears one.
const (
	dateBefore = 12
	dateInside = 4
	dateBlock  = 120
)

// visibleDate is the day that the page shows beside its title, for pages whose
// markup has none: in a short block just before the body or at its start.
func (p *page) visibleDate(body []int) news.Date {
	if len(body) == 0 {
		return news.Date{}
	}
	for b := body[0]; b >= max(0, body[0]-dateBefore); b-- {
		if d := p.blocks[b].date(); d.Full() {
			return d
		}
	}
	for b := body[0] + 1; b < min(len(p.blocks), body[0]+dateInside); b++ {
		if d := p.blocks[b].date(); d.Full() {
			return d
		}
	}
	return news.Date{}
}

// shows reports whether a short block of the page has this date.
func (p *page) shows(d news.Date) bool {
	return slices.ContainsFunc(p.blocks, func(b block) bool { return b.date() == d })
}

var numericDate = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(?:(\d{1,2})\. ?(\d{1,2})\. ?((?:19|20)\d\d)|((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)|(\d{1,2})(?:\.|er|º|th|st|nd|rd)?,?(?: de)? (\p{L}{3,12})\.?,?(?: de)? ((?:19|20)\d\d)|(\p{L}{3,12})\.? (\d{1,2}),? ((?:19|20)\d\d))\b`)
})

// date is the first full date in a short block; a date of two numbers that
// could be either way round is none.
func (b *block) date() news.Date {
	if b.chars > dateBlock {
		return news.Date{}
	}
	m := numericDate().FindStringSubmatch(b.text)
	if m == nil {
		return news.Date{}
	}
	n := func(i int) int { v, _ := strconv.Atoi(m[i]); return v }
	var d news.Date
	switch {
	case m[3] != "":
		d = news.Date{Year: n(3), Month: n(2), Day: n(1)}
	case m[4] != "":
		d = news.Date{Year: n(4), Month: n(5), Day: n(6)}
	case m[9] != "" && n(7) > 12:
		d = news.Date{Year: n(9), Month: n(8), Day: n(7)}
	case m[9] != "" && (n(8) > 12 || n(7) == n(8)):
		d = news.Date{Year: n(9), Month: n(7), Day: n(8)}
	case m[12] != "":
		d = news.Date{Year: n(12), Month: monthOf(m[11]), Day: n(10)}
	case m[15] != "":
		d = news.Date{Year: n(15), Month: monthOf(m[13]), Day: n(14)}
	}
	if d.Month < 1 || d.Month > 12 || d.Day < 1 || d.Day > 31 {
		return news.Date{}
	}
	return d
}
