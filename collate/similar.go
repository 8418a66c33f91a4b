package collate

import (
	"math"

	"synoptic/learn/nn"
	"synoptic/lexicon/kinship"
)

// scale is how alike are words that lists relate; opposites are not.
var scale = kinship.Scale{Same: .9, Other: .75}

func (l *lexis) relate(a, b *entry) float32 {
	if a.kind == numeral || b.kind == numeral {
		return 0
	}
	if sameSpelling(a.form, b.form) {
		return .85
	}
	if a.kind == named && b.kind == named {
		return 0
	}
	return scale.Between(a.Word, b.Word)
}

func cosine(a, b []float32) float64 {
	if a == nil || b == nil {
		return 0
	}
	var dot, na, nb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		dot, na, nb = dot+x*y, na+x*x, nb+y*y
	}
	if na == 0 || nb == 0 {
		return 0
	}
	return dot / math.Sqrt(na*nb)
}

// cosine of the vectors of two words, 0 if either has no length.
func (e *entry) cosine(o *entry) float64 {
	if e.square == 0 || o.square == 0 {
		return 0
	}
	return float64(nn.DotBytes(e.vector.Q, o.vector.Q)) / math.Sqrt(float64(e.square)*float64(o.square))
}

// sameSpelling says that two forms of five letters and more differ in at most
// one letter in five: transliterations, slips.
func sameSpelling(a, b string) bool {
	if len(a) < 5 || len(b) < 5 || a[0] != b[0] {
		return false
	}
	allowed := max(len(a), len(b)) / 5
	if d := len(a) - len(b); d > allowed || -d > allowed {
		return false
	}
	return distance(a, b, allowed) <= allowed
}

// distance is Levenshtein's, given up once it exceeds limit.
func distance(a, b string, limit int) int {
	var few [32]int // of most words
	row := append(few[:0], make([]int, len(b)+1)...)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
	}
	return row[len(b)]
}
