package position

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// Voices are the statements of an article that c has learned: those that
// attribution found, their speakers settled by what all articles tell, and what is
// told as somebody's words without a cue that it knows. The latter have no
// attribution: it is -1.
// Beside are the actors named in other accounts of the event: a minister whom this one
// never names may be theirs.
func (c *Cast) Voices(a *news.Article, d *text.Document, actorOf []string, beside []string) []news.Statement {
	c.settle()
	h := &hearing{cast: c, article: a, doc: d, beside: beside, covered: make([]bool, len(d.Tokens)), loose: make([]bool, len(d.Tokens)), speaks: make([]string, len(d.Sentences))}
	h.full = c.fuller(append(slices.Clone(actorOf), beside...))
	for _, a := range actorOf {
		h.actorOf = append(h.actorOf, h.full[a])
	}
	h.name()
	h.told = make([]bool, len(d.Tokens))
	for i := range d.Attributions {
		for _, c := range d.Attributions[i].Content {
			r := d.TokensIn(c)
			for t := r.Start; t < r.End; t++ {
				h.told[t] = true
			}
		}
	}
	found := news.StatementsOf(a, d, h.actorOf)
	order := make([]int, len(found))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return h.start(x) - h.start(y) })
	h.cover()
	h.oration()
	subjects := h.subjects()
	var more []news.Statement
	for _, i := range order {
		more = append(more, h.uncued(d.SentenceAt(h.start(i)))...)
		for len(subjects) > 0 && h.doc.Tokens[subjects[0].Start].Span.Start < h.start(i) {
			h.describe(subjects[0])
			subjects = subjects[1:]
		}
		h.hear(&found[i])
	}
	return append(found, append(more, h.uncued(len(d.Sentences))...)...)
}

// cover notes what attribution has as somebody's words, as far as they are no words within words.
func (h *hearing) cover() {
	for i := range h.doc.Attributions {
		if at := &h.doc.Attributions[i]; at.Level <= 1 {
			h.mark(h.covered, at.Content)
		}
	}
}

func (h *hearing) mark(tokens []bool, spans []text.Span) {
	for _, c := range spans {
		r := h.doc.TokensIn(c)
		for t := r.Start; t < r.End; t++ {
			tokens[t] = true
		}
	}
}

// hearing is one article on its way to statements.
type hearing struct {
	cast    *Cast
	article *news.Article
	doc     *text.Document
	actorOf []string
	beside  []string
	full    map[string]string // an actor → the one with the fuller name
	spelled []string          // by token: the actor whose whole name it is part of
	met     []encounter       // names, and who spoke, in the order of the text once sorted
	told    []bool            // by token: attribution has it as somebody's words
	covered []bool            // by token: somebody is said to have said it
	loose   []bool            // by token: nobody is, though attribution has it as words
	speaks  []string          // by sentence: who has the word at its end
	heard   int               // sentences that were searched for words without a cue
	orator  string            // who speaks in all of it
	begins  int               // and from which sentence
}

// encounter is a place at which an actor is in the reader's mind.
type encounter struct {
	token  int
	actor  string
	weight float64
	voiced bool // a body, by the mouth of somebody without a name
	bodily bool // it was spoken of as a body: "the company", where only its director has a name
}

// start is where the cue of attribution i begins, or else its content.
func (h *hearing) start(i int) int {
	at := &h.doc.Attributions[i]
	for _, spans := range [][]text.Span{at.Cue, at.Source, at.Content} {
		if len(spans) > 0 {
			return spans[0].Start
		}
	}
	return 0
}

// How much an actor is in mind after being named as a subject, named otherwise, and
// having spoken; what a sentence and a paragraph take off; and what is added for
// whom coreference has chosen.
const (
	asSubject     = 1
	asOther       = .4
	asSpeaker     = 1.2
	perSentence   = .8
	perParagraph  = .8
	foundByCoref  = .25
	asPlace       = .4 // of whom is taken for a place
	asTold        = .5 // of whom somebody's words name
	mostSentences = 15
)

// name collects where actors are named: where they were recognised, and where all words of
// a name of several stand.
func (h *hearing) name() {
	h.spelled = make([]string, len(h.doc.Tokens))
	first := map[string][]string{} // by first word
	known := append(slices.Clone(h.actorOf), h.beside...)
	slices.Sort(known)
	for _, a := range slices.Compact(known) {
		if p := h.cast.parts[a]; p != nil && len(p.name) > 1 {
			first[p.name[0]] = append(first[p.name[0]], a)
		}
	}
	for t := range h.doc.Tokens {
		if form := h.doc.Tokens[t].Form; form[0] < 'A' || form[0] > 'Z' {
			continue
		}
		for _, a := range first[lexicon.Fold(h.doc.Tokens[t].Form)] {
			name := h.cast.parts[a].name
			if end := h.spells(t, name); end > 0 {
				for x := t; x < end; x++ {
					h.spelled[x] = h.full[a]
				}
				h.meet(end-1, h.full[a])
			}
		}
	}
	for i := range h.doc.Mentions {
		m := &h.doc.Mentions[i]
		if m.Kind != text.NameMention {
			continue
		}
		actor := actorAt(m, h.actorOf)
		if a := h.whole(m.Head, actor); a != "" { // "the Pilots' Guild of Sarn" is no port of Sarn
			actor = a
		}
		h.meet(m.Head, actor)
	}
}

// spells is where the words of a name end that stand at t, an apostrophe between them or
// not; 0 if they do not.
func (h *hearing) spells(t int, name []string) int {
	for _, w := range name {
		if t < len(h.doc.Tokens) && h.is(t, "'", "’", "'s", "’s") {
			t++
		}
		if t >= len(h.doc.Tokens) || lexicon.Fold(h.doc.Tokens[t].Form) != w {
			return 0
		}
		t++
	}
	return t
}

// subjects are the descriptions of somebody that are the subject of a clause: "The council took
// his side."
func (h *hearing) subjects() []text.Range {
	var out []text.Range
	for i := range h.doc.Mentions {
		m := &h.doc.Mentions[i]
		if m.Kind != text.NominalMention || h.doc.Morphs[m.Head].UPOS != "NOUN" || !strings.HasPrefix(h.doc.Arcs[m.Head].Relation, "nsubj") || h.indefinite(m.Tokens) {
			continue
		}
		noun := strings.ToLower(h.doc.Morphs[m.Head].Lemma)
		if class, _ := lexicon.Title(noun); isBody(noun) || class&(lexicon.Office|lexicon.PersonNoun) != 0 {
			out = append(out, m.Tokens)
		}
	}
	slices.SortFunc(out, func(a, b text.Range) int { return a.Start - b.Start })
	return out
}

// describe notes whom a description puts in mind.
func (h *hearing) describe(r text.Range) {
	if actor := h.speaker(r); actor != "" {
		h.met = append(h.met, encounter{token: h.headIn(r), actor: actor, weight: asSubject})
	}
}

func (h *hearing) meet(head int, actor string) {
	if p := h.cast.parts[actor]; p == nil || p.time || h.inDateline(head) {
		return
	}
	weight := asOther
	if strings.HasPrefix(h.doc.Arcs[head].Relation, "nsubj") || h.doc.Arcs[head].Head < 0 || h.doc.Arcs[head].Relation == "flat" {
		weight = asSubject
	}
	h.met = append(h.met, encounter{token: head, actor: actor, weight: weight})
}

// longestDateline is how many tokens a dateline has at most.
const longestDateline = 14

// inDateline reports whether a token stands in what comes before the dash in "VELMOUTH, March 11
// (Agency) - The minister …".
func (h *hearing) inDateline(token int) bool {
	i := h.doc.SentenceAt(h.doc.Tokens[token].Span.Start)
	if i < 0 || i > 0 && h.paragraphs(i-1, i) == 0 {
		return false
	}
	s := h.doc.Sentences[i].Tokens
	for t := s.Start; t < min(s.Start+longestDateline, s.End); t++ {
		switch u := h.doc.Morphs[t].UPOS; {
		case t > s.Start && h.is(t, "-", "–", "—", "--"):
			return token < t
		case u == "VERB" || u == "AUX" || u == "DET" || u == "PRON":
			return false
		}
	}
	return false
}

// hear settles who makes a statement and takes note of it.
func (h *hearing) hear(s *news.Statement) {
	at := &h.doc.Attributions[s.Attribution]
	source := at.Source
	if len(source) == 0 {
		source = h.subjectOf(at)
	}
	if inside := h.sourceInside(at, s); len(inside) > 0 {
		source = inside
	}
	voiced, bodily := false, false
	if len(source) > 0 {
		r := h.doc.TokensIn(source[0])
		s.Actor = h.source(r, s.Actor)
		voiced, bodily = h.voices(r, s.Actor), h.bodily(r)
	}
	if at.Level > 1 {
		return
	}
	switch {
	case s.Actor == "" && (len(source) == 0 || h.orator != "" || h.anybody(h.doc.TokensIn(source[0]))):
		h.mark(h.loose, at.Content)
	case s.Actor == "" && bodily:
		h.met = append(h.met, encounter{token: h.doc.TokensIn(source[0]).Start, weight: asSpeaker, bodily: true})
	}
	h.take(s.Actor, h.doc.TokensIn(text.Cover(append(slices.Clone(at.Cue), source...))), at.Content)
	if n := len(h.met); n > 0 && h.met[n-1].actor == s.Actor {
		h.met[n-1].voiced, h.met[n-1].bodily = voiced, bodily
	}
}

// anybody reports whether r means nobody in particular: what it is told to say is of somebody's words.
func (h *hearing) anybody(r text.Range) bool {
	switch strings.ToLower(h.doc.Tokens[r.Start].Form) {
	case "one", "nobody", "no", "none", "somebody", "someone", "anybody", "anyone", "everybody", "everyone", "whoever", "those", "who",
		"we", "i", "our", "my", "us":
		return true
	}
	return false
}

// bodily reports whether r means a body, or is a pronoun for one.
func (h *hearing) bodily(r text.Range) bool {
	head := h.headIn(r)
	return head >= 0 && (h.is(head, "it", "It") || isBody(strings.ToLower(h.doc.Morphs[head].Lemma)))
}

// subjectOf is the subject of the verb by which an attribution without a source speaks.
func (h *hearing) subjectOf(at *text.Attribution) []text.Span {
	if len(at.Cue) == 0 {
		return nil
	}
	v := h.doc.TokensIn(at.Cue[0]).Start
	i := h.doc.SentenceAt(at.Cue[0].Start)
	if m := h.doc.Morphs[v]; i < 0 || m.UPOS != "VERB" && !(m.XPOS == "NNS" && v+1 < len(h.doc.Tokens) && h.is(v+1, "that")) {
		return nil
	}
	s := h.doc.Sentences[i].Tokens
	for t := s.Start; t < v; t++ {
		if h.doc.Arcs[t].Head == v && (h.doc.Arcs[t].Relation == "nsubj" && h.doc.Morphs[t].UPOS != "PRON" || t == s.Start && h.is(t, "It") && !h.passive(v)) {
			r := around(h.doc, t)
			return []text.Span{h.doc.SpanOf(text.Range{Start: max(r.Start, s.Start), End: min(r.End, v)})}
		}
	}
	before := text.Range{Start: s.Start, End: v}
	if before.Len() <= mostSource && h.nominal(before) && !h.hasPredicate(before) && h.doc.Morphs[s.Start].UPOS != "PRON" {
		return []text.Span{h.doc.SpanOf(before)}
	}
	return nil
}

// passive reports whether a verb is: "it was said".
func (h *hearing) passive(v int) bool {
	for t := max(0, v-mostSource); t < v; t++ {
		if h.doc.Arcs[t].Head == v && h.doc.Arcs[t].Relation == "aux:pass" {
			return true
		}
	}
	return false
}

// voices reports whether r means a person who speaks for a body: "a negotiator", and then "she".
func (h *hearing) voices(r text.Range, actor string) bool {
	p, head := h.cast.parts[actor], h.headIn(r)
	if p == nil || p.person > 0 || head < 0 {
		return false
	}
	switch form := strings.ToLower(h.doc.Tokens[head].Form); form {
	case "he", "she":
		return true
	default:
		class, _ := lexicon.Title(strings.ToLower(h.doc.Morphs[head].Lemma))
		return class&(lexicon.Office|lexicon.PersonNoun|lexicon.Rank) != 0
	}
}

// sourceInside parts the source from the content of an attribution that has none, where the
// content ends with a name between commas: "The dam is safe, Ada Lorne, the minister, said".
func (h *hearing) sourceInside(at *text.Attribution, s *news.Statement) []text.Span {
	if len(at.Cue) == 0 || len(s.Content) == 0 || s.Content[len(s.Content)-1].End > at.Cue[0].Start {
		return nil
	}
	last := len(s.Content) - 1
	if len(at.Source) > 0 && (s.Content[last].End > at.Source[0].Start || strings.Trim(h.doc.Text[s.Content[last].End:at.Source[0].Start], " ,") != "") {
		return nil // an apposition may be all that was found
	}
	r := h.doc.TokensIn(s.Content[last])
	for t := r.Start + leastUncued; t < r.End-1; t++ {
		if !h.is(t, ",") || !h.nominal(text.Range{Start: t + 1, End: r.End}) || !h.hasPredicate(text.Range{Start: r.Start, End: t}) {
			continue
		}
		for i := range h.doc.Mentions {
			m := &h.doc.Mentions[i]
			if m.Kind != text.NameMention || m.Tokens.Start <= t || m.Tokens.Start > t+mostSource/2 || m.Tokens.End > r.End || h.hasPredicate(text.Range{Start: t + 1, End: m.Tokens.End}) {
				continue
			}
			if m.Tokens.End == r.End || h.is(m.Tokens.End, ",") {
				source := h.doc.SpanOf(text.Range{Start: t + 1, End: m.Tokens.End})
				s.Content = slices.Clone(s.Content)
				s.Content[last] = h.doc.SpanOf(text.Range{Start: r.Start, End: t})
				return []text.Span{source}
			}
		}
	}
	return nil
}

// take notes that an actor has the word.
func (h *hearing) take(actor string, at text.Range, content []text.Span) {
	h.mark(h.covered, content)
	for _, c := range content {
		if i := h.doc.SentenceAt(c.End - 1); i >= 0 && actor != "" {
			h.speaks[i] = actor
		}
	}
	if actor != "" && at.Len() > 0 {
		h.met = append(h.met, encounter{token: at.Start, actor: actor, weight: asSpeaker})
	}
}

// paragraphs counts the paragraphs that end between two sentences, up to 3.
func (h *hearing) paragraphs(a, b int) int {
	n := 0
	for i := a; i < b && n < 3; i++ {
		if strings.Contains(h.doc.Text[h.doc.Sentences[i].Span.End:h.doc.Sentences[i+1].Span.Start], "\n") {
			n++
		}
	}
	return n
}

// statement is what an actor is told to say without an attribution.
func (h *hearing) statement(actor string, content ...text.Span) news.Statement {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s uncued", h.article.ID)
	for _, s := range content {
		fmt.Fprintf(sum, " %d %s", s.Start, s.In(h.doc.Text))
	}
	return news.Statement{ID: hex.EncodeToString(sum.Sum(nil)[:8]), Article: h.article.ID, Attribution: -1, Actor: actor, Content: content,
		Date: h.article.Published, Kind: text.Indirect, Polarity: text.Positive, Confidence: uncuedConfidence}
}

// uncuedConfidence is how sure we are that somebody says what no known cue introduces.
const uncuedConfidence = .4
