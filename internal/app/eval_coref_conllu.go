package app

import (
	"errors"
	"io"
	"path/filepath"
	"strings"

	"synoptic/conllu"
	"synoptic/eval"
	"synoptic/internal/fault"
	"synoptic/nlp/coref"
	"synoptic/nlp/quote"
	"synoptic/text"
)

// conllu scores dev.conllu, test.conllu or whatever *.conllu dir holds but
// train.conllu: predicted mentions on gold tokens, predicted trees and names;
// singletons excluded on both sides.
func (s *corefSuite) conllu(dir string) ([]eval.Row, error) {
	files, _ := filepath.Glob(filepath.Join(dir, "*.conllu"))
	var total eval.Coref
	docs := 0
	for _, f := range files {
		if strings.Contains(filepath.Base(f), "train") && len(files) > 1 {
			continue
		}
		data, err := s.read(f)
		if err != nil {
			return nil, err
		}
		n, err := s.conlluFile(f, string(data), &total)
		if err != nil {
			return nil, err
		}
		docs += n
	}
	if docs == 0 {
		return nil, fault.New(fault.Input, "%s holds no corpus for this suite: want *.conllu, mentions.jsonl or entity_mentions.jsonl", dir)
	}
	n := int(total.Mentions.RDen)
	var rows []eval.Row
	for _, m := range []struct {
		name string
		f    eval.F1
	}{{"mentions", total.Mentions}, {"MUC", total.MUC}, {"B-cubed", total.B3}, {"CEAFe", total.CEAFe}} {
		rows = append(rows, eval.Row{Measure: m.name + " P", Value: 100 * m.f.Precision(), N: n}, eval.Row{Measure: m.name + " R", Value: 100 * m.f.Recall(), N: n}, eval.Row{Measure: m.name + " F1", Value: 100 * m.f.F(), N: n})
	}
	return append(rows, eval.Row{Measure: "CoNLL F1", Value: 100 * total.CoNLL(), N: n}), nil
}

func (s *corefSuite) conlluFile(name, data string, total *eval.Coref) (docs int, err error) {
	r := conllu.NewReader(strings.NewReader(data))
	for ; ; docs++ {
		d, err := r.Document()
		if errors.Is(err, io.EOF) {
			return docs, nil
		}
		if err != nil {
			return docs, err
		}
		gold, err := coref.ReadEntityColumn(d.Misc)
		if err != nil {
			return docs, fault.New(fault.Input, "%s, document %s: %w", name, d.ID, err)
		}
		doc := &text.Document{ID: d.ID, Text: d.Text, Language: "en", Tokens: d.Tokens, Multiwords: d.Multiwords, Sentences: d.Sentences}
		if err := s.annotateTokens(doc); err != nil {
			return docs, err
		}
		if err := s.stage.Annotate(doc); err != nil {
			return docs, err
		}
		total.Add(eval.ScoreCoref(eval.WithoutSingletons(goldRanges(gold)), eval.WithoutSingletons(chainRanges(doc))))
	}
}

// annotateTokens sets the layers that coreference needs on given tokens.
func (s *corefSuite) annotateTokens(doc *text.Document) error {
	if err := s.english.AnnotateTokens(doc); err != nil {
		return err
	}
	if doc.Quotes == nil {
		return quote.Stage{}.Annotate(doc)
	}
	return nil
}

func goldRanges(gold []coref.GoldMention) eval.Clusters[text.Range] {
	at := map[string]int{}
	seen := map[text.Range]bool{}
	var out eval.Clusters[text.Range]
	for _, g := range gold {
		if seen[g.Tokens] {
			continue
		}
		seen[g.Tokens] = true
		k, ok := at[g.Entity]
		if !ok {
			k = len(out)
			at[g.Entity] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], g.Tokens)
	}
	return out
}

func chainRanges(doc *text.Document) eval.Clusters[text.Range] {
	var out eval.Clusters[text.Range]
	for _, c := range doc.Chains {
		var rs []text.Range
		for _, k := range c.Mentions {
			rs = append(rs, doc.Mentions[k].Tokens)
		}
		out = append(out, rs)
	}
	return out
}
