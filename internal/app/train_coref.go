package app

import (
	"errors"
	"io"
	"path/filepath"
	"strings"

	"synoptic/conllu"
	"synoptic/internal/fault"
	"synoptic/nlp/coref"
	"synoptic/nlp/quote"
)

// TrainCoref learns the weights of coreference from corpora in the layouts that
// evalCoref reads: GUM's train.conllu with its gold trees, MEANTIME and the
// invented events with the pipeline's own. keep says which articles of the two
// last are used; nil for all.
func TrainCoref(dirs []string, keep func(article string) bool, o coref.TrainOptions) (*coref.Model, error) {
	s, err := newCorefSuite()
	if err != nil {
		return nil, err
	}
	var all []coref.Example
	for _, dir := range dirs {
		es, err := s.examples(dir, keep)
		if err != nil {
			return nil, err
		}
		all = append(all, es...)
	}
	if len(all) == 0 {
		return nil, fault.New(fault.Usage, "train coreference: no corpus given")
	}
	return coref.Train(all, o), nil
}

func (s *corefSuite) examples(dir string, keep func(string) bool) ([]coref.Example, error) {
	load := s.loadEvents
	switch {
	case exists(dir, "entity_mentions.jsonl"):
		load = s.loadMeantime
	case !exists(dir, "mentions.jsonl"):
		return s.goldTrees(filepath.Join(dir, "train.conllu"))
	}
	texts, items, err := load(dir)
	if err != nil {
		return nil, err
	}
	es := make([]coref.Example, len(texts))
	for i, t := range texts {
		es[i] = coref.Example{Doc: t.doc, Partial: true}
	}
	for _, g := range items {
		es[g.doc].Gold = append(es[g.doc].Gold, coref.GoldMention{Tokens: g.at, Entity: g.Gold})
	}
	var kept []coref.Example
	for i, t := range texts {
		if keep == nil || keep(t.article.ID) {
			kept = append(kept, es[i])
		}
	}
	return kept, nil
}

// goldTrees reads CoNLL-U with Entity= as it is annotated; names are those that
// the gold mentions are.
func (s *corefSuite) goldTrees(path string) ([]coref.Example, error) {
	data, err := s.read(path)
	if err != nil {
		return nil, err
	}
	r := conllu.NewReader(strings.NewReader(string(data)))
	var es []coref.Example
	for {
		d, err := r.Document()
		if errors.Is(err, io.EOF) {
			return es, nil
		}
		if err != nil {
			return nil, err
		}
		gold, err := coref.ReadEntityColumn(d.Misc)
		if err != nil {
			return nil, fault.New(fault.Input, "%s, document %s: %w", path, d.ID, err)
		}
		doc := d.Document
		if err := (quote.Stage{}).Annotate(doc); err != nil {
			return nil, err
		}
		coref.NamesFromGold(doc, gold)
		es = append(es, coref.Example{Doc: doc, Gold: gold})
	}
}
