package conllu

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/text"
)

// builder puts sentences together into one document. The text is made of the
// surface forms and SpaceAfter=No; where "# text" has the same characters but
// other blanks, its blanks are taken. Sentences of one paragraph are joined by
// one blank (none after SpaceAfter=No), paragraphs by two line feeds.
type builder struct {
	doc       Document
	buf       strings.Builder
	sentences int
	paragraph int
	glued     bool // the last token carries SpaceAfter=No
	tagged    bool // some word has UPOS, XPOS, FEATS or a lemma
	parsed    bool // every sentence so far has heads
	named     bool // some word has NER=
}

func (b *builder) add(s *Sentence) {
	if b.sentences == 0 {
		b.parsed = true
		b.doc.Document = &text.Document{}
		b.doc.ID, _ = s.opens("newdoc")
		b.doc.Tokens = []text.Token{}
	} else if _, opens := s.opens("newpar"); opens {
		b.buf.WriteString("\n\n")
		b.paragraph++
	} else if !b.glued {
		b.buf.WriteByte(' ')
	}
	b.sentences++
	first := len(b.doc.Tokens)
	b.tokens(s)
	b.layers(s, first)
	id, _ := s.Meta("sent_id")
	b.doc.SentenceIDs = append(b.doc.SentenceIDs, id)
	r := text.Range{Start: first, End: len(b.doc.Tokens)}
	b.doc.Sentences = append(b.doc.Sentences, text.Sentence{Span: b.doc.SpanOf(r), Tokens: r, Paragraph: b.paragraph})
}

// unit is one surface token.
type unit struct {
	form  string
	words []Word
	glued bool
}

func (s *Sentence) units() []unit {
	var us []unit
	m := 0
	for i := 0; i < len(s.Words); {
		u := unit{s.Words[i].Form, s.Words[i : i+1], misc(s.Words[i].Misc, "SpaceAfter") == "No"}
		if m < len(s.Multiwords) && s.Multiwords[m].First == i+1 {
			w := s.Multiwords[m]
			u = unit{w.Form, s.Words[i:w.Last], misc(w.Misc, "SpaceAfter") == "No"}
			m++
		}
		us = append(us, u)
		i += len(u.words)
	}
	return us
}

func (b *builder) tokens(s *Sentence) {
	us := s.units()
	given, _ := s.Meta("text")
	gaps := blanks(given, us)
	for i, u := range us {
		start := b.buf.Len()
		b.buf.WriteString(u.form)
		if len(u.words) > 1 {
			n := len(b.doc.Tokens)
			b.doc.Multiwords = append(b.doc.Multiwords, text.Range{Start: n, End: n + len(u.words)})
		}
		b.words(u, start)
		b.glued = u.glued
		if i == len(us)-1 {
			break
		}
		if gaps != nil {
			b.buf.WriteString(gaps[i])
		} else if !u.glued {
			b.buf.WriteByte(' ')
		}
	}
}

// words gives each word of u its bytes; where the forms are not those of the
// text, each has the bytes of the whole.
func (b *builder) words(u unit, start int) {
	joined := 0
	for _, w := range u.words {
		if strings.HasPrefix(u.form[min(joined, len(u.form)):], w.Form) {
			joined += len(w.Form)
		} else {
			joined = len(u.form) + 1
		}
	}
	at := start
	for _, w := range u.words {
		span := text.Span{Start: start, End: start + len(u.form)}
		if joined == len(u.form) {
			span = text.Span{Start: at, End: at + len(w.Form)}
			at += len(w.Form)
		}
		b.doc.Tokens = append(b.doc.Tokens, text.Token{Span: span, Form: w.Form})
		b.doc.Misc = append(b.doc.Misc, w.Misc)
	}
}

// blanks returns what stands in given after each unit but the last, or nil if
// given is not the units with blanks between.
func blanks(given string, us []unit) []string {
	gaps := make([]string, 0, len(us))
	for i, u := range us {
		rest, ok := strings.CutPrefix(given, u.form)
		if !ok {
			return nil
		}
		given = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if i < len(us)-1 {
			gaps = append(gaps, rest[:len(rest)-len(given)])
		}
	}
	if given != "" {
		return nil
	}
	return gaps
}

func (b *builder) layers(s *Sentence, first int) {
	for i, w := range s.Words {
		m := text.Morph{UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats, Lemma: w.Lemma}
		b.tagged = b.tagged || m != text.Morph{}
		b.doc.Morphs = append(b.doc.Morphs, m)
		a := text.Arc{Head: -1, Relation: w.Relation}
		if w.Head > 0 {
			a.Head = first + w.Head - 1
		}
		b.parsed = b.parsed && w.Head >= 0
		b.doc.Arcs = append(b.doc.Arcs, a)
		b.entity(first+i, i == 0, misc(w.Misc, "NER"))
	}
}

// entity reads one BIO2 tag; an I that continues nothing begins.
func (b *builder) entity(token int, opening bool, tag string) {
	b.named = b.named || tag != ""
	if len(tag) < 3 || tag[1] != '-' || tag[0] != 'B' && tag[0] != 'I' {
		return
	}
	es := b.doc.Entities
	typ := text.EntityType(tag[2:])
	if n := len(es); tag[0] == 'I' && !opening && n > 0 && es[n-1].Tokens.End == token && es[n-1].Type == typ {
		es[n-1].Tokens.End++
		return
	}
	b.doc.Entities = append(es, text.Entity{Tokens: text.Range{Start: token, End: token + 1}, Type: typ, Confidence: 1})
}

func (b *builder) document(tokensOnly bool) *Document {
	d := b.doc
	d.Text = b.buf.String()
	for i, e := range d.Entities {
		d.Entities[i].Span = d.SpanOf(e.Tokens)
	}
	if !b.tagged || tokensOnly {
		d.Morphs = nil
	}
	if !b.parsed || tokensOnly {
		d.Arcs = nil
	}
	switch {
	case tokensOnly:
		d.Entities = nil
	case b.named && d.Entities == nil:
		d.Entities = []text.Entity{}
	}
	return &d
}

// printable keeps a value inside its column or comment: tabs and line breaks
// become blanks.
func printable(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") && utf8.ValidString(s) {
		return s
	}
	return strings.NewReplacer("\r\n", " ", "\t", " ", "\n", " ", "\r", " ").Replace(strings.ToValidUTF8(s, "\uFFFD"))
}
