package eval

import "math"

// cell is one entry above zero of a sparse matrix of similarities.
type cell struct {
	row, col int
	value    float64
}

// assign is the largest sum of values that a one-to-one assignment of rows to
// columns reaches. The cells fall into connected parts; each is solved by
// itself.
func assign(cells []cell) float64 {
	sum := 0.0
	for _, part := range components(cells) {
		rows, cols := number(part, func(c cell) int { return c.row }), number(part, func(c cell) int { return c.col })
		n := max(len(rows), len(cols))
		cost := make([][]float64, n)
		for i := range cost {
			cost[i] = make([]float64, n)
		}
		for _, c := range part {
			cost[rows[c.row]][cols[c.col]] = -c.value
		}
		sum -= hungarian(cost)
	}
	return sum
}

// number gives the keys of cells consecutive numbers in order of appearance.
func number(cells []cell, key func(cell) int) map[int]int {
	m := map[int]int{}
	for _, c := range cells {
		if _, ok := m[key(c)]; !ok {
			m[key(c)] = len(m)
		}
	}
	return m
}

// components divides cells into those connected by a row or a column.
func components(cells []cell) [][]cell {
	root := make([]int, len(cells))
	var find func(int) int //nolint:staticcheck // it calls itself
	find = func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	rows, cols := map[int]int{}, map[int]int{}
	for i, c := range cells {
		root[i] = i
		if j, ok := rows[c.row]; ok {
			root[find(i)] = find(j)
		}
		if j, ok := cols[c.col]; ok {
			root[find(i)] = find(j)
		}
		rows[c.row], cols[c.col] = i, i
	}
	at := map[int]int{}
	var parts [][]cell
	for i, c := range cells {
		r := find(i)
		k, ok := at[r]
		if !ok {
			k = len(parts)
			at[r] = k
			parts = append(parts, nil)
		}
		parts[k] = append(parts[k], c)
	}
	return parts
}

// hungarian is the least cost of an assignment in a square matrix: Kuhn, Naval
// Research Logistics 1955, in the form with potentials, O(n³).
func hungarian(cost [][]float64) float64 {
	n := len(cost)
	u, v := make([]float64, n+1), make([]float64, n+1)
	match, way := make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		match[0] = i
		j0 := 0
		least := make([]float64, n+1)
		used := make([]bool, n+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		for match[j0] != 0 {
			used[j0] = true
			j1, delta := 0, math.Inf(1)
			for j := 1; j <= n; j++ {
				if used[j] {
					continue
				}
				if c := cost[match[j0]-1][j-1] - u[match[j0]] - v[j]; c < least[j] {
					least[j], way[j] = c, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[match[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			j0 = j1
		}
		for j0 != 0 {
			match[j0] = match[way[j0]]
			j0 = way[j0]
		}
	}
	sum := 0.0
	for j := 1; j <= n; j++ {
		sum += cost[match[j]-1][j-1]
	}
	return sum
}
