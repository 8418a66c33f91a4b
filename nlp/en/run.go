package en

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synoptic/nlp"
	"synoptic/nlp/encoder"
	"synoptic/nlp/lemma"
	"synoptic/nlp/ner"
	"synoptic/text"
)

// LongestSentence is the number of tokens up to which a sentence is encoded and
// parsed as a whole. A longer one is cut, after punctuation where there is
// some, and the roots of its later parts hang on that of the first as
// "parataxis".
const LongestSentence = 256

// runner is the model as a stage: one pass of the shared encoder gives tags,
// tree and names.
type runner struct {
	model *Model
	pool  sync.Pool
}

func (*runner) Name() string     { return "tag+lemma+parse+ner" }
func (*runner) Needs() nlp.Layer { return nlp.Tokens }
func (*runner) Gives() nlp.Layer { return nlp.Morphs | nlp.Arcs | nlp.Entities }

func (r *runner) Annotate(doc *text.Document) error {
	ws, ok := r.pool.Get().(*Workspace)
	if !ok {
		ws = &Workspace{}
	}
	defer r.pool.Put(ws)
	doc.Morphs = make([]text.Morph, len(doc.Tokens))
	doc.Arcs = make([]text.Arc, len(doc.Tokens))
	doc.Entities = []text.Entity{}
	b := batch{model: r.model, ws: ws, doc: doc, root: -1, prelude: -1}
	for i, s := range doc.Sentences {
		from := s.Tokens.Start
		if i == 0 || doc.Sentences[i-1].Paragraph != s.Paragraph {
			if to := dateline(doc, s.Tokens); to > from {
				b.add(text.Range{Start: from, End: to}, prelude)
				from = to
			}
		}
		for place := opening; from < s.Tokens.End; place = following {
			to := cut(doc, from, s.Tokens.End)
			b.add(text.Range{Start: from, End: to}, place)
			from = to
		}
	}
	b.flush()
	ner.Join(doc)
	lemma.Fill(doc)
	return nil
}

// cut returns the end of the part of a sentence that starts at token from.
func cut(doc *text.Document, from, end int) int {
	if end-from <= LongestSentence {
		return end
	}
	for to := from + LongestSentence; to > from+LongestSentence/2; to-- {
		switch doc.Tokens[to-1].Form {
		case ";", ":", ",", "-", "–", "—", ".", "!", "?", ")", "”", `"`:
			return to
		}
	}
	return from + LongestSentence
}

// longestDateline is how many tokens a dateline has at most.
const longestDateline = 14

// dateline returns the end of the dateline that a sentence begins with: place,
// agency and day up to a dash, or a slug up to a colon ("TEHNA/Tehna News:").
// It returns the sentence's start if there is none. What follows is parsed by
// itself: a place before the subject misleads a parser that has seen few.
func dateline(doc *text.Document, s text.Range) int {
	evidence := false
	for i := s.Start; i < min(s.Start+longestDateline, s.End-3); i++ {
		form := doc.Tokens[i].Form
		first, _ := utf8.DecodeRuneInString(form)
		switch {
		case i > s.Start && (form == "-" || form == "–" || form == "—" || form == "--"):
			next, _ := utf8.DecodeRuneInString(doc.Tokens[i+1].Form)
			if evidence && !unicode.IsLower(next) && !tight(doc, i) {
				return i + 1
			}
			return s.Start
		case form == ":" && evidence && slashed(doc, text.Range{Start: s.Start, End: i}):
			return i + 1
		case form == "(" || form == "," || form == "/":
			evidence = true
		case unicode.IsUpper(first):
			evidence = evidence || i == s.Start && len(form) > 2 && strings.ToUpper(form) == form
		case !unicode.IsDigit(first) && form != ")" && form != ".":
			return s.Start
		}
	}
	return s.Start
}

// tight says that no space stands around token i: a hyphen, not a dash.
func tight(doc *text.Document, i int) bool {
	return doc.Tokens[i].Span.Start == doc.Tokens[i-1].Span.End && doc.Tokens[i].Span.End == doc.Tokens[i+1].Span.Start
}

func slashed(doc *text.Document, r text.Range) bool {
	return strings.Contains(doc.SpanOf(r).In(doc.Text), "/")
}

// place says where a part stands in its sentence.
type place uint8

const (
	opening   place = iota // its root is the sentence's
	following              // its root hangs on the sentence's
	prelude                // a dateline: its root hangs on that of the part to come
)

// batch gathers parts of sentences until the encoder's batch is full.
type batch struct {
	model   *Model
	ws      *Workspace
	doc     *text.Document
	first   int // token at which the batch starts
	root    int // of the sentence at hand
	prelude int // root of the dateline before it, -1 if there is none
	forms   []string
	ends    []int
	places  []place // by part
}

func (b *batch) add(r text.Range, p place) {
	if len(b.forms)+r.Len() > encoder.Batch {
		b.flush()
	}
	if len(b.forms) == 0 {
		b.first = r.Start
	}
	for _, t := range b.doc.Tokens[r.Start:r.End] {
		b.forms = append(b.forms, t.Form)
	}
	b.ends, b.places = append(b.ends, len(b.forms)), append(b.places, p)
}

func (b *batch) flush() {
	if len(b.forms) == 0 {
		return
	}
	b.model.Run(b.ws, b.forms, b.ends)
	from := 0
	for i, to := range b.ends {
		b.arcs(from, to, b.places[i])
		from = to
	}
	b.morphs()
	for _, n := range b.ws.Names {
		r := text.Range{Start: b.first + n.Start, End: b.first + n.End}
		b.doc.Entities = append(b.doc.Entities, text.Entity{Tokens: r, Span: b.doc.SpanOf(r), Type: n.Type, Confidence: n.Confidence})
	}
	b.forms, b.ends, b.places = b.forms[:0], b.ends[:0], b.places[:0]
}

func (b *batch) arcs(from, to int, p place) {
	for i := from; i < to; i++ {
		arc, out := b.ws.Arcs[i], &b.doc.Arcs[b.first+i]
		out.Relation = b.model.Parse.Relations[arc.Relation]
		switch {
		case arc.Head >= 0:
			out.Head = b.first + from + arc.Head
		case p == prelude:
			out.Head, out.Relation, b.prelude = -1, "parataxis", b.first+i
		case p == opening:
			out.Head, b.root = -1, b.first+i
		default:
			out.Head, out.Relation = b.root, "parataxis"
		}
	}
	if p == opening && b.prelude >= 0 {
		b.doc.Arcs[b.prelude].Head, b.prelude = b.root, -1
	}
}

func (b *batch) morphs() {
	for i, class := range b.ws.Classes {
		c := b.model.Tag.Classes[class]
		b.doc.Morphs[b.first+i] = text.Morph{UPOS: c.UPOS, XPOS: c.XPOS, Feats: c.Feats}
	}
}

// given is the stage that takes the tokens as they are.
type given struct{}

func (given) Name() string     { return "given tokens" }
func (given) Needs() nlp.Layer { return 0 }
func (given) Gives() nlp.Layer { return nlp.Tokens }

func (given) Annotate(doc *text.Document) error { return nil }
