package collate

import (
	"slices"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// unit is a stretch of one account that carries one claim: a clause with what
// depends on it, without the clauses that make claims of their own.
type unit struct {
	part       bool // of a clause, or a quotation in it
	account    int  // index into the accounts of the comparison
	sentence   int  // index into the document's sentences
	span       text.Span
	tokens     text.Range // from the first token to the last, clauses of others in between included
	own        []int      // tokens that are of this unit, in order
	top        int        // of own, the token that governs the others
	claims     int        // content words that tell neither who speaks to whom nor the occasion
	says       int        // those of them that are of no name
	predicate  bool       // top is a verb, or has a subject or copula; true without trees
	words      []word     // of own tokens, then of a subject that is shared with another clause
	head       int32      // the word at the head of the clause, -1 if it is none of words
	speaker    string     // Actor.ID of who says it, "" if the outlet does or nobody is resolved
	source     text.Span
	cue        text.Span // zero if it is not attributed
	judging    bool      // the cue judges what is said
	attributed bool
	form       news.Form
	negated    bool
	headline   bool
	numbers    []quantity
	dates      []moment
}

// unitsOf cuts an account into units.
func unitsOf(l *lexis, account int, a Account) []unit {
	c := newCutter(l, account, a)
	out := make([]unit, 0, 8*len(c.doc.Sentences))
	for si, s := range c.doc.Sentences {
		if marked(a.Article, s.Span) {
			continue
		}
		whole := clauses(c.doc, si, c.said[si])
		for _, own := range whole {
			u := c.unit(si, own)
			if len(u.words) > 0 && !(isFrame(a.Doc, own, c.said[si]) && u.claims < leastWords) {
				out = append(out, u)
			}
		}
		for _, own := range parts(c.doc, si, whole) {
			// Who is named by two outlets is no claim of either.
			if u := c.unit(si, own); len(u.own) > 0 && u.claims > 0 {
				u.part = true
				out = append(out, u)
			}
		}
	}
	return out
}

// cutter cuts one account into units.
type cutter struct {
	lexis   *lexis
	account int
	article *news.Article
	doc     *page
	said    [][]speech // by sentence, those of which something stands in it
	claims  []bool     // by token, is it a content word that tells neither who speaks to whom nor the occasion
	names   []bool     // by token, is it of a name
}

func newCutter(l *lexis, account int, a Account) *cutter {
	c := &cutter{lexis: l, account: account, article: a.Article, doc: l.pageOf(a.Doc), said: saidIn(a.Doc, attributions(a))}
	c.claims = make([]bool, len(a.Doc.Tokens))
	for si, s := range a.Doc.Sentences {
		for t := s.Tokens.Start; t < s.Tokens.End; t++ {
			g, ok := c.doc.gloss(t)
			c.claims[t] = ok && g.kind == plain && !occasions[g.form] && !tells(a.Doc, t, c.said[si])
		}
	}
	c.names = make([]bool, len(a.Doc.Tokens))
	for t := range c.names {
		c.names[t] = c.doc.called[t].kind == named
	}
	for _, n := range a.Doc.Entities {
		for t := n.Tokens.Start; t < n.Tokens.End; t++ {
			c.names[t] = true
		}
	}
	return c
}

// saidIn are, by sentence, the attributions of which something stands in it.
func saidIn(doc *text.Document, said []speech) [][]speech {
	out := make([][]speech, len(doc.Sentences))
	last := make([]int, len(out)) // attribution put there last, from 1
	for i, s := range said {
		for _, at := range slices.Concat(s.Source, s.Cue, s.Content, s.Addressee) {
			eachSentence(doc, at, func(si int) {
				if last[si] != i+1 {
					out[si], last[si] = append(out[si], s), i+1
				}
			})
		}
	}
	return out
}

// isFrame says that tokens only tell who says: they hold a cue, and nothing of
// what it introduces.
func isFrame(doc *text.Document, own []int, said []speech) bool {
	for _, s := range said {
		if holds(doc, own, s.Cue) && !holds(doc, own, s.Content) {
			return true
		}
	}
	return false
}

// tells says that t is of a source, a cue or an addressee.
func tells(doc *text.Document, t int, said []speech) bool {
	for _, s := range said {
		if holds(doc, []int{t}, s.Source) || holds(doc, []int{t}, s.Cue) || holds(doc, []int{t}, s.Addressee) {
			return true
		}
	}
	return false
}

// occasions are what people say something at, in or on.
var occasions = set(`meeting talk talks conference interview statement speech address remark remarks visit letter message
	post tweet video press news reporter journalist minister president leader official prime foreign
	monday tuesday wednesday thursday friday saturday sunday today yesterday day week month morning afternoon evening night`)

// holds says that one of the tokens lies in one of the spans.
func holds(doc *text.Document, tokens []int, spans []text.Span) bool {
	for _, t := range tokens {
		for _, c := range spans {
			if c.Contains(doc.Tokens[t].Span) {
				return true
			}
		}
	}
	return false
}

// marked reports whether s is not part of the account: boilerplate, a byline, a
// caption.
func marked(a *news.Article, s text.Span) bool {
	for _, m := range a.Marked {
		if m.Span.Overlap(s)*2 >= s.Len() {
			return true
		}
	}
	return false
}

func (c *cutter) unit(sentence int, own []int) unit {
	doc := c.doc.Document
	own = trimPunctuation(doc, own)
	if len(own) == 0 {
		return unit{}
	}
	r := text.Range{Start: own[0], End: own[len(own)-1] + 1}
	u := unit{account: c.account, sentence: sentence, tokens: r, own: own, span: doc.SpanOf(r)}
	u.words = wordsOf(c.lexis, c.doc, own, c.doc.called)
	u.head = headWord(doc, own, u.words)
	u.words = append(u.words, wordsOf(c.lexis, c.doc, sharedSubject(doc, sentence, own), c.doc.called)...)
	u.numbers = c.doc.quantities(r)
	u.dates = moments(doc, r)
	u.headline = !c.article.Title.Empty() && c.article.Title.Overlap(u.span) > 0
	if u.predicate = doc.Arcs == nil; !u.predicate {
		u.top = topOf(doc, own)
		u.predicate = predicative(doc, u.top)
	}
	for _, t := range own {
		u.negated = u.negated != c.doc.denies[t]
		if c.claims[t] {
			u.claims++
			if !c.names[t] {
				u.says++
			}
		}
	}
	u.attribute(c.said[sentence])
	u.form = c.doc.formOf(sentence, u.span, u.attributed)
	return u
}

// headWord is the word whose token heads the clause, -1 if the head carries no
// content.
func headWord(doc *text.Document, own []int, words []word) int32 {
	if doc.Arcs == nil {
		return -1
	}
	for _, w := range words {
		if _, in := slices.BinarySearch(own, doc.Arcs[w.tok].Head); !in {
			return w.id
		}
	}
	return -1
}

// speech is an attribution as a unit sees it.
type speech struct {
	text.Attribution
	actor string
	level int
}

// says is whether a cue of a class puts words into the world, and not only
// somebody's mind.
func says(c text.CueClass) bool { return c == text.SpeechCue || c == text.DocumentCue }

func attributions(a Account) []speech {
	var out []speech
	for _, at := range a.Doc.Attributions {
		s := speech{Attribution: at, level: 2 * at.Level}
		if p := at.Parent; p >= 0 && !says(at.Class) && says(a.Doc.Attributions[p].Class) {
			// "He said that the country's position is …": he says it.
			s.level = 2*a.Doc.Attributions[p].Level - 1
		}
		if at.Speaker >= 0 && at.Speaker < len(a.Actors) {
			s.actor = a.Actors[at.Speaker]
		}
		out = append(out, s)
	}
	return out
}

// attribute finds the innermost attribution that holds most of u, and with it
// the speaker.
func (u *unit) attribute(said []speech) {
	level := 0
	for _, s := range said {
		held := 0
		for _, c := range s.Content {
			held += c.Overlap(u.span)
		}
		if 2*held < u.span.Len() || s.level < level {
			continue
		}
		level = s.level
		u.attributed = true
		u.speaker, u.source, u.cue = s.actor, text.Cover(s.Source), text.Cover(s.Cue)
		u.judging = s.Evaluative
	}
}

// formOf is the form of a stretch of sentence si: direct or mixed only if bytes of s stand between quotation marks;
// a word or two in marks that nobody is said to have said are scare quotes.
func (p *page) formOf(si int, s text.Span, attributed bool) news.Form {
	quoted, letters := p.lettersQuoted(si, s)
	switch {
	case quoted > 0 && quoted*20 >= letters*19:
		return news.Quoted
	case quoted > 0 && (attributed || quoted >= 20):
		return news.PartlyQuoted
	case attributed:
		return news.Reported
	}
	return news.Narrated
}

// lettersQuoted counts the letters of s that stand between quotation marks, and, if
// any do, all.
func (p *page) lettersQuoted(si int, s text.Span) (quoted, of int) {
	within := text.Document{Quotes: p.quotes[si]}
	if !slices.ContainsFunc(within.Quotes, func(q text.Quote) bool { return q.Inner.Overlap(s) > 0 }) {
		return 0, 0
	}
	for i := s.Start; i < s.End; i++ {
		if c := p.Text[i]; c == ' ' || c < 'A' && c != '\'' {
			continue
		}
		of++
		if within.Quoted(text.Span{Start: i, End: i + 1}) {
			quoted++
		}
	}
	return quoted, of
}

// joining are words that tie a claim to what stands before it.
var joining = set("that and but or")

// trimPunctuation takes marks off both ends, and joining words off the first.
func trimPunctuation(doc *text.Document, own []int) []int {
	for len(own) > 0 && (isPunctuation(doc, own[0]) || joining[strings.ToLower(doc.Tokens[own[0]].Form)]) {
		own = own[1:]
	}
	for len(own) > 0 && isPunctuation(doc, own[len(own)-1]) {
		own = own[:len(own)-1]
	}
	return own
}

func isPunctuation(doc *text.Document, t int) bool {
	return strings.Trim(doc.Tokens[t].Form, ".,;:!?\"'“”‘’`()[]{}–—-…*") == ""
}

var negations = set(`not n't no never nothing nobody none neither nor without cannot refuse refused refuses deny denied
	denies reject rejected rejects rejecting denying refusing hardly`)

func negated(doc *text.Document, own []int) bool {
	odd := false
	for _, t := range own {
		odd = odd != denies(doc.Tokens[t].Form)
	}
	return odd
}

func denies(form string) bool {
	form = strings.ToLower(strings.ReplaceAll(form, "’", "'"))
	return negations[form] || strings.HasSuffix(form, "n't")
}
