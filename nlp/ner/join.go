package ner

import (
	"slices"
	"strings"

	"synoptic/text"
)

// Join makes one name of two persons' names between which only an apostrophe
// stands, glued to the first, in place: it is an ayn ("Samia’ Al-Haddan"), which
// a tagger takes for the end of a possessor. A first name in s is left alone.
func Join(doc *text.Document) {
	es := doc.Entities
	for i := len(es) - 1; i > 0; i-- {
		a, b := &es[i-1], es[i]
		if a.Type != text.Person || b.Type != text.Person || !ayn(doc, a.Tokens.End, b.Tokens.Start) {
			continue
		}
		a.Tokens.End = b.Tokens.End
		a.Span = doc.SpanOf(a.Tokens)
		a.Confidence = min(a.Confidence, b.Confidence)
		es = slices.Delete(es, i, i+1)
	}
	doc.Entities = es
}

// ayn reports whether an apostrophe right behind the word before it is all that
// stands between the names that end before token i and begin at next.
func ayn(doc *text.Document, i, next int) bool {
	if i == 0 || next != i+1 || doc.Tokens[i-1].Span.End != doc.Tokens[i].Span.Start {
		return false
	}
	w := doc.Tokens[i].Form
	return (w == "’" || w == "'" || w == "ʿ" || w == "ʾ" || w == "`") && !strings.HasSuffix(strings.ToLower(doc.Tokens[i-1].Form), "s")
}
