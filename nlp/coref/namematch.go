package coref

import (
	"slices"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// match tells how two names agree, from worst to best.
type match int

const (
	clash   match = iota // two names of persons or bodies that differ
	noMatch              // nothing in common, nothing against it
	partial              // some words in common
	family               // one is the last word of the other
	initial              // one is the acronym of the other
	spelled              // the same but for spelling
	equal
)

// nameForm is a name with what comparing it with others asks again and again.
type nameForm struct {
	words    []string
	key      string   // words joined
	acronyms []string // in lower case
	country  string   // code of what it names or is an adjective of
	state    bool     // it names a country
	seat     bool     // it names the seat of a government
}

func newNameForm(words []string) nameForm {
	f := nameForm{words: words, key: strings.Join(words, " ")}
	if len(words) > 1 {
		for _, a := range lexicon.Acronyms(words) {
			f.acronyms = append(f.acronyms, strings.ToLower(a))
		}
	}
	code, aspect := lexicon.Country(strings.ToUpper(f.key))
	f.country, f.state, f.seat = code, aspect == lexicon.StateName, aspect == lexicon.SeatCity
	return f
}

// nameMatch compares the names of two mentions.
func nameMatch(a, m *mention) match { return compareNames(a, m, a.called, m.called) }

func compareNames(a, m *mention, p, q nameForm) match {
	x, y := p.words, q.words
	if len(x) == 0 || len(y) == 0 {
		return noMatch
	}
	if p.key == q.key {
		return equal
	}
	if p.abbreviates(q) || q.abbreviates(p) {
		return initial
	}
	sameCountry := p.country != "" && p.country == q.country
	if p.country != "" && q.country != "" && !sameCountry {
		return clash // however alike: "Niger" and "Nigeria"
	}
	if a.acronym == m.acronym && len(x) == len(y) && alignedSpelling(x, y) {
		return spelled
	}
	long, short := x, y
	if len(long) < len(short) {
		long, short = short, long
	}
	if sameCountry && p.seat != q.seat {
		return clash
	}
	if sameCountry && p.state && q.state {
		return equal // "UK" and "Britain"
	}
	if persons := a.typ == text.Person || m.typ == text.Person; !persons && (p.names(q) || q.names(p)) {
		return clash
	}
	if lastWords(long, short) && (a.acronym == m.acronym || long[len(long)-1] == short[len(short)-1]) {
		return family
	}
	if len(x) == 1 && len(y) == 1 && (sameCountry || lexicon.Demonymic(x[0], y[0]) || lexicon.Demonymic(y[0], x[0])) {
		return partial // a place and its adjective
	}
	if a.typ == text.Person && m.typ == text.Person {
		if len(short) == 1 && lexicon.Similarity(long[0], short[0]) > .9 {
			return partial // the given name alone
		}
		if len(short) > 1 && len(short) < len(long) && slices.Equal(long[:len(short)], short) {
			return family // a name cut short: "Omar Khalil" for "Omar Khalil al-Haddan"
		}
		return clash
	}
	for _, w := range short {
		if contains(long, w) && !lexicon.SmallWord(w) {
			return partial
		}
	}
	return clash
}

// names reports whether p is a country, its people or its capital and q the name
// of something else that has such a word in it: "Zelmora" and "Bank of Zelmora".
// What may stand before the country itself are the words for what states are and
// where in it something is.
func (p nameForm) names(q nameForm) bool {
	if p.country == "" || q.country != "" || len(q.words) < 2 {
		return false
	}
	if !p.state && !p.seat || !lastWords(q.words, p.words) {
		return true
	}
	for _, w := range q.words[:len(q.words)-len(p.words)] {
		if c, _ := lexicon.Title(w); c&lexicon.PlaceNoun == 0 && !lexicon.SmallWord(w) && !regions[w] {
			return true
		}
	}
	return false
}

var regions = map[string]bool{"north": true, "south": true, "east": true, "west": true, "northern": true, "southern": true, "eastern": true, "western": true, "central": true, "northeastern": true, "northwestern": true,
	"southeastern": true, "southwestern": true, "greater": true, "mainland": true, "islamic": true, "democratic": true, "federal": true, "people": true, "peoples": true, "socialist": true, "arab": true}

// abbreviates reports whether the one word of p is the acronym of q.
func (p nameForm) abbreviates(q nameForm) bool {
	return len(p.words) == 1 && len(p.key) > 1 && contains(q.acronyms, p.key)
}

// alignedSpelling reports whether the words pair off as spellings of one name.
func alignedSpelling(x, y []string) bool {
	for i := range x {
		if lexicon.Similarity(x[i], y[i]) < .8 || min(len(x[i]), len(y[i])) < 4 && x[i] != y[i] {
			return false
		}
	}
	return true
}

// lastWords reports whether short ends long, but for spelling and particles.
func lastWords(long, short []string) bool {
	for len(short) > 1 && lexicon.Particle(short[0]) {
		short = short[1:]
	}
	if len(short) >= len(long) {
		return false
	}
	return alignedSpelling(long[len(long)-len(short):], short)
}
