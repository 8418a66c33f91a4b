package collate

import "math"

// The features of a pair of units. Each is between 0 and 1 and does not depend
// on the order of the pair.
const (
	fBias         = iota
	fCoverLess    // share of the weight of the words of the less covered unit that the other holds
	fCoverMore    // the same of the more covered unit
	fCoverBoth    // harmonic mean of the two
	fMatched      // weight of the matched words, saturating
	fRuns         // share of neighbouring words of the shorter that are neighbours in the other
	fNumbersAgree // both give a number, and one is the same
	fNumbersClash // both count the same thing, and the numbers differ
	fDatesAgree
	fDatesClash
	fNegation       // one is negated
	fSpeakerSame    // both attributed, to one actor
	fSpeakerOther   // both attributed, to two actors
	fSpeakerOne     // one attributed
	fSentences      // harmonic coverage of the sentences around
	fNeighbours     // of the sentences before and after
	fApart          // difference of place in their accounts
	fFirst          // both in headline or first sentences
	fNamesUnmatched // share of weight of names that the other lacks
	fMeaning        // cosine of the weighted mean vectors
	fHeads          // how well the heads of the two clauses are found in the other
	fSpread         // coverage of the words of each in the sentence of the other
	nFeatures
)

type features [nFeatures]float32

// sides is what the words of one unit find in another.
type sides struct{ a, b, matched float32 }

// cover matches the words of a and b softly, each with its best counterpart.
func (l *lexis) cover(a, b []word) sides {
	if len(a) == 0 || len(b) == 0 {
		return sides{}
	}
	var s sides
	best := make([]float32, len(b))
	var total float32
	for _, w := range a {
		var top float32
		for j, v := range b {
			x := l.similarity(w.id, v.id)
			top, best[j] = max(top, x), max(best[j], x)
		}
		s.a += top * l.weight[w.id]
		total += l.weight[w.id]
	}
	s.matched = s.a
	s.a /= max(total, 1e-6)
	total = 0
	for j, v := range b {
		s.b += best[j] * l.weight[v.id]
		total += l.weight[v.id]
	}
	s.matched = (s.matched + s.b) / 2
	s.b /= max(total, 1e-6)
	return s
}

func (s sides) both() float32 {
	if s.a+s.b == 0 {
		return 0
	}
	return 2 * s.a * s.b / (s.a + s.b)
}

// measure computes the features of two units.
func (e *event) measure(u, v *unit) features {
	var f features
	f[fBias] = 1
	s := e.lexis.cover(u.words, v.words)
	f[fCoverLess], f[fCoverMore], f[fCoverBoth] = min(s.a, s.b), max(s.a, s.b), s.both()
	f[fMatched] = float32(math.Tanh(float64(s.matched) / 3))
	f[fRuns] = e.runs(u.words, v.words)
	f[fNumbersAgree], f[fNumbersClash] = compareNumbers(u.numbers, v.numbers)
	f[fDatesAgree], f[fDatesClash] = compareDates(u.dates, v.dates)
	f[fNegation] = indicator(u.negated != v.negated)
	f[fSpeakerSame] = indicator(u.speaker != "" && u.speaker == v.speaker)
	f[fSpeakerOther] = indicator(u.speaker != "" && v.speaker != "" && u.speaker != v.speaker)
	f[fSpeakerOne] = indicator(u.attributed != v.attributed)
	f[fSentences] = e.lexis.cover(e.sentenceWords(u, 0), e.sentenceWords(v, 0)).both()
	before := e.lexis.cover(e.sentenceWords(u, -1), e.sentenceWords(v, -1)).both()
	after := e.lexis.cover(e.sentenceWords(u, 1), e.sentenceWords(v, 1)).both()
	f[fNeighbours] = (before + after) / 2
	f[fApart] = float32(math.Abs(float64(u.place - v.place)))
	f[fFirst] = indicator(u.place < .08 && v.place < .08)
	f[fNamesUnmatched] = e.unmatchedNames(u.words, v.words)
	f[fMeaning] = float32(max(0, cosine(u.meaning, v.meaning)))
	f[fHeads] = (e.found(u.head, v.words) + e.found(v.head, u.words)) / 2
	f[fSpread] = (e.lexis.cover(u.words, e.sentenceWords(v, 0)).a + e.lexis.cover(v.words, e.sentenceWords(u, 0)).a) / 2
	return f
}

// found is how well the word is matched among others; 0 for none.
func (e *event) found(head int32, among []word) float32 {
	if head < 0 {
		return 0
	}
	var top float32
	for _, w := range among {
		top = max(top, e.lexis.similarity(head, w.id))
	}
	return top
}

func indicator(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// runs is the share of pairs of neighbouring words of the shorter unit that are
// neighbours in the other, in the same order.
func (e *event) runs(a, b []word) float32 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 {
		return 0
	}
	n := 0
	for i := 1; i < len(a); i++ {
		for j := 1; j < len(b); j++ {
			if e.lexis.similarity(a[i-1].id, b[j-1].id) > .8 && e.lexis.similarity(a[i].id, b[j].id) > .8 {
				n++
				break
			}
		}
	}
	return float32(n) / float32(len(a)-1)
}

func (e *event) unmatchedNames(a, b []word) float32 {
	var names, lone float32
	for _, side := range [2][2][]word{{a, b}, {b, a}} {
		for _, w := range side[0] {
			if e.lexis.words[w.id].kind != named {
				continue
			}
			names += e.lexis.weight[w.id]
			var best float32
			for _, v := range side[1] {
				best = max(best, e.lexis.similarity(w.id, v.id))
			}
			lone += (1 - best) * e.lexis.weight[w.id]
		}
	}
	if names == 0 {
		return 0
	}
	return lone / names
}

func compareNumbers(a, b []quantity) (agree, clash float32) {
	for _, x := range a {
		for _, y := range b {
			switch {
			case x.value == y.value && (x.value > 2 || x.unit == y.unit):
				agree = 1
			case x.value == y.value:
			case x.unit != "" && x.unit == y.unit:
				clash = 1
			}
		}
	}
	if agree > 0 {
		clash = 0
	}
	return agree, clash
}

func compareDates(a, b []moment) (agree, clash float32) {
	for _, x := range a {
		for _, y := range b {
			if x.differ(y) {
				clash = 1
			} else if x.month > 0 && x.month == y.month || x.weekday > 0 && x.weekday == y.weekday || x.year > 0 && x.year == y.year {
				agree = 1
			}
		}
	}
	if agree > 0 {
		clash = 0
	}
	return agree, clash
}

// probability is the calibrated confidence that a pair with features f carries
// one claim.
func probability(f features) float32 {
	var z float64
	for i, w := range pairWeights {
		z += float64(w) * float64(f[i])
	}
	return float32(1 / (1 + math.Exp(-z)))
}

var pairWeights = [nFeatures]float32{
	fBias: -5.5, fCoverLess: 3, fCoverBoth: 5, fMatched: 1.5, fRuns: 1, fNumbersAgree: .7, fNumbersClash: -.3,
	fDatesAgree: .3, fSpeakerSame: .5, fSpeakerOther: -.8, fSentences: 1.5, fNeighbours: .5, fApart: -.5,
	fNamesUnmatched: -.5, fFirst: .3,
}
