package news

import "synoptic/text"

// Actor is a person, group, body or state resolved across documents.
type Actor struct {
	ID       string
	Name     string // the fullest alias that is a name
	Type     text.EntityType
	Aliases  []Alias  // most frequent first
	Roles    []Role   // by From
	External []string // ids in other registers: "wikidata:Q42"
	Mentions int      // how many mentions were linked
}

// Alias is one wording by which an actor is named, with why we think so.
type Alias struct {
	Text     string
	Count    int
	Evidence []Evidence // at least one
}

// Evidence is where, and by which rule, something was learned.
type Evidence struct {
	Rule    string  // "apposition", "acronym", "transliteration", "gazetteer", "decision" …
	Place   Passage // zero if the evidence is no passage (a gazetteer, a decision)
	Comment string  // the other name, the file, who decided
}

// Passage is a stretch of one article.
type Passage struct {
	Article string // Article.ID
	Span    text.Span
}

// Role is an office or title somebody held.
type Role struct {
	Text     string // as written, without article: "prime minister of Zelmora"
	From, To Date   // first and last day on which a text says so
	Evidence []Evidence
}

// Statement is an attribution lifted out of its document.
type Statement struct {
	ID          string // stable for the same text and pipeline
	Article     string // Article.ID
	Attribution int    // index into the document's Attributions
	Actor       string // Actor.ID, "" if the speaker is not resolved
	Content     []text.Span
	Date        Date // of publication
	Kind        text.Kind
	Polarity    text.Polarity
	Modality    text.Modality
	Confidence  float32
}
