package extract

import (
	"regexp"
	"sort"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

var brackets = regexp.MustCompile(`\[(?:title|slug|byline|licence|read_also|boilerplate|caption) ([^\]]*)\]`)

func unbracket(s string) string { return brackets.ReplaceAllString(s, "$1") }

// bracket writes title and markings into the text.
func bracket(s *string, start, end int, marked []news.Marking) string {
	all := append([]news.Marking{}, marked...)
	if end > start {
		all = append(all, news.Marking{Span: text.Span{Start: start, End: end}, Kind: "title"})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Span.Start < all[j].Span.Start })
	var b strings.Builder
	at := 0
	for _, m := range all {
		b.WriteString((*s)[at:m.Span.Start] + "[" + string(m.Kind) + " " + m.Span.In(*s) + "]")
		at = m.Span.End
	}
	return b.String() + (*s)[at:]
}
