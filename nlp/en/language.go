package en

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"

	"synoptic/internal/fault"
	"synoptic/nlp"
	"synoptic/text"
)

// language refuses what is not English.
type language struct{}

func (language) Name() string     { return "language" }
func (language) Needs() nlp.Layer { return 0 }
func (language) Gives() nlp.Layer { return 0 }

func (language) Annotate(doc *text.Document) error {
	if !utf8.ValidString(doc.Text) {
		return fault.New(fault.Input, "the text is not UTF-8: convert it first")
	}
	if name, foreign := foreignLanguage(doc.Text); foreign {
		return fault.New(fault.Input, "the text is in %s, and only English can be annotated", name)
	}
	return nil
}

const (
	sampled   = 2048 // bytes that the language is judged by
	shortest  = 120  // letters below which the language is not judged
	confident = 0.9
)

// foreignLanguage names the language of a text that is surely not English. A
// text of few letters, or of no language in particular, passes.
func foreignLanguage(s string) (name string, foreign bool) {
	sample := s
	if len(sample) > sampled {
		sample = sample[:sampled]
		for !utf8.ValidString(sample) {
			sample = sample[:len(sample)-1]
		}
	}
	if letters(sample) < shortest {
		return "", false
	}
	if englishWords(sample) {
		return "", false
	}
	info := whatlanggo.Detect(sample)
	if info.Lang == whatlanggo.Eng || info.Lang < 0 || info.Confidence < confident {
		return "", false
	}
	return info.Lang.String(), true
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// englishWords reports whether a tenth of the words are common English function
// words, as they are in any English prose.
func englishWords(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	common := 0
	for _, w := range words {
		switch w {
		case "the", "of", "and", "to", "in", "that", "is", "was", "for", "it", "with", "as", "his", "her", "on", "be",
			"at", "by", "had", "not", "are", "but", "from", "have", "they", "which", "this", "said", "has", "were":
			common++
		}
	}
	return common*10 > len(words)
}
