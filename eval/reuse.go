package eval

import "synoptic/news"

// TextPair is a pair of texts with the part of the shorter one's word
// five-grams that the longer one holds.
type TextPair struct {
	A, B        string
	Containment float64 // 0 to 1
}

// key is the same for both orders of a pair.
func (p TextPair) key() [2]string { return [2]string{min(p.A, p.B), max(p.A, p.B)} }

// ScoreReuse measures copies against all pairs of a collection that share text:
// the recall of pairs with containment 0.8 and more and 0.3 and more, and the
// precision of the pairs shown, right being a pair of 0.3 and more. A pair that
// is shown twice, in either direction, counts once.
func ScoreReuse(copies []news.Copy, gold []TextPair) []Row {
	shown := make(map[[2]string]bool, len(copies))
	for _, c := range copies {
		shown[TextPair{A: c.Article, B: c.Of}.key()] = true
	}
	var reprint, partial, foundReprint, foundPartial int
	for _, p := range gold {
		found := shown[p.key()]
		if p.Containment >= 0.3 {
			partial++
			foundPartial += count(found)
		}
		if p.Containment >= 0.8 {
			reprint++
			foundReprint += count(found)
		}
	}
	return []Row{
		{Measure: "recall of pairs, containment 0.8 and more", Value: percent(foundReprint, reprint), N: reprint},
		{Measure: "recall of pairs, containment 0.3 and more", Value: percent(foundPartial, partial), N: partial},
		{Measure: "precision of pairs shown", Value: percent(foundPartial, len(shown)), N: len(shown)},
	}
}

// ScorePairs measures the pairs shown against the pairs that are right, in
// either direction: precision, recall, F1.
func ScorePairs(shown, gold [][2]string) []Row {
	is := make(map[[2]string]bool, len(gold))
	for _, g := range gold {
		is[TextPair{A: g[0], B: g[1]}.key()] = true
	}
	right, seen := 0, make(map[[2]string]bool, len(shown))
	for _, s := range shown {
		k := TextPair{A: s[0], B: s[1]}.key()
		right += count(is[k] && !seen[k])
		seen[k] = true
	}
	p, r := percent(right, len(seen)), percent(right, len(is))
	return []Row{
		{Measure: "pairs, precision", Value: p, N: len(seen)},
		{Measure: "pairs, recall", Value: r, N: len(is)},
		{Measure: "pairs, F1", Value: harmonic(p, r), N: len(is)},
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// percent is 100·n/of; 100 of nothing, as nothing was missed.
func percent(n, of int) float64 {
	if of == 0 {
		return 100
	}
	return 100 * float64(n) / float64(of)
}

// harmonic is the F1 of precision and recall.
func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}
