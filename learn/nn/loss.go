package nn

import "math"

// Softmax turns scores into probabilities, in place.
func Softmax(row []float32) {
	top := row[0]
	for _, x := range row {
		top = max(top, x)
	}
	var sum float32
	for i, x := range row {
		row[i] = Exp(x - top)
		sum += row[i]
	}
	for i := range row {
		row[i] /= sum
	}
}

// Loss is the cross entropy of a softmax over scores with the target; it
// replaces the scores by its derivative times weight.
func Loss(scores []float32, target int, weight float32) float64 {
	Softmax(scores)
	loss := -math.Log(float64(scores[target]) + 1e-12)
	scores[target]--
	for i := range scores {
		scores[i] *= weight
	}
	return loss * float64(weight)
}

// LossAmong is Loss where any of the targets whose bit is set in allowed will
// do: minus the logarithm of their joint probability. At most 64 scores.
func LossAmong(scores []float32, allowed uint64, weight float32) float64 {
	Softmax(scores)
	var good float32
	for i, p := range scores {
		if allowed>>i&1 == 1 {
			good += p
		}
	}
	good = max(good, 1e-12)
	for i, p := range scores {
		if allowed>>i&1 == 1 {
			p -= p / good
		}
		scores[i] = weight * p
	}
	return -math.Log(float64(good)) * float64(weight)
}

// ArgMax is the index of the largest number, the first of equals.
func ArgMax(row []float32) int {
	best := 0
	for i, x := range row {
		if x > row[best] {
			best = i
		}
	}
	return best
}
