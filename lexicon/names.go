// Package lexicon holds the word lists that several rooms read: cue words,
// names and their variants, titles, countries. The data are embedded and load
// when first asked for.
package lexicon

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings spellings of one name together: lower case, no diacritics, no
// apostrophes or ayn, hyphens and dots between letters as spaces ("al-Sha'abi"
// to "al shaabi", "U.S." to "us"), one space between words.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), strings.ContainsRune("'’‘ʼʻʿʾ`´.ʹʺ", r):
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '&' || r == '+':
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteString(foldRune(unicode.ToLower(r)))
		default:
			space = true
		}
	}
	return b.String()
}

// foldRune writes letters that have no decomposition in ASCII.
func foldRune(r rune) string {
	switch r {
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ı':
		return "i"
	case 'þ':
		return "th"
	}
	return string(r)
}

// Name is a proper name taken apart. All words are folded.
type Name struct {
	Titles     []string // honorifics and ranks before the name, in order: "prime minister", "dr"
	Core       []string // the name itself, with particles: "al", "sudani"
	Gender     Gender   // by title or given name
	Possessive bool     // the text had a final 's
}

// particles belong to the word after them.
var particles = map[string]bool{"al": true, "el": true, "ul": true, "ol": true, "as": true, "ash": true, "an": true, "ar": true, "ad": true, "az": true,
	"bin": true, "ibn": true, "ben": true, "bint": true, "abu": true, "abd": true, "van": true, "von": true, "der": true, "den": true, "de": true, "la": true, "le": true,
	"da": true, "dos": true, "do": true, "di": true, "del": true, "della": true, "du": true, "of": true, "mc": true, "mac": true, "st": true, "ter": true, "zu": true}

// Particle reports whether a folded word is a name particle ("al", "van"),
// which says nothing by itself.
func Particle(w string) bool { return particles[w] }

var generations = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// ParseName takes a name apart: the words of the lexicon's titles at its
// beginning, nationality words before them, then the name. A name that consists
// of titles only has no Core.
func ParseName(s string) Name {
	var n Name
	s = strings.TrimSpace(s)
	for _, p := range []string{"'s", "’s", "'", "’"} {
		if strings.HasSuffix(s, p) {
			s, n.Possessive = s[:len(s)-len(p)], true
			break
		}
	}
	words := strings.Fields(Fold(s))
	if len(words) > 0 && words[0] == "the" {
		words = words[1:]
	}
	words = n.takeTitles(words)
	if len(words) > 1 && generations[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	n.Core = words
	if n.Gender == UnknownGender && len(words) > 1 {
		n.Gender = loadNames().given[words[0]]
	}
	return n
}

// ParseBody takes the name of a body apart: it has no titles, so that "General
// Motors" keeps its general.
func ParseBody(s string) Name {
	n := ParseName(s)
	if len(n.Titles) == 0 {
		return n
	}
	for _, end := range []string{"'s", "’s", "'", "’"} {
		s = strings.TrimSuffix(strings.TrimSpace(s), end)
	}
	words := strings.Fields(Fold(s))
	if len(words) > 0 && words[0] == "the" {
		words = words[1:]
	}
	return Name{Core: words, Possessive: n.Possessive}
}

// takeTitles moves the titles at the beginning of words to n and returns the
// rest. A nationality is skipped only before a title.
func (n *Name) takeTitles(words []string) []string {
	data := loadNames()
	for len(words) > 0 {
		size := data.titleLen(words)
		if size == 0 {
			if skip := data.skippable(words); skip > 0 {
				words = words[skip:]
				continue
			}
			return words
		}
		key := strings.Join(words[:size], " ")
		t := data.titles[key]
		if n.Gender == UnknownGender {
			n.Gender = t.gender
		}
		n.Titles = append(n.Titles, key)
		words = words[size:]
	}
	return words
}

// titleLen is the number of words of the longest honorific or rank that words
// begin with.
func (n *names) titleLen(words []string) int {
	for size := min(n.longest, len(words)); size > 0; size-- {
		t := n.titles[strings.Join(words[:size], " ")]
		if t.class&(Honorific|Rank) != 0 {
			return size
		}
	}
	return 0
}

// skippable is the number of words before a title that belong to it: "Iraqi
// foreign" in "Iraqi Foreign Minister", "former" in "former President".
func (n *names) skippable(words []string) int {
	for skip := 1; skip <= 3 && skip < len(words); skip++ {
		if n.titleLen(words[skip:]) > 0 {
			for _, w := range words[:skip] {
				if n.countries[w].aspect != Nationwide && !portfolios[w] && !demonymic(w) {
					return 0
				}
			}
			return skip
		}
	}
	return 0
}

// demonymic reports whether an unknown word looks like an adjective of a place.
func demonymic(w string) bool {
	if len(w) < 5 {
		return false
	}
	for _, end := range []string{"an", "i", "ese", "ish"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// Demonymic reports whether adjective looks like the adjective of a place called
// name: "Zelmoran" of "Zelmora". Both are folded.
func Demonymic(adjective, name string) bool {
	if len(name) < 4 || adjective == name || !demonymic(adjective) {
		return false
	}
	stem := strings.TrimRight(name, "aeiouy")
	return len(stem) >= 3 && strings.HasPrefix(adjective, stem) && len(adjective)-len(stem) <= 5
}

// portfolios are words that stand before "minister", "secretary" and "chief",
// and modifiers of office.
var portfolios = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`foreign interior defense defence finance health energy water labour labor transport trade justice
		education agriculture oil petroleum economy economic culture security intelligence army police prime home treasury commerce
		state environment information planning industry electricity communications tourism science housing public military naval air
		federal national deputy acting former then ex new outgoing incoming caretaker first senior vice chief assistant late current
		longtime veteran ousted opposition party union north south east west`) {
		m[w] = true
	}
	return m
}()

// Portfolio reports whether a folded word qualifies an office: "foreign",
// "former".
func Portfolio(w string) bool { return portfolios[w] }
