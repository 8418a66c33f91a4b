package encoder

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"
)

// Word is what the encoder sees of one token before it looks at its neighbours:
// it depends on the form alone.
type Word struct {
	Known bool    // the static table has a vector
	Q     []int8  // the vector's components, to be multiplied by Scale
	Scale float32 // 0 if not Known
	Forms []int32 // rows of the form table
	Parts []int32 // rows of the part table
}

// The kinds of feature; each is hashed apart.
const (
	kindForm byte = iota
	kindLower
	kindShape
	kindRank
	kindPrefix
	kindSuffix
	kindGram
)

const (
	longestPart = 24 // characters of a form that are looked at; the rest of a longer one changes only its form feature
	prefixes    = 4
	suffixes    = 5
)

// Word looks a form up.
func (e *Encoder) Word(form string) *Word {
	w := &Word{}
	plain := digitsToZero(form)
	lower := strings.ToLower(plain)
	w.Forms = []int32{row(kindForm, plain, e.Shape.FormRows), row(kindLower, lower, e.Shape.FormRows)}
	if e.vectors != nil {
		w.find(e.vectors, lower)
	}
	e.parts(w, form, lower)
	return w
}

func (w *Word) find(vectors Vectors, lower string) {
	for _, key := range [...]string{lower, spelling(lower), lower[strings.LastIndexByte(lower, '-')+1:]} {
		if key == "" {
			continue
		}
		if q, scale, ok := vectors(key); ok {
			w.Known, w.Q, w.Scale = true, q, scale
			return
		}
	}
}

// spelling writes a token as the news wires of the vectors' corpus did.
func spelling(lower string) string {
	switch lower {
	case "“", "”", "„", "«", "»", "``", "''":
		return `"`
	case "‘", "’", "`", "´":
		return "'"
	case "–", "—", "--", "---":
		return "-"
	case "…", "....":
		return "..."
	case "n't", "n’t":
		return "not"
	case "'ll", "’ll":
		return "will"
	case "'ve", "’ve":
		return "have"
	case "'re", "’re":
		return "are"
	}
	if strings.ContainsRune(lower, '’') {
		lower = strings.ReplaceAll(lower, "’", "'")
	}
	return strings.TrimRight(lower, ".")
}

func (e *Encoder) parts(w *Word, form, lower string) {
	rows := e.Shape.PartRows
	add := func(kind byte, s string) { w.Parts = append(w.Parts, row(kind, s, rows)) }
	add(kindShape, shape(form))
	known := "unknown"
	if w.Known {
		known = "known"
	}
	add(kindRank, known)
	cuts := cuts(lower)
	n := len(cuts) - 1
	for k := 1; k <= min(prefixes, n); k++ {
		add(kindPrefix, lower[:cuts[k]])
	}
	for k := 1; k <= min(suffixes, n); k++ {
		add(kindSuffix, lower[cuts[n-k]:cuts[n]])
	}
	for k := 0; k+4 <= n; k++ {
		add(kindGram, lower[cuts[k]:cuts[k+4]])
	}
}

// cuts returns the byte offsets between the characters of s, ends included; of
// a long s those of its first and last characters.
func cuts(s string) []int {
	at := make([]int, 0, len(s)+1)
	for i := range s {
		at = append(at, i)
	}
	at = append(at, len(s))
	if len(at) > longestPart+1 {
		at = append(at[:longestPart/2+1], at[len(at)-longestPart/2:]...)
	}
	return at
}

func row(kind byte, s string, rows int) int32 {
	return int32(xxh3.HashStringSeed(s, uint64(kind)) % uint64(rows))
}

func digitsToZero(s string) string {
	if strings.IndexFunc(s, unicode.IsDigit) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s)
}

// shape writes upper-case letters as X, lower-case as x, digits as d, and cuts
// runs to three.
func shape(s string) string {
	var out []byte
	for i, r := range s {
		if i >= 4*longestPart {
			break
		}
		b := class(r)
		if n := len(out); n >= 3 && out[n-1] == b && out[n-2] == b && out[n-3] == b {
			continue
		}
		if b != 0 {
			out = append(out, b)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out)
}

func class(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	case unicode.IsDigit(r):
		return 'd'
	}
	return 0
}
