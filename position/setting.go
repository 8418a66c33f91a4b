package position

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// setting is where a passage stands in its article, and what it says word for word.
type setting struct {
	at    int      // how many passages stand before it
	share float32  // the same as a share of the article's, 0 to 1
	runs  []uint64 // every two words that stand side by side, hashed, rising
}

func settings(ps []Passage) []setting {
	out := make([]setting, len(ps))
	in := map[string][]int{} // by article
	for i := range ps {
		out[i].runs = runs(ps[i].text)
		in[ps[i].Statement.Article] = append(in[ps[i].Statement.Article], i)
	}
	for _, is := range in {
		slices.SortFunc(is, func(a, b int) int {
			return cmp.Or(cmp.Compare(ps[a].span().Start, ps[b].span().Start), cmp.Compare(a, b))
		})
		for k, i := range is {
			out[i].at, out[i].share = k, (float32(k)+.5)/float32(len(is))
		}
	}
	return out
}

// runs are the pairs of neighbouring words of a text, each once.
func runs(text string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var out []uint64
	for k := 1; k < len(words); k++ {
		h := fnv.New64a()
		h.Write([]byte(words[k-1]))
		h.Write([]byte{' '})
		h.Write([]byte(words[k]))
		out = append(out, h.Sum64())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// common counts what two rising lists both have.
func common(a, b []uint64) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n, a, b = n+1, a[1:], b[1:]
		}
	}
	return n
}

// setting compares where two passages stand, and what they say word for word.
func (x *pairs) setting(f *seen, i, j int) {
	a, b := &x.ps[i], &x.ps[j]
	s, t := &x.settings[i], &x.settings[j]
	f[sSameText] = indicator(a.Statement.Article == b.Statement.Article)
	f[sSameEvent] = indicator(a.Event == b.Event && f[sSameText] == 0)
	f[sSameOutlet] = indicator(a.Event != b.Event && a.Outlet == b.Outlet && a.Outlet != "")
	f[sStatement] = indicator(a.Statement.ID == b.Statement.ID)
	switch {
	case f[sSameText] > 0:
		f[sNextTo] = indicator(between(a.sentence, b.sentence) <= 1)
		f[sApart] = 1 / float32(max(1, between(s.at, t.at)))
	case f[sSameEvent] > 0:
		f[sOrder] = 1 - max(s.share-t.share, t.share-s.share)
	}
	f[sRuns] = float32(common(s.runs, t.runs)) / float32(max(1, min(len(s.runs), len(t.runs))))
}

func between(a, b int) int { return max(a-b, b-a) }
