package lexicon

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Al-Sha’abi": "al shaabi", "U.S.": "us", "Señor  José": "senor jose", "O'Neil": "oneil", "Łoś": "los", "": "", "—": "", "A. B. Tavrin": "a b tavrin",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParseName(t *testing.T) {
	for _, c := range []struct {
		in, titles, core string
		gender           Gender
	}{
		{"Prime Minister Radmer Oshane", "prime minister", "radmer oshane", UnknownGender},
		{"His Excellency Prime Minister Dr. Radmer Oshane", "his excellency,prime minister,dr", "radmer oshane", Masculine},
		{"Ms Pohlin", "ms", "pohlin", Feminine},
		{"the Icelandic foreign minister Eva Lindt", "minister", "eva lindt", Feminine},
		{"former President Keld’s", "president", "keld", UnknownGender},
		{"the president", "president", "", UnknownGender},
		{"Sayyed Ali al-Tarmuni", "sayyed", "ali al tarmuni", Masculine},
		{"Foreign Trade Bank", "", "foreign trade bank", UnknownGender},
		{"Ustreli Water Minister Dessa Pohlin", "minister", "dessa pohlin", UnknownGender},
		{"Corin Adelmay Jr.", "", "corin adelmay", UnknownGender},
	} {
		n := ParseName(c.in)
		if got := strings.Join(n.Titles, ","); got != c.titles || strings.Join(n.Core, " ") != c.core || n.Gender != c.gender {
			t.Errorf("ParseName(%q) = %q %q %v, want %q %q %v", c.in, n.Titles, n.Core, n.Gender, c.titles, c.core, c.gender)
		}
	}
}

func TestSimilaritySeparatesTransliterationsFromOtherNames(t *testing.T) {
	for _, p := range []string{"qani ghaani", "oshane oshain", "khalvadin halvadin", "sollace solace", "yilev jileff", "lindqual lindkwal", "wastel vastel", "talharun talharoun", "sayyed seyed", "husein hossein"} {
		a, b, _ := strings.Cut(p, " ")
		if s := Similarity(a, b); s < .8 || s != Similarity(b, a) {
			t.Errorf("Similarity(%s) = %.2f, want .8 or more, and the same the other way", p, s)
		}
		if Skeleton(a) != Skeleton(b) {
			t.Errorf("skeletons of %s: %s, %s", p, Skeleton(a), Skeleton(b))
		}
	}
	for _, p := range []string{"keld kemp", "morvek marden", "oram osk", "toven penhall", "park pack"} {
		a, b, _ := strings.Cut(p, " ")
		if s := Similarity(a, b); s >= .8 {
			t.Errorf("Similarity(%s) = %.2f, want less than .8", p, s)
		}
	}
}

func TestCountry(t *testing.T) {
	for in, want := range map[string]country{
		"the United States": {"US", StateName}, "U.S.": {"US", StateName}, "us": {}, "Icelandic": {"IS", Nationwide}, "Reykjavik": {"IS", SeatCity}, "Zelmora": {},
	} {
		if code, aspect := Country(in); (country{code, aspect}) != want {
			t.Errorf("Country(%q) = %s %d, want %v", in, code, aspect, want)
		}
	}
}

func TestAcronyms(t *testing.T) {
	for in, want := range map[string]string{"lower syvara growers union": "LSGU", "office of public integrity": "OPI OOPI", "ketter": ""} {
		if got := strings.Join(Acronyms(strings.Fields(in)), " "); got != want {
			t.Errorf("Acronyms(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTitle(t *testing.T) {
	if c, g := Title("spokeswoman"); c&Office == 0 || g != Feminine {
		t.Errorf("spokeswoman: %b %v", c, g)
	}
	if c, _ := Title("committee"); c&GroupNoun == 0 || c&PersonNoun != 0 {
		t.Errorf("committee: %b", c)
	}
	if c, _ := Title("lawmaker"); c&PersonNoun == 0 {
		t.Errorf("lawmaker: %b", c)
	}
}

func FuzzSimilarity(f *testing.F) {
	f.Add("qaani", "ghani")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = Fold(a), Fold(b)
		if s := Similarity(a, b); s < 0 || s > 1 {
			t.Errorf("Similarity(%q, %q) = %v", a, b, s)
		}
		Skeleton(a)
		ParseName(a)
	})
}

func TestDemonymic(t *testing.T) {
	for _, c := range []struct {
		adjective, name string
		want            bool
	}{{"zelmoran", "zelmora", true}, {"ustreli", "ustrel", true}, {"sorvanese", "sorvane", true}, {"telmish", "telm", true}, {"zelmora", "zelmora", false}, {"kelvarran", "zelmora", false}} {
		if got := Demonymic(c.adjective, c.name); got != c.want {
			t.Errorf("Demonymic(%s, %s) = %v", c.adjective, c.name, got)
		}
	}
}
