package quote

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/text"
)

// maxSingles is how many single marks ahead the partner of one is looked for.
const maxSingles = 40

// singles pairs single marks, most of which are apostrophes: only a pair within
// one paragraph that crosses no other quotation counts.
func (p *pairing) singles() {
	var marks []mark
	for _, m := range p.marks {
		if m.family == single {
			marks = append(marks, m)
		}
	}
	bounds := newBounds(p.quotes)
	for i := 0; i < len(marks); i++ {
		if !p.opensSingle(marks[i]) {
			continue
		}
		if j := p.closing(marks, i, bounds); j > i {
			p.quotes = append(p.quotes, text.Quote{Outer: text.Span{Start: marks[i].span.Start, End: marks[j].span.End},
				Inner: text.Span{Start: marks[i].span.End, End: marks[j].span.Start}, Complete: true, Single: true})
			i = j
		}
	}
}

// elisions are words that begin with an apostrophe.
var elisions = map[string]bool{"em": true, "til": true, "tis": true, "twas": true, "cause": true, "n": true, "s": true, "round": true, "bout": true, "cos": true, "im": true, "er": true, "ere": true, "neath": true, "ll": true, "re": true, "ve": true, "d": true, "t": true}

// opensSingle says that m can begin a quotation: a word follows that is no
// elision and no decade, and none stands before.
func (p *pairing) opensSingle(m mark) bool {
	if m.side&opens == 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(p.t[:m.span.Start])
	if m.span.Start > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before)) {
		return false
	}
	rest := p.t[m.span.End:]
	word := rest
	if i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
		word = rest[:i]
	}
	if word == "" {
		r, _ := utf8.DecodeRuneInString(rest)
		return shapes[r].side&opens != 0 || r == '…' || r == '$' || r == '£' || r == '€'
	}
	decade := len(word) >= 2 && word[0] >= '0' && word[0] <= '9' && word[1] >= '0' && word[1] <= '9' && (len(word) == 2 || word[2:] == "s")
	return !elisions[strings.ToLower(word)] && !decade
}

// closing finds the mark that closes i, or -1. A mark beside punctuation is
// taken before a bare one, and that before one that may be a plural's
// possessive ("workers' rights").
func (p *pairing) closing(marks []mark, i int, b bounds) int {
	possessive := -1
	for j := i + 1; j < len(marks) && j <= i+maxSingles; j++ {
		m := marks[j]
		if m.paragraph != marks[i].paragraph {
			break
		}
		if m.span.In(p.t) == "‘" && p.opensSingle(m) && m.span.Start > marks[i].span.End && possessive >= 0 {
			break
		}
		if m.side&closes == 0 || !p.closesSingle(m) || b.crosses(marks[i].span.Start, m.span.End) {
			continue
		}
		if !p.possessive(m) {
			return j
		}
		if possessive < 0 {
			possessive = j
		}
	}
	return possessive
}

func (p *pairing) closesSingle(m mark) bool {
	before, _ := utf8.DecodeLastRuneInString(p.t[:m.span.Start])
	after, _ := utf8.DecodeRuneInString(p.t[m.span.End:])
	ended := m.span.End == len(p.t) || !unicode.IsLetter(after) && !unicode.IsDigit(after)
	return ended && !unicode.IsSpace(before)
}

// possessive says that m may be the apostrophe of a plural: an s before it, a
// space and a lower-case word after.
func (p *pairing) possessive(m mark) bool {
	if m.span.Start == 0 || p.t[m.span.Start-1] != 's' && p.t[m.span.Start-1] != 'S' {
		return false
	}
	rest := p.t[m.span.End:]
	if !strings.HasPrefix(rest, " ") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest[1:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// bounds answers whether a stretch crosses a quotation, in logarithmic time.
type bounds []bound

// bound says that from byte at on, quotation id is the innermost, -1 for none.
type bound struct{ at, id int }

// newBounds sweeps over quotations that do not cross.
func newBounds(qs []text.Quote) bounds {
	order := make([]int, len(qs))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool {
		a, b := qs[order[i]].Outer, qs[order[j]].Outer
		return a.Start < b.Start || a.Start == b.Start && a.End > b.End
	})
	var b bounds
	var open []int
	leave := func(until int) {
		for len(open) > 0 && qs[open[len(open)-1]].Outer.End <= until {
			at := qs[open[len(open)-1]].Outer.End
			open = open[:len(open)-1]
			b = append(b, bound{at, top(open)})
		}
	}
	for _, i := range order {
		leave(qs[i].Outer.Start)
		open = append(open, i)
		b = append(b, bound{qs[i].Outer.Start, i})
	}
	leave(int(^uint(0) >> 1))
	return b
}

func top(open []int) int {
	if len(open) == 0 {
		return -1
	}
	return open[len(open)-1]
}

// crosses says that the ends of [start,end) do not lie in the same quotation.
func (b bounds) crosses(start, end int) bool { return b.inside(start) != b.inside(end-1) }

// inside is the innermost quotation that holds byte x, -1 if none does.
func (b bounds) inside(x int) int {
	i := sort.Search(len(b), func(i int) bool { return b[i].at > x })
	if i == 0 {
		return -1
	}
	return b[i-1].id
}
