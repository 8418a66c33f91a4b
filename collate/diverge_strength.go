package collate

import (
	"slices"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// Levels of certainty. A claim's is that of the word that bears on its predicate.
const (
	possible = iota + 1
	likely
	asserted
	insistent
)

var levels = map[int]map[string]bool{
	possible: set(`may might could possible possibly perhaps maybe unclear possibility chance consider considering considered considers
		weigh weighs weighed weighing mull mulls mulled mulling`),
	likely: set(`want wants wanted wish wishes expected expects expect likely plan plans planned planning seek seeks hope hopes hoped hoping
		suggested appear appears appeared seem seems seemed should reportedly alleged allegedly apparently
		probably presumably believed intend intends aim aims potential potentially supposedly purportedly ostensibly arguably`),
	insistent: set(`must forced definitely certainly guaranteed vow vowed vows insist insists insisted
		demand demands demanded completely entirely totally fully undoubtedly inevitably unquestionably`),
}

// intentions are what who means to do a thing does; of the future nobody tells more.
var intentions = set("plan plans planned planning intend intends aim aims set due scheduled prepare preparing")

// levelOf is the level that a word sets, 0 for none.
func levelOf(form string) int {
	for _, l := range []int{possible, likely, insistent} {
		if levels[l][form] {
			return l
		}
	}
	return 0
}

// strengthRule: one account puts the claim more surely than the other: the
// predicates are alike and share an argument, and another word of certainty bears
// on each; or a word of one tells more strongly what one of the other tells ("urge",
// "demand").
func strengthRule(e *event, a, b *side) finding {
	if e.alike(a.reading, b.reading) < comparable || otherSpeaker(a, b) {
		return finding{}
	}
	if a.doc.Arcs == nil || b.doc.Arcs == nil || a.doc.Morphs == nil || b.doc.Morphs == nil {
		return e.strengthOfWords(a, b)
	}
	var best finding
	for _, w := range a.words {
		for _, v := range b.words {
			f := e.surer(a, w, b, v)
			if f.kind != "" && f.confidence > best.confidence {
				best = f
			}
		}
	}
	if best.kind == "" {
		return e.byDegree(a, b)
	}
	return best
}

// surer compares how surely a puts its predicate w, and b its predicate v.
func (e *event) surer(a *side, w word, b *side, v word) finding {
	if w.id != v.id && (light[e.lexis.words[w.id].form] || light[e.lexis.words[v.id].form]) {
		return finding{}
	}
	if e.lexis.similarity(w.id, v.id) <= likeWord || w.id != v.id && a.verbal(w) != b.verbal(v) || !e.shareArgument(a, w, b, v) && !e.oneHead(a, w, b, v) {
		return finding{}
	}
	p, q := a.certainty(int(w.tok)), b.certainty(int(v.tok))
	if p.level == q.level || p.level == 0 || q.level == 0 || p.negated != q.negated || p.future && q.intended || p.intended && q.future {
		return finding{}
	}
	return stronger(finding{a: a.spanOf(p.tokens), b: b.spanOf(q.tokens), la: p.level, lb: q.level, confidence: .4 + .1*float32(max(p.level-q.level, q.level-p.level))})
}

// oneHead says that one verb heads the readings of both sides, and that neither who
// does it nor to what differs as far as either tells.
func (e *event) oneHead(a *side, w word, b *side, v word) bool {
	if w.id != v.id || light[e.lexis.words[w.id].form] || !a.verbal(w) || !e.leads(a, w) || !e.leads(b, v) {
		return false
	}
	x, y, p, q := subjects(a, w), subjects(b, v), objects(a, w), objects(b, v)
	return (len(x) == 0 || len(y) == 0 || e.common(x, y)) && (len(p) == 0 || len(q) == 0 || e.common(p, q))
}

// repeats says that a side has the other's word w, too, in whatever form: then it
// does not choose between that and another.
func (s *side) repeats(other *side, w word) bool {
	return holdsWord(s.words, w.id) || slices.ContainsFunc(s.tokens, func(t int) bool { return sameRoot(s.form(t), other.form(int(w.tok))) })
}

// verbal says that a word is a verb.
func (s *side) verbal(w word) bool { return s.doc.Morphs[w.tok].UPOS == "VERB" }

// shareArgument says that beside their predicates two sides have a word of
// content in common, two if the predicate says little.
func (e *event) shareArgument(a *side, w word, b *side, v word) bool {
	need := 1
	if light[e.lexis.words[w.id].form] || light[e.lexis.words[v.id].form] {
		need = 2
	}
	for _, x := range a.words {
		if x.tok == w.tok || !under(a.doc.Document, int(x.tok), int(w.tok)) && a.doc.Arcs[w.tok].Head != int(x.tok) {
			continue
		}
		for _, y := range b.words {
			if y.tok != v.tok && e.lexis.similarity(x.id, y.id) > sameWord && (under(b.doc.Document, int(y.tok), int(v.tok)) || b.doc.Arcs[v.tok].Head == int(y.tok)) {
				need--
				break
			}
		}
	}
	return need <= 0
}

// certainty is how surely a predicate is put.
type certainty struct {
	level            int // 0 if it is not asserted, or nobody can tell
	future, intended bool
	negated          bool
	tokens           []int // the words that show it, in order
}

// certainty of the predicate at token p of a side.
func (s *side) certainty(p int) certainty {
	c := certainty{level: asserted, tokens: []int{p}}
	if g := s.demandOf(p); g >= 0 {
		c.lower(levelOf(s.form(g)))
		c.negated, c.tokens = s.denied(g), s.around(p, append(s.denials(g), g))
		return c
	}
	if l := levelOf(s.form(p)); l > 0 || s.doc.Morphs[p].UPOS != "VERB" && subjectOf(s.doc.Document, s.sentence(), p) < 0 {
		return certainty{}
	}
	to, finite := false, strings.Contains(s.doc.Morphs[p].Feats, "VerbForm=Fin")
	for _, t := range s.modifiers(p) {
		form := s.form(t)
		switch base, _, _ := strings.Cut(s.doc.Arcs[t].Relation, ":"); {
		case base == "mark" && form == "to":
			to = true
		case base == "mark" && form != "that", form == "should" && t < subjectOf(s.doc.Document, s.sentence(), p):
			return certainty{}
		case s.negates(t):
			c.negated = true
		case base == "aux" || base == "cop" || base == "advmod":
			finite = finite || base != "advmod"
			c.tokens = append(c.tokens, t)
			c.future = c.future || form == "will" || form == "would" || form == "shall" || form == "'ll"
			c.lower(levelOf(form))
		}
	}
	if g := s.doc.Arcs[p].Head; g >= 0 && complement(s.doc.Arcs[p].Relation) {
		form := s.form(g)
		switch l := levelOf(form); {
		case to && s.doc.Morphs[g].Lemma == "have":
			c.lower(insistent)
			c.tokens = append(c.tokens, g)
		case to && form == "going":
			c.future = true
		case l > 0 || intentions[form]:
			c.lower(l)
			c.intended = intentions[form]
			c.negated = c.negated != s.denied(g)
			c.tokens = append(c.tokens, g)
			c.tokens = append(c.tokens, s.denials(g)...)
		case to || !finite:
			return certainty{} // who agrees, wants or is able to do a thing has not done it
		}
	} else if g >= 0 && (to || !finite) {
		return certainty{} // what for, or by what
	} else {
		c.future = c.future || to
	}
	c.tokens = s.around(p, c.tokens)
	return c
}

// demandOf is the verb of a level whose object the noun at p is: who demands, seeks or
// expects an exemption says that there should be one; -1 if there is none.
func (s *side) demandOf(p int) int {
	g := s.doc.Arcs[p].Head
	if g < 0 || s.doc.Morphs[p].UPOS != "NOUN" || s.doc.Morphs[g].UPOS != "VERB" || s.doc.Arcs[p].Relation != "obj" || levelOf(s.form(g)) == 0 {
		return -1
	}
	return g
}

// denials are the words that negate and hang from token t.
func (s *side) denials(t int) []int {
	return slices.DeleteFunc(s.modifiers(t), func(u int) bool { return !s.negates(u) })
}

// denied says that a word that negates hangs from token t.
func (s *side) denied(t int) bool { return len(s.denials(t)) > 0 }

// lower sets the level to what a word says, the weakest word before the
// strongest.
func (c *certainty) lower(l int) {
	if l > 0 && (l < c.level || c.level == asserted) {
		c.level = l
	}
}

// complement says that a clause of that relation is what its governor is about.
func complement(relation string) bool {
	base, _, _ := strings.Cut(relation, ":")
	return base == "xcomp" || base == "ccomp" || base == "acl" && relation != "acl:relcl"
}

// modifiers are the tokens that hang from p; of a coordinated predicate without
// subject, also the auxiliaries that it shares: "must" of "strengthened" in "must be kept and
// strengthened".
func (s *side) modifiers(p int) []int {
	var out []int
	r := s.sentence()
	own, first := false, -1
	if s.doc.Arcs[p].Relation == "conj" && subjectOf(s.doc.Document, r, p) < 0 {
		first = s.doc.Arcs[p].Head
	}
	for t := r.Start; t < r.End; t++ {
		if s.doc.Arcs[t].Head == p {
			out = append(out, t)
			own = own || strings.HasPrefix(s.doc.Arcs[t].Relation, "aux")
		}
	}
	for t := r.Start; t < r.End && first >= 0 && !own; t++ {
		if s.doc.Arcs[t].Head == first && strings.HasPrefix(s.doc.Arcs[t].Relation, "aux") {
			out = append(out, t)
		}
	}
	return out
}

// around are the tokens from the first to the last of those that show how surely
// p is put, p alone where they lie apart.
func (s *side) around(p int, tokens []int) []int {
	first, last := p, p
	for _, t := range tokens {
		if t >= p-closeBy && t <= p+closeBy {
			first, last = min(first, t), max(last, t)
		}
	}
	return []int{first, last}
}

const closeBy = 6 // tokens

func (s *side) sentence() text.Range { return s.doc.TokensIn(s.Sentence) }

// strengthOfWords is strengthRule without trees: the weakest word anywhere in the
// readings.
func (e *event) strengthOfWords(a, b *side) finding {
	la, ta := a.strength()
	lb, tb := b.strength()
	if la == lb {
		return finding{}
	}
	return stronger(finding{a: a.wordOr(ta), b: b.wordOr(tb), la: la, lb: lb, confidence: .4 + .1*float32(max(la-lb, lb-la))})
}

// strength is the level of a reading and the word that sets it.
func (s *side) strength() (level, token int) {
	c := certainty{level: asserted}
	token = -1
	for _, t := range s.tokens {
		if s.proper(t) {
			continue // the month of May
		}
		before := c.level
		if c.lower(levelOf(s.form(t))); c.level != before {
			token = t
		}
	}
	return c.level, token
}

// proper says that t looks like part of a name.
func (s *side) proper(t int) bool {
	return t > s.sentence().Start && s.doc.Tokens[t].Form[0] < 'a' && !isPunctuation(s.doc.Document, t-1)
}

func stronger(f finding) finding {
	f.kind = news.Stronger
	if f.la < f.lb {
		f.kind = news.Weaker
	}
	return f
}

// bears says that the word t, if there is one, bears on something that the other
// side has too: the verb of a modal or adverb, or what is planned or likely.
func (e *event) bears(s *side, t int, other *side, least float32) bool {
	if t < 0 || s.doc.Arcs == nil || s.said != nil && s.said.cue.Contains(s.doc.Tokens[t].Span) {
		return true
	}
	switch base, _, _ := strings.Cut(s.doc.Arcs[t].Relation, ":"); base {
	case "aux", "advmod", "amod":
		if s.Span.Contains(s.doc.Tokens[t].Span) {
			return e.has(other, s.doc, s.doc.Arcs[t].Head, least)
		}
		return true // shared with the predicate of the reading
	}
	for u := t + 1; u < len(s.doc.Arcs) && s.Sentence.Contains(s.doc.Tokens[u].Span); u++ {
		if s.doc.Arcs[u].Head == t && e.has(other, s.doc, u, least) {
			return true
		}
	}
	return false
}

// How like words must be that may stand for one another, and that must mean the
// same.
const (
	likeWord = .5
	sameWord = .8
)

// has says that s has the word of token t of doc, or one that is like it.
func (e *event) has(s *side, doc *page, t int, least float32) bool {
	if t < 0 {
		return false
	}
	x, ok := doc.gloss(t)
	if !ok {
		return false
	}
	i, known := e.lexis.index[x.key]
	for _, w := range s.words {
		if known && e.lexis.similarity(i, w.id) > least {
			return true
		}
	}
	return false
}

func (s *side) wordOr(t int) text.Span {
	if t < 0 {
		return s.Span
	}
	return s.doc.Tokens[t].Span
}
