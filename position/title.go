package position

import (
	"crypto/sha256"
	"encoding/hex"
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

func (p *Passage) issue() string {
	return BeginsIn(p.Statement.Article) + digest(p.Statement.Article+"\x00"+p.text, 7)
}

// BeginsIn is how the ids of all issues begin whose first passage is in an article: who looks
// for an issue need not read the others. One article in a million shares it.
func BeginsIn(article string) string { return "i" + digest(article, 5) }

// digest is so many hexadecimal digits that tell s from others.
func digest(s string, digits int) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])[:digits]
}
