package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"maps"
	"path/filepath"
	"slices"

	"synoptic/collate"
	"synoptic/eval"
	"synoptic/internal/fault"
	"synoptic/news"
)

// evalPairs scores the pair scorer on the files that dir holds: msrp_val.jsonl
// (accuracy, with the threshold that is best on msrp_train.jsonl),
// ecb_statement_alignment_dev.jsonl (average precision) and
// stsb_dev_headlines.jsonl (Pearson).
func evalPairs(dir string) (eval.Table, error) {
	t := eval.Table{Suite: "pairs", Corpus: filepath.Base(dir)}
	engine, err := NewEngine()
	if err != nil {
		return t, err
	}
	sum := sha256.New()
	read := func(name string) ([]eval.ScoredPair, error) {
		file := filepath.Join(dir, name+".jsonl")
		if !exists(dir, name+".jsonl") {
			return nil, nil
		}
		return scorePairs(engine, file, sum)
	}
	train, err := read("msrp_train")
	if err != nil {
		return t, err
	}
	for _, s := range []struct {
		file, measure string
		score         func([]eval.ScoredPair) float64
	}{
		{"msrp_val", "MSRP accuracy", func(p []eval.ScoredPair) float64 { return eval.AccuracyAt(p, eval.BestThreshold(train)) }},
		{"stsb_dev_headlines", "STS-B headlines Pearson", eval.Pearson},
	} {
		pairs, err := read(s.file)
		if err != nil {
			return t, err
		}
		if len(pairs) > 0 {
			t.Rows = append(t.Rows, eval.Row{Measure: s.measure, Value: 100 * s.score(pairs), N: len(pairs)})
		}
	}
	if exists(dir, "ecb_statement_alignment_dev.jsonl") {
		pairs, err := scoreInContext(engine, filepath.Join(dir, "ecb_statement_alignment_dev.jsonl"), sum)
		if err != nil {
			return t, err
		}
		t.Rows = append(t.Rows, eval.Row{Measure: "ECB alignment average precision", Value: 100 * eval.AveragePrecision(pairs), N: len(pairs)})
	}
	if exists(dir, "emergent_train.jsonl") {
		row, err := scoreStances(engine, filepath.Join(dir, "emergent_train.jsonl"), sum)
		if err != nil {
			return t, err
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return t, fault.New(fault.Input, "%s: none of msrp_val, ecb_statement_alignment_dev, stsb_dev_headlines .jsonl is here", dir)
	}
	t.Digest = hex.EncodeToString(sum.Sum(nil))
	return t, nil
}

// scoreInContext judges the sentences of each topic as accounts of one event, as the
// comparison does.
func scoreInContext(engine *Engine, file string, sum hash.Hash) ([]eval.ScoredPair, error) {
	topics, err := pairTopics(file, sum)
	if err != nil {
		return nil, err
	}
	var out []eval.ScoredPair
	for _, k := range slices.Sorted(maps.Keys(topics)) {
		l, err := topics[k].labelled(engine)
		if err != nil {
			return nil, err
		}
		for i, c := range collate.Confidences(l.Accounts, l.Pairs) {
			s := eval.ScoredPair{Score: c}
			if l.Pairs[i].Same {
				s.Gold = 1
			}
			out = append(out, s)
		}
	}
	return out, nil
}

func scorePairs(engine *Engine, file string, sum hash.Hash) ([]eval.ScoredPair, error) {
	var out []eval.ScoredPair
	err := eachLine(file, sum, func(line []byte) error {
		var p struct {
			A, B         string
			Label, Score *float64
		}
		if err := json.Unmarshal(line, &p); err != nil {
			return err
		}
		a, err := oneClaim(engine, p.A)
		if err != nil {
			return err
		}
		b, err := oneClaim(engine, p.B)
		if err != nil {
			return err
		}
		s := eval.ScoredPair{Score: collate.Likeness(a, b)}
		if p.Label != nil {
			s.Gold = *p.Label
		} else if p.Score != nil {
			s.Gold = *p.Score
		}
		out = append(out, s)
		return nil
	})
	return out, err
}

// oneClaim annotates a text that is no article.
func oneClaim(engine *Engine, s string) (collate.Account, error) {
	a := &news.Article{ID: s, Path: s, Text: s, Language: "en"}
	doc, err := engine.Annotate(a)
	return collate.Account{Article: a, Doc: doc}, err
}
