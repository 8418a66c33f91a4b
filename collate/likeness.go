package collate

import (
	_ "embed"
	"math"
	"sort"
	"sync"

	"synoptic/learn"
	"synoptic/text"
)

//go:embed likeness.model
var embeddedLikeness string

var likenessModel = sync.OnceValue(func() *learn.Model {
	m, err := learn.Parse(embeddedLikeness, nViews)
	if err != nil {
		panic("the embedded scorer of short texts is damaged: " + err.Error())
	}
	return m
})

// Likeness is the logarithm of the odds that two short texts, each taken as one
// claim with no event around them, say the same; it grows with what they share.
// Its weights are few and each has the sign that its view must have. It is deterministic and
// symmetric.
func Likeness(a, b Account) float64 {
	v, w := viewsOf(a, b), viewsOf(b, a)
	return (likenessModel().Odds(v[:]) + likenessModel().Odds(w[:])) / 2
}

// Views are what Likeness sees of two short texts: nViews numbers, each 0 to 1.
func Views(a, b Account) []float32 {
	v := viewsOf(a, b)
	return v[:]
}

func viewsOf(a, b Account) [nViews]float32 {
	return viewsOfStretches(a.Doc, text.Range{End: len(a.Doc.Tokens)}, b.Doc, text.Range{End: len(b.Doc.Tokens)})
}

func viewsOfStretches(a *text.Document, inA text.Range, b *text.Document, inB text.Range) [nViews]float32 {
	l := newLexis()
	x, y := l.shortOf(a, inA), l.shortOf(b, inB)
	l.weight, l.drawn = make([]float32, len(l.words)), make([][]float32, len(l.words))
	for i, e := range l.words {
		l.weight[i] = float32(general(e))
		l.drawn[i] = e.Word.Vector()
	}
	return l.views(&x, &y)
}

// FitLikeness learns what Likeness weighs its views with, as the text that the
// package embeds, from the judged pairs of sentences of events. A view of what two texts
// share never counts against them, one of a clash never for them. It is
// deterministic.
func FitLikeness(events []LabelledEvent) string {
	const ridge = 1000 // high: the weights keep near to each other, which holds for other texts than those they were learned from
	var examples []learn.Example
	for _, l := range events {
		docs := map[string]*text.Document{}
		for _, a := range l.Accounts {
			docs[a.Article.ID] = a.Doc
		}
		for _, p := range l.Pairs {
			a, b := docs[p.A.Article], docs[p.B.Article]
			v := viewsOfStretches(a, tokensIn(a, p.A.Span), b, tokensIn(b, p.B.Span))
			examples = append(examples, learn.Example{Seen: v[:], Holds: p.Same, Weight: 1})
		}
	}
	signs := make([]int8, nViews)
	for i := range signs {
		signs[i] = 1
		if i >= firstClash {
			signs[i] = -1
		}
	}
	return learn.Fit(examples, learn.Options{Ridge: ridge, Signs: signs}).String()
}

// tokensIn are the tokens of a span.
func tokensIn(doc *text.Document, s text.Span) text.Range {
	start := sort.Search(len(doc.Tokens), func(t int) bool { return doc.Tokens[t].Span.Start >= s.Start })
	end := sort.Search(len(doc.Tokens), func(t int) bool { return doc.Tokens[t].Span.Start >= s.End })
	return text.Range{Start: start, End: end}
}

// leastJudged is the confidence of sentences that are not compared.
const leastJudged = 1e-6

// Confidences is how surely the two stretches of each pair, sentences of two accounts of
// one event, carry a claim in common, 0 to 1: the mean, in logarithms of odds, of
// how Compare judges their sentences in the event and of Likeness, which sees the
// two alone.
func Confidences(accounts []Account, pairs []LabelledPair) []float64 {
	e := newEvent(accounts)
	e.compare()
	within := func(r LabelledSpan) (out []int) {
		for i := range e.all {
			a := e.accounts[e.all[i].account]
			if a.Article.ID == r.Article && r.Span.Contains(a.Doc.Sentences[e.all[i].index].Span) {
				out = append(out, i)
			}
		}
		return out
	}
	docs := map[string]*text.Document{}
	for _, a := range accounts {
		docs[a.Article.ID] = a.Doc
	}
	out := make([]float64, len(pairs))
	for k, p := range pairs {
		judged := leastJudged
		for _, x := range within(p.A) {
			for _, y := range within(p.B) {
				judged = min(max(judged, float64(e.met(x, int32(y)).p)), 1-leastJudged)
			}
		}
		a, b := docs[p.A.Article], docs[p.B.Article]
		v := viewsOfStretches(a, tokensIn(a, p.A.Span), b, tokensIn(b, p.B.Span))
		out[k] = learn.Likely((math.Log(judged/(1-judged)) + 2*likenessModel().Odds(v[:])) / 3)
	}
	return out
}
