package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/lexicon/language"
	"synoptic/news"
	"synoptic/text"
)

// Structure reads what a's text tells about itself and adds it to a: title (of
// plain text), dateline, stamps, bylines, credits and licence lines, outlet,
// authors, day of publication, language. What a already knows is kept, except
// that a sure reading of the text's language wins. The stretches are marked, the
// text stays as it is. An outlet is taken only where the text states it; no name
// is known beforehand.
func Structure(a *news.Article) {
	s := structurer{a: a, lines: linesOf(a.Text)}
	s.head()
	s.foot()
	s.outlet()
	a.Language = language.Identify(a.Text[s.body:], a.Language).Code
	slices.SortStableFunc(a.Marked, func(x, y news.Marking) int { return x.Span.Start - y.Span.Start })
}

// structurer walks down the head of one article.
type structurer struct {
	a      *news.Article
	lines  []text.Span // not empty, trimmed
	body   int         // byte where the account begins
	slug   string      // outlet that a slug states
	rights string      // outlet that a licence line states
}

// linesOf returns the lines that hold more than white space, trimmed.
func linesOf(s string) []text.Span {
	var out []text.Span
	for at := 0; at < len(s); {
		end := strings.IndexAny(s[at:], "\n\r\u2028\u2029")
		if end < 0 {
			end = len(s) - at
		}
		if sp := trim(s, text.Span{Start: at, End: at + end}); !sp.Empty() {
			out = append(out, sp)
		}
		at += end
		if at < len(s) {
			_, size := utf8.DecodeRuneInString(s[at:])
			at += size
		}
	}
	return out
}

// trim narrows sp to what is not white space or a byte order mark.
func trim(s string, sp text.Span) text.Span {
	space := func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }
	part := sp.In(s)
	sp.Start += len(part) - len(strings.TrimLeftFunc(part, space))
	sp.End -= len(part) - len(strings.TrimRightFunc(part, space))
	if sp.End < sp.Start {
		return text.Span{Start: sp.Start, End: sp.Start}
	}
	return sp
}

// How many lines of an article may hold stamps, title, decks and bylines, and
// among how many lines of the account the dateline and slug are looked for.
const (
	headLines = 7
	leadLines = 3
)

// head reads the lines before the account and those that open it. A deck under
// the title belongs to the account; the byline may stand below it.
func (s *structurer) head() {
	s.body = len(s.a.Text)
	first := 0
	for first < len(s.lines) && s.lines[first].Start < s.a.Title.End {
		first++
	}
	lead := 0
	for i := first; i < len(s.lines) && i < first+headLines && lead < leadLines; i++ {
		sp := s.stamp(s.lines[i])
		if sp.Empty() || s.byline(sp, lead == 0) {
			continue
		}
		if s.a.Title.Empty() && lead == 0 && (isTitle(sp.In(s.a.Text), s.longest(i+1)) || s.aboveDateline(i)) {
			s.a.Title = sp
			continue
		}
		s.body = min(s.body, sp.Start)
		sp = s.dateline(sp)
		s.slugAt(sp)
		lead++
	}
	if len(s.lines) > 0 && s.body == len(s.a.Text) {
		s.body = s.lines[min(first, len(s.lines)-1)].Start
	}
}

// aboveDateline reports whether line i is short and the line below it opens
// with a dateline.
func (s *structurer) aboveDateline(i int) bool {
	if i+1 >= len(s.lines) || s.lines[i].Len() > maxTitleBytes {
		return false
	}
	_, opens := parseDateline(s.lines[i].In(s.a.Text))
	_, below := parseDateline(s.lines[i+1].In(s.a.Text))
	return below && !opens
}

// longest is the length of the longest of a few lines from line i.
func (s *structurer) longest(i int) int {
	most := 0
	for _, l := range s.lines[i:min(len(s.lines), i+leadLines)] {
		most = max(most, l.Len())
	}
	return most
}

func (s *structurer) mark(sp text.Span, k news.MarkingKind) {
	s.a.Marked = append(s.a.Marked, news.Marking{Span: sp, Kind: k})
}
