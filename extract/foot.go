package extract

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synoptic/news"
	"synoptic/text"
)

// How much of the end of a text is searched for licence lines and credits.
const footBytes = 1500

// footPatterns find what stands under an account. The first group, where there
// is one, is the name that the line credits.
var footPatterns = sync.OnceValue(func() []footPattern {
	const (
		word = `\p{Lu}[\p{L}\d&'’\-]*(?:\.\p{L}+)*`
		name = `((?:` + word + `|the)(?: (?:` + word + `|of|the|and|&|\d+)){0,6})`
	)
	return []footPattern{
		{news.Licence, true, []string{"icensed"}, regexp.MustCompile(`(?:All )?[Cc]ontents? (?:by|of|from) ` + name + ` (?:is|are) licensed under [^\n]{0,160}?(?:[Ll]icen[sc]e|(?:International|Unported)(?: (?:[Pp]ublic )?[Ll]icen[sc]e)?)\.?`)},
		{news.Licence, true, []string{" under "}, regexp.MustCompile(`(?:[Tt]his (?:article|work|text|content|story|material) (?:by ` + name + ` )?(?:is|are)|[Ll]icensed) (?:licensed|published|made available|available|distributed) under [^\n]{0,160}?(?:[Ll]icen[sc]e|(?:International|Unported)(?: (?:[Pp]ublic )?[Ll]icen[sc]e)?)\.?`)},
		{news.Licence, true, []string{"©", "(C)", "(c)", "Copyright"}, regexp.MustCompile(`(?:©|\([Cc]\)|Copyright(?: ©| \([Cc]\))?) ?(?:(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?,? )?(?:by )?` + name + `(?:,? (?:19|20)\d\d)?[.,]?(?: (?:All [Rr]ights [Rr]eserved|[^\n.]{0,80}without permission)[^\n]{0,120}\.?)?`)},
		{news.Licence, false, []string{"ights "}, regexp.MustCompile(`All [Rr]ights [Rr]eserved\.?[^\n]{0,160}`)},
		{news.Byline, false, []string{"porting by", "dited by", "diting by", "ritten by", "ompiled by", " contributed "}, regexp.MustCompile(`(?m)^[(\[]?(?:Additional r|R)eporting by [^\n]{3,200}$|^[(\[]?(?:Edited|Editing|Written|Compiled) by [^\n]{3,120}$|^\p{Lu}[^\n]{3,200} contributed (?:reporting|to this (?:report|article|story))[^\n]{0,120}$`)},
		{news.Byline, true, []string{"ource", "OURCE", "Via", "With", "ith "}, regexp.MustCompile(`(?m)^[(\[]?(?:Source|SOURCE|Via|With (?:inputs|reporting|files) from):? ` + name + `[)\]]?\.?$`)},
		{news.ReadAlso, false, nil, regexp.MustCompile(`(?mi)^(?:read (?:also|more|next)|see also|also read|more on this|related(?: (?:articles?|stories|news))?|don't miss|recommended)\s*(?::[^\n]{0,160}|)$`)},
		{news.Boilerplate, false, nil, regexp.MustCompile(`(?mi)^(?:subscribe to|sign up (?:for|to)|follow us on|download our app|share this (?:article|story)|click here to|support our journalism)[^\n]{0,160}$`)},
	}
})

type footPattern struct {
	kind  news.MarkingKind
	named bool
	marks []string // one of which must stand in the text for re to be tried; nil for any
	re    *regexp.Regexp
}

// foot marks licence lines, credits and boilerplate: those that stand on a line
// of their own anywhere below the head, those of a text without lines at its end.
func (s *structurer) foot() {
	from := max(s.body, len(s.a.Text)-footBytes)
	for from < len(s.a.Text) && !utf8.RuneStart(s.a.Text[from]) {
		from++
	}
	for _, p := range footPatterns() {
		start := from
		if p.kind == news.ReadAlso {
			start = min(s.body, len(s.a.Text))
		}
		tail := s.a.Text[start:]
		if p.marks != nil && !slices.ContainsFunc(p.marks, func(m string) bool { return strings.Contains(tail, m) }) {
			continue
		}
		for _, m := range p.re.FindAllStringSubmatchIndex(tail, -1) {
			sp := trim(s.a.Text, text.Span{Start: start + m[0], End: start + m[1]})
			if sp.Empty() || s.marked(sp) || !s.alone(sp) {
				continue
			}
			s.mark(sp, p.kind)
			if p.named && len(m) > 2 && m[2] >= 0 {
				name := s.a.Text[start+m[2] : start+m[3]]
				name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
				s.a.Credits = append(s.a.Credits, news.Credit{Span: sp, Name: name})
				if p.kind == news.Licence {
					s.rights = name
				}
			}
		}
	}
}

// alone reports whether sp begins its line or follows the end of a sentence.
func (s *structurer) alone(sp text.Span) bool {
	before := strings.TrimRightFunc(s.a.Text[:sp.Start], func(r rune) bool { return unicode.IsSpace(r) && r != '\n' })
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune("\n.!?”\"’)]", last)
}

func (s *structurer) marked(sp text.Span) bool {
	for _, m := range s.a.Marked {
		if m.Span.Overlap(sp) > 0 {
			return true
		}
	}
	return false
}

// slugPattern is a running head at the start of a paragraph: "Port News/City
// News:".
var slugPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\p{Lu}[\p{L}\d]*(?: \p{Lu}[\p{L}\d]*){0,4})((?:/\p{Lu}[\p{L}\d]*(?: \p{Lu}[\p{L}\d]*){0,4}){0,3}):[ \x{a0}]`)
})

// slugAt marks a running head that names the outlet: its initials are those of
// the dateline's agency, or it has a rubric behind a stroke.
func (s *structurer) slugAt(sp text.Span) {
	m := slugPattern().FindStringSubmatch(sp.In(s.a.Text))
	if m == nil || s.slug != "" {
		return
	}
	agency := s.a.Dateline.Agency
	if !(isAcronym(agency) && initials(m[1]) == agency) && !(m[2] != "" && (agency == "" || strings.EqualFold(agency, m[1]))) {
		return
	}
	s.slug = m[1]
	s.mark(trim(s.a.Text, text.Span{Start: sp.Start, End: sp.Start + len(m[0])}), news.Slug)
}

// initials are the first letters of the words of s that begin with a capital.
func initials(s string) string {
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// outlet takes the outlet from what the text states, the fullest statement
// first: running head, licence line, the host of its address, or agency of the
// dateline. A dateline of two agencies does not say whose text it is.
func (s *structurer) outlet() {
	var last []string
	if d := s.a.Dateline; d.Agency != "" {
		last = strings.Split(d.Agency, "/")
		for _, name := range last {
			s.a.Credits = append(s.a.Credits, news.Credit{Span: d.Span, Name: name})
		}
	}
	switch {
	case s.a.URL != "":
		last = []string{Host(s.a.URL)} // the agency's text, on somebody's site
	case len(last) > 1:
		last = nil
	}
	for _, name := range append([]string{s.a.Outlet, s.slug, s.rights}, last...) {
		if name != "" {
			s.a.Outlet = name
			return
		}
	}
}
