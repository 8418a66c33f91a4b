// Package quote finds the stretches of a text that stand between quotation
// marks: marks of every kind, nested ones, quotations that run over paragraphs,
// and broken ones.
//
// The pairing is deterministic and linear in the text. A mark that is missing is
// never invented: a Quote whose opening or closing mark does not stand in the
// text says so.
package quote

import (
	"sort"
	"strings"
	"unicode/utf8"

	"synoptic/nlp"
	"synoptic/text"
)

// Stage gives the Quotes layer. It needs no other layer. The zero value is
// ready; safe for concurrent use.
type Stage struct{}

// Name is "quote".
func (Stage) Name() string { return "quote" }

// Needs is no layer.
func (Stage) Needs() nlp.Layer { return 0 }

// Gives is nlp.Quotes.
func (Stage) Gives() nlp.Layer { return nlp.Quotes }

// Annotate sets doc.Quotes, ordered by Outer.Start, then longer first.
func (Stage) Annotate(doc *text.Document) error {
	doc.Quotes = Find(doc.Text)
	return nil
}

// Find lists the quotations of t, ordered by Outer.Start, then longer first.
func Find(t string) []text.Quote {
	p := pairing{t: t, lines: lineEnds(t), marks: marksOf(t), quotes: []text.Quote{}}
	p.doubles()
	p.singles()
	sort.SliceStable(p.quotes, func(i, j int) bool {
		a, b := p.quotes[i].Outer, p.quotes[j].Outer
		return a.Start < b.Start || a.Start == b.Start && a.End > b.End
	})
	nest(p.quotes)
	return p.quotes
}

// nest sets depths; quotes are sorted and do not cross.
func nest(qs []text.Quote) {
	var open []text.Span
	for i := range qs {
		for len(open) > 0 && open[len(open)-1].End <= qs[i].Outer.Start {
			open = open[:len(open)-1]
		}
		qs[i].Depth = len(open)
		open = append(open, qs[i].Outer)
	}
}

// maxParagraphs is how many line breaks a quotation may run over without being
// opened anew; maxInner bounds it in bytes.
const (
	maxParagraphs = 6
	maxInner      = 6000
	maxDepth      = 8 // quotations within quotations; what opens deeper is noise
)

type pairing struct {
	t      string
	lines  []int // where each paragraph ends: its line break, or the end of the text
	marks  []mark
	quotes []text.Quote
}

// lineEnds lists the line breaks of t and its end.
func lineEnds(t string) []int {
	var ends []int
	for i := range len(t) {
		if t[i] == '\n' {
			ends = append(ends, i)
		}
	}
	return append(ends, len(t))
}

func (p *pairing) paragraphStart(m mark) int {
	if m.paragraph == 0 {
		return 0
	}
	return p.lines[m.paragraph-1] + 1
}

// doubles pairs every family but the single marks.
func (p *pairing) doubles() {
	var open []int // indexes of marks that wait for their partner, outermost first
	for i, m := range p.marks {
		if m.family == single {
			continue
		}
		open = p.leaveParagraphs(open, m)
		if j := partner(p.marks, open, m); j >= 0 && m.side&closes != 0 && !p.opensAnew(open[j], m) {
			for _, o := range open[j+1:] {
				p.unclosed(o, m.span.Start)
			}
			p.add(p.marks[open[j]].span, m.span, true)
			open = open[:j]
			continue
		}
		switch {
		case m.side&opens != 0:
			if j := partner(p.marks, open, m); j >= 0 && !nestable(p.marks[open[j]], m, p.t) {
				for _, o := range open[j:] {
					p.unclosed(o, m.span.Start)
				}
				open = open[:j]
			}
			if len(open) < maxDepth {
				open = append(open, i)
			}
		default:
			p.unopened(m, open)
		}
	}
	for _, o := range open {
		p.unclosed(o, len(p.t))
	}
}

// partner is the place in open of the innermost mark that m can close, -1 if
// there is none.
func partner(marks []mark, open []int, m mark) int {
	for j := len(open) - 1; j >= 0; j-- {
		o := marks[open[j]]
		if o.family == m.family {
			return j
		}
	}
	return -1
}

// opensAnew says that m, which could close o, rather opens: it stands first in a
// later paragraph, as each paragraph of a long quotation begins.
func (p *pairing) opensAnew(o int, m mark) bool {
	return m.side&opens != 0 && m.first && m.paragraph > p.marks[o].paragraph
}

// nestable tells a quotation within a quotation from a second one after a first
// that was never closed: curly marks nest, straight ones do not.
func nestable(outer, inner mark, t string) bool {
	return inner.paragraph == outer.paragraph && !straight(outer, t) && !straight(inner, t) && outer.side == opens && inner.side == opens
}

// straight reports whether a mark has one shape for both sides.
func straight(m mark, t string) bool { return m.span.In(t) == `"` || m.span.In(t) == "''" }

// leaveParagraphs ends what is open and cannot run on to m.
func (p *pairing) leaveParagraphs(open []int, m mark) []int {
	for len(open) > 0 {
		o := p.marks[open[0]]
		gap := m.paragraph - o.paragraph
		far := gap > maxParagraphs || m.span.Start-o.span.End > maxInner
		runsOn := gap == 0 || m.side == closes && !far
		if runsOn && !far {
			return open
		}
		for _, x := range open {
			p.continued(x, m)
		}
		open = open[:0]
	}
	return open
}

// continued ends a quotation at its paragraph's end. If the next paragraph opens
// anew, that is how long quotations are set, and nothing is missing.
func (p *pairing) continued(o int, next mark) {
	m := p.marks[o]
	p.add(m.span, p.paragraphEnd(m), next.first && next.paragraph == m.paragraph+p.blankLines(m)+1 && next.side&opens != 0)
}

// paragraphEnd is the empty span at the end of m's paragraph.
func (p *pairing) paragraphEnd(m mark) text.Span {
	end := p.lines[m.paragraph]
	end = m.span.End + len(strings.TrimRight(p.t[m.span.End:end], " \t\r\u00a0"))
	return text.Span{Start: end, End: end}
}

// blankLines counts the empty lines after m's paragraph.
func (p *pairing) blankLines(m mark) int {
	n := 0
	for i := m.paragraph + 1; i < len(p.lines) && strings.TrimSpace(p.t[p.lines[i-1]:p.lines[i]]) == ""; i++ {
		n++
	}
	return n
}

// unclosed ends a quotation that has no closing mark: at the end of its
// paragraph, or at the last end of a sentence before limit.
func (p *pairing) unclosed(o, limit int) {
	m := p.marks[o]
	end := p.paragraphEnd(m)
	if limit < end.Start {
		body := p.t[m.span.End:limit]
		cut := max(strings.LastIndex(body, ". "), strings.LastIndex(body, "? "), strings.LastIndex(body, "! "))
		if cut >= 0 {
			body = body[:cut+1]
		}
		at := m.span.End + len(strings.TrimRight(body, " \t\n\r"))
		end = text.Span{Start: at, End: at}
	}
	p.add(m.span, end, false)
}

// unopened begins a quotation that has no opening mark: after the colon, the
// quotation, or else the sentence before it in its paragraph.
func (p *pairing) unopened(m mark, open []int) {
	if m.span.In(p.t) == `"` && m.span.Start > 0 && p.t[m.span.Start-1] >= '0' && p.t[m.span.Start-1] <= '9' {
		return // inches
	}
	from := max(p.paragraphStart(m), m.span.Start-maxInner)
	for from < m.span.Start && !utf8.RuneStart(p.t[from]) {
		from++
	}
	if len(open) > 0 {
		from = max(from, p.marks[open[len(open)-1]].span.End)
	}
	if n := len(p.quotes); n > 0 && p.quotes[n-1].Outer.End > from {
		from = p.quotes[n-1].Outer.End
	}
	if from >= m.span.Start {
		return // a quotation already ends after the mark
	}
	body := p.t[from:m.span.Start]
	if i := strings.LastIndex(body, ": "); i >= 0 {
		from += i + 2
	} else if i := strings.LastIndex(strings.TrimRight(body, ".?! "), ". "); i >= 0 {
		from += i + 2
	}
	from += len(p.t[from:m.span.Start]) - len(strings.TrimLeft(p.t[from:m.span.Start], " \t\r\n;,"))
	p.add(text.Span{Start: from, End: from}, m.span, false)
}

func (p *pairing) add(open, end text.Span, complete bool) {
	if end.Start <= open.End {
		return
	}
	inner := text.Span{Start: open.End, End: end.Start}
	const spaces = " \t\r\n\u00a0\u202f"
	inner.Start += len(inner.In(p.t)) - len(strings.TrimLeft(inner.In(p.t), spaces))
	inner.End = inner.Start + len(strings.TrimRight(inner.In(p.t), spaces))
	if inner.Empty() {
		return // nothing between the marks
	}
	q := text.Quote{Outer: text.Span{Start: open.Start, End: end.End}, Inner: inner, Complete: complete}
	p.quotes = append(p.quotes, q)
}
