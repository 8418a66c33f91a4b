package reuse

import (
	"regexp"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// How far from either end of a text its origin is given.
const (
	creditHead = 700
	creditTail = 200
)

// name is an agency's or paper's name: capitalised words, "the" before them
// aside.
const name = `([A-Z][\w&'’]*(?:[ -](?:of |the )?[A-Z][\w&'’]*){0,4})`

// agency is a name that no person has: letters alone, or with the word for it.
const agency = `([A-Z]{2,6}|Reuters|(?:[A-Z][\w&'’]*[ -]){0,3}(?:Press|Agency|News|Wire|Service|Agencies))`

// staff is how an outlet calls its own people, or itself in one word.
const staff = `(?:[\w’']+|[\w’' ]*(?i:reporters?|staff|desk|correspondents?|writers?))`

// creditRule is a form of words that names where a text comes from. Weight says how
// plainly it calls the text a copy: a joint by-line or dateline 1, words to
// that effect 2, an agency's own slug 0.
type creditRule struct {
	pattern *regexp.Regexp
	weight  int
}

var creditRules = []creditRule{
	// "A version of this report first appeared in the Tarsund Chronicle."
	{regexp.MustCompile(`(?:first |originally )(?:appeared|published) (?:in|on|by) (?:[Tt]he )?` + name), 2},
	// "The report below is from Pelagis.", "From The Register, by arrangement"
	{regexp.MustCompile(`(?m)(?:report|story|article|text)(?: below)? (?:is|was|comes|came) (?:taken )?from (?:[Tt]he )?` + name), 2},
	{regexp.MustCompile(`(?m)^From (?:[Tt]he )?` + name + `(?:, by (?:arrangement|permission)|\.?$)`), 2},
	// "With inputs from PTI", "Undercurrent, with Norrex", "reporting by Reuters"
	{regexp.MustCompile(`(?i:with (?:inputs|reporting|files|material|additional reporting|agencies)(?: by| from)?|additional reporting by|agency material from) (?:[Tt]he )?` + name), 2},
	{regexp.MustCompile(`(?m)^[^\n.,“"]{2,40}, with ` + name + `$`), 2},
	// "Source: Xinhua", "via AFP"
	{regexp.MustCompile(`(?m)^\s*\(?(?:Source|Credit|Via|Agency)[:\s]+` + name + `\)?\.?\s*$`), 2},
	// "By Staff, Agencies", "By Whistle reporters and Norrex", "CPS and Lantern reporters"
	{regexp.MustCompile(`(?m)^\s*(?i:by )?(?:[\w&’' -]{2,40}(?:,| and) )?((?i:agencies|news agencies|wire services|agency reports))\.?\s*$`), 1},
	{regexp.MustCompile(`(?m)^\s*By ` + staff + `(?: and|,| with) (?:[Tt]he )?` + name + `\s*$`), 1},
	{regexp.MustCompile(`(?m)^\s*By [\w’' -]{2,40}?(?: and|,| with) (?:[Tt]he )?` + agency + `\s*$`), 1},
	{regexp.MustCompile(`(?m)^` + name + ` and [\w’']+ (?:[Rr]eporters?|[Ss]taff)\s*$`), 1},
	// "TEHRAN, AP –", "LOMENZ, April 8 (Norrex) -", "(CNO/Norrex) --", and "(RSN)" at the end of a line
	{regexp.MustCompile(`(?m)^[^\n()]{2,60}\(([A-Z][\w&. ]+/[A-Z][\w&. ]+)\)\s*[-–—:]`), 1},
	{regexp.MustCompile(`(?m)^[^\n()]{2,60}\(([A-Z][\w&. ]{1,30})\)\s*[-–—:]`), 0},
	{regexp.MustCompile(`(?m)^[A-Z][\w.' -]{2,30}, ([A-Z][A-Za-z]+)\s*[–—]|^[A-Z][\w.' -]{2,30}, ([A-Z]{2,8}) -`), 0},
	{regexp.MustCompile(`\(([A-Z][A-Za-z]{1,20})\)\s*$`), 0},
}

// Credits returns the lines and phrases at the head and foot of s that name an
// agency or outlet as its origin, in text order, none inside another. Name is
// "" where the words name nobody ("By Staff, Agencies").
func Credits(s string) []news.Credit {
	found := findCredits(s)
	credits := make([]news.Credit, len(found))
	for i, f := range found {
		credits[i] = f.Credit
	}
	return credits
}

type weighedCredit struct {
	news.Credit
	weight int
}

func findCredits(s string) []weighedCredit {
	var found []weighedCredit
	head := min(len(s), creditHead)
	tail := max(head, len(s)-creditTail)
	for _, part := range []text.Span{{Start: 0, End: head}, {Start: tail, End: len(s)}} {
		for _, rule := range creditRules {
			for _, m := range rule.pattern.FindAllStringSubmatchIndex(s[part.Start:part.End], -1) {
				c := creditOf(s, part.Start, m)
				if !overlapsAny(found, c.Span) {
					found = append(found, weighedCredit{c, rule.weight})
				}
			}
		}
	}
	sortCredits(found)
	return found
}

// creditOf reads the match m of a rule that was found base bytes into s.
func creditOf(s string, base int, m []int) news.Credit {
	group := 2
	for group+3 < len(m) && m[group] < 0 {
		group += 2
	}
	called := strings.TrimRight(s[base+m[group]:base+m[group+1]], ". ")
	if l := strings.ToLower(called); strings.Contains(l, "agencies") || l == "wire services" || l == "agency reports" {
		called = ""
	}
	whole := strings.TrimSpace(s[base+m[0] : base+m[1]])
	start := base + m[0] + strings.Index(s[base+m[0]:base+m[1]], whole)
	return news.Credit{Span: text.Span{Start: start, End: start + len(whole)}, Name: called}
}

func overlapsAny(found []weighedCredit, s text.Span) bool {
	for _, f := range found {
		if f.Span.Overlap(s) > 0 {
			return true
		}
	}
	return false
}
