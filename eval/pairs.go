package eval

import (
	"math"
	"sort"
)

// ScoredPair is a pair of texts with the system's score and the judgement: 0 or
// 1 for pairs that are the same or not, a grade for similarity.
type ScoredPair struct{ Score, Gold float64 }

// AveragePrecision is the mean, over the pairs judged 1, of the precision at
// their rank by score; 0 to 1. Pairs of one score keep their order.
func AveragePrecision(pairs []ScoredPair) float64 {
	ranked := byScore(pairs)
	hits, sum := 0, 0.0
	for i, p := range ranked {
		if p.Gold > 0 {
			hits++
			sum += float64(hits) / float64(i+1)
		}
	}
	if hits == 0 {
		return 0
	}
	return sum / float64(hits)
}

// BestThreshold is the score above which pairs count as the same so that most
// of them are judged right.
func BestThreshold(pairs []ScoredPair) float64 {
	ranked := byScore(pairs)
	right := 0
	for _, p := range ranked {
		if p.Gold == 0 {
			right++
		}
	}
	best, at := right, math.Inf(1)
	for i, p := range ranked {
		if p.Gold > 0 {
			right++
		} else {
			right--
		}
		last := i+1 == len(ranked)
		if right > best && (last || ranked[i+1].Score < p.Score) {
			best, at = right, p.Score-1e-9
			if !last {
				at = (p.Score + ranked[i+1].Score) / 2
			}
		}
	}
	return at
}

// AccuracyAt is the share of pairs that are right if those above the threshold
// count as the same; 0 to 1.
func AccuracyAt(pairs []ScoredPair, threshold float64) float64 {
	if len(pairs) == 0 {
		return 0
	}
	right := 0
	for _, p := range pairs {
		if (p.Score > threshold) == (p.Gold > 0) {
			right++
		}
	}
	return float64(right) / float64(len(pairs))
}

// Pearson is the correlation of score and grade, -1 to 1; 0 if either never
// varies.
func Pearson(pairs []ScoredPair) float64 {
	n := float64(len(pairs))
	var mx, my float64
	for _, p := range pairs {
		mx, my = mx+p.Score/n, my+p.Gold/n
	}
	var xy, xx, yy float64
	for _, p := range pairs {
		x, y := p.Score-mx, p.Gold-my
		xy, xx, yy = xy+x*y, xx+x*x, yy+y*y
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return xy / math.Sqrt(xx*yy)
}

func byScore(pairs []ScoredPair) []ScoredPair {
	out := append([]ScoredPair(nil), pairs...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Score > out[j].Score })
	return out
}
