package coref

import (
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

// nameMatch compares the names of two mentions.
func nameMatch(a, m *mention) match { return compareNames(a, m, a.name.Core, m.name.Core) }

func compareNames(a, m *mention, x, y []string) match {
	if len(x) == 0 || len(y) == 0 {
		return noMatch
	}
	if strings.Join(x, " ") == strings.Join(y, " ") {
		return equal
	}
	if abbreviates(a, x, y) || abbreviates(m, y, x) {
		return initial
	}
	if len(x) == len(y) && alignedSpelling(x, y) {
		return spelled
	}
	long, short := x, y
	if len(long) < len(short) {
		long, short = short, long
	}
	if sameState(x, y) {
		return equal
	}
	if lastWords(long, short) {
		return family
	}
	if len(x) == 1 && len(y) == 1 && (sameCountry(x[0], y[0]) || lexicon.Demonymic(x[0], y[0]) || lexicon.Demonymic(y[0], x[0])) {
		return partial // a place and its adjective
	}
	if a.typ == text.Person && m.typ == text.Person {
		if len(short) == 1 && lexicon.Similarity(long[0], short[0]) > .9 {
			return partial // the given name alone
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

// abbreviates reports whether the one word of x is the acronym of y.
func abbreviates(a *mention, x, y []string) bool {
	if len(x) != 1 || len(y) < 2 || len(x[0]) < 2 {
		return false
	}
	for _, s := range lexicon.Acronyms(y) {
		if strings.EqualFold(s, x[0]) {
			return true
		}
	}
	return false
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

// sameState reports whether both are names of one country, "UK" and "Britain".
func sameState(x, y []string) bool {
	a, ax := lexicon.Country(strings.ToUpper(strings.Join(x, " ")))
	b, bx := lexicon.Country(strings.ToUpper(strings.Join(y, " ")))
	return a != "" && a == b && ax == lexicon.StateName && bx == lexicon.StateName
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
