package attribute

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// model is a logistic regression over named features, with a calibration from
// its score to the share of candidates that are right.
type model struct {
	weights map[string]float64
	// scale and shift turn the score into a calibrated one (Platt, Advances in
	// Large Margin Classifiers, 1999).
	scale, shift float64
}

//go:embed weights.tsv
var weightsFile string

var shippedModel = sync.OnceValues(func() (*model, error) { return readModel(strings.NewReader(weightsFile)) })

// score is the probability that a candidate with these features is an
// attribution, 0 to 1.
func (m *model) score(features []string) float64 {
	z := 0.0
	for _, f := range features {
		z += m.weights[f]
	}
	return logistic(m.scale*z + m.shift)
}

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// How sure the decision is, spread over texts unlike those of the training data:
// fitted by Platt's method on what each of the two training corpora gets from
// weights of the other.
const (
	foreignScale = 0.766
	foreignShift = -0.257
)

// confidence is the share of attributions with probability p that are right in
// texts of another make than the training data.
func confidence(p float64) float32 {
	p = min(max(p, 1e-6), 1-1e-6)
	return float32(logistic(foreignScale*math.Log(p/(1-p)) + foreignShift))
}

// readModel reads lines of feature, tab, weight. The features "@scale" and
// "@shift" are the calibration.
func readModel(r io.Reader) (*model, error) {
	m := &model{weights: map[string]float64{}, scale: 1}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		w, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil, fmt.Errorf("attribution weights, line %d: %w", n, err)
		}
		switch name {
		case "@scale":
			m.scale = w
		case "@shift":
			m.shift = w
		default:
			m.weights[name] = w
		}
	}
	return m, lines.Err()
}

// write writes the model in the form that readModel reads, features sorted,
// without weights that round to nothing.
func (m *model) write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "@scale\t%.4f\n@shift\t%.4f\n", m.scale, m.shift)
	names := make([]string, 0, len(m.weights))
	for f := range m.weights {
		names = append(names, f)
	}
	sort.Strings(names)
	for _, f := range names {
		if math.Abs(m.weights[f]) >= 0.005 {
			fmt.Fprintf(b, "%s\t%.3f\n", f, m.weights[f])
		}
	}
	return b.Flush()
}
