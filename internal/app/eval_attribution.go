package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"

	"synoptic/eval"
	"synoptic/internal/fault"
	"synoptic/nlp/attribute"
	"synoptic/nlp/en"
	"synoptic/text"
)

// attributionLayout is a way in which a corpus of attributions lies in a folder.
type attributionLayout struct {
	gold, texts string // relative to the folder
	unit        text.Unit
}

// The layouts, the first that fits is read: PolNeAR counts code points, the
// other two bytes.
var attributionLayouts = []attributionLayout{
	{"gold.jsonl", "texts", text.CodePoint},
	{"dev.jsonl", "texts/dev", text.UTF8},
	{"attributions.jsonl", "articles", text.UTF8},
}

// evalAttribution runs the English pipeline on the corpus in dir and scores its
// attributions, all levels: F1 of every measure, split by kind and by cue, and
// how often the stage is right at each confidence.
func evalAttribution(dir string) (eval.Table, error) {
	t := eval.Table{Suite: "attribution", Corpus: filepath.Base(dir)}
	for _, l := range attributionLayouts {
		if !exists(dir, l.gold) {
			continue
		}
		examples, digest, err := readAttributions(dir, l)
		if err != nil {
			return t, err
		}
		t.Digest = digest
		t.Rows, err = scoreAttributions(examples)
		return t, err
	}
	return t, fault.New(fault.Input, "%s: neither gold.jsonl, dev.jsonl nor attributions.jsonl in this folder", dir)
}

func scoreAttributions(examples []attribute.Example) ([]eval.Row, error) {
	if err := annotateExamples(examples); err != nil {
		return nil, err
	}
	articles := make([]eval.AttributedArticle, len(examples))
	for i, e := range examples {
		articles[i] = eval.AttributedArticle{ID: e.Document.ID, Text: e.Document.Text, Gold: e.Gold, Pred: e.Document.Attributions}
	}
	return append(eval.ScoreAttributions(articles).Rows(), eval.AttributionReliability(articles)...), nil
}

func annotateExamples(examples []attribute.Example) error {
	english, err := en.Load()
	if err != nil {
		return err
	}
	docs := make([]*text.Document, len(examples))
	for i, e := range examples {
		docs[i] = e.Document
	}
	return english.AnnotateAll(docs)
}

// TrainAttribution fits the weights of attribution on corpora in the layouts
// that evalAttribution reads, of which the openly licensed one is read from its
// train.jsonl, and writes them to out.
func TrainAttribution(dirs []string, out io.Writer) error {
	var all []attribute.Example
	for _, dir := range dirs {
		l := attributionLayout{"attributions.jsonl", "articles", text.UTF8}
		if exists(dir, "train.jsonl") {
			l = attributionLayout{"train.jsonl", "texts/train", text.UTF8}
		}
		examples, _, err := readAttributions(dir, l)
		if err != nil {
			return err
		}
		all = append(all, examples...)
	}
	if err := annotateExamples(all); err != nil {
		return err
	}
	return attribute.Train(all, out)
}

// goldAttributions is a line of a corpus of attributions.
type goldAttributions struct {
	ID           string
	SHA256       string `json:"text_sha256"`
	Attributions []struct{ Content, Cue, Source, Addressee [][2]int }
}

func readAttributions(dir string, l attributionLayout) ([]attribute.Example, string, error) {
	data, err := os.ReadFile(filepath.Join(dir, l.gold))
	if err != nil {
		return nil, "", fault.New(fault.Input, "read gold attributions: %w", err)
	}
	sum := sha256.Sum256(data)
	var out []attribute.Example
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		var g goldAttributions
		if err := json.Unmarshal([]byte(line), &g); err != nil {
			return nil, "", fault.New(fault.Input, "%s, line %d: %w", l.gold, n+1, err)
		}
		e, err := g.example(filepath.Join(dir, l.texts), l.unit)
		if err != nil {
			return nil, "", err
		}
		out = append(out, e)
	}
	return out, hex.EncodeToString(sum[:]), nil
}

// example reads the text of g and turns its offsets into bytes.
func (g goldAttributions) example(folder string, unit text.Unit) (attribute.Example, error) {
	b, err := os.ReadFile(filepath.Join(folder, g.ID+".txt"))
	if err != nil {
		return attribute.Example{}, fault.New(fault.Input, "read article: %w", err)
	}
	if sum := sha256.Sum256(b); g.SHA256 != "" && g.SHA256 != hex.EncodeToString(sum[:]) {
		return attribute.Example{}, fault.New(fault.Input, "%s: the text is not the one that was annotated", g.ID)
	}
	e := attribute.Example{Document: &text.Document{ID: g.ID, Text: string(b)}}
	at := byteOffsets(e.Document.Text, unit)
	for _, a := range g.Attributions {
		var one text.Attribution
		for _, role := range []struct {
			to   *[]text.Span
			from [][2]int
		}{{&one.Content, a.Content}, {&one.Cue, a.Cue}, {&one.Source, a.Source}, {&one.Addressee, a.Addressee}} {
			for _, s := range role.from {
				if s[0] < 0 || s[1] < s[0] || s[1] >= len(at) {
					return e, fault.New(fault.Input, "%s: span %v is not in the text", g.ID, s)
				}
				*role.to = append(*role.to, text.Span{Start: at[s[0]], End: at[s[1]]})
			}
		}
		e.Gold = append(e.Gold, one)
	}
	return e, nil
}

// byteOffsets is the byte offset of each offset counted in unit, the end
// included.
func byteOffsets(s string, unit text.Unit) []int {
	var at []int
	if unit == text.CodePoint {
		for i := range s {
			at = append(at, i)
		}
		return append(at, len(s))
	}
	for i := range len(s) + 1 {
		at = append(at, i)
	}
	return at
}
