package position

import (
	"strings"

	"synoptic/text"
)

// sign is something in a passage that tells how strongly its position is held.
type sign int

// The signs. A step has a sign new, has lost it, or keeps it.
const (
	signDenied sign = iota
	signMay
	signShould
	signWill
	signMust
	signCondition
	signDoubt
	signDelay
	signAll
	signPart
	signMore
	signLess
	signAgain
	signGivenUp
	signTime
	signNumber
	signLaw
	signWish
	signDemand
	signThreat
	signBlame
	signDone
	signAccept
	signReject
	signNow
	signOnly
	signCueHopes
	signCueDemands
	signCueRepeats
	signCueConcedes
	signCueAnnounces
	signWarm
	signCool
	signStep
	signEnd
	nSigns
)

// signNames are the rules as a note names them.
var signNames = [nSigns]string{"negation", "modality: may", "modality: should", "modality: will", "modality: must", "condition", "doubt", "delay",
	"scope: all", "scope: part", "degree: more", "degree: less", "unchanged", "given up", "deadline", "number", "law", "wish", "demand", "threat",
	"blame", "done", "acceptance", "rejection", "now", "only", "wish of the verb", "demand of the verb", "repetition", "concession", "announcement", "warmth", "coolness", "step", "end"}

// cueSigns are the lemmas of the verbs by which somebody speaks.
var cueSigns = wordsOf(map[sign]string{
	signCueHopes:     `hope suggest wish ask appeal propose consider wonder hint float think muse invite`,
	signCueDemands:   `demand insist call urge warn threaten require order vow thunder`,
	signCueRepeats:   `repeat reiterate confirm reaffirm stress maintain remind restate stand`,
	signCueConcedes:  `concede admit allow acknowledge grant relent soften own`,
	signCueAnnounces: `announce promise pledge declare assure guarantee swear undertake`,
})

func wordsOf(lists map[sign]string) map[string][]sign {
	m := map[string][]sign{}
	for s := range nSigns {
		for _, w := range strings.Fields(lists[s]) {
			m[w] = append(m[w], s)
		}
	}
	return m
}

// signsOf finds the signs of a passage: the words that carry each, "" for one that it has
// not.
func signsOf(s *Said, toks text.Range, t *traits) [nSigns]string {
	var out [nSigns]string
	d := s.Doc
	put := func(at sign, words string) {
		if out[at] == "" {
			out[at] = words
		}
	}
	for x := toks.Start; x < toks.End; x++ {
		form, m := strings.ToLower(d.Tokens[x].Form), d.Morphs[x]
		scaled().signsAt(d, x, toks.End, put)
		switch {
		case negates(d, x):
			put(signDenied, form)
		case m.UPOS == "AUX" && modals[m.Lemma] > 0:
			put(signMay+sign(modals[m.Lemma]-1), form)
		case obliges(d, x) || form == "must":
			put(signMust, form)
		case m.UPOS == "NUM" && form != "one":
			put(signNumber, form)
		case (m.Lemma == "have") && m.UPOS == "AUX":
			put(signDone, form)
		case spansTime[m.Lemma] || year(form):
			put(signTime, form)
		}
	}
	if t.deadline != "" {
		out[signTime] = t.deadline
	}
	if i := s.Statement.Attribution; i >= 0 && i < len(d.Attributions) {
		lemma, _, _ := strings.Cut(d.Attributions[i].Lemma, " ")
		for _, at := range cueSigns[lemma] {
			put(at, lemma)
		}
	}
	return out
}
