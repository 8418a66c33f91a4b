package tokenize

import (
	"iter"
	"strings"
	"unicode/utf8"

	"synoptic/text"
)

// blocks yields the stretches of s that no sentence crosses: lines, or, in a
// text that is wrapped at a fixed width, what stands between blank lines.
func blocks(s string) iter.Seq[text.Span] {
	wrapped := wrapped(s)
	return func(yield func(text.Span) bool) {
		open := text.Span{Start: -1}
		for line := range lines(s) {
			blank := strings.TrimSpace(line.In(s)) == ""
			if open.Start >= 0 && (blank || !wrapped || bullet(line.In(s))) {
				if !yield(open) {
					return
				}
				open.Start = -1
			}
			if blank {
				continue
			}
			if open.Start < 0 {
				open.Start = line.Start
			}
			open.End = line.End
		}
		if open.Start >= 0 {
			yield(open)
		}
	}
}

// lines yields the lines of s without their ends: \n, \r, \v, \f, U+0085,
// U+2028, U+2029.
func lines(s string) iter.Seq[text.Span] {
	return func(yield func(text.Span) bool) {
		start := 0
		for i := 0; i < len(s); {
			size := 0
			switch c := s[i]; {
			case c >= '\n' && c <= '\r':
				size = 1
			case c == 0xC2 && i+1 < len(s) && s[i+1] == 0x85:
				size = 2
			case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0xA8 || s[i+2] == 0xA9):
				size = 3
			}
			if size == 0 {
				i++
				continue
			}
			if !yield(text.Span{Start: start, End: i}) {
				return
			}
			i += size
			start = i
		}
		yield(text.Span{Start: start, End: len(s)})
	}
}

// A text is wrapped if its longest line has between minWidth and maxWidth
// characters, and hardly a line that another follows could have held the first
// word of that other.
const (
	minWidth = 50
	maxWidth = 100
	minWraps = 3
)

func wrapped(s string) bool {
	longest, n := 0, 0
	for l := range lines(s) {
		n = utf8.RuneCountInString(l.In(s))
		longest = max(longest, n)
		if longest > maxWidth {
			return false
		}
	}
	if longest < minWidth {
		return false
	}
	breaks, full, before := 0, 0, 0
	for l := range lines(s) {
		line := strings.TrimSpace(l.In(s))
		if line != "" && before > 0 && !bullet(line) {
			word, _, _ := strings.Cut(line, " ")
			breaks++
			if before+1+utf8.RuneCountInString(word) > longest-2 {
				full++
			}
		}
		before = utf8.RuneCountInString(line)
	}
	return breaks >= minWraps && full*10 >= breaks*9
}

// bullet reports whether a line opens an item of a list.
func bullet(line string) bool {
	line = strings.TrimLeft(line, " \t")
	for _, mark := range []string{"•", "·", "‣", "▪", "■", "●", "◦", "* ", "- ", "– ", "— "} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return false
}
