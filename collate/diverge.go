package collate

import (
	"fmt"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// side is one account's reading of a point as the rules see it.
type side struct {
	*reading
	doc    *text.Document
	actors []string // parallel to doc.Chains
	said   *unit    // the attributed unit of the reading, nil if the outlet speaks
	tokens []int    // of the reading, without punctuation
}

// rule finds one kind of divergence between two readings of a point. A finding
// without spans is none.
type rule func(e *event, a, b *side) finding

type finding struct {
	kind       news.DivergenceKind
	a, b       text.Span // the words that differ
	confidence float32
	note       string
}

// The rules, in the order in which their findings are listed.
var rules = []rule{
	contradictionRule, numberRule, dateRule, placeRule, nameRule, speakerRule, quoteRule, paraphraseRule, cueRule,
	strengthRule, termRule,
}

// divergences compares the accounts of a point in pairs, each pair by the two
// readings that agree best. One kind is reported once a pair.
func (e *event) divergences(rs []*reading) []news.Divergence {
	var out []news.Divergence
	sides := e.sides(rs)
	for i := range sides {
		if d, ok := e.headline(sides[i]); ok {
			out = append(out, d)
		}
		for j := i + 1; j < len(sides); j++ {
			out = append(out, e.between(sides[i], sides[j])...)
		}
	}
	return out
}

// sides gathers readings by account, in the order of accounts.
func (e *event) sides(rs []*reading) [][]*side {
	var out [][]*side
	for _, r := range rs {
		s := e.side(r)
		if n := len(out); n > 0 && out[n-1][0].account == r.account {
			out[n-1] = append(out[n-1], s)
			continue
		}
		out = append(out, []*side{s})
	}
	return out
}

func (e *event) side(r *reading) *side {
	a := e.accounts[r.account]
	s := &side{reading: r, doc: a.Doc, actors: a.Actors}
	for _, x := range r.units {
		u := &e.units[x]
		if u.attributed && (s.said == nil || s.said.speaker == "") {
			s.said = u
		}
		for _, t := range u.own {
			if !isPunctuation(a.Doc, t) {
				s.tokens = append(s.tokens, t)
			}
		}
	}
	return s
}

// Readings less alike than comparable may be of two claims after all.
const comparable = .5

// between compares two accounts by the readings that agree best. What another
// reading of the same account settles is no difference.
func (e *event) between(as, bs []*side) []news.Divergence {
	a, b := e.closest(as, bs)
	if a.Fit == news.Part || b.Fit == news.Part || e.alike(a.reading, b.reading) < comparable {
		return nil // who tells only part of a claim does not thereby differ
	}
	var out []news.Divergence
	for _, r := range rules {
		f := r(e, a, b)
		if f.kind == "" || settledElsewhere(e, r, as, bs) {
			continue
		}
		out = append(out, news.Divergence{
			Kind: f.kind, Accounts: []string{a.Account, b.Account}, Confidence: f.confidence, Note: f.note,
			Spans: []news.Passage{{Article: a.Account, Span: f.a}, {Article: b.Account, Span: f.b}},
		})
	}
	return out
}

func (e *event) closest(as, bs []*side) (a, b *side) {
	a, b = as[0], bs[0]
	top := float32(-1)
	for _, x := range as {
		for _, y := range bs {
			if p := e.alike(x.reading, y.reading); p > top {
				a, b, top = x, y, p
			}
		}
	}
	return a, b
}

// alike is the best confidence between units of two readings.
func (e *event) alike(a, b *reading) float32 {
	var top float32
	for _, x := range a.units {
		for _, y := range b.units {
			top = max(top, e.pair(x, y))
		}
	}
	return top
}

// settledElsewhere reports whether some full reading of one account stands to
// one of the other without the difference.
func settledElsewhere(e *event, r rule, as, bs []*side) bool {
	if len(as) == 1 && len(bs) == 1 {
		return false
	}
	for _, a := range as {
		for _, b := range bs {
			if a.Fit == news.Full && b.Fit == news.Full && e.alike(a.reading, b.reading) > .6 && r(e, a, b).kind == "" {
				return true
			}
		}
	}
	return false
}

// headline compares the headline's reading with those of the body under it.
func (e *event) headline(s []*side) (news.Divergence, bool) {
	for _, h := range s {
		if !e.units[h.units[0]].headline {
			continue
		}
		for _, b := range s {
			if e.units[b.units[0]].headline || b.Fit == news.Part {
				continue
			}
			for _, r := range []rule{contradictionRule, numberRule, strengthRule} {
				if f := r(e, h, b); f.kind != "" && f.kind != news.Weaker {
					return news.Divergence{
						Kind: news.Headline, Accounts: []string{h.Account}, Confidence: f.confidence, Note: "headline: " + f.note,
						Spans: []news.Passage{{Article: h.Account, Span: f.a}, {Article: h.Account, Span: f.b}},
					}, true
				}
			}
		}
	}
	return news.Divergence{}, false
}

// against writes the words of two spans side by side.
func against(a *side, x text.Span, b *side, y text.Span) string {
	return fmt.Sprintf("“%s” against “%s”", clip(x.In(a.doc.Text)), clip(y.In(b.doc.Text)))
}

func clip(s string) string {
	words := strings.Fields(s)
	if len(words) > 14 {
		words = append(words[:14], "…")
	}
	return strings.Join(words, " ")
}

func (s *side) spanOf(tokens []int) text.Span {
	return s.doc.SpanOf(text.Range{Start: tokens[0], End: tokens[len(tokens)-1] + 1})
}

func (s *side) form(t int) string {
	return strings.ToLower(strings.ReplaceAll(s.doc.Tokens[t].Form, "’", "'"))
}

func (s *side) quoted() bool { return s.Form == news.Quoted || s.Form == news.PartlyQuoted }
