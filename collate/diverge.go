package collate

import (
	"fmt"
	"slices"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// side is one account's reading of a point as the rules see it.
type side struct {
	*reading
	point     int // of the event, in order
	doc       *page
	published news.Date
	said      *unit // the attributed unit of the reading, nil if the outlet speaks
	tokens    []int // of the reading, without punctuation
}

// finding is how two accounts differ. One without a kind is none.
type finding struct {
	kind       news.DivergenceKind
	x, y       *side
	a, b       text.Span // the words that differ, of x and of y
	la, lb     int       // how strong each puts it; 0 where that is not what differs
	confidence float32
	note       string // what the words alone do not tell
	settled    bool   // there is none because both have what the rule looks for, and it agrees
}

// pairRule finds one kind of divergence between two readings.
type pairRule func(e *event, a, b *side) finding

// rule finds divergences of one kind between two accounts by their full readings
// of a point.
type rule func(e *event, as, bs []*side) []finding

// The rules for full readings, in the order in which their findings are listed;
// which words stand for a thing (termRule) partial ones tell, too.
var rules = []rule{
	closest(contradictionRule), clashing(numberRule), clashing(dateRule), closest(placeRule), anyPair(nameRule), speakerRule,
	anyPair(quoteRule), paraphraseRule, closest(cueRule), anyPair(strengthRule), anyPair(degreeRule),
	closest(detailRule),
}

// divergences compares the accounts of a point, each two by every rule. What one
// rule finds at places that hang together is one divergence of all the accounts
// concerned.
func (e *event) divergences(rs []*reading) []news.Divergence {
	e.points++
	accounts := e.sides(rs)
	var out []news.Divergence
	for _, s := range accounts {
		own := append(e.headline(s), e.ownWords(s)...)
		if len(own) == 0 {
			own = e.overstated(s)
		}
		out = append(out, own...)
	}
	whole := make([][]*side, len(accounts))
	for i, s := range accounts {
		whole[i] = full(s) // who tells only part of a claim does not thereby differ
	}
	for _, r := range rules {
		found := inPairs(e, r, whole)
		if len(found) > 0 && found[0].kind == news.SpeakerDiffers {
			found = e.spreadVoices(found, whole)
		}
		out = append(out, e.inOtherWords(gather(found), whole)...)
	}
	terms := gather(spread(inPairs(e, termRule, accounts), accounts))
	terms = slices.DeleteFunc(terms, func(d news.Divergence) bool { return toldByDegree(d, out) })
	return append(out, e.inOtherWords(terms, whole)...)
}

// toldByDegree says that one of ds tells of the words of a difference of terms that
// they are of two strengths, which says more.
func toldByDegree(term news.Divergence, ds []news.Divergence) bool {
	return slices.ContainsFunc(ds, func(d news.Divergence) bool {
		return (d.Kind == news.Stronger || d.Kind == news.Weaker) &&
			!slices.ContainsFunc(term.Spans, func(p news.Passage) bool { return !slices.Contains(d.Spans, p) })
	})
}

// inPairs applies a rule to every two accounts.
func inPairs(e *event, r rule, accounts [][]*side) []finding {
	var found []finding
	for i, as := range accounts {
		for _, bs := range accounts[i+1:] {
			found = append(found, r(e, as, bs)...)
		}
	}
	return found
}

func full(s []*side) []*side {
	var out []*side
	for _, x := range s {
		if x.Fit == news.Full {
			out = append(out, x)
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
	s := &side{reading: r, point: e.points, doc: e.lexis.pageOf(a.Doc), published: a.Article.Published}
	for _, x := range r.units {
		u := &e.units[x]
		if u.attributed && (s.said == nil || s.said.speaker == "") {
			s.said = u
		}
		s.tokens = append(s.tokens, e.spoken(x)...)
	}
	return s
}

// Readings less alike than comparable may be of two claims after all, and which word
// of one answers to which of the other is a guess.
const comparable = .35

// closest applies r to the readings of two accounts that agree best. What
// another pair of their readings settles is no difference.
func closest(r pairRule) rule {
	return func(e *event, as, bs []*side) []finding {
		a, b := e.closest(as, bs)
		if a == nil || e.alike(a.reading, b.reading) < comparable {
			return nil
		}
		f := r(e, a, b).between(a, b)
		if f.kind == "" || settledElsewhere(e, r, as, bs) {
			return nil
		}
		return []finding{f}
	}
}

// clashing applies r to every two readings of two accounts, and takes what it is
// surest of unless any two of them agree: one that is silent settles nothing.
func clashing(r pairRule) rule {
	return func(e *event, as, bs []*side) []finding {
		var best []finding
		for _, a := range as {
			for _, b := range bs {
				f := r(e, a, b).between(a, b)
				if f.settled {
					return nil
				}
				if f.kind != "" && e.alike(a.reading, b.reading) >= comparable && (best == nil || f.confidence > best[0].confidence) {
					best = []finding{f}
				}
			}
		}
		return best
	}
}

// anyPair applies r to every two comparable readings of two accounts, and takes
// what it is surest of.
func anyPair(r pairRule) rule {
	return func(e *event, as, bs []*side) []finding {
		var best []finding
		for _, a := range as {
			for _, b := range bs {
				if e.alike(a.reading, b.reading) < comparable {
					continue
				}
				if f := r(e, a, b).between(a, b); f.kind != "" && (best == nil || f.confidence > best[0].confidence) {
					best = []finding{f}
				}
			}
		}
		return best
	}
}

// between says of which two sides f is, unless the rule did.
func (f finding) between(a, b *side) finding {
	if f.x == nil {
		f.x, f.y = a, b
	}
	return f
}

func (e *event) closest(as, bs []*side) (a, b *side) {
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

// alike is the best confidence between units of two readings. Sentences of one account
// are not compared: two readings of it are alike as surely as both carry what others tell.
func (e *event) alike(a, b *reading) float32 {
	if a.account == b.account {
		return min(a.support, b.support)
	}
	var top float32
	for _, x := range a.units {
		for _, y := range b.units {
			top = max(top, e.pair(x, y))
		}
	}
	return top
}

// settledElsewhere reports whether some reading of one account stands to one of
// the other without the difference.
func settledElsewhere(e *event, r pairRule, as, bs []*side) bool {
	if len(as) == 1 && len(bs) == 1 {
		return false
	}
	for _, a := range as {
		for _, b := range bs {
			if e.alike(a.reading, b.reading) > comparable && r(e, a, b).kind == "" {
				return true
			}
		}
	}
	return false
}

// against writes the words that differ side by side.
func (f finding) against() string {
	return fmt.Sprintf("“%s” against “%s”", clip(f.a.In(f.x.doc.Text)), clip(f.b.In(f.y.doc.Text)))
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
