package eval

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sort"
)

//go:embed floors.json
var floorsFile []byte

// Floor is the least that the product must reach on one corpus.
type Floor struct {
	Digest string             `json:"digest,omitempty"` // Table.Digest of the corpus that the figures belong to; "" for what lies in this repository
	Least  map[string]float64 `json:"least"`            // by Row.Measure
}

// Floors are the floors by suite and corpus, "conllu EWT". They only rise.
func Floors() (map[string]Floor, error) {
	floors := map[string]Floor{}
	if err := json.Unmarshal(floorsFile, &floors); err != nil {
		return nil, fmt.Errorf("floors.json: %w", err)
	}
	return floors, nil
}

// Below names the measures of t that are under their floor, in order. A table of
// another corpus, or of another edition of it, has no floors.
func (f Floor) Below(t Table) []string {
	if f.Digest != "" && f.Digest != t.Digest {
		return nil
	}
	var out []string
	for _, r := range t.Rows {
		if least, ok := f.Least[r.Measure]; ok && r.Value < least {
			out = append(out, fmt.Sprintf("%s on %s: %s %.2f is below its floor %.2f", t.Suite, t.Corpus, r.Measure, r.Value, least))
		}
	}
	sort.Strings(out)
	return out
}
