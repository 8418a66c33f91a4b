package position

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"

	"synoptic/lexicon"
	"synoptic/lexicon/paraphrase"
	"synoptic/lexicon/vectors"
	"synoptic/lexicon/wordnet"
)

// mark is one of the things that the reader sees of a step: a passage as a whole, or a word
// of it.
type mark struct {
	key     string // as in word, or else the form
	passage int    // of the step
	told    [nTold]float32
	vector  []float32 // of length 1; nil for names and what is not in the table
	senses  []paraphrase.Sense
	rank    int // in English, -1 if it is not known
	side    int8
	grade   int8
	number  float64 // 0 for none
}

// What is told of a mark besides its vector.
const (
	mWhole = iota // what it is: a passage, or a word of it
	mName
	mNoun
	mVerb
	mQuality
	mOther
	mNumber
	mPart
	mFor // affirmed
	mAgainst
	mPlus // by itself for or against
	mMinus
	mGrade // how firm
	mLow   // and a passage at least
	mRare
	mSigns
	nTold = mSigns + int(nSigns)
)

// markWidth is how many numbers the reader sees of a mark.
const markWidth = vectors.Dim + nTold

var markOf = map[byte]int{name: mName, noun: mNoun, verb: mVerb, quality: mQuality, 0: mOther}

// firmest is the highest grade of scales.txt.
const firmest = 6

// idle words only hold a sentence together; what denies, limits and governs does not.
var idle = set(`a an the of to in on at from with as into onto that this these those which who whom whose what it its he she his her him they them their
	there here and or s is are was were be been being am i me my we us our you your re ve d ll m so than then also about up out`)

// marks are what the reader sees of a passage: what it is as a whole, its words in their order, and those that
// pronouns and irregular forms stand for.
func (p *Passage) marks() []mark {
	out := []mark{p.whole()}
	met := make([]bool, len(p.words))
	of := p.places()
	for _, form := range tokens(p.text) {
		i, known := of.find(form)
		switch {
		case known && met[i] && p.words[i].kind == name: // another part of it
		case known:
			met[i] = true
			out = append(out, p.words[i].mark(form))
		case !idle[form]:
			out = append(out, (&word{key: form, form: form}).mark(form))
		}
	}
	for i := range p.words {
		if !met[i] {
			out = append(out, p.words[i].mark(p.words[i].form))
		}
	}
	return out
}

// places are those of a passage's words, by their keys and the parts of names.
type places map[string]int

func (p *Passage) places() places {
	of := make(places, len(p.words))
	for i := range p.words {
		w := &p.words[i]
		of[w.key] = i
		if w.kind == name {
			for part := range strings.FieldsSeq(w.form) {
				of[english.Stem(part, false)] = i
			}
		}
	}
	return of
}

// find is the place of the word that stands there as form.
func (of places) find(form string) (int, bool) {
	if code, _ := lexicon.Country(form); code != "" {
		if i, ok := of["#"+code]; ok {
			return i, true
		}
	}
	i, ok := of[english.Stem(form, false)]
	return i, ok
}

// tokens are the words of a text in lower case, "not" apart from its verb.
func tokens(s string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(strings.ToLower(strings.ReplaceAll(s, "’", "'")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("',.", r)
	}) {
		w = strings.Trim(w, "',.")
		verb, negated := strings.CutSuffix(w, "n't")
		if w == "cannot" {
			verb, negated = "can", true
		}
		if verb, _, _ = strings.Cut(verb, "'"); verb != "" {
			out = append(out, verb)
		}
		if negated {
			out = append(out, "not")
		}
	}
	return out
}

// whole is the mark of a passage as a whole.
func (p *Passage) whole() mark {
	t := &p.traits
	m := mark{rank: -1}
	m.told[mWhole] = 1
	m.told[mFor], m.told[mAgainst] = max(0, t.mean), max(0, -t.mean)
	m.told[mPlus], m.told[mMinus] = indicator(t.stance > 0), indicator(t.stance < 0)
	m.told[mGrade], m.told[mLow] = float32(t.high)/firmest, float32(t.low)/firmest
	for s, words := range t.signs {
		m.told[mSigns+s] = indicator(words != "")
	}
	return m
}

// mark is that of a word that stands there as form.
func (w *word) mark(form string) mark {
	lemma := strings.ToLower(w.form)
	m := mark{key: w.key, side: w.side, rank: vectors.English().Rank(lemma), senses: paraphrase.English().Senses(lemma)}
	m.told[markOf[w.kind]], m.told[mPart] = 1, w.part
	m.told[mFor], m.told[mAgainst] = indicator(w.side > 0), indicator(w.side < 0)
	s := scaled()
	for _, f := range []string{lemma, form} {
		m.told[mPlus], m.told[mMinus] = max(m.told[mPlus], indicator(s.sides[f] > 0)), max(m.told[mMinus], indicator(s.sides[f] < 0))
		m.grade = max(m.grade, s.grades[f])
		for _, x := range s.signs[f] {
			m.told[mSigns+int(x)] = 1
		}
	}
	m.told[mGrade] = float32(m.grade) / firmest
	m.told[mRare] = 1
	if m.rank >= 0 {
		m.told[mRare] = float32(math.Log1p(float64(m.rank)) / math.Log1p(float64(vectors.English().Len())))
	}
	if n, ok := number(form); ok && form != "one" {
		m.number, m.told[mNumber] = n, 1
	}
	if v, ok := vectors.English().Lookup(lemma); ok && w.kind != name {
		m.vector = direction(v)
	}
	return m
}

// direction is a vector of length 1.
func direction(v vectors.Vector) []float32 {
	out := v.AppendTo(nil)
	by := float32(1 / math.Sqrt(float64(max(cosine(out, out), tiny))))
	for i := range out {
		out[i] *= by
	}
	return out
}

// look writes what the reader sees of a mark.
func (m *mark) look(row []float32, hidden bool) {
	if !hidden {
		copy(row, m.vector)
	}
	copy(row[vectors.Dim:], m.told[:])
}

// What is known of two marks of one step.
const (
	nearNext = iota
	nearLast
	nearBy
	nearSelf
	nearPassage // of one passage
	nearWhole   // of which the second is the whole
	nNear
)

func near(ms []mark, i, j int, row []float32) {
	d, one := j-i, ms[i].passage == ms[j].passage
	row[nearNext], row[nearLast] = indicator(one && d == 1), indicator(one && d == -1)
	row[nearBy], row[nearSelf] = indicator(one && d >= -3 && d <= 3), indicator(d == 0)
	row[nearPassage], row[nearWhole] = indicator(one), indicator(one && ms[j].told[mWhole] > 0)
}

// What is known of two marks of two steps. From acrossStronger on two and two are the same
// seen from the one and from the other.
const (
	acrossSame = iota
	acrossRare // the same, and how rare
	acrossVector
	acrossList // related by the paraphrase list
	acrossOpposed
	acrossWordNet
	acrossAntonym
	acrossKind
	acrossNumber
	acrossSide // both affirmed or both denied
	acrossSides
	acrossStronger // the other is, by the list
	acrossWeaker
	acrossMore // the other is the larger number
	acrossLess
	acrossFirmer // the other is, by grade
	acrossLooser
	nAcross
)

// across writes what is known of x and y as x sees it.
func across(x, y *mark, row []float32) {
	if x.told[mWhole] > 0 || y.told[mWhole] > 0 {
		row[acrossKind] = x.told[mWhole] * y.told[mWhole]
		return
	}
	if x.key == y.key {
		row[acrossSame], row[acrossRare] = 1, x.told[mRare]
	} else {
		same, stronger, opposed := paraphrase.Relation(x.senses, y.senses)
		row[acrossList], row[acrossOpposed] = indicator(same), indicator(opposed)
		row[acrossStronger], row[acrossWeaker] = indicator(same && stronger > 0), indicator(same && stronger < 0)
		if x.rank >= 0 && y.rank >= 0 {
			kin, against := wordnet.English().Between(x.rank, y.rank)
			row[acrossWordNet], row[acrossAntonym] = kin, indicator(against)
		}
	}
	if x.vector != nil && y.vector != nil {
		row[acrossVector] = cosine(x.vector, y.vector)
	}
	row[acrossKind] = indicator(slices.Equal(x.told[mName:mNumber], y.told[mName:mNumber]))
	if row[acrossSame] > 0 || row[acrossList] > 0 || row[acrossVector] > alikeWords || row[acrossWordNet] > 0 {
		row[acrossSide], row[acrossSides] = indicator(x.side*y.side > 0), indicator(x.side*y.side < 0)
	}
	if x.number > 0 && y.number > 0 {
		row[acrossNumber], row[acrossMore], row[acrossLess] = indicator(x.number == y.number), indicator(y.number > x.number), indicator(y.number < x.number)
	}
	if x.grade > 0 && y.grade > 0 {
		row[acrossFirmer], row[acrossLooser] = indicator(y.grade > x.grade), indicator(y.grade < x.grade)
	}
}

// alikeWords is the cosine from which it is seen whether one is affirmed and the other denied.
const alikeWords = .6

// fromOther is a row of across as y sees it.
func fromOther(row []float32) (out [nAcross]float32) {
	copy(out[:], row[:acrossStronger])
	for k := acrossStronger; k < nAcross; k += 2 {
		out[k], out[k+1] = row[k+1], row[k]
	}
	return out
}
