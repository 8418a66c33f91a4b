package position

import (
	"slices"
	"strings"
	"unicode"

	"synoptic/lexicon"
	"synoptic/text"
)

// source tells whom a noun phrase or pronoun means, found being whom coreference takes it
// for.
func (h *hearing) source(r text.Range, found string) string {
	head := h.headIn(r)
	if head < 0 {
		return found
	}
	form := strings.ToLower(h.doc.Tokens[head].Form)
	if own := strings.ToLower(h.doc.Tokens[r.Start].Form); address[form] && pronounOf[own] != "" {
		if a := h.inMind(head, found, func(p *part, _ *encounter) bool { return p.suits(pronounOf[own]) && p.isNoble() }); a != "" {
			return a
		}
		return h.inMind(head, found, func(p *part, _ *encounter) bool { return p.suits(pronounOf[own]) })
	}
	switch h.doc.Morphs[head].UPOS {
	case "PRON":
		found = h.lastCalled(head, found)
		switch form {
		case "he", "she", "it":
			fits := func(p *part, m *encounter) bool {
				return p.suits(form) || m.voiced && form != "it" || m.bodily && form == "it"
			}
			return h.inMind(head, found, fits)
		}
		if (form == "i" || form == "we") && h.orator != "" && !h.doc.Quoted(h.doc.Tokens[head].Span) {
			return h.orator
		}
		if form == "they" {
			return h.inMind(head, found, func(p *part, _ *encounter) bool { return !p.place })
		}
		return found
	case "NOUN":
		if a := h.whole(head, found); a != "" {
			return a
		}
		if a := h.shortened(r, head); a != "" && !h.partly(head, found) {
			return a
		}
		return h.described(r, head, found)
	}
	if h.isRole(r, head) && !h.partly(head, found) {
		return h.described(r, head, found)
	}
	return h.named(r, head, found)
}

// lastCalled is whom the name spells that coreference has last in the chain of the pronoun at a token, found if
// that spells nobody.
func (h *hearing) lastCalled(head int, found string) string {
	chain, last := -1, -1
	for i := range h.doc.Mentions {
		if m := &h.doc.Mentions[i]; m.Head == head && m.Kind == text.PronounMention {
			chain = m.Chain
		}
	}
	for i := range h.doc.Mentions {
		if m := &h.doc.Mentions[i]; chain >= 0 && m.Chain == chain && m.Kind == text.NameMention && m.Head < head && m.Head > last {
			last = m.Head
		}
	}
	if last >= 0 {
		if a := h.whole(last, found); a != "" {
			return a
		}
	}
	return found
}

// address is how the highest are spoken of: "His Highness".
var address = set(`highness majesty excellency holiness eminence grace honour honor lordship beatitude`)

var pronounOf = map[string]string{"his": "he", "her": "she"}

// isNoble reports whether p is called so.
func (p *part) isNoble() bool {
	for n := range p.nouns {
		if nobles[n] || address[n] {
			return true
		}
	}
	return false
}

var nobles = set(`king queen emir sultan prince princess sheikh sheik emperor empress duke duchess pope archbishop bishop cardinal patriarch imam ayatollah lama ambassador metropolitan mufti abbot`)

// isRole reports whether r is a description that is written like a name: "the President",
// "the Ministry".
func (h *hearing) isRole(r text.Range, head int) bool {
	if h.spelled[head] != "" || h.doc.Morphs[r.Start].UPOS != "DET" && h.doc.Morphs[r.Start].UPOS != "PRON" {
		return false
	}
	noun := strings.ToLower(h.doc.Tokens[head].Form)
	class, _ := lexicon.Title(noun)
	return isBody(noun) || class&(lexicon.Office|lexicon.PersonNoun|lexicon.Rank) != 0
}

// headIn is the token of r that hangs outside of it, -1 if r is empty.
func (h *hearing) headIn(r text.Range) int {
	for t := r.Start; t < r.End; t++ {
		if x := h.doc.Arcs[t].Head; (x < r.Start || x >= r.End) && h.doc.Morphs[t].UPOS != "PUNCT" {
			return t
		}
	}
	return -1
}

// named is the actor whose name heads r.
func (h *hearing) named(r text.Range, head int, found string) string {
	if a := h.whole(head, found); a != "" {
		return a
	}
	for i := range h.doc.Mentions {
		m := &h.doc.Mentions[i]
		if m.Kind == text.NameMention && m.Tokens.Start >= r.Start && m.Tokens.End <= r.End && m.Tokens.Start <= head && head < m.Tokens.End {
			if a := actorAt(m, h.actorOf); a != "" {
				return a
			}
		}
	}
	if found != "" {
		return found
	}
	if a := h.shortened(r, head); a != "" {
		return a
	}
	return h.only(head)
}

// only is the one actor of the affair whose name is the word at a token; "" if there is none or are
// several.
func (h *hearing) only(head int) string {
	one := ""
	for a, to := range h.full {
		if p := h.cast.parts[a]; p != nil && !p.time && len(p.name) == 1 && h.capital(head) && p.name[0] == lexicon.Fold(h.doc.Tokens[head].Form) && to != one {
			if one != "" {
				return ""
			}
			one = to
		}
	}
	return one
}

// shortened is the one actor whose name has all capitalised words of r up to its head, or whose name stands
// right before a head that says what body it is: "National Renewal" of the National Renewal
// Party, "Weir School Board" where Weir School is known; "" if there is none or are several.
func (h *hearing) shortened(r text.Range, head int) string {
	var ws []string
	for t := head; t >= r.Start && h.capital(t); t-- {
		ws = append(ws, lexicon.Fold(h.doc.Tokens[t].Form))
	}
	one := ""
	for a, to := range h.full {
		if p := h.cast.parts[a]; p != nil && len(ws) > 1 && !p.place && within(ws, p.name) && to != one {
			if one != "" {
				return ""
			}
			one = to
		}
	}
	if one == "" && head > 0 && h.capital(head) && isBody(strings.ToLower(h.doc.Tokens[head].Form)) {
		return h.spelled[head-1]
	}
	return one
}

func (h *hearing) capital(t int) bool { return unicode.IsUpper(firstRune(h.doc.Tokens[t].Form)) }

// whole is the actor whose whole name stands at token t, unless found is called by that word too and by
// others that do not stand there; "" if there is none.
func (h *hearing) whole(t int, found string) string {
	a := h.spelled[t]
	if a == "" || h.partly(t, found) && !within(h.cast.parts[found].words(), h.cast.parts[a].words()) {
		return ""
	}
	return a
}

// partly reports whether token t is a word of an actor's name.
func (h *hearing) partly(t int, actor string) bool {
	p := h.cast.parts[actor]
	return p != nil && slices.Contains(p.words(), lexicon.Fold(h.doc.Tokens[t].Form))
}

// spokespeople speak for a body.
var spokespeople = set(`spokesman spokeswoman spokesperson`)

// described is whom a description means: by a name beside it, by what an article calls an
// actor, by its kind.
func (h *hearing) described(r text.Range, head int, found string) string {
	for i := range h.doc.Mentions { // "union chairman Oskar Dunn", "its president, Ignat Bohl"
		m := &h.doc.Mentions[i]
		if m.Kind != text.NameMention || m.Tokens.Start < r.Start || m.Tokens.End > r.End {
			continue
		}
		if a := actorAt(m, h.actorOf); a != "" && h.doc.Arcs[m.Head].Head == head && (h.doc.Arcs[m.Head].Relation == "appos" || h.doc.Arcs[m.Head].Relation == "flat") {
			return a
		}
	}
	noun := strings.ToLower(h.doc.Morphs[head].Lemma)
	if noun == "_" || noun == "" {
		noun = strings.ToLower(h.doc.Tokens[head].Form)
	}
	if spokespeople[noun] {
		return h.inMind(head, h.bodyIn(r), func(p *part, _ *encounter) bool { return p.person < 0 })
	}
	class, _ := lexicon.Title(noun)
	if class&(lexicon.Office|lexicon.PersonNoun|lexicon.Rank) != 0 {
		if body := h.bodyIn(r); body != "" && !h.cast.parts[body].place {
			if a := h.inMind(head, "", func(p *part, _ *encounter) bool { return p.person > 0 && p.isCalled(noun) }); a != "" && (h.cast.SpeaksFor(a, body) || !h.cast.parts[body].body) {
				return a
			}
			return body
		}
	}
	if writings[noun] {
		if of := h.owner(r, head); of.Len() > 0 {
			return h.speaker(of)
		}
	}
	if p := h.cast.parts[found]; writings[noun] && (p == nil || p.person < 0 && !p.body) {
		return h.inMind(head, "", func(p *part, _ *encounter) bool { return !p.place })
	}
	if h.indefinite(r) {
		return found
	}
	if form := h.doc.Tokens[r.Start].Form; isBody(noun) && (strings.EqualFold(form, "its") || strings.EqualFold(form, "their")) { // "their union"
		if a := h.inMind(head, "", func(p *part, _ *encounter) bool { return p.person < 0 && p.isCalled(noun) }); a != "" {
			return a
		}
	}
	if form := h.doc.Tokens[r.Start].Form; strings.EqualFold(form, "its") || strings.EqualFold(form, "their") && found == "" { // "its statement", "its secretary"
		return h.inMind(r.Start, "", func(p *part, _ *encounter) bool { return p.suits("it") })
	}
	if a := h.officer(r, head, noun, found); a != "" {
		return a
	}
	if a := h.inMind(head, found, func(p *part, _ *encounter) bool { return p.isCalled(noun) }); a != "" {
		return a
	}
	switch p := h.cast.parts[found]; {
	case isBody(noun):
		if a := h.inMind(head, found, func(p *part, _ *encounter) bool { return p.body && !p.place && !p.otherBody(noun) }); a != "" {
			return a
		}
		return h.inMind(head, found, func(p *part, _ *encounter) bool { return p.maybeBody() && !p.place && !p.otherBody(noun) })
	case class&(lexicon.Office|lexicon.PersonNoun) != 0 && p != nil && p.person <= 0:
		return ""
	}
	return found
}

// officer is who is called by all words of a description, or by its noun and is of the land that it names: "the foreign
// minister", "the Minister of Mersia".
func (h *hearing) officer(r text.Range, head int, noun, found string) string {
	land := h.cast.parts[h.bodyIn(r)]
	var more []string
	for t := head - 1; t >= r.Start && h.doc.Arcs[t].Head == head; t-- {
		if w := strings.ToLower(h.doc.Tokens[t].Form); h.doc.Morphs[t].UPOS != "DET" && h.doc.Morphs[t].UPOS != "PUNCT" {
			more = append(more, w)
		}
	}
	if class, _ := lexicon.Title(noun); class&(lexicon.Office|lexicon.Rank) == 0 || len(more) == 0 && land == nil {
		return ""
	}
	return h.inMind(head, found, func(p *part, m *encounter) bool {
		if !p.isCalled(noun) || land != nil && land.heads[m.actor] == 0 {
			return false
		}
		return !slices.ContainsFunc(more, func(w string) bool { return p.nouns[w] == 0 })
	})
}

// writings are what somebody's words stand in.
var writings = set(`statement letter message paper note release document communique communiqué text memo memorandum email e-mail circular notice filing draft appeal declaration
	message motion resolution report review reply answer manifesto proposal submission`)

// owner is what stands in r as whose thing its head is: "the airport's letter".
func (h *hearing) owner(r text.Range, head int) text.Range {
	for t := r.Start; t < r.End; t++ {
		if h.doc.Arcs[t].Head == head && h.doc.Arcs[t].Relation == "nmod:poss" && h.doc.Morphs[t].UPOS != "PRON" {
			return text.Range{Start: max(r.Start, around(h.doc, t).Start), End: t + 1}
		}
	}
	return text.Range{}
}

// bodyIn is a body that r names.
func (h *hearing) bodyIn(r text.Range) string {
	for i := range h.doc.Mentions {
		m := &h.doc.Mentions[i]
		if m.Tokens.Start >= r.Start && m.Tokens.End <= r.End {
			if a := actorAt(m, h.actorOf); a != "" && h.cast.parts[a] != nil && h.cast.parts[a].person < 0 {
				return a
			}
		}
	}
	return ""
}

// indefinite reports whether r begins like "a minister" or "some ministers".
func (h *hearing) indefinite(r text.Range) bool {
	switch strings.ToLower(h.doc.Tokens[r.Start].Form) {
	case "a", "an", "one", "some", "another", "many", "several", "two", "three":
		return true
	}
	return false
}

// isCalled reports whether a noun is what p is called, or ends its name.
func (p *part) isCalled(noun string) bool {
	return p.nouns[noun] > 0 || len(p.name) > 1 && (p.name[len(p.name)-1] == noun || p.kind == noun)
}

// otherBody reports whether the name of p says that it is another kind of body than noun
// does: a ministry is no company.
func (p *part) otherBody(noun string) bool {
	if len(p.name) == 0 || !p.body {
		return false
	}
	last := p.kind
	switch {
	case last == noun || !isBody(last):
		return false
	case governing[noun]:
		return false
	case firms[noun] || firms[last]:
		return firms[noun] != firms[last]
	}
	return !associations[noun]
}

// governing are bodies that others have.
var governing = set(`board management executive leadership headquarters`)

// associations go by many names.
var associations = set(`union authority organisation organization body group association party movement`)
