package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// body chooses the blocks of the account.
func (p *page) body(title string) []int {
	p.condemn()
	p.weigh()
	main := p.mainElement()
	if main < 0 {
		return p.untitled(p.keep(0, len(p.blocks), -1), title)
	}
	e := p.elements[main]
	return p.untitled(append(p.leads(main, title), p.keep(e.start, e.end, main)...), title)
}

// condemn marks the boilerplate elements. An element that holds most of the
// page's prose is none, whatever it is called.
func (p *page) condemn() {
	total := p.sums[len(p.blocks)].prose
	for i := range p.elements {
		e := &p.elements[i]
		if e.parent >= 0 {
			e.bad = p.elements[e.parent].bad
		}
		if !e.words.boilerplate() || e.node.DataAtom == atom.Body || e.node.DataAtom == atom.Html {
			continue
		}
		own := p.over(i).prose
		if own*3 > total && own > 200 {
			continue
		}
		if w := e.words & (navigation | sharing | related | selling | commenting | hidden); w == 0 && p.over(i).chars > maxByline+200 {
			continue // a byline or caption is short
		}
		if e.words&(hidden|commenting) == 0 && p.holdsBody(i) {
			continue
		}
		if e.words&(bodyStrong|bodyArticle) != 0 && e.words&(hidden|commenting) == 0 && own > 500 {
			continue
		}
		e.bad = i
	}
}

// holdsBody reports whether a body element with some prose lies below element i.
func (p *page) holdsBody(i int) bool {
	for k := i + 1; k < p.elements[i].last; k++ {
		e := &p.elements[k]
		if e.words&(bodyStrong|bodyArticle|bodyMain) != 0 && !e.words.boilerplate() && p.over(k).prose > 400 {
			return true
		}
	}
	return false
}

// weigh sets every element's good: the prose inside it that is not in
// boilerplate.
func (p *page) weigh() {
	for i := range p.blocks {
		if b := &p.blocks[i]; b.element >= 0 && b.prose() {
			p.elements[b.element].good += b.chars
		}
	}
	for i := len(p.elements) - 1; i > 0; i-- {
		if e := &p.elements[i]; e.parent >= 0 && e.bad != i {
			p.elements[e.parent].good += e.good
		}
	}
}

// badIn reports whether block b lies in boilerplate inside element main.
func (p *page) badIn(b, main int) bool {
	e := p.blocks[b].element
	return e >= 0 && p.elements[e].bad > main
}

// mainElement is the element that holds the account, -1 for the whole page.
func (p *page) mainElement() int {
	whole, fallback, second := 0, -1, 0
	if len(p.elements) > 0 {
		whole = p.elements[0].good
	}
	for _, tier := range []traits{bodyStrong, bodyArticle, bodyWeak, bodyMain} {
		best, most := -1, 0
		for i, e := range p.elements {
			if e.words&tier == 0 || e.bad >= 0 && e.bad != i || !container(e.node.DataAtom) {
				continue
			}
			if g := e.good; g > most {
				best, most = i, g
			}
		}
		if best >= 0 && most*10 > whole*4 {
			return best
		}
		if most > second {
			fallback, second = best, most
		}
	}
	if second*4 > whole {
		return fallback
	}
	return p.narrow()
}

// container reports whether an element of this kind may be the body.
func container(a atom.Atom) bool {
	switch a {
	case atom.Div, atom.Article, atom.Main, atom.Section, atom.Td, atom.Body, atom.Span, atom.Table, atom.Form, atom.Center, 0:
		return true
	}
	return false
}

// narrow is the deepest element that still holds most of the page's prose; -1
// if there is none.
func (p *page) narrow() int {
	at := -1
	for i := range p.elements {
		e := &p.elements[i]
		if e.parent == at && (e.bad < 0 || e.bad == i) {
			if at < 0 || e.good*10 > p.elements[at].good*7 {
				if e.good > 0 {
					at = i
				}
			}
		}
	}
	return at
}

// How far above the body its lead may stand, in elements.
const leadReach = 4

// leads returns the lead paragraphs that stand before the body element: those
// whose names say so, and what stands between the title and the body.
func (p *page) leads(main int, title string) []int {
	top := main
	for n := 0; n < leadReach && p.elements[top].parent >= 0 && p.elements[p.elements[top].parent].node.DataAtom != atom.Body; n++ {
		top = p.elements[top].parent
	}
	var out []int
	titled := false
	for b := p.elements[top].start; b < p.elements[main].start; b++ {
		bl := &p.blocks[b]
		if title != "" && bl.chars < 2*len(title) && fold(bl.text) == fold(title) {
			out, titled = nil, true
			continue
		}
		if bl.element < 0 || !bl.prose() || p.badIn(b, top) || bl.aside() != "" || bl.linked*4 > bl.chars {
			continue
		}
		if titled || p.leading(bl.element, top) {
			out = append(out, b)
		}
	}
	if len(out) > 3 {
		return nil // a list of teasers
	}
	return out
}

// leading reports whether an element or one just above it is named as a lead.
func (p *page) leading(e, top int) bool {
	for n := 0; e > top && n < 3; e, n = p.elements[e].parent, n+1 {
		if p.elements[e].words&lead != 0 {
			return true
		}
	}
	return false
}

// keep returns the blocks of a range that belong to the account.
func (p *page) keep(start, end, main int) []int {
	var out []int
	seen := map[string]bool{}
	prose := 0
	for b := start; b < end; b++ {
		bl := &p.blocks[b]
		if p.badIn(b, main) || p.linkList(b, main) || bl.aside() != "" || prose > leadProse && p.teases(bl.element, main) {
			continue
		}
		if bl.prose() {
			prose += bl.chars
		}
		if bl.chars > 30 {
			if seen[bl.text] {
				continue
			}
			seen[bl.text] = true
		}
		out = append(out, b)
	}
	return p.trimHeadings(out)
}

// A box that is named a teaser is the lead of the account before so much prose,
// in characters, and another article behind it.
const leadProse = 600

// teases reports whether an element or one just above it is named a teaser.
func (p *page) teases(e, main int) bool {
	for n := 0; e > main && e >= 0 && n < 4; e, n = p.elements[e].parent, n+1 {
		if w := p.elements[e].words; w&(bodyStrong|bodyArticle) != 0 {
			return false
		} else if w&teaser != 0 && p.over(e).prose < leadProse {
			return true
		}
	}
	return false
}

// linkList reports whether block b is made of links, or stands in a list or box
// that is.
func (p *page) linkList(b, main int) bool {
	bl := &p.blocks[b]
	if bl.linked*10 >= bl.chars*9 && bl.chars >= 20 && bl.chars < 160 && !strings.Contains(bl.text, "www.") && !strings.Contains(bl.text, "://") {
		return true
	}
	if bl.prose() {
		return false
	}
	if bl.kind != atom.P && bl.linked*10 > bl.chars*7 && bl.chars < 200 {
		return true
	}
	for e := bl.element; e > main && e >= 0; e = p.elements[e].parent {
		switch p.elements[e].node.DataAtom {
		case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Table, atom.Dl:
			s := p.over(e)
			if s.linked*10 > s.chars*6 && s.chars < 2000 {
				return true
			}
		}
	}
	return false
}

func isHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// trimHeadings drops headings that nothing follows.
func (p *page) trimHeadings(blocks []int) []int {
	n := len(blocks)
	for n > 0 && isHeading(p.blocks[blocks[n-1]].kind) {
		n--
	}
	if n < len(blocks)-3 {
		return blocks // the page writes its text in headings
	}
	return blocks[:n]
}

// untitled drops the headings that repeat the title, among the first blocks.
func (p *page) untitled(blocks []int, title string) []int {
	for i := 0; i < len(blocks) && i < 6 && title != ""; i++ {
		b := &p.blocks[blocks[i]]
		if (isHeading(b.kind) || b.chars < 2*len(title)) && fold(b.text) == fold(title) {
			return append(blocks[:i:i], blocks[i+1:]...)
		}
	}
	return blocks
}

func (p *page) join(blocks []int) string {
	var b strings.Builder
	for i, k := range blocks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(p.blocks[k].text)
	}
	return b.String()
}
