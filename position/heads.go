package position

import (
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// farOffice is how many tokens an office beside a name has at most, with the body that it is of.
const farOffice = 14

// offices reads what stands before a name and after it for the bodies that it leads or speaks for: "the president of the
// Harbour League, Ida Orme,", "Ida Orme, 44, its new president", "Ida Orme said on behalf of the League".
func (c *Cast) offices(d *text.Document, m *text.Mention, actorOf []string) {
	if p := c.parts[actorAt(m, actorOf)]; p == nil || p.body {
		return
	}
	i := d.SentenceAt(d.Tokens[m.Head].Span.Start)
	if i < 0 {
		return
	}
	s := d.Sentences[i].Tokens
	start := m.Tokens.Start
	comma := start > s.Start && d.Tokens[start-1].Form == ","
	if !comma || m.Tokens.End >= s.End || d.Morphs[m.Tokens.End].UPOS == "PUNCT" {
		for t := start - 1; t >= s.Start && start-t <= farOffice && !verbal(d, t) && (d.Morphs[t].UPOS != "PUNCT" || t == start-1); t-- {
			if isOffice(d, t) {
				c.holds(d, t, text.Range{Start: s.Start, End: start}, m, actorOf)
				break
			}
		}
	}
	if t := m.Tokens.End; t < s.End && d.Tokens[t].Form == "," {
		if t++; t+1 < s.End && d.Morphs[t].UPOS == "NUM" && d.Tokens[t+1].Form == "," {
			t += 2
		}
		if t+1 < s.End && d.Tokens[t].Form == "who" && comes[d.Morphs[t+1].Lemma] {
			t += 2
		}
		for end := min(s.End, t+farOffice); t < end && !verbal(d, t) && d.Morphs[t].UPOS != "PUNCT"; t++ {
			if isOffice(d, t) {
				if e := phraseEnd(d, t, s.End); e == s.End || !verbal(d, e) { // no "Orme, the head of the League said"
					c.holds(d, t, text.Range{Start: m.Tokens.End + 1, End: s.End}, m, actorOf)
				}
				break
			}
		}
	}
	for t := m.Tokens.End; t+2 < s.End && t < m.Tokens.End+farOffice; t++ {
		if form := d.Tokens[t].Form; (form == "behalf" || form == "name") && d.Tokens[t+1].Form == "of" {
			c.headOf(d, text.Range{Start: t + 2, End: min(s.End, t+8)}, m, actorOf, false)
		}
	}
}

// holds notes whose office stands at t: what owns it before, or what follows it after "of". An office of a body that is said to be
// nobody's may be that of the body named last.
func (c *Cast) holds(d *text.Document, t int, within text.Range, m *text.Mention, actorOf []string) {
	r := text.Range{Start: t, End: t + 1}
	for r.Start > within.Start && nounlike(d, r.Start-1) {
		r.Start--
	}
	if r.End < within.End {
		switch d.Tokens[r.End].Form {
		case "of", "for", "at":
			r.End = phraseEnd(d, r.End, within.End)
		}
	}
	noun := strings.ToLower(d.Tokens[t].Form)
	if c.headOf(d, r, m, actorOf, ofStates[noun]) == 0 && ofBodies[noun] && r.End == t+1 && !owned(d, r) {
		if body := c.nearest(d, m, actorOf); body != "" {
			c.parts[actorAt(m, actorOf)].beside[body]++
		}
	}
}

// ofBodies are offices of bodies alone.
var ofBodies = set(`chairman chairwoman chairperson chair director executive ceo manager treasurer spokesman spokeswoman spokesperson secretary-general`)

// owned reports whether an office in r is somebody's: "Ketter's director", "its director".
func owned(d *text.Document, r text.Range) bool {
	for t := r.Start; t < r.End; t++ {
		if u := d.Morphs[t].UPOS; u == "PROPN" || u == "PART" || u == "PRON" {
			return true
		}
	}
	return false
}

// nearest is the body that was named last before a name, a few sentences away at most.
func (c *Cast) nearest(d *text.Document, m *text.Mention, actorOf []string) string {
	best, last := "", -1
	for i := range d.Mentions {
		o := &d.Mentions[i]
		if o.Head >= m.Tokens.Start || o.Head <= last {
			continue
		}
		a := actorAt(o, actorOf)
		if p := c.parts[a]; p != nil && p.body && !p.place && d.SentenceAt(d.Tokens[m.Head].Span.Start)-d.SentenceAt(d.Tokens[o.Head].Span.Start) <= nearOffice {
			best, last = a, o.Head
		}
	}
	return best
}

// nearOffice is how many sentences before an office the body is named that it is of.
const nearOffice = 3

// comes are verbs before the office that somebody has.
var comes = set(`be become remain`)

// ofStates are offices of states and towns, which have no words of their own.
var ofStates = set(`president minister king queen emir sultan shah prince princess premier chancellor mayor governor ambassador monarch ruler`)

// nounlike reports whether a token may belong to what stands before a noun: "the Harbour League's new president".
func nounlike(d *text.Document, t int) bool {
	switch d.Morphs[t].UPOS {
	case "NOUN", "PROPN", "ADJ", "DET", "PART", "PRON":
		return true
	}
	return false
}

// phraseEnd is the next verb or punctuation from t on, or end.
func phraseEnd(d *text.Document, t, end int) int {
	for t < end && !verbal(d, t) && d.Morphs[t].UPOS != "PUNCT" {
		t++
	}
	return t
}

func verbal(d *text.Document, t int) bool {
	u := d.Morphs[t].UPOS
	return u == "VERB" || u == "AUX"
}

// isOffice reports whether a token names an office.
func isOffice(d *text.Document, t int) bool {
	class, _ := lexicon.Title(strings.ToLower(d.Tokens[t].Form))
	return class&lexicon.Office != 0
}
