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
	nSigns
)

// signNames are the rules as a note names them.
var signNames = [nSigns]string{"negation", "modality: may", "modality: should", "modality: will", "modality: must", "condition", "doubt", "delay",
	"scope: all", "scope: part", "degree: more", "degree: less", "unchanged", "given up", "deadline", "number", "law", "wish", "demand", "threat",
	"blame", "done", "acceptance", "rejection", "now", "only", "wish of the verb", "demand of the verb", "repetition", "concession", "announcement"}

// signWords are the lemmas and forms that carry a sign.
var signWords = wordsOf(map[sign]string{
	signCondition: `if unless provided conditional conditionally condition pending once whether depend return exchange`,
	signDoubt: `perhaps maybe possibly possible consider considering study review examine explore discuss reflect thought conceivable imaginable open ready
		willing prepared exclude excluded ponder weigh`,
	signDelay: `delay delayed postpone postponed pause wait later temporarily provisional provisionally moment hold suspended suspend eventually gradually interim
		transitional someday patience slowly yet`,
	signAll: `all every everyone everybody any each whole entire full fully none nobody nothing single never always completely entirely everything altogether
		forever permanently unconditionally immediately immediate once absolutely categorically`,
	signPart: `half some part partly partial limited reduced few several most quarter third one-off certain individual selected`,
	signMore: `more additional further extra increase raise rise double twice triple higher expand extend second another larger longer faster enlarge strengthen
		wider bigger also even too`,
	signLess: `less fewer reduce cut lower halve smaller shorter slower shrink decrease minus below least modest content`,
	signAgain: `again still remain stay continue keep unchanged same before repeat maintain stand always ever already go reiterate uphold confirm remain
		last previous earlier`,
	signGivenUp: `longer abandon scrap drop relent reconsider waive retract mistake sorry wrong cancel revoke reverse overtake obsolete off dead over instead
		apologise apology regret former`,
	signLaw:    `law ban bill oblige obligation compulsory mandatory duty binding statute order decree court sign signed treaty agreement contract legislation constitution vote`,
	signWish:   `hope want wish like ask appeal request invite propose suggest favour prefer welcome dream expect`,
	signDemand: `demand insist call urge require press ultimatum right need`,
	signThreat: `threaten warn strike leave sue retaliate consequence otherwise else resign boycott walkout block stop halt punish war`,
	signBlame: `crime criminal disgrace scandal shame betray betrayal catastrophe robbery steal stolen lie illegal murder insult danger dangerous scandalous theft
		unacceptable intolerable`,
	signAccept: `accept agree allow welcome satisfied enough fair live grant approve permit back support endorse reasonable fine thank glad useful`,
	signReject: `reject refuse oppose against impossible rule forbid deny never resist decline exclude unthinkable useless`,
	signNow:    `now today tomorrow immediately tonight monday tuesday wednesday thursday friday saturday sunday`,
	signOnly:   `only just merely solely alone except but though although however`,
})

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
		for _, at := range signWords[m.Lemma] {
			put(at, form)
		}
		if form != m.Lemma {
			for _, at := range signWords[form] {
				put(at, form)
			}
		}
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
