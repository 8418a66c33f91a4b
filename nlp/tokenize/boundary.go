package tokenize

import (
	"unicode"
	"unicode/utf8"

	"synoptic/text"
)

// splitter cuts the tokens of one block into sentences.
type splitter struct {
	text   string
	tokens []text.Token
	multi  []text.Range // of these tokens, with document indexes
	first  int          // document index of tokens[0]
	model  *model

	start int  // first token of the sentence so far
	open  bool // a straight double mark is open in it
	last  look // of the block, see ending
	depth int  // brackets and curly marks open in it
	stop  int  // next token that ends like a sentence, at or after the gap
	key   []uint32
}

// sentences partitions the tokens, left to right; what stands before a gap is
// decided when it is looked at.
func (s *splitter) sentences() []text.Range {
	var out []text.Range
	cut := func(end int) {
		out = append(out, text.Range{Start: s.first + s.start, End: s.first + end})
		s.start, s.open, s.depth = end, false, 0
	}
	for i := 1; i < len(s.tokens); i++ {
		s.see(i - 1)
		for len(s.multi) > 0 && s.multi[0].End <= s.first+i {
			s.multi = s.multi[1:]
		}
		if len(s.multi) > 0 && s.multi[0].Start < s.first+i {
			continue // inside a multiword token
		}
		if i-s.start >= MaxSentence || s.candidate(i) && s.model.ends(s.features(i), s.margin(i)) {
			cut(i)
		}
	}
	cut(len(s.tokens))
	return out
}

// see takes token i into the state of the sentence.
func (s *splitter) see(i int) {
	switch s.tokens[i].Form {
	case `"`:
		s.open = !s.open
	case "(", "[", "“", "«", "„":
		s.depth++
	case ")", "]", "”", "»":
		s.depth = max(0, s.depth-1)
	}
}

// candidate reports whether a sentence may end before token i: after a mark, or
// before a capital, digit or mark that follows a blank.
func (s *splitter) candidate(i int) bool {
	if class(s.tokens[i-1].Form) >= mark {
		return true
	}
	return s.spaced(i) && class(s.tokens[i].Form) != lower
}

// margin is how much must speak for an end before token i: in prose a sentence
// seldom ends without a mark.
func (s *splitter) margin(i int) int32 {
	if class(s.tokens[i-1].Form) >= dots || s.last != full {
		return 0
	}
	return unmarked
}

// unmarked is in units of the model's weights; chosen on the dev parts and on
// invented news.
const unmarked = 80

func (s *splitter) spaced(i int) bool {
	return s.tokens[i].Span.Start > s.tokens[i-1].Span.End
}

// The classes of a token by its looks.
type look uint8

const (
	lower look = iota
	capitalized
	upper // all capitals, two letters or more
	initial
	number
	dots // a word that ends with a full stop
	mark // other punctuation, from here on
	full // . ! ? …
	closing
	opening
	straight // " or '
	colon
	comma
	dash
	none // there is no token
)

func class(form string) look {
	r, size := utf8.DecodeRuneInString(form)
	switch {
	case r >= 'a' && r <= 'z':
		if form[len(form)-1] == '.' {
			return dots
		}
		return lower
	case r >= '0' && r <= '9':
		return number
	case unicode.IsLetter(r):
		return letters(form, r, size)
	}
	switch r {
	case '.', '!', '?', '…':
		return full
	case ')', ']', '”', '’', '»':
		return closing
	case '(', '[', '“', '‘', '«', '„':
		return opening
	case '"', '\'', '`':
		return straight
	case ':', ';':
		return colon
	case ',':
		return comma
	case '-', '–', '—', '*', '•', '·':
		return dash
	}
	return mark
}

func letters(form string, r rune, size int) look {
	last := form[len(form)-1]
	switch {
	case !unicode.IsUpper(r):
		return lower
	case last == '.' && len(form) == size+1, size == len(form):
		return initial
	case last == '.':
		return dots
	}
	for _, c := range form[size:] {
		if unicode.IsLower(c) {
			return capitalized
		}
	}
	return upper
}

// around returns the form and class of the token at i, if it is in the block.
func (s *splitter) around(i int) (string, look) {
	if i < 0 || i >= len(s.tokens) {
		return "", none
	}
	return s.tokens[i].Form, class(s.tokens[i].Form)
}

// features describe the gap before token i.
func (s *splitter) features(i int) []uint32 {
	p, pc := s.around(i - 1)
	pp, ppc := s.around(i - 2)
	n, nc := s.around(i)
	nn, nnc := s.around(i + 1)
	ph, pph, nh, nnh := hash(p), hash(pp), hash(n), hash(nn)
	if i-2 < s.start {
		ppc, pph = none, 0
	}
	space := 0
	if s.spaced(i) {
		space = 1
	}
	state := uint32(space)<<3 | bit(s.open)<<2 | bit(s.depth > 0)<<1 | bit(i-s.start < 4)
	k := s.key[:0]
	add := func(template uint32, parts ...uint32) {
		h := template * 0x9E3779B1
		for _, x := range parts {
			h = (h ^ x) * 0x85EBCA6B
			h ^= h >> 15
		}
		k = append(k, h%buckets)
	}
	P, PP, N, NN := uint32(pc), uint32(ppc), uint32(nc), uint32(nnc)
	length := bucket(i - s.start)
	add(1)
	add(2, ph)
	add(3, nh)
	add(4, P, N)
	add(5, ph, N)
	add(6, P, nh)
	add(7, PP, P, N)
	add(8, P, N, NN)
	add(9, pph, ph)
	add(10, nh, nnh)
	add(11, state)
	add(12, state, P, N)
	add(13, length, P, N)
	add(14, P, N, bucket(s.ahead(i)-i))
	add(15, P, N, bucket(len(s.tokens)-i))
	add(16, pph, P, N)
	add(17, nnh, P, N)
	add(18, state, ph, N)
	add(19, uint32(min(len(p), 12)), P, N)
	add(20, PP, P, N, NN, state)
	add(21, ph, nh)
	add(22, length, uint32(space), P)
	_, pppc := s.around(i - 3)
	_, nnnc := s.around(i + 2)
	add(23, uint32(pppc), PP, P, N)
	add(24, P, N, NN, uint32(nnnc))
	add(25, P, bucket(s.ahead(i)-i), bucket(i-s.start))
	add(26, hash(s.tokens[s.start].Form), P, N)
	add(27, uint32(class(s.tokens[s.start].Form)), P, N, length)
	add(28, bucket(len(s.tokens)), P, N)
	add(29, uint32(s.last), P, N)
	add(30, uint32(s.last), P, N, bucket(s.ahead(i)-i))
	s.key = k
	return k
}

// ending is the class of the block's last token before closing marks: prose ends
// with a full stop, a heading or a list does not.
func ending(block []text.Token) look {
	for i := len(block) - 1; i >= 0; i-- {
		if c := class(block[i].Form); c != closing && c != straight {
			return c
		}
	}
	return none
}

// ahead returns the next token at or after i that ends like a sentence, or the
// number of tokens.
func (s *splitter) ahead(i int) int {
	if s.stop < i {
		s.stop = i
	}
	for s.stop < len(s.tokens) && class(s.tokens[s.stop].Form) != full {
		s.stop++
	}
	return s.stop
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// bucket puts counts into classes that grow with them.
func bucket(n int) uint32 {
	switch {
	case n <= 5:
		return uint32(max(n, 0))
	case n <= 8:
		return 6
	case n <= 13:
		return 7
	case n <= 21:
		return 8
	case n <= 34:
		return 9
	case n <= 60:
		return 10
	}
	return 11
}

// hash is FNV-1a over the form in lower case (ASCII).
func hash(form string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(form) && i < 32; i++ {
		c := form[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}
