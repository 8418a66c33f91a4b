package position

import (
	"slices"
	"strings"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// leastUncued is how many tokens something said without a cue has at least.
const leastUncued = 3

// uncued finds what is told as somebody's words and no attribution has: before "…, the
// chairman reckons", after a colon, and where what somebody says goes on.
func (h *hearing) uncued(before int) []news.Statement {
	var out []news.Statement
	for ; h.heard < before; h.heard++ {
		i := h.heard
		for _, find := range []func(int) (string, []text.Range){h.aside, h.afterAside, h.participle, h.afterColon, h.goesOn, h.orates} {
			actor, content := find(i)
			if actor == "" {
				continue
			}
			var spans []text.Span
			for _, r := range content {
				spans = append(spans, trim(h.doc, r))
			}
			out = append(out, h.statement(actor, spans...))
			h.take(actor, h.doc.Sentences[i].Tokens, spans)
		}
	}
	return out
}

// unclaimed reports whether most of r is nobody's so far, though attribution may have it as words.
func (h *hearing) unclaimed(r text.Range) bool {
	n := 0
	for t := r.Start; t < r.End; t++ {
		if h.covered[t] && !h.loose[t] {
			n++
		}
	}
	return r.Len() >= leastUncued && 3*n < r.Len()
}

// free reports whether most of r was not said by anybody yet, and it is long enough.
func (h *hearing) free(r text.Range) bool {
	n := 0
	for t := r.Start; t < r.End; t++ {
		if h.covered[t] {
			n++
		}
	}
	return r.Len() >= leastUncued && 3*n < r.Len()
}

// aside finds "CONTENT, source verb …" and "CONTENT, verb source …", and what goes on after
// the next comma.
func (h *hearing) aside(i int) (string, []text.Range) {
	s := h.doc.Sentences[i].Tokens
	for v := s.Start + leastUncued + 1; v < s.End; v++ {
		if !h.reports(v) || h.covered[v] && h.covered[s.Start] && !h.loose[s.Start] {
			continue
		}
		comma := v - 1
		for comma > s.Start && comma > v-mostSource && !h.is(comma, ",", "—", "–", "?", "!") {
			if h.doc.Morphs[comma].UPOS == "VERB" && h.doc.Arcs[comma].Relation != "acl" && h.doc.Arcs[comma].Relation != "amod" {
				break
			}
			comma--
		}
		if !h.is(comma, ",", "—", "–", "?", "!") {
			continue
		}
		source, end := h.besideVerb(comma, v, s)
		content := text.Range{Start: s.Start, End: comma}
		if source.Len() == 0 || !h.unclaimed(content) || !h.hasPredicate(content) && !h.closes(comma, v, source, s) || h.opensClause(s) {
			continue
		}
		actor := h.speaker(source)
		if actor == "" {
			return "", nil
		}
		out := []text.Range{content}
		if rest := (text.Range{Start: end + 1, End: s.End}); end < s.End && h.is(end, ",") && h.free(rest) && h.joins(rest.Start) {
			out = append(out, rest)
		}
		return actor, out
	}
	return "", nil
}

// opensClause reports whether a sentence begins with a participle: "Asked about the garrison, she said".
func (h *hearing) opensClause(s text.Range) bool {
	for t := s.Start; t < s.End && t < s.Start+mostSource; t++ {
		switch m := h.doc.Morphs[t]; {
		case m.XPOS == "VBG" && t == s.Start, m.Lemma == "ask" && (m.XPOS == "VBN" || m.XPOS == "VBD") && (t == s.Start || h.is(t-1, ",")):
			return true
		}
	}
	return false
}

// closes reports whether what stands after a comma is source and verb alone, so that what comes
// before needs no predicate: "Six months at most, said the board."
func (h *hearing) closes(comma, v int, source, s text.Range) bool {
	if v == comma+1 {
		return source.End >= s.End-1
	}
	return v+1 >= s.End || h.doc.Morphs[v+1].UPOS == "PUNCT"
}

// afterAside finds what goes on after the aside of an attribution: "…, the chairman said, and
// CONTENT".
func (h *hearing) afterAside(i int) (string, []text.Range) {
	s := h.doc.Sentences[i]
	for k := range h.doc.Attributions {
		at := &h.doc.Attributions[k]
		if at.Level > 1 || len(at.Cue) == 0 || len(at.Content) == 0 || !s.Span.Contains(at.Cue[0]) || at.Content[0].Start > s.Span.Start+quoteMark {
			continue
		}
		v := h.doc.TokensIn(at.Cue[0]).End
		for v < s.Tokens.End && !h.is(v, ",", ";") {
			v++
		}
		rest := text.Range{Start: v + 1, End: s.Tokens.End}
		if v < s.Tokens.End && h.free(rest) && (h.joins(rest.Start) || h.is(v, ";")) && (h.hasPredicate(rest) || h.doc.Morphs[rest.Start].UPOS == "CCONJ") {
			return h.speaks[i], []text.Range{rest}
		}
	}
	return "", nil
}

// participle finds "…, noting: CONTENT" and "…, saying CONTENT" of whoever has the word in the sentence.
func (h *hearing) participle(i int) (string, []text.Range) {
	s := h.doc.Sentences[i].Tokens
	for t := s.Start + 1; t < s.End-leastUncued; t++ {
		m := h.doc.Morphs[t]
		if m.UPOS != "VERB" || m.XPOS != "VBG" || len(lexicon.Cues().Find(m.Lemma, "VERB")) == 0 {
			continue
		}
		rest := text.Range{Start: t + 1, End: s.End}
		if h.is(t+1, ";", ":", ",") {
			rest.Start++
		} else if !h.is(t-1, ",") {
			continue
		}
		if h.free(rest) && h.hasPredicate(rest) {
			return h.speaks[i], []text.Range{rest}
		}
	}
	return "", nil
}

// quoteMark is how many bytes a quotation mark has at most.
const quoteMark = 3

// mostSource is how many tokens stand at most between the comma and the verb.
const mostSource = 9

// reports reports whether token v is a verb of speech, finite or taken for a participle or noun
// as happens to verbs so far from their sentence's.
func (h *hearing) reports(v int) bool {
	m := h.doc.Morphs[v]
	switch {
	case m.UPOS == "VERB" && (strings.Contains(m.Feats, "VerbForm=Fin") || strings.Contains(m.Feats, "Tense=Past")):
	case m.UPOS == "NOUN" && m.XPOS == "NNS" && (v+1 == len(h.doc.Tokens) || h.doc.Morphs[v+1].UPOS == "PUNCT"):
	default:
		return false
	}
	for _, c := range lexicon.Cues().Find(m.Lemma, "VERB") {
		if c.Class == text.SpeechCue && (c.Frames[lexicon.QuoteFrame] != lexicon.NoCue || c.Frames[lexicon.ThatFrame] != lexicon.NoCue) {
			return true
		}
	}
	return moreSpeech[m.Lemma] || m.Lemma == "let" && h.makesKnown(v)
}

// makesKnown reports whether what follows makes "let" a verb of speech: "let it be known", "lets us know".
func (h *hearing) makesKnown(v int) bool {
	for t := v + 1; t < min(v+4, len(h.doc.Tokens)); t++ {
		if h.is(t, "know", "known") {
			return true
		}
	}
	return false
}

// moreSpeech are verbs of speech where they stand in an aside.
var moreSpeech = set(`reckon vow growl believe think demand warn hint insist threaten promise pledge swear
	rule resolve decide write order decree recommend advise urge`)

// besideVerb is the source between comma and verb, or else after the verb up to the next
// comma, and where the aside ends.
func (h *hearing) besideVerb(comma, v int, s text.Range) (source text.Range, end int) {
	end = v + 1
	for end < s.End && !h.is(end, ",", "—", "–", ".", ";") {
		end++
	}
	if before := (text.Range{Start: comma + 1, End: v}); before.Len() > 0 {
		if h.nominal(before) {
			return before, end
		}
		return text.Range{}, end
	}
	after := text.Range{Start: v + 1, End: min(end, v+1+mostSource)}
	if h.nominal(after) {
		return after, end
	}
	return text.Range{}, end
}

// nominal reports whether r begins like a noun phrase.
func (h *hearing) nominal(r text.Range) bool {
	if r.Len() == 0 {
		return false
	}
	switch h.doc.Morphs[r.Start].UPOS {
	case "PROPN", "PRON", "DET", "NOUN", "ADJ":
		form := strings.ToLower(h.doc.Tokens[r.Start].Form)
		return !slices.Contains([]string{"which", "who", "that", "what", "there"}, form)
	}
	return false
}

// speaker is whom a stretch that holds a noun phrase means.
func (h *hearing) speaker(r text.Range) string {
	found := ""
	for i := range h.doc.Mentions {
		m := &h.doc.Mentions[i]
		if m.Tokens.Start >= r.Start && m.Tokens.End <= r.End && m.Head == h.headIn(r) {
			found = actorAt(m, h.actorOf)
		}
	}
	return h.source(r, found)
}

func (h *hearing) is(t int, forms ...string) bool {
	return slices.Contains(forms, h.doc.Tokens[t].Form)
}

// joins reports whether what begins at t goes on with what was said.
func (h *hearing) joins(t int) bool {
	switch h.doc.Morphs[t].UPOS {
	case "CCONJ", "SCONJ":
		return true
	}
	return false
}

// hasPredicate reports whether r says something of something: a verb or auxiliary stands
// in it.
func (h *hearing) hasPredicate(r text.Range) bool {
	for t := r.Start; t < r.End; t++ {
		if u := h.doc.Morphs[t].UPOS; u == "VERB" || u == "AUX" {
			return true
		}
	}
	return false
}

// afterColon finds "The minister had less comfort: CONTENT".
func (h *hearing) afterColon(i int) (string, []text.Range) {
	s := h.doc.Sentences[i].Tokens
	for t := s.Start + 1; t < s.End-1; t++ {
		if !h.is(t, ":") {
			continue
		}
		content := text.Range{Start: t + 1, End: s.End}
		head := text.Range{Start: s.Start, End: t}
		if !h.free(content) && !h.label(head, content) {
			return "", nil
		}
		if h.doc.Morphs[s.Start].UPOS == "ADP" && !h.hasPredicate(head) && i > 0 && h.paragraphs(i-1, i) == 0 {
			return h.speaks[i-1], []text.Range{content}
		}
		if !h.free(head) && !h.label(head, content) {
			return "", nil
		}
		if subject := h.subjectIn(head); subject.Len() > 0 {
			return h.speaker(subject), []text.Range{content}
		}
		return "", nil
	}
	return "", nil
}

// label reports whether head names a speaker before a colon, as in an interview: "Union: Ten."
func (h *hearing) label(head, content text.Range) bool {
	return head.Len() <= longestLabel && content.Len() > 0 && h.nominal(head) && !h.hasPredicate(head) && !h.covered[head.Start] && !h.covered[content.Start] && h.capital(head.Start)
}

// longestLabel is how many tokens the name before a colon has at most.
const longestLabel = 4

// subjectIn is the first subject in r with what belongs to it, or all of r if it has no
// verb.
func (h *hearing) subjectIn(r text.Range) text.Range {
	for t := r.Start; t < r.End; t++ {
		if strings.HasPrefix(h.doc.Arcs[t].Relation, "nsubj") {
			np := around(h.doc, t)
			return text.Range{Start: max(np.Start, r.Start), End: min(np.End, r.End)}
		}
	}
	if !h.hasPredicate(r) && h.nominal(r) {
		return r
	}
	return text.Range{}
}
