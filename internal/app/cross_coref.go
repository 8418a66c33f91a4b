package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"

	"synoptic/eval"
	"synoptic/nlp/coref"
)

// CrossValidateCoref measures coreference and linking on texts that the weights
// have not seen: the sets of a corpus (events of one invented world, one of
// MEANTIME's corpora) are dealt to the folds, the texts of each fold are
// resolved with weights learnt from everything else, and all texts of a corpus
// are then linked as one stream. One table for each corpus that has sets.
func CrossValidateCoref(dirs []string, folds int, o coref.TrainOptions) ([]eval.Table, error) {
	s, err := newCorefSuite()
	if err != nil {
		return nil, err
	}
	cs, err := s.corpora(dirs)
	if err != nil {
		return nil, err
	}
	stages := make([]*coref.Stage, folds)
	for k := range stages {
		if stages[k], err = coref.New(trainWithout(cs, k, folds, o)); err != nil {
			return nil, err
		}
	}
	digest := sha256.Sum256(s.digest) // of all corpora: each figure rests on the others too
	var out []eval.Table
	for _, c := range cs {
		if c.texts == nil {
			continue
		}
		s.stageOf = func(doc int) *coref.Stage { return stages[c.sets[doc]%folds] }
		t := eval.Table{Suite: fmt.Sprintf("coref, %d folds,", folds), Digest: hex.EncodeToString(digest[:]), Corpus: filepath.Base(c.dir)}
		if t.Rows, err = s.linkedRows(c); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

func (s *corefSuite) linkedRows(c corpus) ([]eval.Row, error) {
	if exists(c.dir, "entity_mentions.jsonl") {
		return s.meantimeRows(c.texts, c.items)
	}
	return s.eventsRows(c.dir, c.texts, c.items)
}
