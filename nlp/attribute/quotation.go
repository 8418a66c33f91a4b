package attribute

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/lexicon"
	"synoptic/text"
)

// quotation is an outermost quote as tokens.
type quotation struct {
	index  int // into Document.Quotes
	tokens text.Range
	words  int
	speech bool // looks like something said, not like a title or a word held at a distance
}

// quotations proposes, for every quote that looks like speech, the verbs near
// its two ends as cues, and puts running quotes together.
func (f *finder) quotations() {
	qs := f.outermost()
	last := (*candidate)(nil) // the attribution that a quote without a cue continues
	lastAt := 0
	for i, q := range qs {
		if !q.speech {
			continue
		}
		best := f.signed(q)
		if best == nil {
			best = f.cueBeside(qs, i)
		}
		switch {
		case best == nil && last != nil && f.continues(lastAt, q):
			last.quotes = append(last.quotes, q.index)
		case best == nil:
			continue
		default:
			if same := f.sameCue(best.head); same != nil {
				same.quotes = append(same.quotes, q.index)
				last = same
			} else {
				f.out = append(f.out, best)
				last = best
			}
		}
		lastAt = q.tokens.End - 1
	}
}

// adopt makes attributions of quotations that are sentences of their own and have
// no cue: they belong to the last who speaks in the sentence before, of the same
// paragraph, and take his cue: She called for calm. “Nobody is to leave the town.”
// adopted is how sure the speaker of a quotation without a cue is, given that the
// sentence before is understood.
// follows reports whether quotation q begins the sentence after token t.
// attributed reports whether a quotation lies in what somebody is known to say.
// lastSpeaking is the last finite verb of speech outside quotations and outside
// what others say in sentence s; nil if there is none.
// settle decides between a quotation and what the tree says of the same cue.
// Where words of the content stand outside the quotation, the tree's reading
// holds and takes the rest of the quotation in; where none do, the quotation is
// the content.
// overlapWith tells whether content of c lies in the quotation q, and how many
// words of it lie outside.
// introduced reports whether a quotation is set off from its cue as one that is
// reported whole: after a colon or comma, or before a comma of its own.
// sameCue is the quotation already found for a cue.
func (f *finder) sameCue(head int) *candidate {
	for i := len(f.out) - 1; i >= 0; i-- {
		if f.out[i].pattern == "quote" && f.out[i].head == head {
			return f.out[i]
		}
	}
	return nil
}

// outermost lists the outermost quotes that hold a word.
func (f *finder) outermost() []quotation {
	var out []quotation
	for i, q := range f.doc.Quotes {
		if q.Depth > 0 {
			continue
		}
		r := f.doc.TokensIn(q.Outer)
		w := 0
		for t := r.Start; t < r.End; t++ {
			if !f.punct(t) {
				w++
			}
		}
		if w > 0 {
			out = append(out, quotation{i, r, w, f.looksSaid(q, r, w)})
		}
	}
	return out
}

const longQuote = 8 // words that no title or scare quote is likely to have

// looksSaid tells speech from titles and scare quotes by punctuation at the end,
// length, and whether there is a verb.
func (f *finder) looksSaid(q text.Quote, r text.Range, words int) bool {
	inner := strings.TrimSpace(q.Inner.In(f.doc.Text))
	closed := strings.HasSuffix(inner, ",") || strings.HasSuffix(inner, ".") || strings.HasSuffix(inner, "!") || strings.HasSuffix(inner, "?")
	before := f.before(r.Start)
	introduced := before >= 0 && (f.form(before) == ":" || f.form(before) == ",")
	if before >= 0 && !introduced && words < longQuote && f.titled(r) && !f.speechCue(before) {
		return false
	}
	starts := r.Start == f.sentence(r.Start).Start
	return words >= longQuote || closed && words > 1 || introduced && (words > 1 || closed && f.form(before) == ":") || starts && words > 2 || closed && starts
}

// titled reports whether a quotation reads as the name of a work or programme:
// every word but the small ones has a capital.
func (f *finder) titled(r text.Range) bool {
	capitals := 0
	for t := r.Start; t < r.End; t++ {
		switch first, _ := utf8.DecodeRuneInString(f.doc.Tokens[t].Form); {
		case f.punct(t):
		case unicode.IsUpper(first) || unicode.IsDigit(first):
			capitals++
		case f.upos(t) != "ADP" && f.upos(t) != "DET" && f.upos(t) != "CCONJ" && f.upos(t) != "PART":
			return false
		}
	}
	return capitals > 1
}

// speechCue reports whether token t is a verb that the lexicon lists with
// quotations.
func (f *finder) speechCue(t int) bool {
	e := f.cues.Best(f.lemma(t), f.upos(t), lexicon.QuoteFrame)
	return e != nil && e.Frames[lexicon.QuoteFrame] != lexicon.NoCue
}

// before is the token before t in its sentence, -1 at the beginning.
func (f *finder) before(t int) int {
	if t > f.sentence(t).Start {
		return t - 1
	}
	return -1
}

const maxSignature = 12 // tokens of a name with its office under a quotation

// signed proposes the name after a dash that follows a quotation and ends the
// paragraph: “…” — Ada Lorne.
func (f *finder) signed(q quotation) *candidate {
	d := q.tokens.End
	for d < len(f.doc.Tokens) && d < q.tokens.End+2 && f.punct(d) && !isDash(f.form(d)) {
		d++
	}
	if d+1 >= len(f.doc.Tokens) || !isDash(f.form(d)) || f.upos(d+1) != "PROPN" && f.upos(d+1) != "DET" && f.xpos(d+1) != "NNP" {
		return nil
	}
	p := f.doc.Sentences[f.sent[d+1]].Paragraph
	c := &candidate{pattern: "signature", upos: "PUNCT", lemma: "—", head: d, cue: []int{d}, agent: d + 1, quotes: []int{q.index}}
	for i := d + 1; i < len(f.doc.Tokens) && f.doc.Sentences[f.sent[i]].Paragraph == p; i++ {
		if f.upos(i) == "VERB" || i > d+maxSignature || f.quote[i] >= 0 {
			return nil
		}
		c.source = append(c.source, i)
	}
	c.entry = f.cues.Best("say", "VERB", lexicon.QuoteFrame)
	return c
}

func isDash(w string) bool {
	switch w {
	case "—", "–", "―", "--", "-", "‒":
		return true
	}
	return false
}

// continues reports whether a quote without cue goes on from the one that ends
// at token end: in the same paragraph, or in the next if it fills it.
func (f *finder) continues(end int, q quotation) bool {
	a, b := f.doc.Sentences[f.sent[end]].Paragraph, f.doc.Sentences[f.sent[q.tokens.Start]].Paragraph
	if a == b {
		return true
	}
	return b == a+1 && q.tokens.Start == f.sentence(q.tokens.Start).Start
}

// cueBeside finds the cue of quote i: a verb after it in its last sentence, or
// before it in its first, or at the end of the sentence before a colon.
func (f *finder) cueBeside(qs []quotation, i int) *candidate {
	q := qs[i].tokens
	best, bestScore := -1, 0.0
	try := func(v, distance int, after bool) {
		if s := f.cueScore(v, distance, after, q); s > bestScore {
			best, bestScore = v, s
		}
	}
	end := f.sentence(q.End - 1).End
	for v, d := q.End, 0; v < end && f.quote[v] < 0; v++ {
		try(v, d, true)
		if !f.punct(v) {
			d++
		}
	}
	if end == q.End && end < len(f.doc.Tokens) && (f.asks(q) || f.goesOn(end)) {
		next := f.sentence(end)
		for v, d := next.Start, 0; v < next.End && f.quote[v] < 0 && d < 8; v, d = v+1, d+1 {
			try(v, d, true)
		}
	}
	start := f.sentence(q.Start).Start
	for v, d := q.Start-1, 0; v >= start && f.quote[v] < 0; v-- {
		try(v, d, false)
		if !f.punct(v) {
			d++
		}
	}
	if best < 0 && start == q.Start && start > 0 && (f.form(start-1) == ":" || f.form(start-1) == ",") {
		for v, d := start-2, 0; v >= f.sentence(start-1).Start && f.quote[v] < 0; v-- {
			try(v, d, false)
			d++
		}
	}
	if best < 0 {
		return nil
	}
	lemma, _ := f.lemmaOf(best)
	c := &candidate{pattern: "quote", upos: f.upos(best), lemma: lemma, head: best, agent: -1, quotes: []int{qs[i].index}}
	c.entry = f.cues.Best(lemma, f.upos(best), lexicon.QuoteFrame)
	c.cue = f.cueGroup(best, nil)
	f.setSpeaker(c, best, q)
	f.setAddressee(c, best)
	if c.to != nil && (f.overlaps(c.to, q) || f.overlaps(c.to, text.Range{Start: c.cue[0], End: c.cue[len(c.cue)-1] + 1})) {
		c.to = nil
	}
	if c.agent < 0 && c.to != nil && c.to[0] > best && !c.passive { // “…,” said Lorne: the parser takes her for the object
		c.source, c.to = c.to, nil
		c.agent = f.topOf(c.source)
	}
	c.gap = f.gapTo(c, q)
	return c
}

// topOf is the token of a phrase that hangs on a token outside it.
func (f *finder) topOf(tokens []int) int {
	in := map[int]bool{}
	for _, t := range tokens {
		in[t] = true
	}
	for _, t := range tokens {
		if !in[f.head(t)] && !f.punct(t) {
			return t
		}
	}
	return tokens[0]
}

// gapTo describes what stands between cue and quotation: the mark that sets the
// quotation off and, roughly, how many words besides source and addressee.
func (f *finder) gapTo(c *candidate, q text.Range) string {
	lo, hi, side := q.End, c.cue[0], "after"
	if hi < q.Start {
		lo, hi, side = c.cue[len(c.cue)-1]+1, q.Start, "before"
	}
	own := map[int]bool{}
	for _, t := range append(append([]int(nil), c.source...), c.to...) {
		own[t] = true
	}
	mark, words := "none", 0
	for t := lo; t < hi; t++ {
		switch {
		case f.punct(t) && (f.form(t) == ":" || f.form(t) == ",") && (side == "before" || mark == "none"):
			mark = f.form(t)
		case !f.punct(t) && !own[t]:
			words++
		}
	}
	if last := q.End - 2; side == "after" && last > q.Start && f.punct(last) {
		mark += f.form(last)
	}
	return side + "/" + mark + "/" + strconv.Itoa(min(words, 5))
}

// goesOn reports whether the sentence that begins at token t is the rest of one
// that a quotation and a line break cut: "said Lorne."
func (f *finder) goesOn(t int) bool {
	first, _ := utf8.DecodeRuneInString(f.doc.Tokens[t].Form)
	return unicode.IsLower(first) && f.finite(t) && f.speechCue(t)
}

// asks reports whether a quotation ends in a mark after which its sentence may go
// on: “Why?” she asked.
func (f *finder) asks(q text.Range) bool {
	for t := q.End - 1; t >= q.Start && f.punct(t); t-- {
		switch f.form(t) {
		case "?", "!", ",", "…", "...":
			p := f.doc.Sentences[f.sent[t]].Paragraph
			return q.End < len(f.doc.Tokens) && f.doc.Sentences[f.sent[q.End]].Paragraph == p
		}
	}
	return false
}

func (f *finder) overlaps(tokens []int, r text.Range) bool {
	for _, t := range tokens {
		if r.Contains(t) {
			return true
		}
	}
	return false
}

// cueScore weighs token v as the cue of the quote at q; 0 rules it out.
func (f *finder) cueScore(v, distance int, after bool, q text.Range) float64 {
	if f.upos(v) != "VERB" {
		return 0
	}
	lemma, _ := f.lemmaOf(v)
	s := 0.3
	if e := f.cues.Best(lemma, "VERB", lexicon.QuoteFrame); e != nil {
		s = 0.5 + float64(e.Frames[lexicon.QuoteFrame])
	}
	if h := f.head(v); h >= 0 && (q.Contains(h) || f.rel(v, "parataxis")) || f.hangsIn(v, q) {
		s *= 2
	}
	if f.rel(v, "acl", "amod") {
		s *= 0.4
	}
	if after {
		s *= 1.2
	}
	if !after && f.anyClauseBetween(v, q.Start) {
		s *= 0.2
	}
	return s / (1 + 0.25*float64(distance))
}

func (f *finder) hangsIn(v int, q text.Range) bool {
	for _, k := range f.kidsBy(v, "ccomp", "obj", "xcomp", "parataxis", "obl", "dep") {
		if q.Contains(k) {
			return true
		}
	}
	return false
}

// anyClauseBetween reports whether a finite verb stands between the cue and the
// quote, so that the quote is likely to belong to that verb.
func (f *finder) anyClauseBetween(v, q int) bool {
	for i := v + 1; i < q; i++ {
		if f.upos(i) == "VERB" && (f.feat(i, "VerbForm=Fin") || f.xpos(i) == "VBG" && f.speechCue(i)) {
			return true
		}
	}
	return false
}
