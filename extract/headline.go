package extract

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// headline is the title: the level-one heading that markup bears out, or else
// what JSON-LD, Open Graph or the title element say, without the site's name.
// Where they differ the heading decides, for it is what readers see.
func (h *head) headline(l linked, site siteNames) string {
	var stated []string
	for _, s := range []string{l.headline, h.first("og:title"), h.first("twitter:title"), h.first("dc.title", "citation_title", "parsely-title", "sailthru.title", "title", "headline"), l.name, h.title} {
		if s = strings.TrimRight(clean(s), " |-–"); strings.ContainsFunc(s, unicode.IsLetter) && !slices.Contains(site.whole, letters(s)) {
			stated = append(stated, s)
		}
	}
	if len(stated) == 0 {
		return clean(firstOf(append(h.headings, h.title)...))
	}
	if s := h.confirmed(stated, site); s != "" {
		return s
	}
	title := site.strip(stated[0])
	for _, s := range stated[1:] {
		if continues(title, s) {
			return site.strip(s)
		}
	}
	return title
}

// confirmed is the statement that a heading repeats, in the heading's
// typography where only that differs, or else the longest heading that the first
// statement holds and a statement sets apart from what stands beside it; "" if
// there is none.
func (h *head) confirmed(stated []string, site siteNames) string {
	for _, s := range stated {
		for _, whole := range []string{s, site.strip(s)} {
			for _, heading := range h.headings {
				if fold(heading) == fold(whole) {
					return site.strip(heading)
				}
				if letters(heading) == letters(whole) {
					return site.strip(whole)
				}
			}
		}
	}
	headings := slices.Clone(h.headings)
	slices.SortStableFunc(headings, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, heading := range headings {
		for _, s := range stated {
			if strings.Contains(fold(stated[0]), fold(heading)) && (settles(fold(s), fold(heading)) || settles(fold(site.strip(s)), fold(heading))) {
				return heading
			}
		}
	}
	return ""
}

// settles reports whether a title is a heading with nothing beside it but what
// a mark sets apart: the outlet's name behind it, a kicker before it.
func settles(title, heading string) bool {
	if after, ok := strings.CutPrefix(title, heading); ok && separated(after) {
		return true
	}
	before, ok := strings.CutSuffix(title, heading)
	before = strings.TrimRight(before, " ")
	return ok && len(strings.Fields(heading)) > 2 && before != "" && strings.ContainsAny(before[len(before)-1:], ":|-")
}

// separated reports whether s begins with a mark that sets an outlet's name
// apart.
func separated(s string) bool {
	s = strings.TrimLeft(s, " ")
	if s == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("|-:/–—·•»«›", r)
}

// The length from which a title may have been cut, in characters.
const cutTitle = 100

// continues reports whether s is a title that was cut, in whole: with an
// ellipsis, at some length, or at a quotation mark that ended its attribute.
func continues(cut, s string) bool {
	short := strings.TrimRight(strings.TrimSuffix(cut, "..."), "… ")
	rest, ok := strings.CutPrefix(s, short)
	if !ok || rest == "" {
		return false
	}
	return short != cut || strings.HasPrefix(strings.TrimLeft(rest, " "), "\"") || utf8.RuneCountInString(cut) >= cutTitle && !separated(rest)
}

var titleMarks = []string{" | ", " – ", " — ", " - ", " · ", " • ", " » ", " « ", " :: ", " › ", " / ", "|"}

// siteNames are the names that a site may go by, letters alone.
type siteNames struct {
	whole []string // the outlet's name, the host, and the host without its ending
	word  string   // the last of these, by which alone a part of a title is known
	named bool     // the outlet's name is known
}

func namesOf(outlet, host string) siteNames {
	n := siteNames{named: outlet != ""}
	for _, s := range []string{outlet, host} {
		if s = letters(s); s != "" {
			n.whole = append(n.whole, s)
		}
	}
	labels := strings.Split(host, ".")
	for _, label := range labels[:len(labels)-1] {
		if len(label) > len(n.word) {
			n.word = letters(label)
		}
	}
	if len(n.word) > 3 {
		n.whole = append(n.whole, n.word)
	}
	return n
}

// like reports whether a part of a title is the site's name, or that and little
// beside.
func (n *siteNames) like(part string) bool {
	p := letters(part)
	words := strings.Fields(part)
	if p == "" {
		return false
	}
	if len(n.word) > 4 && len(words) <= 5 && slices.ContainsFunc(words, func(w string) bool { return letters(w) == n.word }) {
		return true
	}
	return slices.ContainsFunc(n.whole, func(name string) bool {
		short, long := min(len(p), len(name)), max(len(p), len(name))
		return p == name || short > 3 && 2*short >= long && (strings.Contains(p, name) || strings.Contains(name, p))
	})
}

// strip takes the site's name from the end or the start of a title, and where
// no name is known anything short behind a bar.
func (n *siteNames) strip(s string) string {
	for _, mark := range titleMarks {
		i := strings.LastIndex(s, mark)
		if i <= 0 {
			continue
		}
		tail := s[i+len(mark):]
		if n.like(tail) || !n.named && (mark == " | " || mark == " › " || mark == " » ") && len(strings.Fields(tail)) <= 4 && i > 20 {
			return strings.TrimSpace(s[:i])
		}
	}
	for _, mark := range titleMarks {
		if head, rest, ok := strings.Cut(s, mark); ok && slices.Contains(n.whole, letters(head)) {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

// letters keeps the letters and digits of s, small and as hosts write them.
func letters(s string) string {
	return umlauts.Replace(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s))
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "é", "e", "è", "e", "á", "a", "ó", "o", "í", "i", "ñ", "n", "ç", "c")

// fold makes titles comparable: small letters, plain quotation marks.
func fold(s string) string {
	return folder.Replace(strings.ToLower(s))
}

var folder = strings.NewReplacer("“", "\"", "”", "\"", "„", "\"", "‘", "'", "’", "'", "–", "-", "—", "-", "\u00a0", " ", "…", "...")

// Host is the host of an address without "www.", "" if it has none.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// outlet is the name that markup gives the publisher, "" if none. Addresses,
// accounts, mottos and titles that stand in its place are none.
func (h *head) outlet(l linked) string {
	stated := []string{h.first("og:site_name"), l.publisher}
	for _, k := range []string{"dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "article:publisher", "application-name", "apple-mobile-web-app-title", "cre"} {
		stated = append(stated, h.meta[k])
	}
	for _, s := range stated {
		name := clean(s)
		if utf8.RuneCountInString(name) > maxOutlet {
			name = beforeMark(name)
		}
		if letters(name) == "" || utf8.RuneCountInString(name) > maxOutlet || strings.HasPrefix(name, "@") || strings.Contains(name, "://") || h.titled(name) {
			continue
		}
		return name
	}
	return ""
}

// The length of an outlet's name, in characters; what is longer is a motto. From
// longTitle letters on a name may be the page's title.
const (
	maxOutlet = 80
	longTitle = 20
)

// titled reports whether what should be the outlet's name is the page's title.
func (h *head) titled(name string) bool {
	n := letters(name)
	if len(n) <= longTitle {
		return false
	}
	title := letters(firstOf(h.first("og:title"), h.title))
	return title != n && strings.HasPrefix(title, n) || slices.ContainsFunc(h.headings, func(s string) bool { return len(s) > longTitle && n != letters(s) && strings.HasPrefix(n, letters(s)) })
}

// beforeMark is what stands before the first mark that parts a name from a
// motto.
func beforeMark(s string) string {
	for _, mark := range titleMarks {
		if head, _, ok := strings.Cut(s, mark); ok {
			return strings.TrimSpace(head)
		}
	}
	return s
}
