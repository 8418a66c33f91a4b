package encoder

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"synoptic/learn/nn"
)

func TestShape(t *testing.T) {
	for form, want := range map[string]string{
		"Minister": "Xxxx", "U.S.": "X.X.", "1,250": "d,ddd", "al-Tarvo": "xx-Xxxx", "": "", "£5m": "£dx",
	} {
		if got := shape(form); got != want {
			t.Errorf("shape(%q) = %q, want %q", form, got, want)
		}
	}
}

func TestCuts(t *testing.T) {
	if got := cuts("añb"); !slices.Equal(got, []int{0, 1, 3, 4}) {
		t.Errorf("cuts %v", got)
	}
	long := strings.Repeat("ab", 1000)
	if got := cuts(long); len(got) != longestPart+1 || got[len(got)-1] != len(long) {
		t.Errorf("cuts of a long word: %d", len(got))
	}
}

// A static vector is found by the spelling that the vectors' corpus used.
func TestWordFindsItsVector(t *testing.T) {
	vectors := func(lower string) ([]int8, float32, bool) {
		switch lower {
		case "minister", `"`, "not", "mr", "o'brien":
			return []int8{1}, 1, true
		}
		return nil, 0, false
	}
	var w nn.Weights
	e := New(&w, Shape{Static: 1, FormRows: 8, FormDim: 8, PartRows: 8, PartDim: 8, Width: 32, Layers: 1}, vectors)
	for form, known := range map[string]bool{
		"Minister": true, "“": true, "n’t": true, "Mr.": true, "ex-minister": true, "O’Brien": true, "Zelmora": false, "-": false, "1984": false,
	} {
		if got := e.Word(form); got.Known != known {
			t.Errorf("%q known: %v", form, got.Known)
		}
	}
	if a, b := e.Word("1984"), e.Word("2026"); !slices.Equal(a.Forms, b.Forms) {
		t.Error("numbers of one length differ as forms")
	}
}

func small() *Encoder {
	var w nn.Weights
	e := New(&w, Shape{Static: 1, FormRows: 64, FormDim: 16, PartRows: 64, PartDim: 16, Width: 32, Layers: 2}, nil)
	e.Init(rand.New(rand.NewPCG(1, 2)))
	for _, l := range e.Linears() {
		l.Quantise()
	}
	return e
}

// A sentence's rows do not depend on the sentences beside it, nor on what the
// workspace saw before.
func TestEncodingIsOfTheSentenceAlone(t *testing.T) {
	e := small()
	a, b := []string{"Talks", "failed", "."}, []string{"The", "minister", "resigned", "."}
	var ws Workspace
	both := e.Encode(&ws, append(slices.Clone(a), b...), []int{3, 7})
	var alone Workspace
	second := e.Encode(&alone, b, []int{4})
	for i := range b {
		if !slices.Equal(both.Row(3+i), second.Row(i)) {
			t.Fatalf("row %d differs", i)
		}
	}
	for i := range 3 * rememberedForms / Batch {
		var forms []string
		for j := range Batch {
			forms = append(forms, fmt.Sprint("w", i, "x", j))
		}
		alone.Reset()
		e.Encode(&alone, forms, []int{Batch})
	}
	alone.Reset()
	again := e.Encode(&alone, b, []int{4})
	for i := range b {
		if !slices.Equal(both.Row(3+i), again.Row(i)) {
			t.Fatalf("row %d differs after other forms", i)
		}
	}
}

// The pass of training without dropout is the pass of use, but for the
// rounding of the integers.
func TestTrainingAndUseAgree(t *testing.T) {
	e := small()
	forms := []string{"Talks", "failed", ",", "she", "said", "."}
	var ws Workspace
	used := e.Encode(&ws, forms, []int{6})
	for _, l := range e.Linears() {
		l.Pack()
	}
	var words []*Word
	for _, f := range forms {
		words = append(words, e.Word(f))
	}
	var tape Tape
	trained := e.Forward(&tape, words, []int{6}, rand.New(rand.NewPCG(1, 1)), Dropout{})
	for i := range forms {
		for j, x := range trained.Row(i) {
			if d := x - used.Row(i)[j]; d > 0.01 || d < -0.01 {
				t.Fatalf("row %d column %d: %v in training, %v in use", i, j, x, used.Row(i)[j])
			}
		}
	}
}
