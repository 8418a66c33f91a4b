package timex

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/text"
)

// piece is a word, a number or a single other character.
type piece struct {
	span  text.Span
	lower string // in small letters
	upper bool   // begins with a capital
	num   int    // value of a number of up to four digits, with or without "st", "nd", "rd", "th"; else -1
	line  int    // how many lines came before
}

// scan cuts s into pieces and leaves out white space.
func scan(s string) []piece {
	pieces := make([]piece, 0, len(s)/5+1)
	line := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			if r == '\n' {
				line++
			}
			i += n
			continue
		}
		end := i + n
		if class := classOf(r); class != 0 {
			for end < len(s) {
				r, n := utf8.DecodeRuneInString(s[end:])
				if classOf(r) != class {
					break
				}
				end += n
			}
		}
		p := piece{span: text.Span{Start: i, End: end}, lower: strings.ToLower(s[i:end]), upper: unicode.IsUpper(r), num: -1, line: line}
		if classOf(r) == 2 && end-i <= 4 {
			p.num, _ = strconv.Atoi(s[i:end])
			if p.num < 0 || p.num > 9999 || s[i] < '0' || s[i] > '9' {
				p.num = -1
			}
		}
		pieces = append(pieces, p)
		i = end
	}
	return ordinals(pieces)
}

// timely reports whether s holds what every expression of time holds: a digit, or a
// word that names a time. It is quick, and true of words with letters beyond ASCII.
func timely(s string) bool {
	var word [longestName]byte
	n := 0
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			return true
		case c >= utf8.RuneSelf:
			if r, _ := utf8.DecodeRuneInString(s[i:]); unicode.IsLetter(r) {
				return true
			}
			fallthrough
		case c|' ' < 'a' || c|' ' > 'z':
			if n >= 3 && n <= longestName && named[string(word[:n])] {
				return true
			}
			n = 0
		default:
			if n < longestName {
				word[n] = c | ' '
			}
			n++
		}
	}
	return n >= 3 && n <= longestName && named[string(word[:n])]
}

// classOf is 1 for letters, 2 for digits, 0 for what stands alone.
func classOf(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return 2
	case unicode.IsLetter(r):
		return 1
	}
	return 0
}

// ordinals joins "21" and "st".
func ordinals(in []piece) []piece {
	out := in[:0]
	for _, p := range in {
		if last := len(out) - 1; last >= 0 && out[last].num > 0 && out[last].num <= 31 && out[last].span.End == p.span.Start {
			switch p.lower {
			case "st", "nd", "rd", "th":
				out[last].span.End = p.span.End
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

var months = map[string]int{
	"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "jun": 6,
	"july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
	"november": 11, "nov": 11, "december": 12, "dec": 12,
}

var weekdays = map[string]Weekday{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}

var smallNumbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12,
}

var units = map[string]Unit{
	"day": Day, "days": Day, "week": Week, "weeks": Week, "month": Month, "months": Month, "year": Year, "years": Year,
}

// partsOfDay are the words after "this", "yesterday" or a weekday.
var partsOfDay = map[string]bool{
	"morning": true, "afternoon": true, "evening": true, "night": true, "noon": true, "midday": true,
}

// longestName is the length of the longest of named.
const longestName = 9

// named are the words of which an expression without a digit holds one.
var named = func() map[string]bool {
	out := map[string]bool{"today": true, "tonight": true, "yesterday": true, "tomorrow": true, "ago": true}
	for w := range months {
		out[w] = true
	}
	for w := range weekdays {
		out[w] = true
	}
	for w := range units {
		out[w] = true
	}
	for w := range partsOfDay {
		out[w] = true
	}
	return out
}()

// Names reports whether a small-letter word is the full name of a weekday or
// month, other than "march" and "may".
func Names(word string) bool {
	return weekdays[word] > 0 && len(word) >= 6 || months[word] > 0 && len(word) >= 4 && word != "march" && word != "sept"
}
