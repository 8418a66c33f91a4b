package app

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/conllu"
	"synoptic/eval"
	"synoptic/internal/fault"
	"synoptic/nlp/en"
	"synoptic/text"
)

// annotator sets the layers of a document.
type annotator func(*text.Document) error

// evalConllu scores tokens, tags, lemmas and trees on the CoNLL-U files of dir,
// once on gold tokens and once from raw text.
func evalConllu(dir string) (eval.Table, error) {
	english, err := en.Load()
	if err != nil {
		return eval.Table{}, err
	}
	return scoreConllu(dir, english.AnnotateTokens, english.Annotate)
}

// scoreConllu scores fromTokens on the gold's tokens and sentences, and fromText
// on its text alone. Training parts ("train" in the name) are left out where
// there are others.
func scoreConllu(dir string, fromTokens, fromText annotator) (eval.Table, error) {
	t := eval.Table{Suite: "conllu", Corpus: filepath.Base(dir)}
	gold, digest, err := readTreebank(dir)
	if err != nil {
		return t, err
	}
	t.Digest = digest
	var given, raw eval.Conllu
	for _, g := range gold {
		tokens := &text.Document{ID: g.ID, Text: g.Text, Language: "en", Tokens: g.Tokens, Multiwords: g.Multiwords, Sentences: g.Sentences}
		if err := scoreOne(&given, g, tokens, fromTokens); err != nil {
			return t, err
		}
		if err := scoreOne(&raw, g, &text.Document{ID: g.ID, Text: g.Text, Language: "en"}, fromText); err != nil {
			return t, err
		}
	}
	for _, r := range given.Rows()[3:] { // tokens are given
		r.Measure = "gold tokens, " + r.Measure
		t.Rows = append(t.Rows, r)
	}
	for _, r := range raw.Rows() {
		r.Measure = "raw text, " + r.Measure
		t.Rows = append(t.Rows, r)
	}
	return t, nil
}

func scoreOne(score *eval.Conllu, gold, system *text.Document, annotate annotator) error {
	err := annotate(system)
	if fault.Of(err) == fault.Input && err != nil {
		// Refused, as a text of a few words may be: nothing is right in it.
		system = &text.Document{Text: gold.Text}
	} else if err != nil {
		return err
	}
	return score.Add(gold, system)
}

// readTreebank reads the documents of the CoNLL-U files of dir, or of the one
// file that dir names.
func readTreebank(dir string) (docs []*text.Document, digest string, err error) {
	files := []string{dir}
	if !strings.HasSuffix(dir, ".conllu") {
		files, _ = filepath.Glob(filepath.Join(dir, "*.conllu"))
		heldOut := slices.DeleteFunc(slices.Clone(files), func(f string) bool { return strings.Contains(filepath.Base(f), "train") })
		if len(heldOut) > 0 {
			files = heldOut
		}
	}
	if len(files) == 0 {
		return nil, "", fault.New(fault.Input, "%s: no *.conllu in this folder", dir)
	}
	sum := sha256.New()
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, "", fault.New(fault.Input, "read the gold: %w", err)
		}
		sum.Write(data)
		r := conllu.NewReader(bytes.NewReader(data))
		for {
			d, err := r.Document()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, "", fault.New(fault.Input, "%s: %w", f, err)
			}
			docs = append(docs, d.Document)
		}
	}
	return docs, hex.EncodeToString(sum.Sum(nil)), nil
}
