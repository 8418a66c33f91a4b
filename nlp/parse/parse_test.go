package parse

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"synoptic/learn/nn"
)

// exhaustive is the highest sum of any tree with one root token.
func exhaustive(scores nn.Matrix) float64 {
	n := scores.Rows
	t := trees{heads: make([]int, n)}
	best := math.Inf(-1)
	var try func(i int, sum float64)
	try = func(i int, sum float64) {
		if i == n {
			if sum > best && t.isTree() {
				best = sum
			}
			return
		}
		for h := range n + 1 {
			if h != i+1 {
				t.heads[i] = h
				try(i+1, sum+float64(scores.Row(i)[h]))
			}
		}
	}
	try(0, 0)
	return best
}

func TestBestTreeIsTheBestOfAll(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var finder trees
	for range 400 {
		n := 1 + r.IntN(6)
		scores := nn.NewMatrix(n, n+1)
		for i := range n {
			for j := range scores.Row(i) {
				scores.Row(i)[j] = float32(r.NormFloat64() * 3)
			}
		}
		given := nn.NewMatrix(n, n+1)
		copy(given.Data, scores.Data)
		heads := finder.best(scores)
		if !(&trees{heads: slices.Clone(heads)}).isTree() {
			t.Fatalf("%v is no tree", heads)
		}
		var sum float64
		for i, h := range heads {
			sum += float64(given.Row(i)[h])
		}
		if want := exhaustive(given); math.Abs(sum-want) > 1e-3 {
			t.Fatalf("tree %v has %.3f, the best %.3f", heads, sum, want)
		}
	}
}

func TestLongSentenceOfEqualScores(t *testing.T) {
	const n = 256
	var finder trees
	heads := slices.Clone(finder.best(nn.NewMatrix(n, n+1)))
	if !(&trees{heads: heads}).isTree() {
		t.Error("no tree")
	}
}

// In the notation of the cases a word is FORM>HEAD, with the head's place in the
// sentence from 1, 0 the root; a mark is FORM>WRONG>RIGHT.
func TestPunctuation(t *testing.T) {
	for _, c := range []string{
		"Talks>2 failed>0 .>1>2",
		"Talks>2 failed>0 ,>1>5 she>5 said>2 .>5>2",
		"Lorne>6 ,>6>4 the>4 minister>1 ,>4>1 resigned>0 .>4>6",
		"“>2>4 We>4 must>4 wait>7 ,>7>4 ”>2>4 said>0 Lorne>7 .>8>7",
		"ships>0 (>1>3 sixty>1 )>1>3",
		"bread>0 ,>1>3 salt>1 and>5 oil>1",
		".>0",
		"!>0 ?>1",
		"(>2>2 (>0",
	} {
		var forms []string
		var arcs []Arc
		var want []int
		for _, field := range strings.Fields(c) {
			parts := strings.Split(field, ">")
			head := func(s string) int { return int(s[0]-'0') - 1 }
			mark := 0
			if len(parts) == 3 {
				mark = 1
			}
			forms = append(forms, parts[0])
			arcs = append(arcs, Arc{head(parts[1]), mark})
			want = append(want, head(parts[len(parts)-1]))
		}
		punctuate(arcs, forms, func(a Arc) bool { return a.Relation == 1 })
		for i, a := range arcs {
			if a.Head != want[i] {
				t.Errorf("%s: %s (%d) hangs on %d, want %d", c, forms[i], i+1, a.Head+1, want[i]+1)
			}
		}
	}
}

// Whatever the tree and the marks, a tree comes out.
func TestPunctuationKeepsTheTree(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	marks := []string{"(", ")", `"`, ",", "“", "”", "x"}
	for range 2000 {
		n := 1 + r.IntN(9)
		order := r.Perm(n)
		arcs, forms := make([]Arc, n), make([]string, n)
		for k, i := range order {
			arcs[i] = Arc{Head: -1, Relation: r.IntN(2)}
			if k > 0 {
				arcs[i].Head = order[r.IntN(k)]
			}
			forms[i] = marks[r.IntN(len(marks))]
		}
		punctuate(arcs, forms, func(a Arc) bool { return a.Relation == 1 })
		var heads []int
		for _, a := range arcs {
			heads = append(heads, a.Head+1)
		}
		if !(&trees{heads: heads}).isTree() {
			t.Fatalf("%v %v: no tree any more", forms, arcs)
		}
	}
}
