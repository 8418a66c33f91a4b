package reuse

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"

	"synoptic/text"
)

// gramLength is the number of words in a gram; a share counts five-grams.
const gramLength = 5

// word is one word of a text: its place and the hash of its folded letters.
type word struct {
	span text.Span
	hash uint64
}

// wordsOf splits s into runs of letters and digits, folded to lower case
// without marks, so that quotation marks, dashes, capitals and accents make no
// difference. A word that a line break cuts ("agree-" "ment") is one word.
func wordsOf(s string) []word {
	words := make([]word, 0, len(s)/6+1)
	var folded [64]byte
	for i := 0; i < len(s); {
		start, buf := i, folded[:0]
		for i < len(s) {
			r, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case r < utf8.RuneSelf && letterOrDigit[r] != 0:
				buf = append(buf, letterOrDigit[r])
			case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
				buf = utf8.AppendRune(buf, base(unicode.ToLower(r)))
			case unicode.Is(unicode.Mn, r) || r == '\u00AD':
				// A combining mark or soft hyphen inside a word is not part of its letters.
			case len(buf) > 0 && brokenWord(s[i:]) > 0:
				n = brokenWord(s[i:])
			default:
				n = 0
			}
			if n == 0 {
				break
			}
			i += n
		}
		if len(buf) > 0 {
			words = append(words, word{text.Span{Start: start, End: i}, xxh3.Hash(buf)})
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	return words
}

// brokenWord is the length of a hyphen and line break at the start of s that a
// small letter follows; 0 if there is none.
func brokenWord(s string) int {
	if len(s) > 2 && s[0] == '-' && s[1] == '\n' && 'a' <= s[2] && s[2] <= 'z' {
		return 2
	}
	return 0
}

// letterOrDigit maps an ASCII letter to lower case, a digit to itself and
// everything else to 0.
var letterOrDigit = func() (t [utf8.RuneSelf]byte) {
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	return t
}()

// accented pairs small letters with their base, for the Latin letters that the
// press writes with and without marks.
var accented = []struct {
	base    rune
	letters string
}{
	{'a', "àáâãäåāăą"}, {'c', "çćĉċč"}, {'d', "ďđ"}, {'e', "èéêëēĕėęě"}, {'g', "ĝğġģ"}, {'h', "ĥħ"},
	{'i', "ìíîïĩīĭįı"}, {'j', "ĵ"}, {'k', "ķ"}, {'l', "ĺļľŀł"}, {'n', "ñńņňŉ"}, {'o', "òóôõöøōŏő"},
	{'r', "ŕŗř"}, {'s', "śŝşšș"}, {'t', "ţťŧț"}, {'u', "ùúûüũūŭůűų"}, {'w', "ŵ"}, {'y', "ýÿŷ"}, {'z', "źżž"},
}

var baseLetters = func() map[rune]rune {
	m := make(map[rune]rune, 128)
	for _, a := range accented {
		for _, r := range a.letters {
			m[r] = a.base
		}
	}
	return m
}()

// base is the letter without its marks.
func base(r rune) rune {
	if b, ok := baseLetters[r]; ok {
		return b
	}
	return r
}

// gramsOf returns the hash of the gram at every word; the last gramLength-1
// words begin none. A text of fewer words is one gram.
func gramsOf(words []word) []uint64 {
	if len(words) == 0 {
		return nil
	}
	n := min(gramLength, len(words))
	grams := make([]uint64, 0, len(words)-n+1)
	for i := 0; i+n <= len(words); i++ {
		h := uint64(n)
		for _, w := range words[i : i+n] {
			h = mix(h ^ w.hash)
		}
		grams = append(grams, h)
	}
	return grams
}

// mix is the finisher of SplitMix64: it spreads every bit over all others.
func mix(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// distinct returns the sorted set of grams.
func distinct(grams []uint64) []uint64 {
	set := slices.Clone(grams)
	slices.Sort(set)
	return slices.Compact(set)
}

// common counts the members that two sorted sets share.
func common(a, b []uint64) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}
