package lexicon

import "strings"

// Skeleton reduces a folded word to what transliterations of it share: its
// consonants in classes (q, k, g, kh, gh are one; v, w, f; s, z; d, t), doubled
// letters once, vowels, y and h dropped but for a sign of a leading one. Words of one
// skeleton are candidates, no more: compare them with Similarity.
func Skeleton(word string) string {
	var b strings.Builder
	var last byte
	for i := 0; i < len(word); i++ {
		c := skeletonClass(word, i)
		if c == 0 || c == last {
			if c == 0 && isVowel(word[i]) {
				last = 0
			}
			continue
		}
		b.WriteByte(c)
		last = c
	}
	if b.Len() == 0 || isVowel(word[0]) && word[0] != 'y' {
		return "a" + b.String()
	}
	return b.String()
}

func isVowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'
}

// skeletonClass is the class of the i-th byte of word, 0 if it is dropped.
func skeletonClass(word string, i int) byte {
	next := byte(0)
	if i+1 < len(word) {
		next = word[i+1]
	}
	switch c := word[i]; c {
	case 'y', 'h':
		if i == 0 {
			return map[byte]byte{'y': 'j', 'h': 'k'}[c]
		}
		return 0
	case 'a', 'e', 'i', 'o', 'u':
		return 0
	case 'q', 'k', 'g', 'x':
		return 'k'
	case 'c':
		if next == 'h' || next == 'e' || next == 'i' {
			return 's'
		}
		return 'k'
	case 'j':
		return 'j'
	case 'v', 'f':
		return 'v'
	case 'w':
		if i > 0 && !isVowel(word[i-1]) {
			return 0 // "kwa" is "qua"
		}
		return 'v'
	case 'p', 'b':
		if c == 'p' && next == 'h' {
			return 'v'
		}
		return 'b'
	case 's', 'z':
		return 's'
	case 'd', 't':
		return 't'
	default:
		return c
	}
}

// Similarity tells how alike two folded words are as spellings of one name: 1
// for equal words, 0 for nothing in common. It is one less the edit distance
// per letter, in which the exchanges that transliteration makes (vowel for
// vowel, q for gh or k, i for y or j, w for v, a doubled letter, an h) cost
// little.
func Similarity(a, b string) float64 {
	if a == b {
		return 1
	}
	if len(a) == 0 || len(b) == 0 || len(a) > 64 || len(b) > 64 {
		return 0
	}
	var rows [2][65]float64
	prev, cur := rows[0][:len(b)+1], rows[1][:len(b)+1]
	for j := range b {
		prev[j+1] = prev[j] + dropCost(b, j)
	}
	for i := range a {
		cur[0] = prev[0] + dropCost(a, i)
		for j := range b {
			cur[j+1] = min(prev[j]+swapCost(a[i], b[j], i == 0 || j == 0), prev[j+1]+dropCost(a, i), cur[j]+dropCost(b, j))
		}
		prev, cur = cur, prev
	}
	return max(0, 1-prev[len(b)]/float64(max(len(a), len(b))))
}

// dropCost is the cost of the i-th letter of w standing against nothing.
func dropCost(w string, i int) float64 {
	c := w[i]
	switch {
	case i > 0 && w[i-1] == c:
		return .1
	case c == 'h':
		return .3
	case c == 'k' && i+1 < len(w) && w[i+1] == 'h', c == 'g' && i+1 < len(w) && w[i+1] == 'h':
		return .3
	case isVowel(c):
		return .4
	}
	return 1
}

// alike lists the exchanges of letters that cost little; 0 for those that are
// no exchange.
var alike = func() (m [128][128]float64) {
	for _, row := range []struct {
		cost  float64
		pairs string
	}{{.2, "qk qg ck cq vw iy uo uw ei"}, {.3, "kg kh jy gh sz cs ij xk fv jg"}, {.5, "dt bp"}} {
		for _, p := range strings.Fields(row.pairs) {
			m[p[0]][p[1]], m[p[1]][p[0]] = row.cost, row.cost
		}
	}
	for _, v := range "aeiouy" {
		for _, w := range "aeiouy" {
			if v != w && m[v][w] == 0 {
				m[v][w] = .35
			}
		}
	}
	return m
}()

// swapCost is the cost of letter a standing against b; more at the beginning of
// a word, where spellings are steadier.
func swapCost(a, b byte, initial bool) float64 {
	if a == b {
		return 0
	}
	if a >= 128 || b >= 128 || alike[a][b] == 0 {
		return 1
	}
	cost := alike[a][b]
	if initial {
		cost *= 1.5
	}
	return cost
}

// Acronyms are the ways in which the words of a folded name shorten to its
// initials, in capitals: with and without the small words, articles and
// particles. Names of one word have none.
func Acronyms(words []string) []string {
	var all, strong strings.Builder
	for _, w := range words {
		all.WriteByte(w[0])
		if !smallWords[w] && !(w == "al" || w == "el") {
			strong.WriteByte(w[0])
		}
	}
	var out []string
	if strong.Len() > 1 {
		out = append(out, strings.ToUpper(strong.String()))
	}
	if all.Len() > 1 && all.Len() != strong.Len() {
		out = append(out, strings.ToUpper(all.String()))
	}
	return out
}

var smallWords = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "to": true, "&": true, "a": true, "an": true, "de": true, "du": true, "la": true, "s": true}

// SmallWord reports whether a folded word says nothing in the name of a body:
// "of", "and".
func SmallWord(w string) bool { return smallWords[w] }
