package extract

// languageNames are the English names that data sets use for tags.
var languageNames = map[string]string{
	"english": "en", "eng": "en", "german": "de", "deu": "de", "french": "fr", "fra": "fr", "spanish": "es", "spa": "es",
	"arabic": "ar", "ara": "ar", "persian": "fa", "farsi": "fa", "fas": "fa", "russian": "ru", "rus": "ru", "chinese": "zh",
	"zho": "zh", "portuguese": "pt", "por": "pt", "italian": "it", "ita": "it", "turkish": "tr", "tur": "tr", "hebrew": "he",
	"heb": "he", "hindi": "hi", "hin": "hi", "urdu": "ur", "urd": "ur", "japanese": "ja", "jpn": "ja", "polish": "pl", "dutch": "nl",
	"ukrainian": "uk", "ukr": "uk", "kurdish": "ku", "korean": "ko", "kor": "ko",
}
