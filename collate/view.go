package collate

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"synoptic/lexicon/vectors"
	"synoptic/text"
)

// Views of two short texts: what is seen of them with no event around. Each is
// between 0 and 1 (but for the cosine of means) and does not depend on the order
// of the two.
const (
	vCoverBoth   = iota // how much of the weight of the words of both the other holds
	vCoverLess          // the same of the less covered
	vSoftBoth           // as vCoverBoth, words near each other among the vectors counting by how near
	vSoftLess           // the same of the less covered
	vNear               // as vSoftBoth, every word weighing the same
	vMeans              // cosine of the mean vectors, frequent words counting less (Arora, Liang and Ma 2017)
	vThrees             // cosine of runs of three letters
	vBegins             // cosine of the words' first four letters
	vTokens             // cosine of all tokens
	vLemmas             // share of all lemmas that both hold
	vOrder              // longest common subsequence of words, by weight
	vVerbs              // how well the verbs of both are found among the other's
	vRarest             // weight of the three weightiest words that both hold
	vDays               // a day that both name
	vNegation           // one is negated
	vNamesClash         // each names what the other does not
	vCountsClash        // both count the same thing, and not as many
	vRolesClash         // the names of who does it and to whom
	vDaysClash          // days that cannot be one
	vUnsaid             // weight of what the other does not say, for the one that says less beside
	nViews
)

// firstClash is the first of the views that speak against a pair.
const firstClash = vNegation

// short is a short text as the views see it.
type short struct {
	words   []word
	forms   []string // lower-case, of words
	tokens  []string // lower-case, of everything but punctuation
	lemmas  []string // of the same
	numbers []quantity
	days    []moment
	verbs   []word
	roles   []word // names as subjects, objects and parts of such names
	names   []word
	negated bool
}

// views measures two short texts. Words of both must be in the lexis.
func (l *lexis) views(a, b *short) (v [nViews]float32) {
	one := func(w word) float32 { return 1 }
	weight := func(w word) float32 { return l.weight[w.id] }
	s := l.cover(a.words, b.words)
	v[vCoverBoth], v[vCoverLess] = s.both(), min(s.a, s.b)
	s = l.covered(a.words, b.words, weight, l.near)
	v[vSoftBoth], v[vSoftLess] = s.both(), min(s.a, s.b)
	v[vNear] = l.covered(a.words, b.words, one, l.near).both()
	v[vMeans] = float32(cosine(l.meanOf(a.words), l.meanOf(b.words)))
	v[vThrees] = runsOfLetters(a.forms, b.forms, 3)
	v[vTokens] = cosineOf(counted(a.tokens), counted(b.tokens))
	v[vLemmas] = inCommon(counted(a.lemmas), counted(b.lemmas))
	v[vBegins] = begins(a.forms, b.forms)
	v[vOrder] = l.inOrder(a.words, b.words)
	v[vVerbs] = l.covered(a.verbs, b.verbs, one, l.near).both()
	v[vRarest] = l.rarest(a.words, b.words)
	v[vDays], v[vDaysClash] = compareDates(a.days, b.days)
	v[vNegation] = indicator(a.negated != b.negated)
	v[vNamesClash] = l.missed(a.names, b.words, 1, b.names, a.words)
	_, v[vCountsClash] = compareNumbers(a.numbers, b.numbers)
	if len(a.roles) > 0 && len(b.roles) > 0 {
		s := l.covered(a.roles, b.roles, one, l.similarity)
		v[vRolesClash] = 1 - max(s.a, s.b)
	}
	v[vUnsaid] = l.missed(a.words, b.words, 6, b.words, a.words)
	return v
}

// shortOf reads a stretch of a document as a short text.
func (l *lexis) shortOf(doc *text.Document, r text.Range) short {
	s := short{numbers: quantities(doc, r), days: moments(doc, r)}
	var tokens []int
	for t := r.Start; t < r.End; t++ {
		tokens = append(tokens, t)
		if !isPunctuation(doc, t) {
			s.tokens = append(s.tokens, strings.ToLower(doc.Tokens[t].Form))
			s.lemmas = append(s.lemmas, plainLemma(doc, t))
		}
	}
	s.negated = negated(doc, tokens)
	for _, t := range tokens {
		if e, ok := plainEntry(doc, t); ok {
			s.words = append(s.words, word{l.add(e), int32(t)})
			s.forms = append(s.forms, strings.ToLower(doc.Tokens[t].Form))
		}
	}
	for _, w := range s.words {
		if doc.Morphs == nil || doc.Arcs == nil {
			continue
		}
		relation := doc.Arcs[w.tok].Relation
		switch doc.Morphs[w.tok].UPOS {
		case "VERB":
			s.verbs = append(s.verbs, w)
		case "ADJ":
			if f := doc.Tokens[w.tok].Form; f[0] >= 'A' && f[0] <= 'Z' {
				s.names = append(s.names, w)
			}
		case "PROPN":
			if !occasions[l.words[w.id].form] {
				s.names = append(s.names, w)
			}
			if strings.HasPrefix(relation, "nsubj") || relation == "obj" || relation == "flat" {
				s.roles = append(s.roles, w)
			}
		}
	}
	return s
}

// plainEntry is the word that a token is with no event around: every one but marks
// and the words that hold a sentence together.
func plainEntry(doc *text.Document, t int) (gloss, bool) {
	if g, ok := glossOf(doc, t); ok {
		return g, true
	}
	form := strings.ToLower(strings.ReplaceAll(doc.Tokens[t].Form, "’", "'"))
	if first, _ := utf8.DecodeRuneInString(form); !unicode.IsLetter(first) || binding[form] {
		return gloss{}, false
	}
	return gloss{key: english.Stem(form, false), form: form}, true
}

// binding words hold a sentence together, or report.
var binding = set(`a an the this that these those and or but of in on at by for from in into of to with as is are was were be been being
	has have had having do does did will would shall should can could may might must 's it its he his him she her they their them we us our i
	you your who which what there not n't no than then so if say says said`)

// covered is cover by another weight and likeness of words.
func (l *lexis) covered(a, b []word, weight func(word) float32, alike func(a, b int32) float32) (s sides) {
	best := make([]float32, len(b))
	_, s.a = share(a, func(i int) (top float32) {
		for j, v := range b {
			x := alike(a[i].id, v.id)
			top, best[j] = max(top, x), max(best[j], x)
		}
		return top
	}, weight)
	_, s.b = share(b, func(j int) float32 { return best[j] }, weight)
	return s
}

// near is similarity, or how near the vectors of two words lie if that is more.
// Opposites, numbers and two names are no nearer than they are similar.
func (l *lexis) near(a, b int32) float32 {
	s := l.similarity(a, b)
	x, y := &l.words[a], &l.words[b]
	if s >= 1 || x.kind == numeral || y.kind == numeral || x.kind == named && y.kind == named {
		return s
	}
	if r, kin := l.relative(a, b); kin && r.like == 0 {
		return 0
	}
	c := max(0, cosine(l.drawn[a], l.drawn[b]))
	return max(s, float32(c*math.Sqrt(c)))
}

// missed is how much weight of a is not in its other, or of b in its, whichever is less,
// saturating at some times scale.
func (l *lexis) missed(a, inA []word, scale float64, b, inB []word) float32 {
	sum := func(of, among []word) (s float64) {
		for _, w := range of {
			var top float32
			for _, v := range among {
				top = max(top, l.similarity(w.id, v.id))
			}
			s += float64((1 - top) * l.weight[w.id])
		}
		return s
	}
	return float32(math.Tanh(min(sum(a, inA), sum(b, inB)) / scale))
}

// rarest is the mean weight of the three weightiest words that both hold.
func (l *lexis) rarest(a, b []word) float32 {
	var shared []float32
	for _, w := range a {
		for _, v := range b {
			if s := l.similarity(w.id, v.id); s > .5 {
				shared = append(shared, s*l.weight[w.id])
				break
			}
		}
	}
	slices.Sort(shared)
	var sum float32
	for i := range min(3, len(shared)) {
		sum += shared[len(shared)-1-i]
	}
	return sum / 3
}

// inOrder is the weight of the longest common subsequence of words, as a share
// of both.
func (l *lexis) inOrder(a, b []word) float32 {
	row := make([]float32, len(b)+1)
	var total float32
	for _, w := range a {
		total += l.weight[w.id]
		var diagonal float32
		for j, v := range b {
			above := row[j+1]
			if s := l.similarity(w.id, v.id); s > .7 {
				row[j+1] = max(above, diagonal+s*l.weight[w.id])
			}
			row[j+1] = max(row[j+1], row[j])
			diagonal = above
		}
	}
	for _, v := range b {
		total += l.weight[v.id]
	}
	return 2 * row[len(b)] / max(total, 1e-6)
}

// runsOfLetters is the cosine of the runs of n bytes of both lists of words, a
// space before and after each.
func runsOfLetters(a, b []string, n int) float32 {
	count := func(words []string) map[string]float64 {
		m := map[string]float64{}
		for _, w := range words {
			addRuns(m, " "+w+" ", n)
		}
		return m
	}
	return cosineOf(count(a), count(b))
}

// plainLemma is a token's lemma, in lower case, or its form if it has none.
func plainLemma(doc *text.Document, t int) string {
	if doc.Morphs != nil {
		if l := doc.Morphs[t].Lemma; l != "" && l != "_" {
			return strings.ToLower(l)
		}
	}
	return strings.ToLower(doc.Tokens[t].Form)
}

func counted(words []string) map[string]float64 {
	m := map[string]float64{}
	for _, w := range words {
		m[w]++
	}
	return m
}

// inCommon is the share of two bags that both hold. Counts are whole numbers, as in
// cosineOf.
func inCommon(a, b map[string]float64) float32 {
	var both, all float64
	for k, x := range a {
		both += min(x, b[k])
		all += x
	}
	for _, y := range b {
		all += y
	}
	return float32(2 * both / max(1, all))
}

func addRuns(m map[string]float64, s string, n int) {
	for i := 0; i+n <= len(s); i++ {
		m[s[i:i+n]]++
	}
}

func begins(a, b []string) float32 {
	mark := func(words []string) map[string]float64 {
		m := map[string]float64{}
		for _, w := range words {
			end := min(4, len(w))
			for end < len(w) && !utf8.RuneStart(w[end]) {
				end++
			}
			m[w[:end]] = 1
		}
		return m
	}
	return cosineOf(mark(a), mark(b))
}

// cosineOf is the cosine of two bags. Counts are whole numbers, so that the order
// of adding them does not tell.
func cosineOf(a, b map[string]float64) float32 {
	var ab, aa, bb float64
	for k, x := range a {
		ab += x * b[k]
		aa += x * x
	}
	for _, y := range b {
		bb += y * y
	}
	if ab == 0 {
		return 0
	}
	return float32(ab / math.Sqrt(aa*bb))
}

// meanOf is the mean of the vectors of words; one that makes up a share p of
// English counts a/(a+p).
func (l *lexis) meanOf(words []word) []float32 {
	const a, zipf = 1e-3, .1 // the word of rank r makes up zipf/r of English
	mean := make([]float32, vectors.Dim)
	for _, w := range words {
		weight := float32(a / (a + zipf/float64(l.words[w.id].Rank+10)))
		for i, x := range l.drawn[w.id] {
			mean[i] += weight * x
		}
	}
	return mean
}
