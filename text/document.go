package text

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Document is an article's text with its annotation layers. A layer that is
// nil has not been computed; a layer of length zero was computed and is empty.
//
// A Document may be read by many goroutines at once; only one may add layers.
type Document struct {
	ID       string
	Text     string // valid UTF-8, never changed
	Language string // ISO 639-1, "" if not known

	// Layers, in the order of the pipeline.
	Tokens       []Token       // owner: nlp/tokenize; in text order, never overlapping, except the words of one multiword token that has no inner boundaries
	Multiwords   []Range       // owner: nlp/tokenize; surface tokens of several syntactic words ("don't")
	Sentences    []Sentence    // owner: nlp/tokenize; in text order; their token ranges partition Tokens
	Quotes       []Quote       // owner: nlp/quote
	Morphs       []Morph       // owner: nlp/tag; parallel to Tokens
	Arcs         []Arc         // owner: nlp/parse; parallel to Tokens
	Entities     []Entity      // owner: nlp/ner; in text order, not overlapping
	Mentions     []Mention     // owner: nlp/coref; by Start, then longer first
	Chains       []Chain       // owner: nlp/coref
	Attributions []Attribution // owner: nlp/attribute; by the start of the cue or else of the content
}

// Token is a UD syntactic word.
type Token struct {
	Span Span
	Form string // as CoNLL-U's FORM: the bytes of Span, unless the word is part of a multiword token without inner boundaries
}

// Sentence is a run of tokens. Span runs from the first byte of the first token
// to the last byte of the last.
type Sentence struct {
	Span      Span
	Tokens    Range
	Paragraph int // index of the block of text between line breaks, from 0
}

// Morph is what the tagger says about one token.
type Morph struct {
	UPOS  string // Universal Dependencies v2
	XPOS  string // Penn Treebank as in UD English EWT
	Feats string // "Number=Sing|Person=3", sorted; "" if none
	Lemma string
}

// Arc is a token's edge in the dependency tree of its sentence.
type Arc struct {
	Head     int    // index into Document.Tokens, same sentence; -1 for the root
	Relation string // UD v2 with subtype, "nsubj:pass"
}

// Quote is a stretch between quotation marks. Nothing may be shown as a
// quotation that is not inside one.
type Quote struct {
	Outer    Span // with the marks
	Inner    Span // without
	Depth    int  // 0 outermost
	Complete bool // both marks stand in the text; false where one is missing and the end was inferred
	Single   bool // single marks
}

// Entity is a named entity.
type Entity struct {
	Tokens     Range
	Span       Span
	Type       EntityType
	Confidence float32 // 0 to 1
}

// EntityType is the kind of a named thing.
type EntityType string

// The entity types that the product uses.
const (
	Person       EntityType = "PER"
	Organization EntityType = "ORG"
	Place        EntityType = "LOC"  // natural or built places
	Polity       EntityType = "GPE"  // countries, cities: places with a government
	Group        EntityType = "NORP" // nationalities, religious and political groups
	Miscellany   EntityType = "MISC" // works, events, laws, products
)

// Mention is one reference to somebody or something.
type Mention struct {
	Tokens     Range
	Span       Span
	Head       int // token index of the syntactic head
	Kind       MentionKind
	Type       EntityType // "" if not known
	Chain      int        // index into Document.Chains, -1 if none
	Confidence float32    // of belonging to Chain, 0 to 1
}

// MentionKind is the form of a mention.
type MentionKind string

// The kinds of mention.
const (
	NameMention    MentionKind = "name"    // "Ada Lorne", "Ms Lorne", "President Ada Lorne"
	NominalMention MentionKind = "nominal" // "the president"
	PronounMention MentionKind = "pronoun" // "she", "her"
)

// Chain is the set of mentions of one thing in a Document.
type Chain struct {
	Mentions  []int // indexes into Document.Mentions, in text order
	Type      EntityType
	Principal int // index into Document.Mentions: the fullest name, or else the first mention
}

// Kind tells how words are reported.
type Kind string

// The kinds of attribution.
const (
	Direct   Kind = "direct"   // all of the content stands between quotation marks
	Mixed    Kind = "mixed"    // part of it does
	Indirect Kind = "indirect" // none of it does
)

// Polarity of what is attributed.
type Polarity string

// The polarities.
const (
	Positive Polarity = "positive"
	Negative Polarity = "negative"
)

// Modality of what is attributed.
type Modality string

// The modalities.
const (
	Asserted    Modality = "asserted"
	Urged       Modality = "urged"
	Possible    Modality = "possible"
	Intended    Modality = "intended"
	Conditional Modality = "conditional"
	Asked       Modality = "asked"
)

// CueClass is the class of the word that introduces what is attributed.
type CueClass string

// The cue classes.
const (
	SpeechCue     CueClass = "speech"
	BeliefCue     CueClass = "belief"
	WantCue       CueClass = "want"
	PerceptionCue CueClass = "perception"
	DocumentCue   CueClass = "document"
)

// Attribution is one attribution relation: who (Source), says (Cue), what
// (Content), to whom (Addressee). Each role is a list of spans in text order,
// because a role may be discontinuous; nil means the text does not express it.
// Source and Addressee hold the whole noun phrase with article, titles and
// appositions, Cue the word with its auxiliaries, Content the conjunction
// "that", an infinitival "to" and the outer quotation marks (after PolNeAR,
// Newell et al., LREC 2018).
type Attribution struct {
	Kind       Kind
	Source     []Span
	Cue        []Span
	Content    []Span
	Addressee  []Span
	Lemma      string // of the cue, "" if there is none
	Class      CueClass
	Evaluative bool // the cue judges: "admitted", "claimed"; not "said"
	Polarity   Polarity
	Modality   Modality
	Level      int     // 1: reported by the article; 2 and more: inside another attribution
	Parent     int     // index into Document.Attributions, -1 at level 1
	Speaker    int     // index into Document.Chains, -1 if not resolved
	Confidence float32 // calibrated, 0 to 1
}

// SentenceAt returns the index of the sentence that holds byte offset b, or
// that ends last before it; -1 before the first sentence.
func (d *Document) SentenceAt(b int) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		if m := (lo + hi) / 2; d.Sentences[m].Span.Start <= b {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo - 1
}

// TokensIn returns the tokens that share at least one byte with s.
func (d *Document) TokensIn(s Span) Range {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		if m := (lo + hi) / 2; d.Tokens[m].Span.End <= s.Start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	end := lo
	for end < len(d.Tokens) && d.Tokens[end].Span.Start < s.End {
		end++
	}
	return Range{lo, end}
}

// SpanOf returns the bytes from the first token of r to its last; the zero Span
// if r is empty.
func (d *Document) SpanOf(r Range) Span {
	if r.Len() <= 0 {
		return Span{}
	}
	return Span{d.Tokens[r.Start].Span.Start, d.Tokens[r.End-1].Span.End}
}

// Quoted reports whether s lies between quotation marks that both stand in the
// text, or after an opening mark whose end was inferred.
func (d *Document) Quoted(s Span) bool {
	for _, q := range d.Quotes {
		if q.Inner.Contains(s) && q.Outer.Start < q.Inner.Start {
			return true
		}
	}
	return false
}

// WithMarks returns s with the mark right beside it of a quotation whose other mark
// stands in it, and with what stands between the two: "“the worst deal.”".
func (d *Document) WithMarks(s Span) Span {
	for _, q := range d.Quotes {
		switch opens, closes := q.marksIn(s); {
		case opens && !closes && marksOnly(d.Text[s.End:max(s.End, q.Outer.End)]):
			s.End = q.Outer.End
		case closes && !opens && marksOnly(d.Text[min(q.Outer.Start, s.Start):s.Start]):
			s.Start = q.Outer.Start
		}
	}
	return s
}

// HalfQuoted reports whether s has one mark of a quotation and not the other.
func (d *Document) HalfQuoted(s Span) bool {
	return slices.ContainsFunc(d.Quotes, func(q Quote) bool { opens, closes := q.marksIn(s); return opens != closes })
}

// marksIn tells which marks of a quotation stand in s; of one that lacks any, none.
func (q Quote) marksIn(s Span) (opens, closes bool) {
	return q.Complete && s.Contains(Span{q.Outer.Start, q.Inner.Start}), q.Complete && s.Contains(Span{q.Inner.End, q.Outer.End})
}

// marksOnly reports whether s holds no more than marks that stand at the end of a quotation.
func marksOnly(s string) bool { return strings.Trim(s, `.,;:!?…"“”„«»'‘’ `) == "" }

// Check reports every way in which the layers contradict the text or each
// other. A stage that is right leaves Check nil on any input.
func (d *Document) Check() error {
	c := checker{d: d}
	if !utf8.ValidString(d.Text) {
		c.fail("text is not UTF-8")
	}
	c.tokens()
	c.sentences()
	c.parallel()
	c.named()
	c.attributed()
	return errors.Join(c.errs...)
}

// Checks stop after this many complaints: a broken layer breaks everywhere.
const maxComplaints = 20

type checker struct {
	d    *Document
	errs []error
}

func (c *checker) fail(format string, args ...any) {
	if len(c.errs) < maxComplaints {
		c.errs = append(c.errs, fmt.Errorf("document %q: "+format, append([]any{c.d.ID}, args...)...))
	}
}

func (c *checker) span(what string, i int, s Span) {
	t := c.d.Text
	if s.Start < 0 || s.End > len(t) || s.End <= s.Start {
		c.fail("%s %d: bad span %v in %d bytes", what, i, s, len(t))
		return
	}
	if !utf8.RuneStart(t[s.Start]) || s.End < len(t) && !utf8.RuneStart(t[s.End]) {
		c.fail("%s %d: span %v cuts a character", what, i, s)
	}
}

func (c *checker) spans(what string, i int, ss []Span) {
	for k, s := range ss {
		c.span(what, i, s)
		if k > 0 && s.Start < ss[k-1].End {
			c.fail("%s %d: parts out of order", what, i)
		}
	}
}

func (c *checker) ranged(what string, i int, r Range, s Span) {
	if r.Start < 0 || r.End > len(c.d.Tokens) || r.Len() <= 0 {
		c.fail("%s %d: bad range %v of %d tokens", what, i, r, len(c.d.Tokens))
		return
	}
	if c.d.SpanOf(r) != s {
		c.fail("%s %d: span %v is not that of its tokens %v", what, i, s, r)
	}
}

func (c *checker) tokens() {
	for i, t := range c.d.Tokens {
		c.span("token", i, t.Span)
		if t.Form == "" {
			c.fail("token %d has no form", i)
		}
		if i > 0 && t.Span.Start < c.d.Tokens[i-1].Span.End && t.Span != c.d.Tokens[i-1].Span {
			c.fail("token %d overlaps the one before", i)
		}
	}
	for i, m := range c.d.Multiwords {
		if m.Start < 0 || m.End > len(c.d.Tokens) || m.Len() < 2 {
			c.fail("multiword token %d: bad range %v", i, m)
		}
	}
}

func (c *checker) sentences() {
	next := 0
	for i, s := range c.d.Sentences {
		c.ranged("sentence", i, s.Tokens, s.Span)
		if s.Tokens.Start != next {
			c.fail("sentence %d begins at token %d, not %d", i, s.Tokens.Start, next)
		}
		next = s.Tokens.End
	}
	if c.d.Sentences != nil && next != len(c.d.Tokens) {
		c.fail("sentences end at token %d of %d", next, len(c.d.Tokens))
	}
	for i, q := range c.d.Quotes {
		c.span("quote", i, q.Outer)
		if !q.Outer.Contains(q.Inner) || q.Inner.End < q.Inner.Start {
			c.fail("quote %d: inner %v not in outer %v", i, q.Inner, q.Outer)
		}
	}
}

func (c *checker) parallel() {
	n := len(c.d.Tokens)
	if c.d.Morphs != nil && len(c.d.Morphs) != n {
		c.fail("%d morphs for %d tokens", len(c.d.Morphs), n)
	}
	if c.d.Arcs == nil {
		return
	}
	if len(c.d.Arcs) != n {
		c.fail("%d arcs for %d tokens", len(c.d.Arcs), n)
		return
	}
	for i, s := range c.d.Sentences {
		c.tree(i, s.Tokens)
	}
}

// tree asks that the arcs of r form one tree.
func (c *checker) tree(i int, r Range) {
	if r.Start < 0 || r.End > len(c.d.Arcs) {
		return
	}
	roots := 0
	state := make([]int8, r.Len()) // 0 unseen, 1 on the path, 2 reaches the root
	for t := r.Start; t < r.End; t++ {
		if c.d.Arcs[t].Head == -1 {
			roots++
		}
		u := t
		for u >= r.Start && u < r.End && state[u-r.Start] == 0 {
			state[u-r.Start] = 1
			u = c.d.Arcs[u].Head
		}
		if u != -1 && !r.Contains(u) {
			c.fail("sentence %d: token %d hangs on %d outside", i, t, u)
		} else if u != -1 && state[u-r.Start] == 1 {
			c.fail("sentence %d: cycle through token %d", i, u)
		}
		for u = t; u >= r.Start && u < r.End && state[u-r.Start] == 1; u = c.d.Arcs[u].Head {
			state[u-r.Start] = 2
		}
	}
	if roots != 1 && r.Len() > 0 {
		c.fail("sentence %d has %d roots", i, roots)
	}
}

func (c *checker) named() {
	for i, e := range c.d.Entities {
		c.ranged("entity", i, e.Tokens, e.Span)
		if i > 0 && e.Tokens.Start < c.d.Entities[i-1].Tokens.End {
			c.fail("entity %d overlaps the one before", i)
		}
	}
	for i, m := range c.d.Mentions {
		c.ranged("mention", i, m.Tokens, m.Span)
		if m.Chain < -1 || m.Chain >= len(c.d.Chains) {
			c.fail("mention %d: no chain %d", i, m.Chain)
		}
		if !m.Tokens.Contains(m.Head) {
			c.fail("mention %d: head %d outside %v", i, m.Head, m.Tokens)
		}
	}
	for i, ch := range c.d.Chains {
		for _, m := range ch.Mentions {
			if m < 0 || m >= len(c.d.Mentions) || c.d.Mentions[m].Chain != i {
				c.fail("chain %d: mention %d is not its own", i, m)
			}
		}
		if ch.Principal < 0 || ch.Principal >= len(c.d.Mentions) {
			c.fail("chain %d: no mention %d", i, ch.Principal)
		}
	}
}

func (c *checker) attributed() {
	for i, a := range c.d.Attributions {
		c.spans("source", i, a.Source)
		c.spans("cue", i, a.Cue)
		c.spans("content", i, a.Content)
		c.spans("addressee", i, a.Addressee)
		if len(a.Content) == 0 {
			c.fail("attribution %d has no content", i)
		}
		if a.Speaker < -1 || a.Speaker >= len(c.d.Chains) {
			c.fail("attribution %d: no chain %d", i, a.Speaker)
		}
		if a.Parent < -1 || a.Parent >= len(c.d.Attributions) || a.Parent == i {
			c.fail("attribution %d: no parent %d", i, a.Parent)
		}
		if (a.Level > 1) != (a.Parent >= 0) {
			c.fail("attribution %d: level %d with parent %d", i, a.Level, a.Parent)
		}
	}
}
