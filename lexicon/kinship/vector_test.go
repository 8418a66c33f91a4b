package kinship

import (
	"math"
	"testing"

	"synoptic/lexicon/vectors"
)

func near(a, b string) (drawn, plain float64) {
	v, w := Of(a).Vector(), Of(b).Vector()
	for i, x := range v {
		drawn += float64(x) * float64(w[i])
	}
	x, _ := vectors.English().Lookup(a)
	y, _ := vectors.English().Lookup(b)
	return drawn, x.Cosine(y)
}

func TestVectorsAreDrawnToRelatives(t *testing.T) {
	for _, pair := range [][2]string{{"kill", "slay"}, {"buy", "purchase"}, {"attorney", "lawyer"}, {"quit", "resign"}} {
		if drawn, plain := near(pair[0], pair[1]); drawn <= plain || drawn < .75 {
			t.Errorf("%s, %s: %.2f, embedded %.2f", pair[0], pair[1], drawn, plain)
		}
	}
	for _, pair := range [][2]string{{"accept", "reject"}, {"increase", "decrease"}, {"win", "lose"}} {
		if drawn, plain := near(pair[0], pair[1]); drawn > .1 {
			t.Errorf("%s, %s: %.2f, embedded %.2f", pair[0], pair[1], drawn, plain)
		}
	}
	if drawn, plain := near("steel", "window"); drawn > .3 {
		t.Errorf("words that nothing relates: %.2f, embedded %.2f", drawn, plain)
	}
}

func TestVectorLength(t *testing.T) {
	for _, word := range []string{"reservoir", "the", "reject"} {
		v := Of(word).Vector()
		var square float64
		for _, x := range v {
			square += float64(x) * float64(x)
		}
		if len(v) != vectors.Dim || math.Abs(square-1) > 1e-4 {
			t.Errorf("%s: %d numbers, length %v", word, len(v), math.Sqrt(square))
		}
	}
	for _, word := range []string{"", "zzzqq", "pull_out"} {
		if v := Of(word).Vector(); v != nil {
			t.Errorf("%q has a vector", word)
		}
	}
}
