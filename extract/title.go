package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a headline.
const (
	maxTitleBytes = 200
	maxTitleWords = 28
	maxShortTitle = 20 // words, of one that ends like a sentence
)

// isTitle reports whether the first line of a text is a headline above a text
// whose next lines are longest bytes long at most. A
// headline is one short line without the end of a sentence inside it; one that
// closes with a full stop must show it in its words: capitals throughout, or the
// clipped grammar of headlines, without articles and past auxiliaries.
func isTitle(line string, longest int) bool {
	words := strings.Fields(line)
	if len(words) == 0 || len(words) > maxTitleWords || len(line) > maxTitleBytes || endsInside(line) {
		return false
	}
	if _, ok := parseDateline(line); ok {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, "\"'”’»)"))
	switch {
	case last == ':' || last == ',':
		return false
	case last == '.':
		return titleCased(words) || len(words) <= maxShortTitle && clipped(words)
	case last == ';':
		return true
	}
	return len(line) <= longest || titleCased(words)
}

// endsInside reports whether a sentence ends before the end of s.
func endsInside(s string) bool {
	for i, r := range s {
		if r != '.' || i+2 >= len(s) || s[i+1] != ' ' {
			continue
		}
		after, _ := utf8.DecodeRuneInString(s[i+2:])
		word := s[strings.LastIndexByte(s[:i], ' ')+1 : i]
		if unicode.IsUpper(after) && utf8.RuneCountInString(word) > 3 && !strings.Contains(word, ".") {
			return true
		}
	}
	return false
}

// titleCased reports whether most words of some length begin with a capital.
func titleCased(words []string) bool {
	capital, all := 0, 0
	for _, w := range words {
		w = strings.TrimLeft(w, "\"'“‘«([")
		r, _ := utf8.DecodeRuneInString(w)
		if utf8.RuneCountInString(w) < 4 || !unicode.IsLetter(r) {
			continue
		}
		all++
		if unicode.IsUpper(r) {
			capital++
		}
	}
	return all >= 2 && capital*10 >= all*7
}

// Words that headlines leave out.
var unclipped = map[string]bool{
	"a": true, "an": true, "the": true, "was": true, "were": true, "has": true, "have": true, "had": true, "said": true, "been": true,
}

func clipped(words []string) bool {
	for _, w := range words {
		if unclipped[strings.ToLower(strings.Trim(w, "\"'“”‘’.,:;"))] {
			return false
		}
	}
	return true
}
