package attribute

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/lexicon"
	"synoptic/text"
)

// layouts proposes what the layout of a text attributes: headlines ("Minister:
// talks failed"), the turns of an interview, and paragraphs without quotation
// marks that a sentence with a colon introduces.
func (f *finder) layouts() {
	ps := f.paragraphs()
	turns := f.turns(ps)
	last := -1
	for i := range turns {
		if turns[i].colon >= 0 {
			last = i
		}
	}
	for i, p := range ps {
		switch t := turns[i]; {
		case t.colon >= 0:
			f.turn(t, f.turnEnd(ps, turns, i, last))
		default:
			f.labelled(p)
		}
		f.block(ps, i)
	}
}

// paragraphs lists the token ranges of the text's paragraphs.
func (f *finder) paragraphs() []text.Range {
	var out []text.Range
	paragraph := -1
	for _, s := range f.doc.Sentences {
		if s.Paragraph == paragraph {
			out[len(out)-1].End = s.Tokens.End
			continue
		}
		paragraph = s.Paragraph
		out = append(out, s.Tokens)
	}
	return out
}

// turn is a paragraph that begins with a speaker's name and a colon, or with Q
// and A and a full stop; colon is -1 if it does not.
type turn struct {
	first, colon int
	name         string
}

const maxTurnName = 4 // words of the name before a turn

// turns finds the paragraphs that are turns of a conversation; a text has turns
// only if somebody speaks twice, or if there is both a question and an answer.
func (f *finder) turns(ps []text.Range) []turn {
	out := make([]turn, len(ps))
	times := map[string]int{}
	talk := false
	for i, p := range ps {
		out[i] = f.turnAt(p)
		if t := out[i]; t.colon >= 0 {
			times[t.name]++
			talk = talk || times[t.name] > 1 || times["Q"] > 0 && times["A"] > 0
		}
	}
	for i, t := range out {
		if t.colon >= 0 && (!talk || times[t.name] < 2 && len(t.name) > 1 && !f.isName(t.first)) {
			out[i].colon = -1
		}
	}
	return out
}

// isName reports whether token t is part of a name or set in capitals.
func (f *finder) isName(t int) bool {
	w := f.doc.Tokens[t].Form
	return f.upos(t) == "PROPN" || f.sourceKind(t) == "PER" || w == strings.ToUpper(w)
}

func (f *finder) turnAt(p text.Range) turn {
	t := turn{first: p.Start, colon: -1}
	for t.first < p.End && isQuoteMark(f.doc.Tokens[t.first].Form) {
		t.first++
	}
	for i := t.first; i < p.End-1 && i <= t.first+maxTurnName; i++ {
		w := f.doc.Tokens[i].Form
		switch {
		case i == t.first && (w == "Q." || w == "A."):
			t.name, t.colon = w[:1], i
			return t
		case i > t.first && (w == ":" || w == "." && (t.name == "Q" || t.name == "A")):
			t.colon = i
			return t
		}
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) {
			return t
		}
		t.name += w
	}
	return t
}

const maxTurn = 8 // paragraphs

// turnEnd is where what is said in turn i ends: before the next turn, or with its
// own paragraph if there is none.
func (f *finder) turnEnd(ps []text.Range, turns []turn, i, last int) int {
	end := ps[i].End
	for j := i + 1; i < last && j < len(ps) && j <= i+maxTurn && turns[j].colon < 0; j++ {
		switch f.doc.Tokens[f.afterMarks(ps[j])].Form {
		case "(", "[": // a stage direction
			return end
		}
		end = ps[j].End
	}
	return end
}

// afterMarks is the first token of p that is no quotation mark, or its first.
func (f *finder) afterMarks(p text.Range) int {
	for t := p.Start; t < p.End; t++ {
		if !isQuoteMark(f.doc.Tokens[t].Form) {
			return t
		}
	}
	return p.Start
}

func (f *finder) turn(t turn, end int) {
	c := &candidate{pattern: "turn", upos: "PUNCT", lemma: ":", head: t.colon, agent: t.first, cue: []int{t.colon}}
	for i := t.first; i < t.colon; i++ {
		c.source = append(c.source, i)
	}
	if len(c.source) == 0 { // "Q." is one token
		c.source, c.agent = []int{t.colon}, t.colon
	}
	f.add(c, tokensOf(t.colon+1, end))
}

func tokensOf(from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

const maxHeadlineSource = 8 // tokens before the colon of "Minister: talks failed"

// labelled proposes a paragraph of the form "Minister: talks failed": a short noun
// phrase, a colon, and the rest; or anything short before a colon where the rest
// is a quotation.
func (f *finder) labelled(p text.Range) {
	verb := false
	for i := p.Start + 1; i < p.End-1 && i <= p.Start+2*maxHeadlineSource; i++ {
		switch {
		case f.form(i) == ":" && !verb && (i <= p.Start+maxHeadlineSource || f.quoteFrom(i+1, p.End)):
			f.headline(p.Start, i, p.End)
			return
		case f.form(i) == ":":
			return
		}
		verb = verb || f.finite(i) || f.upos(i) == "AUX"
	}
}

// quoteFrom reports whether a quotation fills the paragraph from token i to end.
func (f *finder) quoteFrom(i, end int) bool {
	return f.quote[i] >= 0 && f.doc.Quotes[f.quote[i]].Outer.Start == f.span(i).Start && f.doc.Quotes[f.quote[i]].Outer.End >= f.span(end-1).Start
}

func (f *finder) headline(start, colon, end int) {
	c := &candidate{pattern: "headline", upos: "PUNCT", lemma: ":", head: colon, agent: colon - 1, cue: []int{colon}}
	c.source = tokensOf(start, colon)
	for _, i := range c.source {
		if f.head(i) < start || f.head(i) >= colon {
			c.agent = i
		}
	}
	f.cutDateline(c)
	f.add(c, tokensOf(colon+1, end))
}

const maxHeadline = 30 // tokens; what is longer after "Tarvo News:" is an article

// plain reports whether what stands before the colon of a headline is a name, an
// office or a document, and what follows is more than a name.
func (f *finder) plain(c *candidate) bool {
	if c.content != nil && f.quoteFrom(c.content[0], c.content[len(c.content)-1]+1) {
		return len(c.content) > 4
	}
	if len(c.source) > 5 || len(c.content) < 4 || len(c.content) > maxHeadline {
		return false
	}
	switch kind := f.sourceKind(c.agent); kind {
	case "PER", "ORG", "proper", "document":
		return true
	}
	switch f.lemma(c.agent) {
	case "minister", "president", "official", "police", "mayor", "lawyer", "analyst", "expert", "court", "judge", "spokesman", "spokeswoman", "union", "government", "q", "a":
		return true
	}
	return false
}

// block proposes a paragraph without quotation marks as what the sentence before
// it, or before it in its own paragraph, says with a verb and a colon.
func (f *finder) block(ps []text.Range, i int) {
	for t := ps[i].Start; t < ps[i].End; t++ {
		s := f.sentence(t)
		if f.form(t) != ":" || t != s.End-1 && !f.goesOnLong(t, ps[i]) {
			continue
		}
		from, to := t+1, ps[i].End
		s.End = from
		if from == to {
			if i+1 == len(ps) {
				return
			}
			to = f.blockEnd(ps, i+1)
		}
		v := f.introducing(s)
		if v < 0 || f.quote[from] >= 0 || f.quote[t] >= 0 {
			return
		}
		lemma, _ := f.lemmaOf(v)
		c := &candidate{pattern: "block", upos: "VERB", lemma: lemma, head: v, agent: -1, entry: f.cues.Best(lemma, "VERB", lexicon.QuoteFrame)}
		f.setSource(c, v)
		f.setAddressee(c, v)
		f.out = slices.DeleteFunc(f.out, func(o *candidate) bool { return o.head == v && o.pattern == "colon" })
		f.add(c, tokensOf(from, to))
		return
	}
}

// goesOnLong reports whether after a colon at t within a sentence a new one
// begins, and its paragraph p goes on beyond it.
func (f *finder) goesOnLong(t int, p text.Range) bool {
	first, _ := utf8.DecodeRuneInString(f.doc.Tokens[t+1].Form)
	return unicode.IsUpper(first) && f.sentence(t).End < p.End
}

// introducing is the last finite verb of saying in sentence s, -1 if another verb
// follows it or there is none.
func (f *finder) introducing(s text.Range) int {
	for t := s.End - 1; t >= s.Start; t-- {
		if f.upos(t) == "VERB" && !f.rel(t, "amod", "compound") {
			lemma, _ := f.lemmaOf(t)
			e := f.cues.Best(lemma, "VERB", lexicon.QuoteFrame)
			if e != nil && e.Frames[lexicon.QuoteFrame] == lexicon.UsualCue && (f.finite(t) || f.xpos(t) == "VBG") && !f.rel(t, "acl") {
				return t
			}
			if f.lemma(t) != "follow" {
				return -1
			}
		}
	}
	return -1
}

const maxBlock = 6 // paragraphs

// blockEnd is where a quotation without marks that begins with paragraph i ends:
// with the paragraph, or with the last that goes on as a list does, or as
// somebody does who speaks of himself.
func (f *finder) blockEnd(ps []text.Range, i int) int {
	j := i + 1
	for ; j < len(ps) && j < i+maxBlock && f.quote[ps[j].Start] < 0 && (f.isItem(ps[i]) && f.isItem(ps[j]) || f.firstPerson(ps[i]) && f.firstPerson(ps[j])); j++ {
	}
	return ps[j-1].End
}

func (f *finder) isItem(p text.Range) bool {
	w := f.form(p.Start)
	return isDash(w) || w == "•" || w == "*" || w == "·" || f.upos(p.Start) == "NUM" || f.upos(p.Start) == "X"
}

func (f *finder) firstPerson(p text.Range) bool {
	for t := p.Start; t < p.End; t++ {
		switch f.form(t) {
		case "i", "we", "my", "our", "me", "us":
			return true
		}
	}
	return false
}
