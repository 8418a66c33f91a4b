package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/text"
)

// words collects the tokens of a text.
type words struct {
	text   string
	tokens []text.Token
	multi  []text.Range
	quotes int // single quotation marks that are open in this block
}

// block adds the tokens of b.
func (w *words) block(b text.Span) {
	w.quotes = 0
	end := b.Start
	for {
		var start int
		start, end = w.chunk(end, b.End)
		if start == end {
			return
		}
		w.split(start, end, b.End)
	}
}

// chunk finds the next run without white space in text[from:to].
func (w *words) chunk(from, to int) (start, end int) {
	s := w.text[:to]
	for from < to {
		size := blank(s[from:])
		if size == 0 {
			break
		}
		from += size
	}
	end = from
	for end < to && blank(s[end:]) == 0 {
		end++
		for end < to && !utf8.RuneStart(s[end]) {
			end++
		}
	}
	return from, end
}

// blank returns the size of the white space, control character or invisible
// separator at the start of s; 0 if there is none.
func blank(s string) int {
	switch c := s[0]; {
	case c <= ' ' || c == 0x7F:
		return 1
	case c < 0xC2 || c > 0xC2 && c < 0xE1:
		return 0
	}
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200B' || r == '\uFEFF' {
		return size
	}
	return 0
}

func (w *words) add(start, end int) {
	for end-start > MaxToken {
		cut := start + MaxToken
		for !utf8.RuneStart(w.text[cut]) {
			cut--
		}
		w.token(start, cut)
		start = cut
	}
	w.token(start, end)
}

func (w *words) token(start, end int) {
	w.tokens = append(w.tokens, text.Token{Span: text.Span{Start: start, End: end}, Form: w.text[start:end]})
}

// split adds the tokens of the chunk text[start:end]; limit is the end of the
// block, for a look at the chunk after.
func (w *words) split(start, end, limit int) {
	c := w.text[start:end]
	if plain(c) {
		if itIs(c) && w.predicate(end, limit) {
			w.pair(start, start+2, end)
		} else {
			w.word(start, end)
		}
		return
	}
	if plainDashes(c) {
		w.add(start, end)
		return
	}
	if face := strings.TrimRight(c, ".,!?"); emoticons[face] {
		w.token(start, start+len(face))
		start += len(face)
	}
	for start < end {
		start = w.next(start, end, limit)
	}
}

// plain reports whether c is ASCII letters.
func plain(c string) bool {
	for i := 0; i < len(c); i++ {
		if b := c[i] | 0x20; b < 'a' || b > 'z' {
			return false
		}
	}
	return true
}

// plainDashes reports whether c is a ruled line: three or more of - = _ * ~ + #.
func plainDashes(c string) bool {
	return len(c) > 2 && strings.Trim(c, "-=_*~+#|>") == ""
}

// next adds the tokens that begin at start, one surface token, and returns
// where it ends.
func (w *words) next(start, end, limit int) int {
	c := w.text[start:end]
	if n := address(c); n > 0 {
		w.add(start, start+n)
		return start + n
	}
	r, size := utf8.DecodeRuneInString(c)
	switch {
	case wordRune(r):
		n := w.wordLength(start, end, limit)
		w.word(start, start+n)
		return start + n
	case apostrophe(r):
		return w.apostrophe(start, end, size)
	case r == '.' && len(c) > 1 && !w.touches(start) && (digit(c[1]) || topLevel[c[1:run(c, 1)]]):
		n := 1 + w.wordLength(start+1, end, limit)
		w.add(start, start+n)
		return start + n
	case (r == '+' || r == '#' || r == '@') && len(c) > 1 && !w.touches(start) && marked(r, c[1]):
		n := 1 + w.wordLength(start+1, end, limit)
		w.add(start, start+n)
		return start + n
	}
	n := marks(c, r, size)
	w.add(start, start+n)
	return start + n
}

// touches reports whether the token before ends at b.
func (w *words) touches(b int) bool {
	n := len(w.tokens)
	return n > 0 && w.tokens[n-1].Span.End == b
}

// marked reports whether the sign belongs to the word after: "+44", "#topic",
// "@name".
func marked(sign rune, after byte) bool {
	if sign == '+' {
		return digit(after)
	}
	return letter(after) || after == '_' && sign == '@'
}

// marks returns the length of the punctuation at the start of c: one mark, or a
// run of equal ones where that is a habit ("...", "--", "!?", "<<").
func marks(c string, r rune, size int) int {
	var run string
	switch r {
	case '.', '…':
		run = ".…"
		if strings.HasPrefix(c, ".?") || strings.HasPrefix(c, ".!") {
			run = ".?!"
		}
	case '!', '?':
		run = "!?"
	case '-', '=':
		run = "-="
	case '*', '_', '~', '<', '>', '`', '$', '+', '/', '\\':
		run = string(r)
	case '–', '—':
		run = "–—"
	}
	n := size
	for n < len(c) {
		next, s := utf8.DecodeRuneInString(c[n:])
		if !strings.ContainsRune(run, next) && !joiner(next) && !unicode.Is(unicode.Mn, next) && !unicode.Is(unicode.Sk, next) {
			break
		}
		n += s
		if next == '\u200D' && n < len(c) { // the emoji after belongs to it
			_, s := utf8.DecodeRuneInString(c[n:])
			n += s
		}
	}
	if flag(r) && n == size {
		if next, s := utf8.DecodeRuneInString(c[n:]); flag(next) {
			n += s
		}
	}
	return n
}

func flag(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// joiner reports whether r is an invisible character that belongs to its
// neighbours: soft hyphen, joiners, direction marks, variation selectors.
func joiner(r rune) bool {
	return r == 0xAD || r >= 0x200C && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x206F || r >= 0xFE00 && r <= 0xFE0F
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return letter(byte(r)) || digit(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) && !(r >= 0xFE00 && r <= 0xFE0F)
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '‛' }

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
func digit(b byte) bool  { return b >= '0' && b <= '9' }

// apostrophe adds the token at an apostrophe that does not stand inside a word:
// a clitic on its own ("'s"), a word that begins with one ("'em", "'90s"), the
// end of a plural's genitive, or a quotation mark.
func (w *words) apostrophe(start, end, size int) int {
	c := w.text[start:end]
	if len(c) > size && c[size:] != "" {
		if strings.HasPrefix(c[size:], c[:size]) { // '' as a double mark
			w.add(start, start+2*size)
			return start + 2*size
		}
		n := size
		for n < len(c) && (letter(c[n]) || digit(c[n])) {
			n++
		}
		if n > size && clipped(c[size:n]) {
			w.add(start, start+n)
			return start + n
		}
	}
	if !w.touches(start) {
		w.quotes++
	} else if len(c) == size || !wordAt(c[size:]) {
		if w.quotes > 0 {
			w.quotes--
		} else if n := len(w.tokens) - 1; genitive(w.tokens[n].Form) && !w.inMulti(n) {
			w.token(start, start+size)
			w.multi = append(w.multi, text.Range{Start: n, End: n + 2})
			return start + size
		}
	}
	w.add(start, start+size)
	return start + size
}

func (w *words) inMulti(token int) bool {
	n := len(w.multi)
	return n > 0 && w.multi[n-1].End > token
}

func wordAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return wordRune(r)
}

// genitive reports whether form can carry a bare apostrophe.
func genitive(form string) bool {
	last := form[len(form)-1] | 0x20
	return len(form) > 2 && (last == 's' || last == 'x' || last == 'z')
}

// clipped reports whether an apostrophe before s stands for letters left out.
func clipped(s string) bool {
	if digit(s[0]) {
		return len(s) >= 2 && len(s) <= 3 && digit(s[1]) && (len(s) == 2 || s[2] == 's')
	}
	switch strings.ToLower(s) {
	case "s", "ll", "re", "ve", "em", "til", "till", "cause", "bout", "tis", "twas", "round", "d", "m":
		return true
	}
	return false
}
