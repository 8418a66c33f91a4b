package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordLength returns the length of the word that begins at start: letters,
// digits and the marks that stand inside a word.
func (w *words) wordLength(start, end, limit int) int {
	c := w.text[start:end]
	i := run(c, 0)
	hyphenated := 0 // where the part after the last hyphen begins
	for i < len(c) {
		r, size := utf8.DecodeRuneInString(c[i:])
		after := i + size
		if r == '.' && after == len(c) || r == '.' && !wordAt(c[after:]) {
			if w.abbreviated(c[hyphenated:i], c[after:], end, limit) {
				i = after
			}
			break
		}
		if after >= len(c) || !wordAt(c[after:]) || !inside(c, hyphenated, i, after, r) {
			break
		}
		if hyphen(r) {
			hyphenated = after
		}
		i = run(c, after)
	}
	if n := unit(c[:i], w.afterCurrency(start)); n > 0 {
		return n
	}
	return i
}

func (w *words) afterCurrency(start int) bool {
	if !w.touches(start) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(w.tokens[len(w.tokens)-1].Form)
	return unicode.Is(unicode.Sc, r)
}

// run returns the end of the letters, digits and joiners at c[i:].
func run(c string, i int) int {
	for i < len(c) {
		if letter(c[i]) || digit(c[i]) {
			i++
			continue
		}
		if c[i] < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRuneInString(c[i:])
		if !wordRune(r) && !joiner(r) {
			break
		}
		i += size
	}
	return i
}

func hyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// inside reports whether the mark r at c[i:after], which stands between word
// characters, joins what is around it. The part of the word before it began at
// from.
func inside(c string, from, i, after int, r rune) bool {
	left, right := c[i-1], c[after]
	switch {
	case apostrophe(r), r == '`':
		return !digit(right)
	case hyphen(r):
		return hyphenated(c[from:i], c[after:], from == 0)
	case r == '.':
		return dotted(c[from:i], c[after:])
	case r == ',':
		return digit(left) && digit(right)
	case r == ':':
		return digit(left) && digit(right)
	case r == '/':
		next := run(c, after) - after
		return digit(left) && digit(right) || i-from == 1 && next <= 2 && letter(left) && letter(right)
	case r == '&':
		return capital(left) && capital(right) && i-from <= 3
	case r == '*':
		return letter(left) && letter(right)
	case r == '_':
		return true
	}
	return false
}

func capital(b byte) bool { return b >= 'A' && b <= 'Z' }

// hyphenated reports whether a hyphen keeps left and right one word: after a
// prefix, before a suffix, and in numbers of a telephone, a file or a product.
func hyphenated(left, right string, first bool) bool {
	next := right[:run(right, 0)]
	if prefixes[strings.ToLower(left)] && first || suffixes[strings.ToLower(next)] {
		return true
	}
	if !digits(left) || !digits(next) {
		return false
	}
	more := strings.HasPrefix(right[len(next):], "-") && len(right) > len(next)+1 && digit(right[len(next)+1])
	return more || !first || len(left) == 3 && len(next) >= 4
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) {
			return false
		}
	}
	return s != ""
}

// dotted reports whether a full stop stands inside a word: numbers,
// abbreviations without blanks ("U.S", "p.m", "Ph.D"), files and hosts, but not
// between sentences whose blank was forgotten ("end.Next").
func dotted(left, right string) bool {
	next := right[:run(right, 0)]
	l, r := left[len(left)-1], right[0]
	if digit(l) && digit(r) {
		return true
	}
	part := left[strings.LastIndexByte(left, '.')+1:]
	if utf8.RuneCountInString(part) == 1 && utf8.RuneCountInString(next) <= 2 {
		return true
	}
	if topLevel[strings.ToLower(next)] || strings.EqualFold(left, "ph") {
		return true
	}
	if capital(r) || utf8.RuneCountInString(part) < 2 {
		return false
	}
	more := right[len(next):]
	return strings.Contains(left, ".") || len(more) > 1 && more[0] == '.' && letter(more[1]) && !capital(more[1])
}

// shortParts reports whether no part between full stops is longer than an
// abbreviation's ("U.S", "Lt.Col"); otherwise word is a host ("orlonews.ir").
func shortParts(word string) bool {
	for _, part := range strings.Split(word, ".") {
		if utf8.RuneCountInString(part) > 3 {
			return false
		}
	}
	return true
}

// abbreviated reports whether the full stop after word belongs to it. Rest is
// what follows the stop in the chunk, which ends at end; limit ends the block.
func (w *words) abbreviated(word, rest string, end, limit int) bool {
	if strings.HasPrefix(rest, ".") {
		return false
	}
	lower := strings.ToLower(word)
	if i := strings.LastIndexByte(word, '.'); i >= 0 {
		return utf8.RuneCountInString(word[i+1:]) <= 2 && shortParts(word) && !digit(word[len(word)-1]) || lower == "ph.d"
	}
	kind := abbreviations[lower]
	if r, size := utf8.DecodeRuneInString(word); size == len(word) && unicode.IsUpper(r) && word != "I" {
		kind = beforeMore
	}
	if kind == never {
		return false
	}
	if kind == always {
		return true
	}
	if rest != "" {
		r, _ := utf8.DecodeRuneInString(rest)
		return strings.ContainsRune(",;:)-", r)
	}
	next, stop := w.chunk(end, limit)
	if next == stop {
		return false
	}
	r, _ := utf8.DecodeRuneInString(w.text[next:])
	switch kind {
	case beforeNumber:
		return unicode.IsDigit(r)
	case beforeLower:
		return !unicode.IsUpper(r) && !strings.ContainsRune("\"“'‘(", r)
	}
	return true
}

// unit returns the length of the number in "35mm", "7:30PM" or, after a sign of
// currency, "10M", which are two words each; else 0.
func unit(c string, money bool) int {
	i := 0
	for i < len(c) && (digit(c[i]) || c[i] == '.' || c[i] == ',' || c[i] == ':') {
		i++
	}
	if i == 0 || i == len(c) {
		return 0
	}
	if u := c[i:]; units[u] || money && len(u) == 1 && strings.Contains("mMbB", u) {
		return i
	}
	return 0
}

// address returns the length of the URL, mail address or file path that c begins
// with, without the marks after it; 0 if there is none.
func address(c string) int {
	lower := c[:min(len(c), 8)]
	var n int
	switch {
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"), strings.HasPrefix(lower, "ftp://"), strings.HasPrefix(lower, "www."), strings.HasPrefix(lower, "Http://"), strings.HasPrefix(lower, "WWW."):
		n = strings.IndexAny(c, "<>\"“”")
	default:
		n = mail(c)
		if n == 0 {
			return 0
		}
	}
	if n < 0 {
		n = len(c)
	}
	trimmed := strings.TrimRight(c[:n], ".,;:!?'’\"”)]}>*")
	if opened := strings.Count(trimmed, "(") > strings.Count(trimmed, ")"); opened && strings.HasPrefix(c[len(trimmed):], ")") {
		return len(trimmed) + 1
	}
	return len(trimmed)
}

// mail returns the length of name@host or host.tld/path at the start of c.
func mail(c string) int {
	at, dot := -1, -1
	i := 0
scan:
	for ; i < len(c) && i < MaxToken; i++ {
		switch b := c[i]; {
		case letter(b) || digit(b) || b == '-' || b == '_' || b == '%' || b == '+' || b >= utf8.RuneSelf:
		case b == '.':
			dot = i
		case b == '@' && i > 0 && at < 0:
			at = i
		case b == '/' && at < 0 && dot > 0 && dot < i-1 && topLevel[strings.ToLower(c[dot+1:i])] && i+1 < len(c) && letter(c[0]):
			return len(c)
		default:
			break scan
		}
	}
	if at > 0 && i > at+1 && letter(c[at+1]) {
		return i
	}
	return 0
}
