// Package nlp composes annotation stages into pipelines. A stage adds layers to
// a text.Document; it declares which layers it needs and gives, and a pipeline
// in which a need is not met is refused when it is built.
package nlp

import (
	"fmt"
	"strings"

	"synoptic/text"
)

// Layer is a set of layers of a text.Document.
type Layer uint16

// The layers, in the order in which a pipeline usually makes them.
const (
	Tokens Layer = 1 << iota // Tokens, Multiwords, Sentences
	Quotes
	Morphs
	Arcs
	Entities
	Mentions // Mentions, Chains
	Attributions
)

var layerNames = []string{"tokens", "quotes", "morphs", "arcs", "entities", "mentions", "attributions"}

func (l Layer) String() string {
	var names []string
	for i, n := range layerNames {
		if l&(1<<i) != 0 {
			names = append(names, n)
		}
	}
	return strings.Join(names, "+")
}

// A Stage adds layers to a document.
type Stage interface {
	// Name is the stage's package name, with what distinguishes it.
	Name() string
	// Needs are the layers that must be there before Annotate is called.
	Needs() Layer
	// Gives are the layers that Annotate sets. A layer has one giver.
	Gives() Layer
	// Annotate sets the layers it gives and changes nothing else of doc. It is
	// safe for concurrent use on different documents, deterministic, and keeps
	// doc.Check() nil on any UTF-8 text. An error leaves the layers unset.
	Annotate(doc *text.Document) error
}

// Pipeline runs stages in order. It is safe for concurrent use.
type Pipeline struct {
	version string
	stages  []Stage
}

// NewPipeline checks that each stage's needs are given by those before it and
// that no layer is given twice. Version identifies the rules and models: what
// was derived by another version is stale.
func NewPipeline(version string, stages ...Stage) (*Pipeline, error) {
	var have Layer
	for _, s := range stages {
		if missing := s.Needs() &^ have; missing != 0 {
			return nil, fmt.Errorf("pipeline %s: stage %s needs %v, which no stage before it gives", version, s.Name(), missing)
		}
		if twice := s.Gives() & have; twice != 0 {
			return nil, fmt.Errorf("pipeline %s: stage %s gives %v a second time", version, s.Name(), twice)
		}
		have |= s.Gives()
	}
	return &Pipeline{version, stages}, nil
}

// Version identifies rules and models of the pipeline.
func (p *Pipeline) Version() string { return p.version }

// Annotate runs every stage on doc and stops at the first error, which names
// the stage and the document. A panic of a stage is such an error.
func (p *Pipeline) Annotate(doc *text.Document) error {
	for _, s := range p.stages {
		if err := guarded(s, doc); err != nil {
			return fmt.Errorf("annotate %q: %s: %w", doc.ID, s.Name(), err)
		}
	}
	return nil
}

// guarded runs a stage. A text that it did not foresee must not end the work on all others.
func guarded(s Stage, doc *text.Document) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return s.Annotate(doc)
}
