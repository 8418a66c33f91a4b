package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"synoptic/eval"
	"synoptic/internal/fault"
	"synoptic/link"
	"synoptic/news"
	"synoptic/nlp/coref"
	"synoptic/nlp/en"
	"synoptic/text"
)

// corefSuite measures coreference and linking on a user's copy of a corpus.
type corefSuite struct {
	english *en.English
	stage   *coref.Stage
	digest  []byte
	stageOf func(doc int) *coref.Stage // of the texts that are linked
}

func newCorefSuite() (*corefSuite, error) {
	english, err := en.Load()
	if err != nil {
		return nil, err
	}
	stage, err := coref.New(nil)
	if err != nil {
		return nil, err
	}
	return &corefSuite{english: english, stage: stage, stageOf: func(int) *coref.Stage { return stage }}, nil
}

// evalCoref scores the corpus in dir, told by its files: *.conllu with Entity=
// in MISC (coreference in one text), mentions.jsonl beside articles/ (actors
// across texts), or entity_mentions.jsonl and sentences.jsonl (MEANTIME).
func evalCoref(dir string) (eval.Table, error) {
	s, err := newCorefSuite()
	if err != nil {
		return eval.Table{}, err
	}
	return s.run(dir)
}

func (s *corefSuite) run(dir string) (eval.Table, error) {
	t := eval.Table{Suite: "coref", Corpus: filepath.Base(dir)}
	var err error
	switch {
	case exists(dir, "entity_mentions.jsonl"):
		t.Rows, err = s.meantime(dir)
	case exists(dir, "mentions.jsonl"):
		t.Rows, err = s.events(dir)
	default:
		t.Rows, err = s.conllu(dir)
	}
	sum := sha256.Sum256(s.digest)
	t.Digest = hex.EncodeToString(sum[:])
	return t, err
}

func exists(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

// read reads a file of the corpus and counts it into the digest.
func (s *corefSuite) read(path ...string) ([]byte, error) {
	name := filepath.Join(path...)
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fault.New(fault.Input, "read corpus: %w", err)
	}
	sum := sha256.Sum256(data)
	s.digest = append(s.digest, sum[:]...)
	return data, nil
}

// readLines decodes a JSONL file of the corpus.
func readLines[T any](s *corefSuite, path ...string) ([]T, error) {
	data, err := s.read(path...)
	if err != nil {
		return nil, err
	}
	var out []T
	dec := json.NewDecoder(strings.NewReader(string(data)))
	for n := 1; ; n++ {
		var v T
		if err := dec.Decode(&v); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, fault.New(fault.Input, "read %s, record %d: %w", filepath.Join(path...), n, err)
		}
		out = append(out, v)
	}
}

// goldItem is one gold mention with what was predicted for it.
type goldItem struct {
	Article, Text   string
	Type            string // of the corpus
	Gold, Predicted string // ids of entities
	kind            text.MentionKind
	at              text.Range
	doc             int
}

// score is B-cubed over items.
func score(items []goldItem) eval.Coref {
	var sides [2]eval.Clusters[int]
	for k, key := range []func(goldItem) string{func(g goldItem) string { return g.Gold }, func(g goldItem) string { return g.Predicted }} {
		at := map[string]int{}
		for i, g := range items {
			c, ok := at[key(g)]
			if !ok {
				c = len(sides[k])
				at[key(g)] = c
				sides[k] = append(sides[k], nil)
			}
			sides[k][c] = append(sides[k][c], i)
		}
	}
	return eval.ScoreCoref(sides[0], sides[1])
}

func b3Rows(what string, items []goldItem) []eval.Row {
	if len(items) == 0 {
		return nil
	}
	b := score(items).B3
	return []eval.Row{
		{Measure: what + " B-cubed P", Value: 100 * b.Precision(), N: len(items)},
		{Measure: what + " B-cubed R", Value: 100 * b.Recall(), N: len(items)},
		{Measure: what + " B-cubed F1", Value: 100 * b.F(), N: len(items)},
	}
}

// linked is a text whose gold mentions are to be linked.
type linked struct {
	article news.Article
	doc     *text.Document
	scope   string // ids of gold entities hold inside it: an event, or "" for the corpus
}

// predict resolves the gold mentions in the context of those that the stage
// finds itself, links the texts in the order given, and sets Predicted.
func (s *corefSuite) predict(texts []linked, items []goldItem, o link.Options) (*link.Linker, error) {
	l := link.New(o)
	actors := make([][]string, len(texts))
	mention := make([]map[text.Range]text.Mention, len(texts))
	by := make([][]text.Range, len(texts))
	for _, g := range items {
		by[g.doc] = append(by[g.doc], g.at)
	}
	for i := range texts {
		t := &texts[i]
		if err := s.stageOf(i).Resolve(t.doc, by[i]); err != nil {
			return nil, err
		}
		actors[i] = l.Add(&t.article, t.doc)
		mention[i] = map[text.Range]text.Mention{}
		for _, m := range t.doc.Mentions {
			mention[i][m.Tokens] = m
		}
	}
	for i := range items {
		g := &items[i]
		m, ok := mention[g.doc][g.at]
		c := m.Chain
		if !ok {
			return nil, fmt.Errorf("mention %q of %s was not resolved", g.Text, g.Article)
		}
		g.kind, g.Predicted = m.Kind, fmt.Sprintf("%d#%d", g.doc, c)
		if id := actors[g.doc][c]; id != "" {
			g.Predicted = texts[g.doc].scope + "/" + l.Resolve(id)
		}
	}
	return l, nil
}

// eventRows scores all items, or each type by itself. Countries are scored
// twice: as linked, with the sides of a country apart, and with them together,
// as NewsWCL50's guideline has them.
func eventRows(l *link.Linker, items []goldItem) []eval.Row {
	byType := map[string][]goldItem{}
	var types []string
	for _, g := range items {
		if byType[g.Type] == nil {
			types = append(types, g.Type)
		}
		byType[g.Type] = append(byType[g.Type], g)
	}
	sort.Strings(types)
	var rows []eval.Row
	for _, t := range types {
		what := t
		if t == "" {
			what = "actors"
		}
		rows = append(rows, b3Rows(what, byType[t])...)
		if t == "COUNTRY" {
			rows = append(rows, b3Rows("COUNTRY, sides together,", together(l, byType[t]))...)
		}
	}
	return rows
}

func together(l *link.Linker, items []goldItem) []goldItem {
	out := append([]goldItem(nil), items...)
	for i, g := range out {
		scope, id, ok := strings.Cut(g.Predicted, "/")
		if c := l.Country(id); ok && c != "" {
			out[i].Predicted = scope + "/country " + c
		}
	}
	return out
}
