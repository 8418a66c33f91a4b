package position

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"synoptic/text"
)

//go:embed scales.txt
var embeddedScales string

// scales are words by which somebody is for a thing or against it, and how firmly.
type scales struct {
	sides  map[string]int8     // 1 for, -1 against
	grades map[string]int8     // how firmly, from 1
	groups map[string]bool     // by which a number is bounded, units of time: "limit exceed", "time day"
	signs  map[string][]sign   // words that carry a sign
	longer map[string][]string // phrases by their first word, as it is in the maps
}

var scaled = sync.OnceValue(func() *scales { return parseScales(embeddedScales) })

func parseScales(source string) *scales {
	s := &scales{sides: map[string]int8{}, grades: map[string]int8{}, groups: map[string]bool{}, signs: map[string][]sign{}, longer: map[string][]string{}}
	for line := range strings.Lines(source) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		kind, words := fields[0], fields[1:]
		if two := kind + " " + fields[min(1, len(words))]; slices.Contains(signNames[:], two) {
			kind, words = two, words[1:]
		}
		for _, w := range words {
			s.put(kind, w)
			if first, _, long := strings.Cut(w, "_"); long && !slices.Contains(s.longer[first], w) {
				s.longer[first] = append(s.longer[first], w)
			}
		}
	}
	return s
}

// put takes a word of a kind: a side, a grade, a group, or the name of a sign.
func (s *scales) put(kind, w string) {
	switch kind {
	case "+":
		s.sides[w] = 1
	case "-":
		s.sides[w] = -1
	case "limit", "time":
		s.groups[kind+" "+w] = true
	case "1", "2", "3", "4", "5", "6":
		s.grades[w] = max(s.grades[w], int8(kind[0]-'0'))
	}
	if carried := sign(slices.Index(signNames[:], kind)); carried >= 0 && !slices.Contains(s.signs[w], carried) {
		s.signs[w] = append(s.signs[w], carried)
	}
}

// at looks token x up, the longest phrase that begins there first, in what find tells; n is
// how many tokens it takes.
func (s *scales) at(d *text.Document, x, end int, find func(string) bool) (word string, n int) {
	lemma, form := strings.ToLower(d.Morphs[x].Lemma), strings.ToLower(d.Tokens[x].Form)
	for _, first := range []string{lemma, form} {
		for _, p := range s.longer[first] {
			if k := strings.Count(p, "_") + 1; k > n && x+k <= end && reads(d, x, p) && find(p) {
				word, n = p, k
			}
		}
	}
	switch {
	case n > 0:
	case find(lemma):
		return lemma, 1
	case find(form):
		return form, 1
	}
	return word, n
}

// signsAt puts the signs that words from token x on carry.
func (s *scales) signsAt(d *text.Document, x, end int, put func(sign, string)) {
	lemma, form := strings.ToLower(d.Morphs[x].Lemma), strings.ToLower(d.Tokens[x].Form)
	for i, first := range []string{lemma, form} {
		if i > 0 && form == lemma {
			break
		}
		for _, p := range s.longer[first] {
			if k := strings.Count(p, "_") + 1; x+k <= end && len(s.signs[p]) > 0 && reads(d, x, p) {
				for _, at := range s.signs[p] {
					put(at, strings.ReplaceAll(p, "_", " "))
				}
			}
		}
		for _, at := range s.signs[first] {
			put(at, form)
		}
	}
}

// reads says that the words of a phrase stand from token x on.
func reads(d *text.Document, x int, phrase string) bool {
	for w := range strings.SplitSeq(phrase, "_") {
		if w != strings.ToLower(d.Morphs[x].Lemma) && w != strings.ToLower(d.Tokens[x].Form) {
			return false
		}
		x++
	}
	return true
}

// context is what stands over and beside the words of a stretch: for each whether it is affirmed.
type context struct {
	d    *text.Document
	toks text.Range
	side []int8 // by token of the stretch: what it says of what hangs on it
	turn []bool // it is denied
	obj  []bool // it has an object
}

func contextOf(d *text.Document, toks text.Range) *context {
	c := &context{d: d, toks: toks, side: make([]int8, toks.Len()), turn: make([]bool, toks.Len()), obj: make([]bool, toks.Len())}
	sides := scaled().sides
	for x := toks.Start; x < toks.End; {
		w, n := scaled().at(d, x, toks.End, func(w string) bool { return sides[w] != 0 })
		if n > 0 {
			top := x
			for y := x; y < x+n; y++ { // the word of the phrase on which the others hang
				if h := d.Arcs[y].Head; h < x || h >= x+n {
					top = y
				}
			}
			c.side[top-toks.Start] = sides[w]
		}
		x += max(n, 1)
	}
	for x := toks.Start; x < toks.End; x++ {
		h := d.Arcs[x].Head
		if h < toks.Start || h >= toks.End {
			continue
		}
		if denies(d, x) {
			c.turn[h-toks.Start] = !c.turn[h-toks.Start]
		}
		if rel, _, _ := strings.Cut(d.Arcs[x].Relation, ":"); rel == "obj" {
			c.obj[h-toks.Start] = true
		}
	}
	return c
}

// denies says that token x denies what it hangs on, or nearly.
func denies(d *text.Document, x int) bool {
	switch strings.ToLower(d.Tokens[x].Form) {
	case "hardly", "scarcely", "barely", "little", "few", "without", "nor", "cannot", "instead":
		return true
	}
	return negates(d, x)
}

// deepest is how far up a tree is looked.
const deepest = 12

// affirmed is 1 where what token x stands for is to be, or is, by all that is over it; -1 where it is
// not.
func (c *context) affirmed(x int) int8 {
	p := int8(1)
	if c.turn[x-c.toks.Start] {
		p = -p
	}
	for y, up := x, 0; up < deepest; up++ {
		rel, _, _ := strings.Cut(c.d.Arcs[y].Relation, ":")
		h := c.d.Arcs[y].Head
		if h < c.toks.Start || h >= c.toks.End || rel == "advcl" || rel == "acl" {
			return p
		}
		if rel != "conj" && rel != "parataxis" {
			p *= c.over(h, y)
		}
		y = h
	}
	return p
}

// over is what token h says of y, which hangs on it.
func (c *context) over(h, y int) int8 {
	p := int8(1)
	if c.turn[h-c.toks.Start] {
		p = -p
	}
	for z := c.toks.Start; z < c.toks.End; z++ { // "no ship may enter" denies the entering
		if z != y && c.d.Arcs[z].Head == h && c.turn[z-c.toks.Start] {
			if r, _, _ := strings.Cut(c.d.Arcs[z].Relation, ":"); r == "nsubj" || r == "obj" {
				p = -p
			}
		}
	}
	if s := c.side[h-c.toks.Start]; s != 0 && !(c.d.Arcs[y].Relation == "nsubj" && c.obj[h-c.toks.Start]) {
		p *= s
	}
	return p
}

// stand is how a passage as a whole stands: the mean over its words that are for or against, and that
// of the highest of them.
func (c *context) stand() (mean float32, top int8) {
	n, depth := 0, 1<<30
	for x := c.toks.Start; x < c.toks.End; x++ {
		s := c.side[x-c.toks.Start]
		if s == 0 {
			continue
		}
		s *= c.affirmed(x)
		mean += float32(s)
		n++
		if d := depthOf(c.d, x, c.toks); d < depth {
			top, depth = s, d
		}
	}
	if n > 0 {
		mean /= float32(n)
	}
	return mean, top
}

// bounds says whether a stretch has a word by which a number is bounded, and one that is a unit of time.
func bounds(d *text.Document, toks text.Range) (limits, spans bool) {
	s := scaled()
	for x := toks.Start; x < toks.End; x++ {
		_, n := s.at(d, x, toks.End, func(w string) bool { return s.groups["limit "+w] })
		limits = limits || n > 0
		spans = spans || d.Morphs[x].UPOS == "NOUN" && s.groups["time "+d.Morphs[x].Lemma]
	}
	return limits, spans
}

// firmness is the highest and the lowest grade of the words of a stretch, 0 if none has one.
func firmness(d *text.Document, toks text.Range) (high, low int8) {
	grades := scaled().grades
	for x := toks.Start; x < toks.End; {
		w, n := scaled().at(d, x, toks.End, func(w string) bool { return grades[w] != 0 })
		if n > 0 {
			g := grades[w]
			high = max(high, g)
			if low == 0 || g < low {
				low = g
			}
		}
		x += max(n, 1)
	}
	return high, low
}
