package en

import (
	"encoding/json"
	"fmt"

	"synoptic/learn/nn"
	"synoptic/lexicon/vectors"
	"synoptic/nlp/encoder"
	"synoptic/nlp/ner"
	"synoptic/nlp/parse"
	"synoptic/nlp/tag"
)

// Model is the encoder with its three heads and their weights: what
// synoptic-train makes and English runs.
type Model struct {
	Header  Header
	Weights nn.Weights
	Encoder *encoder.Encoder
	Tag     *tag.Head
	Parse   *parse.Head
	NER     *ner.Head
}

// Header says what the weights mean; it stands in their file.
type Header struct {
	Version   string // of the weights
	Shape     encoder.Shape
	Classes   []tag.Class
	Relations []string
}

// NewModel makes a model with weights of zero.
func NewModel(h Header) *Model {
	m := &Model{Header: h}
	m.Encoder = encoder.New(&m.Weights, h.Shape, lookup(vectors.English()))
	m.Tag = tag.New(&m.Weights, h.Shape.Width, h.Classes)
	m.Parse = parse.New(&m.Weights, h.Shape.Width, h.Relations)
	m.NER = ner.New(&m.Weights, h.Shape.Width)
	return m
}

func lookup(t vectors.Table) encoder.Vectors {
	return func(lower string) ([]int8, float32, bool) {
		v, ok := t.Lookup(lower)
		return v.Q, v.Scale, ok
	}
}

// ReadModel reads a weights file.
func ReadModel(data []byte) (*Model, error) {
	header, err := nn.Header(data)
	if err != nil {
		return nil, err
	}
	var h Header
	if err := json.Unmarshal(header, &h); err != nil {
		return nil, fmt.Errorf("read model: header: %w", err)
	}
	m := NewModel(h)
	if err := m.Weights.Decode(data); err != nil {
		return nil, fmt.Errorf("read model %s: %w", h.Version, err)
	}
	m.Quantise()
	return m, nil
}

// Encode writes the weights file.
func (m *Model) Encode() ([]byte, error) {
	header, err := json.Marshal(m.Header)
	if err != nil {
		return nil, err
	}
	return m.Weights.Encode(header), nil
}

// Linears are all affine layers.
func (m *Model) Linears() []*nn.Linear {
	ls := m.Encoder.Linears()
	ls = append(ls, m.Tag.Linears()...)
	ls = append(ls, m.Parse.Linears()...)
	return append(ls, m.NER.Linears()...)
}

// Quantise lays the weights out for Run; it must be called when they have
// changed.
func (m *Model) Quantise() {
	for _, l := range m.Linears() {
		l.Quantise()
	}
}

// Workspace is the memory of one goroutine that runs a model.
type Workspace struct {
	encoder.Workspace
	parser parse.Parser

	// What Run found, by token: valid until the next Run.
	Classes []int
	Arcs    []parse.Arc
	Names   []ner.Name
}

// Run tags, parses and finds names in sentences of together at most
// encoder.Batch tokens; ends are the indexes after each sentence.
func (m *Model) Run(ws *Workspace, forms []string, ends []int) {
	ws.Reset()
	x := m.Encoder.Encode(&ws.Workspace, forms, ends)
	ws.Classes = m.Tag.Tag(&ws.Arena, x, ws.Classes[:0])
	ws.Arcs = m.Parse.Parse(&ws.Arena, &ws.parser, x, forms, ends, ws.Arcs[:0])
	ws.Names = m.NER.Find(&ws.Arena, x, ends, ws.Names[:0])
}
