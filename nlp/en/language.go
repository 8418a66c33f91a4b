package en

import (
	"unicode/utf8"

	"synoptic/internal/fault"
	lang "synoptic/lexicon/language"
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
	if g := lang.Identify(doc.Text, doc.Language); g.Code != "" && g.Code != "en" {
		return fault.New(fault.Input, "the text is in another language than English (%s): only English can be annotated", g.Name)
	}
	return nil
}
