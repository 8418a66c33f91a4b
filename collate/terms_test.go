package collate

import (
	"fmt"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

// saidBy makes an account of one sentence of nouns; the first word is actor "x"
// where it is "Orla".
func saidBy(outlet, copyOf, words string) Account {
	doc := &text.Document{Text: words}
	at := 0
	for w := range strings.FieldsSeq(words) {
		doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}, Form: w})
		doc.Morphs = append(doc.Morphs, text.Morph{UPOS: "NOUN", Lemma: strings.ToLower(w)})
		at += len(w) + 1
	}
	all := text.Range{Start: 0, End: len(doc.Tokens)}
	doc.Sentences = []text.Sentence{{Tokens: all, Span: doc.SpanOf(all)}}
	if doc.Tokens[0].Form == "Orla" {
		first := text.Range{Start: 0, End: 1}
		doc.Mentions = []text.Mention{{Tokens: first, Span: doc.SpanOf(first), Kind: text.NameMention}}
	}
	return Account{Article: &news.Article{ID: fmt.Sprint(outlet, copyOf), Outlet: outlet}, Doc: doc, Actors: []string{"x"}, CopyOf: copyOf}
}

func TestTypicalTerms(t *testing.T) {
	accounts := []Account{
		saidBy("Ledger", "", strings.Repeat("strike talks wages union ", 30)),
		saidBy("Horn", "", strings.Repeat("strike chaos wages union ", 30)),
		saidBy("Horn", "Ledger", strings.Repeat("copied ", 50)),
	}
	got := TypicalTerms(accounts, "", 5)
	if len(got) != 2 || got[0].Outlet != "Horn" || got[0].Articles != 1 || len(got[0].Terms) != 1 || got[0].Terms[0].Term != "chaos" {
		t.Fatalf("got %+v", got)
	}
	c := got[1].Terms[0]
	if c.Term != "talks" || c.Count != 30 || c.Rest != 0 || c.Low <= 0 || c.High <= c.LogOdds {
		t.Errorf("got %+v", c)
	}
	if none := TypicalTerms(accounts, "", -1); len(none) != 2 || len(none[0].Terms) != 0 {
		t.Errorf("a negative limit: %v", none)
	}
	if about := TypicalTerms(accounts, "x", 5); len(about[0].Terms)+len(about[1].Terms) != 0 {
		t.Errorf("terms of sentences about nobody: %+v", about)
	}
}

func TestCalls(t *testing.T) {
	got := Calls([]Account{saidBy("Ledger", "", "Orla spoke"), saidBy("Horn", "", "Orla spoke"), saidBy("Horn", "", "Orla left"), saidBy("Horn", "Ledger", "Orla left")}, "x")
	want := `[{Horn Orla outlet name 2 {Horn {0 4}}} {Ledger Orla outlet name 1 {Ledger {0 4}}}]`
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}
