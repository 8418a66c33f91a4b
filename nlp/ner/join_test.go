package ner

import (
	"testing"

	"synoptic/text"
)

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"Samia’ Haddan", 1},
		{"Samia ’ Haddan", 2}, // a quotation mark
		{"Samias’ Haddan", 2}, // "of the Samias"
	} {
		doc := &text.Document{Text: c.text}
		at := 0
		for i, r := range c.text {
			if r == '’' || r == ' ' {
				if i > at {
					doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: at, End: i}, Form: c.text[at:i]})
				}
				at = i + len(string(r))
				if r == '’' {
					doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: i, End: at}, Form: "’"})
				}
			}
		}
		doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: at, End: len(c.text)}, Form: c.text[at:]})
		for _, k := range []int{0, 2} {
			r := text.Range{Start: k, End: k + 1}
			doc.Entities = append(doc.Entities, text.Entity{Tokens: r, Span: doc.SpanOf(r), Type: text.Person, Confidence: 1})
		}
		Join(doc)
		if len(doc.Entities) != c.want {
			t.Errorf("%q: %d names, want %d", c.text, len(doc.Entities), c.want)
		}
		if c.want == 1 && doc.Entities[0].Span.In(doc.Text) != c.text {
			t.Errorf("%q: the name is %q", c.text, doc.Entities[0].Span.In(doc.Text))
		}
	}
}
