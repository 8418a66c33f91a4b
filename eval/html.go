package eval

import (
	"strings"
	"unicode"
)

// PageGold is what is known of a web page. Empty fields are not known.
type PageGold struct {
	With    []string // segments that the extracted text must hold
	Without []string // segments that it must not hold
	Body    string   // the whole text
	Title   string
	Date    string // ISO 8601 day
	Author  string // names, several parted by "; "
	// Carried says which of the last three the page's JSON-LD or meta tags hold:
	// only those are scored.
	Carried struct{ Title, Date, Author bool }
}

// PageRead is what was extracted from a page.
type PageRead struct {
	Body    string
	Title   string
	Date    string
	Authors []string
}

// ScorePages scores extraction, pages parallel to gold: precision, recall and F1
// over all segments (Barbaresi, trafilatura, ACL demos 2021: a segment with is a
// true positive if found, a segment without a false positive), and over 4-word
// shingles for pages whose whole text is known (the article extraction
// benchmark: means over pages); and title, day and author where the page's
// markup carries them.
func ScorePages(pages []PageRead, gold []PageGold) []Row {
	var rows []Row
	var tp, fp, fn int
	for i, g := range gold {
		for _, s := range g.With {
			if strings.Contains(pages[i].Body, s) {
				tp++
			} else {
				fn++
			}
		}
		for _, s := range g.Without {
			fp += count(strings.Contains(pages[i].Body, s))
		}
	}
	if tp+fn+fp > 0 {
		p, r := percent(tp, tp+fp), percent(tp, tp+fn)
		rows = append(rows, Row{Measure: "segments, precision", Value: p, N: tp + fp}, Row{Measure: "segments, recall", Value: r, N: tp + fn}, Row{Measure: "segments, F1", Value: harmonic(p, r), N: tp + fn})
	}
	rows = append(rows, scoreShingles(pages, gold)...)
	return append(rows, scoreFields(pages, gold)...)
}

func scoreFields(pages []PageRead, gold []PageGold) []Row {
	var n, ok [3]int
	for i, g := range gold {
		got := [3]bool{sameTitle(pages[i].Title, g.Title), pages[i].Date == g.Date, sameAuthors(pages[i].Authors, g.Author)}
		for k, carried := range [3]bool{g.Carried.Title, g.Carried.Date, g.Carried.Author} {
			if carried {
				n[k]++
				ok[k] += count(got[k])
			}
		}
	}
	var rows []Row
	for k, name := range []string{"title right, where carried", "day right, where carried", "author right, where carried"} {
		if n[k] > 0 {
			rows = append(rows, Row{Measure: name, Value: percent(ok[k], n[k]), N: n[k]})
		}
	}
	return rows
}

// sameTitle compares letters and digits.
func sameTitle(a, b string) bool { return letters(a) == letters(b) }

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// sameAuthors reports whether every gold author is among those found.
func sameAuthors(found []string, gold string) bool {
	all := letters(strings.Join(found, ""))
	for name := range strings.SplitSeq(gold, ";") {
		if !strings.Contains(all, letters(name)) {
			return false
		}
	}
	return len(found) > 0
}

func scoreShingles(pages []PageRead, gold []PageGold) []Row {
	var p, r float64
	n := 0
	for i, g := range gold {
		if g.Body == "" {
			continue
		}
		a, b := shingles(pages[i].Body), shingles(g.Body)
		n++
		shared, found, wanted := 0, 0, 0
		for s, k := range a {
			shared += min(k, b[s])
			found += k
		}
		for _, k := range b {
			wanted += k
		}
		if found > 0 {
			p += float64(shared) / float64(found)
		}
		if wanted > 0 {
			r += float64(shared) / float64(wanted)
		}
	}
	if n == 0 {
		return nil
	}
	p, r = 100*p/float64(n), 100*r/float64(n)
	return []Row{{Measure: "4-word shingles, precision", Value: p, N: n}, {Measure: "4-word shingles, recall", Value: r, N: n}, {Measure: "4-word shingles, F1", Value: harmonic(p, r), N: n}}
}

// shingles counts the runs of four words of s; of a shorter text, the text.
func shingles(s string) map[string]int {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	out := map[string]int{}
	if len(words) > 0 && len(words) < 4 {
		out[strings.Join(words, " ")]++
	}
	for i := 0; i+4 <= len(words); i++ {
		out[strings.Join(words[i:i+4], " ")]++
	}
	return out
}
