package text

import (
	"fmt"
	"sort"
	"unicode/utf8"
)

// Unit is a way of counting offsets into a text. Inside the program offsets are
// always UTF8; the others exist at the faces.
type Unit string

// The units.
const (
	UTF8      Unit = "utf8"      // bytes
	CodePoint Unit = "codepoint" // Unicode code points, as Python counts
	UTF16     Unit = "utf16"     // UTF-16 code units, as JavaScript and Java count
)

// ParseUnit reads the name of a unit.
func ParseUnit(s string) (Unit, error) {
	switch u := Unit(s); u {
	case UTF8, CodePoint, UTF16:
		return u, nil
	}
	return "", fmt.Errorf("offsets in %q: choose utf8, codepoint or utf16", s)
}

// Converter turns byte offsets of one text into another unit. It is built in
// one pass and answers in logarithmic time; safe for concurrent use.
type Converter struct {
	unit  Unit
	bytes []int // byte offset just after each character that is not ASCII
	less  []int // how much smaller the offset in the unit is from there on
}

// NewConverter reads text once.
func NewConverter(text string, u Unit) *Converter {
	c := &Converter{unit: u}
	if u == UTF8 {
		return c
	}
	lost := 0
	for i, r := range text {
		if r < utf8.RuneSelf {
			continue
		}
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
		}
		units := 1
		if u == UTF16 && r > 0xFFFF {
			units = 2
		}
		lost += size - units
		c.bytes = append(c.bytes, i+size)
		c.less = append(c.less, lost)
	}
	return c
}

// Offset converts one byte offset, which must stand at the start of a character
// or at the end of the text.
func (c *Converter) Offset(b int) int {
	i := sort.SearchInts(c.bytes, b+1)
	if i == 0 {
		return b
	}
	return b - c.less[i-1]
}

// Span converts both ends.
func (c *Converter) Span(s Span) (start, end int) { return c.Offset(s.Start), c.Offset(s.End) }
