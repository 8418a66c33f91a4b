// Package eval scores annotations and comparisons against gold. Scorers take
// predictions and gold as values; reading corpora and running the product on
// them is done by those who compose both.
package eval

import (
	"fmt"
	"strings"
)

// Table is the outcome of one suite on one corpus.
type Table struct {
	Suite  string `json:"suite"`
	Corpus string `json:"corpus"` // name of the data set
	Digest string `json:"digest"` // SHA-256 over the gold files that were read, hexadecimal
	Rows   []Row  `json:"rows"`
}

// Row is one measure.
type Row struct {
	Measure string  `json:"measure"`
	Value   float64 `json:"value"`          // per cent, unless Unit says otherwise
	Unit    string  `json:"unit,omitempty"` // "words/s", "ms"; "" for per cent
	N       int     `json:"n,omitempty"`    // how many gold items it rests on
}

// String lays the table out for a terminal.
func (t Table) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s on %s (sha256 %.12s)\n", t.Suite, t.Corpus, t.Digest)
	width := 0
	for _, r := range t.Rows {
		width = max(width, len(r.Measure))
	}
	for _, r := range t.Rows {
		fmt.Fprintf(&b, "  %-*s %8.2f %s", width, r.Measure, r.Value, r.Unit)
		if r.N > 0 {
			fmt.Fprintf(&b, " (n=%d)", r.N)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
