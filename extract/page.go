package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is a parsed page as a run of blocks in document order, with the elements
// above them. Every element's blocks are a contiguous range, so sums over any
// part of the page are differences.
type page struct {
	elements []element // in document order; parents before children
	blocks   []block
	sums     []sum // sums[i] is over blocks[:i]
}

// element is one element that may hold blocks.
type element struct {
	node       *html.Node
	parent     int // index into elements, -1 for the root
	start, end int // blocks, half-open
	last       int // index after its last descendant
	words      traits
	good       int // prose inside, outside of boilerplate
	bad        int // nearest element, itself included, that is boilerplate; -1 if none
}

// block is a run of text between block-level boundaries, white space collapsed.
type block struct {
	text    string
	element int
	kind    atom.Atom // of the block-level element around it
	chars   int
	linked  int // characters inside links
	links   int
	bold    int // characters in bold or other emphasis
}

type sum struct{ chars, linked, prose int }

// prose reports whether a block reads like sentences: some length, few links,
// the punctuation of a sentence.
func (b *block) prose() bool {
	if b.chars < 40 || b.linked*2 > b.chars {
		return false
	}
	return b.chars >= 140 || strings.ContainsAny(b.text, ".,!?;:…。、！？؟।")
}

// Elements whose text is never shown or never part of an account.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Iframe: true, atom.Svg: true, atom.Button: true,
	atom.Select: true, atom.Textarea: true, atom.Canvas: true, atom.Object: true, atom.Video: true, atom.Audio: true, atom.Map: true,
	atom.Head: true, atom.Input: true, atom.Embed: true, atom.Applet: true, atom.Datalist: true, atom.Dialog: true, atom.Rt: true, atom.Rp: true,
}

// Elements that begin and end a block.
var blockLevel = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Li: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Td: true, atom.Th: true, atom.Tr: true, atom.Blockquote: true, atom.Pre: true, atom.Section: true, atom.Article: true,
	atom.Ul: true, atom.Ol: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Table: true, atom.Tbody: true, atom.Thead: true, atom.Tfoot: true,
	atom.Figure: true, atom.Figcaption: true, atom.Header: true, atom.Footer: true, atom.Main: true, atom.Aside: true, atom.Nav: true,
	atom.Form: true, atom.Fieldset: true, atom.Address: true, atom.Center: true, atom.Hr: true, atom.Body: true, atom.Html: true,
	atom.Caption: true, atom.Details: true, atom.Summary: true, atom.Hgroup: true, atom.Menu: true, atom.Legend: true, atom.Picture: true,
}

// layout walks the parsed page once.
func layout(root *html.Node) *page {
	l := &layouter{page: &page{}}
	l.walk(root, -1, atom.Body, 0)
	l.flush(-1, atom.Body)
	p := l.page
	p.sums = make([]sum, len(p.blocks)+1)
	for i := range p.blocks {
		b := &p.blocks[i]
		s := p.sums[i]
		s.chars += b.chars
		s.linked += b.linked
		if b.prose() {
			s.prose += b.chars
		}
		p.sums[i+1] = s
	}
	return p
}

type layouter struct {
	*page
	buf    []byte
	space  bool // white space is due before the next text
	chars  int
	linked int
	links  int
	bold   int
	broken int // line breaks in a row
}

// Deeper than this a page is read as if flat: its nesting is a defect.
const maxDepth = 400

// walk lays out n, whose nearest element is parent and whose nearest
// block-level tag is kind.
func (l *layouter) walk(n *html.Node, parent int, kind atom.Atom, depth int) {
	if depth > maxDepth {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			l.text(c.Data, parent)
		case html.ElementNode:
			l.enter(c, parent, kind, depth)
		}
	}
}

func (l *layouter) enter(c *html.Node, parent int, kind atom.Atom, depth int) {
	switch {
	case skipped[c.DataAtom]:
		return
	case c.DataAtom == atom.Br:
		if l.broken++; l.broken == 2 {
			l.flush(parent, kind)
		} else if len(l.buf) > 0 && l.broken == 1 {
			l.buf, l.space = append(l.buf, '\n'), false
		}
		return
	}
	isBlock := blockLevel[c.DataAtom]
	if isBlock {
		l.flush(parent, kind)
		kind = c.DataAtom
	}
	t := traitsOf(c)
	self := parent
	if isBlock || t != 0 {
		self = len(l.elements)
		l.elements = append(l.elements, element{node: c, parent: parent, start: len(l.blocks), words: t, bad: -1})
	}
	chars, bold := l.chars, l.bold
	l.walk(c, self, kind, depth+1)
	switch c.DataAtom {
	case atom.A:
		l.linked += max(0, l.chars-chars)
		l.links++
	case atom.B, atom.Strong, atom.Em, atom.I:
		l.bold = bold + max(0, l.chars-chars)
	}
	if isBlock {
		l.flush(self, kind)
	}
	if self != parent {
		if !isBlock && t.boilerplate() && len(l.buf) > 0 {
			l.flush(self, kind)
		}
		l.elements[self].end = len(l.blocks)
		l.elements[self].last = len(l.elements)
	}
}

// text adds a text node to the block, white space collapsed.
func (l *layouter) text(s string, parent int) {
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch r {
		case ' ', '\t', '\n', '\r', '\f', '\v', '\u00a0', '\u2002', '\u2003', '\u2009', '\u202f', '\u3000':
			l.space = true
		case '\u200b', '\ufeff', '\u00ad', '\u2060':
		default:
			if l.space && len(l.buf) > 0 && l.buf[len(l.buf)-1] != '\n' {
				l.buf = append(l.buf, ' ')
			}
			l.space, l.broken = false, 0
			l.buf = append(l.buf, s[i:i+size]...)
			l.chars++
		}
		i += size
	}
}

// flush ends the block.
func (l *layouter) flush(element int, kind atom.Atom) {
	if s := strings.TrimSpace(string(l.buf)); s != "" {
		l.blocks = append(l.blocks, block{s, element, kind, l.chars, l.linked, l.links, l.bold})
	}
	l.buf, l.space, l.chars, l.linked, l.links, l.bold, l.broken = l.buf[:0], false, 0, 0, 0, 0, 0
}

// over returns the sums over an element's blocks.
func (p *page) over(e int) sum {
	a, b := p.sums[p.elements[e].start], p.sums[p.elements[e].end]
	return sum{b.chars - a.chars, b.linked - a.linked, b.prose - a.prose}
}
