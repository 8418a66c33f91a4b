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
// invented events with the pipeline's own. The same corpora give the same
// weights.
func TrainCoref(dirs []string, o coref.TrainOptions) (*coref.Model, error) {
	s, err := newCorefSuite()
	if err != nil {
		return nil, err
	}
	cs, err := s.corpora(dirs)
	if err != nil {
		return nil, err
	}
	return trainWithout(cs, -1, 1, o), nil
}

// corpus is one corpus to learn from: documents in the order in which they are
// linked, with the set to which each belongs.
type corpus struct {
	dir      string
	examples []coref.Example
	sets     []int
	news     bool     // invented events
	texts    []linked // these two are missing where names are not linked
	items    []goldItem
}

// trainWithout learns from all documents but those whose set falls to a fold, and
// from the invented news twice.
func trainWithout(cs []corpus, fold, folds int, o coref.TrainOptions) *coref.Model {
	var es []coref.Example
	for _, c := range cs {
		for i, e := range c.examples {
			if c.texts == nil || c.sets[i]%folds != fold {
				es = append(es, e)
				if c.news {
					es = append(es, e)
				}
			}
		}
	}
	return coref.Train(es, o)
}

func (s *corefSuite) corpora(dirs []string) ([]corpus, error) {
	if len(dirs) == 0 {
		return nil, fault.New(fault.Usage, "train coreference: no corpus given")
	}
	var out []corpus
	for _, dir := range dirs {
		c, err := s.corpus(dir)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func (s *corefSuite) corpus(dir string) (corpus, error) {
	c := corpus{dir: dir}
	var err error
	switch {
	case exists(dir, "entity_mentions.jsonl"):
		c.texts, c.items, err = s.loadMeantime(dir)
	case exists(dir, "mentions.jsonl"):
		c.news = true
		c.texts, c.items, err = s.loadEvents(dir)
	default:
		c.examples, err = s.goldTrees(filepath.Join(dir, "train.conllu"))
		return c, err
	}
	if err != nil {
		return c, err
	}
	c.examples = make([]coref.Example, len(c.texts))
	c.sets = make([]int, len(c.texts))
	for i, t := range c.texts {
		c.examples[i] = coref.Example{Doc: t.doc, Partial: true}
	}
	number := map[string]int{}
	for _, g := range c.items {
		e := &c.examples[g.doc]
		e.Gold = append(e.Gold, coref.GoldMention{Tokens: g.at, Entity: g.Gold})
		set := setOf(g)
		if _, ok := number[set]; !ok {
			number[set] = len(number)
		}
		c.sets[g.doc] = number[set]
	}
	return c, nil
}

// setOf is the part of a corpus to which a mention belongs, which shares no
// invented world with the others: one of MEANTIME's four corpora, or what stands
// before the colon in the ids of invented actors.
func setOf(g goldItem) string {
	if set, _, ok := strings.Cut(g.Article, "/"); ok {
		return set
	}
	set, _, _ := strings.Cut(g.Gold, ":")
	return set
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
