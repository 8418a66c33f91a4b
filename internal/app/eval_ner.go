package app

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/eval"
	"synoptic/internal/fault"
	"synoptic/nlp/en"
	"synoptic/text"
)

// evalNER scores named entities on the BIO2 files of dir, on gold tokens.
func evalNER(dir string) (eval.Table, error) {
	english, err := en.Load()
	if err != nil {
		return eval.Table{}, err
	}
	return scoreNER(dir, english.AnnotateTokens)
}

// scoreNER reads files of "token TAB tag" lines with a blank line after each
// sentence. What the corpus does not tell apart is not held against the
// product: see schemeOf.
func scoreNER(dir string, annotate annotator) (eval.Table, error) {
	t := eval.Table{Suite: "ner", Corpus: filepath.Base(dir)}
	files, err := taggedFiles(dir)
	if err != nil {
		return t, err
	}
	sum := sha256.New()
	var score eval.NER
	for _, f := range files {
		var b taggedText
		if err := eachLine(f, sum, b.line); err != nil {
			return t, err
		}
		gold := b.document()
		system := &text.Document{ID: filepath.Base(f), Text: gold.Text, Language: "en", Tokens: gold.Tokens, Sentences: gold.Sentences}
		if err := annotate(system); err != nil {
			return t, err
		}
		score.Add(gold.Entities, system.Entities, schemeOf(gold.Entities))
	}
	t.Digest = hex.EncodeToString(sum.Sum(nil))
	t.Rows = score.Rows()
	return t, nil
}

func taggedFiles(dir string) ([]string, error) {
	var files []string
	for _, pattern := range []string{"*.bio", "*.bio2", "*.iob2", "*.conll", "*.tsv", "*.txt"} {
		found, _ := filepath.Glob(filepath.Join(dir, pattern))
		files = append(files, found...)
	}
	files = slices.DeleteFunc(files, func(f string) bool {
		return strings.Contains(strings.ToLower(f), "readme") || strings.Contains(strings.ToLower(f), "license")
	})
	heldOut := slices.DeleteFunc(slices.Clone(files), func(f string) bool { return strings.Contains(filepath.Base(f), "train") })
	if len(heldOut) > 0 {
		files = heldOut
	}
	if len(files) == 0 {
		return nil, fault.New(fault.Input, "%s: no *.bio, *.iob2, *.conll, *.tsv or *.txt in this folder", dir)
	}
	return files, nil
}

// schemeOf keeps the types that the gold has; countries and cities are places
// where it has no type for them.
func schemeOf(gold []text.Entity) eval.Scheme {
	s := eval.Scheme{}
	for _, e := range gold {
		s[e.Type] = e.Type
	}
	if s[text.Polity] == "" && s[text.Place] != "" {
		s[text.Polity] = text.Place
	}
	return s
}

// taggedText puts BIO2 lines together into a document whose tokens have a blank
// between them.
type taggedText struct {
	buf   strings.Builder
	doc   text.Document
	first int // token that opens the sentence
}

func (b *taggedText) line(line []byte) error {
	s := strings.TrimRight(string(line), "\r")
	if strings.TrimSpace(s) == "" {
		b.end()
		return nil
	}
	i := strings.LastIndexByte(s, '\t')
	if i < 0 && strings.HasPrefix(s, "# ") {
		return nil
	}
	if i < 0 {
		return fault.New(fault.Input, "no tab between token and tag")
	}
	form, tag := strings.TrimSpace(s[:i]), s[i+1:]
	if form == "" {
		form = "_"
	}
	n := len(b.doc.Tokens)
	if n > 0 {
		b.buf.WriteByte(' ')
	}
	start := b.buf.Len()
	b.buf.WriteString(form)
	b.doc.Tokens = append(b.doc.Tokens, text.Token{Span: text.Span{Start: start, End: b.buf.Len()}, Form: form})
	if len(tag) < 3 || tag == "O" {
		return nil
	}
	typ := text.EntityType(tag[2:])
	es := b.doc.Entities
	if k := len(es) - 1; tag[0] == 'I' && n > b.first && k >= 0 && es[k].Tokens.End == n && es[k].Type == typ {
		es[k].Tokens.End++
		return nil
	}
	b.doc.Entities = append(es, text.Entity{Tokens: text.Range{Start: n, End: n + 1}, Type: typ})
	return nil
}

func (b *taggedText) end() {
	n := len(b.doc.Tokens)
	if n == b.first {
		return
	}
	r := text.Range{Start: b.first, End: n}
	b.doc.Sentences = append(b.doc.Sentences, text.Sentence{Span: b.doc.SpanOf(r), Tokens: r})
	b.first = n
}

func (b *taggedText) document() *text.Document {
	b.end()
	b.doc.Text = b.buf.String()
	return &b.doc
}
