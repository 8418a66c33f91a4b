package en

import (
	"testing"

	"synoptic/nlp"
	"synoptic/nlp/tokenize"
	"synoptic/text"
)

func TestDateline(t *testing.T) {
	tokens, err := nlp.NewPipeline("test", tokenize.Stage{})
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string]string{
		"LOMENZ – Premier Radmer Oshane said the filling would start.":               "LOMENZ –",
		"Lomenz, ZENA – Premier Radmer Oshane said the filling would start.":         "Lomenz, ZENA –",
		"Lomenz (ZENA) - Premier Radmer Oshane said the filling would start.":        "Lomenz (ZENA) -",
		"LOMENZ, April 8 (Norrex) -- Zelmora will begin to fill the reservoir.":      "LOMENZ, April 8 (Norrex) --",
		"Zena Press/Zena News: Premier Radmer Oshane said it would start.":           "Zena Press/Zena News:",
		"Premier Radmer Oshane – who was late – said the filling would start.":       "",
		"Oshane – Keld talks failed on Tuesday in Lomenz.":                           "",
		"ZENA-Norrex talks failed on Tuesday in Lomenz.":                             "",
		"The premier, Radmer Oshane, said on Tuesday – as before – that it would.":   "",
		"Minister: the filling would start in July, with an agreement or without it": "",
	} {
		d := &text.Document{Text: s}
		if err := tokens.Annotate(d); err != nil {
			t.Fatal(err)
		}
		got := d.SpanOf(text.Range{Start: 0, End: dateline(d, d.Sentences[0].Tokens)}).In(s)
		if got != want {
			t.Errorf("%s: dateline %q, want %q", s, got, want)
		}
	}
}

func TestDatelineHangsOnTheSentence(t *testing.T) {
	e, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	d := &text.Document{Text: "LOMENZ, ZENA – Premier Radmer Oshane said on Tuesday that the filling would start in July."}
	if err := e.Annotate(d); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	if root := d.Arcs[0]; root.Head < 0 || d.Tokens[root.Head].Form != "said" {
		t.Errorf("the dateline hangs on token %d", root.Head)
	}
}
