package eval

import "sort"

// Grouping maps an item to the name of its group.
type Grouping map[string]string

// BCubed is B-cubed precision, recall and F1 in per cent (Bagga and Baldwin,
// LREC 1998 workshop): the mean over items of the part of an item's predicted
// group that belongs with it, and of the part of its gold group that was found.
// Items of gold that predicted lacks count as alone.
type BCubed struct {
	Precision, Recall, F1 float64
	Items                 int
}

// ScoreBCubed sets predicted against gold over the items of gold.
func ScoreBCubed(predicted, gold Grouping) BCubed {
	type cell struct{ predicted, gold string }
	cells := make(map[cell]int)
	sizes, goldSizes := make(map[string]int), make(map[string]int)
	for item, g := range gold {
		p, ok := predicted[item]
		if !ok {
			p = "alone\x00" + item
		}
		cells[cell{p, g}]++
		sizes[p]++
		goldSizes[g]++
	}
	// The sum is taken in a fixed order, so that the last bit does not depend on the map's.
	order := make([]cell, 0, len(cells))
	for c := range cells {
		order = append(order, c)
	}
	sort.Slice(order, func(i, j int) bool {
		if order[i].predicted != order[j].predicted {
			return order[i].predicted < order[j].predicted
		}
		return order[i].gold < order[j].gold
	})
	var p, r float64
	for _, c := range order {
		n := float64(cells[c])
		p += n * n / float64(sizes[c.predicted])
		r += n * n / float64(goldSizes[c.gold])
	}
	if len(gold) == 0 {
		return BCubed{100, 100, 100, 0}
	}
	p, r = 100*p/float64(len(gold)), 100*r/float64(len(gold))
	return BCubed{p, r, harmonic(p, r), len(gold)}
}

// Rows lays the measure out for a table; what names the groups: "events".
func (b BCubed) Rows(what string) []Row {
	return []Row{
		{Measure: what + ", B3 precision", Value: b.Precision, N: b.Items},
		{Measure: what + ", B3 recall", Value: b.Recall, N: b.Items},
		{Measure: what + ", B3 F1", Value: b.F1, N: b.Items},
	}
}

// ExactGroups is how many groups of gold were found with exactly their items,
// in per cent.
func ExactGroups(predicted, gold Grouping) Row {
	members := func(g Grouping) map[string][]string {
		m := make(map[string][]string)
		for item := range gold {
			if name, ok := g[item]; ok {
				m[name] = append(m[name], item)
			}
		}
		for _, items := range m {
			sort.Strings(items)
		}
		return m
	}
	have := make(map[string]bool)
	for _, items := range members(predicted) {
		have[joined(items)] = true
	}
	right, all := 0, members(gold)
	for _, items := range all {
		right += count(have[joined(items)])
	}
	return Row{Measure: "groups exactly right", Value: percent(right, len(all)), N: len(all)}
}

func joined(items []string) string {
	s := ""
	for _, i := range items {
		s += i + "\x00"
	}
	return s
}
