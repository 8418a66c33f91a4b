package parse

import (
	"math"

	"synoptic/learn/nn"
)

// trees searches best trees; it is the memory of one goroutine. Node 0 is the
// root, node i+1 token i, throughout.
type trees struct {
	heads []int
	state []int8
}

var never = float32(math.Inf(-1))

// best returns the head of each token in the tree with one root token whose
// scores sum highest: scores[i][j] is that of node j as head of token i. The
// result is valid until the next call. It overwrites scores.
func (t *trees) best(scores nn.Matrix) []int {
	n := scores.Rows
	t.heads = t.heads[:0]
	for i := 0; i < n; i++ {
		scores.Row(i)[i+1] = never
		t.heads = append(t.heads, nn.ArgMax(scores.Row(i)))
	}
	if t.isTree() {
		return t.heads
	}
	return t.search(scores)
}

// isTree reports whether heads form a tree with one root token.
func (t *trees) isTree() bool {
	roots := 0
	t.state = append(t.state[:0], make([]int8, len(t.heads)+1)...)
	t.state[0] = 2
	for i, h := range t.heads {
		if h == 0 {
			roots++
		}
		u := i + 1
		for t.state[u] == 0 {
			t.state[u] = 1
			u = t.heads[u-1]
		}
		if t.state[u] == 1 {
			return false
		}
		for u = i + 1; t.state[u] == 1; u = t.heads[u-1] {
			t.state[u] = 2
		}
	}
	return roots == 1
}

// rootPenalty is more than any two trees differ by: with it on every arc of the
// root, the best tree has one root token (Stanojević & Cohen, "A root of a
// problem", EMNLP 2021, discuss the ways).
const rootPenalty = 1e6

func (t *trees) search(scores nn.Matrix) []int {
	n := scores.Rows
	weights := make([][]float64, n+1)
	for v := range weights {
		weights[v] = make([]float64, n+1)
		for u := range weights[v] {
			weights[v][u] = math.Inf(-1)
			if v > 0 && u != v {
				weights[v][u] = float64(scores.Row(v - 1)[u])
			}
		}
		weights[v][0] -= rootPenalty
	}
	t.heads = append(t.heads[:0], arborescence(weights)[1:]...)
	return t.heads
}

// arborescence returns the heads of the best tree rooted in node 0 (Chu & Liu,
// Edmonds), in cubic time at worst, where
// weights[v][u] is the weight of u as head of v.
func arborescence(weights [][]float64) []int {
	n := len(weights)
	heads := make([]int, n)
	for v := 1; v < n; v++ {
		for u := 1; u < n; u++ {
			if u != v && weights[v][u] > weights[v][heads[v]] {
				heads[v] = u
			}
		}
	}
	heads[0] = -1
	ring := cycle(heads)
	if ring == nil {
		return heads
	}
	return contracted(weights, heads, ring)
}

// contracted makes one node of a cycle, solves the smaller problem and opens
// the cycle where the solution enters it.
func contracted(weights [][]float64, heads, ring []int) []int {
	n := len(weights)
	inRing := make([]bool, n)
	for _, v := range ring {
		inRing[v] = true
	}
	var outside []int // the nodes of the smaller problem; the cycle is its last
	for v := 0; v < n; v++ {
		if !inRing[v] {
			outside = append(outside, v)
		}
	}
	m := len(outside)
	small := make([][]float64, m+1)
	leave := make([]int, m+1) // which node of the cycle heads outside[i]
	enter := make([]int, m+1) // which node of the cycle outside[i] heads
	for i := range small {
		small[i] = make([]float64, m+1)
	}
	for i, v := range outside {
		for j, u := range outside {
			small[i][j] = weights[v][u]
		}
		leave[i], enter[i] = ring[0], ring[0]
		for _, r := range ring[1:] {
			if weights[v][r] > weights[v][leave[i]] {
				leave[i] = r
			}
			if gain(weights, heads, r, v) > gain(weights, heads, enter[i], v) {
				enter[i] = r
			}
		}
		small[i][m] = weights[v][leave[i]]
		small[m][i] = gain(weights, heads, enter[i], v)
	}
	small[m][m] = math.Inf(-1)
	solved := arborescence(small)
	for i, v := range outside {
		switch h := solved[i]; {
		case v == 0:
		case h == m:
			heads[v] = leave[i]
		default:
			heads[v] = outside[h]
		}
	}
	from := solved[m]
	heads[enter[from]] = outside[from]
	return heads
}

// gain is what it costs to let u instead of its head in the cycle head v.
func gain(weights [][]float64, heads []int, v, u int) float64 {
	return weights[v][u] - weights[v][heads[v]]
}

// cycle returns the nodes of one cycle, nil if there is none.
func cycle(heads []int) []int {
	seen := make([]int, len(heads))
	for v := 1; v < len(heads); v++ {
		u := v
		for u > 0 && seen[u] == 0 {
			seen[u] = v
			u = heads[u]
		}
		if u > 0 && seen[u] == v {
			ring := []int{u}
			for w := heads[u]; w != u; w = heads[w] {
				ring = append(ring, w)
			}
			return ring
		}
	}
	return nil
}
