// Package language tells the language of a text from its letters and common
// words.
package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// Guess is a text's language.
type Guess struct {
	Code string // ISO 639-1, "" if nothing tells
	Name string // in English, "" if nothing tells
	Sure bool   // the text itself tells; otherwise Code is the hint
}

const (
	sampled  = 2048 // bytes that a language is told from
	shortest = 80   // letters below which a text does not tell its language
)

// Identify tells the language of s; hint, an ISO 639-1 code or "", is what the
// page or record says, which is often what its template says: a text that tells
// its language wins. Trigrams tell the language (Cavnar and Trenkle, SDAIR
// 1994). Differs: common English words come first, because names from other
// languages mislead trigrams in short news.
func Identify(s, hint string) Guess {
	s = sample(s)
	if letters(s) < shortest {
		return hinted(hint)
	}
	if english(s) {
		return Guess{"en", "English", true}
	}
	info := whatlanggo.Detect(s)
	if info.Lang < 0 || info.Script == unicode.Latin && !info.IsReliable() { // another script is not English, whichever language it is
		return hinted(hint)
	}
	return Guess{info.Lang.Iso6391(), info.Lang.String(), true}
}

func hinted(code string) Guess {
	for lang, name := range whatlanggo.Langs {
		if code != "" && lang.Iso6391() == code {
			return Guess{code, name, false}
		}
	}
	return Guess{Code: code}
}

func sample(s string) string {
	if len(s) <= sampled {
		return s
	}
	end := sampled
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

var common = map[string]bool{"the": true, "of": true, "and": true, "to": true, "in": true, "that": true, "is": true, "was": true,
	"for": true, "it": true, "with": true, "as": true, "his": true, "her": true, "on": true, "be": true, "at": true, "by": true,
	"had": true, "not": true, "are": true, "but": true, "from": true, "have": true, "they": true, "which": true, "this": true,
	"said": true, "has": true, "were": true, "would": true, "will": true}

// english reports whether a tenth of the words, of several kinds, are common
// words of English, as in any English prose.
func english(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	kinds := map[string]bool{}
	hits := 0
	for _, w := range words {
		if common[w] {
			hits++
			kinds[w] = true
		}
	}
	return hits*10 > len(words) && len(kinds) > 2
}
