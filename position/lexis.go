package position

import (
	"math"
	"sort"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"

	"synoptic/lexicon"
	"synoptic/lexicon/vectors"
	"synoptic/text"
)

// term is a content word: what a passage is about.
type term struct {
	id   int
	part float64 // 1, less where the word is only referred to
}

// unit is one passage: a clause of a statement's content.
type unit struct {
	said  int
	span  text.Span
	toks  text.Range
	words []int // parallel to toks: the term of the token, -1 if it is none
	doc   *text.Document
	terms []term // by id, no two alike
}

// lexis is the vocabulary of one actor's statements. A word weighs more the
// rarer it is in English and in what the actor says.
type lexis struct {
	index  map[string]int
	words  []string // the form that stands for each term
	vector []vectors.Vector
	places []int // units that hold the term
	weight []float64
	own    map[string]bool // the actor, and stems of its names
	like   map[[2]int]float64
}

func newLexis(actor string, names []string) *lexis {
	l := &lexis{index: map[string]int{}, own: map[string]bool{}, like: map[[2]int]float64{}}
	l.own["@"+actor] = true
	for _, n := range names {
		for _, w := range strings.Fields(n) {
			l.own[english.Stem(strings.ToLower(w), false)] = true
		}
	}
	return l
}

// read cuts statements into units and weighs their words.
func (l *lexis) read(said []Said) []unit {
	var units []unit
	for i := range said {
		for _, c := range said[i].Statement.Content {
			for _, r := range clauses(said[i].Doc, said[i].Doc.TokensIn(c)) {
				if u := l.unit(i, &said[i], r); len(u.terms) > 0 {
					units = append(units, u)
				}
			}
		}
	}
	l.weigh(len(units))
	return units
}

func (l *lexis) weigh(units int) {
	l.weight = make([]float64, len(l.words))
	n := float64(units + 10)
	for i, w := range l.words {
		l.weight[i] = general(w) * math.Log(1+n/float64(l.places[i])) / math.Log(1+n)
	}
}

// unknown is how telling an actor is, or a word that is not among the common ones.
const unknown = .9

// general is how telling a word is whatever is spoken of, 0 to 1: the logarithm
// of its rank in English.
func general(w string) float64 {
	rank := vectors.English().Rank(w)
	if rank < 0 {
		return unknown
	}
	return math.Log(float64(rank+10)) / math.Log(float64(vectors.English().Len()+10))
}

func (l *lexis) unit(i int, s *Said, r text.Range) unit {
	u := unit{said: i, doc: s.Doc, span: trim(s.Doc, r), toks: r}
	part := map[int]float64{}
	u.words = make([]int, r.Len())
	named := l.actors(s, r, part, u.words)
	for t := r.Start; t < r.End; t++ {
		if named[t-r.Start] {
			continue
		}
		u.words[t-r.Start] = -1
		if w, ok := contentWord(s.Doc, t); ok {
			u.words[t-r.Start] = l.put(part, w, 1)
		}
	}
	ids := make([]int, 0, len(part))
	for id := range part {
		ids = append(ids, id)
	}
	sort.Ints(ids)
	for _, id := range ids {
		u.terms = append(u.terms, term{id, part[id]})
		l.places[id]++
	}
	return u
}

// actors counts who is mentioned in r: one term for an actor, by whatever name.
// It tells which tokens are names so counted.
func (l *lexis) actors(s *Said, r text.Range, part map[int]float64, words []int) []bool {
	named := make([]bool, r.Len())
	for _, m := range s.Doc.Mentions {
		if m.Chain < 0 || m.Tokens.Start < r.Start || m.Tokens.End > r.End {
			continue
		}
		actor := ""
		if m.Chain < len(s.ActorOf) {
			actor = s.ActorOf[m.Chain]
		}
		switch {
		case actor != "" && m.Kind == text.NameMention && m.Tokens.Len() <= longName:
			id := l.put(part, "@"+actor, 1)
			for t := m.Tokens.Start; t < m.Tokens.End; t++ {
				named[t-r.Start], words[t-r.Start] = true, id
			}
		case actor != "" && m.Kind != text.NameMention:
			l.put(part, "@"+actor, referred)
		case m.Kind != text.NameMention:
			if w, ok := contentWord(s.Doc, s.Doc.Mentions[s.Doc.Chains[m.Chain].Principal].Head); ok {
				l.put(part, w, referred)
			}
		}
	}
	return named
}

// longName is how many tokens a name has at most; a longer mention holds words of
// its own.
const longName = 5

// referred is what a word counts that stands elsewhere and is meant by a pronoun
// or description here.
const referred = .5

// put counts a word and returns its term, -1 for a word of the actor's name.
func (l *lexis) put(part map[int]float64, w string, p float64) int {
	key := keyOf(w)
	if l.own[key] {
		return -1
	}
	id, ok := l.index[key]
	if !ok {
		id = len(l.words)
		l.index[key] = id
		l.words = append(l.words, w)
		v, _ := vectors.English().Lookup(w)
		l.vector = append(l.vector, v)
		l.places = append(l.places, 0)
	}
	part[id] = max(part[id], p)
	return id
}

// keyOf makes words one: a country with its people and its adjective, and the
// forms of one stem.
func keyOf(w string) string {
	if strings.HasPrefix(w, "@") {
		return w
	}
	if code, _ := lexicon.Country(w); code != "" {
		return "#" + code
	}
	return english.Stem(strings.ToLower(w), false)
}

// contentWord is the lemma of a token that says what a passage is about.
func contentWord(d *text.Document, t int) (string, bool) {
	m := d.Morphs[t]
	switch m.UPOS {
	case "NOUN", "PROPN", "ADJ", "NUM":
	case "VERB":
		if light[m.Lemma] {
			return "", false
		}
	default:
		return "", false
	}
	form := d.Tokens[t].Form
	if !strings.ContainsFunc(form, func(r rune) bool { return unicode.IsLetter(r) }) {
		return "", false
	}
	if m.UPOS == "PROPN" || m.Lemma == "" || m.Lemma == "_" {
		if code, _ := lexicon.Country(form); code != "" {
			return form, true
		}
		return strings.ToLower(form), true
	}
	if code, _ := lexicon.Country(form); code != "" {
		return form, true
	}
	return strings.ToLower(m.Lemma), true
}

// light verbs say nothing about the matter.
var light = map[string]bool{"be": true, "have": true, "do": true, "make": true, "take": true, "get": true, "go": true, "come": true,
	"say": true, "tell": true, "add": true, "give": true, "put": true, "let": true, "keep": true, "want": true, "need": true,
	"know": true, "think": true, "see": true, "become": true, "seem": true, "use": true, "call": true, "continue": true, "begin": true, "start": true}

// Below minAlike two words are taken as unrelated.
const minAlike = .5

// alike is how near two terms are, 0 to 1.
func (l *lexis) alike(a, b int) float64 {
	if a == b {
		return 1
	}
	k := [2]int{min(a, b), max(a, b)}
	if s, ok := l.like[k]; ok {
		return s
	}
	s := 0.0
	if l.vector[a].Q != nil && l.vector[b].Q != nil {
		if c := float64(l.vector[a].Cosine(l.vector[b])); c >= minAlike {
			s = (c - .3) / .7
		}
	}
	l.like[k] = s
	return s
}

// covered is the share of the weight of a that b holds.
func (l *lexis) covered(a, b []term) float64 {
	var sum, total float64
	for _, x := range a {
		best := 0.0
		for _, y := range b {
			best = max(best, l.alike(x.id, y.id)*y.part)
		}
		w := l.weight[x.id] * x.part
		sum += best * w
		total += w
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

// query reads the words of a question against the lexis; nil if it holds none of
// them or anything like them.
func (l *lexis) query(about string) []term {
	var out []term
	for _, w := range strings.Fields(strings.ToLower(about)) {
		if id, ok := l.index[keyOf(w)]; ok {
			out = append(out, term{id, 1})
			continue
		}
		v, ok := vectors.English().Lookup(w)
		best, at := minAlike, -1
		for id := range l.words {
			if ok && l.vector[id].Q != nil {
				if c := float64(v.Cosine(l.vector[id])); c > best {
					best, at = c, id
				}
			}
		}
		if at >= 0 {
			out = append(out, term{at, best})
		}
	}
	return out
}

// sortedKeys are the keys of m in order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
