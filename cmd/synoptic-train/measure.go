package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"synoptic/conllu"
	"synoptic/nlp/en"
	"synoptic/nlp/encoder"
	"synoptic/text"
)

// devSets are the corpora that a model is measured on while it is trained, with
// gold tokens.
type devSets struct {
	names []string
	trees [][]*conllu.Sentence
	named []*example
}

func readDev(dir string) (*devSets, error) {
	d := &devSets{names: []string{"EWT", "GUM-open"}}
	for _, name := range d.names {
		s, err := readTreebank(filepath.Join(dir, "ud", name, "dev.conllu"))
		if err != nil {
			return nil, err
		}
		d.trees = append(d.trees, s)
	}
	var err error
	d.named, err = readBIO(filepath.Join(dir, "ner/uner-ewt/dev.bio"))
	return d, err
}

func (d *devSets) measure(m *en.Model) string {
	var out []string
	for i, name := range d.names {
		out = append(out, name+" "+measureTrees(m, d.trees[i]))
	}
	return "  " + strings.Join(out, "  ") + "  UNER " + measureNames(m, d.named)
}

// batches runs m over sentences; done is called after each batch with the index
// of the first sentence and the ends.
func batches(m *en.Model, forms [][]string, done func(ws *en.Workspace, first int, ends []int)) {
	var ws en.Workspace
	for i := 0; i < len(forms); {
		var batch []string
		var ends []int
		first := i
		for ; i < len(forms) && (len(ends) == 0 || len(batch)+len(forms[i]) <= encoder.Batch); i++ {
			batch = append(batch, forms[i]...)
			ends = append(ends, len(batch))
		}
		m.Run(&ws, batch, ends)
		done(&ws, first, ends)
	}
}

func measureTrees(m *en.Model, sentences []*conllu.Sentence) string {
	var forms [][]string
	for _, s := range sentences {
		var f []string
		for _, w := range s.Words {
			f = append(f, w.Form)
		}
		forms = append(forms, f)
	}
	var n, upos, xpos, feats, uas, las float64
	batches(m, forms, func(ws *en.Workspace, first int, ends []int) {
		at := 0
		for s := range ends {
			for _, w := range sentences[first+s].Words {
				class, arc := m.Tag.Classes[ws.Classes[at]], ws.Arcs[at]
				n++
				upos += one(class.UPOS == w.UPOS)
				xpos += one(class.XPOS == w.XPOS)
				feats += one(class.Feats == w.Feats)
				uas += one(arc.Head == w.Head-1)
				las += one(arc.Head == w.Head-1 && universal(m.Parse.Relations[arc.Relation]) == universal(w.Relation))
				at++
			}
		}
	})
	return fmt.Sprintf("UPOS %.2f XPOS %.2f feats %.2f UAS %.2f LAS %.2f", 100*upos/n, 100*xpos/n, 100*feats/n, 100*uas/n, 100*las/n)
}

// universal is a relation without its subtype, as the CoNLL 2018 shared task
// compares.
func universal(relation string) string {
	relation, _, _ = strings.Cut(relation, ":")
	return relation
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func measureNames(m *en.Model, examples []*example) string {
	var forms [][]string
	for _, e := range examples {
		forms = append(forms, e.forms)
	}
	type span struct {
		at, end int
		kind    string
	}
	var right, found, gold float64
	batches(m, forms, func(ws *en.Workspace, first int, ends []int) {
		truth := map[span]bool{}
		at := 0
		for s := range ends {
			labels := examples[first+s].gold
			for i := range labels {
				if kind, ok := strings.CutPrefix(labels[i], "B-"); ok {
					end := i + 1
					for end < len(labels) && labels[end] == "I-"+kind {
						end++
					}
					truth[span{at + i, at + end, kind}] = true
				}
			}
			at += len(labels)
		}
		gold += float64(len(truth))
		for _, name := range ws.Names {
			kind := string(name.Type)
			switch name.Type {
			case text.Polity:
				kind = "LOC"
			case text.Group, text.Miscellany:
				continue
			}
			found++
			right += one(truth[span{name.Start, name.End, kind}])
		}
	})
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f", 100*right/max(found, 1), 100*right/max(gold, 1), 200*right/max(found+gold, 1))
}
