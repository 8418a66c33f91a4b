package collate

import (
	"slices"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// overstated tells where an outlet reports in its own words, in the headline or below,
// more than it quotes the same speaker with anywhere: by a verb that the lists put above
// one of the quotation, of the same whom or what, while no quotation has the stronger
// one. The quotation need not be a reading of the point: that it is not told so is why
// it may stand in another.
func (e *event) overstated(s []*side) []news.Divergence {
	for _, own := range s {
		if own.doc.Arcs == nil || own.doc.Morphs == nil {
			return nil
		}
		for _, x := range e.scaled(own) {
			speaker := e.speakerAt(own.account, int(x.tok))
			if speaker == "" || own.quotes(x) || !own.verbal(x.word) || own.denied(int(x.tok)) {
				continue
			}
			quotations := e.quotations(own.account, speaker)
			if slices.ContainsFunc(quotations, func(q *side) bool { return e.saysAsMuch(q, x) }) {
				continue
			}
			for _, q := range quotations {
				if f := e.weakerIn(q, own, x); f.kind != "" {
					return []news.Divergence{f.ofOwnQuotation(e)}
				}
			}
		}
	}
	return nil
}

// saysAsMuch says that a quotation has x, or a word for it that no list puts below.
func (e *event) saysAsMuch(q *side, x scaled) bool {
	if holdsWord(q.words, x.id) {
		return true
	}
	return slices.ContainsFunc(e.scaled(q), func(y scaled) bool { return steps(x, y) == 0 && e.lexis.similarity(x.id, y.id) > likeWord })
}

// weakerIn is the difference between x of own and a verb of a quotation that tells less.
func (e *event) weakerIn(q, own *side, x scaled) finding {
	for _, y := range e.scaled(q) {
		if q.verbal(y.word) && steps(x, y) < 0 && !q.denied(int(y.tok)) && meets(own.patients(int(x.tok)), q.patients(int(y.tok))) {
			return stronger(finding{x: own, y: q, a: own.spanOf(x.tokens), b: q.shown(int(y.tok)), la: asserted, lb: asserted - 1, confidence: .45})
		}
	}
	return finding{}
}

// ofOwnQuotation tells f as a difference of an outlet's words from its own quotation.
func (f finding) ofOwnQuotation(e *event) news.Divergence {
	d := news.Divergence{
		Kind: news.Stronger, Accounts: []string{f.x.Account}, Confidence: f.confidence, Note: f.against() + "; the outlet's words against its own quotation",
		Spans: []news.Passage{{Article: f.x.Account, Span: f.a}, {Article: f.x.Account, Span: f.b}},
	}
	if e.units[f.x.units[0]].headline {
		d.Kind, d.Note = news.Headline, "headline "+f.against()+" in its own quotation"
	}
	return d
}

// speakerAt is who says the words at a token, by the innermost attribution; "" if
// nobody is resolved.
func (e *event) speakerAt(account, token int) string {
	level, speaker := -1, ""
	for _, s := range attributions(e.accounts[account]) {
		if s.level > level && says(s.Class) && holds(e.accounts[account].Doc, []int{token}, s.Content) {
			level, speaker = s.level, s.actor
		}
	}
	return speaker
}

// utterer is an actor in an account.
type utterer struct {
	account int
	actor   string
}

// quotations are what an account quotes a speaker with, sentence by sentence.
func (e *event) quotations(account int, speaker string) []*side {
	by := utterer{account, speaker}
	out, ok := e.quotedOf[by]
	if ok {
		return out
	}
	a := e.accounts[account]
	doc := e.lexis.pageOf(a.Doc)
	for _, s := range attributions(a) {
		if s.actor != speaker || !says(s.Class) {
			continue
		}
		for _, sentence := range a.Doc.Sentences {
			var quoted []int
			for _, t := range tokensOf(sentence.Tokens) {
				if holds(a.Doc, []int{t}, s.Content) && a.Doc.Quoted(a.Doc.Tokens[t].Span) && !isPunctuation(a.Doc, t) {
					quoted = append(quoted, t)
				}
			}
			if len(quoted) > 0 {
				r := &reading{account: account, words: wordsOf(e.lexis, doc, quoted, doc.told)}
				r.Account, r.Sentence, r.Form = a.Article.ID, sentence.Span, news.Quoted
				q := e.side(r)
				q.tokens = quoted
				out = append(out, q)
			}
		}
	}
	if e.quotedOf == nil {
		e.quotedOf = map[utterer][]*side{}
	}
	e.quotedOf[by] = out
	return out
}

// patients are the names of whom or what the verb at token v is told: in its objects, in
// the subject of its passive, and in the noun of which it is a relative clause.
func (s *side) patients(v int) []string {
	r := s.sentence()
	var out []string
	for t := r.Start; t < r.End; t++ {
		g := s.doc.called[t]
		if g.kind != named || !s.undergoes(t, v) {
			continue
		}
		if n := nameAt(s.doc.Document, t); n >= 0 && s.doc.Entities[n].Tokens.Start < t && len(out) > 0 {
			out[len(out)-1] += " " + g.key // "the Varn Accord" is not "the Varn Act"
			continue
		}
		out = append(out, g.key)
	}
	return out
}

// nameAt is the name of which token t is, -1 if of none.
func nameAt(doc *text.Document, t int) int {
	return slices.IndexFunc(doc.Entities, func(n text.Entity) bool { return n.Tokens.Contains(t) })
}

func (s *side) undergoes(t, v int) bool {
	arcs := s.doc.Arcs
	if arcs[v].Relation == "acl:relcl" && !under(s.doc.Document, t, v) {
		return under(s.doc.Document, t, arcs[v].Head)
	}
	for t >= 0 && arcs[t].Head != v {
		t = arcs[t].Head
	}
	if t < 0 {
		return false
	}
	base, _, _ := strings.Cut(arcs[t].Relation, ":")
	return base == "obj" || arcs[t].Relation == "nsubj:pass"
}

func meets(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}
