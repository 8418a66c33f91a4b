package position

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// What a title is worth beside a noun phrase of things.
const (
	ofState  = .1 // a state or its people alone: that says nothing of the matter
	ofName   = .5 // a name alone
	ofClause = .7 // a passage of at most titleWords
)

// titleWords is how many words a passage has at most that is a title as it stands.
const titleWords = 8

// title is the noun phrase of the passages, or the short passage, whose words most of them
// share: words of the texts, never made up.
func title(v *vocabulary, ps []Passage, g []int) string {
	held := map[string]int{} // passages of the group that hold a word
	for _, i := range g {
		for _, w := range ps[i].words {
			held[w.key]++
		}
	}
	best, top := ps[g[0]].text, float32(0)
	offer := func(text string, worth float32, keys int) {
		if worth /= 1 + .2*float32(keys); worth > top {
			best, top = text, worth
		}
	}
	shared := func(key string) float32 {
		id := v.index[key]
		tells := v.weight[id] * (float32(held[key]) - .9)
		if vague[v.form[id]] {
			tells *= .2
		}
		return tells
	}
	for _, i := range g {
		for _, p := range ps[i].phrases {
			sum := float32(0)
			for _, k := range p.keys {
				sum += shared(k)
			}
			offer(p.text, sum*v.says(p.keys), len(p.keys))
		}
		if len(strings.Fields(ps[i].text)) <= titleWords {
			sum := float32(0)
			for _, w := range ps[i].words {
				sum += shared(w.key) * w.part
			}
			offer(strings.TrimPrefix(ps[i].text, "that "), sum*ofClause, len(ps[i].words))
		}
	}
	return best
}

// says is how much a noun phrase with these words says of a matter, 0 to 1.
func (v *vocabulary) says(keys []string) float32 {
	says := float32(1)
	for _, k := range keys {
		switch {
		case k[0] == '#':
			says = min(says, ofState)
		case k[0] == '@':
			says = min(says, ofName)
		case !vague[v.form[v.index[k]]]:
			return 1
		}
	}
	return says
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
