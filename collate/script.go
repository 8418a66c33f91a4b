package collate

import (
	"math"
	"slices"
	"strings"

	"synoptic/learn/nn"
	"synoptic/lexicon/vectors"
	"synoptic/text"
)

// script is a sentence as the reader sees it: of its tokens those that tell
// something, content words, names, and what denies, limits or governs them.
type script struct {
	marks []mark
}

// mark is one such token.
type mark struct {
	token       int   // of the document
	word        int32 // of the lexis, -1 if it is no content word
	form, lemma int32 // places among the event's vectors
	head        int   // place of the nearest mark above it in the tree, -1 if none
	class       int   // part of speech, among markClasses
	relation    int   // among markRelations, 0 for any other
	told        [markTold]float32
}

// What is told of a mark besides.
const (
	mLocal = iota // rarity in the event
	mNamed
	mNumeral
	mQuoted
	mContent
	mGeneral // rarity in English
	mPlace   // of the sentence in its account
	markTold
)

const mostMarks = 64 // of a sentence

var markClasses = []string{"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM", "PRON", "DET", "ADP", "AUX", "PART", "CCONJ", "SCONJ", "SYM", "INTJ", "X", ""}

var markRelations = strings.Fields(". acl advcl advmod amod appos aux case cc ccomp compound conj cop csubj dep det discourse expl fixed flat iobj list mark nmod nsubj nummod obj obl orphan parataxis root vocative xcomp")

const contentClasses = 6 // of markClasses, those that come first

// small words that are marks all the same
var smallMarks = strings.Fields("not no never without n't will would may might can could should must shall cannot nor none nobody nothing neither against for before after until if unless only but")

// scripts are those of all sentences.
func (e *event) scripts() []script {
	if e.scripted == nil {
		e.vectorAt, e.vectored = map[string]int32{"": 0}, [][]float32{make([]float32, vectors.Dim)}
		e.scripted = make([]script, len(e.all))
		for i := range e.all {
			e.scripted[i] = e.script(&e.all[i])
		}
	}
	return e.scripted
}

func (e *event) script(s *sentence) script {
	doc := e.accounts[s.account].Doc
	tokens := doc.Sentences[s.index].Tokens
	word := map[int]int32{}
	for _, w := range s.words {
		word[int(w.tok)] = w.id
	}
	place := map[int]int{} // of a token among the marks
	var kept []int
	for t := tokens.Start; t < tokens.End && len(kept) < mostMarks; t++ {
		if _, ok := word[t]; !ok && !isMark(doc, t) || isPunctuation(doc, t) {
			continue
		}
		place[t] = len(kept)
		kept = append(kept, t)
	}
	if len(kept) == 0 {
		kept = append(kept, tokens.Start)
		place[tokens.Start] = 0
	}
	var out script
	for _, t := range kept {
		m := e.mark(doc, t, word)
		m.told[mPlace] = s.place
		m.head = headAmong(doc, t, place)
		out.marks = append(out.marks, m)
	}
	return out
}

// isMark says whether a token that is no content word of the lexis is a mark.
func isMark(doc *text.Document, t int) bool {
	if doc.Morphs == nil {
		return slices.Contains(smallMarks, strings.ToLower(doc.Tokens[t].Form))
	}
	return slices.Contains(markClasses[:contentClasses], doc.Morphs[t].UPOS) || slices.Contains(smallMarks, strings.ToLower(doc.Morphs[t].Lemma))
}

func headAmong(doc *text.Document, t int, place map[int]int) int {
	if doc.Arcs == nil {
		return -1
	}
	for range mostMarks {
		if t = doc.Arcs[t].Head; t < 0 {
			return -1
		}
		if at, ok := place[t]; ok {
			return at
		}
	}
	return -1
}

func (e *event) mark(doc *text.Document, t int, word map[int]int32) mark {
	m := mark{token: t, word: -1, class: len(markClasses) - 1}
	form := strings.ToLower(doc.Tokens[t].Form)
	lemma := form
	if doc.Morphs != nil {
		lemma = strings.ToLower(doc.Morphs[t].Lemma)
		m.class = max(0, slices.Index(markClasses, doc.Morphs[t].UPOS))
	}
	if doc.Arcs != nil {
		relation, _, _ := strings.Cut(doc.Arcs[t].Relation, ":")
		m.relation = max(0, slices.Index(markRelations, relation))
	}
	m.form, m.lemma = e.vectorFor(form), e.vectorFor(lemma)
	m.told[mQuoted] = indicator(doc.Quoted(doc.Tokens[t].Span))
	if id, ok := word[t]; ok {
		w := &e.lexis.words[id]
		m.word = id
		m.told[mLocal] = e.lexis.rarity[id] / 5
		m.told[mNamed] = indicator(w.kind == named)
		m.told[mNumeral] = indicator(w.kind == numeral)
		m.told[mContent] = 1
		m.told[mGeneral] = float32(general(*w))
	}
	return m
}

// vectorFor is the number of a word among the event's vectors, one for each word
// whether it has a vector or not, and one for all numbers.
func (e *event) vectorFor(word string) int32 {
	if strings.ContainsAny(word, "0123456789") {
		word = "#"
	}
	n, ok := e.vectorAt[word]
	if !ok {
		n = int32(len(e.vectored))
		e.vectorAt[word] = n
		row := make([]float32, vectors.Dim)
		if v, ok := vectors.English().Lookup(word); ok {
			unitLength(row, v.Q)
		}
		e.vectored = append(e.vectored, row)
	}
	return n
}

func unitLength(row []float32, q []int8) {
	square := nn.DotBytes(q, q)
	if square == 0 {
		return
	}
	by := float32(1 / math.Sqrt(float64(square)))
	for i, x := range q {
		row[i] = float32(x) * by
	}
}

// markWidth is how many numbers the reader sees of a mark.
var markWidth = 2*vectors.Dim + markTold + len(markClasses) + len(markRelations)

// lookAt writes what the reader sees of a mark. Names have no vectors: what matters
// is whether two are of one.
func (e *event) lookAt(m *mark, row []float32, hidden bool) {
	clear(row)
	if !hidden && m.told[mNamed] == 0 {
		copy(row, e.vectored[m.form])
		copy(row[vectors.Dim:], e.vectored[m.lemma])
	}
	rest := row[2*vectors.Dim:]
	copy(rest, m.told[:])
	rest[markTold+m.class] = 1
	rest[markTold+len(markClasses)+m.relation] = 1
}

// What is known of two marks of one sentence.
const (
	nearHead = iota
	nearChild
	nearNext
	nearLast
	nearBy
	nearSelf
	nNear
)

func (s *script) near(i, j int, row []float32) {
	d := j - i
	row[nearHead], row[nearChild] = indicator(s.marks[i].head == j), indicator(s.marks[j].head == i)
	row[nearNext], row[nearLast] = indicator(d == 1), indicator(d == -1)
	row[nearBy], row[nearSelf] = indicator(d >= -3 && d <= 3), indicator(d == 0)
}

// What is known of two marks of two sentences.
const (
	acrossSame  = iota // one word of the lexis
	acrossLemma        // one lemma
	acrossVector
	acrossRare // one word, and how rare
	acrossList // related by the paraphrase list
	acrossStronger
	acrossOpposed
	acrossWordNet
	acrossAntonym
	acrossSpelling
	nAcross
)

// across sees two marks but for their vectors, and whether there is anything to see;
// the row is zero before.
func (e *event) across(x, y *mark, row []float32) bool {
	row[acrossLemma] = indicator(x.lemma == y.lemma)
	if x.word < 0 || y.word < 0 {
		return x.lemma == y.lemma
	}
	if x.word == y.word {
		row[acrossSame], row[acrossRare] = 1, x.told[mLocal]
		return true
	}
	b, kin := e.lexis.bond(x.word, y.word)
	row[acrossList], row[acrossStronger], row[acrossOpposed] = b.same, b.stronger, b.opposed
	row[acrossWordNet], row[acrossAntonym], row[acrossSpelling] = b.wordNet, b.antonym, b.spelling
	return kin || x.lemma == y.lemma
}

// lemmas are the vectors of a sentence's lemmas, as either factor of a product.
type lemmas struct {
	rows    nn.Matrix
	columns nn.Packed
}

func (e *event) lemmas(s *script) *lemmas {
	l := &lemmas{rows: nn.NewMatrix(len(s.marks), vectors.Dim)}
	for i := range s.marks {
		copy(l.rows.Row(i), e.vectored[s.marks[i].lemma])
	}
	nn.PackT(l.rows, &l.columns)
	return l
}
