package lexicon

import (
	"strings"

	"synoptic/text"
)

// longestOffice is how many words an office and what it is of have at most.
const longestOffice = 16

// HolderSpan is the name, with its honorifics, of who holds the office that
// heads a mention, where it stands without a comma after what the office is of:
// "Sheikh Omar Haddan" in "Leader of the River Movement Sheikh Omar Haddan". The
// range is empty if the mention is not of that shape.
func HolderSpan(doc *text.Document, mention text.Range, head int) text.Range {
	c, _ := Title(doc.Tokens[head].Form)
	if c&Office == 0 || c&(GroupNoun|PlaceNoun) != 0 || head+3 >= mention.End || !leadsOn(doc.Tokens[head].Form, doc.Tokens[head+1].Form) {
		return text.Range{}
	}
	if head > 0 && !capital(doc, head) && article(doc.Tokens[head-1].Form) {
		return text.Range{} // "the leader of the movement Omar Haddan founded"
	}
	for i := head + 3; i < min(mention.End, head+longestOffice); i++ {
		if afterComplement(doc, i-1) && opensName(doc, i) {
			return text.Range{Start: i, End: nameEnd(doc, i, mention.End)}
		}
		if !capital(doc, i) && !complement(doc, i) {
			break
		}
	}
	return text.Range{}
}

// leadsOn reports whether a preposition leads from an office to what it is of:
// envoys are sent "to" it.
func leadsOn(office, preposition string) bool {
	switch strings.ToLower(office) {
	case "ambassador", "envoy":
		return preposition == "of" || preposition == "to"
	}
	return preposition == "of"
}

func article(w string) bool {
	switch w {
	case "the", "a", "an", "The", "A", "An", "this", "that":
		return true
	}
	return false
}

// afterComplement reports whether what an office is of may end with token i: a
// proper word that does not itself lead over to the name, as a title and a
// nationality do.
func afterComplement(doc *text.Document, i int) bool {
	c, _ := Title(doc.Tokens[i].Form)
	_, aspect := Country(doc.Tokens[i].Form)
	return capital(doc, i) && !article(doc.Tokens[i].Form) && c&(Honorific|Rank|Office) == 0 && aspect != Nationwide
}

// complement reports whether token i, not capitalised, may stand in what an
// office is of.
func complement(doc *text.Document, i int) bool {
	switch doc.Tokens[i].Form {
	case "of", "the", "and", "for", "&", "-":
		return true
	}
	return possessive(doc, i) || glued(doc, i) || doc.Morphs != nil && (doc.Morphs[i].UPOS == "NOUN" || doc.Morphs[i].UPOS == "ADJ")
}

// opensName reports whether an honorific before a name or the name of a person
// begins with token i.
func opensName(doc *text.Document, i int) bool {
	if !capital(doc, i) || i+1 >= len(doc.Tokens) {
		return false
	}
	if e := entityOf(doc, i); e.Type == text.Person && e.Tokens.Start == i {
		return e.Tokens.Len() > 1 || capital(doc, i+1)
	}
	c, _ := Title(doc.Tokens[i].Form)
	both, _ := Title(doc.Tokens[i].Form + " " + doc.Tokens[i+1].Form)
	return (c|both)&Honorific != 0 && capital(doc, i+1)
}

// nameEnd is the end of the name that begins at token i.
func nameEnd(doc *text.Document, i, end int) int {
	for i++; i < end && (capital(doc, i) || glued(doc, i) || hyphen(doc, i) && follows(doc, i, end)); i++ {
	}
	return i
}
