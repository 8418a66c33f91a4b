package app

import (
	"encoding/json"
	"os"
	"testing"

	"synoptic/eval"
	"synoptic/nlp/en"
	"synoptic/text"
)

const goldFile = "../../eval/testdata/gold.conllu"

func readFloors(t *testing.T) map[string]float64 {
	t.Helper()
	data, err := os.ReadFile("../../eval/floors.json")
	if err != nil {
		t.Fatal(err)
	}
	floors := map[string]float64{}
	if err := json.Unmarshal(data, &floors); err != nil {
		t.Fatal(err)
	}
	return floors
}

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
	got := map[string]float64{"own gold, names, F1": names.Total().F1()}
	for _, r := range table.Rows {
		got["own gold, "+r.Measure] = r.Value
	}
	for key, floor := range readFloors(t) {
		if value, measured := got[key]; measured && value < floor {
			t.Errorf("%s: %.2f is below its floor %.2f", key, value, floor)
		}
		t.Logf("%-40s %6.2f", key, got[key])
	}
}

func TestFloorsAreSane(t *testing.T) {
	floors := readFloors(t)
	for _, key := range []string{"own gold, gold tokens, UPOS", "own gold, gold tokens, LAS", "own gold, raw text, sentences", "own gold, names, F1"} {
		if floors[key] == 0 {
			t.Errorf("no floor for %q", key)
		}
	}
	for key, floor := range floors {
		if floor <= 0 || floor > 100 {
			t.Errorf("%s: %v is no percentage", key, floor)
		}
	}
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
