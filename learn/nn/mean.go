package nn

// Mean gathers numbers over steps of learning. The zero Mean is empty.
type Mean struct {
	sums  [][]float64
	steps float64
}

// Add takes the numbers of one step; every step has as many.
func (m *Mean) Add(parts [][]float32) {
	m.steps++
	for k, part := range parts {
		if k == len(m.sums) {
			m.sums = append(m.sums, make([]float64, len(part)))
		}
		for i, x := range part {
			m.sums[k][i] += float64(x)
		}
	}
}

// Put sets the numbers to their mean over the steps.
func (m *Mean) Put(parts [][]float32) {
	for k, sums := range m.sums {
		for i, x := range sums {
			parts[k][i] = float32(x / m.steps)
		}
	}
}
