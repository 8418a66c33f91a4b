package en_test

import (
	"fmt"
	"log"

	"synoptic/nlp/en"
	"synoptic/text"
)

func Example() {
	english, err := en.Load()
	if err != nil {
		log.Fatal(err)
	}
	doc := &text.Document{ID: "a", Text: "Kelvi Ostrano rejected the offer on Tuesday."}
	if err := english.Annotate(doc); err != nil {
		log.Fatal(err)
	}
	for i, token := range doc.Tokens {
		arc, head := doc.Arcs[i], "-"
		if arc.Head >= 0 {
			head = doc.Tokens[arc.Head].Form
		}
		fmt.Println(token.Form, doc.Morphs[i].UPOS, arc.Relation, head)
	}
	for _, e := range doc.Entities {
		fmt.Println(e.Type, e.Span.In(doc.Text))
	}
	// Output:
	// Kelvi PROPN nsubj rejected
	// Ostrano PROPN flat Kelvi
	// rejected VERB root -
	// the DET det offer
	// offer NOUN obj rejected
	// on ADP case Tuesday
	// Tuesday PROPN obl rejected
	// . PUNCT punct rejected
	// PER Kelvi Ostrano
}

// A text whose tokens are known keeps them.
func ExampleEnglish_AnnotateTokens() {
	english, err := en.Load()
	if err != nil {
		log.Fatal(err)
	}
	doc := &text.Document{
		ID: "a", Text: "Talks failed",
		Tokens: []text.Token{
			{Span: text.Span{Start: 0, End: 5}, Form: "Talks"},
			{Span: text.Span{Start: 6, End: 12}, Form: "failed"},
		},
		Sentences: []text.Sentence{{Span: text.Span{Start: 0, End: 12}, Tokens: text.Range{Start: 0, End: 2}}},
	}
	if err := english.AnnotateTokens(doc); err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Morphs[1].XPOS, doc.Arcs[0].Relation)
	// Output: VBD nsubj
}

func ExampleEnglish_AnnotateAll() {
	english, err := en.Load()
	if err != nil {
		log.Fatal(err)
	}
	docs := []*text.Document{
		{ID: "a", Text: "Talks failed."},
		{ID: "b", Text: "The minister said that talks would go on."},
	}
	if err := english.AnnotateAll(docs); err != nil {
		log.Fatal(err)
	}
	for _, d := range docs {
		fmt.Println(d.ID, len(d.Tokens), "tokens")
	}
	// Output:
	// a 3 tokens
	// b 9 tokens
}
