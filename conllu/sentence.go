// Package conllu reads and writes CoNLL-U (Universal Dependencies v2), the
// tab-separated format of annotated sentences. A Reader streams: it holds one
// sentence, or one document, at a time.
//
// Named entities travel in the MISC column as NER=B-PER, NER=I-PER (BIO2).
// Empty nodes (8.1) and the DEPS column are skipped.
package conllu

import "strings"

// Sentence is one block of the file.
type Sentence struct {
	Line       int      // of its first line, from 1
	Comments   []string // without "#" and the blanks around, in order
	Words      []Word   // the syntactic words, IDs 1, 2, 3 …
	Multiwords []Multiword
}

// Word is one syntactic word. An underscore in any column but Form and Lemma of
// an underscore is "".
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // ID of the head, 0 for the root, -1 if the column is empty
	Relation                       string
	Misc                           string
}

// Multiword is a surface token that stands for several words.
type Multiword struct {
	First, Last int // IDs, both inside
	Form        string
	Misc        string
}

// Meta returns the value of the comment "# key = value", or of "# key" alone.
func (s *Sentence) Meta(key string) (value string, ok bool) {
	for _, c := range s.Comments {
		rest, found := strings.CutPrefix(c, key)
		if !found {
			continue
		}
		if rest == "" {
			return "", true
		}
		if v, eq := strings.CutPrefix(strings.TrimLeft(rest, " \t"), "="); eq {
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// opens reports whether the sentence carries the mark "newdoc" or "newpar",
// with or without an id.
func (s *Sentence) opens(mark string) (id string, ok bool) {
	if id, ok = s.Meta(mark + " id"); ok {
		return id, true
	}
	_, ok = s.Meta(mark)
	return "", ok
}

// misc returns one value of a MISC column.
func misc(column, key string) string {
	for column != "" {
		var item string
		item, column, _ = strings.Cut(column, "|")
		if k, v, ok := strings.Cut(item, "="); ok && k == key {
			return v
		}
	}
	return ""
}
