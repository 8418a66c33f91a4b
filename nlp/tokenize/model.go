package tokenize

import (
	_ "embed"
	"fmt"
	"sync"
)

// buckets is the number of weights; a power of two.
const buckets = 1 << 16

// model is a linear model over hashed features.
type model struct {
	weights []int8
}

// ends reports whether the features speak for the end of a sentence by more than
// margin.
func (m *model) ends(keys []uint32, margin int32) bool {
	sum := int32(0)
	for _, k := range keys {
		sum += int32(m.weights[k])
	}
	return sum > margin
}

//go:embed boundary.bin
var boundaryBin []byte

// embedded is the shipped model.
var embedded = sync.OnceValue(func() *model {
	m, err := load(boundaryBin)
	if err != nil {
		panic(err) // the binary was built wrong; a test loads it
	}
	return m
})

// load reads the file format: one signed byte a bucket.
func load(b []byte) (*model, error) {
	if len(b) != buckets {
		return nil, fmt.Errorf("sentence boundaries: %d weights, not %d", len(b), buckets)
	}
	w := make([]int8, buckets)
	for i, x := range b {
		w[i] = int8(x)
	}
	return &model{w}, nil
}
