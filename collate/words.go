package collate

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"synoptic/learn/nn"
	"synoptic/lexicon/kinship"
	"synoptic/lexicon/paraphrase"
	"synoptic/lexicon/vectors"
	"synoptic/text"
)

// word is one content word of a unit.
type word struct {
	id  int32 // index into lexis
	tok int32 // token of the document
}

// lexis is the vocabulary of one event. A word's weight is how rare it is, in
// English and in the event: what every sentence of the event holds tells
// nothing about which sentences say the same.
type lexis struct {
	index  map[string]int32
	stems  map[string]string // by lemma
	pages  map[*text.Document]*page
	words  []entry
	weight []float32
	rarity []float32    // logarithm of one in how many sentences of the event holds the word
	kin    [][]relative // by word; made when first asked for
	twin   [][]int32    // those of them that are all but the same word
	found  []float32    // by word, scratch of cover, all zero but within it
	drawn  [][]float32  // by word, its vector drawn to its relatives; of short texts only
}

// gloss is the content word that a token is.
type gloss struct {
	key  string // what makes two tokens the same word: stem, or "#value"
	form string // lower-case form or lemma, for vectors and WordNet
	kind wordKind
}

// entry is one word of the lexis.
type entry struct {
	gloss
	kinship.Word
	vector vectors.Vector // empty if there is none
	square int            // of the vector's length, unscaled
	depth  float32        // the logarithm of rank, as the matcher takes it
	places int            // sentences that hold it
}

type wordKind uint8

const (
	plain wordKind = iota
	numeral
	named
)

func newLexis() *lexis {
	return &lexis{index: map[string]int32{}, stems: map[string]string{}, pages: map[*text.Document]*page{}}
}

func (l *lexis) add(g gloss) int32 {
	id, ok := l.index[g.key]
	if !ok {
		e := entry{gloss: g, Word: kinship.Of(g.form)}
		id = int32(len(l.words))
		l.index[g.key] = id
		e.vector, _ = vectors.English().Lookup(e.form)
		e.square = nn.DotBytes(e.vector.Q, e.vector.Q)
		e.depth = float32(math.Log(float64(10+e.Rank))) / 12
		l.words = append(l.words, e)
	}
	return id
}

// weigh counts the sentences that hold each word and sets the weights. Units
// must be in the order of accounts and text.
func (l *lexis) weigh(units []unit) {
	sentences := 0
	counted := make([]int, len(l.words)) // the sentence that counted the word last, from 1
	for i := range units {
		if i == 0 || units[i].account != units[i-1].account || units[i].sentence != units[i-1].sentence {
			sentences++
		}
		for _, w := range units[i].words {
			if counted[w.id] != sentences {
				counted[w.id] = sentences
				l.words[w.id].places++
			}
		}
	}
	l.weight, l.rarity = make([]float32, len(l.words)), make([]float32, len(l.words))
	for i, e := range l.words {
		n := float64(sentences + 20) // so that a handful of sentences tells little about rarity
		local := math.Log(1+n/float64(max(1, e.places))) / math.Log(1+n)
		l.weight[i] = float32(local * general(e))
		l.rarity[i] = float32(math.Log(n / float64(max(1, e.places))))
	}
}

// general is how much a word weighs whatever the event, 0 to 1: the logarithm of
// its rank among the words of English; names and numbers weigh most.
func general(e entry) float64 {
	if e.kind == numeral {
		return .8
	}
	form, _, _ := strings.Cut(e.form, "_")
	rank := vectors.English().Rank(form)
	if rank < 0 {
		return 1
	}
	return math.Log(float64(rank+10)) / math.Log(float64(vectors.English().Len()+10))
}

// page is a document with the content words that its tokens are; one without a key
// is none.
type page struct {
	*text.Document
	glosses []gloss
	called  []gloss // what tokens count as in finding what accounts share
	told    []gloss // and in telling how they differ
	lower   []string
	lemmas  []string     // in small letters; nil without morphology
	phrases [][][]string // by token, those of the paraphrase list that begin with its lemma; likewise
	counts  []bool       // by token, may a number begin with it
	denies  []bool
	quotes  [][]text.Quote // by sentence, those of which something stands in it
}

// pageOf reads a document, once; and a lemma is stemmed once.
func (l *lexis) pageOf(doc *text.Document) *page {
	if p := l.pages[doc]; p != nil {
		return p
	}
	p := &page{Document: doc, glosses: make([]gloss, len(doc.Tokens))}
	for t := range p.glosses {
		g, ok := lemmaOf(doc, t)
		if !ok {
			continue
		}
		if g.key == "" {
			stem, known := l.stems[g.form]
			if !known {
				stem = english.Stem(g.form, false)
				l.stems[g.form] = stem
			}
			g.key = stem
		}
		p.glosses[t] = g
	}
	p.readForms()
	p.quotes = make([][]text.Quote, len(doc.Sentences))
	for _, q := range doc.Quotes {
		eachSentence(doc, q.Inner, func(si int) { p.quotes[si] = append(p.quotes[si], q) })
	}
	p.called, p.told = callings(p), slices.Clone(p.glosses)
	p.resolve(p.called)
	p.resolve(p.told)
	l.pages[doc] = p
	return p
}

// eachSentence hands over the sentences that a stretch of the text may reach into, in order.
func eachSentence(doc *text.Document, s text.Span, use func(si int)) {
	for si := max(0, doc.SentenceAt(s.Start)); si < len(doc.Sentences) && doc.Sentences[si].Span.Start < s.End; si++ {
		use(si)
	}
}

// quotedIn are the tokens of sentence si that stand between the marks of a quotation.
func (p *page) quotedIn(si int, q text.Quote) text.Range {
	s := p.Sentences[si]
	in := p.TokensIn(text.Span{Start: max(q.Inner.Start, s.Span.Start), End: min(q.Inner.End, s.Span.End)})
	return text.Range{Start: max(in.Start, s.Tokens.Start), End: min(in.End, s.Tokens.End)}
}

// readForms finds what is told of tokens by their forms and lemmas alone, which every
// unit that holds them asks for.
func (p *page) readForms() {
	n := len(p.Tokens)
	p.lower, p.counts, p.denies = make([]string, n), make([]bool, n), make([]bool, n)
	for t := range p.Tokens {
		form := strings.ToLower(p.Tokens[t].Form)
		p.lower[t], p.counts[t], p.denies[t] = form, counts(form), denies(p.Tokens[t].Form)
	}
	if p.Morphs == nil {
		return
	}
	p.lemmas, p.phrases = make([]string, n), make([][][]string, n)
	for t := range p.Morphs {
		p.lemmas[t] = strings.ToLower(p.Morphs[t].Lemma)
		p.phrases[t] = paraphrase.English().Phrases(p.lemmas[t])
	}
}

// gloss is the content word that token t is.
func (p *page) gloss(t int) (gloss, bool) { return p.glosses[t], p.glosses[t].key != "" }

// wordsOf lists the content words of tokens, of the document's called or told.
func wordsOf(l *lexis, doc *page, tokens []int, as []gloss) []word {
	out := make([]word, 0, len(tokens))
	phrases, inside := phrasesOf(doc, tokens)
	for _, t := range tokens {
		if inside[t] {
			continue
		}
		if p, ok := phrases[t]; ok {
			out = append(out, word{l.add(gloss{key: p, form: p}), int32(t)})
			continue
		}
		if g := as[t]; g.key != "" {
			out = append(out, word{l.add(g), int32(t)})
		}
	}
	return out
}

// phrasesOf finds the phrases of the paraphrase list among tokens: by the first
// token of each its spelling in the list, and the tokens that it covers beside.
func phrasesOf(doc *page, tokens []int) (at map[int]string, inside map[int]bool) {
	if doc.Morphs == nil {
		return nil, nil
	}
	for i, t := range tokens {
		if inside[t] {
			continue
		}
		for _, phrase := range doc.phrases[t] {
			rest := spelled(doc, tokens[i:], phrase)
			if rest == nil {
				continue
			}
			if at == nil {
				at, inside = map[int]string{}, map[int]bool{}
			}
			at[t] = strings.Join(phrase, "_")
			for _, r := range rest[1:] {
				inside[r] = true
			}
			break
		}
	}
	return at, inside
}

// spelled gives the tokens of a phrase that begins with the first of tokens, nil
// if none does. What the second word's verb governs may stand between the two:
// "hand the suspect over".
func spelled(doc *page, tokens []int, phrase []string) []int {
	found := tokens[:1:1]
	for _, w := range phrase[1:] {
		last := found[len(found)-1]
		next := -1
		for _, t := range tokens[1:] {
			if t > last+5 {
				break
			}
			if t <= last || doc.lemmas[t] != w && doc.lower[t] != w {
				continue
			}
			if t == last+1 || doc.Arcs != nil && doc.Arcs[t].Head == tokens[0] && doc.Arcs[t].Relation == "compound:prt" {
				next = t
			}
			break
		}
		if next < 0 {
			return nil
		}
		found = append(found, next)
	}
	return found
}

// glossOf is the content word that token t is.
func glossOf(doc *text.Document, t int) (gloss, bool) {
	g, ok := lemmaOf(doc, t)
	if ok && g.key == "" {
		g.key = english.Stem(g.form, false)
	}
	return g, ok
}

// lemmaOf is a gloss whose key is left to be made of the form, unless it is a number.
func lemmaOf(doc *text.Document, t int) (gloss, bool) {
	form := strings.ToLower(strings.ReplaceAll(doc.Tokens[t].Form, "’", "'"))
	if v, ok := numberWord(form); ok {
		return gloss{key: "#" + v, form: form, kind: numeral}, true
	}
	first, _ := utf8.DecodeRuneInString(form)
	if !unicode.IsLetter(first) || stop[strings.TrimSuffix(form, ".")] {
		return gloss{}, false
	}
	lemma := form
	upper := false
	if doc.Morphs != nil {
		m := doc.Morphs[t]
		switch m.UPOS {
		case "NOUN", "VERB", "ADJ", "ADV", "NUM", "INTJ", "X":
		case "PROPN":
			upper = true
		default:
			return gloss{}, false
		}
		if m.Lemma != "" && m.Lemma != "_" {
			lemma = strings.ToLower(m.Lemma)
		}
	}
	g := gloss{form: lemma}
	if upper {
		g.kind = named
	}
	return g, true
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// stop are words that carry no claim, among them the words by which speech is
// reported.
var stop = set(`a an the this that these those and or but nor so yet if then than as at by for from in into of off on
	onto out over per to up upon with within without about above across after against along among around before behind
	below beneath beside besides between beyond down during except inside like near since through throughout toward
	towards under until via while whilst although though because unless whether both either neither
	i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its
	itself they them their theirs themselves who whom whose which what when where why how
	be am is are was were been being have has had having do does did doing done will would shall should can could may
	might must ought 's n't 'll 're 've 'd 'm not no
	there here also too very just only even still again ever such own same other another any some each every all most
	more much many few
	say says said saying tell tells told telling add adds added adding according mr mrs ms sir dr`)
