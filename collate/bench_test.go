package collate

import (
	"fmt"
	"strings"
	"testing"

	"synoptic/lexicon/vectors"
	"synoptic/news"
	"synoptic/text"
)

// treeFrames are sentences of some 25 words as the parser gives them, each * a word to
// be filled in: what news has that plain words have not, clauses and parts of them.
var treeFrames = []string{
	"The/DET/det/2 */NOUN/nsubj/4 has/AUX/aux/4 */VERB/root/0 a/DET/det/7 */ADJ/amod/7 */NOUN/obj/4 of/ADP/case/10 the/DET/det/10 */NOUN/nmod/7 */VERB/acl/7 for/ADP/case/14 */NOUN/compound/14 */NOUN/obl/11 " +
		"because/ADP/case/18 of/ADP/fixed/15 */ADJ/amod/18 */NOUN/obl/4 and/CCONJ/cc/21 will/AUX/aux/21 */VERB/conj/4 the/DET/det/23 */NOUN/obj/21 in/ADP/case/25 Lenna/PROPN/obl/21 ./PUNCT/punct/4",
	"*/NOUN/compound/2 */NOUN/nsubj/3 said/VERB/root/0 that/SCONJ/mark/8 the/DET/det/7 */ADJ/amod/7 */NOUN/nsubj/8 */VERB/ccomp/3 */NOUN/obj/8 in/ADP/case/12 the/DET/det/12 */NOUN/obl/8 ,/PUNCT/punct/15 which/PRON/nsubj/15 */VERB/acl:relcl/12 " +
		"*/ADJ/amod/17 */NOUN/obj/15 ,/PUNCT/punct/22 while/SCONJ/mark/22 the/DET/det/21 */NOUN/nsubj/22 */VERB/advcl/8 */NUM/nummod/24 */NOUN/obj/22 at/ADP/case/26 */PROPN/obl/22 ./PUNCT/punct/3",
	"In/ADP/case/3 */ADJ/amod/3 */NOUN/obl/7 ,/PUNCT/punct/7 the/DET/det/6 */NOUN/nsubj/7 */VERB/root/0 the/DET/det/9 */NOUN/obj/7 of/ADP/case/12 */ADJ/amod/12 */NOUN/nmod/9 and/CCONJ/cc/15 */ADJ/amod/15 */NOUN/conj/9 with/ADP/case/18 a/DET/det/18 */NOUN/obl/7 " +
		"of/ADP/case/21 */NOUN/compound/21 */NOUN/nmod/18 to/PART/mark/23 */VERB/advcl/7 the/DET/det/26 */ADJ/amod/26 */NOUN/obj/23 ./PUNCT/punct/7",
	"-/PUNCT/punct/4 */PROPN/nsubj/4 */ADV/advmod/4 */VERB/root/0 to/PART/mark/6 */VERB/xcomp/4 */ADJ/amod/8 */NOUN/obj/6 against/ADP/case/11 the/DET/det/11 */NOUN/obl/6 ,/PUNCT/punct/14 a/DET/det/14 */NOUN/appos/11 " +
		"that/PRON/nsubj/16 */ADV/advmod/17 */VERB/acl:relcl/14 */NOUN/compound/19 */NOUN/obj/17 ,/PUNCT/punct/23 but/CCONJ/cc/23 */NOUN/nsubj/23 */VERB/conj/4 the/DET/det/25 */NOUN/obj/23 again/ADV/advmod/23 ./PUNCT/punct/4",
}

// generatedTrees are accounts of 40 sentences with trees, a third of them of a common
// stock of claims in varying words.
func generatedTrees(accounts int) []Account {
	table := vectors.English()
	var out []Account
	for a := range accounts {
		d := &text.Document{ID: fmt.Sprintf("account%03d", a)}
		for s := range 40 {
			claim := (s*7 + a*3) % 200
			if s%3 > 0 { // of what an account of news tells, most is told by few
				claim = 200 + a*40 + s
			}
			k := 0
			fill := func(field string) string {
				k++
				i := 300 + (claim*977+k*k*131)%6000
				if (k+a)%4 == 0 {
					i = 300 + (i+a*331+k*77)%6000
				}
				return strings.Replace(field, "*", strings.ReplaceAll(table.Word(i), "/", "-"), 1)
			}
			fields := strings.Fields(treeFrames[claim%len(treeFrames)])
			for i, f := range fields {
				if f[0] == '*' {
					fields[i] = fill(f)
				}
			}
			appendSentence(d, ofTree(strings.Join(fields, " ")).Doc)
		}
		out = append(out, Account{Article: &news.Article{ID: d.ID, Text: d.Text, Outlet: d.ID}, Doc: d})
	}
	return out
}

// appendSentence puts the one sentence of s to the end of d.
func appendSentence(d, s *text.Document) {
	bytes, first := len(d.Text), len(d.Tokens)
	d.Text += s.Text
	for t := range s.Tokens {
		span := s.Tokens[t].Span
		d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: bytes + span.Start, End: bytes + span.End}, Form: s.Tokens[t].Form})
		arc := s.Arcs[t]
		if arc.Head >= 0 {
			arc.Head += first
		}
		d.Arcs = append(d.Arcs, arc)
	}
	d.Morphs = append(d.Morphs, s.Morphs...)
	r := text.Range{Start: first, End: len(d.Tokens)}
	d.Sentences = append(d.Sentences, text.Sentence{Span: d.SpanOf(r), Tokens: r})
}

func BenchmarkCompareTrees(b *testing.B) {
	for _, n := range []int{5, 20} {
		accounts := generatedTrees(n)
		b.Run(fmt.Sprintf("accounts=%d", n), func(b *testing.B) {
			points := len(Compare(news.Event{}, accounts, Options{}).Points) // and all that is embedded is read
			for b.Loop() {
				Compare(news.Event{}, accounts, Options{})
			}
			b.ReportMetric(float64(len(newEvent(accounts).units))/float64(n), "units/account")
			b.ReportMetric(float64(points), "points")
		})
	}
}
