package extract

import (
	"slices"
	"strings"

	"github.com/abadojack/whatlanggo"
)

// languageNames are the English names that data sets use for tags.
var languageNames = map[string]string{
	"english": "en", "eng": "en", "german": "de", "deu": "de", "french": "fr", "fra": "fr", "spanish": "es", "spa": "es",
	"arabic": "ar", "ara": "ar", "persian": "fa", "farsi": "fa", "fas": "fa", "russian": "ru", "rus": "ru", "chinese": "zh",
	"zho": "zh", "portuguese": "pt", "por": "pt", "italian": "it", "ita": "it", "turkish": "tr", "tur": "tr", "hebrew": "he",
	"heb": "he", "hindi": "hi", "hin": "hi", "urdu": "ur", "urd": "ur", "japanese": "ja", "jpn": "ja", "polish": "pl", "dutch": "nl",
	"ukrainian": "uk", "ukr": "uk", "kurdish": "ku", "korean": "ko", "kor": "ko",
}

// Below this many letters a text is too short for its language to be told.
const minLanguage = 60

// How much of a text the language is told from.
const languageSample = 1200

// confirming are the commonest words of languages whose pages say their language
// well: where enough of them stand in a text, what the page says is believed
// without reading further.
var confirming = map[string][]string{
	"en": {"the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "it"},
	"de": {"der", "die", "und", "das", "ist", "nicht", "ein", "eine", "mit", "von", "den", "zu"},
	"fr": {"le", "la", "les", "des", "et", "est", "une", "dans", "que", "pour", "qui", "pas"},
	"es": {"el", "los", "las", "que", "una", "por", "con", "para", "del", "se", "y", "su"},
	"it": {"il", "che", "di", "per", "una", "non", "della", "sono", "con", "gli", "è", "del"},
	"pl": {"w", "i", "na", "się", "nie", "że", "do", "jest", "to", "z", "o", "przez"},
}

// confirms reports whether at least one word in eight of s is among words.
func confirms(s string, words []string) bool {
	hits, all := 0, 0
	for w := range strings.FieldsSeq(s) {
		if all++; slices.Contains(words, strings.ToLower(w)) {
			hits++
		}
	}
	return all >= 20 && hits*8 >= all
}

// identify tells the language of s from its letters and their trigrams
// (Cavnar and Trenkle, SDAIR 1994); hint is what the page or record says. A
// sure reading of the text wins over the hint, which is often a template's.
func identify(s, hint string) string {
	if len(s) < minLanguage {
		return hint
	}
	s = s[:min(len(s), languageSample)]
	if words := confirming[hint]; words != nil && confirms(s, words) {
		return hint
	}
	info := whatlanggo.Detect(s)
	code := info.Lang.Iso6391()
	if hint == "" || code == hint || info.IsReliable() && len(s) > 4*minLanguage {
		return code
	}
	return hint
}
