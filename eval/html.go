package eval

import (
	"slices"
	"strings"
	"unicode"
)

// PageGold is what is known of a web page. Empty fields are not known.
type PageGold struct {
	With    []string // segments that the extracted text must hold
	Without []string // segments that it must not hold
	Body    string   // the whole text
	Title   string   // as a human wrote it down, as Date and Author
	Date    string   // ISO 8601 day
	Author  string   // names, several parted by "; "
	Stated  Stated
}

// Stated is what the markup of a page states, every source of it by itself:
// JSON-LD, Open Graph and other meta tags.
type Stated struct {
	Titles  []string
	Days    []string   // ISO 8601
	Authors [][]string // names, or one string that holds them
	Outlets []string
}

// PageRead is what was extracted from a page.
type PageRead struct {
	Body    string
	Title   string
	Date    string
	Authors []string
	Outlet  string
}

// ScorePages scores extraction, pages parallel to gold: precision, recall and F1
// over all segments (Barbaresi, trafilatura, ACL demos 2021: a segment with is a
// true positive if found, a segment without a false positive), and over 4-word
// shingles for pages whose whole text is known (the article extraction
// benchmark: means over pages); and title, day, author and outlet where the
// page's markup carries them: right is what a human wrote down, or what markup
// states where it does not state that.
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
	names := []string{"title right, where carried", "day right, where carried", "author right, where carried", "outlet right, where carried"}
	var n, ok [4]int
	var byHand, asByHand int
	for i, g := range gold {
		p := pages[i]
		for k, stated := range []int{len(g.Stated.Titles), len(g.Stated.Days), len(g.Stated.Authors), len(g.Stated.Outlets)} {
			n[k] += count(stated > 0)
		}
		day := func(a, b string) bool { return a == b && a != "" }
		ok[0] += count(right(g.Stated.Titles, g.Title, p.Title, sameTitle, sameTitle))
		ok[1] += count(right(g.Stated.Days, g.Date, p.Date, day, day))
		ok[2] += count(right(g.Stated.Authors, splitNames(g.Author), p.Authors, sameAuthors, namesWithin))
		ok[3] += count(right(g.Stated.Outlets, "", p.Outlet, sameTitle, sameTitle))
		if g.Title != "" && slices.ContainsFunc(g.Stated.Titles, func(s string) bool { return sameTitle(s, g.Title) }) {
			byHand++
			asByHand += count(letters(p.Title) == letters(g.Title))
		}
	}
	var rows []Row
	for k, name := range names {
		if n[k] > 0 {
			rows = append(rows, Row{Measure: name, Value: percent(ok[k], n[k]), N: n[k]})
		}
	}
	if byHand > 0 {
		rows = append(rows, Row{Measure: "title as written down by hand, to the letter", Value: percent(asByHand, byHand), N: byHand})
	}
	return rows
}

// right reports whether got is what a human wrote down, or is stated while that
// is not.
func right[T any](stated []T, hand, got T, same, holds func(a, b T) bool) bool {
	is := func(v T) func(T) bool { return func(s T) bool { return same(s, v) } }
	return len(stated) > 0 && (same(hand, got) || slices.ContainsFunc(stated, is(got)) && (holds(hand, got) || !slices.ContainsFunc(stated, is(hand))))
}

// splitNames are the names of a string that a human wrote; nil of "".
func splitNames(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

// sameTitle compares letters and digits; a title may have the site's name or a
// kicker beside it that a mark sets apart. No title is the same as none.
func sameTitle(a, b string) bool {
	if letters(a) == letters(b) {
		return letters(a) != ""
	}
	return apart(a, b) || apart(b, a)
}

// apart reports whether short is a part of long that marks set apart.
func apart(long, short string) bool {
	s := letters(short)
	starts := []int{0}
	for i, r := range long + "|" {
		if !strings.ContainsRune("|-–—:·•›»«/,(", r) {
			continue
		}
		for _, from := range starts {
			if s != "" && letters(long[from:i]) == s {
				return true
			}
		}
		starts = append(starts, i)
	}
	return slices.ContainsFunc(starts, func(from int) bool { return s != "" && letters(long[from:]) == s })
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// sameAuthors reports whether every name of one list is within the other's, for
// one may be a string of names, and have offices and places beside them.
func sameAuthors(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && (namesWithin(a, b) && namesWithin(b, a) || letters(strings.Join(a, "")) == letters(strings.Join(b, "")))
}

func namesWithin(a, b []string) bool {
	return !slices.ContainsFunc(a, func(x string) bool {
		return !slices.ContainsFunc(b, func(y string) bool {
			x, y := letters(x), letters(y)
			return x != "" && y != "" && (strings.Contains(y, x) || strings.Contains(x, y))
		})
	})
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
