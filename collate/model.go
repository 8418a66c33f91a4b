package collate

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"synoptic/learn"
)

// pair.model holds what Fit learned.
//
//go:embed pair.model
var embeddedModel string

var weights = sync.OnceValue(func() *model {
	m, err := parseModel(embeddedModel)
	if err != nil {
		panic("the embedded pair scorer is damaged: " + err.Error())
	}
	return m
})

// model is the pair scorer: the matcher of words, how likely two sentences are to
// carry a claim in common, alone and among all others, and how likely two of their
// units are to carry it.
type model struct {
	matcher  matcher
	sentence *learn.Model
	graph    *learn.Model
	where    *learn.Model
}

// String writes the model as parseModel reads it.
func (m *model) String() string {
	var b strings.Builder
	b.WriteString("matcher")
	for _, w := range m.matcher.theta {
		fmt.Fprintf(&b, " %.4g", w)
	}
	return b.String() + "\n" + partMark + m.sentence.String() + partMark + m.graph.String() + partMark + m.where.String()
}

// partMark stands between the parts of a model.
const partMark = "==\n"

func parseModel(source string) (*model, error) {
	parts := strings.Split(source, partMark)
	if len(parts) != 4 {
		return nil, fmt.Errorf("%d parts of 4", len(parts))
	}
	m := &model{matcher: matcher{make([]float32, thetas)}}
	values := strings.Fields(parts[0])
	if len(values) != 1+thetas || values[0] != "matcher" {
		return nil, fmt.Errorf("a matcher of %d numbers, not %d", len(values)-1, thetas)
	}
	for i := range m.matcher.theta {
		v, err := strconv.ParseFloat(values[1+i], 32)
		if err != nil {
			return nil, fmt.Errorf("read the matcher: %w", err)
		}
		m.matcher.theta[i] = float32(v)
	}
	var err error
	if m.sentence, err = learn.Parse(parts[1], nLook); err != nil {
		return nil, fmt.Errorf("read the scorer of sentences: %w", err)
	}
	if m.graph, err = learn.Parse(parts[2], nGraph); err != nil {
		return nil, fmt.Errorf("read the scorer of the graph: %w", err)
	}
	if m.where, err = learn.Parse(parts[3], nWhere); err != nil {
		return nil, fmt.Errorf("read the scorer of units: %w", err)
	}
	return m, nil
}
