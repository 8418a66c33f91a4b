// Package en is the English pipeline: tokens, tags, lemmas, dependency trees
// and names, with the model embedded. Load it once:
//
//	english, err := en.Load()
//	doc := &text.Document{ID: "a", Text: "Talks failed, the minister said."}
//	err = english.Annotate(doc)
//
// It needs no files, no network and no other process. The same text gives the
// same annotation on any machine and any number of workers.
package en

import (
	_ "embed"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"synoptic/nlp"
	"synoptic/nlp/attribute"
	"synoptic/nlp/coref"
	"synoptic/nlp/quote"
	"synoptic/nlp/tokenize"
	"synoptic/text"
)

// Version identifies rules and weights; what was derived by another version is
// stale.
const Version = "en-2"

//go:embed english.bin
var weights []byte

// English annotates English texts. It is safe for concurrent use.
type English struct {
	raw    *nlp.Pipeline // from text
	tokens *nlp.Pipeline // from tokens and sentences
}

// Load reads the embedded model. It takes some tens of milliseconds; load once
// and share.
func Load() (*English, error) {
	model, err := ReadModel(weights)
	if err != nil {
		return nil, fmt.Errorf("load the English model: %w", err)
	}
	return FromModel(model)
}

// FromModel makes a pipeline around a model that is not the embedded one.
func FromModel(m *Model) (*English, error) {
	run := &runner{model: m}
	chains, err := coref.New(nil)
	if err != nil {
		return nil, err
	}
	said, err := attribute.New()
	if err != nil {
		return nil, err
	}
	raw, err := nlp.NewPipeline(Version, language{}, tokenize.Stage{}, quote.Stage{}, run, chains, said)
	if err != nil {
		return nil, err
	}
	tokens, err := nlp.NewPipeline(Version, given{}, quote.Stage{}, run, chains, said)
	if err != nil {
		return nil, err
	}
	return &English{raw, tokens}, nil
}

// Pipeline is the whole pipeline, from text.
func (e *English) Pipeline() *nlp.Pipeline { return e.raw }

// Annotate sets the layers of doc from its text alone. A text in another
// language is refused with an error of kind fault.Input, and one that is not
// UTF-8 likewise.
func (e *English) Annotate(doc *text.Document) error { return e.raw.Annotate(doc) }

// AnnotateTokens keeps the tokens, multiword tokens and sentences of doc and
// sets the layers above them.
func (e *English) AnnotateTokens(doc *text.Document) error { return e.tokens.Annotate(doc) }

// AnnotateAll annotates documents with as many workers as Go runs threads
// (GOMAXPROCS). Each document is annotated as by Annotate, whatever becomes of
// the others; the errors are joined in the order of docs.
func (e *English) AnnotateAll(docs []*text.Document) error {
	errs := make([]error, len(docs))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(docs)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(docs); i = int(next.Add(1)) - 1 {
				errs[i] = e.Annotate(docs[i])
			}
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}
