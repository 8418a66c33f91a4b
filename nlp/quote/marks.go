package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/text"
)

// side is what a mark can do, by its shape and by the characters beside it.
type side uint8

const (
	opens side = 1 << iota
	closes
)

// mark is one quotation mark of the text.
type mark struct {
	span      text.Span
	family    family
	side      side
	paragraph int
	first     bool // nothing but space stands before it in its paragraph
}

// family tells which marks can pair.
type family uint8

const (
	double    family = iota // " “ ” „ ‟ `` '' and double guillemets: people mix them
	angle                   // single guillemets
	corner                  // CJK brackets
	corner2                 // white CJK brackets
	single                  // ' ‘ ’ ‚ ‛
	guillemet               // « »
)

var shapes = map[rune]struct {
	family family
	side   side
}{
	'"': {double, opens | closes}, '“': {double, opens | closes}, '”': {double, opens | closes}, '„': {double, opens}, '‟': {double, opens}, '＂': {double, opens | closes},
	'«': {guillemet, opens | closes}, '»': {guillemet, opens | closes}, '‹': {angle, opens | closes}, '›': {angle, opens | closes},
	'「': {corner, opens}, '」': {corner, closes}, '『': {corner2, opens}, '』': {corner2, closes},
	'\'': {single, opens | closes}, '‘': {single, opens}, '’': {single, closes}, '‚': {single, opens}, '‛': {single, opens},
}

// marksOf finds every mark in one pass.
func marksOf(t string) []mark {
	var out []mark
	paragraph, blank := 0, true
	prev := ' '
	for i := 0; i < len(t); {
		if c := t[i]; c < utf8.RuneSelf && c > ' ' && c != '"' && c != '\'' && c != '`' {
			prev, blank = rune(c), false
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(t[i:])
		if r == '\n' {
			paragraph++
			blank = true
		}
		m := mark{span: text.Span{Start: i, End: i + n}, paragraph: paragraph, first: blank}
		shape, ok := shapes[r]
		if two := t[i:min(len(t), i+2)]; two == "``" || two == "''" {
			shape.family, shape.side, ok = double, opens, true
			if two == "''" {
				shape.side = opens | closes // in some newspapers it does both
			}
			n = 2
			m.span.End = i + 2
		}
		if ok {
			next, _ := utf8.DecodeRuneInString(t[i+n:])
			m.family, m.side = shape.family, flank(r, shape.side, prev, next, i+n >= len(t))
			if m.side != 0 {
				out = append(out, m)
			}
		}
		if !unicode.IsSpace(r) {
			blank = false
		}
		prev = r
		i += n
	}
	return out
}

// flank narrows what a mark can do by its neighbours: an opening mark stands
// after a space and before a word, a closing one the other way round. Where the
// neighbours do not tell, both stay open and the pairing decides.
func flank(r rune, can side, prev, next rune, last bool) side {
	before := !unicode.IsSpace(prev) && !strings.ContainsRune("([{—–-/", prev) && shapes[prev].side&opens == 0
	after := !last && (unicode.IsLetter(next) || unicode.IsDigit(next) || strings.ContainsRune("([{$€£…", next) || shapes[next].side&opens != 0 && next != '"' && next != '\'')
	switch {
	case r == '"' && unicode.IsDigit(prev) && !after:
		return closes // 6" or the end of a quotation: it can never open
	case can == opens|closes && before && !after:
		return closes
	case can == opens|closes && !before && after:
		return opens
	case r == '“' && !before, r == '«' && !before:
		return opens
	case r == '”' && before, r == '»' && before:
		return closes
	}
	return can
}
