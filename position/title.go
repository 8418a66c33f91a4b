package position

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// title is the noun phrase of the passages whose words most of them share: words
// of the texts, never made up.
func title(v *vocabulary, ps []Passage, g []int) string {
	held := map[string]int{} // passages of the group that hold a word
	for _, i := range g {
		for _, w := range ps[i].words {
			held[w.key]++
		}
	}
	best, top := "", float32(-1)
	for _, i := range g {
		for _, p := range ps[i].phrases {
			score := float32(0)
			for _, k := range p.keys {
				id := v.index[k]
				tells := v.weight[id]
				if vague[v.form[id]] {
					tells *= .2
				}
				score += tells * (float32(held[k]) - .9)
			}
			if score /= 1 + .2*float32(len(p.keys)); score > top {
				best, top = p.text, score
			}
		}
	}
	if best == "" {
		best = ps[g[0]].text
	}
	return best
}

// identity is stable while the group's first passage stays.
func identity(ps []Passage, g []int) string { return ps[g[0]].issue() }

// Begins reports whether an issue with this id may be one whose first passage is p.
func (p *Passage) Begins(id string) bool { return strings.HasPrefix(id, p.issue()) }

func (p *Passage) issue() string {
	h := sha256.New()
	h.Write([]byte(p.Statement.Article + "\x00" + p.text))
	return "i" + hex.EncodeToString(h.Sum(nil)[:5])
}
