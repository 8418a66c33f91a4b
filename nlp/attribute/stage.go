// Package attribute finds who said, thinks, wants or saw what: attributions with
// source, cue, content and addressee at exact spans. It proposes every
// construction that may report somebody's words or mind from the dependency
// trees, the quotation marks and the cue lexicon, and keeps those that a small
// logistic regression over named features holds for true.
//
// The spans follow PolNeAR (Newell, Margolin, Ruths, An Attribution Relations
// Corpus for Political News, LREC 2018). Differs: attributions inside
// attributions are kept, with their level, and addressees are marked.
package attribute

import (
	"fmt"
	"sort"

	"synoptic/lexicon"
	"synoptic/nlp"
	"synoptic/text"
)

// Stage gives the attribution layer. Its zero value is not ready; use New.
type Stage struct {
	cues             *lexicon.CueLexicon
	model            *model
	threshold, inner float64
}

// New makes the stage with the shipped lexicon and weights.
func New() (*Stage, error) {
	m, err := shippedModel()
	if err != nil {
		return nil, fmt.Errorf("load attribution model: %w", err)
	}
	return &Stage{lexicon.Cues(), m, threshold, innerThreshold}, nil
}

// Name implements nlp.Stage.
func (s *Stage) Name() string { return "attribute" }

// Needs implements nlp.Stage. Mentions are not needed; where they are there,
// speakers are resolved.
func (s *Stage) Needs() nlp.Layer {
	return nlp.Tokens | nlp.Quotes | nlp.Morphs | nlp.Arcs | nlp.Entities
}

// Gives implements nlp.Stage.
func (s *Stage) Gives() nlp.Layer { return nlp.Attributions }

// Annotate implements nlp.Stage.
func (s *Stage) Annotate(doc *text.Document) error {
	if len(doc.Morphs) != len(doc.Tokens) || len(doc.Arcs) != len(doc.Tokens) {
		return fmt.Errorf("document %q: %d tokens, %d morphs, %d arcs", doc.ID, len(doc.Tokens), len(doc.Morphs), len(doc.Arcs))
	}
	f := newFinder(doc, s.cues)
	kept := s.decide(f, f.find())
	doc.Attributions = f.attributions(kept)
	return nil
}

func newFinder(doc *text.Document, cues *lexicon.CueLexicon) *finder {
	return &finder{graph: newGraph(doc), cues: cues}
}

// Candidates below these are dropped, tuned on development data. Inside another
// attribution more is asked for, because what is nested is often only a word of
// the one who speaks.
const (
	threshold         = 0.30
	innerThreshold    = 0.85 // in a direct quotation
	reportedThreshold = 0.6  // in reported speech
)

// decide scores the candidates, lets those that share a cue compete, then scores
// again those that turn out to lie inside others.
func (s *Stage) decide(f *finder, all []*candidate) []*candidate {
	for _, c := range all {
		c.p = s.score(f, c)
	}
	kept := f.compete(all, s.threshold)
	for _, c := range all {
		if c.inner = f.isInner(c, kept) || c.upos != "PUNCT" && f.quote[c.head] >= 0; c.inner {
			c.p = s.score(f, c)
		}
	}
	kept = f.compete(all, s.threshold)
	out := kept[:0]
	for _, c := range kept {
		if s.keeps(f, c) {
			out = append(out, c)
		}
	}
	return f.adopt(out)
}

// keeps reports whether a candidate that won its cue is sure enough for where it
// stands.
func (s *Stage) keeps(f *finder, c *candidate) bool {
	switch {
	case !c.inner:
		return c.p >= s.threshold
	case c.upos != "PUNCT" && f.quote[c.head] >= 0:
		return c.p >= s.inner
	}
	return c.p >= reportedThreshold
}

// surely is the least probability of constructions that are too rare in the
// training data to be learned and nearly always right on development data: a
// signature, a turn of an interview, a paragraph that is introduced, a headline
// whose source is a name or an office, "in the words of".
const surely = 0.7

func (s *Stage) score(f *finder, c *candidate) float64 {
	p := s.model.score(f.features(c))
	if c.pattern == "signature" || c.pattern == "turn" || c.pattern == "block" || c.pattern == "headline" && f.plain(c) || c.pattern == "according" && c.entry.Frames[lexicon.NounFrame] == lexicon.UsualCue {
		p = max(p, surely)
	}
	return p
}

// compete keeps, of candidates whose cues overlap, the most probable.
func (f *finder) compete(all []*candidate, threshold float64) []*candidate {
	order := append([]*candidate(nil), all...)
	sort.SliceStable(order, func(i, j int) bool { return order[i].p > order[j].p })
	taken := map[int]bool{}
	var kept []*candidate
	for _, c := range order {
		free := true
		for _, t := range c.cue {
			free = free && !taken[t]
		}
		if !free || c.p < threshold {
			continue
		}
		for _, t := range c.cue {
			taken[t] = true
		}
		kept = append(kept, c)
	}
	return kept
}

// isInner reports whether the candidate's cue lies in the content of one kept.
func (f *finder) isInner(c *candidate, kept []*candidate) bool {
	for _, k := range kept {
		if k.head != c.head && inside(f.span(c.head), f.contentSpans(k)) {
			return true
		}
	}
	return false
}
