package extract

import "github.com/abadojack/whatlanggo"

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
const languageSample = 4000

// identify tells the language of s from its letters and their trigrams
// (Cavnar and Trenkle, SDAIR 1994); hint is what the page or record says. A
// sure reading of the text wins over the hint, which is often a template's.
func identify(s, hint string) string {
	if len(s) > languageSample {
		s = s[:languageSample]
	}
	if len(s) < minLanguage {
		return hint
	}
	info := whatlanggo.Detect(s)
	code := info.Lang.Iso6391()
	if hint == "" || code == hint || info.IsReliable() && len(s) > 4*minLanguage {
		return code
	}
	return hint
}
