package extract

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synoptic/news"
	"synoptic/text"
)

// stampPattern is a date that stands before the title or alone on a line, with
// the words around it.
var stampPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:(?:date|dated|published|posted|updated|last updated|modified|created|time)?(?: on| at)?:? ?` + datePart +
		`(?:[ ,|·T–-]*(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?:Z| ?(?:GMT|UTC|EST|EDT|CET|CEST|BST|IST)(?:[+-]\d+)?)?)?)(?:[ |·:–-]+|$)`)
})

// stamp reads a stamp at the start of sp and returns what is left. A bare date
// that runs on into a sentence is no stamp.
func (s *structurer) stamp(sp text.Span) text.Span {
	line := sp.In(s.a.Text)
	loc := stampPattern().FindStringIndex(line)
	if loc == nil {
		return sp
	}
	whole := loc[1] >= len(line)
	labelled := unicode.IsLetter(rune(line[0])) && strings.Contains("date published posted updated last modified created time", strings.ToLower(strings.SplitN(strings.TrimRight(line[:loc[1]], " "), " ", 2)[0]))
	iso := unicode.IsDigit(rune(line[0])) && strings.Count(line[:min(10, len(line))], "-") == 2
	if !whole && !labelled && !iso {
		return sp
	}
	if s.a.Published.IsZero() {
		s.a.Published = writtenDate(line[:loc[1]])
	}
	mark := trim(s.a.Text, text.Span{Start: sp.Start, End: sp.Start + loc[1]})
	s.mark(mark, news.Slug)
	return trim(s.a.Text, text.Span{Start: sp.Start + loc[1], End: sp.End})
}

// A byline is one short line.
const maxByline = 180

var (
	bylinePattern = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:By|BY|Written by|Story by|Words by|Text by|Reported by)[: ]+(.+)$`)
	})
	originPattern = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:From|Source|Sources|Courtesy of|Via):? (?:our |the )?(\p{Lu}.*)$|^From (?:our|a) (?:own |staff )?(?:correspondents?|reporters?)\b.*$`)
	})
	staffPattern = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(?:agenc(?:y|ies)|staff|reporters?|correspondents?|news ?desk|bureau|editors?|web desk|newswires?)\b`)
	})
)

// byline reads a line that names authors or where the text comes from. The
// words that make a line a byline without "By" count before the account only.
func (s *structurer) byline(sp text.Span, before bool) bool {
	line := sp.In(s.a.Text)
	if len(line) > maxByline {
		return false
	}
	if m := bylinePattern().FindStringSubmatch(line); m != nil && namesLead(m[1]) {
		s.mark(sp, news.Byline)
		s.people(sp, m[1])
		return true
	}
	if m := originPattern().FindStringSubmatch(line); m != nil && before && shortLine(line) && !strings.HasSuffix(line, ":") {
		s.mark(sp, news.Byline)
		s.a.Credits = append(s.a.Credits, news.Credit{Span: sp, Name: originName(m[1])})
		return true
	}
	if before && (!s.a.Title.Empty() || len(s.lines) > 2) && staffLine(line) {
		s.mark(sp, news.Byline)
		s.a.Credits = append(s.a.Credits, news.Credit{Span: sp, Name: acronymIn(line)})
		return true
	}
	return false
}

// namesLead reports whether what follows "By" is a name or a staff, not a
// sentence: "By Friday the talks had failed."
func namesLead(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	words := strings.Fields(s)
	if !unicode.IsUpper(r) && !staffPattern().MatchString(s) || len(words) > 22 || weekdayLead(words[0]) {
		return false
	}
	lower := 0
	head, _, _ := strings.Cut(s, ". ")
	for _, w := range strings.Fields(head) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !bylineWord[strings.Trim(w, ",;")] {
			lower++
		}
	}
	return lower == 0 || lower <= 3 && staffPattern().MatchString(head)
}

func weekdayLead(w string) bool {
	return dateFields().MatchString(w+" 1") || regexpWeekday().MatchString(w)
}

var regexpWeekday = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b`)
})

var bylineWord = map[string]bool{
	"and": true, "in": true, "for": true, "at": true, "of": true, "the": true, "with": true, "from": true, "de": true, "von": true, "van": true,
	"al": true, "bin": true, "ibn": true, "to": true, "on": true, "our": true, "da": true, "del": true, "el": true,
}

func shortLine(s string) bool { return len(strings.Fields(s)) <= 14 && !endsInside(s) }

// staffLine reports whether a line without a verb's full stop names a staff or
// agencies: "RSN and Lantern reporters".
func staffLine(s string) bool {
	words := strings.Fields(s)
	return len(words) <= 7 && !strings.HasSuffix(s, ".") && staffPattern().MatchString(words[len(words)-1]) && namesLead(s)
}

// people splits the names of a byline into authors and a credit.
func (s *structurer) people(sp text.Span, names string) {
	if m := firstAppeared().FindStringSubmatch(names); m != nil {
		s.a.Credits = append(s.a.Credits, news.Credit{Span: sp, Name: m[1]})
	}
	names, _, _ = strings.Cut(names, ". ")
	names = strings.TrimSuffix(names, ".")
	if staffPattern().MatchString(names) && !strings.Contains(strings.ToLower(names), "correspondent") && !strings.Contains(strings.ToLower(names), "editor") {
		s.a.Credits = append(s.a.Credits, news.Credit{Span: sp, Name: acronymIn(names)})
		return
	}
	if len(s.a.Authors) > 0 {
		return
	}
	parts := authorSplit().Split(names, -1)
	if len(parts) == 2 && strings.Contains(names, ", ") {
		parts = parts[:1] // what follows one name is its office or place
	}
	for _, n := range parts {
		for _, end := range []string{" in ", " for ", " at "} {
			n, _, _ = strings.Cut(n, end)
		}
		n = strings.TrimSpace(strings.TrimPrefix(n, "and "))
		switch {
		case isAcronym(n), bodyPattern().MatchString(n):
			s.a.Credits = append(s.a.Credits, news.Credit{Span: sp, Name: n})
		case len(strings.Fields(n)) >= 2 && !staffPattern().MatchString(n):
			s.a.Authors = append(s.a.Authors, n)
		}
	}
}

var bodyPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(?:Press|News|Agency|Times|Post|Wire|Media|Network|Service|Radio|TV|Television)$`)
})

var firstAppeared = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:first|originally) (?:appeared|ran|published) (?:in|on|by) (?:the )?(\p{Lu}[\p{L}.&'’-]*(?: \p{Lu}[\p{L}.&'’-]*){0,5}?)\.?$`)
})

var authorSplit = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`, | and | & | \| |; `) })

// originName is the name that an origin line gives: up to the first comma or
// semicolon.
func originName(s string) string {
	if i := strings.IndexAny(s, ",;("); i >= 0 {
		s = s[:i]
	}
	return strings.TrimRight(strings.TrimSpace(s), ".")
}

// acronymIn is the first word of s that is an acronym, "" if there is none.
func acronymIn(s string) string {
	for _, w := range strings.Fields(s) {
		if w = strings.Trim(w, ",.;()"); isAcronym(w) {
			return w
		}
	}
	return ""
}
