package cli

import (
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
	"golang.org/x/term"
)

// style says how to lay text out for a terminal.
type style struct {
	width  int // columns
	colour bool
}

// Widths used where there is no terminal to ask.
const (
	pipeWidth = 100
	minWidth  = 40
)

// styleOf looks at w and the environment. Colour needs a terminal and no
// NO_COLOR (no-color.org).
func styleOf(w io.Writer, getenv func(string) string) style {
	s := style{width: pipeWidth}
	if n, err := strconv.Atoi(getenv("COLUMNS")); err == nil && n > 0 {
		s.width = n
	}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		s.colour = getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			s.width = n
		}
	}
	s.width = max(s.width, minWidth)
	return s
}

// The SGR codes that are used.
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	blue   = "34"
	purple = "35"
)

func (s style) paint(code, t string) string {
	if !s.colour || code == "" || t == "" {
		return t
	}
	return "\x1b[" + code + "m" + t + "\x1b[0m"
}

// plain makes text of an article safe for a terminal: no control character
// reaches it, line breaks and tabs become spaces.
func plain(t string) string {
	t = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\u00a0' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, t)
	return strings.Join(strings.Fields(t), " ")
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// columns is how wide t is on a terminal; its colours take no room.
func columns(t string) int { return runewidth.StringWidth(sgr.ReplaceAllString(t, "")) }

// wrap breaks plain text into lines of at most width columns, of which the first
// line has so many less; a longer word stands alone, cut.
func wrap(t string, width, less int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(plain(t)) {
		n := runewidth.StringWidth(word)
		room := width
		if lines == nil {
			room -= less
		}
		for n > width {
			if line != "" {
				lines, line, used = append(lines, line), "", 0
			}
			head := runewidth.Truncate(word, width, "")
			if head == "" {
				return append(lines, word)
			}
			lines = append(lines, head)
			word = word[len(head):]
			n = runewidth.StringWidth(word)
		}
		switch {
		case used == 0:
			line, used = word, n
		case used+1+n <= room:
			line, used = line+" "+word, used+1+n
		default:
			lines, line, used = append(lines, line), word, n
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// pad fills t to n columns, or cuts it with an ellipsis.
func pad(t string, n int) string {
	if runewidth.StringWidth(t) > n {
		t = runewidth.Truncate(t, n, "…")
	}
	return t + strings.Repeat(" ", max(0, n-runewidth.StringWidth(t)))
}
