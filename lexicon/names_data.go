package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed names_countries.tsv
var countriesTSV string

//go:embed names_given.tsv
var givenTSV string

//go:embed names_persons.txt
var personsTXT string

//go:embed titles.tsv
var titlesTSV string

// Gender is what a word tells about the person it names.
type Gender byte

// The genders.
const (
	UnknownGender Gender = iota
	Masculine
	Feminine
)

// Aspect tells which side of a country a word names. The sides of one country
// are different actors.
type Aspect byte

// The aspects.
const (
	NoCountry  Aspect = iota
	StateName         // "Iceland"
	Nationwide        // "Icelandic", "Icelanders": the adjective or the people
	SeatCity          // "Reykjavik"
)

// TitleClass is the class of a word that stands with names or for people.
type TitleClass byte

// The classes. A word may have several.
const (
	Honorific  TitleClass = 1 << iota // "Mr", "Sheikh": respect, no office
	Rank                              // "Prime Minister", "Colonel": before a name
	Office                            // "minister", "chief": a noun for a holder of office
	Kinship                           // "father"
	PersonNoun                        // "woman", "lawmaker"
	GroupNoun                         // "committee", "rebels"
	PlaceNoun                         // "village"
)

type title struct {
	class  TitleClass
	gender Gender
}

type country struct {
	code   string
	aspect Aspect
}

// names is the parsed data; read-only once loaded.
type names struct {
	countries map[string]country // by folded words
	states    map[string]string  // code to first name
	given     map[string]Gender
	titles    map[string]title // by folded words
	longest   int              // words of the longest title
}

var loadNames = sync.OnceValue(func() *names {
	n := &names{map[string]country{}, map[string]string{}, map[string]Gender{}, map[string]title{}, 1}
	n.readCountries(countriesTSV)
	n.readGiven(givenTSV)
	n.readTitles(titlesTSV)
	for _, w := range dataLines(personsTXT) {
		t := n.titles[w]
		t.class |= PersonNoun
		n.titles[w] = t
	}
	return n
})

// dataLines are the lines of a data file that are no comments.
func dataLines(s string) []string {
	var lines []string
	for l := range strings.Lines(s) {
		if l = strings.TrimRight(l, "\r\n"); l != "" && l[0] != '#' {
			lines = append(lines, l)
		}
	}
	return lines
}

func (n *names) readCountries(data string) {
	for _, l := range dataLines(data) {
		f := strings.Split(l, "\t")
		n.states[f[0]] = strings.Split(f[1], "|")[0]
		for i, aspect := range []Aspect{StateName, Nationwide, SeatCity} {
			for _, w := range strings.Split(f[i+1], "|") {
				if _, taken := n.countries[Fold(w)]; w != "" && !taken {
					n.countries[Fold(w)] = country{f[0], aspect}
				}
			}
		}
	}
}

func (n *names) readGiven(data string) {
	for _, l := range dataLines(data) {
		g, words, _ := strings.Cut(l, "\t")
		for _, w := range strings.Fields(words) {
			gender := genderOf(g)
			if had, ok := n.given[w]; ok && had != gender {
				gender = UnknownGender // borne by both
			}
			n.given[w] = gender
		}
	}
}

func genderOf(s string) Gender {
	switch s {
	case "m":
		return Masculine
	case "f":
		return Feminine
	}
	return UnknownGender
}

var titleClasses = map[string]TitleClass{"honorific": Honorific, "rank": Rank, "office": Office,
	"relation": Kinship | PersonNoun, "person": PersonNoun, "group": GroupNoun, "place": PlaceNoun}

func (n *names) readTitles(data string) {
	for _, l := range dataLines(data) {
		f := strings.Split(l, "\t")
		for _, w := range strings.Split(f[2], "|") {
			key := Fold(w)
			t := n.titles[key]
			t.class |= titleClasses[f[0]]
			if t.class&(Office|Rank|Honorific) != 0 && t.class&(GroupNoun|PlaceNoun) == 0 {
				t.class |= PersonNoun
			}
			if g := genderOf(f[1]); g != UnknownGender {
				t.gender = g
			}
			n.titles[key] = t
			n.longest = max(n.longest, len(strings.Fields(key)))
		}
	}
}

// Country returns the ISO 3166-1 code of the country that s names, and which
// side of it; "" and NoCountry if s names none. "EU" stands for the European
// Union. A leading article is no matter.
func Country(s string) (code string, aspect Aspect) {
	if s == "us" || s == "Us" {
		return "", NoCountry // the pronoun
	}
	c := loadNames().countries[strings.TrimPrefix(Fold(s), "the ")]
	return c.code, c.aspect
}

// CountryName is the usual name of the country with an ISO 3166-1 code, "" if
// there is none.
func CountryName(code string) string { return loadNames().states[code] }

// GivenGender tells the gender of nearly all who bear a given name.
func GivenGender(name string) Gender { return loadNames().given[Fold(name)] }

// Title returns the classes of a word or phrase that stands with names or for
// people, and its gender; 0 if it does not.
func Title(s string) (TitleClass, Gender) {
	t := loadNames().titles[Fold(s)]
	return t.class, t.gender
}
