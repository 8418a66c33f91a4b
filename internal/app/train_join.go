package app

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// Sentences of invented accounts hold one claim mostly, those of newspapers several:
// of two that follow one another in a paragraph joinFirst in 100 are made one, and
// of those after it each time fewer.
const (
	joinFirst = 75
	joinNext  = 52
	joinLast  = 30
)

// end is where a sentence ends and the next begins, with the marks that end and
// begin there: the letter before, the marks that end, those that begin, the first word.
var end = regexp.MustCompile(`([a-z0-9%)}])\.(\}*) ((?:\{\w+\??\|)*)([A-Z][\w'-]*)`)

// between are what joins two sentences, the frequent ones more than once.
var between = []string{", and", ", and", ", and", ", and", ";", ";", ", while", ", while", " –", ", as"}

// opening are words that are no names, whatever sentence they begin.
var opening = strings.Fields(`The A An He She It They We In On At Two Three Four Five Six Seven Eight Nine Ten Some Many Most Several Both His Her Its Their There
	This That These Those No Not Nobody Only About Almost Nearly More Under After Before By For From With Without Since Last Next Another One Other
	Others All Each Every Police Officials Residents Witnesses Workers Farmers Rescuers Doctors Lawyers Parents Critics Supporters According Of To When
	While If Although Though But And Yet`)

var contrary = []string{"But", "And", "Yet"}

// joinSentences makes long sentences of the short ones of a marked account; the
// same seed gives the same.
func joinSentences(marked string, seed uint64) string {
	dice := rand.New(rand.NewPCG(seed, 1))
	var lines []string
	for line := range strings.SplitSeq(marked, "\n") {
		lines = append(lines, joinLine(line, dice))
	}
	return strings.Join(lines, "\n")
}

func joinLine(line string, dice *rand.Rand) string {
	chances := []int{joinFirst, joinNext, joinLast, 0}
	joined := 0
	var out strings.Builder
	from := 0
	for _, m := range end.FindAllStringSubmatchIndex(line, -1) {
		group := func(n int) string { return line[m[2*n]:m[2*n+1]] }
		if dice.IntN(100) >= chances[min(joined, 3)] || abbreviated(line[:m[3]]) {
			joined = 0
			continue
		}
		joined++
		link, word := between[dice.IntN(len(between))], group(4)
		if slices.Contains(contrary, word) {
			link = ","
		}
		if slices.Contains(opening, word) {
			word = strings.ToLower(word)
		}
		out.WriteString(line[from:m[3]] + group(2) + link + " " + group(3) + word)
		from = m[1]
	}
	return out.String() + line[from:]
}

// abbreviated says that the stop after s is none of a sentence.
func abbreviated(s string) bool {
	last := s[strings.LastIndexAny(s, " {|(\"")+1:]
	return len(last) == 1 || slices.Contains([]string{"Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Sen", "Gov", "No", "Lt", "Prof", "a.m", "p.m"}, last)
}
