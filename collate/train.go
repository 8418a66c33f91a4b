package collate

import (
	"slices"

	"synoptic/learn"
	"synoptic/text"
)

// LabelledEvent is an event of which it is known what its accounts share, to fit
// the pair scorer on.
type LabelledEvent struct {
	Accounts []Account
	Claims   [][]LabelledSpan // for each claim its readings; all claims that two accounts share
	Pairs    []LabelledPair   // where Claims are not known: some pairs of sentences
	Weight   float64          // of each example
	Unplaced bool             // readings are whole sentences, which may say more besides
}

// LabelledSpan is one reading of a claim.
type LabelledSpan struct {
	Article string
	Span    text.Span
	Part    bool // it carries a part of the claim only
}

// LabelledPair is two sentences of which it is known whether they carry a claim
// in common.
type LabelledPair struct {
	A, B LabelledSpan
	Same bool
}

// sentences are the pairs of sentences that meet.
func (l LabelledEvent) sentences(e *event) []learn.Example {
	s := l.sample(e)
	e.eachLook(func(i, j int, f look) { s.add(i, j, f[sMatch], f[:]) })
	return s.out
}

// graph are the same pairs as the others show them.
func (l LabelledEvent) graph(e *event) []learn.Example {
	s := l.sample(e)
	e.eachGraph(func(i, j int, f graphLook) { s.add(i, j, f[gOdds], f[:]) })
	return s.out
}

// Of the pairs without a claim in common whose log-odds lie below dull, one in
// oneIn is kept, and counts for them all.
const (
	dull  = -3.5
	oneIn = 8
)

// sample gathers examples of an event.
type sample struct {
	l        LabelledEvent
	e        *event
	readings []map[int]bool
	seen     int // dull ones
	out      []learn.Example
}

func (l LabelledEvent) sample(e *event) *sample {
	return &sample{l: l, e: e, readings: l.readings(e)}
}

func (s *sample) add(i, j int, odds float32, seen []float32) {
	same, known := overlaps(s.readings[i], s.readings[j]), true
	if s.l.Pairs != nil {
		same, known = s.l.judged(s.e, i, j)
	}
	if !known {
		return
	}
	weight := s.l.Weight
	if !same && odds < dull {
		if s.seen++; s.seen%oneIn != 0 {
			return
		}
		weight *= oneIn
	}
	s.out = append(s.out, learn.Example{Seen: slices.Clone(seen), Holds: same, Weight: weight})
}

// claimsIn are the claims with a reading in a stretch of an account: it holds
// half of the reading, or the reading half of it.
func (l LabelledEvent) claimsIn(e *event, account int, s text.Span) map[int]bool {
	in := map[int]bool{}
	for c, readings := range l.Claims {
		for _, r := range readings {
			if r.Article == e.accounts[account].Article.ID && 2*r.Span.Overlap(s) >= min(r.Span.Len(), s.Len()) {
				in[c] = true
			}
		}
	}
	return in
}

func overlaps(a, b map[int]bool) bool {
	for c := range a {
		if b[c] {
			return true
		}
	}
	return false
}

// judged looks a pair of sentences up among the pairs.
func (l LabelledEvent) judged(e *event, i, j int) (same, known bool) {
	is := func(r LabelledSpan, i int) bool {
		s := &e.all[i]
		a := e.accounts[s.account]
		return r.Article == a.Article.ID && 2*r.Span.Overlap(a.Doc.Sentences[s.index].Span) > r.Span.Len()
	}
	for _, p := range l.Pairs {
		if is(p.A, i) && is(p.B, j) || is(p.B, i) && is(p.A, j) {
			return p.Same, true
		}
	}
	return false, false
}

// shared is the part of the bytes of two stretches that both have.
func shared(a, b text.Span) float64 {
	o := a.Overlap(b)
	return float64(o) / float64(a.Len()+b.Len()-o)
}
