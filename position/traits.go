package position

import (
	"strconv"
	"strings"

	"synoptic/text"
)

// traits are what the rules of change look at in a passage.
type traits struct {
	heads    []string           // lemmas of the predicates
	denied   map[string]bool    // those of them that are denied
	stance   int                // 1 for, -1 against what it is about, 0 if no word tells
	stanceIs string             // the word that tells
	deadline string             // by when, as it stands there
	year     int                // the first that it names, 0 if none
	numbers  map[string]float64 // what is counted → how many
	values   []float64          // all numbers but years
	signs    [nSigns]string     // the words that carry each
	mean     float32            // how the passage as a whole stands, -1 to 1
	top      int8               // and its highest word
	high     int8               // how firmly, at most and at least
	low      int8
	limits   bool // a number in it is a bound
	spans    bool // or a time
}

// modals by strength. "Would" is what reported speech makes of "will", so it is no weaker.
var modals = map[string]int{"may": 1, "might": 1, "could": 1, "can": 1, "should": 2, "ought": 2, "would": 3, "will": 3, "shall": 3, "must": 4}

// fors and againsts are predicates by which somebody keeps or wants a thing, or ends or
// rejects it.
var (
	fors = set(`accept agree allow approve back build continue deliver develop endorse enhance expand extend favour favor grant
		guarantee honour honor improve increase join keep maintain offer open permit preserve promote protect raise reinforce remain
		resume respect restore retain sign stay strengthen support sustain tolerate uphold welcome continuation extension`)
	againsts = set(`abandon abolish ban block boycott cancel cease close closure condemn cut deny depart departure disarm disband
		dismantle dismiss dissolve eject end evict expel expulsion forbid freeze halt leave oppose oust prohibit quit refuse reject
		removal remove repeal resist scrap shut stop suspend suspension terminate vacate veto waive weaken withdraw withdrawal`)
)

func traitsOf(s *Said, toks text.Range) traits {
	t := traits{numbers: map[string]float64{}, denied: map[string]bool{}}
	d := s.Doc
	for x := toks.Start; x < toks.End; x++ {
		form, m, arc := strings.ToLower(d.Tokens[x].Form), d.Morphs[x], d.Arcs[x]
		switch {
		case negates(d, x):
			if p := predicateOf(d, x, toks); p >= 0 {
				t.denied[d.Morphs[p].Lemma] = true
			}
		case m.UPOS == "VERB" && arc.Relation != "amod" || m.UPOS == "ADJ" && (arc.Head < toks.Start || arc.Relation == "root"):
			t.heads = append(t.heads, m.Lemma)
		case m.UPOS == "NUM" || m.XPOS == "CD":
			t.number(d, x, form)
		}
		if t.deadline == "" {
			t.deadline = deadline(d, x, toks)
		}
	}
	t.stance, t.stanceIs = stance(d, toks)
	t.signs = signsOf(s, toks, &t)
	t.mean, t.top = contextOf(d, toks).stand()
	t.high, t.low = firmness(d, toks)
	t.limits, t.spans = bounds(d, toks)
	return t
}

// number takes the number at token x.
func (t *traits) number(d *text.Document, x int, form string) {
	v, ok := number(form)
	switch {
	case !ok || form == "one":
	case year(form):
		if t.year == 0 {
			t.year = int(v)
		}
	default:
		if h := d.Arcs[x].Head; h >= 0 {
			t.numbers[d.Morphs[h].Lemma] = v
		}
		t.values = append(t.values, v)
	}
}

// negates reports whether token x denies what it hangs on.
func negates(d *text.Document, x int) bool {
	switch form := strings.ToLower(d.Tokens[x].Form); form {
	case "not", "n't", "never", "nobody", "none", "nothing", "neither":
		return true
	case "no":
		return d.Arcs[x].Relation == "det"
	}
	return false
}

// predicateOf is the verb or adjective that a negation at x is about: what it hangs on, or,
// in "no soldier leaves", what that hangs on; -1 if there is none.
func predicateOf(d *text.Document, x int, toks text.Range) int {
	for h, up := d.Arcs[x].Head, 0; h >= toks.Start && h < toks.End && up < 3; h, up = d.Arcs[h].Head, up+1 {
		if p := d.Morphs[h].UPOS; p == "VERB" || p == "ADJ" {
			return h
		}
	}
	return -1
}

// obliges reports whether token x is the "have" of "have to", or such a "need".
func obliges(d *text.Document, x int) bool {
	if l := d.Morphs[x].Lemma; l != "have" && l != "need" {
		return false
	}
	return x+1 < len(d.Tokens) && strings.EqualFold(d.Tokens[x+1].Form, "to")
}

// deadline is the time by which something is to be, if token x begins it: "by
// Easter", "within a year".
func deadline(d *text.Document, x int, toks text.Range) string {
	switch strings.ToLower(d.Tokens[x].Form) {
	case "by", "within", "before":
	default:
		return ""
	}
	h := d.Arcs[x].Head
	if h <= x || h >= toks.End || d.Arcs[x].Relation != "case" || !spansTime[strings.ToLower(d.Morphs[h].Lemma)] && !year(d.Tokens[h].Form) {
		return ""
	}
	end := h + 1
	for y := end; y < min(toks.End, h+4); y++ {
		if d.Arcs[y].Head == h && d.Arcs[y].Relation == "nmod" {
			end = y + 1
		}
	}
	return d.SpanOf(text.Range{Start: x, End: end}).In(d.Text)
}

func year(form string) bool {
	n, err := strconv.Atoi(form)
	return err == nil && n > 1000 && n < 3000
}

// spansTime are nouns of time.
var spansTime = set(`day week month year end summer autumn winter spring christmas easter weekend hour monday tuesday wednesday thursday friday
	saturday sunday january february march april may june july august september october november december tomorrow noon midnight tonight`)

// stance is whether the passage is for or against what it is about: the sign of the
// predicate that stands highest, turned by a negation, and by what stands right under
// it ("refuse to leave").
func stance(d *text.Document, toks text.Range) (sign int, word string) {
	best, depth := -1, 1<<30
	for x := toks.Start; x < toks.End; x++ {
		if signOf(d, x) != 0 {
			if n := depthOf(d, x, toks); n < depth {
				best, depth = x, n
			}
		}
	}
	if best < 0 {
		return 0, ""
	}
	sign = signOf(d, best)
	for x := toks.Start; x < toks.End; x++ {
		if x == best || d.Arcs[x].Head != best {
			continue
		}
		switch rel, _, _ := strings.Cut(d.Arcs[x].Relation, ":"); {
		case negates(d, x), rel == "nsubj" && negated(d, x, toks):
			sign = -sign
		case rel == "obj" || rel == "xcomp" || rel == "ccomp":
			if s := signOf(d, x); s != 0 {
				sign *= s
			}
		}
	}
	return sign, d.Morphs[best].Lemma
}

// negated reports whether a "no" or "not" hangs on x: "no soldier", "not one".
func negated(d *text.Document, x int, toks text.Range) bool {
	for y := toks.Start; y < toks.End; y++ {
		if d.Arcs[y].Head == x && negates(d, y) {
			return true
		}
	}
	return false
}

func signOf(d *text.Document, x int) int {
	m := d.Morphs[x]
	if m.UPOS != "VERB" && m.UPOS != "NOUN" || d.Arcs[x].Relation == "amod" {
		return 0
	}
	switch {
	case againsts[m.Lemma]:
		return -1
	case fors[m.Lemma]:
		return 1
	}
	return 0
}

func depthOf(d *text.Document, x int, toks text.Range) int {
	n := 0
	for h := d.Arcs[x].Head; h >= toks.Start && h < toks.End && n < toks.Len(); h = d.Arcs[h].Head {
		n++
	}
	return n
}

// number reads digits with separators, and the small number words.
func number(form string) (float64, bool) {
	if n, ok := smallNumbers[form]; ok {
		return n, true
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(form, ",", ""), 64)
	return v, err == nil
}

var smallNumbers = map[string]float64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000}
