package attribute

import (
	"sort"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// candidate is a reading of a place in the text as an attribution, before it is
// decided whether it is one. Token lists are in text order.
type candidate struct {
	pattern string // the construction: a frame of the lexicon, or one of this package's
	upos    string // of the cue: VERB, NOUN, ADJ, ADP, PUNCT
	lemma   string // of the cue, with its particle or preposition
	entry   *lexicon.Cue
	head    int // token that stands for the cue; candidates with one head compete
	cue     []int
	content []int
	quotes  []int // outermost quotes that are content whole
	source  []int // nil if the text names none
	agent   int   // head of source, -1 if none
	to      []int // addressee
	passive bool
	rival   string      // how the other readings of the cue stand to this one
	inner   bool        // set by the decoder: lies inside the content of another
	gap     string      // of a quotation: what stands between it and its cue
	bytes   []text.Span // of the content, once computed
	p       float64
}

// finder collects the candidates of a document.
type finder struct {
	*graph
	cues *lexicon.CueLexicon
	out  []*candidate
}

func (f *finder) find() []*candidate {
	for i := range f.doc.Tokens {
		switch f.upos(i) {
		case "VERB", "AUX":
			f.verb(i)
		case "NOUN", "PROPN":
			f.noun(i)
		case "ADJ":
			f.adjective(i)
		}
		f.preposition(i)
	}
	f.layouts()
	f.quotations()
	f.settle()
	f.rivals()
	return f.out
}

// rivals tells each candidate which other constructions its cue offers, and
// whether they agree with it about the content. Surface readings that the tree
// confirms are dropped.
func (f *finder) rivals() {
	byHead := map[int][]*candidate{}
	for _, c := range f.out {
		byHead[c.head] = append(byHead[c.head], c)
	}
	kept := f.out[:0:0]
	for _, c := range f.out {
		best, near := "", -1.0
		for _, o := range byHead[c.head] {
			if o == c {
				continue
			}
			if j := jaccard(f.contentSpans(c), f.contentSpans(o)); j > near {
				best, near = o.pattern, j
			}
		}
		switch {
		case near < 0:
			c.rival = "none"
		case near >= sameContent:
			c.rival = best + "-same"
		case near >= 0.4:
			c.rival = best + "-near"
		default:
			c.rival = best + "-other"
		}
		if near < sameContent || c.pattern != "right" && c.pattern != "left" {
			kept = append(kept, c)
		}
	}
	f.out = kept
}

// sameContent is the Jaccard index from which a reading by the surface says
// nothing that the tree does not.
const sameContent = 0.8

// add fills in what every candidate has and keeps it, unless it has no content.
func (f *finder) add(c *candidate, content []int) {
	f.cutDateline(c)
	sort.Ints(content)
	c.content = f.outside(f.ownWords(f.beforeMainVerb(content, c), c), c)
	if len(c.content) == 0 {
		return
	}
	if c.cue == nil {
		c.cue = f.cueGroup(c.head, c.content)
	}
	f.out = append(f.out, c)
}

// beforeMainVerb cuts from the content of a relative clause what the parser took
// into it of the main clause: "The mayor, who said the weir was safe, left".
func (f *finder) beforeMainVerb(content []int, c *candidate) []int {
	if c.upos != "VERB" || c.pattern == "around" || !f.rel(c.head, "acl") {
		return content
	}
	for i := 1; i < len(content); i++ {
		if t := content[i]; t > c.head && f.finite(t) && f.form(t-1) == "," && content[i-1] < t && f.subjectOf(t) < 0 && f.kid(t, "nsubj") < 0 {
			return content[:i]
		}
	}
	return content
}

// outside leaves out of content what belongs to cue or source, and punctuation
// at the ends.
func (f *finder) outside(content []int, c *candidate) []int {
	drop := map[int]bool{}
	for _, set := range [][]int{c.cue, c.to} {
		for _, i := range set {
			drop[i] = true
		}
	}
	out := make([]int, 0, len(content))
	for i, t := range content {
		if !drop[t] && (i == 0 || t != content[i-1]) {
			out = append(out, t)
		}
	}
	return out
}

// verb proposes every complement of verb v as content.
func (f *finder) verb(v int) {
	lemma, particle := f.lemmaOf(v)
	clausal := false
	for _, k := range f.kids[v] {
		switch {
		case f.rel(k, "ccomp") && f.carriedBy(v, k) >= 0:
			f.nounFrame("that", f.carriedBy(v, k), f.lemma(f.carriedBy(v, k)), k, -1)
			clausal = true
		case f.rel(k, "ccomp", "csubj") && k != particle:
			f.clause(v, k, lemma)
			clausal = true
		case f.rel(k, "xcomp"):
			clausal = f.open(v, k, lemma) || clausal
		case f.rel(k, "advcl") && k > v && f.marked(k, "to") && f.frames(lemma)[lexicon.InfinitiveFrame] != lexicon.NoCue:
			clausal = f.open(v, k, lemma) || clausal
		case f.rel(k, "advcl") && f.isQuestion(v, k) && f.frames(lemma)[lexicon.ThatFrame] != lexicon.NoCue:
			f.clause(v, k, lemma)
			clausal = true
		case f.rel(k, "parataxis") && k > v && f.afterColon(v, k):
			f.verbFrame("colon", v, lemma, f.yield(k, nil))
			clausal = true
		}
	}
	if f.parenthetical(v, lemma) {
		return
	}
	clausal = f.told(v, lemma) || clausal
	f.object(v, lemma, clausal)
	f.calling(v, lemma)
	f.prepositional(v, lemma)
	f.surface(v, lemma)
}

// told proposes the clause that the parser hangs on the addressee: "told
// reporters that …", "said to the crew that …".
func (f *finder) told(v int, lemma string) bool {
	e := f.cues.Best(lemma, "VERB", lexicon.ThatFrame)
	if e == nil || e.Frames[lexicon.ThatFrame] == lexicon.NoCue {
		return false
	}
	for _, o := range f.kidsBy(v, "obj", "iobj", "obl") {
		if f.rel(o, "obl") && !f.marked(o, "to") && !f.marked(o, "by") || !f.rel(o, "obl") && f.frames(lemma)[lexicon.AddresseeFrame] == lexicon.NoCue {
			continue
		}
		for _, k := range f.kidsBy(o, "acl", "ccomp", "advcl", "parataxis") {
			if k > o && f.saidThat(k) && !f.isNounCue(o) {
				f.clause(v, k, lemma)
				return true
			}
		}
	}
	return false
}

// isQuestion reports whether clause k begins right after verb v with a word that
// asks: "is not known who …".
func (f *finder) isQuestion(v, k int) bool {
	if f.first(k) != v+1 {
		return false
	}
	switch f.form(v + 1) {
	case "who", "whom", "whose", "what", "which", "why", "how", "whether":
		return true
	}
	return false
}

// lemmaOf is the verb's lemma with its particle, and the particle's token.
func (f *finder) lemmaOf(v int) (string, int) {
	lemma := f.lemma(v)
	if p := f.kid(v, "compound:prt"); p >= 0 {
		return lemma + " " + f.form(p), p
	}
	return lemma, -1
}

// verbFrame adds a candidate of a verb with its source and addressee.
func (f *finder) verbFrame(pattern string, v int, lemma string, content []int) *candidate {
	c := &candidate{pattern: pattern, upos: "VERB", lemma: lemma, head: v, agent: -1}
	c.passive = f.isPassive(v)
	c.entry = f.cues.Best(lemma, "VERB", frameOf(pattern))
	f.setSource(c, v)
	f.add(c, content)
	return c
}

// frameOf is the lexicon's name for a pattern of this package.
func frameOf(pattern string) lexicon.CueFrame {
	switch pattern {
	case "parenthesis", "colon", "quote-part", "as-clause", "block":
		return lexicon.QuoteFrame
	case "right", "left", "around":
		return lexicon.ThatFrame
	}
	return lexicon.CueFrame(strings.TrimPrefix(pattern, "is-"))
}

func (f *finder) isPassive(v int) bool {
	switch f.xpos(v) {
	case "VBD", "VBZ", "VBP", "VB", "VBG": // whatever the parser calls the subject
		return false
	}
	if f.kid(v, "nsubj:pass", "csubj:pass", "aux:pass", "obl:agent") >= 0 {
		return true
	}
	return f.xpos(v) == "VBN" && f.kid(v, "aux") < 0 && f.rel(v, "acl") && f.kid(v, "nsubj") < 0
}

// clause proposes a clausal complement: "said that …", "asked whether …", "it
// was reported that …".
func (f *finder) clause(v, k int, lemma string) {
	pattern := "that"
	if f.xpos(k) == "VBG" && f.kid(k, "nsubj", "aux") < 0 {
		pattern = "ing"
		if f.quotes(k) { // "reported citing an official": no complement
			return
		}
	}
	c := &candidate{pattern: pattern, upos: "VERB", lemma: lemma, head: v, agent: -1}
	c.passive = f.isPassive(v)
	c.entry = f.cues.Best(lemma, "VERB", lexicon.CueFrame(pattern))
	f.setSource(c, v)
	f.setAddressee(c, v)
	f.add(c, f.clauseTokens(v, k))
}

// open proposes an open complement: "promised to …", "urged them to …",
// "considered leaving", "called it a farce", "is expected to …".
func (f *finder) open(v, k int, lemma string) bool {
	pattern := f.openPattern(k)
	if pattern == "ing" && f.quotes(k) {
		return false
	}
	c := &candidate{pattern: pattern, upos: "VERB", lemma: lemma, head: v, agent: -1}
	c.passive = f.isPassive(v)
	c.entry = f.cues.Best(lemma, "VERB", lexicon.CueFrame(pattern))
	content := f.yield(k, nil)
	who := f.kid(v, "obj", "iobj")
	if c.passive {
		who = f.kid(v, "nsubj:pass", "nsubj")
	}
	f.setSource(c, v)
	if who >= 0 {
		np := f.nounPhrase(who)
		if pattern == "inf" && c.entry != nil && c.entry.Frames[lexicon.AddresseeFrame] != lexicon.NoCue {
			c.to = np
		} else {
			content = append(content, np...)
		}
	}
	f.add(c, content)
	return pattern == "inf" || pattern == "ing"
}

func (f *finder) openPattern(k int) string {
	for _, m := range f.kidsBy(k, "mark", "case") {
		switch f.form(m) {
		case "to":
			return "inf"
		case "as":
			return "as"
		}
	}
	switch {
	case f.xpos(k) == "VBG":
		return "ing"
	case f.upos(k) == "VERB" && f.xpos(k) == "VB":
		return "bare"
	}
	return "oc"
}

// afterColon reports whether a colon stands between a verb and what follows.
func (f *finder) afterColon(v, k int) bool {
	for i := v + 1; i < k; i++ {
		if f.form(i) == ":" {
			return true
		}
	}
	return false
}

// parenthetical proposes the clause into which "he said" or "as he said" is put.
func (f *finder) parenthetical(v int, lemma string) bool {
	host := f.head(v)
	asClause := f.rel(v, "advcl") && f.marked(v, "as") && host >= 0
	if host < 0 || !asClause && !f.rel(v, "parataxis") {
		return false
	}
	if f.kid(v, "ccomp", "xcomp") >= 0 || !asClause && f.kid(v, "nsubj") < 0 {
		return false
	}
	pattern := "parenthesis"
	if asClause {
		pattern = "as-clause"
	}
	c := f.verbFrame(pattern, v, lemma, f.yield(host, func(t int) bool { return t == v }))
	f.setAddressee(c, v)
	return true
}

func (f *finder) marked(v int, word string) bool {
	for _, m := range f.kidsBy(v, "mark", "advmod", "case") {
		if f.form(m) == word {
			return true
		}
	}
	return false
}

// setAddressee takes the object of a verb of telling, or its "to" phrase.
func (f *finder) setAddressee(c *candidate, v int) {
	if c.passive {
		if s := f.kid(v, "nsubj:pass", "nsubj"); s >= 0 && f.form(s) != "it" {
			c.to = f.nounPhrase(s)
		}
		return
	}
	if o := f.kid(v, "iobj", "obj"); o >= 0 && f.nominal(o) && !f.isNounCue(o) {
		c.to = f.yield(o, func(t int) bool {
			return f.notOfPhrase(t, o) || f.head(t) == o && f.rel(t, "acl", "ccomp") && f.saidThat(t)
		})
		return
	}
	for _, k := range f.kidsBy(v, "obl") {
		if f.marked(k, "to") && f.nominal(k) && c.entry != nil {
			c.to = f.yield(k, func(t int) bool {
				return f.head(t) == k && (f.rel(t, "case") || f.rel(t, "acl", "ccomp", "advcl") && f.saidThat(t))
			})
		}
	}
}

func (f *finder) nominal(i int) bool {
	switch f.upos(i) {
	case "NOUN", "PROPN", "PRON":
		return true
	}
	return false
}
