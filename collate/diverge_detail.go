package collate

import (
	"fmt"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// labelRule: in the claim's own sentence the accounts call one actor by other
// nouns of a kind ("the dictator", "the leader"), and neither account uses the
// other's. It is told at one point, the first.
func labelRule(e *event, a, b *side) finding {
	for _, x := range e.called(a) {
		for _, y := range e.called(b) {
			p, q := headOf(a.doc, x.Span), headOf(b.doc, y.Span)
			if x.Actor == y.Actor && !e.calls(b.account, x.Actor, p) && !e.calls(a.account, x.Actor, q) && e.ofAKind(p, q) &&
				e.news(a.point, x.Actor, a.account, p, b.account, q) {
				return finding{kind: news.TermDiffers, a: x.Span, b: y.Span, confidence: .5, note: "; of one actor"}
			}
		}
	}
	return finding{}
}

// news says that what is named by words was told at no point before.
func (e *event) news(point int, words ...any) bool {
	k := fmt.Sprint(words...)
	at, told := e.spelled[k]
	if !told {
		e.spelled[k] = point
	}
	return !told || at == point
}

// ofAKind says that two nouns name people or bodies of one kind, as far as is known.
func (e *event) ofAKind(p, q string) bool {
	x, okX := e.lexis.index[p]
	y, okY := e.lexis.index[q]
	return okX && okY && e.lexis.similarity(x, y) > akin
}

const akin = .25

// called are what the sentence of a side calls actors, other than by name.
func (e *event) called(s *side) []news.Label {
	var out []news.Label
	for _, l := range e.labels(s.account) {
		if s.Sentence.Contains(l.Span) && l.Voice != news.QuotedVoice && (l.Kind == news.RoleLabel || l.Kind == news.NounLabel) && !isNamed(s.doc, l.Span) {
			out = append(out, l)
		}
	}
	return out
}

// calls says that somewhere an account calls an actor by a word.
func (e *event) calls(account int, actor, key string) bool {
	doc := e.lexis.pageOf(e.accounts[account].Doc)
	for _, l := range e.labels(account) {
		if l.Actor == actor && headOf(doc, l.Span) == key {
			return true
		}
	}
	return key == ""
}

// headOf is the key of the content word that heads a span, "" for none.
func headOf(doc *page, s text.Span) string {
	t := headToken(doc, s)
	if t < 0 {
		return ""
	}
	en, _ := doc.gloss(t)
	return en.key
}

// headToken is the content word that heads a span: the topmost of its tree, or else
// the last; -1 for none.
func headToken(doc *page, s text.Span) int {
	r := doc.TokensIn(s)
	head := -1
	for t := r.Start; t < r.End; t++ {
		if _, ok := doc.gloss(t); !ok {
			continue
		}
		if head = t; doc.Arcs != nil && !r.Contains(doc.Arcs[t].Head) {
			break
		}
	}
	return head
}

// isNamed says that a span is headed by a name, not by a noun or an office.
func isNamed(doc *page, s text.Span) bool {
	t := headToken(doc, s)
	if t < 0 || doc.Morphs == nil {
		return t < 0
	}
	class, _ := lexicon.Title(doc.Tokens[t].Form)
	return doc.Morphs[t].UPOS != "NOUN" && class&(lexicon.Office|lexicon.Rank) == 0
}

// detailRule: one account's reading gives a number, a person or a place that no
// sentence of the other account gives.
func detailRule(e *event, a, b *side) finding {
	if e.alike(a.reading, b.reading) < comparable {
		return finding{}
	}
	f := finding{kind: news.Detail, x: a, a: a.Span, y: b, b: b.Span, confidence: .5, note: "; not in the others"}
	if sp, ok := e.extra(a, b); ok {
		f.a = sp
		return f
	}
	if sp, ok := e.extra(b, a); ok {
		f.x, f.a, f.y, f.b = b, sp, a, a.Span
		return f
	}
	return finding{}
}

// extra is the first number or name of s that the account of other does
// not have anywhere.
func (e *event) extra(s, other *side) (text.Span, bool) {
	for _, q := range e.numbersOf(s) {
		if q.value != 1 && !e.anyUnit(other.account, func(u *unit) bool {
			for _, x := range u.numbers {
				if x.value == q.value {
					return true
				}
			}
			return false
		}) {
			return s.doc.SpanOf(q.tokens), true
		}
	}
	for _, n := range s.doc.Entities {
		if tells := n.Type == text.Person || n.Type == text.Polity || n.Type == text.Place; tells && s.Span.Contains(n.Span) && !e.mentions(other, s.doc, n) {
			return n.Span, true
		}
	}
	return text.Span{}, false
}

// mentions says that the account of a side has a word of a name, or the name of the
// same country.
func (e *event) mentions(s *side, doc *page, n text.Entity) bool {
	said, empty := e.vocabulary(s.account), true
	for t := n.Tokens.Start; t < n.Tokens.End; t++ {
		if en, ok := doc.gloss(t); ok {
			if empty = false; said[en.key] {
				return true
			}
		}
	}
	for _, o := range s.doc.Entities {
		if x, y := o.Span.In(s.doc.Text), n.Span.In(doc.Text); lexicon.Similarity(x, y) > .6 || samePlace(x, y) {
			return true
		}
	}
	return empty
}

// vocabulary are the keys of the words of an account.
func (e *event) vocabulary(account int) map[string]bool {
	v, ok := e.vocabularies[account]
	if !ok {
		if v = map[string]bool{}; e.vocabularies == nil {
			e.vocabularies = map[int]map[string]bool{}
		}
		doc := e.lexis.pageOf(e.accounts[account].Doc)
		for t := range doc.Tokens {
			if en, ok := doc.gloss(t); ok {
				v[en.key] = true
			}
		}
		e.vocabularies[account] = v
	}
	return v
}

func (e *event) anyUnit(account int, is func(u *unit) bool) bool {
	for i := range e.units {
		if e.units[i].account == account && is(&e.units[i]) {
			return true
		}
	}
	return false
}
