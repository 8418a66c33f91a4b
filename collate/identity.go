package collate

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"synoptic/news"
)

// keyOfReading names a reading by its account and the words of it: shifted
// commas and new accounts leave it alone.
func (e *event) keyOfReading(r *reading) string {
	keys := make([]string, 0, len(r.words))
	for _, w := range r.words {
		keys = append(keys, e.lexis.words[w.id].key)
	}
	sum := sha256.Sum256([]byte(r.Account + "\n" + strings.Join(keys, " ")))
	return "p" + hex.EncodeToString(sum[:6])
}

// identify gives points their ids. A point is named by its anchor, the reading
// that came first: what comes later changes no id. Where two points have one
// anchor, the one that was a point first has it, and the other is named by its
// next reading.
func identify(points []news.Point, arrived map[string]int) {
	taken := map[string]bool{}
	for _, i := range byAge(points, arrived) {
		order := slices.Clone(points[i].Readings)
		slices.SortStableFunc(order, func(a, b news.Reading) int { return arrived[a.Account] - arrived[b.Account] })
		points[i].ID = order[0].Key + "-" + order[len(order)-1].Key[1:]
		for _, r := range order {
			if !taken[r.Key] {
				points[i].ID = r.Key
				break
			}
		}
		taken[points[i].ID] = true
	}
}

// byAge are the places of points in the order in which they became points: by when
// the second account that has one arrived.
func byAge(points []news.Point, arrived map[string]int) []int {
	born, order := make([]int, len(points)), make([]int, len(points))
	for i, p := range points {
		order[i] = i
		var when []int
		for _, r := range p.Readings {
			if !slices.Contains(when, arrived[r.Account]) {
				when = append(when, arrived[r.Account])
			}
		}
		slices.Sort(when)
		born[i] = when[min(1, len(when)-1)]
	}
	slices.SortStableFunc(order, func(a, b int) int { return born[a] - born[b] })
	return order
}
