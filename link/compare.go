package link

import (
	"slices"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// likeness tells how two names agree, from least to most.
type likeness int

const (
	unlike  likeness = iota
	within           // the words of one are among those of the other, not at its end
	short            // one is the last word or words of the other, or an East Asian family name, or a name cut short
	acronym          // one is the acronym of the other
	spelled          // the same but for spelling
	equal
)

// corporate words end names of firms and say nothing.
var corporate = map[string]bool{"inc": true, "corp": true, "corporation": true, "co": true, "company": true, "ltd": true, "limited": true, "llc": true, "plc": true, "group": true, "sa": true, "ag": true, "gmbh": true, "nv": true, "lp": true}

// compare says how two folded names of a type agree.
func compare(t text.EntityType, x, y []string) likeness {
	if t != text.Person {
		x, y = bare(x), bare(y)
	}
	if len(x) == 0 || len(y) == 0 {
		return unlike
	}
	if same(x, y) || sameLetters(x, y) {
		return equal
	}
	if t != text.Person && (shortens(x, y) || shortens(y, x)) {
		return acronym
	}
	if t != text.Person && same(plain(x), plain(y)) && !twoCountries(x, y) {
		return spelled
	}
	if len(x) == len(y) && (alike(x, y) || t != text.Person && len(x) == 1 && (lexicon.Demonymic(x[0], y[0]) || lexicon.Demonymic(y[0], x[0]))) {
		return spelled
	}
	if len(x) != len(y) && min(len(x), len(y)) > 1 {
		if a, b := strings.Join(x, ""), strings.Join(y, ""); min(len(a), len(b)) > 8 && lexicon.Similarity(a, b) >= .88 {
			return spelled // "Tal-Harun", "Talharoun"
		}
	}
	if len(x) == len(y) {
		return unlike
	}
	long, few := x, y
	if len(long) < len(few) {
		long, few = few, long
	}
	if t == text.Person {
		return compareShort(long, few)
	}
	return compareBodies(long, few)
}

// compareShort compares personal names of different length.
func compareShort(long, few []string) likeness {
	core := few
	for len(core) > 1 && lexicon.Particle(core[0]) {
		core = core[1:]
	}
	if len(core) < len(long) && alike(long[len(long)-len(core):], core) {
		if len(core) > 1 && len(core) == len(few) && given(long, core) {
			return spelled
		}
		return short
	}
	if len(core) == 1 && len(long) == 3 && long[0] == core[0] {
		return short // "Tan" for "Tan Wei-lun"
	}
	if len(few) > 1 && same(long[:len(few)], few) {
		return short // "Tan Wei" for "Tan Wei-lun", "Omar Khalil" for "Omar Khalil al-Haddan"
	}
	if len(core) >= 2 && inOrder(long, core) && alike(long[len(long)-1:], core[len(core)-1:]) {
		return spelled // a middle name or particle left out
	}
	return unlike
}

// given reports whether core, two words or more at the end of long, leaves out
// only a first name: "Shia al-Sudani" of "Mohammed Shia al-Sudani".
func given(long, core []string) bool {
	n := 0
	for _, w := range core {
		if !lexicon.Particle(w) {
			n++
		}
	}
	return n >= 2
}

// inOrder reports whether the words of few appear in long in their order.
func inOrder(long, few []string) bool {
	k := 0
	for _, w := range long {
		if k < len(few) && (w == few[k] || len(w) > 3 && lexicon.Similarity(w, few[k]) >= .85) {
			k++
		}
	}
	return k == len(few)
}

func compareBodies(long, few []string) likeness {
	if alike(long[len(long)-len(few):], few) {
		return short
	}
	if same(long[:len(few)], few) {
		return within
	}
	return unlike
}

func bare(words []string) []string {
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for len(words) > 1 && corporate[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words
}

// plain is the name of a body without the nationality before it and the plural at
// its end, which accounts of one body add or leave out: "Ustreli Shield Forces",
// "Shield Force".
func plain(words []string) []string {
	if len(words) == 0 {
		return nil
	}
	if len(words) > 2 && nationality(words) != "" {
		words = words[1:]
	}
	last := words[len(words)-1]
	if len(words) > 1 && len(last) > 3 && strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss") {
		words = append(slices.Clone(words[:len(words)-1]), last[:len(last)-1])
	}
	return words
}

// nationality is the country of which the first word of a name is the adjective.
func nationality(words []string) string {
	if code, aspect := lexicon.Country(words[0]); aspect == lexicon.Nationwide {
		return code
	}
	return ""
}

// twoCountries reports whether names begin with the adjectives of two countries.
func twoCountries(x, y []string) bool {
	a, b := nationality(x), nationality(y)
	return a != "" && b != "" && a != b
}

func same(x, y []string) bool {
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] != y[i] {
			return false
		}
	}
	return true
}

// sameLetters reports whether names of different words are one without blanks:
// "Tal Harun", "Talharun".
func sameLetters(x, y []string) bool {
	return len(x) != len(y) && lengthOf(x) == lengthOf(y) && strings.Join(x, "") == strings.Join(y, "")
}

func lengthOf(words []string) int {
	n := 0
	for _, w := range words {
		n += len(w)
	}
	return n
}

// alike reports whether words pair off as spellings of one another.
func alike(x, y []string) bool {
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		few, many := min(len(x[i]), len(y[i])), max(len(x[i]), len(y[i]))
		if few < 4 || many > 2*few || lexicon.Similarity(x[i], y[i]) < .82 {
			return false
		}
	}
	return true
}

// shortens reports whether the one word of x is the acronym of y.
func shortens(x, y []string) bool {
	if len(x) != 1 || len(y) < 2 || len(x[0]) < 2 || len(x[0]) > 8 {
		return false
	}
	for _, s := range lexicon.Acronyms(y) {
		if strings.EqualFold(s, x[0]) {
			return true
		}
	}
	return false
}
