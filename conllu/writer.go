package conllu

import (
	"bufio"
	"io"
	"strconv"

	"synoptic/text"
)

// Write writes doc with every layer that has a column: Tokens and Sentences are
// needed; without Morphs or Arcs their columns hold underscores. Each sentence
// has "# sent_id" (the document's ID and a number from 1) and "# text" (line
// breaks as blanks); a paragraph opens with "# newpar". Only errors of w are
// returned.
func Write(w io.Writer, doc *text.Document) error {
	out := writer{bufio.NewWriterSize(w, 1<<16), doc, entityTags(doc)}
	id := printable(doc.ID)
	out.put("# newdoc id = ", id, "\n")
	multi := 0
	for i, s := range doc.Sentences {
		if i == 0 || s.Paragraph != doc.Sentences[i-1].Paragraph {
			out.put("# newpar\n")
		}
		out.put("# sent_id = ", id, "-", strconv.Itoa(i+1), "\n# text = ", printable(s.Span.In(doc.Text)), "\n")
		multi = out.sentence(s.Tokens, multi)
	}
	return out.Flush()
}

type writer struct {
	*bufio.Writer
	doc  *text.Document
	tags []string // NER= of each token, nil without Entities
}

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		w.WriteString(p) // bufio keeps the first error for Flush
	}
}

// sentence writes the tokens of r; m is the first multiword token that may lie
// in r, and the result the first that does not.
func (w *writer) sentence(r text.Range, m int) int {
	mw := w.doc.Multiwords
	inside := r.Start // words before it are inside a multiword token
	for t := r.Start; t < r.End; t++ {
		for m < len(mw) && mw[m].Start < t {
			m++
		}
		if m < len(mw) && mw[m].Start == t && mw[m].End <= r.End {
			inside = mw[m].End
			form := printable(w.doc.SpanOf(mw[m]).In(w.doc.Text))
			w.put(strconv.Itoa(t-r.Start+1), "-", strconv.Itoa(inside-r.Start), "\t", form, "\t_\t_\t_\t_\t_\t_\t_\t", w.misc(inside-1, true, false), "\n")
		}
		w.word(t, r.Start, t >= inside)
	}
	w.put("\n")
	return m
}

func (w *writer) word(t, first int, alone bool) {
	w.put(strconv.Itoa(t-first+1), "\t", printable(w.doc.Tokens[t].Form), "\t")
	if w.doc.Morphs != nil {
		m := w.doc.Morphs[t]
		w.put(column(m.Lemma), "\t", column(m.UPOS), "\t", column(m.XPOS), "\t", column(m.Feats), "\t")
	} else {
		w.put("_\t_\t_\t_\t")
	}
	if w.doc.Arcs != nil {
		head := 0
		if h := w.doc.Arcs[t].Head; h >= 0 {
			head = h - first + 1
		}
		w.put(strconv.Itoa(head), "\t", column(w.doc.Arcs[t].Relation), "\t_\t")
	} else {
		w.put("_\t_\t_\t")
	}
	w.put(w.misc(t, alone, true), "\n")
}

// misc is the MISC column of token t. Space tells of SpaceAfter, name of NER.
func (w *writer) misc(t int, space, name bool) string {
	s := ""
	if name && w.tags != nil {
		s = w.tags[t]
	}
	ts := w.doc.Tokens
	if space && t+1 < len(ts) && ts[t+1].Span.Start == ts[t].Span.End {
		if s != "" {
			s += "|"
		}
		s += "SpaceAfter=No"
	}
	return column(s)
}

func column(s string) string {
	if s == "" {
		return "_"
	}
	return printable(s)
}

func entityTags(doc *text.Document) []string {
	if doc.Entities == nil {
		return nil
	}
	tags := make([]string, len(doc.Tokens))
	for _, e := range doc.Entities {
		for t := e.Tokens.Start; t < e.Tokens.End; t++ {
			if t == e.Tokens.Start {
				tags[t] = "NER=B-" + string(e.Type)
			} else {
				tags[t] = "NER=I-" + string(e.Type)
			}
		}
	}
	return tags
}
