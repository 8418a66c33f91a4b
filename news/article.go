// Package news is the vocabulary of the press: articles and outlets, actors and
// statements, events and storylines, and what a comparison of accounts
// consists of. It does no I/O and decides nothing.
package news

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"synoptic/text"
)

// Article is one published text. Its Text is immutable: boilerplate and credit
// lines are marked, never cut out.
type Article struct {
	ID         string
	Path       string // where it was read from: file, archive record or URL
	URL        string // canonical
	Outlet     string // "" if neither metadata nor text tell
	Text       string // UTF-8; of a plain-text file its bytes, otherwise title, two newlines, body
	Title      text.Span
	Authors    []string
	Section    string
	Language   string    // ISO 639-1, "" if not known
	Published  Date      // day of publication, zero if not known
	Stamp      time.Time // moment of publication, zero if only the day is known or nothing
	Modified   time.Time
	Dateline   Dateline
	Credits    []Credit
	Marked     []Marking // boilerplate, captions, licence lines: in the text but not of the account
	Asides     []Aside   // what a page shows around the account; not in Text
	Truncated  bool      // a stub: paywall, "read more", cut file
	Version    int       // 1 for the first capture; an edited article has several
	Provenance string    // archive record, page numbers, feed entry
}

// Dateline is the place and agency before the first sentence: "TEHRAN, AP –".
type Dateline struct {
	Span   text.Span // empty if there is none
	Place  string
	Agency string
	Date   Date
}

// Credit names an agency or author that the text itself gives as its origin.
type Credit struct {
	Span text.Span
	Name string // "Reuters"; "" for "Staff, Agencies"
}

// Marking sets a stretch of text apart from the account.
type Marking struct {
	Span text.Span
	Kind MarkingKind
}

// Aside is a stretch of a page that is not of the account and was kept out of
// its text: a caption, a "read also", a comment.
type Aside struct {
	Kind MarkingKind
	Text string
}

// MarkingKind says why a stretch is set apart.
type MarkingKind string

// The kinds of marking.
const (
	Boilerplate MarkingKind = "boilerplate"
	Licence     MarkingKind = "licence"
	Byline      MarkingKind = "byline"
	Slug        MarkingKind = "slug" // dateline, stamp, running head
	Caption     MarkingKind = "caption"
	ReadAlso    MarkingKind = "read_also"
	Comment     MarkingKind = "comment" // of a reader
)

// SHA256 is the lower-case hexadecimal digest of the text's bytes.
func (a *Article) SHA256() string {
	h := sha256.Sum256([]byte(a.Text))
	return hex.EncodeToString(h[:])
}

// TitleText is the title as it stands in the text, "" if there is none.
func (a *Article) TitleText() string { return a.Title.In(a.Text) }

// Date is a day or part of one. A part that no text settles is zero: year 0 is
// an unknown year, month 0 means that only the year is known.
type Date struct{ Year, Month, Day int }

// DateOf is the calendar day of t in t's location; the zero Date for the zero
// time.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d == Date{} }

// Full reports whether year, month and day are known.
func (d Date) Full() bool { return d.Year > 0 && d.Month > 0 && d.Day > 0 }

// Time is midnight UTC of a full date; the zero time otherwise.
func (d Date) Time() time.Time {
	if !d.Full() {
		return time.Time{}
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// Before orders dates; an unknown part counts as the start of its period, an
// unknown date comes first.
func (d Date) Before(e Date) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// String writes the date in EDTF (ISO 8601-2): "2031-04-08", "2031-04", "2031",
// "XXXX-07-21", "XXXX-07"; "" for the zero Date.
func (d Date) String() string {
	year := "XXXX"
	if d.Year > 0 {
		year = fmt.Sprintf("%04d", d.Year)
	}
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return year
	case d.Day == 0:
		return fmt.Sprintf("%s-%02d", year, d.Month)
	}
	return fmt.Sprintf("%s-%02d-%02d", year, d.Month, d.Day)
}

// Words writes the date for people: as String does, but "21 July, year not known"
// where that would write "XXXX".
func (d Date) Words() string {
	switch {
	case d.Year > 0 || d.IsZero():
		return d.String()
	case d.Day == 0:
		return time.Month(d.Month).String() + ", year not known"
	}
	return fmt.Sprintf("%d %s, year not known", d.Day, time.Month(d.Month))
}

// ParseDate reads what String writes.
func ParseDate(s string) (Date, error) {
	var d Date
	if s == "" {
		return d, nil
	}
	bad := fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD, XXXX for an unknown year", s)
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return d, bad
	}
	parts := []*int{&d.Year, &d.Month, &d.Day}
	for i, at := range []int{0, 5, 8} {
		if at >= len(s) {
			break
		}
		end := at + 2
		if i == 0 {
			end = 4
			if s[:4] == "XXXX" {
				continue
			}
		} else if s[at-1] != '-' {
			return Date{}, bad
		}
		for _, c := range []byte(s[at:end]) {
			if c < '0' || c > '9' {
				return Date{}, bad
			}
			*parts[i] = *parts[i]*10 + int(c-'0')
		}
		if *parts[i] == 0 {
			return Date{}, bad
		}
	}
	if d.IsZero() || d.Month > 12 || d.Day > 31 {
		return Date{}, bad
	}
	return d, nil
}

// Outlet is a publisher.
type Outlet struct {
	ID   string
	Name string
	URL  string
}
