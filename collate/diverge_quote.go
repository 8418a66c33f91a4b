package collate

import (
	"slices"

	"synoptic/news"
	"synoptic/text"
)

// quotedTokens are the words of the reading's sentence that stand between
// quotation marks which the reading reaches into.
func (s *side) quotedTokens() []int {
	var out []int
	r := s.doc.TokensIn(s.Sentence)
	for t := r.Start; t < r.End; t++ {
		if !isPunctuation(s.doc.Document, t) && s.reachesInto(s.doc.Tokens[t].Span) {
			out = append(out, t)
		}
	}
	return out
}

// reachesInto says that a quotation holds both w and something of the reading.
func (s *side) reachesInto(w text.Span) bool {
	for _, q := range s.doc.Quotes {
		if q.Inner.Contains(w) && q.Inner.Overlap(s.Span) > 0 {
			return true
		}
	}
	return false
}

func (s *side) oneQuotation(t, u int) bool {
	for _, q := range s.doc.Quotes {
		if q.Inner.Contains(s.doc.Tokens[t].Span) && q.Inner.Contains(s.doc.Tokens[u].Span) {
			return true
		}
	}
	return false
}

// quoteRule: one utterance stands between quotation marks in both accounts, in
// different words (quote_words), or one has only a part of what the other has,
// or parts of it joined (quote_trimmed).
func quoteRule(e *event, a, b *side) finding {
	if !a.quoted() || !b.quoted() {
		return finding{}
	}
	qa, qb := a.quotedTokens(), b.quotedTokens()
	if len(qa) == 0 || len(qb) == 0 || max(len(qa), len(qb)) < 2 {
		return finding{}
	}
	shared, least := commonRun(a, qa, b, qb), min(len(qa), len(qb))
	if otherSpeaker(a, b) && (least < utterance || 3*shared < 2*least) {
		return finding{} // in nearly the same words it is one utterance, whoever is taken to speak
	}
	f := finding{a: a.spanOf(qa), b: b.spanOf(qb)}
	switch {
	case shared == least && len(qa) < len(qb):
		return shortened(f, a, qa, b, qb)
	case shared == least:
		return shortened(f, b, qb, a, qa)
	}
	qa, qb = likeliest(a, qa, b, qb)
	shared, least = commonRun(a, qa, b, qb), min(len(qa), len(qb))
	f.a, f.b = a.spanOf(qa), b.spanOf(qb)
	switch {
	case shared == least || saidAlike(a, qa, b, qb):
	case least >= utterance/2 && (3*shared >= least || e.related(a, qa, b, qb)):
		f.kind, f.confidence = news.QuoteWords, .5+.4*float32(shared)/float32(max(len(qa), len(qb)))
	}
	return f
}

// shortened says what short's quotation, all of whose words long has in that order,
// lacks of it: a part (trimmed), or a word from its midst, which nothing shows.
func shortened(f finding, short *side, qs []int, long *side, ql []int) finding {
	if t := trimmed(f, short, qs, long, ql); t.kind != "" || len(qs) < utterance || len(short.split(qs)) > 1 {
		return t
	}
	for i := range ql[:len(ql)-len(qs)+1] {
		if commonRun(short, qs, long, ql[i:i+len(qs)]) == len(qs) {
			return finding{}
		}
	}
	f.kind, f.confidence = news.QuoteWords, .5+.4*float32(len(qs))/float32(len(ql))
	return f
}

// saidAlike says that two quotations are the same in what the readings have of them:
// what differs is another claim.
func saidAlike(a *side, qa []int, b *side, qb []int) bool {
	qa, qb = a.inside(qa), b.inside(qb)
	return len(qa) > 0 && len(qb) > 0 && commonRun(a, qa, b, qb) == min(len(qa), len(qb))
}

// inside are the tokens that stand in the reading.
func (s *side) inside(tokens []int) []int {
	var out []int
	for _, t := range tokens {
		if s.Span.Contains(s.doc.Tokens[t].Span) {
			out = append(out, t)
		}
	}
	return out
}

// related says that a third of the content of one quotation has its like in the
// other.
func (e *event) related(a *side, qa []int, b *side, qb []int) bool {
	s := e.lexis.cover(among(a.words, qa), among(b.words, qb))
	return max(s.a, s.b) >= 1./3
}

// among are the words that stand at these tokens.
func among(words []word, tokens []int) []word {
	var out []word
	for _, w := range words {
		if slices.Contains(tokens, int(w.tok)) {
			out = append(out, w)
		}
	}
	return out
}

// likeliest are the two quotations, one of each side, that have most words in
// common, the earliest of several.
func likeliest(a *side, qa []int, b *side, qb []int) (x, y []int) {
	best := -1
	for _, s := range a.split(qa) {
		for _, t := range b.split(qb) {
			if n := commonRun(a, s, b, t); n > best {
				x, y, best = s, t, n
			}
		}
	}
	return x, y
}

// split cuts quoted tokens into quotations.
func (s *side) split(tokens []int) [][]int {
	var out [][]int
	for i, t := range tokens {
		if i == 0 || !s.oneQuotation(tokens[i-1], t) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], t)
	}
	return out
}

// trimmed says that short quotes only words of what long quotes, if a content
// word is lost, a denial or a condition: what the account tells around its
// quotation is not.
func trimmed(f finding, short *side, qs []int, long *side, ql []int) finding {
	if ql = long.meeting(ql, short, qs); len(qs) == 1 && len(ql) > longForOne {
		return finding{}
	}
	kept := map[string]bool{}
	first := short.doc.TokensIn(short.Sentence)
	for t := first.Start; t < first.End; t++ {
		kept[short.form(t)] = true
		if en, ok := short.doc.gloss(t); ok {
			kept[en.key] = true
		}
	}
	for _, t := range ql {
		en, content := long.doc.gloss(t)
		if content && !kept[en.key] || (conditions[long.form(t)] || negations[long.form(t)]) && !kept[long.form(t)] {
			f.kind, f.confidence = news.QuoteTrimmed, .7
			if len(short.split(qs)) > 1 {
				f.note = "; joined of parts"
			}
			return f
		}
	}
	return finding{}
}

// A word alone in quotation marks, out of a quotation of more words than these, is
// a word that the account remarks on.
const longForOne = 12

// meeting are those of the quoted tokens ql that stand in one quotation with a word
// of the other side's.
func (s *side) meeting(ql []int, other *side, qs []int) []int {
	var out []int
	for _, part := range s.split(ql) {
		if commonRun(s, part, other, qs) > 0 {
			out = append(out, part...)
		}
	}
	return out
}

var conditions = set("if unless except until only but though although most many some")

// commonRun is the length of the longest common subsequence of two runs of
// tokens, letter case and marks aside.
func commonRun(a *side, as []int, b *side, bs []int) int {
	row := make([]int, len(bs)+1)
	for _, x := range as {
		diagonal := 0
		for j, y := range bs {
			above := row[j+1]
			if spoken(a.form(x)) == spoken(b.form(y)) {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			diagonal = above
		}
	}
	return row[len(bs)]
}

// spoken is a short form in full.
func spoken(form string) string {
	if full, ok := shortForms[form]; ok {
		return full
	}
	return form
}

var shortForms = map[string]string{"n't": "not", "'ve": "have", "'re": "are", "'ll": "will", "'m": "am"}

// A quotation of fewer words is an expression, not an utterance.
const utterance = 5

// paraphraseRule: an utterance is quoted in one account, and in the other, which
// quotes it nowhere, reported in other words, of the same speaker.
func paraphraseRule(e *event, as, bs []*side) []finding {
	qa, qb := quotesOne(as), quotesOne(bs)
	if qa == qb {
		return nil
	}
	return closest(paraphrased)(e, as, bs)
}

// quotesOne says that one of the sides quotes an utterance.
func quotesOne(sides []*side) bool {
	for _, s := range sides {
		if len(s.quotedTokens()) >= utterance {
			return true
		}
	}
	return false
}

func paraphrased(e *event, a, b *side) finding {
	qa, qb := a.quotedTokens(), b.quotedTokens()
	if !sameSpeaker(a, b) || len(qa) >= utterance == (len(qb) >= utterance) || len(qa) > 0 && len(qb) > 0 {
		return finding{}
	}
	if e.alike(a.reading, b.reading) < comparable || 3*commonRun(a, a.tokens, b, b.tokens) >= 2*min(len(a.tokens), len(b.tokens)) {
		return finding{}
	}
	if s := e.lexis.cover(a.uttered(qa), b.uttered(qb)); min(s.a, s.b) < leastRendered {
		return finding{}
	}
	return finding{kind: news.QuoteParaphrased, a: a.Span, b: b.Span, confidence: .5, note: "; quoted in one, in the outlet's words in the other"}
}

// leastRendered is what share of the words of an utterance and of its paraphrase the
// other has.
const leastRendered = .25

// uttered are the words of a side that it quotes, all if it quotes none.
func (s *side) uttered(quoted []int) []word {
	if len(quoted) == 0 {
		return s.words
	}
	return among(s.words, quoted)
}

// cueRule: the same speaker's words are introduced by a cue that judges in one
// account and by a neutral one in the other.
func cueRule(_ *event, a, b *side) finding {
	if !sameSpeaker(a, b) || a.said.cue.Empty() || b.said.cue.Empty() || a.said.judging == b.said.judging {
		return finding{}
	}
	if x, y := a.attribution(), b.attribution(); x.Class != y.Class || x.Class != "" && !says(x.Class) || !a.clausal() || !b.clausal() || a.unsaid() || b.unsaid() {
		return finding{} // who blames somebody tells with the word what others tell with a clause
	}
	return finding{kind: news.CueDiffers, a: a.said.cue, b: b.said.cue, confidence: .7}
}

// unsaid says that the cue of a side is denied ("made no commitment").
func (s *side) unsaid() bool {
	r := s.doc.TokensIn(s.said.cue)
	for t := r.Start; t < r.End; t++ {
		if s.negates(t) {
			return true
		}
	}
	return false
}

// attribution is the one whose cue introduces the side.
func (s *side) attribution() text.Attribution {
	for _, at := range s.doc.Attributions {
		if text.Cover(at.Cue) == s.said.cue && text.Cover(at.Source) == s.said.source {
			return at
		}
	}
	return text.Attribution{Speaker: -1, Parent: -1}
}
