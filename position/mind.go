package position

import (
	"math"
	"strings"

	"synoptic/lexicon"
)

// inMind is the actor fit for something that is most in mind at a token; "" if nobody
// is. Only who was named or spoke before it counts, and whom coreference found.
func (h *hearing) inMind(token int, found string, fits func(p *part, m *encounter) bool) string {
	sentence := h.doc.SentenceAt(h.doc.Tokens[token].Span.Start)
	score := map[string]float64{}
	best, unknown := "", 0.
	weigh := func(actor string, by float64) {
		p := h.cast.parts[actor]
		if p == nil {
			return
		}
		score[actor] = max(score[actor], by)
		if best == "" || score[actor] > score[best] || score[actor] == score[best] && actor < best {
			best = actor
		}
	}
	for i := range h.met {
		m := &h.met[i]
		s := h.doc.SentenceAt(h.doc.Tokens[m.token].Span.Start)
		if m.token >= token || sentence-s > mostSentences {
			continue
		}
		by := h.weight(m, s, sentence) * math.Pow(perSentence, float64(sentence-s)) * math.Pow(perParagraph, float64(h.paragraphs(s, sentence)))
		if m.actor == "" && fits(&nobody, m) {
			unknown = max(unknown, by)
		}
		if p := h.cast.parts[m.actor]; p == nil || !fits(p, m) {
			continue
		}
		if m.actor == found {
			by += foundByCoref
		}
		if h.cast.parts[m.actor].place {
			by *= asPlace
		}
		if h.told[m.token] && m.weight != asSpeaker {
			by *= asTold
		}
		weigh(m.actor, by)
	}
	if p := h.cast.parts[found]; p != nil && fits(p, &encounter{}) {
		weigh(found, foundByCoref)
	}
	switch {
	case best != "" && score[best] < unknown: // "the growers' cooperative said", and then "it demanded"
		return ""
	case best == "":
		return h.otherAccounts(isBody(strings.ToLower(h.doc.Morphs[token].Lemma)), fits)
	}
	return best
}

// nobody is who spoke and is none of the cast.
var nobody = part{person: 1, genders: [3]int{lexicon.Feminine: 1, lexicon.Masculine: 1}, place: true}

// otherAccounts is the one actor fit for something that other accounts of the event name; "" if
// there are several.
func (h *hearing) otherAccounts(body bool, fits func(p *part, m *encounter) bool) string {
	one := ""
	for _, actor := range h.beside {
		to := h.full[actor]
		if !body { // a person who is named in two ways is too many to be guessed
			to = actor
		}
		if p := h.cast.parts[to]; p != nil && to != one && fits(p, &encounter{}) {
			if one != "" {
				return ""
			}
			one = to
		}
	}
	return one
}

// weight is how much an encounter in sentence s puts an actor in mind in a later one. A body that is named right before, where
// nobody speaks, is what is spoken of: "That angers the union. Prices must fall, it said."
func (h *hearing) weight(m *encounter, s, sentence int) float64 {
	p := h.cast.parts[m.actor]
	if m.weight != asOther || s != sentence-1 || h.speaks[s] != "" || h.paragraphs(s, sentence) > 0 || p == nil || p.person >= 0 || p.place {
		return m.weight
	}
	return asSubject
}
