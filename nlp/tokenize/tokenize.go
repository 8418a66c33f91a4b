// Package tokenize splits English text into syntactic words and sentences by
// the habits of UD English EWT: clitics are words of a multiword token
// ("do|n't"), hyphenated compounds are split ("long|-|term") save after a
// prefix ("co-founder"), abbreviations keep their full stop.
//
// Words are found by rule, in one pass without looking back; a sentence may end
// wherever a small linear model, trained on EWT and GUM, says so (see
// boundary.go), and always at the end of a block: a line, or a run of lines in a
// text whose lines are wrapped at a fixed width.
//
// Differs: from UDPipe and Stanza, which learn both from characters; the rules
// cost a hundredth of their time and can be read.
package tokenize

import (
	"synoptic/nlp"
	"synoptic/text"
)

// MaxSentence is the number of words at which a sentence is cut, because what
// follows (parsing) costs more than linear time. MaxToken is the number of
// bytes at which a word is cut.
const (
	MaxSentence = 400
	MaxToken    = 1 << 10
)

// Stage is the tokenizer as a stage. The zero value is ready.
type Stage struct{}

// Name is "tokenize".
func (Stage) Name() string { return "tokenize" }

// Needs nothing.
func (Stage) Needs() nlp.Layer { return 0 }

// Gives tokens, multiword tokens and sentences.
func (Stage) Gives() nlp.Layer { return nlp.Tokens }

// Annotate never fails. Every byte of the text that is not white space lies in
// one token, unless it is an invisible separator between two (U+200B, U+FEFF)
// or a control character. Time and memory are linear in the text.
func (Stage) Annotate(doc *text.Document) error {
	annotate(doc, embedded())
	return nil
}

func annotate(doc *text.Document, m *model) {
	w := words{text: doc.Text, tokens: make([]text.Token, 0, len(doc.Text)/5+1)}
	doc.Sentences = make([]text.Sentence, 0, len(doc.Text)/120+1)
	paragraph := 0
	for b := range blocks(doc.Text) {
		first, firstMulti := len(w.tokens), len(w.multi)
		w.block(b)
		if len(w.tokens) == first {
			continue
		}
		s := splitter{text: doc.Text, tokens: w.tokens[first:], multi: w.multi[firstMulti:], first: first, model: m, last: ending(w.tokens[first:])}
		for _, r := range s.sentences() {
			span := text.Span{Start: w.tokens[r.Start].Span.Start, End: w.tokens[r.End-1].Span.End}
			doc.Sentences = append(doc.Sentences, text.Sentence{Span: span, Tokens: r, Paragraph: paragraph})
		}
		paragraph++
	}
	doc.Tokens, doc.Multiwords = w.tokens, w.multi
}
