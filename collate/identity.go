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
// that came first, of those that are in no other point: what comes later changes
// no id. Where two points have one
// anchor, the second is named by its next reading.
func identify(points []news.Point, arrived map[string]int) {
	taken, held := map[string]bool{}, map[string]int{}
	for _, p := range points {
		for _, r := range p.Readings {
			held[r.Key]++
		}
	}
	for i := range points {
		order := slices.Clone(points[i].Readings)
		slices.SortStableFunc(order, func(a, b news.Reading) int {
			if one := held[a.Key] == 1; one != (held[b.Key] == 1) {
				return 1 - 2*int(indicator(one))
			}
			return arrived[a.Account] - arrived[b.Account]
		})
		for _, r := range order {
			if !taken[r.Key] {
				points[i].ID = r.Key
				break
			}
			points[i].ID = order[0].Key + "-" + order[len(order)-1].Key[1:]
		}
		taken[points[i].ID] = true
	}
}
