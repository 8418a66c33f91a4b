package collate

import "synoptic/news"

// What is seen of two units of sentences that carry a claim in common: is it
// there? After what the matcher sees of them:
const (
	wMatch = covers + iota
	wBehind
	wWhole
	wSpeakerSame
	wSpeakerOther
	wSpeakerOne
	wQuotedBoth
	wQuotedOne
	wNumbersAgree
	wNumbersClash
	wDatesAgree
	wDatesClash
	wNegation
	wHeads
	wRuns
	wUnits
	wHeadline
	wLengths
	wShort // bytes
	wLong
	wShareLess // of the weight of its sentence
	wShareMore
	wParts
	wGaps // tokens of others inside
	wPlaceFirst
	wQuoteRun
	wQuoteShare
	wQuoteLength
	nWhere
)

type whereLook [nWhere]float32

// facing is what is seen of two sentences i and j whatever the units.
type facing struct {
	i, j               int
	units              float32
	run, share, length float32  // of what both quote
	wide               bool     // there are too many words for twins
	twins, back        []uint64 // by place in the one sentence, those in the other at which the same word stands
}

// face sees two sentences.
func (e *event) face(fc *facing, i, j int) {
	a, b := &e.stretches[i], &e.stretches[j]
	fc.i, fc.j = i, j
	fc.units = log1p(float32(len(a.units) * len(b.units)))
	run, share, length := quotesAlike(e.all[i].quoted, e.all[j].quoted)
	fc.run, fc.share, fc.length = log1p(float32(run)), share, log1p(float32(length))
	fc.wide = len(a.types) > 64 || len(b.types) > 64
	if fc.wide {
		return
	}
	fc.twins, fc.back = zeros(fc.twins, len(a.types)), zeros(fc.back, len(b.types))
	for p, x := range a.types {
		for q, y := range b.types {
			if e.lexis.twins(x, y) {
				fc.twins[p] |= 1 << q
				fc.back[q] |= 1 << p
			}
		}
	}
}

// runs is as event.runs for units x and y of the two sentences.
func (e *event) runs(fc *facing, x, y int) float32 {
	a, b := &e.stretches[fc.i], &e.stretches[fc.j]
	if fc.wide || !a.own[x] || !b.own[y] {
		return e.runsOf(e.units[e.all[fc.i].units[x]].words, e.units[e.all[fc.j].units[y]].words)
	}
	switch p, q := a.units[x], b.units[y]; {
	case len(p) < len(q):
		return runsAmong(p, q, fc.twins)
	case len(p) > len(q):
		return runsAmong(q, p, fc.back)
	default:
		return max(runsAmong(p, q, fc.twins), runsAmong(q, p, fc.back))
	}
}

// runsAmong is as event.runsIn for words at places.
func runsAmong(p, q []int32, twins []uint64) float32 {
	n := 0
	for i := 1; i < len(p); i++ {
		first, second := twins[p[i-1]], twins[p[i]]
		if first == 0 || second == 0 {
			continue
		}
		for j := 1; j < len(q); j++ {
			if first>>q[j-1]&1 > 0 && second>>q[j]&1 > 0 {
				n++
				break
			}
		}
	}
	return float32(n) / float32(max(1, len(p)-1))
}

// lookWhere sees a pair of units of two sentences; best is the matcher's word on
// the best pair.
func (e *event) lookWhere(c *cell, best float32, fc *facing) (f whereLook) {
	copy(f[:], c.f[:])
	a, b := &e.stretches[fc.i], &e.stretches[fc.j]
	u, v := &e.units[e.all[fc.i].units[c.x]], &e.units[e.all[fc.j].units[c.y]]
	f[wMatch], f[wBehind], f[wWhole] = c.z, best-c.z, best
	f[wUnits] = fc.units
	f[wShareLess], f[wShareMore] = lesser(a.totals[c.x]/max(a.total, 1e-6), b.totals[c.y]/max(b.total, 1e-6))
	f[wSpeakerSame] = indicator(u.speaker != "" && u.speaker == v.speaker)
	f[wSpeakerOther] = indicator(u.speaker != "" && v.speaker != "" && u.speaker != v.speaker)
	f[wSpeakerOne] = indicator(u.attributed != v.attributed)
	f[wQuotedBoth] = indicator(u.form == news.Quoted && v.form == news.Quoted)
	f[wQuotedOne] = indicator((u.form == news.Quoted) != (v.form == news.Quoted))
	f[wNumbersAgree], f[wNumbersClash] = compareNumbers(u.numbers, v.numbers)
	f[wDatesAgree], f[wDatesClash] = compareDates(u.dates, v.dates)
	f[wNegation] = indicator(u.negated != v.negated)
	f[wHeads] = (e.foundHead(u.head, v.words) + e.foundHead(v.head, u.words)) / 2
	f[wRuns] = e.runs(fc, c.x, c.y)
	f[wHeadline] = indicator(u.headline || v.headline)
	short, long := lesser(float32(u.span.Len()), float32(v.span.Len()))
	f[wShort], f[wLong] = log1p(short/10), log1p(long/10)
	f[wParts] = (indicator(u.part) + indicator(v.part)) / 2
	f[wGaps] = float32(u.tokens.Len()-len(u.own)+v.tokens.Len()-len(v.own)) / float32(u.tokens.Len()+v.tokens.Len())
	f[wPlaceFirst] = (indicator(e.sentenceStart(u)) + indicator(e.sentenceStart(v))) / 2
	f[wQuoteRun], f[wQuoteShare], f[wQuoteLength] = fc.run, fc.share, fc.length
	f[wLengths] = short / max(1, long)
	return f
}

// foundHead is how well the word is matched among others; 0 for none.
func (e *event) foundHead(head int32, among []word) float32 {
	if head < 0 {
		return 0
	}
	top, told := uint8(1), e.toldOf(head)
	for _, w := range among {
		v := told[w.id]
		if v == 0 {
			v = e.tell(head, w.id)
		}
		top = max(top, v)
	}
	return toldAs[top]
}

func (e *event) sentenceStart(u *unit) bool {
	return u.tokens.Start == e.accounts[u.account].Doc.Sentences[u.sentence].Tokens.Start
}
