package app

import (
	"fmt"
	"sort"
	"strings"

	"synoptic/eval"
	"synoptic/internal/fault"
	"synoptic/link"
	"synoptic/news"
	"synoptic/text"
)

// meantime scores MEANTIME: gold tokens and mentions, the texts of each of its
// four corpora as one stream. A chain's prefix (cross_, intra_, cross_intra_)
// says in which pass it was annotated and is no part of its id.
func (s *corefSuite) meantime(dir string) ([]eval.Row, error) {
	texts, items, err := s.loadMeantime(dir)
	if err != nil {
		return nil, err
	}
	return s.meantimeRows(texts, items)
}

func (s *corefSuite) meantimeRows(texts []linked, items []goldItem) ([]eval.Row, error) {
	l, err := s.predict(texts, items, link.Options{Things: true})
	if err != nil {
		return nil, err
	}
	return append(b3Rows("all", items), eventRows(l, items)...), nil
}

func (s *corefSuite) loadMeantime(dir string) ([]linked, []goldItem, error) {
	type sentence struct {
		Doc    string
		Sent   int
		Tokens []string
	}
	type mention struct {
		Doc, Text, Chain, Type string
		Sent, Start, End       int
	}
	ss, err := readLines[sentence](s, dir, "sentences.jsonl")
	if err != nil {
		return nil, nil, err
	}
	ms, err := readLines[mention](s, dir, "entity_mentions.jsonl")
	if err != nil {
		return nil, nil, err
	}
	sort.SliceStable(ss, func(i, j int) bool { return ss[i].Doc < ss[j].Doc || ss[i].Doc == ss[j].Doc && ss[i].Sent < ss[j].Sent })
	var texts []linked
	first := map[string]int{} // doc and sentence to token
	at := map[string]int{}
	for _, x := range ss {
		k, ok := at[x.Doc]
		if !ok {
			k = len(texts)
			at[x.Doc] = k
			texts = append(texts, linked{article: news.Article{ID: x.Doc}, doc: &text.Document{ID: x.Doc, Language: "en", Tokens: []text.Token{}}})
		}
		first[fmt.Sprint(x.Doc, x.Sent)] = len(texts[k].doc.Tokens)
		appendSentence(texts[k].doc, x.Tokens)
	}
	for i := range texts {
		texts[i].article.Text = texts[i].doc.Text
		if err := s.annotateTokens(texts[i].doc); err != nil {
			return nil, nil, err
		}
	}
	var items []goldItem
	for _, m := range ms {
		f, ok := first[fmt.Sprint(m.Doc, m.Sent)]
		if !ok {
			return nil, nil, fault.New(fault.Input, "mention %q: no sentence %d in %s", m.Text, m.Sent, m.Doc)
		}
		chain := strings.TrimPrefix(strings.TrimPrefix(m.Chain, "cross_"), "intra_")
		items = append(items, goldItem{Article: m.Doc, Text: m.Text, Type: m.Type, Gold: chain, at: text.Range{Start: f + m.Start, End: f + m.End}, doc: at[m.Doc]})
	}
	return texts, items, nil
}

// appendSentence adds tokens with blanks between to a document.
func appendSentence(doc *text.Document, words []string) {
	var b strings.Builder
	b.WriteString(doc.Text)
	first := len(doc.Tokens)
	for i, w := range words {
		if b.Len() > 0 {
			if i == 0 {
				b.WriteString("\n")
			} else {
				b.WriteString(" ")
			}
		}
		doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: b.Len(), End: b.Len() + len(w)}, Form: w})
		b.WriteString(w)
	}
	doc.Text = b.String()
	r := text.Range{Start: first, End: len(doc.Tokens)}
	if r.Len() > 0 {
		doc.Sentences = append(doc.Sentences, text.Sentence{Span: doc.SpanOf(r), Tokens: r, Paragraph: len(doc.Sentences)})
	}
}
