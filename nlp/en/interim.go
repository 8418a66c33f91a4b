package en

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/nlp"
	"synoptic/text"
)

// tokenizer cuts at blanks and around punctuation.
type tokenizer struct{}

func (tokenizer) Name() string     { return "tokenize" }
func (tokenizer) Needs() nlp.Layer { return 0 }
func (tokenizer) Gives() nlp.Layer { return nlp.Tokens }

func (tokenizer) Annotate(doc *text.Document) error {
	doc.Tokens, doc.Sentences = []text.Token{}, []text.Sentence{}
	start, paragraph := 0, 0
	closeSentence := func() {
		r := text.Range{Start: start, End: len(doc.Tokens)}
		if r.Len() > 0 {
			doc.Sentences = append(doc.Sentences, text.Sentence{Span: doc.SpanOf(r), Tokens: r, Paragraph: paragraph})
		}
		start = r.End
	}
	for i := 0; i < len(doc.Text); {
		r, size := utf8.DecodeRuneInString(doc.Text[i:])
		end := i + size
		switch {
		case unicode.IsSpace(r):
			if r == '\n' {
				closeSentence()
				paragraph++
			}
			i = end
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			for end < len(doc.Text) {
				r, size := utf8.DecodeRuneInString(doc.Text[end:])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' {
					break
				}
				end += size
			}
		}
		doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: i, End: end}, Form: doc.Text[i:end]})
		if strings.ContainsAny(doc.Text[i:end], ".!?") {
			closeSentence()
		}
		i = end
	}
	closeSentence()
	return nil
}
