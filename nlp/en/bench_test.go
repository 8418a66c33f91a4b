package en

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"synoptic/nlp"
	"synoptic/nlp/tokenize"
	"synoptic/text"
)

// The article of the benchmarks; the places and people are invented.
var article = strings.Repeat(`TARVO, March 3 - Talks between the government of Zelmora and the dockers' union broke down on Tuesday
after the transport minister, Ada Lorne, refused to extend the deadline, officials said. "We have offered everything that the budget allows,"
Lorne told reporters outside the ministry. "What remains is a choice, and the union has made it." Kelvi Ostrano, who leads the Harbour
Workers' Federation, accused the minister of having read the proposal "on the steps of the building".
According to two people familiar with the negotiations, the ministry had agreed in February to raise wages by 4.5 percent over three
years, but withdrew the offer when the Norrex Port Authority warned that it could not pay for it. The authority declined to comment.
The strike, which began nine days ago, has left more than 60 ships waiting off Cape Ustrel. Economists at the University of Tarvo estimate
that it costs the country about $12 million a day. Prime Minister Joren Vale is expected to address parliament on Thursday.
`, 4)

func reportWords(b *testing.B, words int) {
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkPipeline(b *testing.B) {
	e := load(b)
	var words int
	b.ReportAllocs()
	for b.Loop() {
		doc := &text.Document{ID: "a", Text: article}
		if err := e.Annotate(doc); err != nil {
			b.Fatal(err)
		}
		words = len(doc.Tokens)
	}
	reportWords(b, words)
}

// BenchmarkOneEntity is of a sentence in which one thing is mentioned again and again.
func BenchmarkOneEntity(b *testing.B) {
	e := load(b)
	for _, words := range []int{1000, 4000} {
		b.Run(fmt.Sprint(words), func(b *testing.B) {
			for b.Loop() {
				if err := e.Annotate(&text.Document{ID: "a", Text: "The council said " + strings.Repeat("word ", words) + "."}); err != nil {
					b.Fatal(err)
				}
			}
			reportWords(b, words)
		})
	}
}

// BenchmarkTokensToEntities leaves out what comes after the names: coreference
// and attributions; compare -cpu 1,2.
func BenchmarkTokensToEntities(b *testing.B) {
	m, err := ReadModel(weights)
	if err != nil {
		b.Fatal(err)
	}
	p, err := nlp.NewPipeline(Version, language{}, tokenize.Stage{}, &runner{model: m})
	if err != nil {
		b.Fatal(err)
	}
	words := &text.Document{ID: "a", Text: article}
	if err := p.Annotate(words); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := p.Annotate(&text.Document{ID: "a", Text: article}); err != nil {
				b.Error(err)
			}
		}
	})
	reportWords(b, len(words.Tokens))
}

// BenchmarkParts runs the encoder and each head apart on the same sentences.
func BenchmarkParts(b *testing.B) {
	m, err := ReadModel(weights)
	if err != nil {
		b.Fatal(err)
	}
	doc := &text.Document{Text: article}
	if err := load(b).Annotate(doc); err != nil {
		b.Fatal(err)
	}
	var forms []string
	var ends []int
	for _, s := range doc.Sentences {
		if s.Tokens.End > 500 {
			break
		}
		for _, t := range doc.Tokens[s.Tokens.Start:s.Tokens.End] {
			forms = append(forms, t.Form)
		}
		ends = append(ends, len(forms))
	}
	var ws Workspace
	x := m.Encoder.Encode(&ws.Workspace, forms, ends)
	measure := func(name string, part func(ws *Workspace)) {
		b.Run(name, func(b *testing.B) {
			var ws Workspace
			b.ReportAllocs()
			for b.Loop() {
				ws.Reset()
				part(&ws)
			}
			reportWords(b, len(forms))
		})
	}
	measure("encoder", func(ws *Workspace) { m.Encoder.Encode(&ws.Workspace, forms, ends) })
	measure("encoder-new-forms", func(ws *Workspace) {
		ws.Forget()
		m.Encoder.Encode(&ws.Workspace, forms, ends)
	})
	measure("tag", func(ws *Workspace) { ws.Classes = m.Tag.Tag(&ws.Arena, x, ws.Classes[:0]) })
	measure("parse", func(ws *Workspace) { ws.Arcs = m.Parse.Parse(&ws.Arena, &ws.parser, x, forms, ends, ws.Arcs[:0]) })
	measure("ner", func(ws *Workspace) { ws.Names = m.NER.Find(&ws.Arena, x, ends, ws.Names[:0]) })
}

// BenchmarkSentenceLength shows how the cost of a word grows with its sentence.
func BenchmarkSentenceLength(b *testing.B) {
	e := load(b)
	for _, n := range []int{5, 10, 20, 40, 80, 160, 320, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			words := strings.Fields(strings.Repeat("the minister told them that talks about a long bridge had not yet failed and ", n/14+1))[:n-1]
			s := strings.Repeat(strings.Join(words, " ")+". ", max(1, 4000/n))
			var tokens int
			for b.Loop() {
				doc := &text.Document{Text: s}
				if err := e.Annotate(doc); err != nil {
					b.Fatal(err)
				}
				tokens = len(doc.Tokens)
			}
			reportWords(b, tokens)
		})
	}
}

// BenchmarkAll runs a batch of documents on GOMAXPROCS workers: compare -cpu 1,2.
func BenchmarkAll(b *testing.B) {
	e := load(b)
	docs := make([]*text.Document, 16)
	var tokens int
	for b.Loop() {
		for i := range docs {
			docs[i] = &text.Document{ID: fmt.Sprint(i), Text: article}
		}
		if err := e.AnnotateAll(docs); err != nil {
			b.Fatal(err)
		}
		tokens = len(docs) * len(docs[0].Tokens)
	}
	reportWords(b, tokens)
	b.ReportMetric(float64(runtime.GOMAXPROCS(0)), "workers")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
