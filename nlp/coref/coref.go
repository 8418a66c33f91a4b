// Package coref finds, inside one document, the mentions of persons, bodies and
// things and which of them are of one: names and their short forms, titles and
// roles, appositions, acronyms, pronouns, descriptions.
//
// Mentions come from the dependency tree. They are resolved left to right: a
// log-linear model ranks, for each mention, the earlier ones and the chance that
// it begins an entity (Durrett & Klein, EMNLP 2013), with features of the
// entity that an earlier mention already belongs to (Clark & Manning, ACL 2015,
// in small). Differs: links that the text states ("X, also known as Y"; I in a
// quotation) are rules that no weight overrides, and entities of different
// gender or of clashing personal names are never joined.
package coref

import (
	"fmt"

	"synoptic/nlp"
	"synoptic/text"
)

// Stage is the coreference stage. It is safe for concurrent use.
type Stage struct{ model *Model }

// New makes a stage; a nil model is the one that ships.
func New(m *Model) (*Stage, error) {
	if m == nil {
		var err error
		if m, err = English(); err != nil {
			return nil, err
		}
	}
	return &Stage{m}, nil
}

// Name identifies the stage and its weights.
func (s *Stage) Name() string { return "coref/" + s.model.Version }

// Needs lists the layers that the stage reads.
func (s *Stage) Needs() nlp.Layer {
	return nlp.Tokens | nlp.Quotes | nlp.Morphs | nlp.Arcs | nlp.Entities
}

// Gives lists the layers that the stage sets.
func (s *Stage) Gives() nlp.Layer { return nlp.Mentions }

// Annotate sets Mentions and Chains. A mention that refers to nothing else in
// the text is kept, as a chain of one, if it is a name or describes a person, a
// body or a place; others are left out. Cost: linear in the mentions times the
// window in which they may refer back.
func (s *Stage) Annotate(doc *text.Document) error {
	if err := ready(doc); err != nil {
		return err
	}
	r := newReader(doc)
	s.resolve(r, r.detect(), false)
	return nil
}

// Resolve sets Mentions and Chains as Annotate does, with the given mentions
// beside those that the stage finds, as when the mentions of a corpus are known
// and only their chains are asked. All mentions are kept.
func (s *Stage) Resolve(doc *text.Document, mentions []text.Range) error {
	if err := ready(doc); err != nil {
		return err
	}
	r := newReader(doc)
	s.resolve(r, r.detectWith(mentions), true)
	return nil
}

func ready(doc *text.Document) error {
	if len(doc.Morphs) != len(doc.Tokens) || len(doc.Arcs) != len(doc.Tokens) {
		return fmt.Errorf("document %q has %d tokens, %d morphs, %d arcs", doc.ID, len(doc.Tokens), len(doc.Morphs), len(doc.Arcs))
	}
	return nil
}

func (s *Stage) resolve(r *reader, found []text.Mention, all bool) {
	ms := make([]*mention, len(found))
	for i, t := range found {
		ms[i] = r.describe(t, i)
	}
	r.typeNames(ms)
	sc := newScorer(r, ms)
	sure := sc.resolve(s.model)
	write(r.doc, sc, found, sure, all)
}

// write turns clusters into the layers.
func write(doc *text.Document, s *scorer, found []text.Mention, sure []float64, all bool) {
	doc.Mentions, doc.Chains = []text.Mention{}, []text.Chain{}
	chainOf := make([]int, len(s.clusters))
	for i := range chainOf {
		chainOf[i] = -1
	}
	for i, m := range s.mentions {
		c := s.clusters[s.of[i]]
		if !all && len(c.mentions) == 1 && !worthKeeping(m) {
			continue
		}
		if chainOf[s.of[i]] < 0 {
			chainOf[s.of[i]] = len(doc.Chains)
			doc.Chains = append(doc.Chains, text.Chain{})
		}
		t := found[i]
		t.Kind, t.Type, t.Chain, t.Confidence = m.kind, mentionType(m), chainOf[s.of[i]], float32(sure[i])
		ch := &doc.Chains[t.Chain]
		ch.Mentions = append(ch.Mentions, len(doc.Mentions))
		doc.Mentions = append(doc.Mentions, t)
	}
	for i := range doc.Chains {
		finish(doc, &doc.Chains[i])
	}
}

// worthKeeping reports whether a mention alone is of use: as an actor or a
// source.
func worthKeeping(m *mention) bool {
	switch m.kind {
	case text.NameMention:
		return m.typ != text.Miscellany
	case text.NominalMention:
		return m.animacy == personal || m.animacy == collective
	}
	return false
}

func mentionType(m *mention) text.EntityType {
	if m.typ != "" {
		return m.typ
	}
	switch m.animacy {
	case personal:
		return text.Person
	case collective:
		return text.Organization
	}
	return ""
}

// finish sets a chain's type, by the majority of its names or else of its other
// mentions, and its fullest name.
func finish(doc *text.Document, c *text.Chain) {
	votes := map[text.EntityType]int{}
	best, bestLen := c.Mentions[0], -1
	for _, k := range c.Mentions {
		m := doc.Mentions[k]
		if m.Type != "" {
			votes[m.Type]++
			if m.Kind == text.NameMention {
				votes[m.Type] += 1000
			}
		}
		if m.Kind == text.NameMention && m.Tokens.Len() > bestLen && m.Tokens.Len() < 12 {
			best, bestLen = k, m.Tokens.Len()
		}
	}
	c.Principal = best
	for _, t := range []text.EntityType{text.Person, text.Organization, text.Polity, text.Group, text.Place, text.Miscellany} {
		if votes[t] > votes[c.Type] {
			c.Type = t
		}
	}
}
