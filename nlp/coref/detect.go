package coref

import (
	"sort"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// outside are the relations whose subtree is not part of a noun phrase that
// governs it: clause material where the noun is a predicate, and what stands
// beside the phrase.
var outside = map[string]bool{"case": true, "cc": true, "conj": true, "punct": true, "cop": true, "nsubj": true, "csubj": true, "aux": true, "mark": true,
	"parataxis": true, "discourse": true, "vocative": true, "appos": true, "advcl": true, "dislocated": true, "expl": true, "reparandum": true, "orphan": true, "ccomp": true}

// reader holds what detection and features read of one document.
type reader struct {
	doc      *text.Document
	children [][]int // by head, in text order
	entity   []int   // by token: index into Entities, -1
	sentence []int   // by token
	quote    []int   // by token: index of the innermost complete outermost quote, -1
	speaker  map[int]int
	spoken   []utterance
	holder   map[int]text.Range // by office: the name of who holds it, after what it is of
	within   []int              // by token: the office whose holder is named there or after what it is of, -1
}

func newReader(doc *text.Document) *reader {
	n := len(doc.Tokens)
	r := &reader{doc: doc, children: make([][]int, n), entity: make([]int, n), sentence: make([]int, n), quote: make([]int, n)}
	for i := range n {
		r.entity[i], r.quote[i] = -1, -1
		if h := doc.Arcs[i].Head; h >= 0 {
			r.children[h] = append(r.children[h], i)
		}
	}
	for k, e := range doc.Entities {
		for i := e.Tokens.Start; i < e.Tokens.End; i++ {
			r.entity[i] = k
		}
	}
	for k, s := range doc.Sentences {
		for i := s.Tokens.Start; i < s.Tokens.End; i++ {
			r.sentence[i] = k
		}
	}
	for k, q := range doc.Quotes {
		if q.Depth == 0 && !q.Inner.Empty() {
			in := doc.TokensIn(q.Inner)
			for i := in.Start; i < in.End; i++ {
				r.quote[i] = k
			}
		}
	}
	r.findHolders()
	return r
}

// findHolders finds the names that end a noun phrase with an office at its head:
// parsers hang them on the words between.
func (r *reader) findHolders() {
	r.holder, r.within = map[int]text.Range{}, make([]int, len(r.doc.Tokens))
	for i := range r.within {
		r.within[i] = -1
	}
	for i := range r.doc.Tokens {
		if u := r.upos(i); u != "NOUN" && u != "PROPN" || r.within[i] >= 0 {
			continue
		}
		in := text.Range{Start: i, End: r.doc.Sentences[r.sentence[i]].Tokens.End}
		if name := lexicon.HolderSpan(r.doc, in, i); name.Len() > 0 {
			r.holder[i] = name
			for k := i + 1; k < name.End; k++ {
				r.within[k] = i
			}
		}
	}
}

// named reports whether token i is part of the name of who holds an office.
func (r *reader) named(i int) bool { return r.within[i] >= 0 && r.holder[r.within[i]].Contains(i) }

func (r *reader) lower(i int) string  { return strings.ToLower(r.doc.Tokens[i].Form) }
func (r *reader) upos(i int) string   { return r.doc.Morphs[i].UPOS }
func (r *reader) lemma(i int) string  { return strings.ToLower(r.doc.Morphs[i].Lemma) }
func (r *reader) rel(i int) string    { return r.doc.Arcs[i].Relation }
func (r *reader) parent(i int) int    { return r.doc.Arcs[i].Head }
func (r *reader) relate(i int) string { return universal(r.doc.Arcs[i].Relation) }

// universal is a relation without its subtype.
func universal(rel string) string {
	u, _, _ := strings.Cut(rel, ":")
	return u
}

// child returns the first child of i in a universal relation, -1 if none.
func (r *reader) child(i int, rel string) int {
	for _, c := range r.children[i] {
		if r.relate(c) == rel {
			return c
		}
	}
	return -1
}

// detect lists the noun phrases, names and pronouns of the document by Start,
// longer first.
func (r *reader) detect() []text.Mention {
	var ms []text.Mention
	seen := map[text.Range]bool{}
	add := func(span text.Range, head int) {
		if !seen[span] && span.Contains(head) {
			seen[span] = true
			ms = append(ms, text.Mention{Tokens: span, Span: r.doc.SpanOf(span), Head: head, Chain: -1})
		}
	}
	for i := range r.doc.Tokens {
		if r.heads(i) {
			add(r.phrase(i), i)
			if r.child(i, "conj") >= 0 {
				add(r.coordination(i), i)
			}
		}
	}
	for _, e := range r.doc.Entities {
		if e.Type != text.Miscellany && !r.named(e.Tokens.Start) && !r.ofTitle(e.Tokens.Start) && !r.covered(e, seen) {
			add(e.Tokens, r.headOf(e.Tokens))
		}
	}
	sortMentions(ms)
	return ms
}

// detectWith lists the given mentions and those of detect that have other heads.
func (r *reader) detectWith(mentions []text.Range) []text.Mention {
	given, heads := map[text.Range]bool{}, map[int]bool{}
	var ms []text.Mention
	for _, t := range mentions {
		if !given[t] {
			given[t] = true
			m := text.Mention{Tokens: t, Span: r.doc.SpanOf(t), Head: r.headOf(t), Chain: -1}
			heads[m.Head] = true
			ms = append(ms, m)
		}
	}
	for _, m := range r.detect() {
		if !given[m.Tokens] && !heads[m.Head] {
			ms = append(ms, m)
		}
	}
	sortMentions(ms)
	return ms
}

func sortMentions(ms []text.Mention) {
	sort.SliceStable(ms, func(a, b int) bool {
		x, y := ms[a].Tokens, ms[b].Tokens
		return x.Start < y.Start || x.Start == y.Start && x.End > y.End
	})
}

// covered reports whether a noun phrase with the head of e was found, so that
// the entity is not a mention beside it.
func (r *reader) covered(e text.Entity, seen map[text.Range]bool) bool {
	h := r.headOf(e.Tokens)
	return r.heads(h) && seen[r.phrase(h)]
}

// heads reports whether token i heads a mention.
func (r *reader) heads(i int) bool {
	rel := r.rel(i)
	if r.named(i) {
		return false // the office before heads the mention
	}
	if rel == "nmod:desc" || r.insideName(i) || r.ofTitle(i) {
		return false // a title before a name; "Dockers" in "Dockers' and Carters' Guild"
	}
	switch universal(rel) {
	case "flat", "fixed", "goeswith", "punct":
		return false
	}
	switch r.upos(i) {
	case "NOUN":
		return rel != "compound" || r.entity[i] >= 0
	case "PROPN":
		return rel != "compound" && universal(rel) != "amod" || r.entity[i] >= 0 && !r.sameEntity(i, r.parent(i))
	case "PRON":
		f := r.lower(i)
		return !r.honours(i) && universal(rel) != "expl" && f != "there" && !(f == "that" && universal(rel) == "mark")
	case "NUM":
		return universal(rel) != "nummod" && universal(rel) != "compound"
	case "ADJ":
		if _, a := lexicon.Country(r.doc.Tokens[i].Form); a == lexicon.Nationwide {
			return true
		}
		return r.child(i, "det") >= 0 && (universal(rel) == "nsubj" || universal(rel) == "obj" || universal(rel) == "obl" || universal(rel) == "nmod")
	case "DET":
		return universal(rel) == "nsubj" || universal(rel) == "obj" || universal(rel) == "obl"
	}
	return false
}

// ofTitle reports whether token i is no name, but a part of a title: "Supreme" of
// "Supreme Leader", or a portfolio, "Finance" of "Minister of Trade and Finance".
func (r *reader) ofTitle(i int) bool {
	if k := r.entity[i]; !r.capital(i) || k >= 0 && r.doc.Entities[k].Tokens.Len() > 1 {
		return false
	}
	in := r.doc.Sentences[r.sentence[i]].Tokens
	if i+1 < in.End && r.capital(i+1) && r.parent(i) > i {
		c, _ := lexicon.Title(r.lower(i) + " " + r.lower(i+1))
		if _, a := lexicon.Country(r.doc.Tokens[i].Form); c&lexicon.Rank != 0 && a == lexicon.NoCountry {
			return true
		}
	}
	if !lexicon.Portfolio(r.lower(i)) {
		return false
	}
	for k := i - 1; k >= in.Start && (r.capital(k) || complement[r.lower(k)]); k-- {
		if c, _ := lexicon.Title(r.lower(k)); c&lexicon.Office != 0 && r.lower(k+1) == "of" {
			return true
		}
	}
	return false
}

// complement are the words between what an office is of.
var complement = map[string]bool{"of": true, "the": true, "and": true, "for": true, "&": true, ",": true}

// honours reports whether a pronoun is the beginning of an honorific: "Her
// Excellency".
func (r *reader) honours(i int) bool {
	if i+1 >= len(r.doc.Tokens) || r.doc.Tokens[i+1].Form[0] < 'A' || r.doc.Tokens[i+1].Form[0] > 'Z' {
		return false
	}
	c, _ := lexicon.Title(r.lower(i) + " " + r.lower(i+1))
	return c&lexicon.Honorific != 0
}

// insideName reports whether i is a possessor inside the name of a body, or one
// inside that of a person, whose ayn the parser took for a possessive.
func (r *reader) insideName(i int) bool {
	if r.relate(i) == "conj" && r.sameEntity(i, r.parent(i)) {
		i = r.parent(i)
	}
	if r.rel(i) != "nmod:poss" || !r.sameEntity(i, r.parent(i)) {
		return false
	}
	t := r.doc.Entities[r.entity[i]].Type
	return t == text.Organization || t == text.Person
}

func (r *reader) sameEntity(i, j int) bool {
	return j >= 0 && r.entity[i] >= 0 && r.entity[i] == r.entity[j]
}

// phrase is the noun phrase that i heads: its subtree without the relations of
// outside, as far as it is contiguous, with a possessive 's. An office followed
// by its holder ends with the name, and what the office is of before it.
func (r *reader) phrase(i int) text.Range {
	p := r.subtree(i)
	if name, ok := r.holder[i]; ok {
		p.End = name.End
	} else if w := r.within[i]; w >= 0 && !r.named(i) {
		p.End = min(p.End, r.holder[w].Start)
	}
	return r.withoutClause(i, p)
}

// withoutClause ends the phrase of i before what parsers hang on a person though
// it belongs to the clause: "in Parrin on Monday" after a name, and what somebody
// was told ("told the minister that talks had failed").
func (r *reader) withoutClause(i int, p text.Range) text.Range {
	holder, named := r.holder[i]
	named = named || r.entity[i] >= 0 && r.doc.Entities[r.entity[i]].Type == text.Person
	for _, c := range r.children[i] {
		if c >= max(i+1, holder.End) && p.Contains(c) && (named && r.circumstance(c) || r.told(i, c)) {
			p.End = min(p.End, max(i+1, r.leftmost(c, i)))
		}
	}
	return p
}

// circumstances are prepositions that tell where or when something happened, and
// hardly ever which person is meant.
var circumstances = map[string]bool{"in": true, "on": true, "at": true, "during": true, "after": true, "before": true, "by": true, "with": true, "about": true, "over": true, "into": true, "against": true, "to": true, "amid": true}

func (r *reader) circumstance(c int) bool {
	if u := r.relate(c); u != "nmod" && u != "obl" {
		return false
	}
	k := r.child(c, "case")
	return k >= 0 && k < c && circumstances[r.lower(k)]
}

// told reports whether c is a clause with "that" and a subject of its own, which
// hangs on noun i where i is to whom somebody says it.
func (r *reader) told(i, c int) bool {
	verb := r.parent(i)
	if r.relate(c) != "acl" || verb < 0 || verb > i || r.upos(verb) != "VERB" || len(lexicon.Cues().Find(r.lemma(verb), "VERB")) == 0 {
		return false
	}
	if u := r.relate(i); u != "obj" && u != "iobj" && u != "obl" {
		return false
	}
	that := r.child(c, "mark")
	return that >= 0 && r.lower(that) == "that" && r.child(c, "nsubj") > that
}

// leftmost is the first token of the subtree of c after i.
func (r *reader) leftmost(c, i int) int {
	lo := c
	for _, k := range r.children[c] {
		if k > i {
			lo = min(lo, r.leftmost(k, i))
		}
	}
	return lo
}

func (r *reader) subtree(i int) text.Range {
	if k := r.entity[i]; k >= 0 && (universal(r.rel(i)) == "compound" || r.datelined(i)) {
		return r.doc.Entities[k].Tokens
	}
	in := map[int]bool{i: true}
	r.collect(i, in, true)
	lo, hi := i, i
	for lo > 0 && in[lo-1] {
		lo--
	}
	for in[hi+1] {
		hi++
	}
	for lo < i && (r.upos(lo) == "PUNCT" && !opens(r.lower(lo)) || r.focuses(lo, i)) {
		lo++
	}
	for hi > i && r.upos(hi) == "PUNCT" && !closes(r.lower(hi)) {
		hi--
	}
	return text.Range{Start: lo, End: hi + 1}
}

// focuses reports whether token k stands before the phrase of i and says something
// of the clause: "particularly Zelmora", "literally the enemy".
func (r *reader) focuses(k, i int) bool {
	return r.parent(k) == i && (r.relate(k) == "advmod" && (r.upos(k) == "ADV" || r.upos(k) == "PART") && (r.upos(k+1) == "DET" || r.upos(k+1) == "PROPN") || r.relate(k) == "cc")
}

// datelined reports whether i is the place at the beginning of a sentence that
// the tree sets beside it: an agency and a day may follow.
func (r *reader) datelined(i int) bool {
	return r.relate(i) == "parataxis" && r.parent(i) > i && r.doc.Entities[r.entity[i]].Tokens.Start == r.doc.Sentences[r.sentence[i]].Tokens.Start
}

func opens(s string) bool  { return strings.Contains("(\"“‘'[«„", s) }
func closes(s string) bool { return strings.Contains(")\"”’']»“", s) }

// collect adds the subtree of i; at the top the relations of outside stay out.
func (r *reader) collect(i int, in map[int]bool, top bool) {
	for _, c := range r.children[i] {
		if top && outside[r.relate(c)] && !(r.relate(c) == "case" && c > i && r.upos(c) == "PART") && !r.inner(i, c) {
			continue
		}
		if top && r.upos(i) == "PRON" && r.relate(c) != "acl" && r.relate(c) != "nmod" && r.relate(c) != "det" && r.relate(c) != "amod" {
			continue
		}
		if r.relate(i) == "flat" && r.relate(c) == "conj" && !r.sameEntity(i, c) {
			continue // what "and" joins to a name, wherever in it the parser hangs it
		}
		if r.relate(c) == "appos" && r.typed(i, text.Polity) && r.typed(c, text.Person) {
			continue // "the minister of Zelmora, Ada Lorne": of the minister
		}
		in[c] = true
		r.collect(c, in, false)
	}
}

// typed reports whether token i is in a name of a type.
func (r *reader) typed(i int, t text.EntityType) bool {
	return r.entity[i] >= 0 && r.doc.Entities[r.entity[i]].Type == t
}

// inner reports whether punctuation c stands inside the phrase of i: between
// two of its other parts, as the hyphen in "state-run".
func (r *reader) inner(i, c int) bool {
	return r.relate(c) == "punct" && c+1 < len(r.sentence) && c > 0 && (r.parent(c-1) == i && r.parent(c+1) == i || r.sameEntity(c-1, c+1)) && !outside[r.relate(c-1)] && (c+1 == i || !outside[r.relate(c+1)]) ||
		r.relate(c) == "punct" && r.sameEntity(c, i)
}

// coordination is the range from i's phrase to that of its last conjunct.
func (r *reader) coordination(i int) text.Range {
	span := r.phrase(i)
	for _, c := range r.children[i] {
		if r.relate(c) == "conj" {
			p := r.phrase(c)
			span.End = max(span.End, p.End)
		}
	}
	return span
}

// headOf is the token of span whose head lies outside it; the last of several.
func (r *reader) headOf(span text.Range) int {
	head := -1
	for i := span.Start; i < span.End; i++ {
		if h := r.parent(i); h < 0 || !span.Contains(h) {
			if head < 0 || r.upos(i) != "PUNCT" && (r.upos(head) == "PUNCT" || r.upos(head) == "ADP" || r.upos(head) == "DET") {
				head = i
			}
		}
	}
	if head < 0 {
		head = span.End - 1
	}
	return head
}
