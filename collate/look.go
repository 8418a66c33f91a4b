package collate

import (
	"math"
	"slices"
)

// What is seen of a pair of sentences. It does not depend on the order of the
// pair.
const (
	sCoverLess = iota // share of the weight of the words of the less covered that the other holds
	sCoverMore
	sCoverBoth
	sMatched
	sRare   // rarity of the words that both hold, saturating
	sCosine // by rarity
	sFirst  // the rarest words that both hold
	sSecond
	sThird
	sCount      // how many words both hold
	sNames      // rarity of the names that both hold
	sOthers     // and of the other words
	sNamesAlike // cosine of the names
	sNamesApart // rarity of the names that one holds
	sRun        // longest run of tokens in common
	sTrigrams
	sNumbersAgree
	sNumbersClash
	sDatesAgree
	sDatesClash
	sNegation
	sSpeakerSame
	sSpeakerOther
	sSpeakerOne
	sShorter
	sLonger
	sApart // places in the accounts
	sLeads // both stand at the top
	sLead  // one does
	sRankBest
	sRankWorst
	sLeadLeast // by how much each leads the others of its account
	sLeadMost
	sParallel // how alike the neighbours are
	sAcross   // how alike one is to the other's neighbours
	sThirds   // the best sentence of a third account that both are like
	sMatch    // what the matcher says of the best two stretches
	sMatchNext
	sWholeLess
	sWholeMore
	sWholeMatched
	sUnitLess
	sUnitMore
	sUnitSpread
	sUnitExact
	sUnitMatched
	sMatchRank
	sMatchLead
	sMatchRankWorst
	sMatchParallel
	sMatchAcross
	sMatchThird
	sActors
	sActorsAlike
	sActorsApart
	sUnitSpeaker
	sUnitOther
	sQuoteRun   // longest run of tokens of what both quote
	sQuoteShare // share of a fragment that the other quotes
	sQuoteLength
	sQuotesBoth
	sQuoteOne
	sQuoteSpeaker // a shared fragment of one speaker
	sLocal        // matched words that stand together in both
	sLocalNext
	sLocalExact
	sUnitNumbers
	sUnitNumbersClash
	sUnitNegation
	sUnitForms
	sSense // cosine of mean vectors, less what all of the event is about
	sSensePlain
	sUnitSense
	sUnitSensePlain
	nLook
)

type look [nLook]float32

// context is what stands around a pair of sentences.
type context struct {
	cover                   sides
	mine, theirs            placing
	third, parallel, across float32
}

func sqrt(x float32) float32  { return float32(math.Sqrt(float64(x))) }
func log1p(x float32) float32 { return float32(math.Log1p(float64(x))) }

// look computes what is seen of two sentences.
func (e *event) look(a, b *sentence, c context) look {
	var f look
	s := c.cover
	f[sCoverLess], f[sCoverMore], f[sCoverBoth], f[sMatched] = min(s.a, s.b), max(s.a, s.b), s.both(), log1p(s.matched)
	f[sRare], f[sCosine] = e.lexis.shared(a.words, b.words)
	e.rarest(&f, a, b)
	run, trigrams := longestRun(a.forms, b.forms)
	f[sRun], f[sTrigrams] = log1p(float32(run)), log1p(float32(trigrams))
	f[sNumbersAgree], f[sNumbersClash] = compareNumbers(a.numbers, b.numbers)
	f[sDatesAgree], f[sDatesClash] = compareDates(a.dates, b.dates)
	f[sNegation] = indicator(a.negated != b.negated)
	f.speakers(a.speakers, b.speakers)
	f[sShorter] = log1p(float32(min(len(a.words), len(b.words))))
	f[sLonger] = log1p(float32(max(len(a.words), len(b.words))))
	f[sApart] = max(a.place-b.place, b.place-a.place)
	f[sLeads] = indicator(a.index < leadSentences && b.index < leadSentences)
	f[sLead] = indicator((a.index < leadSentences) != (b.index < leadSentences))
	f[sRankBest] = 1 / (1 + min(c.mine.above, c.theirs.above))
	f[sRankWorst] = 1 / (1 + max(c.mine.above, c.theirs.above))
	f[sLeadLeast], f[sLeadMost] = min(c.mine.lead, c.theirs.lead), max(c.mine.lead, c.theirs.lead)
	f[sParallel], f[sAcross], f[sThirds] = c.parallel, c.across, c.third
	return f
}

// The sentences that tell the news: the headline, the lead and what follows it.
const leadSentences = 3

// rarest sees which words two sentences share to the letter.
func (e *event) rarest(f *look, a, b *sentence) {
	var top []float32
	var names, namesA, namesB, others float32
	for i, w := range a.words {
		if holdsWord(a.words[:i], w.id) {
			continue
		}
		x, named := e.lexis.rarity[w.id], e.lexis.words[w.id].kind == named
		if named {
			namesA += x
		}
		if !holdsWord(b.words, w.id) {
			continue
		}
		top = append(top, x)
		if named {
			names += x
		} else {
			others += x
		}
	}
	for i, w := range b.words {
		if e.lexis.words[w.id].kind == named && !holdsWord(b.words[:i], w.id) {
			namesB += e.lexis.rarity[w.id]
		}
	}
	f[sCount] = log1p(float32(len(top)))
	slices.SortFunc(top, func(x, y float32) int { return int(indicator(x < y)) - int(indicator(x > y)) })
	copy(f[sFirst:sThird+1], top)
	f[sNames], f[sOthers] = names, others
	f[sNamesAlike] = names / sqrt(max(.5, namesA*namesB))
	f[sNamesApart] = log1p(max(0, namesA+namesB-2*names))
}

func (f *look) speakers(a, b []string) {
	switch {
	case len(a) == 0 && len(b) == 0:
	case len(a) == 0 || len(b) == 0:
		f[sSpeakerOne] = 1
	case slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) }):
		f[sSpeakerSame] = 1
	default:
		f[sSpeakerOther] = 1
	}
}

// longestRun is the length of the longest run of tokens that two sentences
// share, and how many places begin a shared run of three.
func longestRun(a, b []int32) (longest, trigrams int) {
	var few [64]int // of most sentences
	row := append(few[:0], make([]int, len(b)+1)...)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			row[j+1] = 0
			if x == y {
				row[j+1] = diagonal + 1
				longest = max(longest, diagonal+1)
				if diagonal == 2 {
					trigrams++
				}
			}
			diagonal = above
		}
	}
	return longest, trigrams
}
