package collate

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"synoptic/lexicon/paraphrase"
	"synoptic/lexicon/wordnet"
	"synoptic/news"
	"synoptic/text"
)

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// light verbs say little of what is done.
var light = set("find look make take have get give do go come put set see use keep let bring hold call mean show include follow want need know think")

// vague nouns stand for whatever is named with them.
var vague = set("state act action activity thing way part kind piece case matter point one other")

// calendar words tell when, and percent how much: that is for the rules of dates and
// numbers.
var calendar = set("second minute hour day night morning evening week weekend month year decade time today percent cent")

// termRule: at one place in the claim the accounts choose different words for one
// thing: two verbs with the same object, two nouns with the same attributes or
// of the same verb; or for one actor. Quotations aside: there the words are the
// speaker's.
func termRule(e *event, as, bs []*side) []finding {
	var out []finding
	for _, a := range as {
		for _, b := range bs {
			if e.alike(a.reading, b.reading) >= comparable && (a.Form != news.Quoted || b.Form != news.Quoted) {
				out = append(out, e.terms(a, b)...)
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].confidence > out[j].confidence })
	out = out[:min(len(out), mostTerms)]
	for _, f := range closest(labelRule)(e, as, bs) {
		if !slices.ContainsFunc(out, func(o finding) bool { return o.a.Overlap(f.a) > 0 && o.b.Overlap(f.b) > 0 }) {
			out = append(out, f)
		}
	}
	return out
}

const mostTerms = 2 // of two accounts of a point

// terms are the words of two sides that stand for one another.
func (e *event) terms(a, b *side) []finding {
	var out []finding
	as, bs := e.tellingWords(a), e.tellingWords(b)
	for _, w := range as {
		if !e.chosen(a, w, b) {
			continue
		}
		var best finding
		for _, v := range bs {
			if !e.chosen(b, v, a) {
				continue
			}
			if sameRoot(lettersOf(a.form(int(w.tok))), lettersOf(b.form(int(v.tok)))) || sameRoot(e.lexis.words[w.id].form, e.lexis.words[v.id].form) {
				continue
			}
			if s := e.answers(a, w, b, v); s > 0 && .3+.4*s > best.confidence {
				best = finding{kind: news.TermDiffers, a: a.doc.Tokens[w.tok].Span, b: b.doc.Tokens[v.tok].Span, confidence: .3 + .4*s}
			}
		}
		if best.kind != "" {
			out = append(out, best.between(a, b))
		}
	}
	return out
}

// tellingWords are the words of a side, and the verb whose object or complement it
// is: "granted" of "exemptions" in "they were granted exemptions".
func (e *event) tellingWords(s *side) []word {
	out := s.words
	if s.doc.Arcs == nil {
		return out
	}
	for _, t := range s.tokens {
		g := s.doc.Arcs[t].Head
		if g < 0 || s.Span.Contains(s.doc.Tokens[g].Span) || !governed[s.doc.Arcs[t].Relation] {
			continue
		}
		if en, ok := s.doc.gloss(g); ok {
			if i, known := e.lexis.index[en.key]; known {
				out = append(slices.Clone(out), word{i, int32(g)})
			}
		}
	}
	return out
}

var governed = set("obj nsubj:pass xcomp ccomp")

// sameRoot says that two words are one, joined or inflected otherwise
// ("bi-lateral"), or made of one another ("suspend", "suspension"): they share all
// but endings.
func sameRoot(x, y string) bool {
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	return n >= leastRoot && min(len(x), len(y))-n <= 1 || x == y
}

const leastRoot = 4

// chosen says that w of s is a content word that the other side has not, and no
// word that tells how the claim is said: that is for the cue rule.
func (e *event) chosen(s *side, w word, other *side) bool {
	form := e.lexis.words[w.id].form
	return choosable(s.doc.Document, w) && !holdsWord(other.words, w.id) && !light[form] && !vague[form] && !calendar[form] && !inCue(s, w) &&
		(e.units[s.units[0]].headline || !partOfName(s.doc.Document, int(w.tok)))
}

func choosable(doc *text.Document, w word) bool {
	if doc.Morphs == nil || doc.Arcs == nil || strings.Contains(doc.Morphs[w.tok].Feats, "Degree=Sup") {
		return false
	}
	if nameAt(doc, int(w.tok)) >= 0 {
		return false
	}
	switch doc.Morphs[w.tok].UPOS {
	case "NOUN", "VERB", "ADJ":
		return len(doc.Tokens[w.tok].Form) >= leastLetters
	}
	return false
}

// partOfName says that t is written like a word of a name, beside another that does
// not begin a sentence.
func partOfName(doc *text.Document, t int) bool {
	return capital(doc, t) && (capital(doc, t+1) || capital(doc, t-1) && !opens(doc, t-1))
}

func capital(doc *text.Document, t int) bool {
	return t >= 0 && t < len(doc.Tokens) && unicode.IsUpper([]rune(doc.Tokens[t].Form)[0])
}

func opens(doc *text.Document, t int) bool {
	for _, s := range doc.Sentences {
		if s.Tokens.Start == t {
			return true
		}
	}
	return false
}

const leastLetters = 3 // what has fewer stands for a longer word: "kg"

// kindOf is the word class of w, an attribute for a participle before its noun.
func kindOf(s *side, w word) string {
	if s.doc.Arcs[w.tok].Relation == "amod" {
		return "ADJ"
	}
	return s.doc.Morphs[w.tok].UPOS
}

func inCue(s *side, w word) bool {
	sp := s.doc.Tokens[w.tok].Span
	for _, at := range s.doc.Attributions {
		for _, c := range at.Cue {
			if says(at.Class) && c.Contains(sp) && clausal(s.doc.Document, at) {
				return true
			}
		}
	}
	return false
}

// answers is how surely v of b stands where w of a does, 0 if it does not: both
// are tied to a word that both accounts have.
func (e *event) answers(a *side, w word, b *side, v word) float32 {
	s := e.lexis.similarity(w.id, v.id)
	x, y := kindOf(a, w), kindOf(b, v)
	switch {
	case x == "ADJ" && y == "ADJ":
		if s = max(s, e.equals(w, v)); s < .45 || governor(a, w) != governor(b, v) {
			return 0
		}
	case x != y: // "they establish it", "its establishment": one word's classes, or the wording of a clause
		return 0
	case x == "VERB" && y == "VERB":
		if s = max(s, e.equals(w, v)); s < .45 && !e.sameDeed(a, w, b, v) || !e.common(arguments(a, w), arguments(b, v)) {
			return 0
		}
		s = max(s, .3)
	default:
		if s = max(s, e.equals(w, v)); s < .5 || !e.common(arguments(a, w), arguments(b, v)) && (governor(a, w) == "" || governor(a, w) != governor(b, v)) {
			return 0
		}
	}
	return s
}

// equals is how like two words are that a scale has side by side: of one thing they tell
// the same.
func (e *event) equals(w, v word) float32 {
	scales := paraphrase.Scales()
	if same, n, _ := paraphrase.Relation(scales.Senses(e.lexis.words[w.id].form), scales.Senses(e.lexis.words[v.id].form)); same && n == 0 {
		return likeWord
	}
	return 0
}

// sameDeed says that two verbs that nothing relates may tell one deed: of readings
// that are much alike, done by the same to the same.
func (e *event) sameDeed(a *side, w word, b *side, v word) bool {
	x, y := subjects(a, w), subjects(b, v)
	if !e.leads(a, w) || !e.leads(b, v) || e.opposed(w, v) || a.phrases(w) || b.phrases(v) ||
		a.certainty(int(w.tok)).level > 0 != (b.certainty(int(v.tok)).level > 0) || e.alike(a.reading, b.reading) < closeRead || len(x) > 0 && len(y) > 0 && !e.common(x, y) {
		return false
	}
	return e.common(objects(a, w), objects(b, v))
}

// leads says that w heads a clause of the side, or governs it.
func (e *event) leads(s *side, w word) bool {
	if !s.Span.Contains(s.doc.Tokens[w.tok].Span) {
		return true
	}
	for _, x := range s.units {
		if e.units[x].head == w.id {
			return true
		}
	}
	return false
}

// phrases says that the verb w only puts a thing into words.
func (s *side) phrases(w word) bool {
	lemma := s.doc.Morphs[w.tok].Lemma
	return telling[lemma] || saying[lemma]
}

// telling verbs give words for a thing, not a deed done to it.
var telling = set("describe call term label brand depict portray announce declare mention discuss")

// closeRead is how alike readings are of which verbs that nothing relates stand for
// one another if they have an object in common.
const closeRead = .6

// opposed says that two words are opposites.
func (e *event) opposed(w, v word) bool {
	x, y := e.lexis.words[w.id], e.lexis.words[v.id]
	if _, _, opposed := paraphrase.Relation(x.Senses, y.Senses); opposed {
		return true
	}
	_, opposed := wordnet.English().Between(x.Rank, y.Rank)
	return opposed
}

// governor is the key of the word on which w depends, "" without one.
func governor(s *side, w word) string {
	if up := s.doc.Arcs[w.tok].Head; up >= 0 {
		g, _ := s.doc.gloss(up)
		return g.key
	}
	return ""
}

// arguments are the keys of what w bears on: of a verb the object, or the
// subject of a passive; of a noun its attributes.
func arguments(s *side, w word) []string {
	return dependents(s, w, func(relation, base string) bool {
		return base == "obj" || base == "nmod" || base == "compound" || base == "obl" || relation == "nsubj:pass"
	})
}

// objects are the keys of what is done by the verb w.
func objects(s *side, w word) []string {
	return dependents(s, w, func(relation, base string) bool { return base == "obj" || relation == "nsubj:pass" })
}

// dependents are the keys of the tokens that hang from w in a relation to take, and
// of those joined to them; of a participle after its noun, also that noun.
func dependents(s *side, w word, take func(relation, base string) bool) []string {
	var out []string
	r := s.sentence()
	add := func(t int) {
		if en, ok := s.doc.gloss(s.stand(t)); ok {
			out = append(out, en.key)
		}
		for u := r.Start; u < r.End; u++ {
			if rel := s.doc.Arcs[u].Relation; s.doc.Arcs[u].Head == t && (rel == "flat" || rel == "nmod:desc") {
				if en, ok := s.doc.gloss(u); ok {
					out = append(out, en.key)
				}
			}
		}
	}
	for t := r.Start; t < r.End; t++ {
		arc := s.doc.Arcs[t]
		if arc.Relation == "conj" && arc.Head >= 0 && s.doc.Arcs[arc.Head].Head == int(w.tok) {
			arc = s.doc.Arcs[arc.Head]
		}
		if base, _, _ := strings.Cut(arc.Relation, ":"); arc.Head == int(w.tok) && take(arc.Relation, base) {
			add(t)
		}
	}
	if arc := s.doc.Arcs[w.tok]; arc.Relation == "acl" && strings.Contains(s.doc.Morphs[w.tok].Feats, "VerbForm=Part") {
		add(arc.Head)
	}
	return out
}

// stand is the token of the name for which a pronoun at t stands, or else t.
func (s *side) stand(t int) int {
	for _, m := range s.doc.Mentions {
		if m.Head == t && m.Kind == text.PronounMention && m.Chain >= 0 {
			if p := s.doc.Mentions[s.doc.Chains[m.Chain].Principal]; p.Kind == text.NameMention {
				return p.Tokens.End - 1
			}
		}
	}
	return t
}

// common says that two lists of keys have a word in common, or two that mean the same.
func (e *event) common(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			i, okX := e.lexis.index[x]
			j, okY := e.lexis.index[y]
			if x == y || okX && okY && e.lexis.similarity(i, j) > sameWord {
				return true
			}
		}
	}
	return false
}
