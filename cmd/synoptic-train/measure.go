package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/conllu"
	"synoptic/nlp/en"
	"synoptic/nlp/encoder"
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
	return "  " + strings.Join(out, "  ") + "  UNER " + d.measureNames(m)
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
	var n, upos, xpos, feats, uas, las float64
	batches(m, formsOf(sentences), func(ws *en.Workspace, first int, ends []int) {
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

func formsOf(sentences []*conllu.Sentence) [][]string {
	var forms [][]string
	for _, s := range sentences {
		var f []string
		for _, w := range s.Words {
			f = append(f, w.Form)
		}
		forms = append(forms, f)
	}
	return forms
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

// eachNames visits the sentences of the name corpus with the names that it and
// the model have.
func (d *devSets) eachNames(m *en.Model, visit func(forms []string, gold, found []nameSpan)) {
	var forms [][]string
	for _, e := range d.named {
		forms = append(forms, e.forms)
	}
	batches(m, forms, func(ws *en.Workspace, first int, ends []int) {
		start, next := 0, 0
		for s, end := range ends {
			var found []nameSpan
			for ; next < len(ws.Names) && ws.Names[next].Start < end; next++ {
				if n := ws.Names[next]; scored(n.Type) != "" {
					found = append(found, nameSpan{n.Start - start, n.End - start, scored(n.Type)})
				}
			}
			visit(forms[first+s], goldSpans(d.named[first+s].gold), found)
			start = end
		}
	})
}

func goldSpans(labels []string) (spans []nameSpan) {
	for i := range labels {
		if kind, ok := strings.CutPrefix(labels[i], "B-"); ok {
			end := i + 1
			for end < len(labels) && labels[end] == "I-"+kind {
				end++
			}
			spans = append(spans, nameSpan{i, end, kind})
		}
	}
	return spans
}

func (d *devSets) measureNames(m *en.Model) string {
	var right, total, given float64
	d.eachNames(m, func(_ []string, gold, found []nameSpan) {
		total += float64(len(gold))
		given += float64(len(found))
		for _, f := range found {
			right += one(slices.Contains(gold, f))
		}
	})
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f", 100*right/max(given, 1), 100*right/max(total, 1), 200*right/max(given+total, 1))
}
