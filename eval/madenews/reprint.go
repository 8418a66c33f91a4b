package madenews

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode"
)

// ReprintRule changes a text as papers do that reprint one.
type ReprintRule struct {
	Name  string
	apply func(rng *rand.Rand, s string) string
}

// ReprintRules are the changes that Reprint knows.
var ReprintRules = []ReprintRule{
	{"nothing", func(_ *rand.Rand, s string) string { return s }},
	{"new head", newHead},
	{"cut tail", cutTail},
	{"paragraphs in another order", reorder},
	{"quotation marks and dashes in another style", func(_ *rand.Rand, s string) string { return restyle.Replace(s) }},
	{"names spelt otherwise", respell},
	{"scanning noise", scanningNoise},
	{"lines broken anew", rewrap},
	{"own paragraphs put in", interleave},
	{"British spelling and numbers in words", func(_ *rand.Rand, s string) string { return houseStyle.Replace(s) }},
	{"sentences left out", dropSentences},
	{"words exchanged", exchangeWords},
	{"credit line and furniture", furniture},
}

// Reprint applies rule number kind to a text.
func Reprint(rng *rand.Rand, s string, kind int) string { return ReprintRules[kind].apply(rng, s) }

var restyle = strings.NewReplacer(`"`, "“", "“", "‘", "”", "’", " - ", " — ", "–", "-", "'", "’")

var houseStyle = strings.NewReplacer("or ", "our ", "ize", "ise", "%", " per cent", " 10 ", " ten ", " 12 ", " twelve ", "Mr. ", "Mr ", ",000", " thousand")

func paragraphs(s string) []string {
	var out []string
	for _, p := range strings.Split(s, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

var sentenceEnd = regexp.MustCompile(`[.!?]["”’]? +`)

func sentencesOf(p string) []string {
	var out []string
	for {
		m := sentenceEnd.FindStringIndex(p)
		if m == nil {
			return append(out, p)
		}
		out, p = append(out, p[:m[1]]), p[m[1]:]
	}
}

func newHead(rng *rand.Rand, s string) string {
	sentences := sentencesOf(s)
	if len(sentences) > 2 {
		sentences = sentences[1:]
	}
	return ownParagraph(rng) + " " + strings.Join(sentences, "")
}

func cutTail(rng *rand.Rand, s string) string {
	sentences := sentencesOf(s)
	keep := max(1, len(sentences)/3+rng.IntN(len(sentences)/3+1))
	return strings.Join(sentences[:keep], "")
}

func reorder(rng *rand.Rand, s string) string {
	p := paragraphs(s)
	rng.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
	return strings.Join(p, "\n\n")
}

// respell writes capitalised words inside sentences as another paper
// transliterates them, each the same way throughout.
func respell(_ *rand.Rand, s string) string {
	letters := strings.NewReplacer("ov", "off", "k", "kh", "v", "w", "j", "dj", "ei", "ey")
	words := strings.Split(s, " ")
	for i, w := range words {
		if i > 0 && w != "" && unicode.IsUpper(rune(w[0])) && !strings.HasSuffix(words[i-1], ".") {
			words[i] = letters.Replace(w)
		}
	}
	return strings.Join(words, " ")
}

// scanningNoise misreads a letter in one word of twenty-five.
func scanningNoise(rng *rand.Rand, s string) string {
	misread := strings.NewReplacer("m", "rn", "l", "1", "e", "c", "o", "0", "h", "b", "i", "l")
	words := strings.Split(s, " ")
	for i, w := range words {
		if rng.IntN(25) == 0 {
			words[i] = misread.Replace(w)
		}
	}
	return strings.Join(words, " ")
}

// rewrap breaks lines after about sixty bytes, some inside a word.
func rewrap(rng *rand.Rand, s string) string {
	var b strings.Builder
	line := 0
	for _, w := range strings.Fields(s) {
		if line > 60 {
			if len(w) > 8 && rng.IntN(3) == 0 && w[4] >= 'a' && w[4] <= 'z' && w[3] < 0x80 {
				b.WriteString(w[:4] + "-\n" + w[4:])
				line = len(w) - 4
				continue
			}
			b.WriteByte('\n')
			line = 0
		} else if line > 0 {
			b.WriteByte(' ')
			line++
		}
		b.WriteString(w)
		line += len(w)
	}
	return b.String()
}

var ownWords = strings.Fields("readers residents council winter promised office matter street question paper month answer visitors market garden bridge harvest letter evening neighbours school roof plain river morning older younger painted closed opened asked waited counted carried sold built left")

// ownParagraph is some words of the paper's own, no two alike.
func ownParagraph(rng *rand.Rand) string {
	words := make([]string, 20)
	for i := range words {
		words[i] = ownWords[rng.IntN(len(ownWords))]
	}
	return "Our " + strings.Join(words, " ") + "."
}

func interleave(rng *rand.Rand, s string) string {
	var out []string
	for _, p := range paragraphs(s) {
		out = append(out, p)
		if rng.IntN(2) == 0 {
			out = append(out, ownParagraph(rng))
		}
	}
	return strings.Join(append(out, ownParagraph(rng)), "\n\n")
}

func dropSentences(rng *rand.Rand, s string) string {
	var out []string
	for _, x := range sentencesOf(s) {
		if rng.IntN(3) > 0 {
			out = append(out, x)
		}
	}
	if len(out) == 0 {
		return s
	}
	return strings.Join(out, "")
}

var synonyms = strings.NewReplacer(" said ", " stated ", " the ", " this ", " big ", " large ", " after ", " following ", " about ", " around ", " also ", " too ")

// exchangeWords replaces every other paragraph's commonest words.
func exchangeWords(_ *rand.Rand, s string) string {
	p := paragraphs(s)
	for i := range p {
		if i%2 == 0 {
			p[i] = synonyms.Replace(p[i])
		}
	}
	return strings.Join(p, "\n\n")
}

func furniture(_ *rand.Rand, s string) string {
	return "By Our Staff, Agencies\n\nShare this article. Print.\n\n" + s + "\n\n(Reporting by the agency) All rights reserved."
}
