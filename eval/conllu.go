package eval

import (
	"fmt"
	"strings"
	"unicode"

	"synoptic/text"
)

// Conllu scores tokenisation, tagging and parsing by the definitions of the
// CoNLL 2018 shared task: precision, recall and F1 over tokens and sentences by
// their characters (blanks do not count), and over the words that can be
// aligned for everything else, so that an error of tokenisation costs every
// measure. With gold tokens F1 is accuracy. Documents are added one by one; the
// zero value is ready.
//
// Source: D. Zeman et al., "CoNLL 2018 Shared Task: Multilingual Parsing from
// Raw Text to Universal Dependencies", CoNLL 2018, conll18_ud_eval.py. As
// there, relations are compared without their subtype, features only where
// they are universal, and a gold lemma "_" is not held against the system.
type Conllu struct {
	Tokens, Sentences, Words           Count
	UPOS, XPOS, Feats, Lemma, UAS, LAS Count
}

// Count is what F1 is made of.
type Count struct{ Gold, System, Correct int }

// F1 is in per cent; 0 where nothing is there.
func (c Count) F1() float64 { return percentOf(2*c.Correct, c.Gold+c.System) }

// Precision is in per cent.
func (c Count) Precision() float64 { return percentOf(c.Correct, c.System) }

// Recall is in per cent.
func (c Count) Recall() float64 { return percentOf(c.Correct, c.Gold) }

func percentOf(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

func (c *Count) add(gold, system, correct int) {
	c.Gold += gold
	c.System += system
	c.Correct += correct
}

// Add scores one document. Both need Tokens and Sentences; a layer that either
// lacks (Morphs, Arcs) counts as wrong throughout. It is an error if the texts
// differ in more than blanks.
func (c *Conllu) Add(gold, system *text.Document) error {
	g, s := newSide(gold), newSide(system)
	if g.chars != s.chars {
		return fmt.Errorf("document %q: the texts differ at %q and %q", gold.ID, difference(g.chars, s.chars), difference(s.chars, g.chars))
	}
	c.Tokens.add(overlap(g.tokens, s.tokens))
	c.Sentences.add(overlap(g.sentences, s.sentences))
	pairs := align(g.words, s.words)
	n, m := len(g.words), len(s.words)
	c.Words.add(n, m, len(pairs))
	c.UPOS.add(n, m, agree(pairs, g, s, func(m text.Morph) string { return m.UPOS }))
	c.XPOS.add(n, m, agree(pairs, g, s, func(m text.Morph) string { return m.XPOS }))
	c.Feats.add(n, m, agree(pairs, g, s, func(m text.Morph) string { return universal(m.Feats) }))
	c.Lemma.add(n, m, lemmas(pairs, g, s))
	unlabelled, labelled := attached(pairs, g, s)
	c.UAS.add(n, m, unlabelled)
	c.LAS.add(n, m, labelled)
	return nil
}

// Rows are the F1 of every measure.
func (c *Conllu) Rows() []Row {
	var rows []Row
	for _, r := range []struct {
		name  string
		count Count
	}{
		{"tokens", c.Tokens}, {"sentences", c.Sentences}, {"words", c.Words}, {"UPOS", c.UPOS}, {"XPOS", c.XPOS},
		{"features", c.Feats}, {"lemmas", c.Lemma}, {"UAS", c.UAS}, {"LAS", c.LAS},
	} {
		rows = append(rows, Row{Measure: r.name, Value: r.count.F1(), N: r.count.Gold})
	}
	return rows
}

// side is one document with its offsets in characters that are not blank.
type side struct {
	doc               *text.Document
	chars             string
	tokens, sentences []text.Span
	words             []word
}

type word struct {
	span  text.Span // of the whole surface token inside a multiword token
	multi bool
	form  string // lower case
}

func newSide(d *text.Document) *side {
	s := &side{doc: d}
	var b strings.Builder
	at := make([]int, len(d.Text)+1) // bytes not blank before each byte
	for i, r := range d.Text {
		at[i] = b.Len()
		if !unicode.IsSpace(r) {
			b.WriteRune(r)
		}
	}
	at[len(d.Text)] = b.Len()
	s.chars = b.String()
	squeeze := func(p text.Span) text.Span { return text.Span{Start: at[p.Start], End: at[p.End]} }
	for _, t := range d.Tokens {
		s.words = append(s.words, word{span: squeeze(t.Span), form: strings.ToLower(t.Form)})
	}
	for _, m := range d.Multiwords {
		span := squeeze(d.SpanOf(m))
		for i := m.Start; i < m.End; i++ {
			s.words[i].span, s.words[i].multi = span, true
		}
	}
	for i, w := range s.words {
		if i == 0 || !w.multi || w.span != s.words[i-1].span {
			s.tokens = append(s.tokens, w.span)
		}
	}
	for _, x := range d.Sentences {
		s.sentences = append(s.sentences, squeeze(x.Span))
	}
	return s
}

// difference shows where a leaves b.
func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return a[i:min(len(a), i+20)]
}

func overlap(gold, system []text.Span) (g, s, correct int) {
	for g < len(gold) && s < len(system) {
		switch {
		case system[s].Start < gold[g].Start:
			s++
		case gold[g].Start < system[s].Start:
			g++
		default:
			if gold[g].End == system[s].End {
				correct++
			}
			g++
			s++
		}
	}
	return len(gold), len(system), correct
}

// pair is an aligned gold and system word.
type pair struct{ gold, system int }

// align pairs words of equal span; inside multiword tokens of either side, the
// longest common subsequence of forms.
func align(gold, system []word) []pair {
	var pairs []pair
	g, s := 0, 0
	for g < len(gold) && s < len(system) {
		switch {
		case gold[g].multi || system[s].multi:
			g0, s0, g1, s1 := region(gold, system, g, s)
			pairs = append(pairs, common(gold, system, g0, s0, g1, s1)...)
			g, s = g1, s1
		case gold[g].span == system[s].span:
			pairs = append(pairs, pair{g, s})
			g++
			s++
		case gold[g].span.Start <= system[s].span.Start:
			g++
		default:
			s++
		}
	}
	return pairs
}

// region is the smallest run of words on both sides that holds whole multiword
// tokens only.
func region(gold, system []word, g, s int) (g0, s0, g1, s1 int) {
	var end int
	if gold[g].multi {
		end = gold[g].span.End
		if !system[s].multi && system[s].span.Start < gold[g].span.Start {
			s++
		}
	} else {
		end = system[s].span.End
		if !gold[g].multi && gold[g].span.Start < system[s].span.Start {
			g++
		}
	}
	g0, s0 = g, s
	for !beyond(gold, g, end) || !beyond(system, s, end) {
		if g < len(gold) && (s >= len(system) || gold[g].span.Start <= system[s].span.Start) {
			end = extend(gold[g], end)
			g++
		} else {
			end = extend(system[s], end)
			s++
		}
	}
	return g0, s0, g, s
}

func beyond(words []word, i, end int) bool {
	if i >= len(words) {
		return true
	}
	if words[i].multi {
		return words[i].span.Start >= end
	}
	return words[i].span.End > end
}

func extend(w word, end int) int {
	if w.multi {
		return max(end, w.span.End)
	}
	return end
}

// common is the longest common subsequence of gold[g0:g1] and system[s0:s1].
func common(gold, system []word, g0, s0, g1, s1 int) []pair {
	n, m := g1-g0, s1-s0
	best := make([][]int, n+1)
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if gold[g0+i].form == system[s0+j].form {
				best[i][j] = max(best[i][j], 1+best[i+1][j+1])
			}
		}
	}
	var pairs []pair
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case gold[g0+i].form == system[s0+j].form:
			pairs = append(pairs, pair{g0 + i, s0 + j})
			i++
			j++
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return pairs
}

func agree(pairs []pair, g, s *side, column func(text.Morph) string) int {
	if g.doc.Morphs == nil || s.doc.Morphs == nil {
		return 0
	}
	n := 0
	for _, p := range pairs {
		if column(g.doc.Morphs[p.gold]) == column(s.doc.Morphs[p.system]) {
			n++
		}
	}
	return n
}

func lemmas(pairs []pair, g, s *side) int {
	if g.doc.Morphs == nil || s.doc.Morphs == nil {
		return 0
	}
	n := 0
	for _, p := range pairs {
		if want := g.doc.Morphs[p.gold].Lemma; want == "" || want == "_" || want == s.doc.Morphs[p.system].Lemma {
			n++
		}
	}
	return n
}

// attached counts words with the right head, and with the right relation too.
func attached(pairs []pair, g, s *side) (unlabelled, labelled int) {
	if g.doc.Arcs == nil || s.doc.Arcs == nil {
		return 0, 0
	}
	const root, unaligned = -1, -2
	to := make([]int, len(s.words))
	for i := range to {
		to[i] = unaligned
	}
	for _, p := range pairs {
		to[p.system] = p.gold
	}
	for _, p := range pairs {
		want, got := g.doc.Arcs[p.gold], s.doc.Arcs[p.system]
		head := root
		if got.Head >= 0 {
			head = to[got.Head]
		}
		if head != want.Head {
			continue
		}
		unlabelled++
		if plain(want.Relation) == plain(got.Relation) {
			labelled++
		}
	}
	return unlabelled, labelled
}

// plain is a relation without its subtype.
func plain(relation string) string {
	relation, _, _ = strings.Cut(relation, ":")
	return relation
}

// universal keeps the features that the shared task compares.
func universal(feats string) string {
	var kept []string
	for _, f := range strings.Split(feats, "|") {
		if name, _, _ := strings.Cut(f, "="); universalFeatures[name] {
			kept = append(kept, f)
		}
	}
	return strings.Join(kept, "|")
}

var universalFeatures = map[string]bool{
	"PronType": true, "NumType": true, "Poss": true, "Reflex": true, "Foreign": true, "Abbr": true,
	"Gender": true, "Animacy": true, "Number": true, "Case": true, "Definite": true, "Degree": true,
	"VerbForm": true, "Mood": true, "Tense": true, "Aspect": true, "Voice": true, "Evident": true,
	"Polarity": true, "Person": true, "Polite": true,
}
