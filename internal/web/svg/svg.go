// Package svg draws the pictures of the pages: the grid of an event as a heat
// map, a time line, who speaks of whom, shares and counts over time. It takes
// values and gives one SVG element: with a title and a description for those
// who do not see it, with classes for a page's style sheet and with colours of
// its own for where it is shown alone. The same values give the same bytes.
package svg

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// Drawing is one SVG element, ready to be put into a page or saved.
type Drawing string

// Text is what a drawing says of itself.
type Text struct{ Title, Description string }

// canvas gathers the parts of a drawing.
type canvas struct {
	b             strings.Builder
	width, height float64
}

// num writes a coordinate with at most one decimal.
func num(x float64) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	return strings.TrimSuffix(s, ".0")
}

func (c *canvas) add(format string, args ...any) { fmt.Fprintf(&c.b, format, args...) }

// The font of drawings that stand alone.
const font = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif"

// done puts the parts into an element. kind is its class.
func (c *canvas) done(kind string, t Text) Drawing {
	role := "img"
	if strings.Contains(c.b.String(), "<a ") {
		role = "group" // what has links in it is no picture to those who tab through it
	}
	return Drawing(fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" class="pic %s" viewBox="0 0 %s %s" width="%s" height="%s" role="%s" font-family="%s" font-size="11" aria-label="%s"><title>%s</title><desc>%s</desc>%s</svg>`,
		kind, num(c.width), num(c.height), num(c.width), num(c.height), role, font, esc(t.Title), esc(t.Title), esc(t.Description), c.b.String()))
}

// esc makes a text safe in content and in attributes, and drops what XML does
// not allow at all.
func esc(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF || r == 0xFFFD {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, " ")))
}

// short cuts a text to so many characters.
func short(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimRight(string(r[:most-1]), " ,.;:") + "…"
}

// text places a text; more are further attributes.
func (c *canvas) text(x, y float64, s, class, fill, more string) {
	c.add(`<text x="%s" y="%s" class="%s" fill="%s"%s>%s</text>`, num(x), num(y), class, fill, more, esc(s))
}

// linked puts what draw adds into a link, if there is somewhere to go.
func (c *canvas) linked(href, title string, draw func()) {
	if href != "" {
		c.add(`<a href="%s">`, esc(href))
	} else {
		c.add(`<g>`)
	}
	if title != "" {
		c.add(`<title>%s</title>`, esc(title))
	}
	draw()
	if href != "" {
		c.add(`</a>`)
	} else {
		c.add(`</g>`)
	}
}

// The colours of drawings that stand alone, on white.
const (
	ink   = "#1d1c1a"
	faint = "#66635c"
	line  = "#dcd8cf"
	warm  = "#8a3b12"
)
