package app

import (
	"testing"

	"synoptic/eval"
	"synoptic/nlp/en"
	"synoptic/text"
)

const goldFile = "../../eval/testdata/gold.conllu"

// TestFloors scores the pipeline on the project's own gold: a figure below its
// floor fails. Floors only rise.
func TestFloors(t *testing.T) {
	english, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	table, err := scoreConllu(goldFile, english.AnnotateTokens, english.Annotate)
	if err != nil {
		t.Fatal(err)
	}
	docs, _, err := readTreebank(goldFile)
	if err != nil {
		t.Fatal(err)
	}
	var names eval.NER
	for _, g := range docs {
		d := &text.Document{Text: g.Text, Language: "en", Tokens: g.Tokens, Multiwords: g.Multiwords, Sentences: g.Sentences}
		if err := english.AnnotateTokens(d); err != nil {
			t.Fatal(err)
		}
		names.Add(g.Entities, d.Entities, nil)
	}
	table.Rows = append(table.Rows, eval.Row{Measure: "names, F1", Value: names.Total().F1()})
	floors, err := eval.Floors()
	if err != nil {
		t.Fatal(err)
	}
	gate := floors["own gold"]
	if len(gate.Least) == 0 {
		t.Fatal("floors.json has no floors for the own gold")
	}
	for _, complaint := range gate.Below(table) {
		t.Error(complaint)
	}
	measured := map[string]bool{}
	for _, r := range table.Rows {
		measured[r.Measure] = true
	}
	for m := range gate.Least {
		if !measured[m] {
			t.Errorf("%q has a floor and was not measured", m)
		}
	}
}

func TestOwnGold(t *testing.T) {
	docs, _, err := readTreebank(goldFile)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, d := range docs {
		n += len(d.Sentences)
		if err := d.Check(); err != nil {
			t.Error(err)
		}
	}
	if n < 300 {
		t.Errorf("the gold has %d sentences, not 300", n)
	}
}
