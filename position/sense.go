package position

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"

	"synoptic/lexicon/vectors"
)

// sense.model holds what fitSense learned.
//
//go:embed sense.model
var embeddedSense string

var senseModel = sync.OnceValue(func() *senses {
	s, err := parseSense(embeddedSense)
	if err != nil {
		panic("the embedded sense of words is damaged: " + err.Error())
	}
	return s
})

// What is seen of a word that tells how much it weighs: its vector, then these.
const (
	wKind   = vectors.Dim + iota // one place for each kind, then for actors and states
	wShare  = wKind + 5          // in how many passages of the actor it stands
	wRare   = wShare + 1         // how rare it is in English
	nWeighs = wRare + 1
)

// senses is how the words of a passage make its sense, learned from passages that are on one
// matter and such that are not: how much each word weighs in the mean of the vectors and where words
// meet, and a map of vectors by which what tells matters apart is far apart.
type senses struct {
	means, tells [nWeighs]float64
	turn         [vectors.Dim][vectors.Dim]float64
	odds         [nJudged]float64 // of two passages by this alone
}

// What odds weighs.
const (
	jSense = iota
	jTold
	jBias
	jSameText
	jSameEvent
	nJudged
)

// plainSense is a sense that nothing was learned for yet.
func plainSense() *senses {
	s := &senses{odds: [nJudged]float64{4, 4, -3, -1, 0}}
	for i := range s.turn {
		s.turn[i][i] = 1
	}
	return s
}

// mostWeight bounds the logarithm of what a word weighs.
const mostWeight = 3

// weigh is what a word weighs.
func weigh(by *[nWeighs]float64, w *weighed) float64 {
	x := by[w.kind] + by[wShare]*w.share + by[wRare]*w.rare
	if w.known {
		for k, v := range w.vector {
			x += by[k] * v
		}
	}
	return math.Exp(max(-mostWeight, min(mostWeight, x)))
}

// weighed is what is seen of a word to weigh it.
type weighed struct {
	known       bool
	vector      [vectors.Dim]float64 // of length one
	length      float64
	kind        int
	share, rare float64
}

var kindPlace = map[byte]int{name: wKind, noun: wKind + 1, verb: wKind + 2, quality: wKind + 3}

// seenOf is what is seen of a word of the vocabulary.
func (v *vocabulary) seenOf(id int32) *weighed {
	w := &weighed{kind: kindPlace[v.kind[id]], share: math.Log(float64(v.places[id])/float64(max(1, v.passages)))/3 + 1, rare: math.Log(float64(v.weight[id])+.05) + 1}
	if c := v.key[id][0]; c == '@' || c == '#' {
		w.kind = wKind + 4
	}
	if x := v.vector[id]; x != nil {
		w.known, w.length = true, float64(v.length[id])
		for k := range w.vector {
			w.vector[k] = float64(x[k])
		}
	}
	return w
}

// turned maps a mean of vectors.
func (s *senses) turned(x *[vectors.Dim]float32) {
	var out [vectors.Dim]float32
	for i := range out {
		for k, w := range s.turn[i] {
			out[i] += float32(w) * x[k]
		}
	}
	*x = out
}

// String writes it as parseSense reads it.
func (s *senses) String() string {
	var b strings.Builder
	line := func(kind string, xs []float64) {
		b.WriteString(kind)
		for _, x := range xs {
			fmt.Fprintf(&b, " %.4g", x)
		}
		b.WriteByte('\n')
	}
	line("means", s.means[:])
	line("tells", s.tells[:])
	line("odds", s.odds[:])
	for i := range s.turn {
		line("turn", s.turn[i][:])
	}
	return b.String()
}

func parseSense(source string) (*senses, error) {
	s, turns := &senses{}, 0
	for line := range strings.Lines(source) {
		kind, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		var into []float64
		switch {
		case kind == "means":
			into = s.means[:]
		case kind == "tells":
			into = s.tells[:]
		case kind == "odds":
			into = s.odds[:]
		case kind == "turn" && turns < len(s.turn):
			into, turns = s.turn[turns][:], turns+1
		default:
			return nil, fmt.Errorf("a line of kind %q", kind)
		}
		var at []any
		for i := range into {
			at = append(at, &into[i])
		}
		if n, err := fmt.Sscan(rest, at...); err != nil {
			return nil, fmt.Errorf("a line of kind %q has %d values of %d: %w", kind, n, len(into), err)
		}
	}
	if turns != len(s.turn) {
		return nil, fmt.Errorf("%d rows of a map of %d", turns, len(s.turn))
	}
	return s, nil
}
