package collate

import (
	"strings"

	"synoptic/text"
)

// fragment is what a sentence gives between one pair of quotation marks, by the
// numbers of its forms.
type fragment struct {
	forms   []int32
	content int // words that are no stop words
	span    text.Span
}

func fragmentsOf(doc *page, si int, number map[string]int32) []fragment {
	var out []fragment
	for _, q := range doc.quotes[si] {
		if q.Depth > 0 {
			continue
		}
		in := doc.quotedIn(si, q)
		f := fragment{span: q.Inner}
		for t := in.Start; t < in.End; t++ {
			if isPunctuation(doc.Document, t) {
				continue
			}
			form := strings.ToLower(doc.Tokens[t].Form)
			if n, ok := number[form]; ok {
				f.forms = append(f.forms, n)
			}
			if !stop[form] {
				f.content++
			}
		}
		if f.content > 0 {
			out = append(out, f)
		}
	}
	return out
}

// quotesAlike compares what two sentences quote: the longest run in common, the
// share of the better covered fragment that the other quotes in the same order,
// and how long this fragment is.
func quotesAlike(a, b []fragment) (run int, share float32, length int) {
	for _, x := range a {
		for _, y := range b {
			r, _ := longestRun(x.forms, y.forms)
			run = max(run, r)
			if r == 0 {
				continue
			}
			short := min(len(x.forms), len(y.forms))
			s := float32(commonSequence(x.forms, y.forms)) / float32(short)
			if s > share || s == share && short > length {
				share, length = s, short
			}
		}
	}
	return run, share, length
}

// commonSequence is the length of the longest common subsequence.
func commonSequence(a, b []int32) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
