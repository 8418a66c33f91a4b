package nn

import "testing"

func TestMean(t *testing.T) {
	numbers := [][]float32{{1, 2}, {3}}
	var m Mean
	m.Put(numbers)
	if numbers[0][0] != 1 {
		t.Error("a mean of nothing changes numbers")
	}
	m.Add(numbers)
	m.Add([][]float32{{3, 4}, {7}})
	m.Put(numbers)
	if numbers[0][0] != 2 || numbers[0][1] != 3 || numbers[1][0] != 5 {
		t.Errorf("%v, want [[2 3] [5]]", numbers)
	}
}
