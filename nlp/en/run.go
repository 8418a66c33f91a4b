package en

import (
	"sync"

	"synoptic/nlp"
	"synoptic/nlp/encoder"
	"synoptic/nlp/lemma"
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
	b := batch{model: r.model, ws: ws, doc: doc, root: -1}
	for _, s := range doc.Sentences {
		for from := s.Tokens.Start; from < s.Tokens.End; {
			to := cut(doc, from, s.Tokens.End)
			b.add(text.Range{Start: from, End: to}, from == s.Tokens.Start)
			from = to
		}
	}
	b.flush()
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

// batch gathers parts of sentences until the encoder's batch is full.
type batch struct {
	model *Model
	ws    *Workspace
	doc   *text.Document
	first int // token at which the batch starts
	root  int // of the sentence at hand
	forms []string
	ends  []int
	opens []bool // by part: it is the first of its sentence
}

func (b *batch) add(r text.Range, opens bool) {
	if len(b.forms)+r.Len() > encoder.Batch {
		b.flush()
	}
	if len(b.forms) == 0 {
		b.first = r.Start
	}
	for _, t := range b.doc.Tokens[r.Start:r.End] {
		b.forms = append(b.forms, t.Form)
	}
	b.ends, b.opens = append(b.ends, len(b.forms)), append(b.opens, opens)
}

func (b *batch) flush() {
	if len(b.forms) == 0 {
		return
	}
	b.model.Run(b.ws, b.forms, b.ends)
	from := 0
	for i, to := range b.ends {
		b.arcs(from, to, b.opens[i])
		from = to
	}
	b.morphs()
	for _, n := range b.ws.Names {
		r := text.Range{Start: b.first + n.Start, End: b.first + n.End}
		b.doc.Entities = append(b.doc.Entities, text.Entity{Tokens: r, Span: b.doc.SpanOf(r), Type: n.Type, Confidence: n.Confidence})
	}
	b.forms, b.ends, b.opens = b.forms[:0], b.ends[:0], b.opens[:0]
}

func (b *batch) arcs(from, to int, opens bool) {
	for i := from; i < to; i++ {
		arc, out := b.ws.Arcs[i], &b.doc.Arcs[b.first+i]
		out.Relation = b.model.Parse.Relations[arc.Relation]
		switch {
		case arc.Head >= 0:
			out.Head = b.first + from + arc.Head
		case opens:
			out.Head, b.root = -1, b.first+i
		default:
			out.Head, out.Relation = b.root, "parataxis"
		}
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
