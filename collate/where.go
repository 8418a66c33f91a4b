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

// lookWhere sees a pair of units of sentences i and j; best is the matcher's word
// on the best pair.
func (e *event) lookWhere(c *cell, best float32, i, j int) (f whereLook) {
	copy(f[:], c.f[:])
	a, b := &e.stretches[i], &e.stretches[j]
	u, v := &e.units[e.all[i].units[c.x]], &e.units[e.all[j].units[c.y]]
	f[wMatch], f[wBehind], f[wWhole] = c.z, best-c.z, best
	f[wUnits] = log1p(float32(len(a.units) * len(b.units)))
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
	f[wRuns] = e.runs(u.words, v.words)
	f[wHeadline] = indicator(u.headline || v.headline)
	short, long := lesser(float32(u.span.Len()), float32(v.span.Len()))
	f[wShort], f[wLong] = log1p(short/10), log1p(long/10)
	f[wParts] = (indicator(u.part) + indicator(v.part)) / 2
	f[wGaps] = float32(u.tokens.Len()-len(u.own)+v.tokens.Len()-len(v.own)) / float32(u.tokens.Len()+v.tokens.Len())
	f[wPlaceFirst] = (indicator(e.sentenceStart(u)) + indicator(e.sentenceStart(v))) / 2
	run, share, length := quotesAlike(e.all[i].quoted, e.all[j].quoted)
	f[wQuoteRun], f[wQuoteShare], f[wQuoteLength] = log1p(float32(run)), share, log1p(float32(length))
	f[wLengths] = short / max(1, long)
	return f
}

// foundHead is how well the word is matched among others; 0 for none.
func (e *event) foundHead(head int32, among []word) float32 {
	if head < 0 {
		return 0
	}
	var top float32
	for _, w := range among {
		top = max(top, e.likeWords(head, w.id))
	}
	return top
}

func (e *event) sentenceStart(u *unit) bool {
	return u.tokens.Start == e.accounts[u.account].Doc.Sentences[u.sentence].Tokens.Start
}
