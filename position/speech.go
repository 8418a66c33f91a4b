package position

import (
	"cmp"
	"slices"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// How much of an article is in the first person that is a speech or a letter as a whole.
const (
	leastFirst  = 3   // sentences
	shareFirst  = .25 // of all
	announcedBy = 4   // sentences at most before it begins
)

// orations are what somebody's own words are called where they are printed whole.
var orations = set(`speech address statement remark letter message sermon lecture homily toast testimony eulogy appeal greeting word
	declaration communique communiqué report newsletter proclamation oration plea answer reply`)

// oration finds who speaks in an article that prints a speech or a letter whole, and from which sentence: it is
// called so before it begins, and goes on in the first person. The speaker is who is named there, a person before a body.
func (h *hearing) oration() {
	begins, first := -1, 0
	for i := range h.doc.Sentences {
		if h.firstPerson(i) {
			if begins < 0 {
				begins = i
			}
			first++
		}
	}
	greets := h.greeting()
	if greets >= 0 && first > 0 {
		begins = greets
	} else if first < leastFirst || float64(first) < shareFirst*float64(len(h.doc.Sentences)) || begins > announcedBy {
		return
	}
	announced := text.Range{End: h.doc.Sentences[begins].Tokens.End}
	if begins > 0 {
		announced.End = h.doc.Sentences[begins].Tokens.Start
	}
	called := false
	for t := announced.Start; t < announced.End; t++ {
		called = called || orations[strings.ToLower(h.doc.Morphs[t].Lemma)] || orations[strings.ToLower(h.doc.Tokens[t].Form)]
	}
	publisher := h.publisher()
	if !called && publisher == "" {
		return
	}
	if a := h.announced(announced); a != "" {
		h.orator, h.begins = a, begins
		return
	}
	body := ""
	for i := range h.doc.Mentions {
		m := &h.doc.Mentions[i]
		if m.Kind != text.NameMention || m.Head >= announced.End {
			continue
		}
		a := actorAt(m, h.actorOf)
		if s := h.whole(m.Head, a); s != "" {
			a = s
		}
		switch p := h.cast.parts[a]; {
		case p == nil || p.place || p.time:
		case p.person > 0:
			h.orator, h.begins = a, begins
			return
		case body == "" && p.body:
			body = a
		}
	}
	h.orator, h.begins = cmp.Or(body, publisher), begins
}

// greeting is the sentence, one of the first, that greets those who are spoken to; -1 if none does.
func (h *hearing) greeting() int {
	for i := 0; i < len(h.doc.Sentences) && i <= announcedBy; i++ {
		switch strings.ToLower(h.doc.Tokens[h.doc.Sentences[i].Tokens.Start].Form) {
		case "dear", "ladies", "gentlemen", "friends", "colleagues", "comrades", "excellencies", "brothers", "sisters":
			return i
		}
	}
	return -1
}

// announced is the one person of the affair who is called by an office that stands in r: "Address of the director".
func (h *hearing) announced(r text.Range) string {
	for t := r.Start; t < r.End; t++ {
		if !isOffice(h.doc, t) || h.spelled[t] != "" {
			continue
		}
		noun, one := strings.ToLower(h.doc.Tokens[t].Form), ""
		for _, a := range slices.Concat(h.actorOf, h.beside) {
			a = cmp.Or(h.full[a], a)
			if p := h.cast.parts[a]; p != nil && p.person > 0 && p.nouns[noun] > 0 && a != one {
				if one != "" {
					return ""
				}
				one = a
			}
		}
		if one != "" {
			return one
		}
	}
	return ""
}

// publisher is the body whose own account the article is: its outlet bears the name.
func (h *hearing) publisher() string {
	outlet, _, _ := strings.Cut(h.article.Outlet, ",")
	name := strings.Fields(lexicon.Fold(outlet))
	best := ""
	for _, a := range slices.Concat(h.actorOf, h.beside) {
		a = cmp.Or(h.full[a], a)
		p := h.cast.parts[a]
		if p == nil || p.person > 0 || p.place || len(p.name) < 2 || !within(p.name, name) || !p.body && len(p.name) < len(name) {
			continue
		}
		if q := h.cast.parts[best]; q == nil || len(p.name) > len(q.name) || len(p.name) == len(q.name) && a < best {
			best = a
		}
	}
	return best
}

// firstPerson reports whether "I" or "we" stands in a sentence, outside of quotation marks.
func (h *hearing) firstPerson(i int) bool {
	s := h.doc.Sentences[i].Tokens
	for t := s.Start; t < s.End; t++ {
		switch strings.ToLower(h.doc.Tokens[t].Form) {
		case "i", "we", "my", "our", "us", "me", "ours":
			if !h.doc.Quoted(h.doc.Tokens[t].Span) && !h.is(t, "US") {
				return true
			}
		}
	}
	return false
}

// orates finds a sentence of a speech that is printed whole.
func (h *hearing) orates(i int) (string, []text.Range) {
	s := h.doc.Sentences[i].Tokens
	if h.orator == "" || i < h.begins || !h.unclaimed(s) || !h.hasPredicate(s) || h.quoted(i) {
		return "", nil
	}
	return h.orator, []text.Range{s}
}
