package extract

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"synoptic/news"
)

// Patterns of dates in datelines and stamps. They are compiled when first used,
// so that a command that reads no article does not pay for them.
const (
	monthWord = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`
	dayWord   = `(?:(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?`
	datePart  = dayWord + `(?:` + monthWord + ` \d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)?|\d{1,2}(?:st|nd|rd|th)? ` + monthWord + `(?:,? (?:19|20)\d\d)?|(?:19|20)\d\d-\d\d-\d\d)`
)

var monthNumbers = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

var dateFields = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:((?:19|20)\d\d)-(\d\d)-(\d\d))|(?:(` + monthWord + `) (\d{1,2})|(\d{1,2})(?:st|nd|rd|th)? (` + monthWord + `))(?:st|nd|rd|th)?(?:,? ((?:19|20)\d\d))?`)
})

// writtenDate reads the first date in s that is written with a month's name or
// in ISO form; a missing year stays open. The zero Date if there is none.
func writtenDate(s string) news.Date {
	m := dateFields().FindStringSubmatch(s)
	if m == nil {
		return news.Date{}
	}
	if m[1] != "" {
		d, err := news.ParseDate(m[1] + "-" + m[2] + "-" + m[3])
		if err != nil {
			return news.Date{}
		}
		return d
	}
	month := monthNumbers[strings.ToLower((m[4] + m[7])[:3])]
	day, _ := strconv.Atoi(m[5] + m[6])
	year, _ := strconv.Atoi(m[8])
	if day < 1 || day > 31 {
		return news.Date{}
	}
	return news.Date{Year: year, Month: month, Day: day}
}
